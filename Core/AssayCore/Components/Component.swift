// Assay: a component in the host's hands.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// A component that the host made, and its life: started, stopped, destroyed. For the main thread.
public final class Component {
    /// What it was made as.
    public let id: String
    /// The C form; dead after `destroy`.
    public let pointer: UnsafePointer<assay_component_t>
    /// Whether it runs.
    public private(set) var isStarted = false
    private var isDestroyed = false
    /// The path of its plugin.
    private let library: String

    init(_ pointer: UnsafePointer<assay_component_t>, id: String, library: String) {
        self.pointer = pointer
        self.id = id
        self.library = library
    }

    deinit {
        destroy()
    }

    /// Starts it; does nothing when it runs.
    public func start() throws(ComponentFailure) {
        guard !isDestroyed, !isStarted, let start = pointer.pointee.start else { return }
        var error = CText.emptyError()
        let status = LastWords.calling("start", of: library, component: id) { start(pointer, &error) }
        guard status == .ASSAY_STATUS_OK else {
            let text = CText.message(error)
            throw .startFailed(id: id, status: status, message: text.message, context: text.context)
        }
        isStarted = true
    }

    /// Stops it; does nothing when it does not run.
    public func stop() {
        guard isStarted, let stop = pointer.pointee.stop else { return }
        isStarted = false
        LastWords.calling("stop", of: library, component: id) { stop(pointer) }
    }

    /// Stops and frees it. Nothing else may be called afterwards.
    public func destroy() {
        guard !isDestroyed else { return }
        stop()
        isDestroyed = true
        guard let destroy = pointer.pointee.destroy else { return }
        LastWords.calling("destroy", of: library, component: id) { destroy(pointer) }
    }

    /// The table of the component's kind or of one of its extras. `Table` is the type that the header of `extensionID`
    /// gives; its struct_size is checked.
    public func table<Table>(
        _ extensionID: String, as type: Table.Type = Table.self
    ) throws(ComponentFailure) -> UnsafePointer<Table> {
        guard !isDestroyed, let table = pointer.pointee.get_extension?(pointer, extensionID) else {
            throw .missingExtension(id: id, extensionID: extensionID)
        }
        let size = table.load(as: UInt32.self)
        guard size == UInt32(MemoryLayout<Table>.size) else {
            throw .malformed(
                id: id, "'\(extensionID)' has struct_size \(size), wanted \(MemoryLayout<Table>.size)")
        }
        return table.assumingMemoryBound(to: Table.self)
    }
}
