// Assay: the file with the settings of a run.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import AssayJSON
import CAssay

/// A settings file, read by the plugin for its format.
struct SettingsFile {
    /// Where it is.
    let path: String

    /// What is looked for in the working folder when no file is named.
    static let names = ["assay.toml", "assay.yaml", "assay.yml"]

    /// The named file, or the one of `names` that is there.
    static func find(_ named: String?) throws(CommandError) -> SettingsFile? {
        if let named { return SettingsFile(path: named) }
        let present = names.filter(TextFile.exists)
        guard present.count < 2 else {
            throw CommandError("\(present.joined(separator: " and ")): name one of them with --config")
        }
        return present.first.map(SettingsFile.init)
    }

    /// The settings in the file.
    func read(_ host: RunHost) throws(CommandError) -> [Setting] {
        let text = try TextFile.text(path)
        let format = try format(host)
        defer { format.component.destroy() }
        var json = ""
        do {
            try CommandError.check { error in
                var text = text
                return text.withUTF8 { bytes in
                    bytes.withMemoryRebound(to: CChar.self) { bytes in
                        let text = assay_string_t(data: bytes.baseAddress, length: bytes.count)
                        return withUnsafeMutablePointer(to: &json) { json in
                            format.table.pointee.parse?(
                                format.component.pointer, text,
                                { $0?.assumingMemoryBound(to: String.self).pointee = SettingsFile.text($1) }, json,
                                error)
                                ?? .ASSAY_STATUS_UNIMPLEMENTED
                        }
                    }
                }
            }
            return try FileSettings(JSONValue(parsing: json), path: path, text: text).settings
        } catch let error as CommandError {
            throw error.description.hasPrefix(path) ? error : CommandError("\(path): \(error)")
        } catch {
            throw CommandError("\(path): \(error)")
        }
    }

    private static func text(_ text: assay_string_t) -> String {
        String(decoding: UnsafeRawBufferPointer(start: text.data, count: text.length), as: UTF8.self)
    }

    /// The format for the file name's ending. A format whose id ends like the file is asked first, so that as a rule one
    /// plugin is loaded.
    private func format(
        _ host: RunHost
    ) throws(CommandError) -> (component: RunHost.Component, table: UnsafePointer<assay_settings_t>) {
        guard let point = path.lastIndex(of: "."), !path[point...].contains("/") else {
            throw CommandError("\(path): its name has no ending, such as .toml or .yaml, that tells its format")
        }
        let ending = String(path[point...].dropFirst())
        let ids = host.ids(ofKind: ASSAY_KIND_SETTINGS)
        let likely = ids.filter { $0.hasSuffix("." + ending) }
        for id in likely + ids.filter({ !likely.contains($0) }) {
            let component = try host.make(id, config: [:])
            let table = try host.table(of: component, ASSAY_KIND_SETTINGS, as: assay_settings_t.self)
            guard Self.extensions(table, component).contains(ending) else { continue }
            try host.start(component)
            return (component, table)
        }
        throw CommandError("\(path): no plugin reads .\(ending) files, 'assay plugins list' shows those there are")
    }

    private static func extensions(
        _ table: UnsafePointer<assay_settings_t>, _ component: RunHost.Component
    ) -> [String] {
        var extensions: [String] = []
        var list = table.pointee.get_extensions?(component.pointer)
        while let text = list?.pointee, extensions.count < 64 {
            extensions.append(String(cString: text))
            list = list?.advanced(by: 1)
        }
        return extensions
    }
}
