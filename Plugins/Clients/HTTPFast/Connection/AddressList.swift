// Assay: the addresses of a host, in the order in which they are tried.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// At most eight socket addresses.
struct AddressList {
    private(set) var count = 0
    private var storage: UnsafeMutablePointer<sockaddr_in6>?

    static let maxCount = 8

    /// Calls `body` with address `index`; nil when there is none.
    func withAddress<Result>(_ index: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result? {
        guard let storage, index < count else { return nil }
        let address = UnsafeRawPointer(storage + index).assumingMemoryBound(to: sockaddr.self)
        let isIPv6 = address.pointee.sa_family == sa_family_t(AF_INET6)
        return body(address, socklen_t(isIPv6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size))
    }

    /// Adds an IPv4 or IPv6 address; others, and those beyond the limit, are left out.
    mutating func add(_ address: UnsafePointer<sockaddr>) {
        guard count < Self.maxCount else { return }
        let length: Int
        switch Int32(address.pointee.sa_family) {
        case AF_INET: length = MemoryLayout<sockaddr_in>.size
        case AF_INET6: length = MemoryLayout<sockaddr_in6>.size
        default: return
        }
        let list = storage ?? .allocate(capacity: Self.maxCount)
        storage = list
        memcpy(list + count, address, length)
        count += 1
    }

    /// Frees the list.
    mutating func clear() {
        storage?.deallocate()
        storage = nil
        count = 0
    }
}
