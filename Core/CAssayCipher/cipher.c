// Assay: encryption of small secrets at rest, and signatures, by OpenSSL.
// SPDX-License-Identifier: Apache-2.0
#include "assay_cipher.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

enum { NONCE_BYTES = 12, TAG_BYTES = 16, LENGTH_LIMIT = 1 << 30 };

bool assay_cipher_random(void *bytes, size_t length) {
    return length < LENGTH_LIMIT && RAND_bytes(bytes, (int)length) == 1;
}

// Begins an encryption or a decryption, and gives it the context.
static bool begin(EVP_CIPHER_CTX *cipher, bool encrypts, const uint8_t *key, const uint8_t *nonce, const void *context,
                  size_t context_length) {
    int written = 0;
    return EVP_CipherInit_ex(cipher, EVP_aes_256_gcm(), NULL, key, nonce, encrypts) == 1 &&
           (context_length == 0 || EVP_CipherUpdate(cipher, NULL, &written, context, (int)context_length) == 1);
}

bool assay_cipher_seal(const uint8_t key[ASSAY_CIPHER_KEY_BYTES], const void *context, size_t context_length,
                       const void *text, size_t length, uint8_t *sealed) {
    if (length >= LENGTH_LIMIT || context_length >= LENGTH_LIMIT || !assay_cipher_random(sealed, NONCE_BYTES)) {
        return false;
    }
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    uint8_t *body = sealed + NONCE_BYTES;
    int written = 0;
    bool is_done = cipher && begin(cipher, true, key, sealed, context, context_length) &&
                   (length == 0 || EVP_CipherUpdate(cipher, body, &written, text, (int)length) == 1) &&
                   EVP_CipherFinal_ex(cipher, body + length, &written) == 1 &&
                   EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, TAG_BYTES, body + length) == 1;
    EVP_CIPHER_CTX_free(cipher);
    return is_done;
}

bool assay_cipher_open(const uint8_t key[ASSAY_CIPHER_KEY_BYTES], const void *context, size_t context_length,
                       const uint8_t *sealed, size_t length, void *text) {
    if (length < ASSAY_CIPHER_EXTRA_BYTES || length >= LENGTH_LIMIT || context_length >= LENGTH_LIMIT) {
        return false;
    }
    size_t text_length = length - ASSAY_CIPHER_EXTRA_BYTES;
    const uint8_t *body = sealed + NONCE_BYTES;
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    int written = 0;
    bool is_done = cipher && begin(cipher, false, key, sealed, context, context_length) &&
                   (text_length == 0 || EVP_CipherUpdate(cipher, text, &written, body, (int)text_length) == 1) &&
                   EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_SET_TAG, TAG_BYTES, (void *)(body + text_length)) == 1 &&
                   EVP_CipherFinal_ex(cipher, (uint8_t *)text + text_length, &written) == 1;
    EVP_CIPHER_CTX_free(cipher);
    return is_done;
}

bool assay_cipher_hash(const void *bytes, size_t length, uint8_t hash[ASSAY_CIPHER_HASH_BYTES]) {
    return EVP_Digest(bytes, length, hash, NULL, EVP_sha256(), NULL) == 1;
}

bool assay_cipher_sign(const void *key, size_t key_length, const void *bytes, size_t length,
                       uint8_t signature[ASSAY_CIPHER_HASH_BYTES]) {
    if (key_length >= LENGTH_LIMIT) {
        return false;
    }
    unsigned int written = 0;
    return HMAC(EVP_sha256(), key_length ? key : "", (int)key_length, bytes, length, signature, &written) != NULL;
}

int64_t assay_cipher_cbc(bool encrypts, const uint8_t key[16], const uint8_t iv[16], const void *bytes, size_t length,
                         uint8_t *out) {
    if (length >= LENGTH_LIMIT) {
        return -1;
    }
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    int body = 0, rest = 0;
    bool is_done = cipher && EVP_CipherInit_ex(cipher, EVP_aes_128_cbc(), NULL, key, iv, encrypts) == 1 &&
                   EVP_CipherUpdate(cipher, out, &body, bytes, (int)length) == 1 &&
                   EVP_CipherFinal_ex(cipher, out + body, &rest) == 1;
    EVP_CIPHER_CTX_free(cipher);
    return is_done ? (int64_t)body + rest : -1;
}
