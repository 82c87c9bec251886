// Assay: the library under test.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

/// The library under test, opened in this process.
final class Library {
    typealias Entry = @convention(c) (UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>?

    /// No plugin has more components.
    private static let mostComponents: UInt32 = 1024

    let path: String
    let table: UnsafePointer<assay_plugin_t>

    /// The version of the headers that this validator was built with.
    static var version: assay_version_t {
        assay_version_t(major: ASSAY_ABI_MAJOR, minor: ASSAY_ABI_MINOR, patch: ASSAY_ABI_PATCH)
    }

    /// Opens the library and takes its table, unchecked but for NULL.
    init(path: String) throws(Ending) {
        self.path = path
        let entry = try Library.openEntry(path)
        var version = Library.version
        guard let table = entry(&version) else { throw .failed("the entry returns NULL to a host of its version") }
        self.table = table
    }

    /// Opens a library as hosts do, and finds its entry.
    static func openEntry(_ path: String) throws(Ending) -> Entry {
        let place = path.contains("/") ? path : "./\(path)"
        guard let handle = dlopen(place, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) else {
            throw .failed("dlopen: \(dlerror().map { String(cString: $0) } ?? "unknown error")")
        }
        guard let symbol = dlsym(handle, ASSAY_PLUGIN_ENTRY_SYMBOL) else {
            throw .failed("does not export '\(ASSAY_PLUGIN_ENTRY_SYMBOL)'")
        }
        // entry.h fixes the type of this symbol.
        return unsafeBitCast(symbol, to: Entry.self)
    }

    /// The descriptors, in the plugin's order; at most as many as a host takes.
    func descriptors() -> [UnsafePointer<assay_descriptor_t>] {
        var found: [UnsafePointer<assay_descriptor_t>] = []
        guard let next = table.pointee.get_descriptor else { return [] }
        for index in 0..<Library.mostComponents {
            guard let descriptor = next(index) else { break }
            found.append(descriptor)
        }
        return found
    }
}
