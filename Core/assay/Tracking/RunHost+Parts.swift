// Assay: components that stand on each other.
// SPDX-License-Identifier: Apache-2.0
import AssayCore

extension RunHost {
    /// Makes, starts and publishes a part.
    func startPart(_ part: ServerPart) throws(CommandError) -> Component {
        let component = try make(part.id, config: part.config)
        do throws(CommandError) {
            try start(component)
            try publish(component, as: part.name)
        } catch {
            component.destroy()
            throw error
        }
        return component
    }

    /// Ends parts, last first.
    func endParts(_ parts: [(name: String, component: Component)]) {
        for (name, component) in parts.reversed() {
            withdraw(name)
            component.destroy()
        }
    }
}
