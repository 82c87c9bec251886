// Assay: what bounds a connection.
// SPDX-License-Identifier: Apache-2.0
import NIOCore

/// The bounds of one connection, and how many there may be.
struct Limits: Sendable {
    /// The most bytes of a request line and its headers.
    var headBytes = 65_536
    /// The most open connections; further ones are told to come back later.
    var connections = 16_384
    /// How long a connection may be open without a request.
    var idle: TimeAmount = .seconds(75)
    /// How long the head of a request may take from its first byte to its last.
    var head: TimeAmount = .seconds(20)
    /// How long a body may stand still, and how long an answer may not be taken.
    var stall: TimeAmount = .seconds(60)
    /// How slow a body may come over its whole length, in bytes a second, once `stall` has passed: a peer that sends a
    /// byte a minute is no upload.
    var leastRate = 512
    /// The most bytes of a body that is read only to be thrown away.
    var discarded = 1 << 20
    /// The most bytes of bodies in memory, over all connections; what comes on top is to come back later.
    var bodies = 256 << 20
    /// How much of a streamed body waits for its reader before the peer has to wait.
    var streamed = 1 << 18
    /// How long a connection that was refused something is still read, so that its peer sees the answer.
    var linger: TimeAmount = .seconds(2)
}
