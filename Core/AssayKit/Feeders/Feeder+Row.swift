// Assay: one row of test data.
// SPDX-License-Identifier: Apache-2.0

extension Feeder {
    /// One row; cheap to keep and to pass on, its texts are made when they are asked for.
    public struct Row: Sendable {
        private let table: FeederTable
        private let place: Int

        init(table: FeederTable, place: Int) {
            self.table = table
            self.place = place
        }

        /// The value in a column; nil if there is no such column, or the row has no value there.
        public subscript(column: String) -> String? {
            table.columnPlaces[column].flatMap { table.text(row: place, column: $0) }
        }

        /// The row's number in the file, from 1, not counting the line that names the columns.
        public var number: Int { place + 1 }

        /// The names of the columns, in the order of the file.
        public var columns: [String] { table.columns }

        /// All values, by column.
        public var values: [String: String] {
            var values: [String: String] = [:]
            for (column, name) in table.columns.enumerated() { values[name] = table.text(row: place, column: column) }
            return values
        }
    }
}
