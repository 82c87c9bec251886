// Assay: a discovery child may do whatever it likes; here it is a shell script.
// SPDX-License-Identifier: Apache-2.0
import TestFixtures
import Testing

@testable import AssayCore

@Suite struct DiscoveryRunTests {
    /// Looks at `paths` with a child that runs `script` for each of them, as $file.
    private func look(
        _ paths: [String], _ script: String, patience: Int64 = 20_000
    ) async throws -> [String: PluginRecord] {
        let loop = """
            for file; do
                printf 'begin\\t%s\\n' "$file" >&3
                \(script)
            done
            printf 'done\\n' >&3
            """
        let scanner = PluginScanner.childProcess(executable: "/bin/sh", arguments: ["-c", loop, "sh"])
        return try await BlockingWork.run { DiscoveryRun(scanner: scanner, patience: patience).look(at: paths) }
    }

    private let answer = "printf 'failure\\tno-id\\nend\\n' >&3"

    @Test func readsARecordForEachFile() async throws {
        #expect(try await look(["/a", "/b\tc"], answer)["/a"] == .failure(.noID))
        #expect(try await look(["/a", "/b"], answer) == ["/a": .failure(.noID), "/b": .failure(.noID)])
        #expect(try await look([], answer).isEmpty)
    }

    @Test func blamesTheFileThatCrashes() async throws {
        let found = try await look(["/a", "/bad", "/c"], "case $file in /bad) kill -SEGV $$;; esac; " + answer)
        #expect(found["/bad"] == .failure(.crashedInDiscovery(signal: 11)))
        #expect(found["/a"] == .failure(.noID))
        #expect(found["/c"] == .failure(.noID))
    }

    @Test func blamesTheFileThatExits() async throws {
        let found = try await look(["/bad", "/c"], "case $file in /bad) exit 7;; esac; " + answer)
        #expect(found == ["/bad": .failure(.exitedInDiscovery(code: 7)), "/c": .failure(.noID)])
    }

    @Test func blamesTheFileThatHangs() async throws {
        let found = try await look(["/a", "/bad"], "case $file in /bad) sleep 600;; esac; " + answer, patience: 300)
        #expect(found == ["/a": .failure(.noID), "/bad": .failure(.hungInDiscovery(milliseconds: 300))])
    }

    /// It is not the file's fault, and not remembered as one.
    @Test func blamesNoFileThatWasNotOpened() async throws {
        let scanner = PluginScanner.childProcess(executable: "/bin/false", arguments: [])
        let found = DiscoveryRun(scanner: scanner, patience: 10_000).look(at: ["/a"])
        #expect(found == ["/a": .failure(.scanFailed("the child ended before it opened the file (exit code 1)"))])
    }

    @Test func leavesOutWhatMakesNoSense() async throws {
        let found = try await look(["/a"], "printf 'end\\nbegin\\t/nowhere\\nxx\\nend\\n\\377\\n' >&3; " + answer)
        #expect(found == ["/a": .failure(.scanFailed("the child said nothing about it"))])
    }

    @Test func saysWhenThereIsNoChild() {
        let scanner = PluginScanner.childProcess(executable: "/nowhere/assay", arguments: [])
        let found = DiscoveryRun(scanner: scanner, patience: 1000).look(at: ["/a"])
        #expect(found == ["/a": .failure(.scanFailed("'/nowhere/assay': no such file or directory"))])
    }
}
