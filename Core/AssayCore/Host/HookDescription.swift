// Assay: what a hook is, for people.
// SPDX-License-Identifier: Apache-2.0

/// A hook that somebody has declared.
public struct HookDescription: Hashable, Sendable {
    /// "request_success".
    public let name: String
    /// When it is emitted.
    public let description: String
    /// What its events carry.
    public let fields: [Field]

    /// One field of an event.
    public struct Field: Hashable, Sendable {
        /// "response_time_ms".
        public let name: String
        /// The C type: "double".
        public let type: String
    }
}
