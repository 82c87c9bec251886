// Assay: a whole answer, as the server holds it.
// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1

/// An answer on its way to the connection.
struct Answer: Sendable {
    var status: HTTPResponseStatus
    var headers: HTTPHeaders
    var body: ByteBuffer

    init(status: HTTPResponseStatus, headers: HTTPHeaders, body: ByteBuffer = ByteBuffer()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    init(status: HTTPResponseStatus, headers: HTTPHeaders, text: String) {
        self.init(status: status, headers: headers, body: ByteBuffer(string: text))
    }

    /// A line of plain text.
    init(status: HTTPResponseStatus, plain text: StaticString) {
        self.init(status: status, headers: ["content-type": "text/plain"], body: ByteBuffer(staticString: text))
    }

    /// A page such as MLflow's server shows for its own errors, with the markup of its text and what closes it.
    init(
        page status: HTTPResponseStatus, title: String, text: String, closing: String = "</p>",
        headers: HTTPHeaders = [:]
    ) {
        let page = """
            <!doctype html>
            <html lang=en>
            <title>\(title)</title>
            <h1>\(title.drop { $0.isNumber }.drop { $0 == " " })</h1>
            <p>\(text)\(closing)

            """
        var headers = headers
        headers.add(name: "content-type", value: "text/html; charset=utf-8")
        self.init(status: status, headers: headers, text: page)
    }
}

extension Answer {
    /// Nothing is at the path.
    static let notFound = Answer(
        page: .notFound, title: "404 Not Found",
        text: "The requested URL was not found on the server. "
            + "If you entered the URL manually please check your spelling and try again.")

    /// The path has other methods.
    static func notAllowed(_ allow: String) -> Answer {
        Answer(
            page: .methodNotAllowed, title: "405 Method Not Allowed",
            text: "The method is not allowed for the requested URL.", headers: ["allow": allow])
    }

    /// A route gave up before it answered.
    static let failed = Answer(
        page: .internalServerError, title: "500 Internal Server Error",
        text: "The server encountered an internal error and was unable to complete your request. "
            + "Either the server is overloaded or there is an error in the application.")

    /// The body is longer than the route allows.
    static let tooLarge = Answer(
        page: .payloadTooLarge, title: "413 Request Entity Too Large",
        text: "The data value transmitted exceeds the capacity limit.")

    /// The bodies of other requests take all the memory there is for them.
    static let overloaded = Answer(
        status: .serviceUnavailable, headers: ["content-type": "text/plain", "retry-after": "1"],
        text: "the server holds as many request bodies as it may; try again in a while")

    /// The path in its plain form, without doubled slashes.
    static func moved(_ location: String) -> Answer {
        let shown = location.escapedHTML
        return Answer(
            page: .permanentRedirect, title: "Redirecting...",
            text: "You should be redirected automatically to the target URL: "
                + "<a href=\"\(shown)\">\(shown)</a>. If not, click the link.", closing: "",
            headers: ["location": location])
    }
}

extension String {
    /// For text and attributes of a page.
    var escapedHTML: String {
        var text = ""
        for character in self {
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&#34;"
            case "'": text += "&#39;"
            default: text.append(character)
            }
        }
        return text
    }
}
