// Assay: undoes the content codings of HTTP, piece by piece, in bounded memory.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_CODING_H
#define ASSAY_CODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// gzip, also of several members.
#define ASSAY_CODING_GZIP 1
// zlib, or deflate without a header, which some servers send under the same name.
#define ASSAY_CODING_DEFLATE 2
#define ASSAY_CODING_BROTLI 3

typedef struct assay_decoder assay_decoder_t;

// Makes a decoder; NULL when there is no memory or no such coding. Free it with assay_decoder_close.
assay_decoder_t *assay_decoder_open(int coding);

// Frees a decoder; NULL is allowed.
void assay_decoder_close(assay_decoder_t *decoder);

// Decodes from *input into `output`, at most `capacity` bytes, and moves *input and *length past what it used. Returns
// how many bytes it wrote, or -1 when the input is not in the coding. Call it again while
// input is left or the output was filled.
ptrdiff_t assay_decoder_read(assay_decoder_t *decoder, const uint8_t **input, size_t *length, uint8_t *output,
                             size_t capacity);

// Whether the input has come to its end, so that what was decoded is whole.
bool assay_decoder_is_done(const assay_decoder_t *decoder);

#endif
