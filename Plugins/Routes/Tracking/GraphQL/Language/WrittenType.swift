// Assay: a reference to a type, as it is written.
// SPDX-License-Identifier: Apache-2.0

/// `[Name!]!`
indirect enum WrittenType: Sendable, Equatable, CustomStringConvertible {
    case named(String)
    case list(WrittenType)
    case nonNull(WrittenType)

    var description: String {
        switch self {
        case .named(let name): name
        case .list(let item): "[\(item)]"
        case .nonNull(let type): "\(type)!"
        }
    }

    /// The name inside of all brackets.
    var name: String {
        switch self {
        case .named(let name): name
        case .list(let type), .nonNull(let type): type.name
        }
    }

    /// Without its own `!`.
    var nullable: WrittenType { if case .nonNull(let type) = self { type } else { self } }

    var isNonNull: Bool { if case .nonNull = self { true } else { false } }
}
