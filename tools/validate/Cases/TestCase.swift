// Assay: a named test.
// SPDX-License-Identifier: Apache-2.0

/// A test, with the name that the command line and the reports use.
struct TestCase: Sendable {
    /// What a test is about.
    enum Scope: Equatable, Sendable {
        case library
        case component
        /// Components of this kind alone.
        case kind(String)
    }

    let name: String
    /// What it looks at, in half a sentence.
    let summary: String
    let scope: Scope
    let run: @Sendable (TestContext) throws(Ending) -> Void

    init(
        _ name: String, _ scope: Scope, _ summary: String,
        _ run: @escaping @Sendable (TestContext) throws(Ending) -> Void
    ) {
        self.name = name
        self.summary = summary
        self.scope = scope
        self.run = run
    }
}
