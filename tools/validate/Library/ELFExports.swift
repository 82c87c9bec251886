// Assay: what a library exports.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Reads the names that a 64-bit little-endian ELF library exports, from its file.
struct ELFExports {
    /// In the order of the symbol table.
    private(set) var names: [String] = []

    private static let dynamicSymbols: UInt32 = 11
    private static let symbolSize = 24
    private let bytes: [UInt8]

    init(path: String) throws(Ending) {
        bytes = try ELFExports.read(path)
        try require(bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), "is no 64-bit little-endian ELF file")
        let sections = Int(word(at: 0x28, bytes: 8))
        let size = Int(word(at: 0x3A, bytes: 2))
        let count = Int(word(at: 0x3C, bytes: 2))
        for index in 0..<count {
            let header = sections + index * size
            guard UInt32(word(at: header + 4, bytes: 4)) == Self.dynamicSymbols else { continue }
            let link = Int(word(at: header + 40, bytes: 4))
            readSymbols(
                at: Int(word(at: header + 24, bytes: 8)), size: Int(word(at: header + 32, bytes: 8)),
                strings: Int(word(at: sections + link * size + 24, bytes: 8)))
            return
        }
        throw .skipped("has no section headers")
    }

    /// Defined, global or weak, visible, and no mark of a symbol version.
    private mutating func readSymbols(at start: Int, size: Int, strings: Int) {
        for place in stride(from: start, to: start + min(size, bytes.count), by: Self.symbolSize) {
            let info = word(at: place + 4, bytes: 1)
            let visibility = word(at: place + 5, bytes: 1) & 3
            let section = word(at: place + 6, bytes: 2)
            let isAbsolute = section == 0xFFF1
            guard info >> 4 == 1 || info >> 4 == 2, section != 0, !isAbsolute, visibility == 0 || visibility == 3 else {
                continue
            }
            let name = bytes.dropFirst(strings + Int(word(at: place, bytes: 4))).prefix { $0 != 0 }
            names.append(String(decoding: name, as: UTF8.self))
        }
    }

    /// A little-endian number; 0 past the end of the file.
    private func word(at place: Int, bytes count: Int) -> UInt64 {
        guard place >= 0, place + count <= bytes.count else { return 0 }
        return bytes[place..<(place + count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func read(_ path: String) throws(Ending) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .failed("cannot be read") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .failed("cannot be read") }
        let size = Int(status.st_size)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                guard got > 0 else { return }
                count += got
            }
        }
    }
}
