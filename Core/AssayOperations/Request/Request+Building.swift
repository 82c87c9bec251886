// Assay: making a request in code, as a store that asks another server does.
// SPDX-License-Identifier: Apache-2.0

extension Request {
    /// Sets a text.
    public mutating func set(_ name: String, _ value: String) { put(name, .string(value)) }

    /// Sets a whole number, or the number of an enumeration.
    public mutating func set(_ name: String, _ value: Int64) { put(name, .integer(value)) }

    /// Sets a truth value.
    public mutating func set(_ name: String, _ value: Bool) { put(name, .integer(value ? 1 : 0)) }

    /// Sets a number.
    public mutating func set(_ name: String, _ value: Double) { put(name, .double(value)) }

    /// Sets a list of texts.
    public mutating func set(_ name: String, _ value: [String]) { put(name, .strings(value)) }

    /// Sets a list of messages.
    public mutating func set(_ name: String, _ value: [Request]) { put(name, .messages(value)) }

    /// Sets a message.
    public mutating func set(_ name: String, _ value: Request) { put(name, .message(value)) }

    /// Makes a field unset.
    public mutating func clear(_ name: String) { put(name, .unset) }

    private mutating func put(_ name: String, _ slot: Slot) {
        if let place = place(of: name) { slots[place] = slot }
    }
}
