// Assay: how a response counts.
// SPDX-License-Identifier: Apache-2.0
public import AssayJSON
internal import CAssay

/// Says why a response counts as a failure; thrown by the `expect…` functions.
public struct ResponseFailure: Error, CustomStringConvertible {
    /// The text that the statistics group by.
    public let description: String

    /// Makes one.
    public init(_ text: String) {
        description = text
    }
}

extension Response {
    /// Counts the request as a success, whatever its status. Only in a `check` block.
    public func success() {
        session.client.pointee.resolve(pointer, true, assay_string_t())
    }

    /// Counts the request as a failure with this text. Only in a `check` block.
    public func failure(_ text: String) {
        var text = text.isEmpty ? "failure without a reason" : text
        text.withUTF8 { session.client.pointee.resolve(pointer, false, assay_string_t($0)) }
    }

    /// Expects a status code.
    public func expect(status expected: Int) throws {
        guard status == expected else {
            throw ResponseFailure(status == 0 ? errorText : "status is \(status), expected \(expected)")
        }
    }

    /// Expects a text in the body.
    public func expect(bodyContains part: String) throws {
        guard text.contains(part) else { throw ResponseFailure("the body does not contain '\(part)'") }
    }

    /// Expects a value in a JSON body: `try response.expect(json: "items[0].id", equals: 7)`.
    public func expect(json path: String, equals expected: JSONValue) throws {
        guard let found = try json().at(path) else { throw ResponseFailure("the JSON body has no '\(path)'") }
        guard Self.areEqual(found, expected) else {
            throw ResponseFailure("'\(path)' is \(found.text()), expected \(expected.text())")
        }
    }

    /// Numbers are equal whether they are written as whole numbers or not. Two whole ones are compared as such: beyond 2^53
    /// a double stands for several.
    private static func areEqual(_ found: JSONValue, _ expected: JSONValue) -> Bool {
        if found == expected { return true }
        if case .integer = found, case .integer = expected { return false }
        return found.doubleValue.map { $0 == expected.doubleValue } == true
    }

    /// Runs a `check` block and counts the request as it says.
    borrowing func settle(_ check: (borrowing Response) throws -> Void) throws {
        do {
            try check(self)
            if pointer.pointee.is_success { success() } else { failure(errorText) }
        } catch let failed as ResponseFailure {
            failure(failed.description)
        } catch {
            failure("\(error)")
            throw error
        }
    }
}
