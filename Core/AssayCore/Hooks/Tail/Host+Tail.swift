// Assay: opens a host to `assay hooks tail`.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension Host {
    /// Lets other processes of this user hear the events of this one, until the host is shut down. Without a folder for
    /// the socket the host works all the same; the log says why. On the main thread.
    public func openTail() {
        do {
            try extensions.openTail(in: .standard)
        } catch {
            log(.ASSAY_LOG_WARNING, "assay.hooks", "hooks cannot be tailed: \(error)")
        }
    }
}

extension HostExtensions {
    /// Opens the socket of the tail server, once.
    func openTail(in folder: TailFolder) throws(TailFailure) {
        guard tail == nil else { return }
        tail = try TailServer(hooks, folder: folder)
    }
}
