// Assay: how the command line, the environment and a file become one set of options.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Merges layers of settings: what a stronger layer sets, a weaker one cannot.
enum SettingsLayers {
    /// `options`, completed from a weaker layer.
    static func merge(_ options: RunOptions, weaker settings: [Setting]) throws(CommandError) -> RunOptions {
        guard !settings.isEmpty else { return options }
        let weaker = try parse(settings)
        var merged = options
        for option in RunOption.all { option.merge(&merged, weaker) }
        return merged
    }

    /// The options of one layer. All settings go through the parser together; only when it refuses them does each go
    /// alone, to find the one at fault.
    private static func parse(_ settings: [Setting]) throws(CommandError) -> RunOptions {
        // The targets are behind "--", so they come last.
        let ordered = settings.filter { !$0.isPositional } + settings.filter(\.isPositional)
        do {
            return try RunOptions.parse(ordered.flatMap(\.arguments))
        } catch {
            for setting in settings { try setting.check() }
            throw CommandError(RunOptions.message(for: error))
        }
    }
}
