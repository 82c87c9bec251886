// Assay: how the command line, the environment and a file become one set of options.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Merges layers of settings: what a stronger layer sets, a weaker one cannot.
enum SettingsLayers {
    /// The options of one layer.
    static func options(_ settings: [Setting]) throws(CommandError) -> RunOptions {
        var layer = try Setting.none()
        for setting in settings { setting.option.merge(&layer, try setting.parsed()) }
        return layer
    }

    /// `options`, completed from a weaker layer.
    static func merge(_ options: RunOptions, weaker: RunOptions) -> RunOptions {
        var merged = options
        for option in RunOption.all { option.merge(&merged, weaker) }
        return merged
    }
}

extension Setting {
    /// Options of which none is set.
    static func none() throws(CommandError) -> RunOptions {
        do {
            return try RunOptions.parse([])
        } catch {
            throw CommandError(RunOptions.message(for: error))
        }
    }
}
