// Assay: C texts that live as long as a run.
// SPDX-License-Identifier: Apache-2.0

/// Keeps each text once, as C wants it, for as long as the run.
final class KeptTexts {
    private var texts: [String: UnsafeMutablePointer<CChar>] = [:]
    private var owned: [UnsafeMutableRawPointer] = []

    /// The text, ended by a NUL.
    func keep(_ text: String) -> UnsafePointer<CChar> {
        if let kept = texts[text] { return UnsafePointer(kept) }
        let bytes = text.utf8CString
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() { copy[index] = byte }
        texts[text] = copy
        return UnsafePointer(copy)
    }

    /// Frees `memory` with the texts; it must hold nothing that needs to be destroyed.
    func own(_ memory: UnsafeMutableRawPointer) {
        owned.append(memory)
    }

    deinit {
        texts.values.forEach { $0.deallocate() }
        owned.forEach { $0.deallocate() }
    }
}
