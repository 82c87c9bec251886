// Assay: reading the request of an operation.
// SPDX-License-Identifier: Apache-2.0

extension Request {
    /// Reads the request of an operation from what came over HTTP, exactly as MLflow's server does: what it takes, what
    /// it ignores, and what it answers to the rest.
    ///
    /// `query` is the part of the URL after the question mark, still encoded; `pathParameters` are decoded. `isGet` says
    /// that the method was GET, where parameters of the query replace the body. The bytes are not kept.
    public static func read(
        _ operation: Operation, body: UnsafeRawBufferPointer, query: String = "",
        pathParameters: [(name: String, value: String)] = [], isGet: Bool = false
    ) throws(APIError) -> Request {
        let arguments = query.isEmpty ? [] : QueryString.parse(query)
        var request = Request(operation.request)
        if operation.readsMessage, arguments.isEmpty || !isGet, let quick = QuickReader.read(operation, body) {
            request = quick
        } else if operation.readsMessage {
            let value =
                try isGet && !arguments.isEmpty
                ? message(of: arguments, operation.request) : json(body, isCounted: operation.countsMembers)
            try request.fill(from: value, operation.checks)
        }
        for (place, field) in operation.request.fields.enumerated() where field.source == .query {
            if let argument = arguments.first(where: { $0.name == field.name }) {
                request.slots[place] = .string(argument.value)
            }
        }
        for parameter in pathParameters where !operation.bodyNames.contains(parameter.name) {
            if let place = operation.request.index(of: parameter.name) {
                request.slots[place] = .string(parameter.value)
            }
        }
        try operation.refine?(&request, isGet ? arguments : [])
        return request
    }

    /// Reads the request of an operation from bytes that are held as an array.
    public static func read(
        _ operation: Operation, body: [UInt8], query: String = "",
        pathParameters: [(name: String, value: String)] = [], isGet: Bool = false
    ) throws(APIError) -> Request {
        try body.withUnsafeBytes { bytes in
            Result { () throws(APIError) in
                try read(operation, body: bytes, query: query, pathParameters: pathParameters, isGet: isGet)
            }
        }.get()
    }

    private mutating func fill(from value: PythonValue, _ checks: [Check]) throws(APIError) {
        try AliasCheck.check(value, schema)
        var fitsSchema = true
        do throws(ParseFailure) {
            switch value {
            case .object, .array, .string, .surrogates: try MessageParser.parse(value, into: &self)
            default: throw .fault
            }
        } catch {
            guard error == .wrong else { throw .serverFault("a value cannot be converted") }
            fitsSchema = false
        }
        try RequestChecks(request: value, fitsSchema: fitsSchema).run(checks)
    }

    /// The parameters of a query as the JSON object that they stand for.
    private static func message(
        of arguments: [(name: String, value: String)], _ schema: MessageSchema
    ) throws(APIError) -> PythonValue {
        var object = PythonObject()
        for field in schema.fields where field.isInMessage {
            let values = arguments.filter { $0.name.hasSameUTF8(as: field.name) }.map(\.value)
            guard let first = values.first else { continue }
            if field.isRepeated {
                object.set(field.name, .array(values.map { .string($0) }))
            } else if case .bool = field.kind {
                let word = first.lowercased()
                guard word == "true" || word == "false" else {
                    throw .invalidParameter("Invalid boolean value: \(first), must be 'true' or 'false'.")
                }
                object.set(field.name, .bool(word == "true"))
            } else {
                object.set(field.name, .string(first))
            }
        }
        return .object(object)
    }

    /// The JSON of a body. What is no JSON counts as an empty object; a text is read once more, as old clients need.
    private static func json(_ body: UnsafeRawBufferPointer, isCounted: Bool) throws(APIError) -> PythonValue {
        // A batch is counted where two calls less are on Python's stack.
        let limit = PythonJSON.depthLimit + (isCounted ? 2 : 0)
        var value =
            try parse { () throws(PythonJSON.Failure) in
                try PythonJSON.parse(body, depthLimit: limit)
            } ?? .null
        if isCounted { try RequestChecks.checkCount(value) }
        if case .surrogates = value { throw .serverFault("the text in the body is no JSON") }
        if case .string(var text) = value {
            let inner = try parse { () throws(PythonJSON.Failure) in
                try text.withUTF8 { bytes in
                    Result { () throws(PythonJSON.Failure) in
                        try PythonJSON.parseUTF8(UnsafeRawBufferPointer(bytes))
                    }
                }.get()
            }
            guard let inner else { throw .serverFault("the text in the body is no JSON") }
            value = inner
        }
        if case .null = value { return .object(PythonObject()) }
        return value
    }

    /// The result of a reading; nil for what is no JSON.
    private static func parse(
        _ read: () throws(PythonJSON.Failure) -> PythonValue
    ) throws(APIError) -> PythonValue? {
        do throws(PythonJSON.Failure) {
            return try read()
        } catch {
            switch error {
            case .malformed: return nil
            // MLflow's server fails here, and its clients try again and again.
            case .tooDeep: throw .invalidParameter("The containers in the body are nested too deeply.")
            case .tooMany:
                throw .invalidParameter(
                    "The body holds more than \(PythonJSON.mostValues) values. Please split it into several requests.")
            }
        }
    }
}
