// Assay: runs Python's json module next to ours.
// SPDX-License-Identifier: Apache-2.0

import AssayJSON
import Foundation
import TestFixtures

/// Python's json module, as a child process over files.
enum Oracle {
    /// Generated texts, each with Python's verdict.
    static func cases(seed: Int, count: Int) async throws -> [(text: [UInt8], verdict: String)] {
        try await run(["cases", String(seed), String(count)]).compactMap { line in
            let fields = line.split(separator: " ", omittingEmptySubsequences: false)
            guard fields.count == 2 else { return nil }
            return (bytes(hex: fields[0]), String(fields[1]))
        }
    }

    /// Python's verdicts on texts of ours.
    static func verdicts(on texts: [[UInt8]]) async throws -> [String] {
        let input = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: input) }
        try Data(texts.map { hex($0) + "\n" }.joined().utf8).write(to: input)
        return try await run(["dump", input.path]).map(String.init)
    }

    private static func run(_ arguments: [String]) async throws -> [Substring] {
        let output = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: output) }
        _ = try await Program.python([Program.fixture("json_oracle.py")] + arguments + [output.path])
        return String(decoding: try Data(contentsOf: output), as: UTF8.self).split(separator: "\n")
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        let digits = Array("0123456789abcdef".utf8)
        for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(hex: Substring) -> [UInt8] {
        let digits = Array(hex.utf8).map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

/// The dump that the oracle's script makes of a value.
func dump(_ value: JSONValue) -> String {
    switch value {
    case .null: "n"
    case .bool(let value): value ? "t" : "f"
    case .integer(let value): "i\(value)"
    case .number(let value): dump(value)
    case .string(let value): "s" + Oracle.hex(value.utf8)
    case .array(let elements): "[" + elements.map { dump($0) }.joined(separator: ",") + "]"
    case .object(let members):
        "{" + members.map { Oracle.hex($0.key.utf8) + ":" + dump($0.value) }.joined(separator: ",") + "}"
    }
}

/// A double by its bits.
func dump(_ value: Double) -> String {
    let digits = String(value.bitPattern, radix: 16)
    return "d" + String(repeating: "0", count: 16 - digits.count) + digits
}

/// The same dump from the steps of a reader.
func dump(_ reader: inout JSONReader) throws(JSONError) -> String {
    var out = ""
    while true {
        let token = try reader.next()
        if let last = out.utf8.last, last != UInt8(ascii: "["), last != UInt8(ascii: "{"), last != UInt8(ascii: ":") {
            switch token {
            case .endArray, .endObject, .end: break
            default: out += ","
            }
        }
        switch token {
        case .beginObject: out += "{"
        case .endObject: out += "}"
        case .beginArray: out += "["
        case .endArray: out += "]"
        case .key(let key): out += Oracle.hex(key.string.utf8) + ":"
        case .string(let text): out += "s" + Oracle.hex(text.string.utf8)
        case .integer(let value): out += "i\(value)"
        case .number(let value): out += dump(value)
        case .bool(let value): out += value ? "t" : "f"
        case .null: out += "n"
        case .end: return out
        }
    }
}

/// What the tree reader says, in the oracle's words.
func treeVerdict(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { bytes in
        (try? JSONValue(parsing: bytes)).map { dump($0) } ?? "!"
    }
}

/// What the pull reader says, in the oracle's words.
func pullVerdict(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { bytes in
        var reader = JSONReader(bytes)
        return (try? dump(&reader)) ?? "!"
    }
}
