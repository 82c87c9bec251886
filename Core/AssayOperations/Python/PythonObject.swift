// Assay: a JSON object as Python's dict holds it.
// SPDX-License-Identifier: Apache-2.0

/// Members in the order of their first occurrence; of a key that occurs twice the last value counts.
struct PythonObject: Sendable {
    /// A member.
    struct Member: Sendable {
        let key: String
        /// The key's UTF-16 units, if it has unpaired surrogates; `key` is then an approximation.
        let surrogateKey: [UInt16]?
        var value: PythonValue
    }

    /// A key that equals another one only if its bytes do.
    private struct ExactKey: Hashable {
        let text: String

        static func == (left: Self, right: Self) -> Bool { left.text.hasSameUTF8(as: right.text) }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    /// So many members are searched one by one.
    private static let smallCount = 16

    private(set) var members: [Member] = []
    private var places: [ExactKey: Int] = [:]

    /// The value of a key, nil if there is none.
    subscript(key: String) -> PythonValue? {
        place(of: key).map { members[$0].value }
    }

    /// Adds a member, or replaces the value of the one that has the key.
    mutating func set(_ key: String, surrogateKey: [UInt16]? = nil, _ value: PythonValue) {
        if surrogateKey == nil, let place = place(of: key) {
            members[place].value = value
            return
        }
        members.append(Member(key: key, surrogateKey: surrogateKey, value: value))
        if members.count == Self.smallCount {
            for (place, member) in members.enumerated() where member.surrogateKey == nil {
                places[ExactKey(text: member.key)] = place
            }
        } else if members.count > Self.smallCount, surrogateKey == nil {
            places[ExactKey(text: key)] = members.count - 1
        }
    }

    private func place(of key: String) -> Int? {
        if members.count >= Self.smallCount { return places[ExactKey(text: key)] }
        return members.firstIndex { $0.surrogateKey == nil && $0.key.hasSameUTF8(as: key) }
    }
}
