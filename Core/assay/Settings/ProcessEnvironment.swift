// Assay: the environment that the process was started with.
// SPDX-License-Identifier: Apache-2.0

/// The variables of the process. They are read from the system once: `environ` may change under a reader's feet.
enum ProcessEnvironment {
    /// All variables; the first of two with the same name counts, as in `getenv`.
    static func read() throws(CommandError) -> [String: String] {
        var variables: [String: String] = [:]
        for entry in try TextFile.bytes("/proc/self/environ").split(separator: 0) {
            let parts = entry.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let name = String(decoding: parts[0], as: UTF8.self)
            if variables[name] == nil { variables[name] = String(decoding: parts[1], as: UTF8.self) }
        }
        return variables
    }
}
