// Assay: reads the config, a JSON object whose values are all strings.
// SPDX-License-Identifier: Apache-2.0
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

assay_status_t fail(assay_error_t *error, assay_status_t status, const char *message, const char *context) {
    if (error != NULL) {
        error->status = status;
        snprintf(error->message, sizeof error->message, "%s", message);
        snprintf(error->context, sizeof error->context, "%s", context);
    }
    return status;
}

static const char *skip_space(const char *at) {
    return at + strspn(at, " \t\r\n");
}

// Reads four hexadecimal digits; -1 when there are none.
static long read_unit(const char *at) {
    if (strspn(at, "0123456789abcdefABCDEF") < 4) {
        return -1;
    }
    char digits[5] = {at[0], at[1], at[2], at[3], 0};
    return strtol(digits, NULL, 16);
}

// Writes a code point as UTF-8 and returns the number of bytes.
static size_t write_utf8(unsigned long code, char *out) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

// Reads the escape after a backslash into `out` (4 bytes); returns where it ends, or NULL when it is none.
static const char *read_escape(const char *at, char *out, size_t *length) {
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    const char *simple = *at != 0 ? strchr(names, *at) : NULL;
    if (simple != NULL) {
        out[0] = values[simple - names];
        *length = 1;
        return at + 1;
    }
    long unit = *at == 'u' ? read_unit(at + 1) : -1;
    if (unit <= 0 || (unit >= 0xDC00 && unit < 0xE000)) {
        return NULL;
    }
    at += 5;
    if (unit >= 0xD800 && unit < 0xDC00) {
        long low = at[0] == '\\' && at[1] == 'u' ? read_unit(at + 2) : -1;
        if (low < 0xDC00 || low > 0xDFFF) {
            return NULL;
        }
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        at += 6;
    }
    *length = write_utf8((unsigned long)unit, out);
    return at;
}

// Reads a string into `out`; returns where it ends, or NULL when it is no string or does not fit.
static const char *read_string(const char *at, char *out, size_t capacity) {
    size_t used = 0;
    if (*at++ != '"') {
        return NULL;
    }
    while (*at != '"') {
        char bytes[4] = {*at};
        size_t length = 1;
        if ((unsigned char)*at < 0x20) {
            return NULL;
        }
        at = *at == '\\' ? read_escape(at + 1, bytes, &length) : at + 1;
        if (at == NULL || used + length >= capacity) {
            return NULL;
        }
        memcpy(out + used, bytes, length);
        used += length;
    }
    out[used] = 0;
    return at + 1;
}

// Reads one `"key": "value"`; returns where it ends, or NULL with the reason in `error`.
static const char *read_member(const char *at, struct config *config, assay_error_t *error) {
    char key[64], value[CONFIG_PATH_BYTES];
    at = read_string(at, key, sizeof key);
    if (at == NULL || *(at = skip_space(at)) != ':') {
        fail(error, ASSAY_STATUS_INVALID_ARGUMENT, "the config is no JSON object", "");
        return NULL;
    }
    if (strcmp(key, "path") != 0) {
        fail(error, ASSAY_STATUS_INVALID_ARGUMENT, "no such key; there is 'path'", key);
        return NULL;
    }
    at = read_string(skip_space(at + 1), value, sizeof value);
    if (at == NULL || value[0] == 0) {
        fail(error, ASSAY_STATUS_INVALID_ARGUMENT, "must be a string of 1 to 4095 bytes", key);
        return NULL;
    }
    memcpy(config->path, value, sizeof value);
    return skip_space(at);
}

assay_status_t config_read(const char *json, struct config *config, assay_error_t *error) {
    config->path[0] = 0;
    const char *at = skip_space(json);
    if (*at != '{') {
        return fail(error, ASSAY_STATUS_INVALID_ARGUMENT, "the config is no JSON object", "");
    }
    at = skip_space(at + 1);
    if (*at != '}') {
        at = read_member(at, config, error);
        while (at != NULL && *at == ',') {
            at = read_member(skip_space(at + 1), config, error);
        }
    }
    if (at == NULL) {
        return ASSAY_STATUS_INVALID_ARGUMENT;
    }
    if (*at != '}' || *skip_space(at + 1) != 0) {
        return fail(error, ASSAY_STATUS_INVALID_ARGUMENT, "the config is no JSON object", "");
    }
    if (config->path[0] == 0) {
        return fail(error, ASSAY_STATUS_INVALID_ARGUMENT, "missing; name the file to write the count to", "path");
    }
    return ASSAY_STATUS_OK;
}
