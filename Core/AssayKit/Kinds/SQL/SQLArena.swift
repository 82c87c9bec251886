// Assay: the memory of a batch.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Memory that is given out piece by piece, never moves, and goes at once.
struct SQLArena {
    private var blocks: [UnsafeMutableRawPointer] = []
    private var next: UnsafeMutableRawPointer?
    private var room = 0
    private static let blockSize = 2048

    mutating func free() {
        for block in blocks { block.deallocate() }
        self = SQLArena()
    }

    /// A piece of `size` bytes, aligned to 8.
    mutating func allocate(_ size: Int) -> UnsafeMutableRawPointer {
        let rounded = (size &+ 7) & ~7
        if let next, rounded <= room {
            self.next = next + rounded
            room &-= rounded
            return next
        }
        let length = max(Self.blockSize, rounded)
        let block = UnsafeMutableRawPointer.allocate(byteCount: length, alignment: 16)
        blocks.append(block)
        if length - rounded > room {
            next = block + rounded
            room = length - rounded
        }
        return block
    }

    mutating func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableRawPointer {
        let piece = allocate(bytes.count)
        if let source = bytes.baseAddress { piece.copyMemory(from: source, byteCount: bytes.count) }
        return piece
    }

    mutating func copy(_ text: String) -> assay_string_t {
        var text = text
        return text.withUTF8 { bytes in
            let piece = copy(UnsafeRawBufferPointer(bytes))
            return assay_string_t(
                data: UnsafePointer(piece.assumingMemoryBound(to: CChar.self)), length: bytes.count)
        }
    }

    mutating func array<Element: BitwiseCopyable>(_ type: Element.Type, _ count: Int) -> UnsafeMutablePointer<Element> {
        allocate(count &* MemoryLayout<Element>.stride).assumingMemoryBound(to: Element.self)
    }
}
