// Assay: `assay hooks tail`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayCore
import Glibc

/// `assay hooks tail`: the events of a run or server of the same user, as they happen.
struct TailHooksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail", abstract: "Shows the events of a running process, a line of JSON each.",
        discussion: "Never slows the process: events that this side reads too slowly are counted in a 'dropped' line.")

    @Argument(help: ArgumentHelp("Only these hooks; all by default.", valueName: "hook"))
    var hooks: [String] = []

    @Option(help: ArgumentHelp("Which process, when there are several.", valueName: "number"))
    var pid: Int32?

    func run() throws {
        let client = try TailClient(process: pid)
        try client.run(hooks: hooks, Self.write)
    }

    /// Writes all of `bytes` to standard output. False when its reader has gone.
    private static func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(STDOUT_FILENO, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return true
    }
}
