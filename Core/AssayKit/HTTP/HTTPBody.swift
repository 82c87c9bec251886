// Assay: what a request sends.
// SPDX-License-Identifier: Apache-2.0
public import AssayJSON

/// The body of a request, with its content type.
public struct HTTPBody: Sendable {
    let bytes: [UInt8]
    let contentType: String?

    /// Bytes of any type.
    public static func bytes(_ bytes: [UInt8], type: String? = "application/octet-stream") -> HTTPBody {
        HTTPBody(bytes: bytes, contentType: type)
    }

    /// Text in UTF-8.
    public static func text(_ text: String, type: String? = "text/plain; charset=utf-8") -> HTTPBody {
        HTTPBody(bytes: Array(text.utf8), contentType: type)
    }

    /// A JSON value.
    public static func json(_ value: JSONValue) -> HTTPBody {
        HTTPBody(bytes: Array(value.text().utf8), contentType: "application/json")
    }

    /// Fields of a form, as application/x-www-form-urlencoded.
    public static func form(_ fields: [(String, String)]) -> HTTPBody {
        let pairs = fields.map { "\(formEncoded($0.0))=\(formEncoded($0.1))" }
        return HTTPBody(
            bytes: Array(pairs.joined(separator: "&").utf8), contentType: "application/x-www-form-urlencoded")
    }

    var headerSize: Int { contentType.map { $0.utf8.count &+ 12 } ?? 0 }

    /// The serialisation of the URL standard: space is "+", all but letters, digits and "*-._" is "%XX".
    private static func formEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"):
                result.append(byte)
            case UInt8(ascii: " "): result.append(UInt8(ascii: "+"))
            default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
