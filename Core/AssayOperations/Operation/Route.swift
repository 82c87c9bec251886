// Assay: where an operation is reached.
// SPDX-License-Identifier: Apache-2.0

/// A method and a path.
public struct Route: Sendable, Equatable {
    /// The method.
    public let method: Method
    /// The path below the prefix, such as `/2.0/mlflow/logged-models/{model_id}`. A part in braces is a parameter; one
    /// that ends in `...` takes the rest of the path, with its slashes.
    public let path: String
    /// True if only `/ajax-api` has it; `/api` has the others as well.
    public let isAjaxOnly: Bool

    /// Makes a route.
    init(_ method: Method, _ path: String, isAjaxOnly: Bool = false) {
        self.method = method
        self.path = path
        self.isAjaxOnly = isAjaxOnly
    }

    /// The prefixes under which the path is served.
    public var prefixes: [String] { isAjaxOnly ? ["/ajax-api"] : ["/api", "/ajax-api"] }

    /// The names of the path's parameters.
    public var parameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }.map { part in
            let name = part.dropFirst().dropLast()
            return String(name.hasSuffix("...") ? name.dropLast(3) : name)
        }
    }
}

extension [Route] {
    /// One route that reads.
    static func get(_ path: String) -> [Route] { [Route(.get, path)] }
    /// One route that does something.
    static func post(_ path: String) -> [Route] { [Route(.post, path)] }
    /// One route that replaces.
    static func put(_ path: String) -> [Route] { [Route(.put, path)] }
    /// One route that changes a part.
    static func patch(_ path: String) -> [Route] { [Route(.patch, path)] }
    /// One route that removes.
    static func delete(_ path: String) -> [Route] { [Route(.delete, path)] }
    /// Two routes of the same path.
    static func postOrGet(_ path: String) -> [Route] { [Route(.post, path), Route(.get, path)] }
}
