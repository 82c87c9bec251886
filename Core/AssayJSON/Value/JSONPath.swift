// Assay: a way into a JSON value, such as choices[0].message.content.
// SPDX-License-Identifier: Apache-2.0

/// A way from a value to one inside it: keys joined by dots, places in brackets, such as `choices[0].delta.content`.
///
/// A place below zero counts from the end. A key with a dot or a bracket stands in brackets and quotes:
/// `metrics["val.loss"]`. A leading `$` stands for the value itself. Make a path once and use it often.
public struct JSONPath: Sendable {
    private enum Step {
        case key(String)
        case place(Int)
    }

    private var steps: [Step] = []

    /// Reads a path; throws for one that cannot be read, with the column.
    public init(_ text: String) throws(JSONError) {
        let bytes = Array(text.utf8)
        var at = bytes.first == UInt8(ascii: "$") ? 1 : 0
        var needsDot = at == 1
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "[") {
                steps.append(try Self.bracket(bytes, &at))
            } else {
                if needsDot {
                    guard bytes[at] == UInt8(ascii: ".") else { throw Self.failure("expected '.' or '['", at) }
                    at += 1
                }
                steps.append(.key(try Self.key(bytes, &at)))
            }
            needsDot = true
        }
    }

    /// The value at the end of the path; nil if a key or a place on the way is not there.
    public func find(in value: JSONValue) -> JSONValue? {
        var current = value
        for step in steps {
            guard let next = Self.take(step, in: current) else { return nil }
            current = next
        }
        return current
    }

    private static func take(_ step: Step, in value: JSONValue) -> JSONValue? {
        switch step {
        case .key(let key): return value[key]
        case .place(let place):
            guard case .array(let elements) = value else { return nil }
            return value[place < 0 ? elements.count &+ place : place]
        }
    }

    private static func key(_ bytes: [UInt8], _ at: inout Int) throws(JSONError) -> String {
        let rest = bytes[at...]
        let end = rest.firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") } ?? bytes.count
        guard end > at else { throw failure("expected a key", at) }
        defer { at = end }
        return String(decoding: bytes[at..<end], as: UTF8.self)
    }

    private static func bracket(_ bytes: [UInt8], _ at: inout Int) throws(JSONError) -> Step {
        let start = at + 1
        guard start < bytes.count else { throw failure("unterminated '['", at) }
        let quote = bytes[start]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let rest = bytes[(start + 1)...]
            guard let end = rest.firstIndex(of: quote), end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "]")
            else { throw failure("unterminated '[\(Character(Unicode.Scalar(quote)))'", at) }
            at = end + 2
            return .key(String(decoding: bytes[(start + 1)..<end], as: UTF8.self))
        }
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "]")) else { throw failure("unterminated '['", at) }
        guard let place = Int(String(decoding: bytes[start..<end], as: UTF8.self)) else {
            throw failure("expected a whole number or a key in quotes after '['", start)
        }
        at = end + 1
        return .place(place)
    }

    private static func failure(_ message: String, _ at: Int) -> JSONError {
        JSONError(message, offset: at, line: 1, column: at + 1)
    }
}

extension JSONValue {
    /// The value at a path such as `choices[0].message.content`; nil if there is none or the path cannot be read.
    public func at(_ path: String) -> JSONValue? {
        guard let path = try? JSONPath(path) else { return nil }
        return path.find(in: self)
    }

    /// The value at a path that was read before.
    public func at(_ path: JSONPath) -> JSONValue? { path.find(in: self) }
}
