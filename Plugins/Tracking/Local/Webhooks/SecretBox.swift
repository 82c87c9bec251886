// Assay: keeps the secrets of webhooks encrypted.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayCipher
internal import Glibc

/// Encrypts and decrypts the secrets of webhooks, by AES-256-GCM. The key comes from
/// `MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY`, or from a file that only its owner may read.
struct SecretBox: Sendable {
    static let variable = "MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY"
    private let key: [UInt8]

    /// Takes 32 bytes as Base64; nil for anything else.
    init?(_ text: String) {
        let digits = text.utf8.filter { $0 > 0x20 }
        guard let material = Base64.decode(String(decoding: digits, as: UTF8.self)), material.count == 32 else {
            return nil
        }
        // Another key than Fernet would use, so that one key never serves two ciphers.
        let labelled = Array("assay webhook secrets 1".utf8) + material
        var key = [UInt8](repeating: 0, count: Int(ASSAY_CIPHER_KEY_BYTES))
        guard assay_cipher_hash(labelled, labelled.count, &key) else { return nil }
        self.key = key
    }

    /// The box of this server: from the environment, or from the file, which is made when it is not there. Nil when
    /// there is neither.
    static func ofServer(file: String?) throws -> SecretBox? {
        if let text = getenv(variable) {
            guard let box = SecretBox(String(cString: text)) else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "\(variable) is not 32 bytes in Base64")
            }
            return box
        }
        guard let file else { return nil }
        guard let box = SecretBox(try SecretKeyFile(path: file).text()) else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the file is not 32 bytes in Base64", context: file)
        }
        return box
    }

    /// Encrypts a secret; `owner` is bound to it, so that it opens for that webhook alone.
    func seal(_ secret: String, owner: String) -> [UInt8]? {
        let text = Array(secret.utf8)
        let context = Array(owner.utf8)
        var sealed = [UInt8](repeating: 0, count: text.count + Int(ASSAY_CIPHER_EXTRA_BYTES))
        return assay_cipher_seal(key, context, context.count, text, text.count, &sealed) ? sealed : nil
    }

    /// Decrypts a secret; nil when it was encrypted with another key.
    func open(_ sealed: [UInt8], owner: String) -> String? {
        guard sealed.count >= Int(ASSAY_CIPHER_EXTRA_BYTES) else { return nil }
        let context = Array(owner.utf8)
        var text = [UInt8](repeating: 0, count: sealed.count - Int(ASSAY_CIPHER_EXTRA_BYTES))
        guard assay_cipher_open(key, context, context.count, sealed, sealed.count, &text) else { return nil }
        return String(decoding: text, as: UTF8.self)
    }
}
