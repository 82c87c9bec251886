// Assay: the hooks of the validator's host.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

/// Hooks, and who listens.
struct TestHooks {
    /// A listener. Those that want a plain function are noted and never called.
    struct Subscription {
        let id: UInt64
        /// Nil for all hooks.
        let hook: UInt32?
        let listener: assay_listener_t?
        let userData: UnsafeMutableRawPointer?
    }

    private(set) var declarations: [UnsafePointer<assay_hook_declaration_t>] = []
    /// As many of the first are this host's own. A runner may declare them again, with its fields.
    var standardCount = 0
    private(set) var subscriptions: [Subscription] = []
    private var lastID: UInt64 = 0

    /// Finds a hook.
    func find(_ name: String) -> UInt32? {
        declarations.firstIndex { String(cString: $0.pointee.name) == name }.map { UInt32($0) }
    }

    /// Declares a hook or finds the one of the same name; nil when that has other fields.
    mutating func declare(_ declaration: assay_hook_declaration_t) -> UInt32? {
        let known = find(String(cString: declaration.name))
        if let known, Self.isSame(declarations[Int(known)].pointee, declaration) { return known }
        if let known, known >= standardCount { return nil }
        var copy = declaration
        copy.name = UnsafePointer(strdup(declaration.name))
        copy.description = UnsafePointer(strdup(declaration.description ?? copy.name))
        let fields = UnsafeMutablePointer<assay_field_t>.allocate(capacity: max(1, Int(declaration.field_count)))
        for index in 0..<Int(declaration.field_count) {
            guard var field = declaration.fields?[index] else { break }
            field.name = UnsafePointer(strdup(field.name))
            (fields + index).initialize(to: field)
        }
        copy.fields = UnsafePointer(fields)
        let place = UnsafeMutablePointer<assay_hook_declaration_t>.allocate(capacity: 1)
        place.initialize(to: copy)
        if let known {
            declarations[Int(known)] = UnsafePointer(place)
            return known
        }
        declarations.append(UnsafePointer(place))
        return UInt32(declarations.count - 1)
    }

    private static func isSame(_ one: assay_hook_declaration_t, _ other: assay_hook_declaration_t) -> Bool {
        guard one.event_size == other.event_size, one.field_count == other.field_count else { return false }
        return (0..<Int(one.field_count)).allSatisfy { index in
            guard let left = one.fields?[index], let right = other.fields?[index] else { return false }
            return strcmp(left.name, right.name) == 0 && left.type == right.type && left.offset == right.offset
                && left.length_offset == right.length_offset
        }
    }

    /// The names of a hook's fields.
    func fieldNames(_ hook: UInt32) -> [String] {
        guard declarations.indices.contains(Int(hook)) else { return [] }
        let declaration = declarations[Int(hook)].pointee
        return (0..<Int(declaration.field_count)).compactMap { index in
            declaration.fields?[index].name.map { String(cString: $0) }
        }
    }

    /// Adds a listener.
    mutating func subscribe(
        _ hook: UInt32?, _ listener: assay_listener_t?, _ userData: UnsafeMutableRawPointer?
    ) -> UInt64 {
        lastID += 1
        subscriptions.append(Subscription(id: lastID, hook: hook, listener: listener, userData: userData))
        return lastID
    }

    /// Removes a listener.
    mutating func unsubscribe(_ id: UInt64) { subscriptions.removeAll { $0.id == id } }

    /// Who is to be called for `hook`.
    func listeners(_ hook: UInt32) -> [Subscription] { subscriptions.filter { $0.hook == nil || $0.hook == hook } }
}
