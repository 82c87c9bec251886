# Assay: an HTTP proxy and a SOCKS5 proxy, as small as their protocols allow.
# SPDX-License-Identifier: Apache-2.0
import base64
import select
import socket
import socketserver
import threading
import urllib.parse


class Proxy(socketserver.ThreadingTCPServer):
    """A proxy on an ephemeral port of 127.0.0.1; `asked` holds what it was asked for. Wants user and password."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, handler):
        super().__init__(("127.0.0.1", 0), handler)
        self.asked = []
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    @property
    def place(self):
        return f"127.0.0.1:{self.server_address[1]}"


class HTTPProxyHandler(socketserver.StreamRequestHandler):
    """CONNECT, and absolute URLs."""

    def handle(self):
        line, headers = self.rfile.readline().decode().split(), {}
        while header := self.rfile.readline().decode().strip():
            name, _, value = header.partition(":")
            headers[name.lower()] = value.strip()
        if not line:
            return
        self.server.asked.append(f"{line[0]} {line[1]}")
        wanted = "Basic " + base64.b64encode(b"user:secret").decode()
        if headers.get("proxy-authorization") != wanted:
            self.wfile.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return
        url = urllib.parse.urlsplit(line[1] if line[0] != "CONNECT" else "//" + line[1])
        with socket.create_connection((url.hostname, url.port), 5) as peer:
            if line[0] == "CONNECT":
                self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                kept = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if name[:5] != "proxy")
                peer.sendall(f"{line[0]} {url.path} HTTP/1.1\r\n{kept}\r\n".encode())
            pump(self.connection, peer)


class SOCKSHandler(socketserver.StreamRequestHandler):
    """RFC 1928 and 1929: CONNECT with user and password."""

    def handle(self):
        methods = self.rfile.read(self.rfile.read(2)[1])
        if 2 not in methods:
            self.connection.sendall(b"\x05\xff")
            return
        self.connection.sendall(b"\x05\x02")
        user = self.rfile.read(self.rfile.read(2)[1])
        password = self.rfile.read(self.rfile.read(1)[0])
        is_known = (user, password) == (b"user", b"secret")
        self.connection.sendall(b"\x01\x00" if is_known else b"\x01\x01")
        if not is_known:
            return
        kind = self.rfile.read(4)[3]
        host = socket.inet_ntoa(self.rfile.read(4)) if kind == 1 else self.rfile.read(self.rfile.read(1)[0]).decode()
        port = int.from_bytes(self.rfile.read(2), "big")
        self.server.asked.append(f"{host}:{port}")
        with socket.create_connection((host, port), 5) as peer:
            self.connection.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
            pump(self.connection, peer)


def pump(first, second):
    """Copies both ways until one side ends."""
    while True:
        ready, _, _ = select.select([first, second], [], [], 5)
        for source in ready:
            data = source.recv(65536)
            if not data:
                return
            (second if source is first else first).sendall(data)
        if not ready:
            return
