// Assay: a threshold as the command line writes it.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON

/// A threshold: an expression, and behind it perhaps `abort` or `abort after 30s`, k6's abortOnFail and delayAbortEval.
struct ThresholdOption: Equatable {
    /// As given.
    let text: String
    /// What must hold; the runner reads it.
    let expression: String
    /// The run ends as soon as the threshold does not hold, but not before this time; nil when it goes on.
    let abort: TimeSpan?

    /// Reads EXPRESSION, EXPRESSION abort or EXPRESSION abort after TIME.
    init(parsing text: String) throws(CommandError) {
        self.text = text
        let words = text.split(separator: " ")
        guard let place = words.lastIndex(of: "abort"), place > 0, place >= words.count - 3 else {
            expression = text
            abort = nil
            return
        }
        expression = String(text[..<words[place - 1].endIndex])
        let rest = words[(place + 1)...]
        let after = rest.first == "after" ? rest.last.flatMap { TimeSpan($0) } : nil
        let delay = rest.isEmpty ? TimeSpan(seconds: 0) : after
        guard let delay else {
            throw CommandError("'\(text)': 'abort' may be followed by 'after' and a time, such as 'abort after 30s'")
        }
        abort = delay
    }
}
