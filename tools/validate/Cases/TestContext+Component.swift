// Assay: the component under test, through its life.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

extension TestContext {
    /// Makes the component under test. A config made from the schema may lack what only people know; then the test is
    /// skipped.
    func make() throws(Ending) -> UnsafePointer<assay_component_t> {
        let config = try config()
        let made = try create(options.component ?? "", config: config.text)
        guard made.status == .ASSAY_STATUS_OK else {
            let words = "create of \(config.text) gives \(made.status.rawValue): \(CallError.words(made.error))"
            let asksForMore = made.status == .ASSAY_STATUS_INVALID_ARGUMENT && options.config == nil
            throw asksForMore ? .skipped("\(words); give a config that fits with --config") : .failed(words)
        }
        guard let component = made.component else { throw .failed("create gives OK and no component") }
        try check(component)
        return component
    }

    /// Checks a new component against component.h.
    func check(_ component: UnsafePointer<assay_component_t>) throws(Ending) {
        let size = component.pointee.struct_size
        let wanted = UInt32(MemoryLayout<assay_component_t>.size)
        try require(size == wanted, "assay_component_t.struct_size is \(size), wanted \(wanted)")
        let value = component.pointee
        try require(value.start != nil, "assay_component_t.start is NULL")
        try require(value.stop != nil, "assay_component_t.stop is NULL")
        try require(value.destroy != nil, "assay_component_t.destroy is NULL")
        try require(value.get_extension != nil, "assay_component_t.get_extension is NULL")
        let descriptor = value.descriptor?.pointee
        let id = try Text.read(descriptor?.id, "the descriptor's id")
        try require(id == options.component, "the component's descriptor is that of '\(id)'")
    }

    /// Starts it; a component that cannot start here, for want of a peer or a port, skips the test.
    func start(_ component: UnsafePointer<assay_component_t>) throws(Ending) {
        var error = CallError.empty()
        let status = component.pointee.start?(component, &error) ?? .ASSAY_STATUS_INTERNAL
        guard status == .ASSAY_STATUS_OK else {
            component.pointee.stop?(component)
            component.pointee.destroy?(component)
            throw .skipped("cannot start here, status \(status.rawValue): \(CallError.words(error))")
        }
    }

    func stop(_ component: UnsafePointer<assay_component_t>) { component.pointee.stop?(component) }

    func destroy(_ component: UnsafePointer<assay_component_t>) { component.pointee.destroy?(component) }

    /// Runs `body` with a started component, and ends its life.
    func withStarted(_ body: (UnsafePointer<assay_component_t>) throws(Ending) -> Void) throws(Ending) {
        let component = try make()
        try start(component)
        try body(component)
        stop(component)
        destroy(component)
    }

    /// The table of the component's kind.
    func table<Table>(
        _ component: UnsafePointer<assay_component_t>, _ id: String, as type: Table.Type = Table.self
    ) throws(Ending) -> UnsafePointer<Table> {
        guard let table = component.pointee.get_extension?(component, id) else {
            throw .failed("get_extension gives NULL for '\(id)', the component's kind")
        }
        let size = table.load(as: UInt32.self)
        let wanted = MemoryLayout<Table>.size
        try require(Int(size) == wanted, "the table of '\(id)' has struct_size \(size), wanted \(wanted)")
        return table.assumingMemoryBound(to: Table.self)
    }
}
