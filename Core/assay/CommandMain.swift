// Assay: from arguments to an exit code.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CAssay
import Glibc

/// Runs one command line.
enum CommandMain {
    /// Runs the command that `arguments` (without the program's name) ask for and returns the exit code.
    static func run(_ arguments: [String]) -> Int32 {
        if isVersionRequest(arguments) {
            Output.standard.write(ASSAY_VERSION_STRING + "\n")
            return ExitCode.ok.rawValue
        }
        do {
            if arguments.first == "run" { try LaterOption.check(arguments.dropFirst()) }
            if arguments.first == "server" { try LaterServerOption.check(arguments.dropFirst()) }
            if arguments.first == "models" { try ModelsCommand.check(arguments.dropFirst()) }
            var command = try AssayCommand.parseAsRoot(arguments)
            try command.run()
            return ExitCode.ok.rawValue
        } catch let error as CommandError {
            return fail(error.description)
        } catch {
            return end(with: error, command: Self.name(arguments))
        }
    }

    /// The command whose help explains a wrong line.
    private static func name(_ arguments: [String]) -> String {
        ["run", "server"].contains(arguments.first) ? "assay \(arguments[0])" : "assay"
    }

    /// Prints an error as all commands do, and returns the exit code for it.
    static func fail(_ message: String) -> Int32 {
        Output.error.write("assay: \(message)\n")
        return ExitCode.usage.rawValue
    }

    /// Help, the version, an exit code that a command throws, or what the parser complains about.
    private static func end(with error: any Error, command: String) -> Int32 {
        let code = AssayCommand.exitCode(for: error)
        switch code {
        case .success:
            Output.standard.write(AssayCommand.fullMessage(for: error) + "\n")
            return ExitCode.ok.rawValue
        case .validationFailure:
            let message = AssayCommand.message(for: error)
            return fail(message.prefix(1).lowercased() + message.dropFirst() + "\nsee '\(command) --help'")
        default:
            if !(error is ArgumentParser.ExitCode) { return fail("\(error)") }
            return code.rawValue
        }
    }

    /// `-V` is Locust's short form, which the parser does not have. The long one alone is answered without it too: it
    /// costs a fifth of such a start.
    private static func isVersionRequest(_ arguments: [String]) -> Bool {
        arguments == ["--version"] || arguments.first == "-V" || arguments.prefix(2) == ["run", "-V"]
    }
}
