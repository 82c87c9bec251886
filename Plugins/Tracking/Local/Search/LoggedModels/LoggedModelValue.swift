// Assay: what a text of a logged model is compared with.
// SPDX-License-Identifier: Apache-2.0

/// Reads texts and lists. Python's words about a list that it cannot read depend on the fault; ours are always those
/// of its commonest complaint.
enum LoggedModelValue {
    /// A text, a list, or `.none` for a literal that no database takes.
    static func read(_ text: String) throws(SearchError) -> SearchValue {
        let scalars = text.unicodeScalars
        guard scalars.first == "(", scalars.last == ")" else {
            return .text(PythonText.stripped(text, of: "'"))
        }
        switch PythonLiteral.parse(text) {
        case .success(.text(let text)): return .list([text])
        case .success(.tuple(let items)), .success(.list(let items)):
            let texts = items.compactMap(element)
            return texts.count == items.count ? .list(texts) : .none
        case .success: return .none
        case .failure(.syntax): throw SearchError(.uncaught, "invalid syntax (<unknown>, line 1)")
        case .failure(.value(let message)): throw SearchError(.uncaught, message)
        }
    }

    /// Whole numbers stand for their digits.
    private static func element(_ literal: PythonLiteral) -> String? {
        if case .integer(let digits) = literal { digits } else { literal.text }
    }
}
