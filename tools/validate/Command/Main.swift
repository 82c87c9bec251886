// Assay: assay-validate, the test of a plugin's library against the headers.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// `assay-validate FILE.so`: runs named tests on a library, each in a child process with a host of its own.
@main
enum Main {
    static func main() {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            exit(try run(options))
        } catch {
            var text = "assay-validate: \(error)\n"
            text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
            exit(2)
        }
    }

    private static func run(_ options: Options) throws(UsageError) -> Int32 {
        if options.wantsHelp {
            print(Options.help, terminator: "")
            return 0
        }
        if let folder = options.childFolder { ChildSide.run(options, in: folder) }
        if options.wantsList {
            for test in TestPlan.all { print("\(test.name)\t\(test.summary)") }
            return 0
        }
        guard let file = options.file else { throw UsageError("no library given; see --help") }
        guard let path = realpath(file, nil) else { throw UsageError("'\(file)' cannot be read") }
        defer { free(path) }
        let report = Report(options)
        Session(options, file: String(cString: path), report: report).run()
        return report.finish()
    }
}

/// A mistake on the command line.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
