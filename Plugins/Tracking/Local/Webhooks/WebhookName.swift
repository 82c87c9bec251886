// Assay: the names of webhooks.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations

/// What a webhook may be called.
enum WebhookName {
    private static let longest = 63

    static func check(_ name: String) throws(APIError) {
        let bytes = Array(name.utf8)
        guard (1...longest).contains(bytes.count), let first = bytes.first, let last = bytes.last,
            isAlphanumeric(first), isAlphanumeric(last),
            bytes.allSatisfy({ isAlphanumeric($0) || "._-".utf8.contains($0) })
        else {
            throw .invalidParameter(
                """
                Webhook name \(PythonText.repr(name)) is invalid. It must start and end with a letter or digit, be less \
                than 63 characters long, and contain only letters, digits, dots (.), underscores (_), and hyphens (-).
                """)
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }
}
