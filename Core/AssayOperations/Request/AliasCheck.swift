// Assay: refusing a field that is spelled in both ways.
// SPDX-License-Identifier: Apache-2.0

/// Protobuf takes the later one of a field's two spellings; who checks permissions might look at the other one.
enum AliasCheck {
    /// Fails if an object, or one inside it, has a field in snake case and in camel case.
    static func check(_ value: PythonValue, _ schema: MessageSchema) throws(APIError) {
        guard case .object(let object) = value else { return }
        for field in schema.fields where field.isInMessage {
            let snake = object[field.name]
            let camel = object[field.jsonName]
            if field.name != field.jsonName, snake != nil, camel != nil {
                throw .invalidParameter(
                    "Request specifies both '\(field.name)' and '\(field.jsonName)'; provide only one of them.")
            }
            guard case .message(let inner) = field.kind, let value = snake ?? camel else { continue }
            if case .array(let elements) = value {
                for element in elements { try check(element, inner) }
            } else {
                try check(value, inner)
            }
        }
    }
}
