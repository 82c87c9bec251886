// Assay: the hooks of a host: the named points at which plugins listen and tell.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The hooks of a host. Listen with `subscribe`, tell with `declare`:
///
///     let listening = try host.hooks.subscribe("request_failure") { event in
///         print(event.string("name") ?? "", event.string("error") ?? "")
///     }
public struct Hooks: @unchecked Sendable {
    // @unchecked: the table lives as long as the host and is never written; its functions may be called on any thread.
    let host: Host
    let table: UnsafePointer<assay_hooks_t>

    /// The number of a hook. Throws NOT_FOUND while nobody has declared it.
    func resolve(_ name: String) throws -> assay_hook_t {
        var hook = ASSAY_HOOK_NONE
        guard table.pointee.resolve(host.pointer, name, &hook) == .ASSAY_STATUS_OK else {
            throw AssayError(
                .ASSAY_STATUS_NOT_FOUND, "no hook '\(name)' is declared; 'assay hooks list' shows those there are",
                context: name)
        }
        return hook
    }

    /// What a hook is.
    func layout(_ hook: assay_hook_t) throws -> HookLayout {
        guard let declaration = table.pointee.describe(host.pointer, hook) else {
            throw AssayError(.ASSAY_STATUS_NOT_FOUND, "the host does not describe the hook", context: "\(hook)")
        }
        return HookLayout(declaration)
    }

    /// The names of the hooks that are declared by now.
    public var names: [String] {
        var found: [String] = []
        while let declaration = table.pointee.describe(host.pointer, assay_hook_t(found.count)) {
            found.append(HookLayout(declaration).name)
        }
        return found
    }

    /// Whether anybody listens to a hook; false for one that is not declared.
    public func isObserved(_ name: String) -> Bool {
        guard let hook = try? resolve(name) else { return false }
        return table.pointee.is_observed(host.pointer, hook)
    }
}

extension Host {
    /// The hooks. Throws UNIMPLEMENTED when this host has none.
    public var hooks: Hooks {
        get throws { Hooks(host: self, table: try requiredTable(ASSAY_EXT_HOOKS, as: assay_hooks_t.self)) }
    }
}
