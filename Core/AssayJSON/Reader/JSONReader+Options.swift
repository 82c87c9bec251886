// Assay: what a JSON reader accepts.
// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// What a reader accepts beyond, and within, RFC 8259.
    public struct Options: Sendable {
        /// The containers that may be inside one another if nothing else is said.
        public static let defaultDepth = 128
        /// The most containers inside one another that can be asked for.
        public static let depthCeiling = 512

        /// How many containers may be inside one another; at most `depthCeiling`.
        public var maximumDepth: Int
        /// True if `integer()` and `double()` also take numbers in quotes, `double()` the strings "NaN", "Infinity" and
        /// "-Infinity", and `integer()` a number such as 5.0 that is whole: protobuf's JSON rules.
        public var acceptsProtoNumbers: Bool

        /// Makes options.
        public init(maximumDepth: Int = defaultDepth, acceptsProtoNumbers: Bool = false) {
            self.maximumDepth = maximumDepth
            self.acceptsProtoNumbers = acceptsProtoNumbers
        }
    }
}
