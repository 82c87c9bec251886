// Assay: makes the TCP or Unix connection, address by address.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssaySocket
internal import Glibc

extension UnsafeMutablePointer where Pointee == Connection {
    /// Starts with the name, or with the first address when it is known.
    func open() {
        let origin = pointee.origin
        if origin.socketPath.count > 0 || origin.hasAddresses(home.now) { return connect() }
        pointee.state = .resolving
        guard origin.resolve() else { return fail(.ASSAY_CLIENT_OUT_OF_RESOURCES) }
        pointee.nextWaiting = origin.pointee.waiting
        pointee.isInWaitingList = true
        origin.pointee.waiting = self
    }

    /// Tries the address at `addressIndex`, and further ones while they fail at once.
    func connect() {
        pointee.state = .connecting
        let origin = pointee.origin
        if origin.socketPath.count > 0 {
            guard pointee.addressIndex == 0 else { return fail(pointee.connectError) }
            if attempt(AF_UNIX, connectUnix) { return }
            return fail(pointee.connectError)
        }
        while true {
            let index = Int(pointee.addressIndex)
            let isPending = origin.pointee.addresses.withAddress(index) { address, length in
                attempt(Int32(address.pointee.sa_family)) { Glibc.connect($0, address, length) }
            }
            guard let isPending else { return fail(pointee.connectError) }
            if isPending { return }
            pointee.addressIndex &+= 1
        }
    }

    /// Goes on to the next address after the present one failed.
    func tryNextAddress() {
        closeSocket()
        pointee.addressIndex &+= 1
        connect()
    }

    /// Makes a socket and connects it with `start`; false when that failed at once.
    private func attempt(_ family: Int32, _ start: (Int32) -> Int32) -> Bool {
        let fd = socket(family, Int32(SOCK_STREAM.rawValue) | O_NONBLOCK | O_CLOEXEC, 0)
        guard fd >= 0 else {
            pointee.connectError = connectionError(errno)
            return false
        }
        if family != AF_UNIX {
            var on: Int32 = 1
            setsockopt(fd, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
            assay_socket_note_arrivals(fd)
        }
        pointee.watch.fd = fd
        let result = start(fd)
        if result != 0 && errno != EINPROGRESS {
            pointee.connectError = connectionError(errno)
            closeSocket()
            return false
        }
        guard watchSocket() else {
            pointee.connectError = .ASSAY_CLIENT_OUT_OF_RESOURCES
            closeSocket()
            return false
        }
        setAttemptDeadline()
        if result == 0 { finishConnect() }
        return true
    }

    private func watchSocket() -> Bool {
        pointee.watch.user_data = UnsafeMutableRawPointer(self)
        pointee.watch.on_ready = { watch, ready in
            guard let data = watch?.pointee.user_data else { return }
            data.assumingMemoryBound(to: Connection.self).handle(ready)
        }
        guard home.pointee.functions.watch(home.pointee.loop, &pointee.watch, nil) == .ASSAY_STATUS_OK else {
            return false
        }
        pointee.isWatched = true
        return true
    }

    /// Shares what remains of the time to connect among the addresses that remain.
    private func setAttemptDeadline() {
        guard let exchange = pointee.exchange else { return }
        let remaining = pointee.origin.pointee.addresses.count - Int(pointee.addressIndex)
        let end = Swift.min(exchange.pointee.phaseDeadline, exchange.pointee.deadline)
        pointee.attemptDeadline = .max
        if remaining > 1, end != .max, pointee.origin.socketPath.count == 0 {
            let now = home.now
            pointee.attemptDeadline = now &+ Swift.max(0, end &- now) / Int64(remaining)
        }
        exchange.setTimer()
    }

    private func connectUnix(_ fd: Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = pointee.origin.socketPath
        return withUnsafeMutableBytes(of: &address.sun_path) { bytes -> Int32 in
            guard path.count < bytes.count else {
                errno = ENAMETOOLONG
                return -1
            }
            bytes.copyMemory(from: UnsafeRawBufferPointer(start: path.base, count: path.count))
            return 0
        } != 0
            ? -1
            : withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(fd, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
    }

    /// Looks whether the attempt has worked.
    func checkConnect() {
        var error: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        let result = getsockopt(pointee.watch.fd, SOL_SOCKET, SO_ERROR, &error, &length)
        if result == 0 && error == 0 { return finishConnect() }
        pointee.connectError = connectionError(result == 0 ? error : errno)
        tryNextAddress()
    }

    private func finishConnect() {
        pointee.exchange?.book(home.now)
        if pointee.origin.pointee.isTLS { startHandshake() } else { becomeReady() }
    }

    /// Sends the exchange that the connection was made for.
    func becomeReady() {
        pointee.attemptDeadline = .max
        guard let exchange = pointee.exchange else {
            pointee.state = .idle
            return
        }
        serve(exchange)
    }

    /// What an errno of connect or socket means.
    private func connectionError(_ code: Int32) -> assay_client_error_t {
        switch code {
        case ECONNREFUSED: .ASSAY_CLIENT_CONNECTION_REFUSED
        case ETIMEDOUT: .ASSAY_CLIENT_CONNECT_TIMEOUT
        case EMFILE, ENFILE, ENOBUFS, ENOMEM, EADDRNOTAVAIL, EAGAIN: .ASSAY_CLIENT_OUT_OF_RESOURCES
        default: .ASSAY_CLIENT_CONNECTION_FAILED
        }
    }
}
