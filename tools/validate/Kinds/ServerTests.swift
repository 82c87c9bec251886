// Assay: tests of servers and of what they serve.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// Tests of kind/draft/server.h and kind/draft/routes.h.
enum ServerTests {
    private static let server = ASSAY_KIND_SERVER
    private static let routes = ASSAY_KIND_ROUTES

    static let all = [
        TableCheck.test("routes-table", kind: routes),
        TestCase("routes-list", .kind(routes), "every route is whole, has a permission, and is there once") {
            context throws(Ending) in
            try context.withStarted { component throws(Ending) in
                let table = try context.table(component, routes, as: assay_routes_t.self).pointee
                try keeping { () throws(Violation) in try RoutesCheck(component, table).check() }
            }
        },
        TableCheck.test("server-table", kind: server),
        TestCase("server-address", .kind(server), "says where it listens", address),
        TestCase("server-drain", .kind(server), "an idle server is drained at once, and says so once", drain),
    ]

    private static func address(_ context: TestContext) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let table = try context.table(component, server, as: assay_server_t.self).pointee
            let address = try Text.read(table.get_address(component), "the address")
            if address.hasPrefix("unix:") { return try require(address.utf8.count > 5, "the address has no path") }
            try require(
                address.hasPrefix("http://") || address.hasPrefix("https://"),
                "the address '\(address)' is none of http://…, https://… and unix:…")
            let port = address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
            try require(port > 0, "the address '\(address)' does not tell the real port")
        }
    }

    /// How often `done` was called, and whether elsewhere than on the main loop.
    private final class Calls {
        var count = 0
        var isElsewhere = false
    }

    private static func drain(_ context: TestContext) throws(Ending) {
        let calls = Calls()
        try context.withStarted { component throws(Ending) in
            let table = try context.table(component, server, as: assay_server_t.self).pointee
            let second: assay_duration_t = 1_000_000_000
            table.drain(
                component, 30 * second,
                { data in
                    guard let data else { return }
                    let calls = Unmanaged<Calls>.fromOpaque(data).takeUnretainedValue()
                    calls.count += 1
                    if TestHost.current?.isOnMain != true { calls.isElsewhere = true }
                }, Unmanaged.passUnretained(calls).toOpaque())
            context.host.turn(milliseconds: 5_000) { calls.count > 0 }
            context.host.turn(milliseconds: 50)
            try require(calls.count == 1, "drain calls done \(calls.count) times")
            try require(!calls.isElsewhere, "drain calls done elsewhere than on the main loop")
        }
    }
}
