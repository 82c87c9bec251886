// Assay: values as Python prints them.
// SPDX-License-Identifier: Apache-2.0

extension PythonValue {
    /// Whether Python takes the value for true.
    var isTrue: Bool {
        switch self {
        case .null: false
        case .bool(let value): value
        case .integer(let value): value != 0
        case .bigInteger, .surrogates: true
        case .float(let value): value != 0
        case .string(let text): !text.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object(let object): !object.members.isEmpty
        }
    }

    /// What `repr` writes.
    var repr: String {
        switch self {
        case .null: "None"
        case .bool(let value): value ? "True" : "False"
        case .integer(let value): String(value)
        case .bigInteger(let digits): digits
        case .float(let value): PythonText.repr(value)
        case .string(let text): PythonText.repr(text)
        case .surrogates(let units): PythonText.repr(String(decoding: units, as: UTF16.self))
        case .array(let elements): "[" + elements.map(\.repr).joined(separator: ", ") + "]"
        case .object(let object):
            "{" + object.members.map { "\(PythonText.repr($0.key)): \($0.value.repr)" }.joined(separator: ", ") + "}"
        }
    }

    /// What `str` writes: a text as it is.
    var plainText: String {
        if case .string(let text) = self { text } else { repr }
    }
}

extension PythonText {
    /// What `repr` writes for bytes.
    public static func repr(bytes: [UInt8]) -> String {
        let quote = bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "\"")) ? "\"" : "'"
        var result = "b" + quote
        for byte in bytes {
            let text = String(decoding: [byte], as: UTF8.self)
            switch byte {
            case UInt8(ascii: "\\"): result += "\\\\"
            case 0x0A: result += "\\n"
            case 0x0D: result += "\\r"
            case 0x09: result += "\\t"
            case 0x20...0x7E: result += text == quote ? "\\" + text : text
            default: result += (byte < 0x10 ? "\\x0" : "\\x") + String(byte, radix: 16)
            }
        }
        return result + quote
    }
}
