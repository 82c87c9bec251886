// Assay: one field of a hook.
// SPDX-License-Identifier: Apache-2.0

/// One field of a hook.
public struct HookField: Sendable, Equatable {
    /// The name, as listeners ask for it.
    public let name: String
    /// The type.
    public let type: HookFieldType

    /// Describes a field.
    public init(_ name: String, _ type: HookFieldType) {
        self.name = name
        self.type = type
    }
}
