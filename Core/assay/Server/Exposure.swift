// Assay: who can reach the server.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Refuses an address that others reach, unless the user says that they may do everything.
struct Exposure {
    /// What the user should know.
    let notices: [String]

    init(host: String, isAllowed: Bool) throws(CommandError) {
        if Self.isLoopback(host) {
            notices = []
        } else if isAllowed {
            notices = [
                "no authentication: whoever reaches \(host) can read, change and delete all experiments, models and "
                    + "artifacts"
            ]
        } else {
            throw CommandError(
                "--host \(host): others reach this address, and there is no authentication; "
                    + "listen on 127.0.0.1 behind a proxy that has it, or add --allow-unauthenticated")
        }
    }

    /// Whether only this machine reaches an address.
    static func isLoopback(_ host: String) -> Bool {
        if host.lowercased() == "localhost" { return true }
        var v4 = in_addr()
        if inet_pton(AF_INET, host, &v4) == 1 { return UInt32(bigEndian: v4.s_addr) >> 24 == 127 }
        var v6 = in6_addr()
        guard inet_pton(AF_INET6, host, &v6) == 1 else { return false }
        return withUnsafeBytes(of: v6) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
    }
}
