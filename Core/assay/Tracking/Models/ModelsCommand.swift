// Assay: `assay models`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// Commands on the model registry. MLflow has these in its client alone; its own `mlflow models` serves models.
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "Manages registered models, their versions and aliases.",
        discussion: "What 'mlflow models' serves, predicts with and builds is not there yet.",
        subcommands: [
            ListModelsCommand.self, DescribeModelCommand.self, CreateModelCommand.self, RenameModelCommand.self,
            DeleteModelCommand.self, VersionsCommand.self, AliasCommand.self, ModelTagsCommand.self,
            TransitionCommand.self,
        ])

    /// The commands of `mlflow models`, which need the models' own code.
    private static let later = [
        "serve", "predict", "build-docker", "generate-dockerfile", "prepare-env", "update-pip-requirements",
    ]

    /// Throws when a line asks for what is not there yet.
    static func check(_ arguments: some Sequence<String>) throws(CommandError) {
        for argument in arguments {
            guard later.contains(argument) else { return }
            throw CommandError(
                "models \(argument): not there yet; assay keeps models and does not load them: "
                    + "use 'mlflow models \(argument)' with MLFLOW_TRACKING_URI")
        }
    }
}

/// Which registered model a command is about.
struct ModelOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The registered model's name.")
    var name: String
}

/// Which version of a registered model a command is about.
struct ModelVersionOptions: ParsableArguments {
    @OptionGroup var model: ModelOptions

    @Option(name: [.customShort("m"), .long], help: ArgumentHelp("The version.", valueName: "number"))
    var version: Int

    /// The fields of a request that name the version.
    var fields: JSONObject { ["name": .string(model.name), "version": .string(String(version))] }
}
