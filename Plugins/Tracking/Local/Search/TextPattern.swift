// Assay: what LIKE and ILIKE match.
// SPDX-License-Identifier: Apache-2.0

/// A pattern in which `%` stands for any text and `_` for any one code point; nothing escapes them.
///
/// This is SQLite's LIKE under MLflow's settings. MLflow on PostgreSQL takes a backslash for an escape; Assay does not,
/// so that both databases agree. ILIKE folds A to Z and nothing else, as SQLite, and PostgreSQL under COLLATE "C",
/// do; Python's `re.IGNORECASE` and other collations also fold letters beyond ASCII.
public struct TextPattern: Sendable {
    private enum Piece: Sendable, Equatable { case any, one, scalar(Unicode.Scalar) }

    private let pieces: [Piece]
    private let ignoresCase: Bool

    /// A pattern.
    ///
    /// - Parameter ignoresCase: whether it is for ILIKE.
    public init(_ pattern: String, ignoresCase: Bool = false) {
        self.ignoresCase = ignoresCase
        pieces = pattern.unicodeScalars.map { scalar in
            switch scalar {
            case "%": .any
            case "_": .one
            default: .scalar(ignoresCase ? Self.folded(scalar) : scalar)
            }
        }
    }

    /// Whether the whole of a text matches; time is at most the product of both lengths.
    public func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var (piece, position) = (0, 0)
        // Where the last `%` stands, and where its text ends so far.
        var (star, resume) = (-1, 0)
        while position < scalars.count {
            if piece < pieces.count, pieces[piece] == .any {
                (star, resume) = (piece, position)
                piece += 1
            } else if piece < pieces.count, stands(pieces[piece], for: scalars[position]) {
                piece += 1
                position += 1
            } else if star >= 0 {
                resume += 1
                (piece, position) = (star + 1, resume)
            } else {
                return false
            }
        }
        return pieces[piece...].allSatisfy { $0 == .any }
    }

    private func stands(_ piece: Piece, for scalar: Unicode.Scalar) -> Bool {
        switch piece {
        case .any: false
        case .one: true
        case .scalar(let expected): expected == (ignoresCase ? Self.folded(scalar) : scalar)
        }
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "A"..."Z": Unicode.Scalar(UInt8(scalar.value + 0x20))
        default: scalar
        }
    }
}
