// Assay: the server for HTTP.
// SPDX-License-Identifier: Apache-2.0
package import AssayKit
import CAssay

/// The component `assay.server.http`: HTTP/1.1 on Hummingbird's server, with a pipeline of its own.
package final class HTTPServer: ServerComponent {
    static let id = "assay.server.http"

    package static let descriptor = ComponentDescriptor(
        id: id, kind: ASSAY_KIND_SERVER, name: "HTTP server",
        description: "Listens for HTTP requests and hands them to routes.", configSchema: ServerSchema.text)

    package let mainLoop: Loop
    private let host: Host
    private let config: ServerConfig
    private var listener: Listener?

    package init(host: Host, config: Config) throws {
        self.host = host
        self.config = try ServerConfig(config)
        mainLoop = try host.mainLoop()
    }

    package var address: String { listener?.address ?? "" }

    package func start() throws {
        var routes = RouteTable()
        for name in config.routes { try routes.add(host.instance(named: name), named: name) }
        let threads = try config.threads ?? host.workLoops().count
        listener = try Listener(Service(host, routes, config), config.endpoint, threads: threads)
    }

    package func drain(seconds: Double, _ done: @escaping @Sendable () -> Void) {
        guard let listener else { return done() }
        listener.drain(seconds: seconds, done)
    }

    package func stop() {
        listener?.close()
        listener = nil
    }
}
