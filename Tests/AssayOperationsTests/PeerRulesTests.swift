// Assay: names and values are judged as MLflow judges them.
// SPDX-License-Identifier: Apache-2.0

import AssayJSON
import Foundation
import Testing

@testable import AssayOperations

@Suite struct PeerRulesTests {
    private static func lines() throws -> [JSONValue] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/Operations/validation.jsonl")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            try JSONValue(parsing: String($0))
        }
    }

    /// Python's tables are those of Unicode 14; a later Swift knows more characters, which were unassigned then.
    @Test func charactersAreInThePeersClasses() throws {
        let classes: [String: (Unicode.Scalar) -> Bool] = [
            "word": \.isPythonWord, "printable": \.isPythonPrintable, "space": \.isPythonSpace,
        ]
        for line in try Self.lines() {
            guard let name = line["class"]?.stringValue, let ranges = line["ranges"]?.arrayValue else { continue }
            let belongs = try #require(classes[name])
            let bounds = ranges.compactMap(\.intValue)
            var members: Set<UInt32> = []
            for place in stride(from: 0, to: bounds.count - 1, by: 2) {
                members.formUnion(UInt32(bounds[place])...UInt32(bounds[place + 1]))
            }
            let wrong = (0...0x10FFFF as ClosedRange<UInt32>).filter { code in
                guard let scalar = Unicode.Scalar(code), !isLaterThanPython(scalar) else { return false }
                return belongs(scalar) != members.contains(code)
            }
            #expect(wrong.isEmpty, "\(name): \(wrong.count), \(wrong.prefix(20).map { String($0, radix: 16) })")
        }
    }

    private func isLaterThanPython(_ scalar: Unicode.Scalar) -> Bool {
        guard let age = scalar.properties.age else { return false }
        return age.major > 14
    }

    @Test func rulesGiveThePeersVerdicts() throws {
        let lines = try Self.lines().filter { $0["rule"] != nil }
        #expect(lines.count > 2500)
        var wrong: [String] = []
        for line in lines {
            let verdict = try verdict(line["rule"]?.stringValue ?? "", (line["a"]?.arrayValue ?? []).map(long))
            let peer = line["e"].map { "e " + text($0) } ?? "r " + text(line["r"] ?? nil)
            if verdict != peer { wrong.append("\(line)\n  MLflow: \(peer)\n  here:   \(verdict)") }
        }
        #expect(wrong.isEmpty, "\(wrong.count) differ:\n\(wrong.prefix(20).joined(separator: "\n"))")
    }

    /// An argument that the fixture holds as a character and a count.
    private func long(_ argument: JSONValue) -> JSONValue {
        guard let character = argument[0]?.stringValue, let count = argument[1]?.intValue else { return argument }
        return .string(String(repeating: character, count: Int(count)))
    }

    private func text(_ value: JSONValue) -> String { value.stringValue ?? value.text() }

    private func verdict(_ rule: String, _ arguments: [JSONValue]) throws -> String {
        do throws(APIError) {
            return "r " + brief(try result(rule, arguments))
        } catch {
            #expect(error.code == .invalidParameterValue)
            return "e " + brief(error.message)
        }
    }

    private func result(_ rule: String, _ arguments: [JSONValue]) throws(APIError) -> String {
        let texts = arguments.map { $0.stringValue ?? "" }
        let (first, second) = (texts.first ?? "", texts.count > 1 ? texts[1] : "")
        switch rule {
        case "param": return String(try Validation.param(key: first, value: second).unicodeScalars.count)
        case "tag":
            let value = try Validation.tag(key: first, value: second, path: "tags[2]")
            return String(value.unicodeScalars.count)
        case "experimentTag": try Validation.experimentTag(key: first, value: second)
        case "registeredModelTag": try Validation.registeredModelTag(key: first, value: second)
        case "modelVersionTag": try Validation.modelVersionTag(key: first, value: second)
        case "metric":
            try Validation.metric(
                key: first, value: number(second), timestamp: arguments[2].intValue ?? 0, step: 0, path: "metrics[7]")
        case "batch":
            let counts = arguments.map { Int($0.intValue ?? 0) }
            try Validation.batchLimits(metrics: counts[0], params: counts[1], tags: counts[2])
        case "unique": try Validation.paramKeysUnique(texts)
        case "repr": return PythonText.repr(first)
        case "json": return PythonText.json(first)
        case "reprNumber": return PythonText.repr(number(first))
        default: return try resultOfName(rule, first)
        }
        return "null"
    }

    private func resultOfName(_ rule: String, _ text: String) throws(APIError) -> String {
        switch rule {
        case "_validate_metric_name": try Validation.metricName(text)
        case "_validate_param_name": try Validation.paramName(text)
        case "_validate_tag_name": try Validation.tagName(text)
        case "_validate_run_id": try Validation.runID(text)
        case "_validate_experiment_id": try Validation.experimentID(text)
        case "_validate_experiment_name": try Validation.experimentName(text)
        case "_validate_model_name": try Validation.registeredModelName(text)
        case "_validate_model_renaming": try Validation.newRegisteredModelName(text)
        case "_validate_model_alias_name": try Validation.aliasName(text)
        case "_validate_model_alias_name_reserved": try Validation.aliasIsFree(text)
        case "_validate_webhook_name": try Validation.webhookName(text)
        case "_validate_model_version":
            let version = try Validation.modelVersion(text)
            return number(version == .max ? nil : version)
        case "_parse_experiment_id": return number(try Validation.experimentNumber(text))
        default: Issue.record("no rule \(rule)")
        }
        return "null"
    }

    /// The one number of the fixture that 64 bits do not hold reads as nil.
    private func number(_ number: Int64?) -> String { number.map { String($0) } ?? "99999999999999999999" }

    private func number(_ bits: String) -> Double { Double(bitPattern: UInt64(bits, radix: 16) ?? 0) }

    /// A text; of a long one its length and its hash, as in the fixture.
    private func brief(_ text: String) -> String {
        let count = text.unicodeScalars.count
        guard count > 300 else { return text }
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return "\(count) \(hash)"
    }
}
