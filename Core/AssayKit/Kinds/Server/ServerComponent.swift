// Assay: the kind server, for authors in Swift.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Synchronization

/// Listens for requests and hands them to routes; see kind/draft/server.h.
public protocol ServerComponent: Component {
    /// Where it listens, with the real port: "http://127.0.0.1:5000". [main, started]
    var address: String { get }

    /// Stops listening; requests in flight are answered, for `seconds` at most. Then `done` is called, once, on any
    /// thread.
    func drain(seconds: Double, _ done: @escaping @Sendable () -> Void)

    /// The main loop, where C callers hear of the end of a drain.
    var mainLoop: Loop { get }
}

extension ServerComponent {
    /// The table of the kind.
    public func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_SERVER ? UnsafeRawPointer(ServerTable.pointer) : nil
    }
}

/// The C side of all servers of a library.
private enum ServerTable {
    // nonisolated(unsafe): written once, here, and only read afterwards.
    nonisolated(unsafe) static let pointer: UnsafeMutablePointer<assay_server_t> = {
        let table = UnsafeMutablePointer<assay_server_t>.allocate(capacity: 1)
        table.initialize(
            to: assay_server_t(
                struct_size: UInt32(MemoryLayout<assay_server_t>.size),
                get_address: { ServerTable.address($0) },
                drain: { ServerTable.drain($0, $1, $2, $3) }))
        return table
    }()

    /// Addresses that C callers were given. A server listens anew at most a few times: they are never freed.
    private struct Addresses: @unchecked Sendable {
        // @unchecked: the texts are written before they are put here, and only read afterwards.
        var texts: [String: UnsafePointer<CChar>] = [:]
    }

    private static let addresses = Mutex(Addresses())

    private static func of(_ component: UnsafePointer<assay_component_t>?) -> (any ServerComponent)? {
        ComponentBox.of(component).component as? any ServerComponent
    }

    private static func address(_ component: UnsafePointer<assay_component_t>?) -> UnsafePointer<CChar>? {
        guard let address = of(component)?.address else { return nil }
        return addresses.withLock { addresses in
            if let text = addresses.texts[address] { return text }
            let text = staticText(address)
            addresses.texts[address] = text
            return text
        }
    }

    private static func drain(
        _ component: UnsafePointer<assay_component_t>?, _ limit: assay_duration_t,
        _ done: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?, _ userData: UnsafeMutableRawPointer?
    ) {
        guard let server = of(component) else { return }
        let end = DrainEnd(done: done, userData: userData)
        let main = server.mainLoop
        server.drain(seconds: Double(limit) / 1e9) {
            let box = Unmanaged.passRetained(end).toOpaque()
            _ = main.table.pointee.post_remote(main.pointer, DrainEnd.call, box, nil)
        }
    }
}

/// Whom to tell that a drain has ended.
private final class DrainEnd: @unchecked Sendable {
    // @unchecked: the members are never written; what they refer to is the caller's, for the main thread.
    private let done: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?
    private let userData: UnsafeMutableRawPointer?

    init(done: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?, userData: UnsafeMutableRawPointer?) {
        self.done = done
        self.userData = userData
    }

    static let call: assay_job_t = { box, _ in
        guard let box else { return }
        let end = Unmanaged<DrainEnd>.fromOpaque(box).takeRetainedValue()
        end.done?(end.userData)
    }
}
