// Assay: lets a store of artifacts keep, show and remove some.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Plays a server for a started store. It writes below one folder, and removes that at the end.
package struct ArtifactStoreCheck {
    let driver: ArtifactDriver
    /// Where the check writes.
    static let folder = "assay-check"

    /// Keys that every store refuses.
    static let wrongKeys = [
        "/", "/etc/passwd", "..", "../x", "a/..", "a/../b", ".", "./a", "a/.", "a//b", "a/", "a\0b", "a/../../b",
        String(repeating: "n", count: Int(ASSAY_ARTIFACT_NAME_BYTES) + 1),
        Array(repeating: "k", count: 2500).joined(separator: "/"),
    ]

    package init(_ driver: ArtifactDriver) {
        self.driver = driver
    }

    /// All checks, in an order in which each stands on those before it.
    package var steps: [() throws(Violation) -> Void] {
        [
            checkCapabilities, checkWrongKeys, checkMissing, checkRoundTrips, checkRanges, checkUnseenUploads,
            checkReplacement, checkNames, checkPages, checkFolders, checkExtras, checkRemoval,
        ]
    }

    func checkCapabilities() throws(Violation) {
        guard let capabilities = driver.table.get_capabilities(driver.component)?.pointee else {
            throw Violation("get_capabilities gives NULL")
        }
        try require(
            Int(capabilities.struct_size) == MemoryLayout<assay_artifact_capabilities_t>.size,
            "struct_size of the capabilities is \(capabilities.struct_size)")
        let hasMultipart = capabilities.flags & ASSAY_ARTIFACT_HAS_MULTIPART != 0
        try require(
            hasMultipart == (capabilities.max_part_count > 0),
            "max_part_count does not fit ASSAY_ARTIFACT_HAS_MULTIPART")
    }

    func checkWrongKeys() throws(Violation) {
        for key in Self.wrongKeys {
            let name = "of the key '\(key.prefix(20))'"
            let wanted = assay_status_t.ASSAY_STATUS_INVALID_ARGUMENT
            try driver.fail("stat \(name)", wanted, canBeRefused: true) { stat(key, $0, $1) }
            try driver.fail("list \(name)", wanted, canBeRefused: true) { list(key, "", 0, $0, $1) }
            try driver.fail("open_reader \(name)", wanted, canBeRefused: true) { openReader(key, 0, -1, $0, $1) }
            try driver.fail("open_writer \(name)", wanted, canBeRefused: true) { openWriter(key, $0, $1) }
            try driver.fail("remove \(name)", wanted, canBeRefused: true) { remove(key, $0, $1) }
        }
        try driver.fail("remove of the root", .ASSAY_STATUS_INVALID_ARGUMENT, canBeRefused: true) { remove("", $0, $1) }
        try driver.fail("open_writer of the root", .ASSAY_STATUS_INVALID_ARGUMENT, canBeRefused: true) {
            openWriter("", $0, $1)
        }
    }

    func checkMissing() throws(Violation) {
        let key = "\(Self.folder)/missing/artifact"
        try driver.fail("stat of nothing", .ASSAY_STATUS_NOT_FOUND) { stat(key, $0, $1) }
        try driver.fail("list of nothing", .ASSAY_STATUS_NOT_FOUND) { list(key, "", 0, $0, $1) }
        try driver.fail("open_reader of nothing", .ASSAY_STATUS_NOT_FOUND) { openReader(key, 0, -1, $0, $1) }
        try driver.fail("remove of nothing", .ASSAY_STATUS_NOT_FOUND) { remove(key, $0, $1) }
    }

    /// What was written is read back, whatever its size.
    func checkRoundTrips() throws(Violation) {
        for size in [0, 1, 1000, 262_143, 262_144, 262_145, 600_000] {
            let content = Self.content(size)
            let key = "\(Self.folder)/sizes/\(size)"
            try write(content, to: key)
            try require(try read(key) == content, "an artifact of \(size) bytes is not read as it was written")
            let info = try driver.succeed("stat") { stat(key, $0, $1) }.info
            try require(
                info.size == UInt64(size) && info.is_directory == 0,
                "stat of an artifact of \(size) bytes says \(info.size), folder \(info.is_directory)")
        }
    }

    func checkRanges() throws(Violation) {
        let content = Self.content(300_000)
        let key = "\(Self.folder)/range"
        try write(content, to: key)
        for (offset, length) in [(0, 10), (299_990, -1), (1, 262_200), (300_000, -1), (5, 0), (299_999, 100)] {
            let end = length < 0 ? content.count : min(content.count, offset + length)
            let found = try read(key, from: UInt64(offset), Int64(length))
            try require(found == Array(content[offset..<end]), "\(length) bytes from \(offset) on are read wrong")
        }
        try driver.fail("open_reader past the end", .ASSAY_STATUS_OUT_OF_RANGE) { openReader(key, 300_001, -1, $0, $1) }
    }

    /// An upload is not seen before its commit, and never after an abort.
    func checkUnseenUploads() throws(Violation) {
        let key = "\(Self.folder)/unseen/artifact"
        let writer = try open(key)
        try put(Self.content(1000), into: writer)
        try driver.fail("stat before the commit", .ASSAY_STATUS_NOT_FOUND) { stat(key, $0, $1) }
        driver.abort(writer)
        try driver.fail("stat after the abort", .ASSAY_STATUS_NOT_FOUND) { stat(key, $0, $1) }
        try driver.fail("list after the abort", .ASSAY_STATUS_NOT_FOUND) {
            list("\(Self.folder)/unseen", "", 0, $0, $1)
        }
    }

    /// A reader reads on what it has opened when the artifact is replaced.
    func checkReplacement() throws(Violation) {
        let (old, new) = (Self.content(600_000), [UInt8](repeating: 7, count: 10))
        let key = "\(Self.folder)/replaced"
        try write(old, to: key)
        let before = try driver.succeed("stat") { stat(key, $0, $1) }.info
        guard let reader = try driver.succeed("open_reader", { openReader(key, 0, -1, $0, $1) }).reader else {
            throw Violation("open_reader gives no reader")
        }
        try write(new, to: key)
        let found = try drain(reader)
        try require(found == old, "a reader does not read on what was there when it was opened")
        try require(try read(key) == new, "an artifact is not replaced")
        let after = try driver.succeed("stat") { stat(key, $0, $1) }.info
        try require(before.size != after.size, "stat of a replaced artifact has the old size")
    }
}
