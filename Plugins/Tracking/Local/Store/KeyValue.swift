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

    /// The pairs with each key once: the last value at the place of the first.
    static func lastOfEach(_ pairs: [KeyValue]) -> [KeyValue] {
        var places: [String: Int] = [:]
        var result: [KeyValue] = []
        for pair in pairs {
            if let place = places[pair.key] {
                result[place].value = pair.value
            } else {
                places[pair.key] = result.count
                result.append(pair)
            }
        }
        return result
    }
}
