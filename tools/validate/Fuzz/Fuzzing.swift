// Assay: many rounds of fuzzing.
// SPDX-License-Identifier: Apache-2.0

/// Runs rounds with rising seeds, each in a child process, until the plan is done or a component has failed.
struct Fuzzing {
    private static let defaultRounds = 20

    let session: Session
    let plan: Options.FuzzPlan

    func run() {
        let end = plan.seconds.map { TestLoop.now() + Int64($0) * 1_000_000_000 }
        for component in session.components() where isWanted(component.id) {
            session.report.add(
                Report.Entry(test: "fuzz", component: component.id, verdict: verdict(of: component.id, end: end)))
        }
    }

    private func isWanted(_ id: String) -> Bool { session.options.component == nil || session.options.component == id }

    private func verdict(of component: String, end: Int64?) -> Verdict {
        let rounds = plan.rounds ?? (plan.seconds == nil ? Self.defaultRounds : Int.max)
        var seed = plan.seed
        for round in 0..<rounds {
            if let end, round > 0, TestLoop.now() >= end { break }
            let verdict = session.verdict(of: "fuzz", component: component, extra: ["--seed", "\(seed)"])
            switch verdict {
            case .failed(let reason): return .failed("\(reason); see --reproduce \(seed)")
            case .crashed(let reason): return .crashed("\(reason); see --reproduce \(seed)")
            case .success: break
            case .warning, .skipped: return verdict
            }
            seed &+= 1
        }
        return .success
    }
}
