// Assay: standard output and standard error, unbuffered.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import Glibc

/// Where texts for people go. Each text is written at once, so that it mixes with nobody else's lines.
enum Output: Int32 {
    case standard = 1
    case error = 2

    /// Writes all of `text`, or as much as the reader takes: one that has gone away is no error. Names and messages from
    /// plugins, files and arguments are in it, so control characters that a terminal would obey become "·".
    func write(_ text: String) {
        var text = text.printable(keepsLines: true)
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Glibc.write(rawValue, rest.baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }
}
