// Assay: a JSON object: members in order, found by key.
// SPDX-License-Identifier: Apache-2.0

/// The members of a JSON object in the order of the text; each key occurs once.
public struct JSONObject: Sendable {
    /// A key and its value.
    public typealias Element = (key: String, value: JSONValue)

    private var members: [Element] = []
    /// Where each key is, once there are more members than a walk is good for.
    private var places: [KeyBytes: Int]?
    private static let walkLimit = 16

    /// An object without members.
    public init() {}

    /// The value of a key. Setting replaces it where it stands, or appends it; setting nil removes it.
    public subscript(key: String) -> JSONValue? {
        get { place(of: key).map { members[$0].value } }
        set {
            guard let newValue else { return remove(key) }
            if let place = place(of: key) {
                members[place].value = newValue
            } else {
                append(key, newValue)
            }
        }
    }

    /// Appends a member; false, and nothing done, if the key is already there.
    mutating func insert(_ key: String, _ value: JSONValue) -> Bool {
        guard place(of: key) == nil else { return false }
        append(key, value)
        return true
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        if members.isEmpty { members.reserveCapacity(4) }
        members.append((key, value))
        if places != nil {
            places?[KeyBytes(text: key)] = members.count - 1
        } else if members.count > Self.walkLimit {
            indexAll()
        }
    }

    private mutating func remove(_ key: String) {
        guard let place = place(of: key) else { return }
        members.remove(at: place)
        if places != nil { indexAll() }
    }

    private mutating func indexAll() {
        var all = [KeyBytes: Int](minimumCapacity: members.count * 2)
        for (place, member) in members.enumerated() { all[KeyBytes(text: member.key)] = place }
        places = all
    }

    private func place(of key: String) -> Int? {
        if let places { return places[KeyBytes(text: key)] }
        return members.firstIndex { $0.key.hasSameBytes(as: key) }
    }

    /// A key that hashes and compares by its bytes.
    private struct KeyBytes: Hashable {
        let text: String

        static func == (left: KeyBytes, right: KeyBytes) -> Bool { left.text.hasSameBytes(as: right.text) }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }
}

extension JSONObject: RandomAccessCollection {
    /// The place of the first member.
    public var startIndex: Int { 0 }
    /// The place after the last member.
    public var endIndex: Int { members.count }
    /// The member at a place within `indices`.
    public subscript(place: Int) -> Element { members[place] }
}

extension JSONObject: Equatable {
    /// Equality of keys and values, whatever their order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.allSatisfy { key, value in right[key] == value }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Members in the order of the literal; of a key that is there twice the last value counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (key, value) in elements { self[key] = value }
    }
}
