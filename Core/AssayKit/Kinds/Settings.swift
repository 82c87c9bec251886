// Assay: the kind of settings formats, for authors in Swift.
// SPDX-License-Identifier: Apache-2.0
public import AssayJSON
internal import CAssay
internal import Synchronization

/// A component that turns the text of a settings file into data.
public protocol SettingsComponent: Component {
    /// The endings of the names of its files, without the point: "yaml", "yml".
    static var fileExtensions: [String] { get }

    /// Reads a file's text. Throw an `AssayError` with INVALID_ARGUMENT that names line and column.
    func parse(_ text: String) throws -> JSONValue
}

extension SettingsComponent {
    /// The table of the kind.
    public func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_SETTINGS ? UnsafeRawPointer(SettingsTable.pointer) : nil
    }
}

/// The C functions of the kind; one table serves all formats of a library.
private enum SettingsTable {
    // nonisolated(unsafe): written once, here, and only read afterwards.
    nonisolated(unsafe) static let pointer: UnsafeMutablePointer<assay_settings_t> = {
        let table = UnsafeMutablePointer<assay_settings_t>.allocate(capacity: 1)
        table.initialize(
            to: assay_settings_t(
                struct_size: UInt32(MemoryLayout<assay_settings_t>.size),
                get_extensions: { fileExtensions($0) },
                parse: { parse($0, $1, $2, $3, $4) }))
        return table
    }()

    /// The C lists of extensions, by type. Each is made once and lives as long as the library, as the contract wants.
    private struct Lists: @unchecked Sendable {
        // @unchecked: the memory is written before it is put here, and only read afterwards.
        var byType: [ObjectIdentifier: UnsafePointer<UnsafePointer<CChar>?>] = [:]
    }

    private static let lists = Mutex(Lists())

    private static func format(_ component: UnsafePointer<assay_component_t>?) -> (any SettingsComponent)? {
        ComponentBox.of(component).component as? any SettingsComponent
    }

    private static func fileExtensions(
        _ component: UnsafePointer<assay_component_t>?
    ) -> UnsafePointer<UnsafePointer<CChar>?>? {
        guard let format = format(component) else { return nil }
        let type = type(of: format)
        return lists.withLock { lists in
            if let list = lists.byType[ObjectIdentifier(type)] { return list }
            let names = type.fileExtensions
            let list = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: names.count + 1)
            for (index, name) in names.enumerated() { (list + index).initialize(to: staticText(name)) }
            (list + names.count).initialize(to: nil)
            lists.byType[ObjectIdentifier(type)] = UnsafePointer(list)
            return UnsafePointer(list)
        }
    }

    private static func parse(
        _ component: UnsafePointer<assay_component_t>?, _ text: assay_string_t,
        _ write: (@convention(c) (UnsafeMutableRawPointer?, assay_string_t) -> Void)?,
        _ userData: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        AssayError.report(to: error) {
            guard let format = format(component), let write else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "parse was called with a null pointer")
            }
            let bytes = UnsafeRawBufferPointer(start: text.data, count: text.length)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the text is not UTF-8")
            }
            var json = try format.parse(text).text()
            json.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    write(userData, assay_string_t(data: $0.baseAddress, length: $0.count))
                }
            }
        }
    }
}
