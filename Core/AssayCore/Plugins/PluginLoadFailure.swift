// Assay: why a plugin was not loaded.
// SPDX-License-Identifier: Apache-2.0

/// Why a file of the search path is no plugin of this host: the file, and what was found where what was wanted.
public struct PluginLoadFailure: Error, Hashable, Sendable {
    /// The file as it was found in the search path.
    public let path: String
    /// What is wrong with it.
    public let reason: Reason

    /// Makes a failure.
    public init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// What can be wrong with a plugin, in the order in which the loader looks.
    public enum Reason: Error, Hashable, Sendable {
        /// There is no such file or folder.
        case notFound
        /// The file cannot be opened, or is not a regular file.
        case notReadable(String)
        /// `place` (the file, its target, or a folder above) may be changed by others; `mode` is its permissions.
        case writableByOthers(place: String, mode: UInt32)
        /// `place` belongs neither to root nor to the user who runs the host.
        case wrongOwner(place: String, found: UInt32, wanted: UInt32)
        /// The file is not a shared library.
        case notELF
        /// The dynamic linker refused the file, with this text.
        case dlopenFailed(String)
        /// The file does not export the function that makes it a plugin.
        case missingEntry(symbol: String)
        /// The plugin says that it cannot work with a host of this version.
        case refusedHost(host: ABIVersion)
        /// The plugin was built for a version that this host does not speak.
        case wrongABI(found: ABIVersion, host: ABIVersion)
        /// A struct of the plugin has another size than its type says.
        case wrongStructSize(type: String, found: UInt32, wanted: UInt32)
        /// A function pointer is NULL.
        case missingFunction(String)
        /// The plugin has no id.
        case noID
        /// The id breaks the rule for ids.
        case badID(String)
        /// Another plugin has the same id, or provides a component of the same id.
        case duplicateID(String, other: String)
        /// A text or number of a descriptor breaks the contract.
        case badDescriptor(component: String, String)
        /// The process that looked at the file ended with this signal.
        case crashedInDiscovery(signal: Int32)
        /// The process that looked at the file ended by itself, with this exit code.
        case exitedInDiscovery(code: Int32)
        /// The process that looked at the file did not finish in time.
        case hungInDiscovery(milliseconds: Int64)
        /// The library changed between discovery and now: it no longer says what it said.
        case changedSinceDiscovery
        /// The plugin's `load` reported an error.
        case loadFailed(status: Int32, message: String)
        /// Discovery itself could not be carried out.
        case scanFailed(String)
    }
}
