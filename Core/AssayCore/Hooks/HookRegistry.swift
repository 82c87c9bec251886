// Assay: the hooks that have been declared.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc
internal import Synchronization

/// Names and field tables of the hooks, numbered from 0 without a gap.
///
/// Sendable: a declaration is written before `count` makes it visible, and never again.
final class HookRegistry: @unchecked Sendable {
    private let declarations: UnsafeMutablePointer<assay_hook_declaration_t>
    private let count = Atomic(0)
    private let ids = Lock<[String: assay_hook_t]>([:])

    init() {
        declarations = .allocate(capacity: HookSlot.capacity)
    }

    deinit {
        for index in 0..<count.load(ordering: .acquiring) { Self.free(declarations[index]) }
        declarations.deallocate()
    }

    /// The declaration of a hook, nil when there is none of this number.
    subscript(hook: assay_hook_t) -> UnsafePointer<assay_hook_declaration_t>? {
        hook < count.load(ordering: .acquiring) ? UnsafePointer(declarations + Int(hook)) : nil
    }

    /// How many hooks there are.
    var hookCount: assay_hook_t { assay_hook_t(count.load(ordering: .acquiring)) }

    /// The hook of a name.
    func find(_ name: String) -> assay_hook_t? {
        ids.withLock { $0[name] }
    }

    /// Declares a hook, or finds the one of the same name and fields. The second value says whether it is new.
    func declare(_ declaration: assay_hook_declaration_t) throws(HookError) -> (hook: assay_hook_t, isNew: Bool) {
        let name = try declaration.checkedName()
        // Checked copies: the caller's memory is its own again when this returns.
        return try ids.withLock { ids throws(HookError) in
            if let known = ids[name] {
                try declaration.check(matches: declarations[Int(known)], name: name)
                return (known, false)
            }
            let index = ids.count
            guard index < HookSlot.capacity else {
                throw HookError(
                    .ASSAY_STATUS_RESOURCE_EXHAUSTED, "a host has at most \(HookSlot.capacity) hooks", context: name)
            }
            (declarations + index).initialize(to: Self.copy(declaration))
            ids[name] = assay_hook_t(index)
            count.store(index + 1, ordering: .releasing)
            return (assay_hook_t(index), true)
        }
    }

    private static func copy(_ declaration: assay_hook_declaration_t) -> assay_hook_declaration_t {
        var copy = declaration
        copy.struct_size = UInt32(MemoryLayout<assay_hook_declaration_t>.size)
        copy.name = UnsafePointer(strdup(declaration.name))
        copy.description = UnsafePointer(strdup(declaration.description ?? copy.name))
        let fields = UnsafeMutablePointer<assay_field_t>.allocate(capacity: Int(declaration.field_count))
        for (index, field) in declaration.fieldTable.enumerated() {
            (fields + index).initialize(to: field)
            fields[index].name = UnsafePointer(strdup(field.name))
        }
        copy.fields = UnsafePointer(fields)
        return copy
    }

    private static func free(_ declaration: assay_hook_declaration_t) {
        for field in declaration.fieldTable { Glibc.free(UnsafeMutablePointer(mutating: field.name)) }
        declaration.fields?.deallocate()
        Glibc.free(UnsafeMutablePointer(mutating: declaration.name))
        Glibc.free(UnsafeMutablePointer(mutating: declaration.description))
    }
}
