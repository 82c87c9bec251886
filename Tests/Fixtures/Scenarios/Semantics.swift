// Assay: a scenario for tests: each class is a case of how users start, go on and end. Semantics.py is the same for Locust.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import Glibc

struct Boom: Error {}

/// What all cases have in common; an abstract base.
class Case {
    class var fixedCount: Int { 1 }
    static let waitTime = WaitTime.custom
    let context: UserContext
    var count = 0

    required init(_ context: UserContext) throws { self.context = context }

    func trace(_ what: String) {
        print("TRACE", type(of: self), what)
        fflush(nil)
    }

    /// Counts the tasks of the user.
    @discardableResult
    func step() -> Int {
        count += 1
        trace("task \(count)")
        return count
    }

    func onStart() async throws { trace("start") }
    func onStop() async throws { trace("stop") }

    func customWaitTime() -> Double {
        trace("wait")
        return 0
    }
}

/// A class of which there are users only when the command line names it.
class Timed: Case {
    override class var fixedCount: Int { 0 }
}

final class StartError: Case, User {
    static var tasks: TaskList<StartError> { task("t") { $0.step() } }
    override func onStart() async throws {
        trace("start")
        throw Boom()
    }
}

final class StopInStart: Case, User {
    static var tasks: TaskList<StopInStart> { task("t") { $0.step() } }
    override func onStart() async throws {
        trace("start")
        throw StopUser()
    }
}

final class RescheduleInStart: Case, User {
    static var tasks: TaskList<RescheduleInStart> { task("t") { $0.step() } }
    override func onStart() async throws {
        trace("start")
        throw RescheduleTask()
    }
}

final class InterruptInStart: Case, User {
    static var tasks: TaskList<InterruptInStart> { task("t") { $0.step() } }
    override func onStart() async throws {
        trace("start")
        throw Interrupt()
    }
}

final class StopInTask: Case, User {
    static var tasks: TaskList<StopInTask> {
        task("t") {
            $0.step()
            throw StopUser()
        }
    }
}

final class StopInStop: Case, User {
    static var tasks: TaskList<StopInStop> {
        task("t") {
            $0.step()
            throw StopUser()
        }
    }
    override func onStop() async throws {
        trace("stop")
        throw StopUser()
    }
}

final class ErrorInStop: Case, User {
    static var tasks: TaskList<ErrorInStop> {
        task("t") {
            $0.step()
            throw StopUser()
        }
    }
    override func onStop() async throws {
        trace("stop")
        throw Boom()
    }
}

final class TaskError: Case, User {
    static var tasks: TaskList<TaskError> {
        task("t") { if $0.step() == 1 { throw Boom() } else { throw StopUser() } }
    }
}

final class Reschedule: Case, User {
    static var tasks: TaskList<Reschedule> {
        task("t") {
            switch $0.step() {
            case 1: throw RescheduleTask()
            case 2: throw RescheduleTask(immediately: true)
            case 3: break
            default: throw StopUser()
            }
        }
    }
}

final class InterruptNow: Case, User {
    static var tasks: TaskList<InterruptNow> {
        taskSet("set", onStart: { $0.trace("set start") }, onStop: { $0.trace("set stop") }) {
            task("t") {
                switch $0.step() {
                case 2: throw Interrupt()
                case 4: throw StopUser()
                default: break
                }
            }
        }
    }
}

final class InterruptLater: Case, User {
    static var tasks: TaskList<InterruptLater> {
        taskSet("set", onStart: { $0.trace("set start") }, onStop: { $0.trace("set stop") }) {
            task("t") { if $0.step() == 1 { throw Interrupt(reschedule: false) } else { throw StopUser() } }
        }
    }
}

final class Deep: Case, User {
    static var tasks: TaskList<Deep> {
        taskSet("set", onStart: { $0.trace("set start") }, onStop: { $0.trace("set stop") }) {
            taskSet("inner", onStart: { $0.trace("inner start") }, onStop: { $0.trace("inner stop") }) {
                task("t") {
                    switch $0.step() {
                    case 1: throw Boom()
                    case 2: throw Interrupt(reschedule: false)
                    default: throw StopUser()
                    }
                }
            }
        }
    }
}

final class SetStart: Case, User {
    var starts = 0

    static var tasks: TaskList<SetStart> {
        taskSet("set", onStart: { try $0.enter() }, onStop: { $0.trace("set stop") }) { task("t") { $0.step() } }
    }

    private func enter() throws {
        trace("set start")
        starts += 1
        switch starts {
        case 1: throw Boom()
        case 2: throw RescheduleTask()
        case 3: throw RescheduleTask(immediately: true)
        case 4: throw Interrupt()
        case 5: throw Interrupt(reschedule: false)
        default: throw StopUser()
        }
    }
}

final class SetStop: Case, User {
    var stops = 0

    static var tasks: TaskList<SetStop> {
        taskSet("set", onStart: { $0.trace("set start") }, onStop: { try $0.leave() }) {
            task("t") { throw Interrupt(reschedule: $0.step() % 2 == 1) }
        }
    }

    private func leave() throws {
        trace("set stop")
        stops += 1
        switch stops {
        case 1: throw Boom()
        case 2: throw RescheduleTask()
        case 3: throw Interrupt()
        default: throw StopUser()
        }
    }
}

final class SetStopAtEnd: Case, User {
    static var tasks: TaskList<SetStopAtEnd> {
        taskSet("set", onStop: { try $0.leave() }) {
            task("t") {
                $0.step()
                throw StopUser()
            }
        }
    }
}

extension SetStopAtEnd {
    private func leave() throws {
        trace("set stop")
        throw Boom()
    }
}

final class RootInterrupt: Case, User {
    static var tasks: TaskList<RootInterrupt> {
        task("t") { if $0.step() == 1 { throw Interrupt() } else { throw StopUser() } }
    }
}

final class Sequence: Case, User {
    static var tasks: TaskList<Sequence> {
        taskSet("set", .sequential) {
            task("a") {
                $0.trace("a")
                $0.count += 1
            }
            task("b", weight: 2) { $0.trace("b") }
            task("c") {
                $0.trace("c")
                if $0.count == 2 { throw Interrupt() }
                if $0.count == 3 { throw StopUser() }
            }
        }
    }
}

final class Chain: Case, User {
    static var tasks: TaskList<Chain> {
        taskSet("set", .markov) {
            task("a") {
                $0.trace("a")
                $0.count += 1
            }.to("b")
            task("b") { $0.trace("b") }.to("c")
            task("c") {
                $0.trace("c")
                if $0.count == 1 { throw Interrupt() } else { throw StopUser() }
            }.to("b")
        }
    }
}
