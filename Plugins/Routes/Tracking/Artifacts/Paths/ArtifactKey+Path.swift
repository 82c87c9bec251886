// Assay: keys of paths that clients give.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayOperations

extension ArtifactKey {
    /// The key that a path stands for; check the path first.
    init(plain path: String) throws(AssayError) { try self.init(ArtifactPath.plain(path)) }
}
