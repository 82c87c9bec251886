// Assay: the names of metrics, parameters and tags.
// SPDX-License-Identifier: Apache-2.0

extension Validation {
    /// The most characters in the key of a metric, a parameter or a tag.
    public static let keyLimit = 250

    /// Checks the name of a metric; `path` is what the message calls it.
    public static func metricName(_ name: String, path: String = "name") throws(APIError) {
        try checkName(name) { path }
    }

    /// Checks the name of a parameter; `path` is what the message calls it.
    public static func paramName(_ name: String, path: String = "key") throws(APIError) {
        try checkName(name) { path }
    }

    /// Checks the name of a tag; `path` is what the message calls it.
    public static func tagName(_ name: String, path: String = "key") throws(APIError) {
        try checkName(name) { path }
    }

    /// Checks a name; `path` is asked only for a message.
    static func checkName(_ name: String, path: () -> String) throws(APIError) {
        if isPlainName(name) { return }
        guard hasNameCharacters(name) else {
            throw .invalidParameter(
                invalidValue(
                    path(), name,
                    "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), "
                        + "colon(:) and slashes (/)."))
        }
        if PosixPath.isAmbiguous(name) { throw .invalidParameter(invalidValue(path(), name, ambiguousName(name))) }
    }

    /// True for nearly all names, by a look at each byte: letters and digits of ASCII with a few signs, no slash, and
    /// no dot at the start.
    private static func isPlainName(_ name: String) -> Bool {
        guard let first = name.utf8.first, first != UInt8(ascii: ".") else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: " "), UInt8(ascii: ":"):
                true
            default: false
            }
        }
    }

    /// Python's `re.match(r"^[/\w.\- :]*$", name)`.
    private static func hasNameCharacters(_ name: String) -> Bool {
        withoutLastNewline(name).allSatisfy { scalar in
            scalar == "/" || scalar == "." || scalar == "-" || scalar == " " || scalar == ":" || scalar.isPythonWord
        }
    }

    /// What a pattern of Python that ends with `$` looks at: one newline may follow.
    static func withoutLastNewline(_ text: String) -> Substring.UnicodeScalarView {
        let scalars = text.unicodeScalars[...]
        return scalars.last == "\n" ? scalars.dropLast() : scalars
    }

    /// What is wrong with a name that, as a path, is another one.
    static func ambiguousName(_ name: String) -> String {
        "Names may be treated as files in certain cases, and must not resolve to other names when treated as such. "
            + "This name would resolve to \(PythonText.repr(PosixPath.normalized(name)))"
    }

    /// `metrics[3].key`: a member of what has a path, or the member alone.
    static func join(_ path: String, _ member: String) -> String {
        path.isEmpty ? member : "\(path).\(member)"
    }
}
