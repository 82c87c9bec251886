// Assay: what a test works with.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay
import Glibc

/// What a test works with: the library, opened and loaded when it asks, and a host.
final class TestContext {
    let options: Options
    let path: String
    let host = TestHost()
    private var opened: Library?
    private var isLoaded = false

    init(options: Options, path: String) {
        self.options = options
        self.path = path
    }

    /// The library, opened.
    func library() throws(Ending) -> Library {
        if let opened { return opened }
        let library = try Library(path: path)
        opened = library
        host.library = library
        return library
    }

    /// The library, opened and loaded.
    func loaded() throws(Ending) -> Library {
        let library = try library()
        if isLoaded { return library }
        try load(library)
        isLoaded = true
        for path in options.beside {
            do {
                let companion = try Library(path: path)
                try load(companion)
                host.companions.append(companion)
            } catch {
                throw .skipped("'\(path)', which was to stand beside it: \(error.verdict.reason)")
            }
        }
        return library
    }

    private func load(_ library: Library) throws(Ending) {
        guard let load = library.table.pointee.load else { throw .failed("assay_plugin_t.load is NULL") }
        var error = CallError.empty()
        let status = load(host.pointer, &error)
        guard status == .ASSAY_STATUS_OK else {
            throw .failed("load gives \(status.rawValue): \(CallError.words(error))")
        }
    }

    /// The descriptor of the component under test.
    func descriptor() throws(Ending) -> UnsafePointer<assay_descriptor_t> {
        let found = try library().descriptors().first { descriptor in
            descriptor.pointee.id.map { String(cString: $0) } == options.component
        }
        guard let found else { throw .skipped("no component '\(options.component ?? "")'") }
        return found
    }

    /// The schema of the component under test.
    func samples() throws(Ending) -> (schema: JSON, samples: ConfigSamples) {
        let text = try Text.read(try descriptor().pointee.config_schema, "config_schema")
        do {
            let schema = try JSONParser.parse(text)
            return (schema, ConfigSamples(schema: schema))
        } catch {
            throw .failed("config_schema is no JSON: \(error)")
        }
    }

    /// The config to make components with.
    func config() throws(Ending) -> JSON {
        guard let text = options.config else {
            return (try? samples())?.samples.minimal ?? .object([])
        }
        do { return try JSONParser.parse(text) } catch { throw .skipped("--config is no JSON: \(error)") }
    }

    /// What a call of `create` gave.
    struct Creation {
        let status: assay_status_t
        let component: UnsafePointer<assay_component_t>?
        let error: assay_error_t
    }

    /// Calls `create`.
    func create(_ id: String, config: String) throws(Ending) -> Creation {
        guard let create = try loaded().table.pointee.create else { throw .failed("assay_plugin_t.create is NULL") }
        var error = CallError.empty()
        var component: UnsafePointer<assay_component_t>?
        let status = create(host.pointer, id, config, &component, &error)
        return Creation(status: status, component: component, error: error)
    }
}
