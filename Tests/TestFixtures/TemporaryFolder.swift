// Assay: folders for tests.
// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Folders for tests, readable by their owner alone.
public enum TemporaryFolder {
    /// Makes an empty folder.
    public static func make(_ name: String) -> String {
        let path = NSTemporaryDirectory() + "assay-\(name)-\(UUID().uuidString)"
        mkdir(path, 0o700)
        return path
    }
}
