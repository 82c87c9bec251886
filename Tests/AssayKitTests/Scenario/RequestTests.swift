// Assay: tests of requests and of how their responses count, with a client that the test answers for.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import Testing

@Suite struct RequestTests {
    @Test func aRequestWaitsForItsAnswer() throws {
        let problems = try withWalker { _, user in
            #expect(user.run(.get) == nil)
            let request = try #require(user.client.requests.first)
            #expect(request.method == "GET" && request.url == "/a" && request.name == "page" && request.flags == 0)
            user.client.answer(status: 500)
            #expect(user.ends.map(\.result) == [.ASSAY_STEP_OK])
            #expect(user.client.verdicts.isEmpty)
        }
        #expect(problems.isEmpty)
    }

    @Test func cancelEndsARequest() throws {
        let problems = try withWalker { _, user in
            #expect(user.run(.get) == nil)
            user.cancel()
            #expect(user.ends.map(\.result) == [.ASSAY_STEP_CANCELLED])
            #expect(user.client.waitingCount == 0)
        }
        #expect(problems.isEmpty)
    }

    @Test(arguments: [
        (Walker.Step.checked, 200, "", true, ""), (.checked, 404, "", false, "status is 404, expected 200"),
        (.json, 200, #"{"items":[{"id":7}]}"#, true, ""),
        (.json, 200, #"{"items":[{"id":8}]}"#, false, "'items[0].id' is 8, expected 7"),
        (.json, 200, #"{"items":[{"id":7.0}]}"#, true, ""), (.exact, 200, #"{"id":9007199254740993}"#, true, ""),
        (
            .exact, 200, #"{"id":9007199254740992}"#, false, "'id' is 9007199254740992, expected 9007199254740993"
        ),
        (.json, 200, #"{"items":[]}"#, false, "the JSON body has no 'items[0].id'"),
        (.overruled, 500, "", true, ""), (.failed, 200, "", false, "too slow"),
    ])
    func aCheckDecides(_ step: Walker.Step, _ status: Int, _ body: String, _ isSuccess: Bool, _ error: String) throws {
        let problems = try withWalker { _, user in
            user.run(step)
            #expect(user.client.requests.first?.flags == ASSAY_REQUEST_CATCH_RESPONSE)
            user.client.answer(status: status, body: body)
            #expect(user.client.verdicts == [TestClient.Verdict(isSuccess: isSuccess, error: error)])
            #expect(user.ends.map(\.result) == [.ASSAY_STEP_OK])
        }
        #expect(problems.isEmpty)
    }

    @Test func aFailedConnectionIsWhatTheCheckSees() throws {
        let problems = try withWalker { _, user in
            user.run(.checked)
            user.client.fail(.ASSAY_CLIENT_CONNECTION_REFUSED, "connection refused")
            #expect(user.client.verdicts == [TestClient.Verdict(isSuccess: false, error: "connection refused")])
        }
        #expect(problems.isEmpty)
    }
}
