// Assay: reads a Python literal in parentheses.
// SPDX-License-Identifier: Apache-2.0

extension PythonLiteral {
    /// `ast.literal_eval(text)`.
    ///
    /// What is no literal fails as Python fails: text that is no expression with ``Failure/syntax``, other expressions
    /// with the kind of the first node that is no literal. Where that kind depends on more than names, calls and
    /// operators, it is an approximation; and Python's message also holds an address in memory, ours does not.
    static func parse(_ text: String) -> Result<PythonLiteral, Failure> {
        var parser = PythonParser(text)
        do throws(Failure) {
            return .success(try parser.parse())
        } catch {
            return .failure(error)
        }
    }
}

/// A parser with a stack of its own, so that nesting costs no stack of the thread.
private struct PythonParser {
    /// What has been read inside of an opening sign.
    private struct Frame {
        let opening: Unicode.Scalar
        /// Whether the opening sign follows an operand: a call or a subscript.
        let isSuffix: Bool
        var items: [PythonLiteral] = []
        var hasComma = false
        var operand: Operand?
        var sign: Unicode.Scalar?
        /// Whether an operator waits for its right side.
        var isOpen = false
    }

    /// A value, or the name of Python's kind of node that is no literal.
    private enum Operand {
        case value(PythonLiteral)
        case node(String)
    }

    /// Python's own bound on nested parentheses.
    private static let depthLimit = 200
    private var scanner: PythonScanner
    private var frames: [Frame] = []
    private var malformed: String?

    init(_ text: String) { scanner = PythonScanner(text) }

    mutating func parse() throws(PythonLiteral.Failure) -> PythonLiteral {
        var frame = Frame(opening: "\0", isSuffix: false)
        while let token = try scanner.next() {
            if frame.operand == nil {
                try begin(token, &frame)
            } else {
                try go(on: token, &frame)
            }
        }
        guard frames.isEmpty, let operand = frame.operand, frame.sign == nil else { throw .syntax }
        if let malformed { throw .value("malformed node or string on line 1: <ast.\(malformed) object>") }
        guard case .value(let value) = operand else { throw .syntax }
        return value
    }

    private mutating func begin(_ token: PythonToken, _ frame: inout Frame) throws(PythonLiteral.Failure) {
        switch token {
        case .literal(let value): finish(.value(value), &frame)
        case .name(let name):
            guard name != "not" else { return frame.sign = "!" }
            guard !PythonScanner.keywords.contains(name) else { throw .syntax }
            finish(.node("Name"), &frame)
        case .formatted: finish(.node("JoinedStr"), &frame)
        case .sign("-"), .sign("+"), .sign("~"):
            if frame.sign != nil { malformed = malformed ?? "UnaryOp" }
            frame.sign = Unicode.Scalar(token.spelling)
        case .sign("("), .sign("["), .sign("{"): try open(token, &frame, isSuffix: false)
        case .sign(")"), .sign("]"), .sign("}"):
            guard frame.sign == nil, !frame.isOpen, frame.items.isEmpty || frame.hasComma else { throw .syntax }
            try close(token, &frame)
        default: throw .syntax
        }
    }

    private mutating func go(on token: PythonToken, _ frame: inout Frame) throws(PythonLiteral.Failure) {
        switch token {
        case .sign(","):
            guard !frames.isEmpty else { throw .syntax }
            take(&frame)
            frame.hasComma = true
        case .sign("("): try open(token, &frame, isSuffix: true)
        case .sign("["): try open(token, &frame, isSuffix: true)
        case .sign(")"), .sign("]"), .sign("}"):
            take(&frame)
            try close(token, &frame)
        case .sign("."):
            guard case .name(let name)? = try scanner.next(), !PythonScanner.keywords.contains(name) else {
                throw .syntax
            }
            frame.operand = .node("Attribute")
        case .sign(let sign) where PythonScanner.operators.contains(sign):
            operate(PythonScanner.comparisons.contains(sign) ? "Compare" : "BinOp", &frame)
        case .name("and"), .name("or"): operate("BoolOp", &frame)
        case .name("in"), .name("is"): operate("Compare", &frame)
        case .name("not"):
            guard case .name("in")? = try scanner.next() else { throw .syntax }
            operate("Compare", &frame)
        default: throw .syntax
        }
    }

