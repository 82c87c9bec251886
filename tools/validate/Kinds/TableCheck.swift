// Assay: checks that a kind's table is whole.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// Fetches tables and looks for functions that are NULL.
enum TableCheck {
    /// Makes the test `name` for a kind whose table is `Table`. `functions` are its function pointers that must be there.
    static func test<Table>(
        _ name: String, kind: String, _ type: Table.Type, functions: [(name: String, path: PartialKeyPath<Table>)]
    ) -> TestCase {
        let offsets = functions.compactMap { function in
            MemoryLayout<Table>.offset(of: function.path).map { (name: function.name, offset: $0) }
        }
        return TestCase(name, .kind(kind), "its kind's table has the right size and no NULL") {
            context throws(Ending) in
            let component = try context.make()
            let table = try context.table(component, kind, as: Table.self)
            for (name, offset) in offsets {
                let word = UnsafeRawPointer(table).load(fromByteOffset: offset, as: UInt.self)
                try require(word != 0, "\(name) is NULL")
            }
            context.destroy(component)
        }
    }
}
