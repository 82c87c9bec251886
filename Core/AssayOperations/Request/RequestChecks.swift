// Assay: checking the parameters of a request, with MLflow's messages.
// SPDX-License-Identifier: Apache-2.0

/// Checks the parameters of a request as it came, before anything is done with it.
struct RequestChecks {
    /// Why a rule does not hold.
    private enum Broken: Error {
        /// The value is wrong; the message, or nil for the rule's usual one.
        case rule(String?)
        /// MLflow's own code fails on the value.
        case fault
    }

    let request: PythonValue
    /// True if the request fitted its schema, so that its types need no more checks.
    let fitsSchema: Bool

    /// The members that a batch may have at its top: MLflow counts them where it means to count bytes.
    private static let memberLimit = 1_000_000

    /// Refuses a batch with absurdly many members, and one without any JSON.
    static func checkCount(_ value: PythonValue) throws(APIError) {
        guard let count = try? length(value) else { throw .serverFault("a batch is a \(value.typeName)") }
        if count > memberLimit {
            throw .invalidParameter(
                "Batched logging API requests must be at most \(memberLimit) bytes, got a request of size \(count).")
        }
    }

    /// Checks parameter by parameter.
    func run(_ checks: [Check]) throws(APIError) {
        for check in checks {
            guard try isPresent(check.parameter) || check.rules.contains(where: \.isRequired) else { continue }
            try run(check, on: try value(of: check.parameter))
        }
    }

    /// True if the request has the parameter; a text has every part of it.
    private func isPresent(_ parameter: String) throws(APIError) -> Bool {
        switch request {
        case .object(let object): return object[parameter] != nil
        case .array(let elements):
            return elements.contains { if case .string(parameter) = $0 { true } else { false } }
        case .string(let text): return text.contains(parameter)
        case .surrogates: return false
        default: throw .serverFault("the request is a \(request.typeName), not an object")
        }
    }

    private func value(of parameter: String) throws(APIError) -> PythonValue {
        guard case .object(let object) = request else {
            throw .serverFault("the request is a \(request.typeName), not an object")
        }
        let value = object[parameter] ?? .null
        if parameter == "run_id", case .null = value, let old = object["run_uuid"] { return old }
        return value
    }

    private func run(_ check: Check, on value: PythonValue) throws(APIError) {
        for rule in check.rules where !(fitsSchema && rule.isAboutType) {
            do throws(Broken) {
                try verify(rule, check.parameter, value)
            } catch {
                guard case .rule(let message) = error else {
                    throw .serverFault("parameter \(check.parameter) cannot be checked: \(value.typeName)")
                }
                let text = message ?? Self.message(rule, check.parameter, value)
                throw .invalidParameter(
                    "\(text) See the API docs for more information about request parameters.")
            }
        }
    }

    private static func message(_ rule: Check.Rule, _ parameter: String, _ value: PythonValue) -> String {
        if rule.isRequired { return Validation.missingValue(parameter) }
        return Validation.invalidValue(
            parameter, json: value.compactJSON, " Hint: Value was of type '\(value.typeName)'.")
    }

    private func verify(_ rule: Check.Rule, _ parameter: String, _ value: PythonValue) throws(Broken) {
        switch rule {
        case .string: try hold(value.isString)
        case .whole: try verifyWhole(value)
        case .number: try verifyNumber(value)
        case .bool: if case .bool = value {} else { throw .rule(nil) }
        case .array: if case .array = value {} else { throw .rule(nil) }
        case .elementsAreStrings: try hold(try elements(value).allSatisfy(\.isString))
        case .required: try verifyPresent(value, message: nil)
        case .atMost(let limit): try hold(try Self.compare(value, limit) <= 0)
        case .within(let range, let message):
            let (low, high) = (try Self.compare(value, range.lowerBound), try Self.compare(value, range.upperBound))
            if low < 0 || high > 0 { throw .rule(message) }
        case .countAtMost(let limit, let message):
            let count = try Self.length(value)
            if count > limit { throw .rule(message.replacing("{count}", with: String(count))) }
        case .elementsHave(let members):
            try verifyElements(value, of: parameter, have: members)
        }
    }

    private func hold(_ condition: Bool) throws(Broken) {
        if !condition { throw .rule(nil) }
    }

    private func verifyPresent(_ value: PythonValue, message: String?) throws(Broken) {
        switch value {
        case .null, .string(""): throw .rule(message)
        default: return
        }
    }

    private func verifyWhole(_ value: PythonValue) throws(Broken) {
        switch value {
        case .integer, .bigInteger, .bool: return
        case .float(let number):
            if number.isInfinite { throw .fault }
            try hold(!number.isNaN)
        case .string(let text): try hold(PythonNumber.integer(text) != nil)
        case .surrogates: throw .rule(nil)
        case .null, .array, .object: throw .fault
        }
    }

    private func verifyNumber(_ value: PythonValue) throws(Broken) {
        switch value {
        case .integer, .float, .bool: return
        case .bigInteger(let digits): if Double(digits)?.isFinite != true { throw .fault }
        case .string(let text): try hold(PythonNumber.double(text) != nil)
        case .surrogates: throw .rule(nil)
        case .null, .array, .object: throw .fault
        }
    }

    /// What Python walks over.
    private func elements(_ value: PythonValue) throws(Broken) -> [PythonValue] {
        switch value {
        case .array(let elements): elements
        case .string, .surrogates: []
        case .object(let object): object.members.map { .string($0.key) }
        default: throw .fault
        }
    }

    /// Members are named in the message by the place of their element: `metrics[3].key`.
    private func verifyElements(
        _ value: PythonValue, of parameter: String, have members: [String]
    ) throws(Broken) {
        guard case .array(let elements) = value else { throw .fault }
        for (place, element) in elements.enumerated() {
            guard case .object(let object) = element else { throw .fault }
            for member in members {
                try verifyPresent(
                    object[member] ?? .null, message: Validation.missingValue("\(parameter)[\(place)].\(member)"))
            }
        }
    }

    /// -1, 0 or 1 as the value, read as a whole number, is smaller than the limit, equal, or larger.
    private static func compare(_ value: PythonValue, _ limit: Int64) throws(Broken) -> Int {
        let number: PythonInteger
        switch value {
        case .integer(let value): number = .small(value)
        case .bigInteger(let digits): number = .huge(isNegative: digits.hasPrefix("-"))
        case .bool(let flag): number = .small(flag ? 1 : 0)
        case .float(let value):
            guard value.isFinite else { throw .fault }
            number = PythonNumber.integer(truncating: value)
        case .string(let text):
            guard let value = PythonNumber.integer(text) else { throw .fault }
            number = value
        default: throw .fault
        }
        switch number {
        case .small(let small): return small < limit ? -1 : small == limit ? 0 : 1
        case .huge(let isNegative): return isNegative ? -1 : 1
        }
    }

    private static func length(_ value: PythonValue) throws(Broken) -> Int {
        switch value {
        case .array(let elements): elements.count
        case .object(let object): object.members.count
        case .string(let text): text.unicodeScalars.count
        case .surrogates(let units): units.count
        default: throw .fault
        }
    }
}
