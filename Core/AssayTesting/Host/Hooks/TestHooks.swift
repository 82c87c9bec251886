// Assay: the hooks of the test host, and who listens.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Hooks and listeners; every listener is called at once.
struct TestHooks {
    /// A listener.
    struct Subscription {
        let id: assay_subscription_t
        /// Nil for all hooks.
        let hook: assay_hook_t?
        let listener: assay_listener_t
        let data: UnsafeMutableRawPointer?
        /// What `data` points at, when that is the host's own.
        let owner: AnyObject?
    }

    /// The declarations, in memory that is never freed: what describes a hook lives as long as its users.
    private(set) var declarations: [UnsafePointer<assay_hook_declaration_t>] = []
    private var subscriptions: [Subscription] = []
    private var lastID: assay_subscription_t = 0

    /// Whether nobody listens.
    var isEmpty: Bool { subscriptions.isEmpty }

    /// Finds a hook.
    func find(_ name: String) -> assay_hook_t? {
        declarations.firstIndex { String(cString: $0.pointee.name) == name }.map { assay_hook_t($0) }
    }

    /// Declares a hook, or finds the one of the same name; nil when that has other fields.
    mutating func declare(_ declaration: assay_hook_declaration_t) -> assay_hook_t? {
        if let known = find(String(cString: declaration.name)) {
            return Self.isSame(declarations[Int(known)].pointee, declaration) ? known : nil
        }
        var copy = declaration
        copy.name = text(String(cString: declaration.name))
        copy.description = text(declaration.description.map { String(cString: $0) } ?? "")
        let fields = UnsafeMutablePointer<assay_field_t>.allocate(capacity: max(1, Int(declaration.field_count)))
        for (index, field) in Self.fields(declaration).enumerated() {
            var field = field
            field.name = text(String(cString: field.name))
            (fields + index).initialize(to: field)
        }
        copy.fields = UnsafePointer(fields)
        declarations.append(UnsafePointer(place(copy)))
        return assay_hook_t(declarations.count - 1)
    }

    private static func fields(_ declaration: assay_hook_declaration_t) -> UnsafeBufferPointer<assay_field_t> {
        let count = declaration.fields == nil ? 0 : Int(declaration.field_count)
        return UnsafeBufferPointer(start: declaration.fields, count: count)
    }

    private static func isSame(_ one: assay_hook_declaration_t, _ other: assay_hook_declaration_t) -> Bool {
        let (left, right) = (fields(one), fields(other))
        return one.event_size == other.event_size && left.count == right.count
            && zip(left, right).allSatisfy {
                String(cString: $0.name) == String(cString: $1.name) && $0.type == $1.type && $0.offset == $1.offset
                    && $0.length_offset == $1.length_offset
            }
    }

    mutating func subscribe(
        _ hook: assay_hook_t?, _ listener: @escaping assay_listener_t, _ data: UnsafeMutableRawPointer?,
        owner: AnyObject? = nil
    ) -> assay_subscription_t {
        lastID &+= 1
        subscriptions.append(Subscription(id: lastID, hook: hook, listener: listener, data: data, owner: owner))
        return lastID
    }

    mutating func unsubscribe(_ id: assay_subscription_t) {
        subscriptions.removeAll { $0.id == id }
    }

    /// Who is to be called for a hook, in the order of subscription.
    func listeners(_ hook: assay_hook_t) -> [Subscription] {
        subscriptions.filter { $0.hook == nil || $0.hook == hook }
    }
}
