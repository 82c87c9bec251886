// Assay: encryption of small secrets at rest, and signatures, by OpenSSL.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_CIPHER_H
#define ASSAY_CIPHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ASSAY_CIPHER_KEY_BYTES 32
#define ASSAY_CIPHER_HASH_BYTES 32
// What sealing adds to a text: a nonce before it, a tag after it.
#define ASSAY_CIPHER_EXTRA_BYTES 28

// Fills memory with random bytes; false when the system has none.
bool assay_cipher_random(void *bytes, size_t length);

// Encrypts by AES-256-GCM under a new nonce. `context` is bound to the text: it opens with the same one alone. `sealed`
// has room for `length` + ASSAY_CIPHER_EXTRA_BYTES. Fails for texts of 1 GiB or more.
bool assay_cipher_seal(const uint8_t key[ASSAY_CIPHER_KEY_BYTES], const void *context, size_t context_length,
                       const void *text, size_t length, uint8_t *sealed);

// Decrypts; false when key or context are others, or a byte was changed. `text` has room for `length` -
// ASSAY_CIPHER_EXTRA_BYTES, and holds nothing of use after a failure.
bool assay_cipher_open(const uint8_t key[ASSAY_CIPHER_KEY_BYTES], const void *context, size_t context_length,
                       const uint8_t *sealed, size_t length, void *text);

// SHA-256.
bool assay_cipher_hash(const void *bytes, size_t length, uint8_t hash[ASSAY_CIPHER_HASH_BYTES]);

// HMAC with SHA-256; the key may have any length.
bool assay_cipher_sign(const void *key, size_t key_length, const void *bytes, size_t length,
                       uint8_t signature[ASSAY_CIPHER_HASH_BYTES]);

// Fernet's cipher, AES-128-CBC with PKCS7 padding. `out` has room for `length` + 16; returns how much was written, or -1.
int64_t assay_cipher_cbc(bool encrypts, const uint8_t key[16], const uint8_t iv[16], const void *bytes, size_t length,
                         uint8_t *out);

#endif
