# Assay: clients that want the server's memory or time get the right error, and others are served meanwhile.
# SPDX-License-Identifier: Apache-2.0
import http.client
import json
import pathlib
import re
import resource
import socket
import threading
import unittest

import dist
from mlflow_client import TrackingServer

API = "/api/2.0/mlflow/"
MEGABYTE = 1 << 20


class HostileCase(unittest.TestCase):
    def setUp(self):
        if not dist.ASSAY.exists() or not dist.has_command("server"):
            self.skipTest("this build has no 'assay server'")
        self.server = TrackingServer()
        self.addCleanup(self.server.stop)

    def post(self, path, body):
        """The status, the headers and the error of a call."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=120)
        try:
            connection.request("POST", API + path, body, {"Content-Type": "application/json"})
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has answered, and reads no more
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, answer.headers, text

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.server.port), timeout=60)

    def resident(self):
        status = pathlib.Path(f"/proc/{self.server.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024


class Others:
    """A client that calls all the time, as long as a block runs; it must be served."""

    def __init__(self, test):
        self.test, self.ended, self.statuses = test, threading.Event(), []
        self.thread = threading.Thread(target=self.call)

    def call(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.test.server.port, timeout=60)
        while not self.ended.is_set():
            connection.request("GET", API + "experiments/get?experiment_id=0")
            answer = connection.getresponse()
            answer.read()
            self.statuses.append(answer.status)
            self.ended.wait(0.01)
        connection.close()

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join(60)
        self.test.assertEqual({200}, set(self.statuses))


class BodyTests(HostileCase):
    # Every body is refused; all of them together take a small part of what they would take as trees.
    BODIES = (
        ("100 MB", 413, lambda: b" " * (100 * MEGABYTE)),
        ("20,000,000 messages", 400, lambda: b'{"run_id":"a","metrics":[' + b"{}," * (20 * MEGABYTE) + b"{}]}"),
        ("1,000,000 metrics", 400, lambda: b'{"run_id":"a","metrics":[' + b",".join(
            [b'{"key":"a","value":1,"timestamp":1,"step":1}'] * MEGABYTE) + b"]}"),
        ("15,000,000 texts", 400, lambda: b'{"run_id":"a","metrics":[' + b'"1",' * (15 * MEGABYTE) + b'""]}'),
        ("1,000,000 arrays in one another", 400, lambda: b"[" * MEGABYTE + b"]" * MEGABYTE),
        ("1,000,000 objects in one another", 400, lambda: b'{"a":' * MEGABYTE + b"1" + b"}" * MEGABYTE),
        ("arrays in an unknown member", 400, lambda: b'{"x":' + b"[" * MEGABYTE + b"]" * MEGABYTE + b"}"),
    )

    def test_large_and_deep_bodies(self):
        with Others(self):
            for name, status, body in self.BODIES:
                with self.subTest(name):
                    got, _, text = self.post("runs/log-batch", body())
                    self.assertEqual(status, got, text[:300])
                    if status == 400:
                        self.assertEqual("INVALID_PARAMETER_VALUE", json.loads(text)["error_code"])
        # The largest body is there once, and once more while its buffer grows.
        self.assertLess(self.server.peak_memory(), 400 * MEGABYTE)

    def test_bodies_share_a_budget(self):
        held = []
        body = b" " * (60 * MEGABYTE)
        for _ in range(4):
            peer = self.connect()
            self.addCleanup(peer.close)
            peer.sendall(f"POST {API}runs/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                         f"Content-Length: {len(body) + 2}\r\n\r\n".encode() + body)
            held.append(peer)
        with Others(self):
            status, headers, _ = self.post("runs/search", body)
            self.assertEqual((503, "1"), (status, headers["Retry-After"]))
            self.assertEqual(200, self.post("runs/search", b'{"experiment_ids":["0"]}')[0])
        for peer in held:
            peer.sendall(b"{}")
            answer = http.client.HTTPResponse(peer, method="POST")
            answer.begin()
            self.assertEqual(200, answer.status)
        self.assertEqual(200, self.post("runs/search", body + b"{}")[0])
        self.assertLess(self.server.peak_memory(), 600 * MEGABYTE)


class ConnectionTests(HostileCase):
    COUNT = 5000

    def setUp(self):
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        if most < 2 * self.COUNT:
            self.skipTest(f"only {most} open files are allowed")
        before = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, before)
        super().setUp()

    def test_5000_connections(self):
        before = self.resident()
        peers = [self.connect() for _ in range(self.COUNT)]
        for peer in peers:
            self.addCleanup(peer.close)
        # Half of a head, half of a body, or nothing after a first request.
        for number, peer in enumerate(peers):
            peer.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.assertIn(b" 200 OK", peer.recv(1000))
            if number % 3:
                peer.sendall(b"POST /api/2.0/mlflow/runs/search HTTP/1.1\r\nHost: localhost\r\n"
                             + (b"Content-Length: 1000\r\n\r\n" + b"x" * 500 if number % 3 == 1 else b"X-Half: "))
        with Others(self):
            for _ in range(20):
                self.assertEqual(200, self.post("runs/search", b'{"experiment_ids":["0"]}')[0])
        self.assertLess((self.resident() - before) / self.COUNT, 32 * 1024)


if __name__ == "__main__":
    unittest.main()
