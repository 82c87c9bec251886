// Assay: texts in ASCII.
// SPDX-License-Identifier: Apache-2.0

/// Folds texts to ASCII, as Python's NFKD normalisation and an encoder that leaves out the rest do.
enum ASCIIText {
    private static let forms: [UInt32: String] = {
        var forms: [UInt32: String] = [:]
        var next: UInt32 = 0x80
        for entry in runs.split(separator: " ") {
            let parts = entry.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            next &+= UInt32(parts[0], radix: 16) ?? 0
            let bytes = hexadecimal(parts[2])
            for offset in 0..<(UInt32(parts[1], radix: 16) ?? 1) {
                let moved = bytes.map { $0 &+ UInt8(truncatingIfNeeded: offset) }
                forms[next] = String(decoding: moved, as: UTF8.self)
                next &+= 1
            }
        }
        return forms
    }()

    /// What is left of a text in ASCII.
    static func folded(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.isASCII { result.unicodeScalars.append(scalar) } else { result += forms[scalar.value] ?? "" }
        }
        return result
    }

    private static func hexadecimal(_ text: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text
        while rest.count >= 2 {
            bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
