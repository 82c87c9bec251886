// Assay: tests of hearing events from another process.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Synchronization
import Testing

@testable import AssayCore

/// Reads a tail on a thread of its own.
private final class Reader: Sendable {
    let bytes = Lock<[UInt8]>([])
    let mayRead = Atomic(true)

    /// Begins to read, when it may, what the tail of this process gives.
    func start(_ folder: TailFolder, hooks: [String]) -> pthread_t {
        let path = folder.path
        return Thread.start { [self] in
            do {
                let client = try TailClient(process: getpid(), in: TailFolder(path: path))
                try client.run(hooks: hooks) { piece in
                    bytes.withLock { $0 += piece }
                    while !mayRead.load(ordering: .acquiring) { sched_yield() }
                    return true
                }
            } catch {
                Issue.record("\(error)")
            }
        }
    }

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    func endsWith(_ text: String, within count: Int) -> Bool {
        bytes.withLock { String(decoding: $0.suffix(count), as: UTF8.self).contains(text) }
    }
}

/// A folder for sockets that is removed with its content.
private func withTailFolder(_ body: (TailFolder) throws -> Void) throws {
    var template = Array("/tmp/assay-tail-XXXXXX".utf8CString)
    let path = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer { rmdir(path) }
    try body(TailFolder(path: path))
}

/// What python3 says about the text, one JSON value a line.
private func python(_ script: String, _ text: String) throws -> String {
    var template = Array("/tmp/assay-lines-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    Logger.writeLine(text, to: file)
    close(file)
    let command = "python3 -c 'import json,sys\nL=[json.loads(l) for l in open(sys.argv[1])]\n\(script)' \(path)"
    let pipe = try #require(popen(command, "r"))
    defer { pclose(pipe) }
    var output: [UInt8] = []
    var byte = fgetc(pipe)
    while byte != EOF {
        output.append(UInt8(truncatingIfNeeded: byte))
        byte = fgetc(pipe)
    }
    return String(decoding: output, as: UTF8.self)
}

@Suite(.serialized) struct TailTests {
    @Test func eventsComeAsLinesThatPythonReads() throws {
        try withTailFolder { folder in
            let reader = Reader()
            let thread = try withTail(folder) { host -> pthread_t in
                let hook = try host.declareSample()
                let other = try host.declareSample("com.example.other")
                let thread = reader.start(folder, hooks: ["com.example.sample"])
                host.run(until: { host.hooks.is_observed(host.host, hook) })
                host.emit(other, signed: 1, text: "not wanted")
                host.emit(hook, signed: .min, text: "quote \" slash \\ tab \t nul-free é 😀")
                host.run(until: { reader.text.contains("\n") })
                return thread
            }
            pthread_join(thread, nil)
            let script =
                "l=L[0]; f=l[\"fields\"]; print(len(L), l[\"hook\"], l[\"time\"], sorted(f), f[\"signed\"], "
                + "f[\"unsigned\"], f[\"small\"], f[\"time\"]); print(f[\"text\"]==f[\"ended\"], f[\"text\"].encode())"
            #expect(
                try python(script, reader.text)
                    == "1 com.example.sample 42 ['count', 'ended', 'signed', 'small', 'text', "
                    + "'time', 'unsigned'] -9223372036854775808 18446744073709551615 -7 1.5\nTrue "
                    + "b'quote \" slash \\\\ tab \\t nul-free \\xc3\\xa9 \\xf0\\x9f\\x98\\x80'\n")
        }
    }

    @Test func aSlowClientLosesEventsAndIsTold() throws {
        try withTailFolder { folder in
            let reader = Reader()
            let emitted = 20_000
            let thread = try withTail(folder) { host -> pthread_t in
                let hook = try host.declareSample()
                reader.mayRead.store(false, ordering: .releasing)
                let thread = reader.start(folder, hooks: [])
                host.run(until: { host.hooks.is_observed(host.host, hook) })
                let text = String(repeating: "z", count: 500)
                for index in 0..<emitted {
                    host.emit(hook, signed: Int64(index), text: text)
                    if index % 200 == 0 { host.extensions.loops.main.turn(mayWait: false) }
                }
                for _ in 0..<100 { host.extensions.loops.main.turn(mayWait: false) }
                reader.mayRead.store(true, ordering: .releasing)
                host.run(until: { reader.endsWith("\"dropped\"", within: 40) })
                host.emit(hook, signed: -1)
                host.run(until: { reader.endsWith("-1", within: 400) })
                return thread
            }
            pthread_join(thread, nil)
            let script =
                "d=sum(l.get(\"dropped\",0) for l in L); e=[l for l in L if \"hook\" in l]; "
                + "s=[l[\"fields\"][\"signed\"] for l in e]; print(d>0, d+len(e), s[:-1]==sorted(s[:-1]), s[-1])"
            #expect(try python(script, reader.text) == "True \(emitted + 1) True -1\n")
        }
    }

    private func withTail(_ folder: TailFolder, _ body: (HostFixture) throws -> pthread_t) throws -> pthread_t {
        var thread: pthread_t?
        try withHost { host in
            try host.extensions.openTail(in: folder)
            thread = try body(host)
        }
        #expect(access(folder.socketPath(of: getpid()), F_OK) != 0)
        return try #require(thread)
    }

    @Test func anEventThatNobodyWantsIsNotObserved() throws {
        try withTailFolder { folder in
            try withHost { host in
                try host.extensions.openTail(in: folder)
                let hook = try host.declareSample()
                let socket = try #require(try UnixSocket.connect(to: folder.socketPath(of: getpid())))
                for _ in 0..<10 { host.extensions.loops.main.turn(mayWait: false) }
                #expect(!host.hooks.is_observed(host.host, hook))
                #expect(send(socket, "\n", 1, 0) == 1)
                host.run(until: { host.hooks.is_observed(host.host, hook) })
                close(socket)
                host.run(until: { !host.hooks.is_observed(host.host, hook) })
            }
        }
    }

    @Test func aFolderOfOthersIsRefused() throws {
        try withTailFolder { folder in
            chmod(folder.path, 0o755)
            let error = #expect(throws: TailFailure.self) { try folder.prepare() }
            #expect(error?.description.contains("must be a folder of yours alone") == true)
        }
        let error = #expect(throws: TailFailure.self) {
            try TailFolder(path: "/tmp/" + String(repeating: "x", count: 120) + "/none").prepare()
        }
        #expect(error?.description.contains("cannot be made") == true)
    }

    @Test func aProcessThatIsNotThereIsNamed() throws {
        try withTailFolder { folder in
            let error = #expect(throws: TailFailure.self) { _ = try TailClient(process: 1, in: folder) }
            #expect(error?.description == "process 1 is no run or server of yours, or has ended")
        }
    }
}
