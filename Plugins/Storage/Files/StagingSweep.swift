// Assay: removes what crashed uploads and removals have left.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import Glibc
import Synchronization

/// Removes from the folder of the uploads what no living process has locked.
final class StagingSweep: Sendable {
    private let root: StoreRoot
    private let isEnding = Mutex(false)

    init(_ root: StoreRoot) {
        self.root = root
    }

    /// Ends early, and waits for the step that runs.
    func end() { isEnding.withLock { $0 = true } }

    /// Sweeps; returns how many entries went. What cannot be removed stays for the next start.
    func run() -> Int {
        guard let folder = try? FolderEntries(root.staging) else { return 0 }
        var count = 0
        while let entry = folder.next() {
            guard let isRemoved = step({ remove(entry.name) }) else { return count }
            count += isRemoved ? 1 : 0
        }
        return count
    }

    private func step<Value>(_ body: () -> Value) -> Value? {
        isEnding.withLock { $0 ? nil : body() }
    }

    private func remove(_ name: String) -> Bool {
        let staging = root.staging
        guard let found = try? staging.status(of: name) else { return false }
        guard found.isFile || found.isFolder else { return unlinkat(staging.number, name, 0) == 0 }
        guard let descriptor = try? staging.open(name, O_RDONLY | O_NONBLOCK), descriptor.lock() else { return false }
        if found.isFile { return unlinkat(staging.number, name, 0) == 0 }
        let tree = TreeRemoval(staging, name, descriptor)
        do {
            while try tree.step() {}
            return true
        } catch {
            return false
        }
    }
}
