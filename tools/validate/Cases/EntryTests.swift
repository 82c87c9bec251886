// Assay: tests of the library's file and its entry.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

/// Tests of the library's file and of its one function.
enum EntryTests {
    /// In milliseconds.
    private static let slowScan: Int64 = 100
    private static let slowestScan: Int64 = 1000

    static let all = [
        TestCase("single-export", .library, "exports assay_plugin_entry and nothing else", singleExport),
        TestCase("loads-rtld-now", .library, "opens with every symbol resolved", loadsNow),
        TestCase("scan-time", .library, "is opened and described within 100 ms", scanTime),
        TestCase("entry-abi", .library, "its table is that of the ABI version it names", entryABI),
        TestCase("entry-refuses-newer-host", .library, "returns NULL to a host of the next major version", newerHost),
    ]

    private static func singleExport(_ context: TestContext) throws(Ending) {
        let symbols = try ELFExports(path: context.path).names
        let others = symbols.filter { $0 != ASSAY_PLUGIN_ENTRY_SYMBOL }
        try require(others.isEmpty, "exports \(others.count) more: \(others.prefix(5).joined(separator: ", "))")
        try require(!symbols.isEmpty, "does not export '\(ASSAY_PLUGIN_ENTRY_SYMBOL)'")
    }

    private static func loadsNow(_ context: TestContext) throws(Ending) {
        _ = try Library.openEntry(context.path)
    }

    private static func scanTime(_ context: TestContext) throws(Ending) {
        let start = TestLoop.now()
        _ = try context.library().descriptors()
        let span = (TestLoop.now() - start) / 1_000_000
        try require(span <= slowestScan, "takes \(span) ms, wanted \(slowScan) ms")
        if span > slowScan { throw .warning("takes \(span) ms, wanted \(slowScan) ms") }
    }

    private static func entryABI(_ context: TestContext) throws(Ending) {
        let plugin = try context.library().table
        let size = plugin.pointer(to: \.struct_size)?.pointee ?? 0
        try require(size >= 16, "assay_plugin_t.struct_size is \(size)")
        let abi = plugin.pointer(to: \.abi)?.pointee ?? assay_version_t()
        let isSpoken = abi.major == ASSAY_ABI_MAJOR && abi.minor <= ASSAY_ABI_MINOR
        try require(
            isSpoken, "built for ABI \(abi.major).\(abi.minor), this host speaks \(ASSAY_ABI_MAJOR).\(ASSAY_ABI_MINOR)")
        let wanted = UInt32(MemoryLayout<assay_plugin_t>.size)
        try require(size == wanted, "assay_plugin_t.struct_size is \(size), wanted \(wanted)")
        let value = plugin.pointee
        try require(value.load != nil, "assay_plugin_t.load is NULL")
        try require(value.unload != nil, "assay_plugin_t.unload is NULL")
        try require(value.get_descriptor != nil, "assay_plugin_t.get_descriptor is NULL")
        try require(value.create != nil, "assay_plugin_t.create is NULL")
        let id = try Text.read(value.id, "assay_plugin_t.id")
        try require(Text.isID(id), "assay_plugin_t.id '\(id)' is not lower-case labels separated by dots")
        for (text, name) in [
            (value.name, "name"), (value.vendor, "vendor"), (value.version, "version"),
            (value.description, "description"), (value.url, "url"),
        ] { _ = try Text.read(text, "assay_plugin_t.\(name)") }
    }

    private static func newerHost(_ context: TestContext) throws(Ending) {
        let entry = try Library.openEntry(context.path)
        var newer = assay_version_t(major: ASSAY_ABI_MAJOR + 1, minor: 0, patch: 0)
        try require(entry(&newer) == nil, "takes a host of ABI \(newer.major).0")
        var current = Library.version
        try require(entry(&current) != nil, "refuses a host of its own version after that")
    }
}
