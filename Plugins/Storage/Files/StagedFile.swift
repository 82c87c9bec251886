// Assay: a file on its way into the store.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A file in the folder of the uploads, locked by this process as long as it is open.
struct StagedFile {
    let name: String
    let descriptor: Descriptor

    /// Makes one.
    init(in staging: Descriptor) throws(Errno) {
        for _ in 0..<100 {
            let name = Self.newName()
            do throws(Errno) {
                let made = try staging.open(name, O_WRONLY | O_CREAT | O_EXCL, mode: 0o666)
                // A server that starts just now may have locked it first, to remove it.
                if made.lock(), try made.status().st_nlink > 0 {
                    (self.name, descriptor) = (name, made)
                    return
                }
            } catch {
                guard error.code == EEXIST else { throw error }
            }
        }
        throw Errno(code: EEXIST)
    }

    /// A name that nobody else has.
    static func newName() -> String { hexadecimal(.random(in: 0 ... .max)) + hexadecimal(.random(in: 0 ... .max)) }
}
