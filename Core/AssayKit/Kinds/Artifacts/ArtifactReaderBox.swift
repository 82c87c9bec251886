// Assay: what an assay_artifact_reader_t made in Swift points at.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// An artifact that is read, and the memory that its pieces are lent from. It belongs to one loop.
final class ArtifactReaderBox: @unchecked Sendable {
    // @unchecked: touched on the loop alone; the buffer is the source's while a read is in flight.
    private static let bufferBytes = 128 << 10

    private let source: any ArtifactSource
    private let calls: ArtifactCalls
    private let executor: LoopExecutor
    private let buffer: UnsafeMutableRawBufferPointer
    private var isReading = false
    private var isClosed = false

    /// Takes a source that was opened; `length` is how much of it is read at most.
    init(_ source: any ArtifactSource, length: UInt64, calls: ArtifactCalls, executor: LoopExecutor) {
        self.source = source
        self.calls = calls
        self.executor = executor
        buffer = .allocate(byteCount: Int(min(UInt64(Self.bufferBytes), max(1, length))), alignment: 64)
    }

    deinit { buffer.deallocate() }

    /// The C pointer, which holds the box until `close`.
    func retained() -> OpaquePointer { OpaquePointer(Unmanaged.passRetained(self).toOpaque()) }

    /// The box behind a pointer.
    static func of(_ reader: OpaquePointer?) throws -> ArtifactReaderBox {
        guard let reader else { throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the reader is NULL") }
        return Unmanaged<ArtifactReaderBox>.fromOpaque(UnsafeRawPointer(reader)).takeUnretainedValue()
    }

    func read(_ call: UnsafeMutablePointer<assay_artifact_call_t>?) throws {
        guard !isReading else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "a read of this reader is in flight")
        }
        try calls.begin(call, on: executor) {
            defer { self.endRead() }
            var outcome = ArtifactOutcome()
            let count = try await self.source.read(into: ArtifactBuffer(bytes: self.buffer))
            outcome.owner = self
            outcome.piece = UnsafeRawBufferPointer(rebasing: self.buffer.prefix(count))
            return outcome
        }
        isReading = true
    }

    private func endRead() {
        isReading = false
        if isClosed { endSource() }
    }

    /// Takes the C pointer back.
    static func close(_ reader: OpaquePointer?) {
        guard let reader else { return }
        let box = Unmanaged<ArtifactReaderBox>.fromOpaque(UnsafeRawPointer(reader)).takeRetainedValue()
        box.isClosed = true
        if !box.isReading { box.endSource() }
    }

    private func endSource() {
        calls.endStream()
        Task(executorPreference: executor) { await self.source.close() }
    }
}
