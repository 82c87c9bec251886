// Assay: users that do not end, whatever they are told.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension TestRun {
    /// Asks the loops which users are left, and ends the run without them. A loop that does not answer is kept busy by a
    /// task.
    func leaveUsersBehind() {
        let answers = LoopAnswers()
        for engine in engines {
            engine.perform { engine in
                let counts = engine.classes.map(\.count)
                engine.run.onMain { _ in answers.counts[engine.index] = counts }
            }
        }
        timers.set("cut off", after: 2) { [self] in endWithout(answers) }
    }

    private func endWithout(_ answers: LoopAnswers) {
        guard state == .stopping else { return }
        lostEngines = engines.filter { answers.counts[$0.index] == nil }
        engines.removeAll { engine in lostEngines.contains { $0 === engine } }
        hasLeftUsers = true
        hasBrokenListener = true
        // A lost loop does not answer what it was asked before either.
        pendingReports = 0
        let problem = leftUsersText(answers)
        log(.ASSAY_LOG_ERROR, problem)
        reason += reason.isEmpty ? problem : "; \(problem)"
        allUsersAreGone()
    }

    /// "3 users were left behind (Deaf 2, Slow 1): …".
    private func leftUsersText(_ answers: LoopAnswers) -> String {
        var parts: [String] = []
        let counts = classes.indices.map { number in answers.counts.values.reduce(0) { $0 + $1[number] } }
        let sum = counts.reduce(0, +)
        if sum > 0 {
            let names = zip(classes, counts).filter { $0.1 > 0 }.map { "\($0.0.name) \($0.1)" }.joined(separator: ", ")
            parts.append(
                "\(sum) user\(sum == 1 ? " was" : "s were") left behind (\(names)): "
                    + "what they wait for cannot be cancelled")
        }
        for engine in lostEngines {
            parts.append(
                "loop \(engine.index) was left behind with its users: a task keeps it busy and never waits, "
                    + "and what it counted last is lost")
        }
        return parts.joined(separator: "; ")
    }

    /// Once a second while loops have not answered: after some time the user should know why nothing moves.
    func noteSilence() {
        silentTicks += 1
        guard silentTicks == 5 else { return }
        log(
            .ASSAY_LOG_WARNING,
            "a loop has not answered for 5 s: a task keeps it busy, where it should wait with 'await'; "
                + "figures stand still")
    }
}

/// How many users of each class there are on each loop that answered. Touched on the main thread alone.
private final class LoopAnswers: @unchecked Sendable {
    // @unchecked: made on the main thread, changed there alone.
    var counts: [Int: [Int]] = [:]
}
