// Assay: C strings that live as long as the library.
// SPDX-License-Identifier: Apache-2.0

/// Copies `text` into memory that is never freed, for the static texts that plugins and descriptors hold.
func staticText(_ text: String) -> UnsafePointer<CChar> {
    let bytes = text.utf8CString
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    for (index, byte) in bytes.enumerated() { copy[index] = byte }
    return UnsafePointer(copy)
}
