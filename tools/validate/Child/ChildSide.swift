// Assay: what runs in the child process of a test.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

/// The child's side: runs one test and writes its verdict to descriptor 3.
enum ChildSide {
    /// Asks a child for the ids and kinds of the library's components.
    static let describe = "describe"
    static let recordDescriptor: Int32 = 3

    /// Runs the test that the options name, and ends the process.
    static func run(_ options: Options, in folder: String) -> Never {
        guard let file = options.file, let name = options.include.first, chdir(folder) == 0 else { _exit(2) }
        if name == describe {
            write(description(of: file))
        } else {
            write(verdict(of: name, options: options, file: file).record)
        }
        // Exit handlers of the library are not what is tested.
        _exit(0)
    }

    /// Runs a test in this process.
    static func verdict(of name: String, options: Options, file: String) -> Verdict {
        guard let test = TestPlan.find(name) else { return .skipped("there is no test '\(name)'") }
        do {
            try test.run(TestContext(options: options, path: file))
            return .success
        } catch {
            return error.verdict
        }
    }

    private static func description(of file: String) -> String {
        guard let library = try? Library(path: file) else { return "" }
        return library.descriptors().compactMap { descriptor in
            guard let id = descriptor.pointee.id, let kind = descriptor.pointee.kind else { return nil }
            return "\(String(cString: id))\t\(String(cString: kind))\n"
        }.joined()
    }

    private static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let count = Glibc.write(
                    recordDescriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}

extension Verdict {
    /// The verdict as the child writes it.
    var record: String { "\(word)\t\(reason)" }

    init?(record: String) {
        guard let tab = record.firstIndex(of: "\t") else { return nil }
        self.init(word: String(record[..<tab]), reason: String(record[record.index(after: tab)...]))
    }
}
