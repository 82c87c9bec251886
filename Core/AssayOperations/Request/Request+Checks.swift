// Assay: checks of a request whose values are all of their own types.
// SPDX-License-Identifier: Apache-2.0

extension Request {
    /// True if a parameter passes its checks. A parameter that must be there, and is not under its own name, does not.
    func passes(_ check: Check) -> Bool {
        guard let place = schema.index(of: check.parameter) else { return false }
        return check.rules.allSatisfy { passes($0, slots[place]) }
    }

    private func passes(_ rule: Check.Rule, _ slot: Slot) -> Bool {
        if case .unset = slot { return !rule.isRequired }
        switch rule {
        case .string, .whole, .number, .bool, .array, .elementsAreStrings: return true
        case .required:
            if case .string(let text) = slot { return !text.isEmpty }
            return true
        case .atMost(let limit):
            if case .integer(let number) = slot { return number <= limit }
        case .within(let range, _):
            if case .integer(let number) = slot { return range.contains(number) }
        case .countAtMost(let limit, _):
            if case .strings(let list) = slot { return list.count <= limit }
        case .elementsHave(let members): return elements(slot, have: members)
        }
        return false
    }

    private func elements(_ slot: Slot, have members: [String]) -> Bool {
        switch slot {
        case .metrics(let columns): columns.keys.allSatisfy { !$0.isEmpty }
        case .messages(let list):
            list.allSatisfy { element in
                members.allSatisfy { name in
                    guard let place = element.schema.index(of: name) else { return false }
                    return element.passes(.required, element.slots[place])
                }
            }
        default: false
        }
    }
}
