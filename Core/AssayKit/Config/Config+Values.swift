// Assay: typed reads of a config.
// SPDX-License-Identifier: Apache-2.0
public import AssayJSON

extension Config {
    /// A text; nil when absent.
    public func string(_ key: String) throws -> String? {
        guard let value = value(key) else { return nil }
        guard case .string(let text) = value else { throw invalid(key, "a text") }
        return text
    }

    /// A text, or `default`.
    public func string(_ key: String, default: String) throws -> String { try string(key) ?? `default` }

    /// A text that must be there.
    public func requiredString(_ key: String) throws -> String {
        guard let text = try string(key) else { throw invalid(key, "given, as a text") }
        return text
    }

    /// A boolean, or `default`.
    public func bool(_ key: String, default: Bool) throws -> Bool {
        guard let value = value(key) else { return `default` }
        guard case .bool(let flag) = value else { throw invalid(key, "true or false") }
        return flag
    }

    /// A whole number within `range`; nil when absent.
    public func int(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let value = value(key) else { return nil }
        guard let number = value.intValue, range.contains(Int(number)) else {
            throw invalid(key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return Int(number)
    }

    /// A whole number within `range`, or `default`.
    public func int(_ key: String, in range: ClosedRange<Int>, default: Int) throws -> Int {
        try int(key, in: range) ?? `default`
    }

    /// A finite number within `range`; nil when absent.
    public func double(_ key: String, in range: ClosedRange<Double>) throws -> Double? {
        guard let value = value(key) else { return nil }
        guard let number = value.doubleValue, number.isFinite, range.contains(number) else {
            throw invalid(key, "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A finite number within `range`, or `default`.
    public func double(_ key: String, in range: ClosedRange<Double>, default: Double) throws -> Double {
        try double(key, in: range) ?? `default`
    }

    /// A list of texts; empty when absent.
    public func strings(_ key: String) throws -> [String] {
        try array(key).map {
            guard case .string(let text) = $0 else { throw invalid(key, "a list of texts") }
            return text
        }
    }

    /// A list; empty when absent.
    public func array(_ key: String) throws -> [JSONValue] {
        guard let value = value(key) else { return [] }
        guard case .array(let items) = value else { throw invalid(key, "a list") }
        return items
    }

    /// A nested object as a config of its own; nil when absent.
    public func config(_ key: String) throws -> Config? {
        guard let value = value(key) else { return nil }
        guard case .object(let object) = value else { throw invalid(key, "an object") }
        return Config(object, of: key)
    }
}
