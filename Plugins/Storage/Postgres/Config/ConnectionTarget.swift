// Assay: how to connect to a PostgreSQL server.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayPostgres

/// The options of a connection, by libpq's keywords. It holds a password: it is never written anywhere.
struct ConnectionTarget {
    private(set) var options: [(key: String, value: String)] = []

    /// Reads an URL as SQLAlchemy or libpq write it, or libpq's "key=value …" text.
    init(_ text: String) throws {
        if let url = text.range(of: "://") {
            try Self.checkScheme(text[..<url.lowerBound])
            options = try ConnectionURL(text[url.upperBound...]).options
        } else {
            options = try Self.parseKeywords(text)
        }
        let encoding = value("client_encoding")?.lowercased() ?? "utf8"
        guard encoding == "utf8" || encoding == "utf-8" else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "the database is spoken to in UTF-8; remove client_encoding",
                context: encoding)
        }
    }

    func value(_ key: String) -> String? { options.first { $0.key == key }?.value }

    mutating func set(_ key: String, _ value: String) {
        options.removeAll { $0.key == key }
        options.append((key, value))
    }

    mutating func appendOption(_ option: String) {
        set("options", value("options").map { "\($0) \(option)" } ?? option)
    }

    /// What holds unless the target says otherwise: a peer that is gone is noticed within half a minute.
    mutating func setDefaults() {
        set("client_encoding", "UTF8")
        let defaults = [
            ("connect_timeout", "10"), ("fallback_application_name", "assay"), ("keepalives_idle", "10"),
            ("keepalives_interval", "5"), ("keepalives_count", "4"), ("tcp_user_timeout", "30000"),
        ]
        for (key, text) in defaults where value(key) == nil { set(key, text) }
    }

    /// The host and the database, for messages.
    var place: String {
        "\(value("host") ?? "the default host"), database '\(value("dbname") ?? value("user") ?? "default")'"
    }

    private static func checkScheme(_ scheme: Substring) throws {
        let parts = scheme.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0] == "postgresql" || parts[0] == "postgres" else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "the url must begin with postgresql:// or postgresql+psycopg2://",
                context: String(scheme))
        }
    }

    private static func parseKeywords(_ text: String) throws -> [(key: String, value: String)] {
        var message: UnsafeMutablePointer<CChar>?
        guard let parsed = PQconninfoParse(text, &message) else {
            defer { PQfreemem(message) }
            // libpq's words may quote the text, which holds a password.
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT,
                "the url is neither postgresql://user:password@host:port/database nor libpq's key=value text")
        }
        defer { PQconninfoFree(parsed) }
        var found: [(key: String, value: String)] = []
        var option = parsed
        while let key = option.pointee.keyword {
            if let value = option.pointee.val { found.append((String(cString: key), String(cString: value))) }
            option += 1
        }
        return found
    }
}

extension String {
    /// Where `other` begins first, without Foundation.
    fileprivate func range(of other: String) -> Range<String.Index>? {
        var place = startIndex
        while place < endIndex {
            if self[place...].hasPrefix(other) { return place..<index(place, offsetBy: other.count) }
            formIndex(after: &place)
        }
        return nil
    }
}
