// Assay: the names of logged models.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations

/// What a logged model may be called.
enum LoggedModelName {
    /// Refuses a name that would not do as part of a path or of a URI; an empty one stands for a name made up.
    static func check(_ name: String) throws(APIError) {
        let bad: Set<Unicode.Scalar> = ["/", ":", ".", "%", "\"", "'"]
        guard name.unicodeScalars.contains(where: { bad.contains($0) }) else { return }
        throw .invalidParameter(
            """
            Invalid model name (\(PythonText.repr(name))) provided. Model name must be a non-empty string and cannot \
            contain the following characters: ('/', ':', '.', '%', '"', "'")
            """)
    }
}
