// Assay: what assay-validate prints.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Collects verdicts and prints them: a line each as they come, or JSON at the end.
final class Report {
    /// One test of one component, or of the library when that is nil.
    struct Entry {
        let test: String
        let component: String?
        let verdict: Verdict
    }

    private let options: Options
    private var entries: [Entry] = []

    init(_ options: Options) {
        self.options = options
    }

    /// Takes a verdict.
    func add(_ entry: Entry) {
        entries.append(entry)
        if options.isJSON || (options.onlyFailed && !entry.verdict.isBad) { return }
        let place = entry.component.map { " \($0)" } ?? ""
        let reason = entry.verdict.reason.isEmpty ? "" : ": \(entry.verdict.reason)"
        print("\(entry.verdict.word)  \(entry.test)\(place)\(reason)")
        fflush(nil)
    }

    /// Prints the end, and gives the exit code.
    func finish() -> Int32 {
        let isBad = entries.contains { $0.verdict.isBad }
        if options.isJSON {
            print(json)
        } else {
            let counts = ["success", "warning", "skipped", "failed", "crashed"].map { word in
                "\(entries.count { $0.verdict.word == word }) \(word)"
            }
            print(counts.joined(separator: ", "))
        }
        return isBad ? 1 : 0
    }

    private var json: String {
        let lines = entries.map { entry in
            let component = entry.component.map { JSON.string($0).text } ?? "null"
            return "  {\"test\": \(JSON.string(entry.test).text), \"component\": \(component), "
                + "\"status\": \"\(entry.verdict.word)\", \"reason\": \(JSON.string(entry.verdict.reason).text)}"
        }
        return "[\n" + lines.joined(separator: ",\n") + "\n]"
    }
}
