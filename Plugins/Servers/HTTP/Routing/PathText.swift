// Assay: percent-decoding.
// SPDX-License-Identifier: Apache-2.0

/// Decodes the path of a request once.
enum PathText {
    /// Writes the decoded bytes of `raw` to `output`, which has as much room, and returns how many they are. A '%' without
    /// two hexadecimal digits stands for itself.
    static func decode(_ raw: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Int {
        var length = 0
        var index = 0
        while index < raw.count, length < output.count {
            let byte = raw[index]
            if byte == UInt8(ascii: "%"), index + 2 < raw.count, let high = digit(raw[index + 1]),
                let low = digit(raw[index + 2])
            {
                output[length] = high << 4 | low
                index += 3
            } else {
                output[length] = byte
                index += 1
            }
            length += 1
        }
        return length
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
