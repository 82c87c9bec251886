// Assay: the methods of HTTP, one function each.
// SPDX-License-Identifier: Apache-2.0

extension HTTPSession {
    /// GET.
    @discardableResult
    public func get(
        _ url: String, name: String? = nil, headers: [HTTPHeader] = [], options: RequestOptions = [],
        check: ((borrowing Response) throws -> Void)? = nil
    ) async throws -> Response {
        try await request("GET", url, name: name, headers: headers, options: options, check: check)
    }

    /// HEAD.
    @discardableResult
    public func head(
        _ url: String, name: String? = nil, headers: [HTTPHeader] = [], options: RequestOptions = [],
        check: ((borrowing Response) throws -> Void)? = nil
    ) async throws -> Response {
        try await request("HEAD", url, name: name, headers: headers, options: options, check: check)
    }

    /// OPTIONS.
    @discardableResult
    public func options(
        _ url: String, name: String? = nil, headers: [HTTPHeader] = [], options: RequestOptions = [],
        check: ((borrowing Response) throws -> Void)? = nil
    ) async throws -> Response {
        try await request("OPTIONS", url, name: name, headers: headers, options: options, check: check)
    }

    /// DELETE.
    @discardableResult
    public func delete(
        _ url: String, name: String? = nil, headers: [HTTPHeader] = [], body: HTTPBody? = nil,
        options: RequestOptions = [], check: ((borrowing Response) throws -> Void)? = nil
    ) async throws -> Response {
        try await request("DELETE", url, name: name, headers: headers, body: body, options: options, check: check)
    }

    /// POST.
    @discardableResult
    public func post(
        _ url: String, _ body: HTTPBody? = nil, name: String? = nil, headers: [HTTPHeader] = [],
        options: RequestOptions = [], check: ((borrowing Response) throws -> Void)? = nil
    ) async throws -> Response {
        try await request("POST", url, name: name, headers: headers, body: body, options: options, check: check)
    }

    /// PUT.
    @discardableResult
    public func put(
        _ url: String, _ body: HTTPBody? = nil, name: String? = nil, headers: [HTTPHeader] = [],
        options: RequestOptions = [], check: ((borrowing Response) throws -> Void)? = nil
    ) async throws -> Response {
        try await request("PUT", url, name: name, headers: headers, body: body, options: options, check: check)
    }

    /// PATCH.
    @discardableResult
    public func patch(
        _ url: String, _ body: HTTPBody? = nil, name: String? = nil, headers: [HTTPHeader] = [],
        options: RequestOptions = [], check: ((borrowing Response) throws -> Void)? = nil
    ) async throws -> Response {
        try await request("PATCH", url, name: name, headers: headers, body: body, options: options, check: check)
    }
}
