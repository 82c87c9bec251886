// Assay: one thing that a plugin provides, in Swift.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// A component. The protocols of the kinds (`ExporterComponent`, `ShapeComponent` …) refine it and provide `table`.
///
/// Its life: `init` checks the config, `start` opens what it needs, then come the calls of its kind, `stop` ends all
/// work; it may be started again, or goes.
public protocol Component: AnyObject, SendableMetatype {
    /// What the component is.
    static var descriptor: ComponentDescriptor { get }

    /// Makes a component. Throw an `AssayError` with INVALID_ARGUMENT for a config that does not fit.
    init(host: Host, config: Config) throws

    /// Opens what the component needs; nothing may stay open when it throws.
    func start() throws

    /// Ends all work.
    func stop()

    /// The C table for `id`: the component's kind, or an extra of it; nil for what it does not have. The table lives as
    /// long as the component.
    func table(for id: String) -> UnsafeRawPointer?
}

extension Component {
    /// Opens nothing.
    public func start() throws {}

    /// Ends nothing.
    public func stop() {}
}

/// The memory behind an `assay_component_t` made in Swift. The struct's component_data points at its box.
public final class ComponentBox {
    /// The component itself.
    public let component: any Component
    /// What the functions of the component's kind keep with it. [main]
    var attachment: AnyObject?
    let pointer: UnsafeMutablePointer<assay_component_t>

    init(_ component: any Component, descriptor: UnsafePointer<assay_descriptor_t>) {
        self.component = component
        pointer = .allocate(capacity: 1)
        pointer.initialize(
            to: assay_component_t(
                struct_size: UInt32(MemoryLayout<assay_component_t>.size), descriptor: descriptor, component_data: nil,
                start: { ComponentBox.of($0).start($1) },
                stop: { ComponentBox.of($0).component.stop() },
                destroy: { ComponentBox.release($0) },
                get_extension: { ComponentBox.of($0).table($1) }))
        pointer.pointee.component_data = Unmanaged.passRetained(self).toOpaque()
    }

    deinit { pointer.deallocate() }

    /// The box behind a component made by this library. The contract forbids calls with other components, and with NULL.
    public static func of(_ component: UnsafePointer<assay_component_t>?) -> ComponentBox {
        guard let data = component?.pointee.component_data else {
            preconditionFailure("a component function was called without its component")
        }
        return Unmanaged<ComponentBox>.fromOpaque(data).takeUnretainedValue()
    }

    private static func release(_ component: UnsafePointer<assay_component_t>?) {
        guard let data = component?.pointee.component_data else { return }
        Unmanaged<ComponentBox>.fromOpaque(data).release()
    }

    private func start(_ error: UnsafeMutablePointer<assay_error_t>?) -> assay_status_t {
        AssayError.report(to: error) { try component.start() }
    }

    private func table(_ id: UnsafePointer<CChar>?) -> UnsafeRawPointer? {
        guard let id else { return nil }
        return component.table(for: String(cString: id))
    }
}
