// Assay: libcurl for Swift, which cannot call its variadic functions.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_CURL_H
#define ASSAY_CURL_H

#include <curl/curl.h>

// curl_easy_setopt, by the type of the value. Texts are copied by libcurl, except those of CURLOPT_POSTFIELDS.
CURLcode assay_curl_set_long(CURL *easy, CURLoption option, long value);
CURLcode assay_curl_set_offset(CURL *easy, CURLoption option, curl_off_t value);
CURLcode assay_curl_set_text(CURL *easy, CURLoption option, const char *value);
CURLcode assay_curl_set_pointer(CURL *easy, CURLoption option, void *value);
CURLcode assay_curl_set_read(CURL *easy, curl_read_callback callback, void *user_data);
CURLcode assay_curl_set_seek(CURL *easy, curl_seek_callback callback, void *user_data);
CURLcode assay_curl_set_write(CURL *easy, curl_write_callback callback, void *user_data);
CURLcode assay_curl_set_header(CURL *easy, curl_write_callback callback, void *user_data);
CURLcode assay_curl_set_before_request(CURL *easy, curl_prereq_callback callback, void *user_data);

// curl_easy_getinfo, by the type of the value; 0 or NULL when there is none.
long assay_curl_get_long(CURL *easy, CURLINFO info);
curl_off_t assay_curl_get_offset(CURL *easy, CURLINFO info);
const char *assay_curl_get_text(CURL *easy, CURLINFO info);
void *assay_curl_get_private(CURL *easy);

// curl_multi_setopt.
CURLMcode assay_curl_multi_set_long(CURLM *multi, CURLMoption option, long value);
CURLMcode assay_curl_multi_set_timer(CURLM *multi, curl_multi_timer_callback callback, void *user_data);

// A socket that is ready, and for what: CURL_CSELECT_ bits.
typedef struct assay_curl_ready {
    int socket;
    int events;
} assay_curl_ready_t;

// Makes an epoll set that always holds the sockets of `multi`, with the readiness it waits for, and returns its
// descriptor, -1 on a failure. Close it after the multi handle.
// Rationale: libcurl reads as much as it likes and expects to be called again while more is there. A set of its own is
// level-triggered, and can itself be watched by a loop that is edge-triggered.
int assay_curl_watch_sockets(CURLM *multi);

// Writes up to `capacity` ready sockets and returns how many; does not wait.
int assay_curl_take_ready(int epoll, assay_curl_ready_t *ready, int capacity);

// curl_multi_info_read: the next transfer that has ended, and how; NULL when there is none.
CURL *assay_curl_next_done(CURLM *multi, CURLcode *result);

// curl_share_setopt(CURLSHOPT_SHARE).
CURLSHcode assay_curl_share(CURLSH *share, curl_lock_data what);

#endif
