// Assay: a small hash that is the same in every process.
// SPDX-License-Identifier: Apache-2.0

/// FNV-1a of 64 bits: names the cache file and notices damage to it; it keeps nobody out.
struct FNV {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
}
