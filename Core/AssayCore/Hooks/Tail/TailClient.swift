// Assay: hears the events of another process.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// The other end of the tail server, for the command line. Blocks its thread.
public struct TailClient: ~Copyable {
    private let descriptor: Int32

    /// The processes of this user that can be heard now. Sockets that ended processes have left are removed.
    public static func processes() -> [Int32] {
        let folder = TailFolder.standard
        return folder.processes().filter { process in
            let path = folder.socketPath(of: process)
            guard let descriptor = try? UnixSocket.connect(to: path) else {
                if kill(process, 0) != 0, errno == ESRCH { unlink(path) }
                return false
            }
            close(descriptor)
            return true
        }
    }

    /// Connects to a process; without a number, to the only one there is.
    public init(process: Int32? = nil) throws(TailFailure) {
        try self.init(process: process, in: .standard)
    }

    init(process: Int32?, in folder: TailFolder) throws(TailFailure) {
        let process = if let process { process } else { try Self.only(of: Self.processes()) }
        guard let descriptor = try UnixSocket.connect(to: folder.socketPath(of: process)) else {
            throw TailFailure("process \(process) is no run or server of yours, or has ended")
        }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    private static func only(of processes: [Int32]) throws(TailFailure) -> Int32 {
        guard let first = processes.first else { throw TailFailure("no run or server of yours is going on") }
        guard processes.count == 1 else {
            let list = processes.map(String.init).joined(separator: ", ")
            throw TailFailure("several processes can be heard: \(list); choose one with --pid")
        }
        return first
    }

    /// Asks for the events of `hooks` (of all, when it is empty) and passes what comes to `write`, in pieces, until the
    /// process ends or `write` returns false. The pieces put together are lines of JSON: an event each, or
    /// `{"dropped":17}` where events were lost because this side read too slowly.
    public func run(hooks: [String], _ write: (UnsafeRawBufferPointer) -> Bool) throws(TailFailure) {
        if let name = hooks.first(where: { $0.isEmpty || $0.contains(where: \.isWhitespace) }) {
            throw TailFailure("'\(name)' is no name of a hook")
        }
        let request = Array((hooks.joined(separator: " ") + "\n").utf8)
        guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            throw TailFailure("the process does not take the request: \(String(cString: strerror(errno)))")
        }
        withUnsafeTemporaryAllocation(byteCount: 64 * 1024, alignment: 16) { buffer in
            while true {
                let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
                if count < 0, errno == EINTR { continue }
                guard count > 0, write(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return }
            }
        }
    }
}
