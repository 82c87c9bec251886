// Assay: what may stand in the target of a request line.
// SPDX-License-Identifier: Apache-2.0

/// Checks and encodes paths and queries.
enum RequestTarget {
    /// What a target needs before it can be sent.
    enum Form {
        /// Sent as it is.
        case plain
        /// Has bytes to percent-encode: blanks, quotes, non-ASCII.
        case needsEncoding
        /// Has control characters, which no server should see.
        case invalid
    }

    /// Looks at every byte of `target`.
    @inline(__always) static func form(_ target: ByteView) -> Form {
        var form = Form.plain
        for index in 0..<target.count {
            let byte = target[index]
            if byte &- 33 < 94, byte != 34, byte != 60, byte != 62 { continue }
            if byte < 32 || byte == 127 { return .invalid }
            form = .needsEncoding
        }
        return form
    }

    /// Appends `target` to `buffer`, percent-encoding what `form` found; the room must be there: three bytes for each.
    static func appendEncoded(_ target: ByteView, to buffer: inout ByteBuffer) {
        for index in 0..<target.count {
            let byte = target[index]
            if byte &- 33 < 94, byte != 34, byte != 60, byte != 62 {
                buffer.appendReserved(byte)
            } else {
                buffer.appendReserved(37)
                buffer.appendReserved(ASCII.hexDigit(byte >> 4))
                buffer.appendReserved(ASCII.hexDigit(byte & 15))
            }
        }
    }
}
