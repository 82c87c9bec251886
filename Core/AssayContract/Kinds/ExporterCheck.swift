// Assay: lets an exporter report a run.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Plays the runner for a started exporter.
package struct ExporterCheck {
    private let host: any ContractHost
    private let component: UnsafePointer<assay_component_t>
    private let table: assay_exporter_t

    package init(
        _ host: any ContractHost, _ component: UnsafePointer<assay_component_t>, _ table: assay_exporter_t
    ) {
        self.host = host
        self.component = component
        self.table = table
    }

    /// Begins a run.
    package func begin(_ run: SampleRun) throws(Violation) {
        var error = CallError.empty()
        try expectOK("begin", table.begin(component, run.info, &error), error)
    }

    /// A whole run, with three updates. What an update lends is gone when it has returned.
    package func play(_ make: () -> SampleRun) throws(Violation) {
        let run = make()
        try begin(run)
        for _ in 0..<3 {
            let lent = make()
            table.update(component, lent.snapshot, lent.state)
            host.turn()
        }
        let end = make()
        var error = CallError.empty()
        let status = table.finish(component, end.snapshot, end.state, run.result, &error)
        try expectOK("finish", status, error)
        withExtendedLifetime(run) { host.turn() }
    }

    private func expectOK(_ call: String, _ status: assay_status_t, _ error: assay_error_t) throws(Violation) {
        if status == .ASSAY_STATUS_OK { return }
        try require(CallError.message(error)?.isEmpty == false, "\(call) fails without a message")
        throw Violation("\(call) fails here: \(CallError.words(error))", blame: .place)
    }
}
