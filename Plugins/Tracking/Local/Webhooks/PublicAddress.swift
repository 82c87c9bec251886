// Assay: which addresses are public.
// SPDX-License-Identifier: Apache-2.0

/// An address of the Internet, as the bytes that it has on the wire: 4 or 16.
struct InternetAddress: Sendable, Equatable {
    let bytes: [UInt8]

    /// Whether it is of the public Internet: MLflow's rule, IANA's registries of special addresses as Python 3.11 has
    /// them. Of an IPv6 address that carries an IPv4 address, that one counts.
    var isPublic: Bool {
        if bytes.count == 4 { return !Self.specialIPv4.contains { isWithin($0) } }
        guard bytes.count == 16 else { return false }
        if let inner = embedded { return inner.isPublic }
        return !Self.specialIPv6.contains { isWithin($0) }
    }

    /// The IPv4 address in a mapped, 6to4 or NAT64 address.
    private var embedded: InternetAddress? {
        if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
            return InternetAddress(bytes: Array(bytes[12...]))
        }
        if bytes.prefix(2) == [0x20, 0x02] { return InternetAddress(bytes: Array(bytes[2..<6])) }
        if bytes.prefix(12) == [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0] {
            return InternetAddress(bytes: Array(bytes[12...]))
        }
        return nil
    }

    private func isWithin(_ network: (prefix: [UInt8], length: Int)) -> Bool {
        for (index, byte) in network.prefix.enumerated() {
            let bits = min(8, network.length - 8 * index)
            guard bits > 0 else { break }
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> bits)
            if bytes[index] & mask != byte & mask { return false }
        }
        return true
    }

    private static let specialIPv4: [(prefix: [UInt8], length: Int)] = [
        ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12), ([192, 0, 0, 0], 29),
        ([192, 0, 0, 170], 31), ([192, 0, 2], 24), ([192, 168], 16), ([198, 18], 15), ([198, 51, 100], 24),
        ([203, 0, 113], 24), ([240], 4),
    ]

    private static let specialIPv6: [(prefix: [UInt8], length: Int)] = [
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 127), ([1, 0, 0, 0, 0, 0, 0, 0], 64), ([0x20, 0x01, 0], 23),
        ([0x20, 0x01, 0x0D, 0xB8], 32), ([0xFC], 7), ([0xFE, 0x80], 10),
    ]
}
