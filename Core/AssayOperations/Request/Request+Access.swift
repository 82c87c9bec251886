// Assay: typed access to the values of a request.
// SPDX-License-Identifier: Apache-2.0

extension Request {
    /// True if the field was sent, also with the value it has by default; a list only if it has elements.
    public func has(_ name: String) -> Bool {
        switch slot(name) {
        case .unset: false
        case .strings(let list): !list.isEmpty
        case .messages(let list): !list.isEmpty
        case .metrics(let columns): columns.count > 0
        default: true
        }
    }

    /// A text; empty while unset.
    public func string(_ name: String) -> String {
        if case .string(let value) = slot(name) { value } else { "" }
    }

    /// A text, nil while unset.
    public func optionalString(_ name: String) -> String? {
        if case .string(let value) = slot(name) { value } else { nil }
    }

    /// A text, nil while unset or empty.
    public func nonEmptyString(_ name: String) -> String? {
        if case .string(let value) = slot(name), !value.isEmpty { value } else { nil }
    }

    /// A whole number; the schema's default while unset.
    public func int64(_ name: String) -> Int64 {
        optionalInt64(name) ?? defaultNumber(name)
    }

    /// A whole number, nil while unset.
    public func optionalInt64(_ name: String) -> Int64? {
        if case .integer(let value) = slot(name) { value } else { nil }
    }

    /// A number; 0 while unset.
    public func double(_ name: String) -> Double {
        if case .double(let value) = slot(name) { value } else { 0 }
    }

    /// A truth value; the schema's default while unset.
    public func bool(_ name: String) -> Bool { int64(name) != 0 }

    /// The number of an enumeration; the schema's default while unset.
    public func enumNumber(_ name: String) -> Int64 { int64(name) }

    /// The name of an enumeration's value; that of the schema's default while unset.
    public func enumName(_ name: String) -> String {
        guard let place = place(of: name), case .enumeration(let schema) = self.schema.fields[place].kind else {
            return ""
        }
        return schema.name(of: int64(name)) ?? ""
    }

    /// A list of texts; empty while unset.
    public func strings(_ name: String) -> [String] {
        if case .strings(let value) = slot(name) { value } else { [] }
    }

    /// A message, nil while unset.
    public func message(_ name: String) -> Request? {
        if case .message(let value) = slot(name) { value } else { nil }
    }

    /// A list of messages; empty while unset.
    public func messages(_ name: String) -> [Request] {
        switch slot(name) {
        case .messages(let list): list
        case .metrics(let columns): columns.messages
        default: []
        }
    }

    /// A list of points, if it came in a form that could be kept as columns; `messages` has it in any case.
    public func metricColumns(_ name: String) -> MetricColumns? {
        if case .metrics(let columns) = slot(name) { columns } else { nil }
    }

    private func defaultNumber(_ name: String) -> Int64 {
        place(of: name).map { schema.fields[$0].defaultNumber } ?? 0
    }
}
