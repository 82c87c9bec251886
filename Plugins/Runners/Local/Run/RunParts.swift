// Assay: the components that a run is made of.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// The components of a run. Made with the run, started and stopped with it.
final class RunParts: @unchecked Sendable {
    // @unchecked: nothing is written once the loops run.
    let scenarios: [UnsafePointer<assay_component_t>]
    let collector: UnsafePointer<assay_component_t>
    let collectorFunctions: UnsafePointer<assay_collector_t>
    let exporters: [(component: UnsafePointer<assay_component_t>, functions: UnsafePointer<assay_exporter_t>)]
    let shape: (component: UnsafePointer<assay_component_t>, functions: UnsafePointer<assay_shape_t>)?
    private let host: Host
    private let components: UnsafePointer<assay_components_t>
    private var clients: [String: UnsafePointer<assay_component_t>] = [:]
    private var started: [UnsafePointer<assay_component_t>] = []
    /// In the order of their making.
    private var made: [UnsafePointer<assay_component_t>] = []

    /// Makes every part but the clients; on a failure those that were made are freed again.
    init(_ plan: RunPlan, host: Host) throws {
        self.host = host
        let components = try host.requiredTable(ASSAY_EXT_COMPONENTS, as: assay_components_t.self)
        self.components = components
        var made: [UnsafePointer<assay_component_t>] = []
        func make(_ part: RunPlan.Part) throws -> UnsafePointer<assay_component_t> {
            made.append(try RunParts.make(part.id, part.config, host, components))
            return made[made.count - 1]
        }
        do {
            scenarios = try plan.scenarios.map(make)
            collector = try make(plan.collector)
            collectorFunctions = try RunParts.table(collector, ASSAY_KIND_COLLECTOR, as: assay_collector_t.self)
            exporters = try plan.exporters.map { part in
                let exporter = try make(part)
                return (exporter, try RunParts.table(exporter, ASSAY_KIND_EXPORTER, as: assay_exporter_t.self))
            }
            shape = try plan.shape.map { part in
                let shape = try make(part)
                return (shape, try RunParts.table(shape, ASSAY_KIND_SHAPE, as: assay_shape_t.self))
            }
        } catch {
            for component in made.reversed() { component.pointee.destroy(component) }
            throw error
        }
        self.made = made
    }

    private static func table<Table>(
        _ component: UnsafePointer<assay_component_t>, _ kind: String, as type: Table.Type
    ) throws -> UnsafePointer<Table> {
        guard let table = component.pointee.get_extension(component, kind) else {
            let id = String(cString: component.pointee.descriptor.pointee.id)
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "'\(id)' is not of kind \(kind)")
        }
        return table.assumingMemoryBound(to: Table.self)
    }

    /// Makes the clients that the classes say they use. The host makes components on the main thread alone; loops ask
    /// for them later.
    func makeClients(_ ids: Set<String>) throws {
        for id in ids.sorted() where clients[id] == nil {
            let client = try RunParts.make(id, "{}", host, components)
            made.append(client)
            clients[id] = client
        }
    }

    private static func make(
        _ id: String, _ config: String, _ host: Host, _ components: UnsafePointer<assay_components_t>
    ) throws -> UnsafePointer<assay_component_t> {
        var component: UnsafePointer<assay_component_t>?
        try AssayError.check { components.pointee.create(host.pointer, id, config, &component, $0) }
        guard let component else {
            throw AssayError(.ASSAY_STATUS_INTERNAL, "the host made no component", context: id)
        }
        return component
    }

    private var all: [UnsafePointer<assay_component_t>] {
        Array(clients.values) + scenarios + [collector] + exporters.map(\.component)
            + (shape.map { [$0.component] } ?? [])
    }

    /// Starts every part; on a failure those that were started are stopped again.
    func start() throws {
        for component in all {
            do {
                try AssayError.check { component.pointee.start(component, $0) }
            } catch {
                stop()
                throw error
            }
            started.append(component)
        }
    }

    /// Stops what was started, last first.
    func stop() {
        for component in started.reversed() { component.pointee.stop(component) }
        started = []
    }

    /// Frees every part, the last made first; none is started.
    func destroy() {
        for component in made.reversed() { component.pointee.destroy(component) }
        made = []
    }

    /// The client component `id`. [any]
    func client(_ id: String) throws -> UnsafePointer<assay_component_t> {
        guard let client = clients[id] else {
            throw AssayError(
                .ASSAY_STATUS_NOT_FOUND, "no user class names this client; add it to its 'clients'", context: id)
        }
        return client
    }
}
