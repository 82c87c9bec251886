// Assay: the name of an artifact.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The name of an artifact below the root of a store: segments joined by "/". It is never decoded, and never leads out
/// of the root. The empty key is the root itself.
public struct ArtifactKey: Sendable, Hashable, CustomStringConvertible {
    /// The longest key, in bytes.
    public static let mostBytes = Int(ASSAY_ARTIFACT_KEY_BYTES)
    /// The longest segment, in bytes.
    public static let mostSegmentBytes = Int(ASSAY_ARTIFACT_NAME_BYTES)
    /// The root of a store.
    public static let root = ArtifactKey(unchecked: "")

    /// The key as given.
    public let text: String

    /// Checks a key. Throws INVALID_ARGUMENT that says what is wrong with it.
    public init(_ text: String) throws(AssayError) {
        guard text.utf8.count <= Self.mostBytes else {
            throw Self.invalid("the key is longer than \(Self.mostBytes) bytes", text)
        }
        guard !text.isEmpty else {
            self = .root
            return
        }
        guard text.utf8.first != UInt8(ascii: "/") else { throw Self.invalid("the key is an absolute path", text) }
        for segment in text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if let fault = Self.fault(segment) { throw Self.invalid(fault, text) }
        }
        self.text = text
    }

    private init(unchecked text: String) {
        self.text = text
    }

    /// Copies a borrowed key; it must be UTF-8.
    init(_ text: assay_string_t) throws(AssayError) {
        guard text.length <= Self.mostBytes else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the key is longer than \(Self.mostBytes) bytes")
        }
        guard let copy = String(validating: text.bytes, as: UTF8.self) else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the key is not UTF-8")
        }
        try self.init(copy)
    }

    /// Whether this is the root.
    public var isRoot: Bool { text.isEmpty }

    /// The segments, from the root on.
    public var segments: [Substring] { text.split(separator: "/") }

    /// The last segment; empty for the root.
    public var name: Substring { segments.last ?? "" }

    /// The key that this one lies in; the root for the root.
    public var parent: ArtifactKey {
        ArtifactKey(unchecked: segments.dropLast().joined(separator: "/"))
    }

    /// The key of `path` below this one.
    public func appending(_ path: String) throws(AssayError) -> ArtifactKey {
        if path.isEmpty { return self }
        return try ArtifactKey(isRoot ? path : "\(text)/\(path)")
    }

    /// The key.
    public var description: String { text }

    private static func fault(_ segment: Substring.UTF8View) -> String? {
        if segment.isEmpty { return "the key has an empty segment" }
        if segment.elementsEqual(".".utf8) { return "the key has the segment '.'" }
        if segment.elementsEqual("..".utf8) { return "the key has the segment '..'" }
        if segment.contains(0) { return "the key holds a NUL" }
        if segment.count > mostSegmentBytes { return "a segment of the key is longer than \(mostSegmentBytes) bytes" }
        return nil
    }

    private static func invalid(_ fault: String, _ text: String) -> AssayError {
        AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, fault, context: String(text.prefix(100)))
    }
}
