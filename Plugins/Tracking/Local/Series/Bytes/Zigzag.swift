// Assay: signed numbers as unsigned ones that are small when they are near 0.
// SPDX-License-Identifier: Apache-2.0

/// Signed numbers as unsigned ones that are small when they are near 0: 0, -1, 1, -2 become 0, 1, 2, 3.
enum Zigzag {
    static func encode(_ value: Int64) -> UInt64 { UInt64(bitPattern: (value &<< 1) ^ (value &>> 63)) }
    static func decode(_ value: UInt64) -> Int64 { Int64(bitPattern: (value &>> 1) ^ (0 &- (value & 1))) }
}
