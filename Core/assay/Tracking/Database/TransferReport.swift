// Assay: what an import or an export has copied.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON

/// The report of a copy, as the store gives it.
struct TransferReport {
    private let report: JSONValue

    init(_ report: JSONValue) {
        self.report = report
    }

    /// Writes a table of what was copied, and says what was not.
    func write() {
        let rows = (report["copied"]?.arrayValue ?? []).map { row in
            (row["entity"]?.stringValue ?? "", row["found"]?.intValue ?? 0, row["taken"]?.intValue ?? 0)
        }
        var table = TextTable(["", "found", "copied"])
        for (entity, found, taken) in rows where found > 0 { table.add([entity, "\(found)", "\(taken)"]) }
        Output.standard.write(table.text())
        for row in report["left"]?.arrayValue ?? [] {
            Output.error.write(
                "assay: not copied, since there is no place for them: \(row["found"]?.intValue ?? 0) "
                    + "\(row["entity"]?.stringValue ?? "")\n")
        }
    }
}
