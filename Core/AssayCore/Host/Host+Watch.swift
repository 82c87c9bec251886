// Assay: descriptors that the program watches.
// SPDX-License-Identifier: Apache-2.0

extension Host {
    /// Calls `onReady` on the main thread when `descriptor` is ready.
    public func watch(
        _ descriptor: Int32, onReady: @escaping () -> Void
    ) throws(HostFailure) -> DescriptorWatch {
        let watch = DescriptorWatch(descriptor, on: extensions.loops.main) { _ in onReady() }
        do {
            try watch.start()
        } catch {
            throw HostFailure(description: "cannot watch descriptor \(descriptor): \(error.message)")
        }
        return watch
    }
}
