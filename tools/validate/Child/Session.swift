// Assay: a session of tests.
// SPDX-License-Identifier: Apache-2.0

/// Runs the tests that apply to a library, and reports them.
struct Session {
    let options: Options
    let file: String
    let report: Report

    init(_ options: Options, file: String, report: Report) {
        self.options = options
        self.file = file
        self.report = report
    }

    /// Runs them all; a library that fails a gate is not tested further.
    func run() {
        if let plan = options.fuzz {
            Fuzzing(session: self, plan: plan).run()
            return
        }
        var isUsable = true
        for test in TestPlan.all where test.scope == .library {
            if isUsable || isAskedFor(test) { isUsable = run(test, component: nil) && isUsable }
        }
        guard isUsable else { return }
        for component in components() where options.component == nil || options.component == component.id {
            for test in TestPlan.all where applies(test, to: component.kind) { _ = run(test, component: component.id) }
        }
    }

    /// The components of the library, from a child; none when it cannot tell.
    func components() -> [(id: String, kind: String)] {
        guard case .success(let text) = launch(["--include", ChildSide.describe]) else { return [] }
        return text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "\t")
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
    }

    /// Runs a test if it was asked for. Says whether the tests after it make sense.
    private func run(_ test: TestCase, component: String?) -> Bool {
        let isGate = TestPlan.gates.contains(test.name)
        guard options.include.isEmpty || isAskedFor(test) || isGate else { return true }
        let verdict = verdict(of: test.name, component: component)
        if options.include.isEmpty || isAskedFor(test) || verdict.isBad {
            report.add(Report.Entry(test: test.name, component: component, verdict: verdict))
        }
        return !(isGate && verdict.isBad)
    }

    /// Runs one test, in a child unless told otherwise.
    func verdict(of test: String, component: String?, extra: [String] = []) -> Verdict {
        if options.isInProcess {
            var options = options
            options.component = component
            return ChildSide.verdict(of: test, options: options, file: file)
        }
        let arguments = ["--include", test] + (component.map { ["--component", $0] } ?? []) + extra
        switch launch(arguments) {
        case .success(let text): return Verdict(record: text) ?? .crashed("the child gave no verdict")
        case .failure(let end): return end.verdict
        }
    }

    private func launch(_ arguments: [String]) -> Result<String, TestChild.End> {
        let config = options.config.map { ["--config", $0] } ?? []
        let beside = options.beside.flatMap { ["--beside", $0] }
        return TestChild(arguments: arguments + config + beside + [file], deadline: options.deadline).run()
    }

    private func isAskedFor(_ test: TestCase) -> Bool { options.include.contains(test.name) }

    private func applies(_ test: TestCase, to kind: String) -> Bool {
        switch test.scope {
        case .library: false
        case .component: true
        case .kind(let wanted): wanted == kind
        }
    }
}
