// Assay: what discovery found out about one file.
// SPDX-License-Identifier: Apache-2.0

/// What discovery found out about one file: what the plugin says about itself, or why it is none.
typealias PluginRecord = Result<PluginManifest, PluginLoadFailure.Reason>

extension PluginRecord {
    /// The record as lines of a `RecordLine` stream, without the line that names the file.
    var lines: [RecordLine] {
        switch self {
        case .success(let manifest): manifest.lines
        case .failure(let reason): [reason.line]
        }
    }

    /// Reads a record from its lines; nil when they are not one.
    init?(lines: ArraySlice<RecordLine>) {
        if lines.count == 1, let line = lines.first, let reason = PluginLoadFailure.Reason(line: line) {
            self = .failure(reason)
        } else if let manifest = PluginManifest(lines: lines) {
            self = .success(manifest)
        } else {
            return nil
        }
    }
}

extension PluginManifest {
    var lines: [RecordLine] {
        let plugin = RecordLine([
            "plugin", id, name, vendor, version, description, url, "\(abi.major)", "\(abi.minor)", "\(abi.patch)",
        ])
        return [plugin]
            + components.map {
                RecordLine(["component", $0.id, $0.kind, $0.name, $0.version, $0.description, $0.configSchema])
            }
    }

    init?(lines: ArraySlice<RecordLine>) {
        guard let plugin = lines.first?.fields, plugin.count == 10, plugin[0] == "plugin",
            let major = UInt32(plugin[7]), let minor = UInt32(plugin[8]), let patch = UInt32(plugin[9])
        else { return nil }
        var components: [ComponentDescriptor] = []
        for line in lines.dropFirst() {
            let fields = line.fields
            guard fields.count == 7, fields[0] == "component" else { return nil }
            components.append(
                ComponentDescriptor(
                    id: fields[1], kind: fields[2], name: fields[3], version: fields[4], description: fields[5],
                    configSchema: fields[6]))
        }
        self.init(
            id: plugin[1], name: plugin[2], vendor: plugin[3], version: plugin[4], description: plugin[5],
            url: plugin[6], abi: ABIVersion(major: major, minor: minor, patch: patch), components: components)
    }
}
