#!/usr/bin/env python3
# Assay: an HTTP server that misbehaves in every way of faults.json.
# SPDX-License-Identifier: Apache-2.0
"""server.py FOLDER: prints one line of JSON when it is ready, and runs until its standard input ends.

GET /fault/NAME plays that fault; GET /ok answers "ok" and keeps the connection; GET /counts tells how many requests
there were per path. See README.md for the line it prints.
"""

import collections
import json
import pathlib
import sys
import threading

import steps
from listeners import open_all

TABLE = pathlib.Path(__file__).with_name("faults.json")


class Server:
    """Answers requests; one thread a connection."""

    def __init__(self, faults):
        self.faults = {fault["name"]: fault.get("steps", []) for fault in faults}
        self.counts = collections.Counter()
        self.lock = threading.Lock()

    def serve(self, connection):
        """Answers requests until one of them is a fault, or the client goes."""
        reader = connection.makefile("rb")
        while (path := read_request(reader)) is not None:
            with self.lock:
                self.counts[path] += 1
            name = path.removeprefix("/fault/")
            if name != path and name in self.faults:
                if not steps.play(connection, self.faults[name]):
                    return
            else:
                connection.sendall(self.answer(path))
        steps.close(connection)

    def answer(self, path):
        """The well-formed response for a path that is no fault."""
        if path == "/ok":
            return response("200 OK", "text/plain", "ok")
        if path == "/counts":
            with self.lock:
                return response("200 OK", "application/json", json.dumps(self.counts))
        return response("404 Not Found", "text/plain", f"no fault of the table is called {path}")


def read_request(reader):
    """Reads a request with its body; its path, or None when the client has gone."""
    line = reader.readline(65536).split(b" ")
    length = 0
    while header := reader.readline(65536).strip():
        name, _, value = header.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    reader.read(length)
    return line[1].decode("latin-1").partition("?")[0] if len(line) == 3 else None


def response(status, kind, body):
    """The bytes of a response that keeps the connection."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    server = Server(json.loads(TABLE.read_text())["faults"])
    ports, authority, client, _kept = open_all(server.serve, folder)
    print(json.dumps({"ports": ports, "ca_file": str(authority), "client_file": str(client)}), flush=True)
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
