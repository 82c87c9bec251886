// Assay: checks a hook's declaration before it is accepted.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

extension assay_hook_declaration_t {
    private static var longestName: Int { 256 }
    private static var largestEvent: UInt32 { 64 * 1024 }
    private static var mostFields: UInt32 { 256 }

    /// Checks the whole declaration and returns its name.
    func checkedName() throws(HookError) -> String {
        guard let name, strnlen(name, Self.longestName) < Self.longestName,
            let text = String(validatingCString: name), !text.isEmpty
        else {
            throw HookError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "a hook needs a name of 1 to \(Self.longestName - 1) bytes", context: ""
            )
        }
        let smallest = UInt32(MemoryLayout<assay_event_t>.size)
        guard event_size >= smallest, event_size <= Self.largestEvent else {
            throw HookError(
                .ASSAY_STATUS_INVALID_ARGUMENT,
                "hook '\(text)': event_size is \(event_size), must be \(smallest) to \(Self.largestEvent)",
                context: text)
        }
        guard field_count <= Self.mostFields, fields != nil || field_count == 0 else {
            throw HookError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "hook '\(text)': at most \(Self.mostFields) fields", context: text)
        }
        var names: Set<String> = []
        for field in fieldTable {
            if let flaw = flaw(of: field) ?? (names.insert(field.nameText).inserted ? nil : "stands there twice") {
                throw HookError(
                    .ASSAY_STATUS_INVALID_ARGUMENT, "hook '\(text)': field '\(field.nameText)' \(flaw)",
                    context: field.nameText)
            }
        }
        return text
    }

    private func flaw(of field: assay_field_t) -> String? {
        guard let name = field.name, strnlen(name, Self.longestName) < Self.longestName, name.pointee != 0 else {
            return "has no name"
        }
        guard let size = field.type.size else { return "has the unknown type \(field.type.rawValue)" }
        guard field.offset % size == 0, field.offset <= event_size, event_size - field.offset >= size else {
            return "does not fit the event at offset \(field.offset)"
        }
        guard field.type == .ASSAY_FIELD_STRING, field.length_offset != ASSAY_FIELD_NO_LENGTH else { return nil }
        guard field.length_offset % 4 == 0, field.length_offset <= event_size, event_size - field.length_offset >= 4
        else { return "has its length outside the event, at offset \(field.length_offset)" }
        return nil
    }

    /// Checks that a second declaration of the same name is the same.
    func check(matches known: assay_hook_declaration_t, name: String) throws(HookError) {
        let isSame =
            event_size == known.event_size && field_count == known.field_count
            && zip(fieldTable, known.fieldTable).allSatisfy { $0.isSame(as: $1) }
        guard isSame else {
            throw HookError(
                .ASSAY_STATUS_ALREADY_EXISTS,
                "hook '\(name)' is declared already, with other fields; name yours 'com.example.\(name)'", context: name
            )
        }
    }
}
