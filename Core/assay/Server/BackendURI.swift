// Assay: where the records are kept.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The database that --backend-store-uri names.
enum BackendURI: Equatable {
    /// An SQLite database in a file.
    case sqlite(path: String)
    /// An SQLite database in a folder, which is made when it is missing.
    case folder(path: String)
    /// A PostgreSQL database, in libpq's form.
    case postgres(uri: String)

    /// The folder that is used when nothing else is said.
    static let defaultFolder = "./assay-data"
    /// The database in a folder.
    static let fileName = "assay.db"

    /// Reads a URI as `mlflow server` takes it.
    init(_ text: String) throws(CommandError) {
        guard let colon = text.firstIndex(of: ":") else {
            self = try Self.folder(text, of: text)
            return
        }
        let scheme = text[..<colon].lowercased()
        let rest = String(text[text.index(after: colon)...])
        switch scheme.prefix(while: { $0 != "+" }) {
        case "sqlite": self = try Self.sqlite(rest, of: text)
        case "postgresql", "postgres": self = .postgres(uri: "postgresql:\(rest)")
        case "file": self = try Self.folder(Self.path(rest), of: text)
        case "mysql", "mssql":
            throw CommandError("--backend-store-uri: databases are sqlite:// and postgresql://, not \(scheme)://")
        case "http", "https", "databricks", "databricks-uc":
            throw CommandError(
                "--backend-store-uri: '\(text)' is another server; clients name it by MLFLOW_TRACKING_URI")
        default:
            guard text.hasPrefix("/") || text.hasPrefix(".") else {
                throw CommandError(
                    "--backend-store-uri: '\(text)' is none of sqlite:///FILE, postgresql://…, or a folder")
            }
            self = try Self.folder(text, of: text)
        }
    }

    /// "///relative" or "////absolute", as SQLAlchemy has it.
    private static func sqlite(_ rest: String, of text: String) throws(CommandError) -> BackendURI {
        guard rest.hasPrefix("///") else {
            throw CommandError("--backend-store-uri: '\(text)' names no file; write sqlite:///FILE")
        }
        let path = rest.dropFirst(3).prefix { $0 != "?" }
        guard !path.isEmpty, path != ":memory:" else {
            throw CommandError("--backend-store-uri: a database in memory keeps nothing; write sqlite:///FILE")
        }
        return .sqlite(path: String(path))
    }

    /// A folder with an SQLite database of ours.
    private static func folder(_ path: String, of text: String) throws(CommandError) -> BackendURI {
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFDIR {
            throw CommandError("--backend-store-uri: '\(text)' is a file; write sqlite:///\(path)")
        }
        if exists, TextFile.exists("\(path)/0/meta.yaml") || TextFile.exists("\(path)/.trash") {
            throw CommandError(
                "--backend-store-uri: '\(text)' is a folder of MLflow's; bring it over with 'assay db import \(path)'")
        }
        return .folder(path: path)
    }

    /// The file of the key that secrets in the database are encrypted with; nil when the environment must have it.
    var secretKeyFile: String? {
        switch self {
        case .sqlite(let path): path + ".webhook-key"
        case .folder(let path): "\(path)/\(Self.fileName).webhook-key"
        case .postgres: nil
        }
    }

    /// Makes the folder that the database is to be in, when it is named as a folder.
    func makeFolder() throws(CommandError) {
        if case .folder(let path) = self { try DataFolder.make(path) }
    }

    /// The path of "file:" URIs.
    private static func path(_ rest: String) -> String {
        rest.hasPrefix("//") ? String(rest.dropFirst(2)) : rest
    }

    /// What to show of it: a password stays secret.
    var shown: String {
        switch self {
        case .sqlite(let path), .folder(let path): path
        case .postgres(let uri): Self.withoutPassword(uri)
        }
    }

    private static func withoutPassword(_ uri: String) -> String {
        guard let slashes = uri.firstRange(of: "//"), let at = uri.lastIndex(of: "@"), slashes.upperBound < at else {
            return uri
        }
        let user = uri[slashes.upperBound..<at].prefix { $0 != ":" }
        return String(uri[..<slashes.upperBound] + user + uri[at...])
    }
}
