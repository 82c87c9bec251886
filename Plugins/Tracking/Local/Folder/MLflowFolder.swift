// Assay: a folder in which MLflow has kept everything.
// SPDX-License-Identifier: Apache-2.0

/// A folder such as mlruns, as MLflow 3.17.2 and those before it write it (mlflow/store/tracking/file_store.py).
package struct MLflowFolder: Sendable {
    /// Folders in an experiment's that are no runs.
    private static let reserved: Set<String> = ["tags", "datasets", "traces", "models", ".trash"]
    private static let trash = ".trash"
    private static let registry = "models"
    package let path: String

    /// Takes the folder, or the one that has it as "mlruns"; nil when it is no folder of MLflow's.
    package init?(_ path: String) throws(FolderError) {
        for candidate in ["\(path)/mlruns", path] where FolderFiles.isFolder(candidate) {
            let names = try FolderFiles.names(candidate, folders: true)
            let isOurs = names.contains { name in
                name == Self.trash || name == Self.registry || FolderFiles.exists("\(candidate)/\(name)/meta.yaml")
            }
            if isOurs {
                self.path = candidate
                return
            }
        }
        return nil
    }

    /// The folders of all experiments, also of those that are deleted.
    package func experiments() throws(FolderError) -> [FolderExperiment] {
        var found: [FolderExperiment] = []
        for parent in [path, "\(path)/\(Self.trash)"] {
            for name in try FolderFiles.names(parent, folders: true) where name != Self.trash && name != Self.registry {
                let folder = "\(parent)/\(name)"
                guard let meta = try FolderFiles.meta(folder) else { continue }
                guard let id = Int64(name), id >= 0 else {
                    throw FolderError(folder, "an experiment whose id is no number cannot be imported")
                }
                found.append(FolderExperiment(id: id, path: folder, meta: meta))
            }
        }
        return found
    }

    /// The folders of registered models and prompts.
    package func registeredModels() throws(FolderError) -> [FolderRegisteredModel] {
        let parent = "\(path)/\(Self.registry)"
        return try FolderFiles.names(parent, folders: true).map { name in
            FolderRegisteredModel(path: "\(parent)/\(name)", name: name)
        }
    }

    /// The folders of an experiment's runs.
    package func runs(_ experiment: FolderExperiment) throws(FolderError) -> [FolderRun] {
        try FolderFiles.names(experiment.path, folders: true).filter { name in
            !Self.reserved.contains(name) && FolderFiles.exists("\(experiment.path)/\(name)/meta.yaml")
        }.map { FolderRun(path: "\(experiment.path)/\($0)", experiment: experiment) }
    }
}
