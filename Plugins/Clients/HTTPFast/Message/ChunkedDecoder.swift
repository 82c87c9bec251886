// Assay: takes a chunked body apart, byte for byte as it arrives.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The state of a chunked body (RFC 9112, section 7.1). Lines must end with CR LF here: a bare LF is a known way to
/// make two readers see different messages.
struct ChunkedDecoder {
    /// What the next byte is.
    private enum State: UInt8 {
        case size, extensions, sizeLineFeed, data, dataReturn, dataLineFeed
        case trailerStart, trailerName, trailerValue, trailerLineFeed, endLineFeed, done
    }

    /// What a step found.
    enum Step: Equatable {
        /// All bytes are used; more are needed.
        case needsMore
        /// A piece of the body lies at these offsets.
        case data(Int, Int)
        /// The body has ended.
        case done
        case failed(assay_client_error_t)
    }

    private var state = State.size
    private var digits: UInt8 = 0
    private var remaining: UInt64 = 0
    /// Bytes of the present line's extensions, or of all trailers.
    private var overhead = 0

    /// The most bytes of extensions in one chunk, and of all trailers.
    static let maxOverhead = 16 << 10

    /// Goes on at `offset`, and moves it past what it used.
    mutating func next(_ bytes: ByteView, _ offset: inout Int) -> Step {
        while offset < bytes.count {
            if state == .data {
                let available = bytes.count &- offset
                let count = remaining < UInt64(available) ? Int(remaining) : available
                remaining &-= UInt64(count)
                if remaining == 0 { state = .dataReturn }
                defer { offset &+= count }
                return .data(offset, offset &+ count)
            }
            guard take(bytes[offset]) else { return .failed(failure) }
            offset &+= 1
            if state == .done { return .done }
        }
        return state == .done ? .done : .needsMore
    }

    /// What it means that a byte may not stand where it stands.
    private var failure: assay_client_error_t {
        switch state {
        case .trailerStart, .trailerName, .trailerValue, .trailerLineFeed, .endLineFeed, .done:
            overhead > Self.maxOverhead ? .ASSAY_CLIENT_HEADERS_TOO_LARGE : .ASSAY_CLIENT_INVALID_HEADER
        default: .ASSAY_CLIENT_INVALID_CHUNK
        }
    }

    /// Takes one byte outside the data; false when it may not stand there.
    private mutating func take(_ byte: UInt8) -> Bool {
        switch state {
        case .size: return takeSize(byte)
        case .extensions: return takeExtension(byte)
        case .sizeLineFeed:
            guard byte == ASCII.lineFeed else { return false }
            state = remaining == 0 ? .trailerStart : .data
            overhead = 0
            return true
        case .dataReturn:
            state = .dataLineFeed
            return byte == ASCII.carriageReturn
        case .dataLineFeed:
            state = .size
            digits = 0
            return byte == ASCII.lineFeed
        case .data, .done: return false
        default: return takeTrailer(byte)
        }
    }

    private mutating func takeSize(_ byte: UInt8) -> Bool {
        if let value = ASCII.hexValue(byte) {
            guard digits < 15 else { return false }
            remaining = (digits == 0 ? 0 : remaining << 4) | UInt64(value)
            digits &+= 1
            return true
        }
        guard digits > 0 else { return false }
        if byte == ASCII.carriageReturn {
            state = .sizeLineFeed
            return true
        }
        state = .extensions
        overhead = 0
        return byte == 59 || ASCII.isBlank(byte)
    }

    private mutating func takeExtension(_ byte: UInt8) -> Bool {
        overhead &+= 1
        if byte == ASCII.carriageReturn { state = .sizeLineFeed }
        return byte != 0 && byte != ASCII.lineFeed && overhead <= Self.maxOverhead
    }

    private mutating func takeTrailer(_ byte: UInt8) -> Bool {
        overhead &+= 1
        guard overhead <= Self.maxOverhead else { return false }
        switch state {
        case .trailerStart where byte == ASCII.carriageReturn:
            state = .endLineFeed
            return true
        case .trailerStart:
            state = .trailerName
            return ASCII.isToken(byte)
        case .trailerName:
            if byte == ASCII.colon { state = .trailerValue }
            return byte == ASCII.colon || ASCII.isToken(byte)
        case .trailerValue:
            if byte == ASCII.carriageReturn { state = .trailerLineFeed }
            return byte == ASCII.carriageReturn || !ASCII.isControl(byte)
        case .trailerLineFeed:
            state = .trailerStart
            return byte == ASCII.lineFeed
        default:
            state = .done
            return byte == ASCII.lineFeed
        }
    }
}
