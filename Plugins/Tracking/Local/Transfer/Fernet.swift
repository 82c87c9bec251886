// Assay: the cipher by which MLflow keeps the secrets of webhooks.
// SPDX-License-Identifier: Apache-2.0
internal import CAssayCipher
internal import Glibc

/// Fernet: AES-128-CBC and HMAC-SHA256, see https://github.com/fernet/spec. Only for databases of MLflow.
struct Fernet: Sendable {
    private static let version: UInt8 = 0x80
    private static let signatureBytes = Int(ASSAY_CIPHER_HASH_BYTES)
    /// Where the text begins: after the version, the time and the initial vector.
    private static let head = 1 + 8 + 16
    private let signing: [UInt8]
    private let encryption: [UInt8]

    /// Takes 32 bytes as Base64; nil for anything else.
    init?(_ text: String) {
        guard let key = Base64.decode(text), key.count == 32 else { return nil }
        signing = Array(key[..<16])
        encryption = Array(key[16...])
    }

    /// The key of the environment, which MLflow's server and ours take; nil when there is none.
    static func ofEnvironment() -> Fernet? {
        getenv(SecretBox.variable).flatMap { Fernet(String(cString: $0)) }
    }

    /// Decrypts a token; nil when it was made with another key.
    func open(_ token: String) -> String? {
        guard let bytes = Base64.decode(token), bytes.count > Self.head + Self.signatureBytes,
            bytes[0] == Self.version
        else { return nil }
        let signed = bytes.count - Self.signatureBytes
        let signature = sign(bytes[..<signed])
        var difference: UInt8 = 0
        for (left, right) in zip(signature, bytes[signed...]) { difference |= left ^ right }
        guard difference == 0, signature.count == Self.signatureBytes else { return nil }
        return crypt(encrypts: false, iv: Array(bytes[9..<Self.head]), Array(bytes[Self.head..<signed])).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// Encrypts a text, as of `time` in seconds.
    func seal(_ text: String, time: UInt64) -> String? {
        var iv = [UInt8](repeating: 0, count: 16)
        guard assay_cipher_random(&iv, iv.count), let body = crypt(encrypts: true, iv: iv, Array(text.utf8)) else {
            return nil
        }
        let seconds = (0..<8).map { UInt8(truncatingIfNeeded: time >> UInt64(56 - 8 * $0)) }
        let signed = [Self.version] + seconds + iv + body
        let plain = Base64.encode(signed + sign(signed[...]))
        return String(plain.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }

    private func sign(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: Self.signatureBytes)
        let bytes = Array(bytes)
        return assay_cipher_sign(signing, signing.count, bytes, bytes.count, &signature) ? signature : []
    }

    private func crypt(encrypts: Bool, iv: [UInt8], _ bytes: [UInt8]) -> [UInt8]? {
        var out = [UInt8](repeating: 0, count: bytes.count + 16)
        let count = assay_cipher_cbc(encrypts, encryption, iv, bytes, bytes.count, &out)
        return count < 0 ? nil : Array(out.prefix(Int(count)))
    }
}
