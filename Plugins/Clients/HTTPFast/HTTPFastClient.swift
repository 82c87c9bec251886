// Assay: the component assay.client.httpfast.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
internal import CAssay

/// HTTP/1.1 at the least cost per request, on the host's loops.
public final class HTTPFastClient: Component {
    /// The descriptor.
    public static let descriptor = ComponentDescriptor(
        id: "assay.client.httpfast", kind: ASSAY_KIND_CLIENT, name: "HTTPFast",
        description: "An HTTP/1.1 client on the host's loops, made for the least cost per request and per user",
        configSchema: ClientConfig.schema.description)

    let config: ClientConfig
    private let host: Host
    private let clientTable: UnsafeMutablePointer<assay_client_t>
    /// One for each loop; made by `start`, only read afterwards.
    private var homes: [LoopHomePointer] = []

    /// Makes a client; the config is what profiles start from.
    public init(host: Host, config: Config) throws {
        self.host = host
        var parsed = ClientConfig()
        try parsed.apply(config)
        self.config = parsed
        clientTable = .allocate(capacity: 1)
        clientTable.initialize(to: ClientTable.make())
    }

    deinit { clientTable.deallocate() }

    /// Makes the memory of each loop.
    public func start() throws {
        let functions = try LoopFunctions(host)
        for loop in try [host.mainLoop()] + host.workLoops() {
            let home = LoopHomePointer.allocate(capacity: 1)
            home.initialize(to: LoopHome(loop: loop.pointer, host: host, functions: functions))
            homes.append(home)
        }
    }

    /// Frees the memory of each loop; all profiles are closed.
    public func stop() {
        for home in homes {
            if home.pointee.userCount == 0 { home.destroy() } else { home.pointee.isOrphan = true }
        }
        homes = []
    }

    /// The client's table.
    public func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_CLIENT ? UnsafeRawPointer(clientTable) : nil
    }

    /// The memory of `loop`.
    func home(of loop: OpaquePointer) throws -> LoopHomePointer {
        guard let home = homes.first(where: { $0.pointee.loop == loop }) else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "open_profile needs a loop of the host, after start")
        }
        return home
    }
}
