// Assay: the keys that change the number of users.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import Glibc

/// Reads w, W, s and S from the terminal while a run goes on.
final class TerminalKeys {
    private let watch: DescriptorWatch

    /// Begins to read; nil when standard input is no terminal of this process. `change` gets the users to add.
    init?(_ host: RunHost, change: @escaping (Int32) -> Void) throws(CommandError) {
        guard RawTerminal.begin() else { return nil }
        do throws(CommandError) {
            watch = try host.watch(STDIN_FILENO) { Self.read(change) }
        } catch {
            RawTerminal.restore()
            throw error
        }
    }

    /// Ends reading and gives the terminal its mode back.
    func end() {
        watch.cancel()
        RawTerminal.restore()
    }

    private static func read(_ change: (Int32) -> Void) {
        var waiting: Int32 = 0
        // Only what is there: a read of more would wait, and the descriptor is shared with the shell, so it stays in
        // blocking mode.
        while ioctl(STDIN_FILENO, UInt(FIONREAD), &waiting) == 0, waiting > 0 {
            var keys = [UInt8](repeating: 0, count: min(Int(waiting), 256))
            let count = Glibc.read(STDIN_FILENO, &keys, keys.count)
            guard count > 0 else { return }
            let difference = keys.prefix(count).reduce(Int32(0)) { $0 + users(for: $1) }
            if difference != 0 { change(difference) }
        }
    }

    private static func users(for key: UInt8) -> Int32 {
        switch key {
        case UInt8(ascii: "w"): 1
        case UInt8(ascii: "W"): 10
        case UInt8(ascii: "s"): -1
        case UInt8(ascii: "S"): -10
        default: 0
        }
    }
}
