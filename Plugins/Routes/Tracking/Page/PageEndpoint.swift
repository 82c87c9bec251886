// Assay: the routes of a web page.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// A route that answers with a file of the page.
struct PageEndpoint: Endpoint {
    /// Its files are named after their content, so browsers need not ask again for a month.
    private static let longCache = "public, max-age=2419200"

    let route: Route
    private let files: PageFiles
    private let host: Host

    /// "/" and "/static-files/…".
    static func all(_ prefix: String, _ files: PageFiles, _ host: Host) -> [PageEndpoint] {
        ["/", "/static-files/{path...}"].map { path in
            PageEndpoint(
                route: Route("GET", prefix + path, operation: "page", permission: "public"), files: files, host: host)
        }
    }

    func handle(_ exchange: Exchange, _ store: TrackingStore?) {
        let path = exchange.parameter("path")
        let job = PageJob { [files] in
            guard let file = files.read(path ?? "index.html") else { return exchange.respond(.pageNotFound) }
            let cache = path == nil ? "no-cache" : Self.longCache
            exchange.respond(file.answer(exchange.header("if-none-match"), cache: cache))
        }
        if !job.submit(host) { exchange.respond(RouteAnswer(status: 503, text: "too many files are being read")) }
    }
}

/// Something for the worker pool.
private final class PageJob: Sendable {
    private let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) {
        self.work = work
    }

    /// Runs it on a thread that may wait; false when the pool is full.
    func submit(_ host: Host) -> Bool {
        guard let workers = host.table(ASSAY_EXT_WORKERS, as: assay_workers_t.self),
            let main = try? host.mainLoop()
        else { return false }
        let job = Unmanaged.passRetained(self)
        let status = workers.pointee.submit(
            host.pointer,
            { job in
                guard let job else { return }
                Unmanaged<PageJob>.fromOpaque(job).takeRetainedValue().work()
            }, main.pointer, nil, job.toOpaque())
        if status != .ASSAY_STATUS_OK { job.release() }
        return status == .ASSAY_STATUS_OK
    }
}

extension RouteAnswer {
    /// What the server itself answers to an unknown path.
    static let pageNotFound = RouteAnswer(
        status: 404, contentType: "text/html; charset=utf-8",
        text: """
            <!doctype html>
            <html lang=en>
            <title>404 Not Found</title>
            <h1>Not Found</h1>
            <p>The requested URL was not found on the server. If you entered the URL manually please check your spelling \
            and try again.</p>

            """)
}
