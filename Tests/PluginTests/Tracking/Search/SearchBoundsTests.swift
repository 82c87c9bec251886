// Assay: hostile filters cost no more than their length.
// SPDX-License-Identifier: Apache-2.0
import Testing
import TrackingSearch

@Suite struct SearchBoundsTests {
    private static let hostile = [
        "(", ")", "[", "{", "a=", "a=b=", "a.", "1+", "a,", "a b ", "'", "''", "'\\'", "`", "``", "\"", "$", "$a$",
        "/*", "/* */", "--\n", "; ", ":=", "a:=b;", "where ", "where order by ", "over ", "case ", "case end ",
        "begin ",
        "if ", "not ", "left ", "a desc ", "::a", "values(", "x in (", "a is null ", "%(", "\\", "[a", "\u{E9}", " ",
        "\n",
    ]

    /// A long text that repeats one piece is refused, whatever the piece.
    @Test(arguments: hostile) func refuses(_ piece: String) {
        let text = String(repeating: piece, count: Bounds.textBytes / 8 / piece.utf8.count)
        #expect(throws: SearchError.self) { try Search(.runs, filter: text) }
        #expect(throws: SearchError.self) { try Search(.runs, filter: "", orderBy: [text]) }
        #expect(throws: SearchError.self) { try LoggedModelSearch(filter: text) }
    }

    @Test func refusesLongFilters() {
        let text = "tags.a = '\(String(repeating: "a", count: Bounds.textBytes))'"
        #expect(throws: SearchError.self) { try Search(.runs, filter: text) }
        let clauses = Array(repeating: "tags.a = 'a'", count: Bounds.comparisons + 1).joined(separator: " AND ")
        #expect(throws: SearchError.self) { try Search(.runs, filter: clauses) }
        let terms = (0...Bounds.orderTerms).map { "tags.k\($0)" }
        #expect(throws: SearchError.self) { try Search(.runs, filter: "", orderBy: terms) }
    }

    @Test func readsTheMostComparisons() throws {
        let clauses = Array(repeating: "tags.a = 'a'", count: Bounds.comparisons).joined(separator: " AND ")
        #expect(try Search(.runs, filter: clauses).filter.count == Bounds.comparisons)
    }

    @Test func checksDataSets() {
        let error = #expect(throws: SearchError.self) {
            try LoggedModelSearch(filter: "", datasets: [LoggedModelDataset(name: "", digest: "a")])
        }
        #expect(error?.message == "`dataset_name` in the `datasets` clause must be specified.")
        let attribute = #expect(throws: SearchError.self) {
            try LoggedModelSearch(filter: "", order: [LoggedModelOrder(field: "colour")])
        }
        #expect(attribute?.errorClass == "ATTRIBUTE_NOT_FOUND")
    }
}
