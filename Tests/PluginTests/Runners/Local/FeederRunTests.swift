// Assay: tests of feeders that the users of a run share, on loops in virtual time.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import Glibc
import Testing

/// Ten rows, in a file that is there as long as the process.
private enum Rows {
    static let path: String = {
        var template = Array("/tmp/assay-rows-XXXXXX.csv".utf8CString)
        let file = mkstemps(&template, 4)
        let text = "id\n" + (1...10).map { "\($0)\n" }.joined()
        text.withCString { _ = write(file, $0, strlen($0)) }
        close(file)
        return template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }()
}

/// Notes a row a second, until there are none.
private class Reader: TracedUser {
    static let waitTime = WaitTime.constant(1)
    class var strategy: Feeder.Strategy { .sequential }
    private let rows: Feeder

    required init(_ context: UserContext) throws {
        // One feeder for all users of a run: the seed is the run's own.
        let seed = UInt64(context.options["trace"]?.intValue ?? 0)
        rows = try Feeder.shared(Rows.path, Self.strategy, seed: seed)
        try super.init(context)
    }

    func read() throws { note(try rows.next()["id"] ?? "") }
}

private final class UniqueReader: Reader, User {
    override class var strategy: Feeder.Strategy { .unique }
    static var tasks: TaskList<UniqueReader> { task("t") { try $0.read() } }
}

private final class SequentialReader: Reader, User {
    static var tasks: TaskList<SequentialReader> { task("t") { try $0.read() } }
}

private final class RandomReader: Reader, User {
    override class var strategy: Feeder.Strategy { .random }
    static var tasks: TaskList<RandomReader> { task("t") { try $0.read() } }
}

@Suite struct FeederRunTests {
    private func run(_ type: any User.Type, seconds: Double) throws -> (run: LocalRun, rows: [String]) {
        let run = try LocalRun([type], ["users": 3, "spawn_rate": 100])
        try run.begin()
        run.advance(by: seconds)
        let rows = run.trace.words.filter { Int($0) != nil }
        return (run, rows)
    }

    /// No row twice; a user that finds none ends, and the run with the last of them.
    @Test func uniqueRowsEndTheUsers() throws {
        let (run, rows) = try run(UniqueReader.self, seconds: 8)
        #expect(rows == (1...10).map { "\($0)" })
        #expect(run.trace.count("stop") == 3)
        #expect(run.exitCode == 0)
        #expect(run.last.reason == "all users have ended")
        #expect(run.last.exceptions.isEmpty)
        #expect(run.close().isEmpty)
    }

    @Test func sequentialRowsBeginAgain() throws {
        let (run, rows) = try run(SequentialReader.self, seconds: 8.5)
        #expect(rows.count == 27)
        #expect(rows == (0..<27).map { "\($0 % 10 + 1)" })
        #expect(run.close().isEmpty)
    }

    @Test func randomRowsComeOnceAPass() throws {
        let (run, rows) = try run(RandomReader.self, seconds: 9.5)
        let passes = (0..<3).map { Array(rows.dropFirst($0 * 10).prefix(10)) }
        for pass in passes { #expect(Set(pass).count == 10) }
        #expect(Set(passes).count > 1)
        #expect(run.close().isEmpty)
    }
}
