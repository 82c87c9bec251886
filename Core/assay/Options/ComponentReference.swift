// Assay: a component named on the command line.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON

/// A component's id, perhaps with a config: `assay.exporter.csv={"prefix":"out"}`.
struct ComponentReference: Equatable {
    /// The component's id.
    let id: String
    /// What it is made from; an object.
    let config: JSONValue

    /// Makes a reference.
    init(id: String, config: JSONValue = [:]) {
        self.id = id
        self.config = config
    }

    /// Reads ID or ID=JSON.
    init(parsing text: String) throws(CommandError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let id = String(parts.first ?? "")
        guard !id.isEmpty else { throw CommandError("a component's id is wanted, 'assay plugins list' shows them") }
        guard parts.count == 2 else {
            self.init(id: id)
            return
        }
        let config: JSONValue
        do {
            config = try JSONValue(parsing: String(parts[1]))
        } catch {
            throw CommandError("the config of '\(id)' is no JSON: \(error)")
        }
        guard config.objectValue != nil else { throw CommandError("the config of '\(id)' is to be a JSON object") }
        self.init(id: id, config: config)
    }

    /// Reads a target: as `init(parsing:)`, with an error that speaks of targets.
    init(target text: String) throws(CommandError) {
        do {
            try self.init(parsing: text)
        } catch {
            throw CommandError("target '\(text)': \(error)")
        }
    }
}
