// Assay: the prepared statements of a connection.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import Glibc

/// A statement that the server keeps prepared under a name.
final class PreparedStatement {
    /// 0 for the statement without a name.
    let number: UInt64
    /// "s12", with its NUL.
    let name: [CChar]
    let text: [CChar]
    let types: [UInt32]
    /// Whether the server has it, or will have it once what is sent before has come through.
    var isPrepared = false
    var lastUse: UInt64 = 0

    init(_ number: UInt64, _ text: UnsafeRawBufferPointer, _ types: [UInt32]) {
        self.number = number
        name = number == 0 ? [0] : Array("s\(number)".utf8CString)
        self.text = text.map { CChar(bitPattern: $0) } + [0]
        self.types = types
    }

    func fits(_ other: UnsafeRawBufferPointer, _ types: [UInt32]) -> Bool {
        guard text.count == other.count + 1, self.types == types, let base = other.baseAddress else { return false }
        return text.withUnsafeBytes { own in own.baseAddress.map { memcmp($0, base, other.count) == 0 } ?? false }
    }
}

/// Keeps statements by their text and the types of their parameters; the one that was not used for the longest time makes
/// room.
final class StatementCache {
    private let capacity: Int
    private var statements: [UInt64: PreparedStatement] = [:]
    private var clock: UInt64 = 0
    private var count: UInt64 = 0
    /// The names that the server may forget.
    private(set) var dropped: [PreparedStatement] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The statement for a text; it may have to be prepared first. Without a name when it is not to be kept.
    func take(_ text: UnsafeRawBufferPointer, _ types: [UInt32], isOnce: Bool) -> PreparedStatement {
        if isOnce || capacity == 0 { return PreparedStatement(0, text, types) }
        clock &+= 1
        let key = Self.hash(text, types)
        if let found = statements[key], found.fits(text, types) {
            found.lastUse = clock
            return found
        }
        if let collided = statements[key] { drop(key, collided) }
        if statements.count >= capacity, let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            drop(oldest.key, oldest.value)
        }
        count &+= 1
        let made = PreparedStatement(count, text, types)
        made.lastUse = clock
        statements[key] = made
        return made
    }

    var isEmpty: Bool { statements.isEmpty }

    /// Those that the server may forget now.
    func takeDropped() -> [PreparedStatement] {
        defer { dropped = [] }
        return dropped.filter(\.isPrepared)
    }

    /// The server has none of them any more.
    func removeAll() {
        statements = [:]
        dropped = []
    }

    private func drop(_ key: UInt64, _ statement: PreparedStatement) {
        statements[key] = nil
        dropped.append(statement)
    }

    /// Eight bytes at a time; text and types themselves are compared as well.
    private static func hash(_ text: UnsafeRawBufferPointer, _ types: [UInt32]) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
        func mix(_ word: UInt64) {
            hash = (hash ^ word) &* 0x9FB2_1C65_1E98_DF25
            hash ^= hash >> 32
        }
        var index = 0
        while index &+ 8 <= text.count {
            mix(text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index &+= 8
        }
        while index < text.count {
            mix(UInt64(text[index]))
            index &+= 1
        }
        for type in types { mix(UInt64(type)) }
        return hash
    }
}
