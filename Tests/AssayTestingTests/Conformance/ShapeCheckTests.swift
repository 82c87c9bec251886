// Assay: proves the check of load shapes with sound and broken ones.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import Testing

/// A closed shape that ends after ten seconds.
private final class Steady: LoadShape {
    static let id = "test.shape"
    init(_ config: Config) {}
    func target(at seconds: Double, users: Int) -> LoadTarget? {
        seconds < 10 ? LoadTarget(users: 5, spawnRate: 1) : nil
    }
}

private final class Stopped: LoadShape {
    static let id = "test.shape"
    init(_ config: Config) {}
    func target(at seconds: Double, users: Int) -> LoadTarget? { LoadTarget(users: 5, spawnRate: 0) }
}

private final class Leaky: LoadShape {
    static let id = "test.shape"
    private let timer: UnsafeMutablePointer<assay_timer_t>
    private let loop: Loop?

    init(_ config: Config) { preconditionFailure("made with a host") }

    init(host: Host, config: Config) throws {
        try config.rejectUnknownKeys()
        timer = .allocate(capacity: 1)
        timer.initialize(to: assay_timer_t())
        loop = try? host.mainLoop()
    }

    deinit { timer.deallocate() }

    func start() throws {
        guard let loop else { return }
        timer.pointee.on_fire = { _ in }
        loop.table.pointee.add_timer(loop.pointer, timer, loop.now + 1_000_000_000)
    }

    func target(at seconds: Double, users: Int) -> LoadTarget? { nil }
}

@Suite struct ShapeCheckTests {
    private func problems(_ type: any Component.Type) -> [String] {
        let host = TestHost()
        host.register(type)
        return checkShape(host, "test.shape", seconds: 30)
    }

    @Test func aSoundShapePasses() {
        #expect(problems(Steady.self) == [])
    }

    @Test func brokenShapesAreFound() {
        #expect(problems(Stopped.self).contains { $0.contains("spawn rate") })
        #expect(problems(Leaky.self).contains("a timer is active after stop"))
    }
}
