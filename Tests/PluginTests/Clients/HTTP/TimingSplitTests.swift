// Assay: the split of a request's time.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Testing

@testable import HTTPClient

struct TimingSplitTests {
    private func sum(_ timings: assay_timings_t) -> Int64 {
        timings.blocked + timings.connecting + timings.tls_handshaking + timings.sending + timings.waiting
            + timings.receiving
    }

    @Test func newConnectionOverTLS() {
        let split = TimingSplit(
            connect: 100, handshake: 400, ready: 420, firstByte: 1000, total: 1500, sending: 80, isNewConnection: true)
        let timings = split.timings(span: 1600)
        #expect(timings.connecting == 120)
        #expect(timings.tls_handshaking == 300)
        #expect(timings.sending == 80)
        #expect(timings.waiting == 500)
        #expect(timings.receiving == 500)
        #expect(timings.blocked == 100)
    }

    @Test func idleConnectionIsNotConnecting() {
        let split = TimingSplit(
            connect: 5, handshake: 5, ready: 6, firstByte: 100, total: 120, sending: 0, isNewConnection: false)
        let timings = split.timings(span: 130)
        #expect(timings.connecting == 0)
        #expect(timings.tls_handshaking == 0)
        #expect(timings.blocked == 16)
        #expect(timings.waiting == 94)
        #expect(timings.receiving == 20)
    }

    @Test func failureBelongsToThePhaseItEnded() {
        let refused = TimingSplit(
            connect: 0, handshake: 0, ready: 0, firstByte: 0, total: 90, sending: 0, isNewConnection: false)
        #expect(refused.timings(span: 100).connecting == 90)
        let handshake = TimingSplit(
            connect: 30, handshake: 0, ready: 0, firstByte: 0, total: 90, sending: 0, isNewConnection: true)
        #expect(handshake.timings(span: 90).connecting == 30)
        #expect(handshake.timings(span: 90).tls_handshaking == 60)
        let silent = TimingSplit(
            connect: 10, handshake: 0, ready: 12, firstByte: 0, total: 90, sending: 0, isNewConnection: true)
        #expect(silent.timings(span: 90).waiting == 78)
        #expect(silent.timings(span: 90).receiving == 0)
    }

    @Test(arguments: [0, 1, 99, 1499, 1500, 1501, 1_000_000] as [Int64])
    func phasesAddUp(span: Int64) {
        let points: [Int64] = [0, 100, 400, 420, 1000, 1500]
        for connect in points {
            for ready in points {
                for firstByte in points {
                    let split = TimingSplit(
                        connect: connect, handshake: 400, ready: ready, firstByte: firstByte, total: 1500, sending: 70,
                        isNewConnection: connect > 100)
                    let timings = split.timings(span: span)
                    #expect(sum(timings) == span)
                    let parts = [timings.blocked, timings.connecting, timings.tls_handshaking, timings.sending]
                    #expect((parts + [timings.waiting, timings.receiving]).allSatisfy { $0 >= 0 })
                }
            }
        }
    }
}