    /// An operator: what it makes is no literal. Python names the left side if that is no number.
    private mutating func operate(_ kind: String, _ frame: inout Frame) {
        if kind == "BinOp", case .node(let left)? = frame.operand {
            malformed = malformed ?? left
        } else if kind == "BinOp", case .value(let left)? = frame.operand, !left.isNumber {
            malformed = malformed ?? left.nodeKind
        }
        malformed = malformed ?? kind
        frame.operand = nil
        frame.isOpen = true
    }

    private mutating func open(
        _ token: PythonToken, _ frame: inout Frame, isSuffix: Bool
    ) throws(PythonLiteral.Failure) {
        guard frames.count < Self.depthLimit, let opening = Unicode.Scalar(token.spelling) else { throw .syntax }
        frames.append(frame)
        frame = Frame(opening: opening, isSuffix: isSuffix)
    }

    private mutating func close(_ token: PythonToken, _ frame: inout Frame) throws(PythonLiteral.Failure) {
        guard let outer = frames.popLast(), let closing = Unicode.Scalar(token.spelling) else { throw .syntax }
        let inner = frame
        frame = outer
        switch (inner.opening, closing) {
        case ("(", ")") where inner.isSuffix: frame.operand = .node("Call")
        case ("[", "]") where inner.isSuffix:
            guard !inner.items.isEmpty || malformed != nil else { throw .syntax }
            frame.operand = .node("Subscript")
        case ("(", ")"):
            let isTuple = inner.hasComma || inner.items.isEmpty
            finish(.value(isTuple ? .tuple(inner.items) : inner.items[0]), &frame)
        case ("[", "]"): finish(.value(.list(inner.items)), &frame)
        case ("{", "}"): finish(.value(.set(inner.items)), &frame)
        default: throw .syntax
        }
    }

    private mutating func finish(_ operand: Operand, _ frame: inout Frame) {
        frame.operand = operand
        frame.isOpen = false
        guard let sign = frame.sign else { return }
        frame.sign = nil
        guard case .value(let value) = operand else { return }
        if let signed = value.signed(sign) {
            frame.operand = .value(signed)
        } else {
            malformed = malformed ?? (value.isNumber || sign == "!" || sign == "~" ? "UnaryOp" : value.nodeKind)
        }
    }

    private mutating func take(_ frame: inout Frame) {
        switch frame.operand {
        case .value(let value)?: frame.items.append(value)
        case .node(let kind)?:
            malformed = malformed ?? kind
            frame.items.append(.constant(kind))
        case nil: break
        }
        frame.operand = nil
    }
}

extension PythonLiteral {
    fileprivate var isNumber: Bool {
        switch self {
        case .integer, .float, .imaginary: true
        default: false
        }
    }

    fileprivate var nodeKind: String {
        switch self {
        case .tuple: "Tuple"
        case .list: "List"
        case .set: "Set"
        default: "Constant"
        }
    }

    /// The number with a sign before it, or nil if this is no number or the sign no sign of numbers.
    fileprivate func signed(_ sign: Unicode.Scalar) -> PythonLiteral? {
        guard sign == "-" || sign == "+" else { return nil }
        switch self {
        case .integer(let digits): return .integer(sign == "-" && digits != "0" ? "-\(digits)" : digits)
        case .float(let number): return .float(sign == "-" ? -number : number)
        case .imaginary(let number): return .imaginary(sign == "-" ? -number : number)
        default: return nil
        }
    }
}
