// Assay: `assay plugins validate`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayCore
import Glibc

/// `assay plugins validate`: runs `assay-validate`, which is a program of its own so that it tests the headers and not
/// this host.
struct ValidatePluginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Tests a plugin's library against the headers (runs assay-validate).")

    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp("A library and the options of assay-validate.", valueName: "arguments"))
    var arguments: [String] = []

    func run() throws {
        guard let validator = Self.validator() else {
            throw CommandError("assay-validate is not beside this executable; build or install it")
        }
        let passed = arguments.isEmpty ? ["--help"] : arguments
        let words = ([validator] + passed).map { strdup($0) } + [nil]
        execv(validator, words)
        throw CommandError("'\(validator)' cannot be run: \(String(cString: strerror(errno)))")
    }

    /// `assay-validate` in the folder of the running executable.
    private static func validator() -> String? {
        guard let folder = PluginSearchPath.executableFolder() else { return nil }
        let path = folder + "/assay-validate"
        return access(path, X_OK) == 0 ? path : nil
    }
}
