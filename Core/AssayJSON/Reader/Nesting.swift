// Assay: which containers are open while JSON is read.
// SPDX-License-Identifier: Apache-2.0

/// A stack of one bit for each open container, without an allocation.
struct Nesting {
    private var bits = InlineArray<8, UInt64>(repeating: 0)
    private(set) var depth = 0
    /// True if the innermost container is an object.
    private(set) var isObject = false

    /// Opens a container; false if no more than this many fit.
    mutating func push(_ isObject: Bool) -> Bool {
        guard depth < bits.count * 64 else { return false }
        let mask: UInt64 = 1 << UInt64(depth & 63)
        if isObject { bits[depth >> 6] |= mask } else { bits[depth >> 6] &= ~mask }
        depth += 1
        self.isObject = isObject
        return true
    }

    /// Closes the innermost container, if one is open.
    mutating func pop() {
        guard depth > 0 else { return }
        depth -= 1
        guard depth > 0 else { return isObject = false }
        let outer = depth - 1
        isObject = bits[outer >> 6] >> UInt64(outer & 63) & 1 == 1
    }
}
