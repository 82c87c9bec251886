// Assay: what a request must hold beside what its types say.
// SPDX-License-Identifier: Apache-2.0

/// The checks of one parameter. A request is checked parameter by parameter in the order of its operation; the checks
/// of types count only if the request did not fit its schema.
struct Check: Sendable {
    /// One thing that must hold.
    enum Rule: Sendable {
        /// The value is a text.
        case string
        /// The value is a whole number, or a text that reads as one.
        case whole
        /// The value is a number, or a text that reads as one.
        case number
        /// The value is a truth value.
        case bool
        /// The value is a list.
        case array
        /// Every element is a text.
        case elementsAreStrings
        /// The value is there, and is not the empty text.
        case required
        /// The value, read as a whole number, is no larger.
        case atMost(Int64)
        /// The value, read as a whole number, lies within; the message else.
        case within(ClosedRange<Int64>, String)
        /// The list has no more elements; the message else, with `{count}` for how many it has.
        case countAtMost(Int, String)
        /// Every element has these members.
        case elementsHave([String])

        /// True if the rule is about the type of the value alone.
        var isAboutType: Bool {
            switch self {
            case .string, .whole, .number, .bool, .array, .elementsAreStrings: true
            default: false
            }
        }

        /// True for the rule that the value must be there.
        var isRequired: Bool {
            if case .required = self { true } else { false }
        }
    }

    /// The name of the parameter, in snake case.
    let parameter: String
    /// What must hold, in this order.
    let rules: [Rule]

    init(_ parameter: String, _ rules: Rule...) {
        self.parameter = parameter
        self.rules = rules
    }
}
