// Assay: a tag or a param.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations

/// A name and its value: a tag or a param.
struct KeyValue: Sendable, Equatable {
    var key: String
    var value: String
}

extension KeyValue {
    /// Reads an element of a request's list.
    init(_ request: Request) {
        self.init(key: request.string("key"), value: request.string("value"))
    }

    /// Whether it is the tag of a run's name and says nothing: then the run keeps its name.
    var isEmptyName: Bool { key == Store.nameTag && value.isEmpty }

    /// The pairs with each key once: the last value at the place of the first. Keys are told apart as the database does,
    /// byte by byte: Swift takes two spellings of an accented letter for one.
    static func lastOfEach(_ pairs: [KeyValue]) -> [KeyValue] {
        var places: [[UInt8]: Int] = [:]
        var result: [KeyValue] = []
        for pair in pairs {
            let key = Array(pair.key.utf8)
            if let place = places[key] {
                result[place].value = pair.value
            } else {
                places[key] = result.count
                result.append(pair)
            }
        }
        return result
    }

    /// The first key that another pair before it has, nil when each is there once.
    static func repeatedKey(_ pairs: [KeyValue]) -> String? {
        var seen: Set<[UInt8]> = []
        return pairs.first { !seen.insert(Array($0.key.utf8)).inserted }?.key
    }
}
