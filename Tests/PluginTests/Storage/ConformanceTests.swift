// Assay: the SQL drivers against the contract of their kind.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import PostgresStorage
import SQLiteStorage
import TestFixtures
import Testing

@Suite struct ConformanceTests {
    @Test func sqlite() throws {
        let folder = try ScratchFolder()
        let host = TestHost()
        host.register(SQLiteDriver.self)
        let config = #"{"path": "\#(folder.path)/a.db"}"#
        #expect(checkSQLDriver(host, SQLiteDriver.descriptor.id, config: config) == [])
    }

    @Test func postgres() throws {
        let database = try PostgresDatabase()
        let host = TestHost()
        host.register(PostgresDriver.self)
        let config = #"{"url": "\#(database.url)", "connections": 4}"#
        #expect(checkSQLDriver(host, PostgresDriver.descriptor.id, config: config) == [])
    }
}
