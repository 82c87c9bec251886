// Assay: how much memory is allocated.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Asks the C library how much memory is in use. Swift's Glibc module shows neither mallinfo2 nor malloc_info, so that the
/// latter is found by name.
enum HeapSize {
    private typealias Info = @convention(c) (Int32, UnsafeMutablePointer<FILE>?) -> Int32

    /// Bytes in use, those held back for reuse left out.
    static func current() throws(Ending) -> Int {
        guard let symbol = dlsym(nil, "malloc_info") else { throw .skipped("the C library has no malloc_info") }
        var text: UnsafeMutablePointer<CChar>?
        var size = 0
        guard let stream = open_memstream(&text, &size) else { throw .skipped("no memory") }
        // The type of malloc_info(3).
        let status = unsafeBitCast(symbol, to: Info.self)(0, stream)
        fclose(stream)
        defer { free(text) }
        guard status == 0, let text else { throw .skipped("malloc_info failed") }
        let lines = String(cString: text).split(separator: "\n")
        let end = lines.lastIndex { $0 == "</heap>" } ?? 0
        let totals = lines[end...]
        func value(_ start: String) -> Int {
            guard let line = totals.first(where: { $0.hasPrefix(start) }) else { return 0 }
            return line.split(separator: "\"").last { Int($0) != nil }.flatMap { Int($0) } ?? 0
        }
        return value("<system type=\"current\"") + value("<total type=\"mmap\"") - value("<total type=\"fast\"")
            - value("<total type=\"rest\"")
    }
}
