// Assay: proves the check of collectors with broken ones; the sound one is tested beside its plugin.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import StatsCollector
import Testing

@Suite struct CollectorCheckTests {
    private func problems(_ spoil: @escaping (inout assay_collector_t) -> Void) -> String {
        let host = TestHost()
        host.register(StatsCollector.self, ASSAY_KIND_COLLECTOR, spoil)
        return checkCollector(host, StatsCollector.descriptor.id).joined(separator: "\n")
    }

    @Test func aSoundOnePasses() {
        #expect(problems { _ in } == "")
    }

    @Test func aLostRequestIsFound() {
        #expect(problems { $0.flip = { _ in } }.contains("the total counts 0 of 6 requests"))
    }

    @Test func aResetThatForgetsNothingIsFound() {
        #expect(problems { $0.reset = { _, _ in } }.contains("start_time is not that of the reset"))
    }

    @Test func aLostExceptionIsFound() {
        #expect(problems { $0.add_exception = { _, _ in } }.contains("0 exceptions are listed, wanted 1"))
    }

    @Test func anAnswerToEveryQuestionIsFound() {
        let found = problems {
            $0.query = { _, _, _, value, _ in
                value?.pointee = 18
                return .ASSAY_STATUS_OK
            }
        }
        #expect(found.contains("query of http_req_duration min gives 18.0, wanted 0.25"))
    }

    @Test func aMissingFunctionIsFound() {
        #expect(problems { $0.intern = nil }.contains("intern is NULL"))
    }
}
