// Assay: the conformance check of the kind scenario.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Checks a scenario that is registered with `host`: its classes fit together, and a user of each class does every step,
/// with requests that succeed, that fail, and that are cut off, and when there is no client. Returns the problems; none
/// means that it conforms.
///
/// `options` is the run's options, which users see. Time passes when a step waits for it; a step that goes on for ever is
/// cut off.
public func checkScenario(
    _ host: TestHost, _ id: String, config: String = "{}", options: String = #"{"seed":1}"#
) -> [String] {
    var check = Conformance(host, id, kind: ASSAY_KIND_SCENARIO, config: config)
    check.whileStarted(assay_scenario_t.self) { check, component, table in
        let classes = try ScenarioCheck.classes(of: component, table)
        check.expect(!classes.isEmpty, "has no user class")
        try ScenarioCheck.check(classes)
        for (index, value) in classes.enumerated() {
            let name = String(cString: value.pointee.name)
            for course in UserCourse.allCases {
                let user = CheckedUser(host, component, index, value.pointee, options)
                for problem in user.problems(of: course) { check.expect(false, "class '\(name)': \(problem)") }
            }
        }
    }
    return check.uniqueProblems
}

/// What becomes of a user's requests.
enum UserCourse: CaseIterable {
    case answered, failed, cutOff, withoutClient
}
