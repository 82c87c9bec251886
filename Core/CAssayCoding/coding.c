// Assay: undoes the content codings of HTTP, piece by piece, in bounded memory.
// SPDX-License-Identifier: Apache-2.0
#include "assay_coding.h"

#include <brotli/decode.h>
#include <stdlib.h>
#include <zlib.h>

struct assay_decoder {
    int coding;
    bool is_open;
    bool is_done;
    z_stream zlib;
    BrotliDecoderState *brotli;
};

assay_decoder_t *assay_decoder_open(int coding) {
    if (coding < ASSAY_CODING_GZIP || coding > ASSAY_CODING_BROTLI) {
        return NULL;
    }
    assay_decoder_t *decoder = calloc(1, sizeof(*decoder));
    if (!decoder) {
        return NULL;
    }
    decoder->coding = coding;
    if (coding == ASSAY_CODING_BROTLI) {
        decoder->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
        decoder->is_open = decoder->brotli != NULL;
    } else if (coding == ASSAY_CODING_GZIP) {
        decoder->is_open = inflateInit2(&decoder->zlib, 15 + 16) == Z_OK;
    }
    if (!decoder->is_open && coding != ASSAY_CODING_DEFLATE) {
        free(decoder);
        return NULL;
    }
    return decoder;
}

void assay_decoder_close(assay_decoder_t *decoder) {
    if (!decoder) {
        return;
    }
    if (decoder->brotli) {
        BrotliDecoderDestroyInstance(decoder->brotli);
    } else if (decoder->is_open) {
        inflateEnd(&decoder->zlib);
    }
    free(decoder);
}

// The first byte of zlib's header says method 8 and a window of at most 32 KiB; a deflate block that begins with such
// a byte would be stored without compression, with a length that no encoder writes.
static bool open_deflate(assay_decoder_t *decoder, uint8_t first) {
    bool has_header = (first & 0x0f) == 8 && (first >> 4) <= 7;
    decoder->is_open = inflateInit2(&decoder->zlib, has_header ? 15 : -15) == Z_OK;
    return decoder->is_open;
}

static ptrdiff_t read_brotli(assay_decoder_t *decoder, const uint8_t **input, size_t *length, uint8_t *output,
                             size_t capacity) {
    size_t room = capacity;
    BrotliDecoderResult result = BrotliDecoderDecompressStream(decoder->brotli, length, input, &room, &output, NULL);
    decoder->is_done = result == BROTLI_DECODER_RESULT_SUCCESS;
    return result == BROTLI_DECODER_RESULT_ERROR ? -1 : (ptrdiff_t)(capacity - room);
}

static ptrdiff_t read_zlib(assay_decoder_t *decoder, const uint8_t **input, size_t *length, uint8_t *output,
                           size_t capacity) {
    const size_t most = 1 << 30;
    uInt given = (uInt)(*length < most ? *length : most);
    uInt room = (uInt)(capacity < most ? capacity : most);
    decoder->zlib.next_in = (Bytef *)*input;
    decoder->zlib.avail_in = given;
    decoder->zlib.next_out = output;
    decoder->zlib.avail_out = room;
    int result = inflate(&decoder->zlib, Z_NO_FLUSH);
    *input += given - decoder->zlib.avail_in;
    *length -= given - decoder->zlib.avail_in;
    decoder->is_done = result == Z_STREAM_END;
    // Z_BUF_ERROR says only that it needs more of the one or the other.
    bool is_good = result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR;
    return is_good ? (ptrdiff_t)(room - decoder->zlib.avail_out) : -1;
}

ptrdiff_t assay_decoder_read(assay_decoder_t *decoder, const uint8_t **input, size_t *length, uint8_t *output,
                             size_t capacity) {
    if (decoder->is_done) {
        if (*length == 0) {
            return 0;
        }
        // Only gzip may go on, with another member.
        if (decoder->coding != ASSAY_CODING_GZIP || inflateReset(&decoder->zlib) != Z_OK) {
            return -1;
        }
        decoder->is_done = false;
    }
    if (!decoder->is_open) {
        if (*length == 0) {
            return 0;
        }
        if (!open_deflate(decoder, **input)) {
            return -1;
        }
    }
    return decoder->coding == ASSAY_CODING_BROTLI ? read_brotli(decoder, input, length, output, capacity)
                                                  : read_zlib(decoder, input, length, output, capacity);
}

bool assay_decoder_is_done(const assay_decoder_t *decoder) {
    return decoder->is_done;
}
