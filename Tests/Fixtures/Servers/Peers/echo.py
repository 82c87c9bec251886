# Assay: an HTTP server of Python's own making that tells what it was asked.
# SPDX-License-Identifier: Apache-2.0
import gzip
import http.server
import json
import threading
import time
import zlib


class EchoHandler(http.server.BaseHTTPRequestHandler):
    """/echo tells the request; /redirect/CODE/N redirects N times, then to /echo; see `answers` for the others."""

    protocol_version = "HTTP/1.1"

    def handle_one_request(self):
        with self.server.lock:
            self.server.connections.add(self.client_address)
        super().handle_one_request()

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = self.path.partition("?")[0]
        if path.startswith("/redirect/"):
            return self.redirect(*map(int, path.split("/")[2:4]))
        answers = {"/gzip": self.send_gzip, "/deflate": self.send_deflate, "/raw-deflate": self.send_raw_deflate,
                   "/pieces": self.send_pieces, "/slow": self.send_slow, "/cookie": self.set_cookie}
        return answers.get(path, self.echo)(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD = answer

    def echo(self, body):
        status = int(self.path.rpartition("/")[2]) if self.path.startswith("/status/") else 200
        self.send(json.dumps({"method": self.command, "path": self.path, "body": body.decode("latin-1"),
                              "headers": {name.lower(): value for name, value in self.headers.items()},
                              "client": list(self.client_address)}).encode(), status)

    def redirect(self, code, left):
        target = f"/redirect/{code}/{left - 1}" if left > 1 else "/echo"
        self.send(b"elsewhere", code, {"Location": target})

    def set_cookie(self, _body):
        self.send(b"", 200, {"Set-Cookie": "flavour=oat; Path=/"})

    def send_gzip(self, _body):
        self.send(gzip.compress(b"a line of text\n" * 1000), 200, {"Content-Encoding": "gzip"})

    def send_deflate(self, _body):
        self.send(zlib.compress(b"a line of text\n" * 1000), 200, {"Content-Encoding": "deflate"})

    def send_raw_deflate(self, _body):
        packer = zlib.compressobj(wbits=-15)
        self.send(packer.compress(b"a line of text\n" * 1000) + packer.flush(), 200, {"Content-Encoding": "deflate"})

    def send_pieces(self, _body):
        """Five chunks, 20 ms apart."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _ in range(5):
            self.wfile.write(b"5\r\npiece\r\n")
            self.wfile.flush()
            time.sleep(0.02)
        self.wfile.write(b"0\r\n\r\n")

    def send_slow(self, _body):
        time.sleep(0.3)
        self.send(b"late")

    def send(self, body, status=200, headers=()):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in dict(headers).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


class EchoServer(http.server.ThreadingHTTPServer):
    """On an ephemeral port of 127.0.0.1, on threads of the test; `connections` holds every client address seen."""

    daemon_threads = True

    def __init__(self, wrap=None):
        super().__init__(("127.0.0.1", 0), EchoHandler)
        self.connections, self.lock = set(), threading.Lock()
        if wrap:
            self.socket = wrap(self.socket)
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def handle_error(self, *_):
        """A client that goes in the middle is nothing to report."""

    @property
    def place(self):
        return f"127.0.0.1:{self.server_address[1]}"
