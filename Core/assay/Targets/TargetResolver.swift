// Assay: from the targets of a command line to scenario components.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import CAssay

/// Finds the scenarios that targets name, loading and compiling what it takes.
struct TargetResolver {
    private let host: RunHost

    /// Resolves with the plugins of `host`.
    init(_ host: RunHost) {
        self.host = host
    }

    /// The scenarios of all targets, in their order.
    func resolve(_ targets: [String]) throws(CommandError) -> [ComponentReference] {
        guard !targets.isEmpty else { throw CommandError("no target: give a scenario\(known())") }
        var scenarios: [ComponentReference] = []
        for target in targets {
            for scenario in try resolve(target) {
                guard !scenarios.contains(where: { $0.id == scenario.id }) else {
                    throw CommandError("\(target): scenario '\(scenario.id)' is there twice")
                }
                scenarios.append(scenario)
            }
        }
        return scenarios
    }

    private func resolve(_ target: String) throws(CommandError) -> [ComponentReference] {
        if target.hasSuffix(".swift") {
            return try scenarios(in: SwiftTarget(target, host: host).compiled(), of: target)
        }
        if target.hasSuffix(".so") { return try scenarios(in: target, of: target) }
        if target.hasSuffix(".py") {
            throw CommandError(
                "\(target): locustfiles are run by Locust's own workers, and distributed runs are not there yet; "
                    + "write the scenario in Swift, see docs/scenario-author.md")
        }
        let reference = try ComponentReference(target: target)
        return [ComponentReference(id: try id(reference.id), config: reference.config)]
    }

    /// All scenarios that the library at `path` provides.
    private func scenarios(in path: String, of target: String) throws(CommandError) -> [ComponentReference] {
        let ids = try host.load(path, kind: ASSAY_KIND_SCENARIO)
        guard !ids.isEmpty else { throw CommandError("\(target): it has no scenario") }
        return ids.map { ComponentReference(id: $0) }
    }

    /// The one id that is `name`, or whose last label it is.
    private func id(_ name: String) throws(CommandError) -> String {
        let ids = host.ids(ofKind: ASSAY_KIND_SCENARIO)
        if ids.contains(name) { return name }
        let matches = ids.filter { Self.label($0) == name }
        guard matches.count < 2 else {
            throw CommandError("'\(name)' can be \(matches.joined(separator: " or ")): give the whole id")
        }
        if let match = matches.first { return match }
        if TextFile.exists(name) {
            throw CommandError(
                "'\(name)' is a file, but no target: a .swift file, a plugin's .so file or a scenario is one")
        }
        let near = Suggestion.clause(name, among: ids + ids.map(Self.label))
        throw CommandError("no scenario '\(name)'\(near.isEmpty ? known() : near)")
    }

    private static func label(_ id: String) -> String {
        String(id.split(separator: ".").last ?? "")
    }

    private func known() -> String {
        let ids = host.ids(ofKind: ASSAY_KIND_SCENARIO).prefix(8)
        return ids.isEmpty ? ", and no plugin has one" : ", such as \(ids.map(Self.label).joined(separator: ", "))"
    }
}
