// Assay: makes the URL of a request.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The URL that libcurl is given for a request, ended by a NUL.
struct RequestURL {
    private(set) var bytes: [UInt8] = []
    /// Whether it was appended to the base URL, so that the base's credentials are for it.
    private(set) var isRelative = false
    /// A Unix socket to connect to; empty for the profile's.
    private(set) var socket = ""

    /// Joins, encodes and ends `url`; nil when it is not valid.
    init?(_ url: UnsafeRawBufferPointer, _ base: BaseURL) {
        let target = RequestURL.withoutFragment(url)
        bytes.reserveCapacity(base.origin.count + base.path.count + target.count + 1)
        if RequestURL.isAbsolute(target) {
            guard appendAbsolute(target) else { return nil }
        } else {
            guard !base.origin.isEmpty else { return nil }
            isRelative = true
            socket = base.socket
            bytes += base.origin
            bytes += RequestURL.prefix(of: base.path, before: target)
            guard append(target) else { return nil }
        }
        bytes.append(0)
    }

    private mutating func appendAbsolute(_ target: UnsafeRawBufferPointer) -> Bool {
        let text = target.starts(with: "unix:/".utf8) ? String(decoding: target, as: UTF8.self) : ""
        guard let unix = UnixURL(text) else { return text.isEmpty && append(target) }
        socket = unix.socket
        return Array(unix.url.utf8).withUnsafeBytes { append($0) }
    }

    /// A path without "/" follows the base's; a query or nothing belongs to the base itself.
    private static func prefix(of path: [UInt8], before target: UnsafeRawBufferPointer) -> ArraySlice<UInt8> {
        let first = target.first
        if first == UInt8(ascii: "/") { return path.dropLast() }
        let isPath = first != nil && first != UInt8(ascii: "?")
        return isPath || path.count == 1 ? path[...] : path.dropLast()
    }

    /// Adds bytes, percent-encoding blanks, quotes and what is not ASCII; false for control characters.
    private mutating func append(_ target: UnsafeRawBufferPointer) -> Bool {
        let digits: StaticString = "0123456789ABCDEF"
        for byte in target {
            if byte < 32 || byte == 127 { return false }
            let isPlain = byte > 32 && byte < 127 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "<")
            if isPlain && byte != UInt8(ascii: ">") {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digits.utf8Start[Int(byte >> 4)])
                bytes.append(digits.utf8Start[Int(byte & 15)])
            }
        }
        return true
    }

    private static func withoutFragment(_ url: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard let hash = url.firstIndex(of: UInt8(ascii: "#")) else { return url }
        return UnsafeRawBufferPointer(rebasing: url[..<hash])
    }

    /// Whether `url` starts with a scheme, and so is not a path.
    private static func isAbsolute(_ url: UnsafeRawBufferPointer) -> Bool {
        if url.starts(with: "unix:/".utf8) { return true }
        guard let colon = url.firstIndex(of: ASCII.colon), colon > 0, url[..<colon].allSatisfy(ASCII.isToken) else {
            return false
        }
        return url[(colon + 1)...].starts(with: "//".utf8)
    }
}
