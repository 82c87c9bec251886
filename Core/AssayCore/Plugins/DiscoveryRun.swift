// Assay: looks at files that discovery does not know yet.
// SPDX-License-Identifier: Apache-2.0

/// Looks at files: all in one child; when that ends early, each file without a record in a child of its own, so that one
/// broken file costs itself and nobody else.
struct DiscoveryRun {
    /// As many files at a time as fit on a command line.
    private static let filesPerChild = 256

    let scanner: PluginScanner
    /// In milliseconds.
    let patience: Int64

    /// A record for each of `paths`.
    func look(at paths: [String]) -> [String: PluginRecord] {
        guard case .childProcess(let executable, let arguments) = scanner else {
            return Dictionary(paths.map { ($0, PluginScan.look(at: $0)) }) { first, _ in first }
        }
        let child = DiscoveryChild(
            executable: executable, arguments: arguments, patience: patience.multipliedClamping(by: 1_000_000))
        var records: [String: PluginRecord] = [:]
        var rest = paths[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(Self.filesPerChild))
            rest = rest.dropFirst(batch.count)
            records.merge(look(at: batch, in: child)) { _, new in new }
        }
        return records
    }

    private func look(at paths: [String], in child: DiscoveryChild) -> [String: PluginRecord] {
        do throws(PluginLoadFailure.Reason) {
            let outcome = try child.run(paths)
            var records = outcome.records.filter { paths.contains($0.key) }
            let missing = paths.filter { records[$0] == nil }
            if missing.isEmpty { return records }
            if paths.count == 1 { return [paths[0]: .failure(blame(outcome))] }
            for path in missing { records.merge(look(at: [path], in: child)) { _, new in new } }
            return records
        } catch {
            return Dictionary(paths.map { ($0, .failure(error)) }) { first, _ in first }
        }
    }

    /// A child that ended before it opened the file says nothing about the file: something else is in its way.
    private func blame(_ outcome: DiscoveryChild.Outcome) -> PluginLoadFailure.Reason {
        switch outcome.end {
        case .done: .scanFailed("the child said nothing about it")
        case .signal(let signal) where outcome.begun == nil:
            .scanFailed("the child ended before it opened the file (\(PluginLoadFailure.signalName(signal)))")
        case .exit(let code) where outcome.begun == nil:
            .scanFailed("the child ended before it opened the file (exit code \(code))")
        case .signal(let signal): .crashedInDiscovery(signal: signal)
        case .exit(let code): .exitedInDiscovery(code: code)
        case .hung: .hungInDiscovery(milliseconds: patience)
        }
    }
}

extension Int64 {
    func multipliedClamping(by factor: Int64) -> Int64 {
        let (product, isOverflow) = multipliedReportingOverflow(by: factor)
        return isOverflow ? .max : product
    }
}
