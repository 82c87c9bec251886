// Assay: `assay hooks`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `assay hooks`: what can be listened to, and what happens now.
struct HooksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hooks", abstract: "Lists hooks, and shows the events of a running process.",
        subcommands: [ListHooksCommand.self, TailHooksCommand.self], defaultSubcommand: ListHooksCommand.self)
}
