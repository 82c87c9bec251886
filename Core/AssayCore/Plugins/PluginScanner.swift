// Assay: in which process discovery looks at files.
// SPDX-License-Identifier: Apache-2.0

/// In which process discovery opens files that it does not know yet.
public enum PluginScanner: Hashable, Sendable {
    /// In a child: `executable` is run with `arguments` and the paths, and calls `PluginScan.run`.
    case childProcess(executable: String, arguments: [String])
    /// In this process: for tests and debuggers, where a file that crashes may take the host down.
    case inProcess

    /// The running executable as its own child.
    public static let currentExecutable = PluginScanner.childProcess(
        executable: "/proc/self/exe", arguments: ["plugins", "scan"])
}
