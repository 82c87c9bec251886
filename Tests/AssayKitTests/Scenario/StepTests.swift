// Assay: tests of how steps end, in virtual time.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import Testing

@Suite struct StepTests {
    @Test(arguments: [
        (Walker.Step.count, assay_step_result_t.ASSAY_STEP_OK), (.stopUser, .ASSAY_STEP_STOP_USER),
        (.stopTest, .ASSAY_STEP_STOP_TEST), (.reschedule, .ASSAY_STEP_RESCHEDULE),
        (.rescheduleNow, .ASSAY_STEP_RESCHEDULE_NOW), (.interrupt, .ASSAY_STEP_INTERRUPT_NOW),
        (.interruptLater, .ASSAY_STEP_INTERRUPT), (.broken, .ASSAY_STEP_ERROR),
    ])
    func flowControlBecomesAResult(_ step: Walker.Step, _ result: assay_step_result_t) throws {
        let problems = try withWalker { _, user in
            #expect(user.run(step)?.result == result)
            #expect(user.ends.count == 1)
        }
        #expect(problems.isEmpty)
    }

    @Test func anErrorSaysWhatAndWhere() throws {
        let problems = try withWalker { _, user in
            let end = user.run(.broken)
            #expect(end?.error == "the cart is empty")
            #expect(end?.trace == "Broken thrown by task 'broken' of Walker")
        }
        #expect(problems.isEmpty)
    }

    @Test func aSleepEndsAtItsTimeAndNotBefore() throws {
        let problems = try withWalker { host, user in
            #expect(user.run(.sleep) == nil)
            host.work.advance(by: 1.499)
            #expect(user.ends.isEmpty)
            host.work.advance(by: 0.001)
            #expect(user.ends.map(\.result) == [.ASSAY_STEP_OK])
        }
        #expect(problems.isEmpty)
    }

    @Test func cancelEndsASleep() throws {
        let problems = try withWalker { host, user in
            #expect(user.run(.sleep) == nil)
            user.cancel()
            #expect(user.ends.map(\.result) == [.ASSAY_STEP_CANCELLED])
            #expect(host.work.timers.isEmpty)
            #expect(user.run(.count)?.result == .ASSAY_STEP_OK)
        }
        #expect(problems.isEmpty)
    }

    @Test func aCancelledStepCannotSleepAgain() throws {
        let problems = try withWalker { _, user in
            #expect(user.run(.sleepTwice) == nil)
            user.cancel()
            #expect(user.ends.map(\.result) == [.ASSAY_STEP_CANCELLED])
            #expect(user.waitTime() == 10.5)
        }
        #expect(problems.isEmpty)
    }

    @Test func finishMayNameTheNextTask() throws {
        let problems = try withWalker { _, user in
            user.nextTask = UInt32(Walker.Step.broken.rawValue)
            user.run(.count)
            #expect(user.ends.map(\.result) == [.ASSAY_STEP_OK, .ASSAY_STEP_ERROR])
        }
        #expect(problems.isEmpty)
    }

    @Test func usersShareNothing() throws {
        let host = TestHost()
        host.register(Scenario("test.walker", users: [Walker.self]))
        let component = try host.create("test.walker")
        let users = try (1...2).map { try TestUser(host, component, id: $0) }
        for _ in 0..<3 { users[0].run(.count) }
        #expect(users.map { $0.waitTime() } == [3.5, 0.5])
        #expect(users[0].run(.sleep) == nil && users[1].run(.sleep) == nil)
        users[0].cancel()
        #expect(users[0].ends.last?.result == .ASSAY_STEP_CANCELLED && users[1].ends.isEmpty)
        host.work.advance(by: 2)
        #expect(users[1].ends.map(\.result) == [.ASSAY_STEP_OK])
        for user in users { user.destroy() }
        component.pointee.destroy(component)
        #expect(host.violations.isEmpty)
    }
}
