// Assay: tests of what is refused on the command line, and of exit codes.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import Testing

@testable import assay

@Suite("the command line")
struct CommandLineTests {
    @Test(
        "options of Locust that are not there yet are refused with a reason",
        arguments: ["--master", "--worker", "--processes=4", "--web-port", "-P", "--autostart", "--otel", "-f"])
    func later(argument: String) {
        #expect(throws: CommandError.self) { try LaterOption.check(["hello", argument]) }
        #expect(throws: Never.self) { try LaterOption.check(["hello", "--", argument]) }
    }

    @Test("a component's config is JSON behind its id")
    func components() throws {
        #expect(try ComponentReference(parsing: "a.b") == ComponentReference(id: "a.b"))
        let reference = try ComponentReference(parsing: #"a.b={"x": "y=z"}"#)
        #expect(reference == ComponentReference(id: "a.b", config: ["x": "y=z"]))
        for text in ["", "={}", "a=", "a=5", "a={"] {
            #expect(throws: CommandError.self, "\(text)") { try ComponentReference(parsing: text) }
        }
    }

    @Test("near words: swapped, missing and wrong letters, and beginnings")
    func suggestions() {
        let words = ["users", "spawn-rate", "run-time", "csv", "csv-full-history"]
        #expect(Suggestion.near("usres", among: words) == ["users"])
        #expect(Suggestion.near("user", among: words) == ["users"])
        #expect(Suggestion.near("spawnrate", among: words) == ["spawn-rate"])
        #expect(Suggestion.near("csv-full", among: words) == ["csv-full-history"])
        #expect(Suggestion.near("tornado", among: words) == [])
        #expect(Suggestion.clause("tornado", among: words) == "")
    }

    @Test("a signal's code tells why a run was short; a broken run is the worse news")
    func exitCodes() {
        #expect(ExitCode.after(0, signal: nil) == 0)
        #expect(ExitCode.after(7, signal: nil) == 7)
        #expect(ExitCode.after(0, signal: .interrupted) == 130)
        #expect(ExitCode.after(99, signal: .terminated) == 143)
        #expect(ExitCode.after(2, signal: .interrupted) == 2)
    }
}
