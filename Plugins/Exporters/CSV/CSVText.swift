// Assay: CSV as Python's csv module writes it.
// SPDX-License-Identifier: Apache-2.0

/// CSV as Python's csv module writes it by default: commas, CR LF, quotes only where they are needed.
struct CSVText {
    private(set) var bytes: [UInt8] = []

    /// Appends a row.
    mutating func row(_ cells: [String]) {
        for (place, cell) in cells.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell)
        }
        bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }

    private mutating func append(_ cell: String) {
        let quote = UInt8(ascii: "\"")
        let special: (UInt8) -> Bool = {
            $0 == UInt8(ascii: ",") || $0 == quote || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n")
        }
        guard cell.utf8.contains(where: special) else {
            bytes += cell.utf8
            return
        }
        bytes.append(quote)
        for byte in cell.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
