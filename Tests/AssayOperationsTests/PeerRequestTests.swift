// Assay: requests are read, and refused, as MLflow's own server does.
// SPDX-License-Identifier: Apache-2.0

import AssayJSON
import AssayOperations
import Foundation
import Testing

import struct AssayOperations.Operation

@Suite struct PeerRequestTests {
    /// A request that was sent to MLflow, and what it made of it.
    private struct Line {
        let operation: Operation
        let body: [UInt8]
        let query: String
        let path: [(name: String, value: String)]
        let isGet: Bool
        let outcome: JSONValue

        init(_ text: Substring) throws {
            let line = try JSONValue(parsing: String(text))
            operation = try #require(Operations.named(line["o"]?.stringValue ?? ""), "\(text.prefix(60))")
            body = line["x"]?.stringValue.map(Self.bytes) ?? Array((line["b"]?.stringValue ?? "").utf8)
            query = line["q"]?.stringValue ?? ""
            path = line["p"]?.objectValue?.map { ($0.key, $0.value.stringValue ?? "") } ?? []
            isGet = line["g"] != nil
            outcome = line["r"].map { ["r": $0] } ?? line["e"].map { ["e": $0] } ?? ["f": line["f"] ?? nil]
        }

        private static func bytes(hex: String) -> [UInt8] {
            let digits = hex.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
            return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        }
    }

    private static func lines() throws -> [Line] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/Operations/requests.jsonl")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { try Line($0) }
    }

    @Test func everyRequestIsReadAsThePeerDoes() throws {
        let lines = try Self.lines()
        #expect(lines.count > 4500)
        var wrong: [String] = []
        for line in lines {
            let outcome = outcome(of: line)
            if outcome != line.outcome {
                let body = String(decoding: line.body, as: UTF8.self)
                wrong.append(
                    "\(line.operation.name) \(line.query) \(body)\n  MLflow: \(line.outcome)\n  here:   \(outcome)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count) differ:\n\(wrong.prefix(20).joined(separator: "\n"))")
    }

    private func outcome(of line: Line) -> JSONValue {
        do throws(APIError) {
            let request = try Request.read(
                line.operation, body: line.body, query: line.query, pathParameters: line.path, isGet: line.isGet)
            // The path is no part of MLflow's message, so it is compared without.
            let fromPath = Set(line.path.map(\.name))
            return ["r": dump(request, without: fromPath, sent: line.outcome["r"])]
        } catch {
            if let page = error.page { return ["f": .integer(Int64(page.status))] }
            return ["e": [.string(error.code.rawValue), .string(error.message)]]
        }
    }
}

/// The fields that are set, in the words of the oracle's script; those of the path have the value that MLflow's message
/// has, which the handlers do not use.
private func dump(_ request: Request, without path: Set<String> = [], sent: JSONValue? = nil) -> JSONValue {
    var result = JSONObject()
    for field in request.schema.fields {
        if path.contains(field.name) {
            result[field.name] = sent?[field.name]
        } else if request.has(field.name) {
            result[field.name] = dump(request, field)
        }
    }
    return .object(result)
}

private func dump(_ request: Request, _ field: FieldSchema) -> JSONValue {
    switch field.kind {
    case .string where field.isRepeated: return .array(request.strings(field.name).map { .string($0) })
    case .string: return .string(request.string(field.name))
    case .double:
        let digits = String(request.double(field.name).bitPattern, radix: 16)
        return .string(String(repeating: "0", count: 16 - digits.count) + digits)
    case .message where field.isRepeated: return .array(request.messages(field.name).map { dump($0) })
    case .message: return request.message(field.name).map { dump($0) } ?? nil
    default: return .integer(request.int64(field.name))
    }
}
