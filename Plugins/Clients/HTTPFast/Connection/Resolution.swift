// Assay: looks up the addresses of an origin, off the loop.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// A look-up on a thread of the pool. While it lasts it holds the profile, and so the origin.
struct Resolution {
    let origin: OriginPointer
    let host: UnsafePointer<CChar>
    var addresses = AddressList()
    /// A code of getaddrinfo.
    var status: Int32 = 0

    /// After this time addresses are looked up again, for a service that moves during a long run.
    static let lifetime: assay_duration_t = 60_000_000_000

    /// Calls getaddrinfo.
    static func lookUp(_ host: UnsafePointer<CChar>, port: UInt16, flags: Int32, _ list: inout AddressList) -> Int32 {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = flags
        var result: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &result)
        guard status == 0 else { return status }
        var entry = result
        while let current = entry {
            if let address = current.pointee.ai_addr {
                setPort(address, port)
                list.add(address)
            }
            entry = current.pointee.ai_next
        }
        freeaddrinfo(result)
        return list.count > 0 ? 0 : EAI_NONAME
    }

    private static func setPort(_ address: UnsafeMutablePointer<sockaddr>, _ port: UInt16) {
        let raw = UnsafeMutableRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET: raw.assumingMemoryBound(to: sockaddr_in.self).pointee.sin_port = port.bigEndian
        case AF_INET6: raw.assumingMemoryBound(to: sockaddr_in6.self).pointee.sin6_port = port.bigEndian
        default: break
        }
    }
}

extension UnsafeMutablePointer where Pointee == Origin {
    /// Whether addresses are known and fresh. A numeric host is read here.
    func hasAddresses(_ now: assay_instant_t) -> Bool {
        if pointee.addresses.count > 0 && now &- pointee.resolvedAt < Resolution.lifetime { return true }
        guard pointee.resolvedAt == 0 else { return false }
        let status = withHost { Resolution.lookUp($0, port: pointee.port, flags: AI_NUMERICHOST, &pointee.addresses) }
        // A number stays what it is.
        if status == 0 { pointee.resolvedAt = .max / 2 }
        return status == 0
    }

    /// Starts a look-up unless one runs; the connections in `waiting` hear of its end. False when the pool is full.
    func resolve() -> Bool {
        guard !pointee.isResolving else { return true }
        let profile = pointee.profile
        let home = profile.pointee.home
        guard let submit = home.pointee.functions.workers?.pointee.submit else { return false }
        let job = UnsafeMutablePointer<Resolution>.allocate(capacity: 1)
        job.initialize(to: Resolution(origin: self, host: withHost { $0 }))
        pointee.isResolving = true
        profile.pointee.userCount &+= 1
        let status = submit(
            home.pointee.host,
            { data in
                guard let job = data?.assumingMemoryBound(to: Resolution.self) else { return }
                let port = job.pointee.origin.pointee.port
                job.pointee.status = Resolution.lookUp(job.pointee.host, port: port, flags: 0, &job.pointee.addresses)
            }, home.pointee.loop,
            { data in
                guard let job = data?.assumingMemoryBound(to: Resolution.self) else { return }
                job.pointee.origin.finishResolution(job)
            }, job)
        guard status != .ASSAY_STATUS_OK else { return true }
        pointee.isResolving = false
        job.deallocate()
        profile.release()
        return false
    }

    /// The host as a C string; the byte behind its count is a NUL.
    private func withHost<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        body(UnsafeRawPointer(pointee.host.view.base).assumingMemoryBound(to: CChar.self))
    }

    private func finishResolution(_ job: UnsafeMutablePointer<Resolution>) {
        let profile = pointee.profile
        pointee.isResolving = false
        if job.pointee.status == 0 {
            pointee.addresses.clear()
            pointee.addresses = job.pointee.addresses
            pointee.resolvedAt = profile.pointee.home.now
        }
        // When the name server fails now, the addresses of before still hold.
        let hasFound = pointee.addresses.count > 0
        job.deallocate()
        while let connection = pointee.waiting {
            pointee.waiting = connection.pointee.nextWaiting
            connection.pointee.isInWaitingList = false
            if hasFound { connection.connect() } else { connection.fail(.ASSAY_CLIENT_RESOLVE_FAILED) }
        }
        profile.release()
    }

    /// Takes `connection` out of the waiting list.
    func removeWaiting(_ connection: ConnectionPointer) {
        guard connection.pointee.isInWaitingList else { return }
        connection.pointee.isInWaitingList = false
        if pointee.waiting == connection {
            pointee.waiting = connection.pointee.nextWaiting
            return
        }
        var candidate = pointee.waiting
        while let current = candidate {
            if current.pointee.nextWaiting == connection {
                current.pointee.nextWaiting = connection.pointee.nextWaiting
                return
            }
            candidate = current.pointee.nextWaiting
        }
    }
}
