// Assay: a load failure in words.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

extension PluginLoadFailure: CustomStringConvertible {
    /// One line that names the plugin, what is wrong and what helps.
    public var description: String { "plugin '\(name)': \(reason)" }

    /// The file's name without its folders.
    public var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

extension PluginLoadFailure.Reason: CustomStringConvertible {
    /// What is wrong, lower case, without a full stop.
    public var description: String {
        switch self {
        case .notFound: "no such file or folder"
        case .notReadable(let why): "cannot be read: \(why)"
        case .writableByOthers(let place, let mode):
            "'\(place)' may be written by others (mode \(PluginLoadFailure.octal(mode))); run: chmod go-w '\(place)'"
        case .wrongOwner(let place, let found, let wanted):
            "'\(place)' belongs to user \(found), wanted root or user \(wanted)"
        case .notELF: "not a shared library (no ELF header)"
        case .dlopenFailed(let text): "cannot be opened: \(text)"
        case .missingEntry(let symbol): "does not export '\(symbol)', so it is no plugin"
        case .refusedHost(let host): "refuses a host of ABI \(host)"
        case .wrongABI(let found, let host): "built for ABI \(found), this host speaks \(host)"
        case .wrongStructSize(let type, let found, let wanted):
            "\(type).struct_size is \(found), wanted \(wanted); build it against the headers of its ABI version"
        case .missingFunction(let function): "\(function) is NULL"
        case .noID: "has no id"
        case .badID(let id): "id '\(id)' is not lower-case labels separated by dots"
        case .duplicateID(let id, let other): "id '\(id)' is provided by '\(other)' already"
        case .badDescriptor(let component, let what): "component '\(component)': \(what)"
        case .crashedInDiscovery(let signal): "crashed when it was looked at (\(PluginLoadFailure.signalName(signal)))"
        case .exitedInDiscovery(let code): "ended the process that looked at it (exit code \(code))"
        case .hungInDiscovery(let milliseconds): "did not answer within \(milliseconds) ms when it was looked at"
        case .changedSinceDiscovery: "changed while the host ran; restart the host"
        case .loadFailed(let status, let message): "load failed with status \(status): \(message)"
        case .scanFailed(let why): "could not be looked at: \(why)"
        }
    }
}

extension PluginLoadFailure {
    /// A word for a signal that ends processes.
    static func signalName(_ signal: Int32) -> String {
        switch signal {
        case SIGSEGV: "SIGSEGV"
        case SIGBUS: "SIGBUS"
        case SIGABRT: "SIGABRT"
        case SIGILL: "SIGILL"
        case SIGFPE: "SIGFPE"
        case SIGTRAP: "SIGTRAP"
        case SIGKILL: "SIGKILL"
        case SIGALRM: "SIGALRM"
        case SIGTERM: "SIGTERM"
        default: "signal \(signal)"
        }
    }

    static func octal(_ mode: UInt32) -> String { String(mode, radix: 8) }
}
