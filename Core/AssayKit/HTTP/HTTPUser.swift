// Assay: the base class of users that speak HTTP.
// SPDX-License-Identifier: Apache-2.0

/// The base of user classes that speak HTTP; Locust's HttpUser and FastHttpUser.
open class HTTPUser {
    /// The user's place in the run: sleep, random numbers, options.
    public let context: UserContext
    /// Sends requests: cookies and connections are the user's own.
    public let http: HTTPSession

    /// The client and its settings; HTTPFast unless overridden.
    open class var httpOptions: HTTPOptions { .fast }

    /// Makes a user with a session.
    public required init(_ context: UserContext) throws {
        self.context = context
        http = try HTTPSession(context, Self.httpOptions)
    }
}
