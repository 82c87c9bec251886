// Assay: what an assay_artifact_writer_t made in Swift points at.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// An artifact that is written. It belongs to one loop.
final class ArtifactWriterBox: @unchecked Sendable {
    // @unchecked: touched on the loop alone.
    private let sink: any ArtifactSink
    private let calls: ArtifactCalls
    private let executor: LoopExecutor
    private var isBusy = false
    private var isAborted = false
    private var hasFailed = false

    /// Takes a sink that was opened.
    init(_ sink: any ArtifactSink, calls: ArtifactCalls, executor: LoopExecutor) {
        self.sink = sink
        self.calls = calls
        self.executor = executor
    }

    /// The C pointer, which holds the box until `commit` has ended or `abort` is called.
    func retained() -> OpaquePointer { OpaquePointer(Unmanaged.passRetained(self).toOpaque()) }

    /// The box behind a pointer.
    static func of(_ writer: OpaquePointer?) throws -> ArtifactWriterBox {
        guard let writer else { throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the writer is NULL") }
        return Unmanaged<ArtifactWriterBox>.fromOpaque(UnsafeRawPointer(writer)).takeUnretainedValue()
    }

    func write(_ piece: assay_bytes_t, _ call: UnsafeMutablePointer<assay_artifact_call_t>?) throws {
        try checkIsIdle()
        guard piece.length <= ASSAY_ARTIFACT_PIECE_BYTES, piece.length == 0 || piece.data != nil else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "a piece is longer than \(ASSAY_ARTIFACT_PIECE_BYTES) bytes, or NULL")
        }
        let bytes = ArtifactBytes(bytes: UnsafeRawBufferPointer(start: piece.data, count: piece.length))
        try calls.begin(call, on: executor) {
            defer { self.endWrite() }
            do { try await self.sink.write(bytes) } catch {
                self.hasFailed = true
                throw error
            }
            return ArtifactOutcome()
        }
        isBusy = true
    }

    private func endWrite() {
        isBusy = false
        if isAborted { endSink() }
    }

    /// Puts the artifact in its place; the C pointer is dead when the call has ended.
    func commit(_ call: UnsafeMutablePointer<assay_artifact_call_t>?) throws {
        try checkIsIdle()
        guard !hasFailed else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "a write has failed; only abort is left")
        }
        try calls.begin(call, on: executor) {
            defer {
                self.calls.endStream()
                Unmanaged.passUnretained(self).release()
            }
            try await self.sink.commit()
            return ArtifactOutcome()
        }
        isBusy = true
    }

    /// Takes the C pointer back.
    static func abort(_ writer: OpaquePointer?) {
        guard let writer else { return }
        let box = Unmanaged<ArtifactWriterBox>.fromOpaque(UnsafeRawPointer(writer)).takeRetainedValue()
        box.isAborted = true
        if !box.isBusy { box.endSink() }
    }

    private func endSink() {
        calls.endStream()
        Task(executorPreference: executor) { await self.sink.abort() }
    }

    private func checkIsIdle() throws {
        guard !isBusy else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "a call of this writer is in flight")
        }
    }
}
