// Assay: the calls that the checks of a store of artifacts are made of.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension ArtifactStoreCheck {
    typealias Call = ArtifactDriver.Call
    typealias Failure = ArtifactDriver.Failure

    func stat(_ key: String, _ call: Call, _ error: Failure) -> assay_status_t {
        lend(key) { driver.table.stat(driver.component, driver.loop, $0, call, error) }
    }

    func list(_ key: String, _ page: String, _ limit: UInt32, _ call: Call, _ error: Failure) -> assay_status_t {
        lend(key) { key in
            lend(page) { driver.table.list(driver.component, driver.loop, key, $0, limit, call, error) }
        }
    }

    func openReader(
        _ key: String, _ offset: UInt64, _ length: Int64, _ call: Call, _ error: Failure
    ) -> assay_status_t {
        lend(key) { driver.table.open_reader(driver.component, driver.loop, $0, offset, length, call, error) }
    }

    func openWriter(_ key: String, _ call: Call, _ error: Failure) -> assay_status_t {
        lend(key) { driver.table.open_writer(driver.component, driver.loop, $0, -1, call, error) }
    }

    func remove(_ key: String, _ call: Call, _ error: Failure) -> assay_status_t {
        lend(key) { driver.table.remove(driver.component, driver.loop, $0, call, error) }
    }

    /// Opens a writer.
    func open(_ key: String) throws(Violation) -> OpaquePointer {
        guard let writer = try driver.succeed("open_writer", { openWriter(key, $0, $1) }).writer else {
            throw Violation("open_writer gives no writer")
        }
        return writer
    }

    /// Writes pieces as long as they may be.
    func put(_ content: [UInt8], into writer: OpaquePointer) throws(Violation) {
        var start = 0
        while start < content.count {
            let end = min(content.count, start + Int(ASSAY_ARTIFACT_PIECE_BYTES))
            // The piece is borrowed until on_done, hence memory that does not move.
            let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: end - start)
            defer { piece.deallocate() }
            _ = piece.initialize(from: content[start..<end])
            try driver.succeed("write") {
                driver.table.write(writer, assay_bytes_t(data: piece.baseAddress, length: piece.count), $0, $1)
            }
            start = end
        }
    }

    func write(_ content: [UInt8], to key: String) throws(Violation) {
        let writer = try open(key)
        try put(content, into: writer)
        try driver.succeed("commit of '\(key.prefix(40))'") { driver.table.commit(writer, $0, $1) }
    }

    func read(_ key: String, from offset: UInt64 = 0, _ length: Int64 = -1) throws(Violation) -> [UInt8] {
        guard let reader = try driver.succeed("open_reader", { openReader(key, offset, length, $0, $1) }).reader else {
            throw Violation("open_reader gives no reader")
        }
        return try drain(reader)
    }

    /// Reads to the end and closes.
    func drain(_ reader: OpaquePointer) throws(Violation) -> [UInt8] {
        defer { driver.close(reader) }
        var content: [UInt8] = []
        for _ in 0..<100_000 {
            let piece = try driver.succeed("read") { driver.table.read(reader, $0, $1) }.piece
            if piece.isEmpty { return content }
            try require(piece.count <= Int(ASSAY_ARTIFACT_PIECE_BYTES), "a piece has \(piece.count) bytes")
            content += piece
        }
        throw Violation("a reader does not come to an end")
    }

    /// Bytes that repeat after 251: pieces that are swapped or shifted differ.
    static func content(_ size: Int) -> [UInt8] {
        var content = [UInt8](0...250)
        while content.count < size { content += content }
        return Array(content[..<size])
    }

    func lend(_ text: String, _ body: (assay_string_t) -> assay_status_t) -> assay_status_t {
        var text = text
        return text.withUTF8 { body(Self.text($0)) }
    }

    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> assay_string_t {
        assay_string_t(
            data: UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self), length: bytes.count)
    }
}
