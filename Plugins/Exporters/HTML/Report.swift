// Assay: the HTML report of a run.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// The HTML report of a run. Its parts are in the extensions.
struct Report {
    let title: String
    let theme: String
    let run: RunInfo
    let statistics: StatsSnapshot
    let result: RunResult
    let timeline: Timeline

    /// The whole document. Scripts run only with the nonce that was drawn for this one, and nothing is ever fetched.
    var html: String {
        let nonce =
            String(UInt64.random(in: .min ... .max), radix: 16) + String(UInt64.random(in: .min ... .max), radix: 16)
        let attribute: HTML = theme == "auto" ? "" : " data-theme=\(theme)"
        let policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-\(nonce)'; base-uri 'none'"
        let head: HTML = """
            <!DOCTYPE html>
            <html lang=en\(attribute)><head><meta charset=utf-8>\
            <meta http-equiv=Content-Security-Policy content="\(policy)">\
            <meta name=viewport content="width=device-width,initial-scale=1">\
            <meta name=generator content="Assay \(ASSAY_VERSION_STRING)"><title>\(title) · \(run.scenario)</title>\
            <style>
            """
        let body: HTML = """
            </style></head><body><main>
            \(header)\(notes)\(cards)\(charts)\(requestTable)\(percentileTables)\(phaseTable)\(userClassTable)\
            \(errorTable)\(exceptionTable)\(thresholdTable)\(healthTable)\(taskTable)\(options)
            <footer>Made by Assay \(ASSAY_VERSION_STRING) on \(UTCTime.text(result.endTime)).</footer>
            </main><script nonce="\(nonce)">
            """
        return head.source + Style.css + body.source + Script.source + "</script></body></html>\n"
    }

    /// The rows of names.
    var names: [StatsRow] { statistics.rows(.ASSAY_ROW_REQUEST) }

    /// A section with a table; nothing without rows. A column whose name begins with "*" is a text.
    func section(_ title: String, _ columns: [String], _ rows: [[HTML]], total: [HTML]? = nil) -> HTML {
        guard !rows.isEmpty else { return "" }
        func name(_ column: String) -> String { column.hasPrefix("*") ? String(column.dropFirst()) : column }
        let head = columns.map { column -> HTML in
            column.hasPrefix("*")
                ? "<th class=text data-sort=text>\(name(column))</th>" : "<th data-sort=number>\(name(column))</th>"
        }
        func line(_ cells: [HTML]) -> HTML {
            let cells = zip(columns, cells).map { column, cell -> HTML in
                guard column.hasPrefix("*") else { return "<td>\(cell)</td>" }
                return ["Name", "Error", "Exception"].contains(name(column))
                    ? "<td class=\"text name\">\(cell)</td>" : "<td class=text>\(cell)</td>"
            }
            return "<tr>\(cells.joined())</tr>\n"
        }
        let foot: HTML = total.map { "<tfoot>\(line($0))</tfoot>" } ?? ""
        return """
            <section><h2>\(title)</h2><div class=table><table><thead><tr>\(head.joined())</tr></thead>
            <tbody>\(rows.map(line).joined())</tbody>\(foot)</table></div></section>
            """
    }

    /// A time in milliseconds.
    func time(_ value: Double) -> HTML { value == 0 ? "0" : .text(value.milliseconds) }

    /// A whole number with its thousands set apart.
    func count(_ value: UInt64) -> HTML {
        let digits = Array(String(value))
        let grouped = digits.enumerated().map { place, digit in
            place > 0 && (digits.count - place) % 3 == 0 ? ",\(digit)" : "\(digit)"
        }
        return .text(grouped.joined())
    }
}
