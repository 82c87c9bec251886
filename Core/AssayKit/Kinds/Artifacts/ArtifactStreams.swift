// Assay: what a store of artifacts reads from and writes to, for authors in Swift.
// SPDX-License-Identifier: Apache-2.0

/// Bytes that are lent for a call.
public struct ArtifactBytes: @unchecked Sendable {
    // @unchecked: the lender leaves the bytes alone until the call has ended.
    /// The bytes.
    public let bytes: UnsafeRawBufferPointer
}

/// Memory that is lent for a call, to be filled.
public struct ArtifactBuffer: @unchecked Sendable {
    // @unchecked: the lender leaves the memory alone until the call has ended.
    /// The memory.
    public let bytes: UnsafeMutableRawBufferPointer
}

/// An artifact that is read. One call at a time; `close` is the last one.
public protocol ArtifactSource: AnyObject, Sendable {
    /// What is read.
    var info: ArtifactInfo { get }

    /// Fills the buffer as far as it can, and returns how many bytes came; 0 at the end.
    func read(into buffer: ArtifactBuffer) async throws -> Int

    /// Ends reading.
    func close() async
}

/// An artifact that is written. One call at a time; `commit` or `abort` is the last one.
public protocol ArtifactSink: AnyObject, Sendable {
    /// Writes all of the bytes.
    func write(_ piece: ArtifactBytes) async throws

    /// Puts the artifact in its place, for good, or throws and leaves nothing.
    func commit() async throws

    /// Gives up, and leaves nothing.
    func abort() async
}
