// Assay: how a host is to be made.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// How a host is to be made.
public struct HostOptions: Sendable {
    /// How many work loops turn; at least 1.
    public var loopCount = 1
    /// The lowest level that is logged.
    public var logLevel: assay_log_level_t = .ASSAY_LOG_INFO
    /// Where the log goes; standard error when nil.
    public var logFile: String?
    /// How plugins are found; nil for a host without any.
    public var discovery: PluginDiscovery?

    /// A host with one loop that finds plugins in the usual places, after `pluginPaths`.
    public init(pluginPaths: [String] = []) {
        discovery = PluginDiscovery(searchPath: PluginSearchPath(extra: pluginPaths))
    }
}
