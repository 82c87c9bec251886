// Assay: the config of the tracking routes.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import GraphQL

/// What the routes stand on, and where they are.
struct RoutesConfig: Sendable {
    static let schema = """
        {"type":"object","additionalProperties":false,"properties":{
        "tracking":{"type":"string","description":"The name under which the tracking store is published; none for artifacts only."},
        "artifacts":{"type":"string","description":"The name under which the artifact store is published; none when artifacts are not served."},
        "static_prefix":{"type":"string","default":"","description":"A path that is put before every path."},
        "mlflow_ui":{"type":"string","minLength":1,
        "description":"The folder of the web page: mlflow/server/js/build of the mlflow package."},
        "graphql_max_root_fields":{"type":"integer","minimum":0,"maximum":1000,"default":10,
        "description":"How many fields of the root a GraphQL request may ask for."},
        "graphql_max_aliases":{"type":"integer","minimum":0,"maximum":1000,"default":10,
        "description":"How many aliases one object of a GraphQL request may have."},
        "max_body_bytes":{"type":"integer","minimum":1024,"maximum":1073741824,"default":67108864,
        "description":"The longest JSON body; a longer one is refused with 413."}}}
        """

    let tracking: String?
    let artifacts: String?
    let prefix: String
    let page: String?
    let bodyLimit: Int
    let graphQL: RequestBounds

    init(_ config: Config) throws {
        tracking = try config.string("tracking")
        artifacts = try config.string("artifacts")
        prefix = try Self.prefix(config)
        page = try config.string("mlflow_ui")
        bodyLimit = try config.int("max_body_bytes", in: 1024...1 << 30, default: 64 << 20)
        graphQL = RequestBounds(
            rootFields: try config.int("graphql_max_root_fields", in: 0...1000, default: 10),
            aliases: try config.int("graphql_max_aliases", in: 0...1000, default: 10))
        try config.rejectUnknownKeys()
    }

    private static func prefix(_ config: Config) throws -> String {
        let text = try config.string("static_prefix", default: "")
        guard text.isEmpty || (text.hasPrefix("/") && !text.hasSuffix("/")) else {
            throw config.invalid("static_prefix", "a path that begins with '/' and does not end with it")
        }
        guard !text.contains(where: { "{}?#".contains($0) }), !text.contains("//") else {
            throw config.invalid("static_prefix", "a plain path")
        }
        return text
    }
}
