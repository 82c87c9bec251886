// Assay: the addresses of a host.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import Glibc

/// Looks a host up on a worker, as the system's resolver may take its time.
final class HostLookup: @unchecked Sendable {
    // @unchecked: handed over, never shared: the worker writes `outcome` before it resumes the task that reads it.
    /// An address as bytes and as text.
    struct Address: Sendable {
        let bytes: InternetAddress
        let text: String
    }

    /// Why a host has no addresses.
    struct Failure: Error {
        /// What the resolver says, as Python shows it.
        let message: String
        /// Whether too many look-ups are under way.
        let isBusy: Bool
    }

    private let host: String
    private var continuation: UnsafeContinuation<Result<[Address], Failure>, Never>?

    private init(_ host: String) {
        self.host = host
    }

    /// The addresses of a host, in the resolver's order.
    static func addresses(of host: String, _ workers: WorkerPool) async throws(Failure) -> [Address] {
        let lookup = HostLookup(host)
        return try await withUnsafeContinuation { continuation in
            lookup.continuation = continuation
            let me = Unmanaged.passRetained(lookup).toOpaque()
            let isTaken = workers.submit(me) { data in
                guard let data else { return }
                let lookup = Unmanaged<HostLookup>.fromOpaque(data).takeRetainedValue()
                lookup.continuation?.resume(returning: lookup.ask())
            }
            guard !isTaken else { return }
            Unmanaged<HostLookup>.fromOpaque(me).release()
            continuation.resume(returning: .failure(Failure(message: "", isBusy: true)))
        }.get()
    }

    private func ask() -> Result<[Address], Failure> {
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, nil, &list)
        guard code == 0 else {
            let message = "[Errno \(code)] \(String(cString: gai_strerror(code)))"
            return .failure(Failure(message: message, isBusy: false))
        }
        defer { freeaddrinfo(list) }
        var found: [Address] = []
        var next = list
        while let entry = next {
            if let address = Self.address(entry.pointee) { found.append(address) }
            next = entry.pointee.ai_next
        }
        return .success(found)
    }

    private static func address(_ entry: addrinfo) -> Address? {
        guard let socket = entry.ai_addr else { return nil }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let raw = UnsafeRawPointer(socket)
        // The family says which struct is behind the pointer; both begin with the family.
        if entry.ai_family == AF_INET {
            var address = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
            inet_ntop(AF_INET, &address, &text, socklen_t(text.count))
            return withUnsafeBytes(of: &address) {
                Address(bytes: InternetAddress(bytes: Array($0)), text: String(text))
            }
        }
        guard entry.ai_family == AF_INET6 else { return nil }
        var address = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
        inet_ntop(AF_INET6, &address, &text, socklen_t(text.count))
        return withUnsafeBytes(of: &address) { Address(bytes: InternetAddress(bytes: Array($0)), text: String(text)) }
    }
}

extension String {
    /// The text of a C buffer up to its NUL.
    fileprivate init(_ buffer: [CChar]) {
        self.init(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
