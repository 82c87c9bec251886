// Assay: a tracking store over a database, in a host of its own.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import AssayJSON
import AssayKit
import CAssay
import Foundation
import LocalTracking
import PostgresStorage
import SQLiteStorage
import TestFixtures

/// A tracking store over a database of its own. A host needs a main thread, so each test has one.
final class StoreFixture {
    /// What the database is.
    enum Dialect: CaseIterable { case sqlite, postgres }

    /// What a test found wrong.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    private let host: AssayCore.Host
    private var started: [UnsafePointer<assay_component_t>] = []
    let folder: URL
    let tracking: Tracking
    private let database: PostgresDatabase?

    /// Runs `body` with a new store on each database.
    static func run(_ body: @escaping @Sendable (StoreFixture) throws -> Void) async throws {
        for dialect in Dialect.allCases { try await run(on: dialect, body) }
    }

    /// Runs `body` on a thread of its own with a new store.
    private static func run(
        on dialect: Dialect, _ body: @escaping @Sendable (StoreFixture) throws -> Void
    ) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        let fixture = try StoreFixture(dialect)
                        defer { fixture.close() }
                        try body(fixture)
                    })
            }
        }
    }

    private init(_ dialect: Dialect) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "assay-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var options = HostOptions()
        options.discovery = nil
        options.loopCount = 2
        host = try AssayCore.Host.make(options)
        let plugins = AssayKit.Host(host.pointer)
        database = dialect == .postgres ? try PostgresDatabase() : nil
        let driver: UnsafePointer<assay_component_t>
        if let database {
            driver = try ComponentMaker(PostgresDriver.self).make(plugins, #"{"url": "\#(database.url)"}"#)
        } else {
            driver = try ComponentMaker(SQLiteDriver.self).make(plugins, #"{"path": "\#(folder.path)/store.db"}"#)
        }
        try AssayError.check { driver.pointee.start(driver, $0) }
        try plugins.publish(driver, as: "sql")
        let store = try ComponentMaker(LocalTracking.self).make(plugins, #"{"sql": "sql"}"#)
        try AssayError.check { store.pointee.start(store, $0) }
        started = [driver, store]
        tracking = try Tracking(store)
    }

    private func close() {
        for component in started.reversed() {
            component.pointee.stop(component)
            component.pointee.destroy(component)
        }
        AssayKit.Host(host.pointer).withdraw("sql")
        host.shutdown()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Waits for something asynchronous, on this thread.
    func wait<Value: Sendable>(_ body: @escaping @Sendable (Tracking) async throws -> Value) throws -> Value {
        let box = Box<Value>()
        let tracking = tracking
        let wake = host.wake
        Task.detached {
            do { box.set(.success(try await body(tracking))) } catch { box.set(.failure(error)) }
            wake()
        }
        host.run { box.value != nil }
        guard let value = box.value else { throw Fault(description: "no value") }
        return try value.get()
    }

    /// Carries out an operation with a JSON body; the status and the answer.
    func call(_ operation: String, _ body: JSONValue = [:]) throws -> (status: Int, json: JSONValue) {
        let answer = try wait { tracking in
            try await tracking.call(TrackingRequest(operation, body: [UInt8](body.text().utf8)))
        }
        return (answer.status, try JSONValue(parsing: String(decoding: answer.body, as: UTF8.self)))
    }

    /// The answer of an operation that must succeed.
    @discardableResult
    func result(_ operation: String, _ body: JSONValue = [:]) throws -> JSONValue {
        let (status, json) = try call(operation, body)
        guard status == 200 else { throw Fault(description: "\(operation): \(status) \(json)") }
        return json
    }
}

/// A value that another thread sets.
private final class Box<Value: Sendable>: @unchecked Sendable {
    // @unchecked: behind the lock.
    private let lock = NSLock()
    private var stored: Result<Value, any Error>?

    var value: Result<Value, any Error>? { lock.withLock { stored } }

    func set(_ value: Result<Value, any Error>) { lock.withLock { stored = value } }
}
