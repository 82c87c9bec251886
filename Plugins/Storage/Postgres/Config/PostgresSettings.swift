// Assay: the config of the PostgreSQL driver.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// What the config says.
struct PostgresSettings {
    /// How to connect.
    let target: ConnectionTarget
    /// How many connections a session has at most.
    let connections: Int
    /// How many batches of a session wait at most.
    let queue: Int
    /// How many prepared statements a connection keeps; 0 for none.
    let statements: Int

    init(_ config: Config) throws {
        var target = try ConnectionTarget(try config.requiredString("url"))
        connections = try config.int("connections", in: 1...1000, default: 8)
        queue = try config.int("queue", in: 1...1_000_000, default: 4096)
        statements = try config.int("statements", in: 0...10_000, default: 256)
        let connectSeconds = try config.int("connect_timeout", in: 2...3600)
        let statementSeconds = try config.double("statement_timeout", in: 0...86_400, default: 0)
        try config.rejectUnknownKeys()
        if let connectSeconds { target.set("connect_timeout", "\(connectSeconds)") }
        if statementSeconds > 0 {
            target.appendOption("-c statement_timeout=\(Int((statementSeconds * 1000).rounded(.up)))")
        }
        target.setDefaults()
        self.target = target
    }

    static let schema = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["url"],
          "properties": {
            "url": {"type": "string", "minLength": 1, "examples": ["postgresql://assay@localhost:5432/assay"],
              "description": "the database: an URL as SQLAlchemy or libpq take it, or libpq's key=value text"},
            "connections": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 8,
              "description": "how many connections a session, of which each work loop has one, opens at most"},
            "queue": {"type": "integer", "minimum": 1, "maximum": 1000000, "default": 4096,
              "description": "how many batches of a session wait for a connection at most"},
            "statements": {"type": "integer", "minimum": 0, "maximum": 10000, "default": 256,
              "description": "how many prepared statements a connection keeps; 0 behind a pooler that does not bear them"},
            "connect_timeout": {"type": "integer", "minimum": 2, "maximum": 3600, "default": 10,
              "description": "seconds until an attempt to connect is given up"},
            "statement_timeout": {"type": "number", "minimum": 0, "maximum": 86400, "default": 0,
              "description": "seconds until the server ends a statement; 0 for the server's own setting"}
          }
        }
        """
}
