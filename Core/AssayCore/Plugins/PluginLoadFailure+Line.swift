// Assay: a load failure as a line of the discovery format.
// SPDX-License-Identifier: Apache-2.0

extension PluginLoadFailure.Reason {
    /// The reason as a line: "failure", its name, its values.
    var line: RecordLine { RecordLine(["failure"] + nameAndValues) }

    private var nameAndValues: [String] {
        switch self {
        case .notFound: ["not-found"]
        case .notReadable(let why): ["not-readable", why]
        case .writableByOthers(let place, let mode): ["writable-by-others", place, "\(mode)"]
        case .wrongOwner(let place, let found, let wanted): ["wrong-owner", place, "\(found)", "\(wanted)"]
        case .notELF: ["not-elf"]
        case .dlopenFailed(let text): ["dlopen-failed", text]
        case .missingEntry(let symbol): ["missing-entry", symbol]
        case .refusedHost(let host): ["refused-host"] + host.fields
        case .wrongABI(let found, let host): ["wrong-abi"] + found.fields + host.fields
        case .wrongStructSize(let type, let found, let wanted): ["wrong-struct-size", type, "\(found)", "\(wanted)"]
        case .missingFunction(let name): ["missing-function", name]
        case .noID: ["no-id"]
        case .badID(let id): ["bad-id", id]
        case .duplicateID(let id, let other): ["duplicate-id", id, other]
        case .badDescriptor(let component, let what): ["bad-descriptor", component, what]
        case .crashedInDiscovery(let signal): ["crashed", "\(signal)"]
        case .exitedInDiscovery(let code): ["exited", "\(code)"]
        case .hungInDiscovery(let milliseconds): ["hung", "\(milliseconds)"]
        case .changedSinceDiscovery: ["changed"]
        case .loadFailed(let status, let message): ["load-failed", "\(status)", message]
        case .scanFailed(let why): ["scan-failed", why]
        }
    }

    /// Reads a reason from its line; nil when it is not one that discovery or the cache may state.
    init?(line: RecordLine) {
        guard line.fields.count >= 2, line.fields[0] == "failure" else { return nil }
        let values = Array(line.fields.dropFirst(2))
        let numbers = values.map { UInt32($0) ?? 0 }
        switch (line.fields[1], values.count) {
        case ("not-found", 0): self = .notFound
        case ("not-readable", 1): self = .notReadable(values[0])
        case ("not-elf", 0): self = .notELF
        case ("dlopen-failed", 1): self = .dlopenFailed(values[0])
        case ("missing-entry", 1): self = .missingEntry(symbol: values[0])
        case ("refused-host", 3): self = .refusedHost(host: ABIVersion(numbers[0...2]))
        case ("wrong-abi", 6): self = .wrongABI(found: ABIVersion(numbers[0...2]), host: ABIVersion(numbers[3...5]))
        case ("wrong-struct-size", 3):
            self = .wrongStructSize(type: values[0], found: numbers[1], wanted: numbers[2])
        case ("missing-function", 1): self = .missingFunction(values[0])
        case ("no-id", 0): self = .noID
        case ("bad-id", 1): self = .badID(values[0])
        case ("duplicate-id", 2): self = .duplicateID(values[0], other: values[1])
        case ("bad-descriptor", 2): self = .badDescriptor(component: values[0], values[1])
        case ("crashed", 1): self = .crashedInDiscovery(signal: Int32(clamping: numbers[0]))
        case ("exited", 1): self = .exitedInDiscovery(code: Int32(clamping: numbers[0]))
        case ("hung", 1): self = .hungInDiscovery(milliseconds: Int64(numbers[0]))
        default: return nil
        }
    }
}

extension ABIVersion {
    fileprivate var fields: [String] { ["\(major)", "\(minor)", "\(patch)"] }

    /// Reads three numbers; those that are missing are 0.
    fileprivate init(_ numbers: ArraySlice<UInt32>) {
        let padded = Array(numbers) + [0, 0, 0]
        self.init(major: padded[0], minor: padded[1], patch: padded[2])
    }
}
