// Assay: one search and what MLflow made of it.
// SPDX-License-Identifier: Apache-2.0
import Foundation

@testable import TrackingSearch

/// A case that make_cases.py wrote.
struct SearchCase {
    let target: String
    let filter: String
    let order: [String]
    /// `E`, a code and a message; or `F`, comparisons, `O` and terms.
    let outcome: [String]

    /// The cases of a file.
    static func read(_ path: String) throws -> [SearchCase] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            guard let fields = value as? [Any], fields.count == 4, let target = fields[0] as? String,
                let filter = fields[1] as? String, let order = fields[2] as? [String],
                let outcome = fields[3] as? [String]
            else { throw CocoaError(.coderReadCorrupt) }
            return SearchCase(target: target, filter: filter, order: order, outcome: outcome)
        }
    }

    /// What Assay makes of it, in the same form.
    func result() -> [String] {
        do throws(SearchError) {
            switch target {
            case "runs": return Self.texts(try Search(.runs, filter: filter, orderBy: order))
            case "experiments": return Self.texts(try Search(.experiments, filter: filter, orderBy: order))
            case "registeredModels": return Self.texts(try Search(.registeredModels, filter: filter, orderBy: order))
            case "modelVersions": return Self.texts(try Search(.modelVersions, filter: filter, orderBy: order))
            default: return Self.texts(try LoggedModelSearch(filter: filter, order: order.map(Self.term)))
            }
        } catch {
            // What a database says of a list where a text should be is its own.
            let message = error.code == .badRequest ? "" : Self.sortedSets(error.message)
            return ["E", error.code.rawValue, message]
        }
    }

    private static func term(_ text: String) -> LoggedModelOrder {
        text.hasSuffix(" DESC")
            ? LoggedModelOrder(field: String(text.dropLast(5)), ascending: false) : LoggedModelOrder(field: text)
    }

    private static func texts(_ search: LoggedModelSearch) -> [String] {
        var known: [[String]] = []
        for term in search.order {
            let name = term.attribute.map { ["attribute", $0] } ?? ["metric", term.metric ?? ""]
            if !known.contains(where: { $0.dropLast() == name[...] }) {
                known.append(name + [term.isAscending ? "+" : "-"])
            }
        }
        return ["F"] + search.filter.flatMap(texts) + ["O"] + known.joined()
    }

    private static func texts(_ comparison: Comparison) -> [String] {
        [comparison.entity.rawValue, comparison.key, comparison.operation.rawValue, text(comparison.value)]
    }

    private static func texts(_ search: Search) -> [String] {
        ["F"] + search.filter.flatMap(texts) + ["O"]
            + search.order.flatMap { [$0.entity.rawValue, $0.key, $0.isAscending ? "+" : "-"] }
    }

    private static func text(_ value: SearchValue) -> String {
        switch value {
        case .none: "n"
        case .integer(let number): "i\(number)"
        case .wide(let digits): "w\(digits)"
        case .double(let number):
            number.isNaN ? "dnan" : "d" + String(format: "%016lx", number.bitPattern)
        case .text(let text): "t\(text)"
        case .list(let texts): "l" + texts.joined(separator: "\u{1}")
        }
    }

    /// Python's sets come in another order in every process: each is put in order.
    static func sortedSets(_ message: String) -> String {
        guard let regex = try? NSRegularExpression(pattern: "\\{('[^{}]*')\\}") else { return message }
        var result = message
        let whole = NSRange(message.startIndex..., in: message)
        for match in regex.matches(in: message, range: whole).reversed() {
            guard let range = Range(match.range(at: 1), in: message) else { continue }
            let items = message[range].components(separatedBy: ", ").sorted {
                $0.utf8.lexicographicallyPrecedes($1.utf8)
            }
            result.replaceSubrange(range, with: items.joined(separator: ", "))
        }
        return result
    }
}
