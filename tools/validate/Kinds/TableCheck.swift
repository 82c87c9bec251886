// Assay: checks that a kind's table is whole.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// Fetches tables and looks for functions that are NULL.
enum TableCheck {
    /// Makes the test `name` for a kind.
    static func test(_ name: String, kind: String) -> TestCase {
        TestCase(name, .kind(kind), "its kind's table has the right size and no NULL") { context throws(Ending) in
            let component = try context.make()
            guard let table = component.pointee.get_extension?(component, kind), let wanted = KindTable(kind) else {
                throw .failed("get_extension gives NULL for '\(kind)', the component's kind")
            }
            try keeping { () throws(Violation) in try wanted.check(table) }
            context.destroy(component)
        }
    }
}
