// Assay: `assay experiments`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Commands on experiments.
struct ExperimentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "experiments", abstract: "Manages experiments.",
        subcommands: [
            CreateExperimentCommand.self, SearchExperimentsCommand.self, GetExperimentCommand.self,
            RenameExperimentCommand.self, DeleteExperimentCommand.self, RestoreExperimentCommand.self,
            ExperimentCSVCommand.self,
        ])
}
