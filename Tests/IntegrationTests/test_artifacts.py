# Assay: the artifact routes of a real server: hostile paths, big files, crashes, many at once.
# SPDX-License-Identifier: Apache-2.0
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import socket
import tempfile
import threading
import time
import unittest

import dist
from mlflow_client import TrackingServer

PROXY = "/api/2.0/mlflow-artifacts/artifacts"
MEGABYTE = 1 << 20


class Connection:
    """Sends targets byte for byte, as no HTTP library would."""

    def __init__(self, server):
        self.port = int(server.url.rsplit(":", 1)[1])

    def request(self, method, target, body=b"", headers=()):
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as peer:
            lines = [f"{method} ".encode() + target + b" HTTP/1.1", b"Host: 127.0.0.1:%d" % self.port,
                     b"Connection: close", b"Content-Length: %d" % len(body)]
            lines += [f"{name}: {value}".encode() for name, value in headers]
            peer.sendall(b"\r\n".join(lines) + b"\r\n\r\n" + body)
            response = http.client.HTTPResponse(peer, method=method)
            response.begin()
            return response.status, dict((n.lower(), v) for n, v in response.getheaders()), response.read()


class ServerCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not dist.ASSAY.exists() or not dist.has_command("server"):
            raise unittest.SkipTest("this build has no 'assay server'")
        cls.server = TrackingServer()
        cls.peer = Connection(cls.server)
        cls.store = cls.server.folder / "artifacts"

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def put(self, path, body=b"x"):
        return self.peer.request("PUT", f"{PROXY}/{path}".encode(), body)

    def get(self, path, *headers):
        return self.peer.request("GET", f"{PROXY}/{path}".encode(), headers=headers)

    def staged(self):
        return os.listdir(self.store / ".assay-uploads")


class PathTests(ServerCase):
    """The statuses are those of MLflow 3.17.2."""

    REFUSED = ["%2e%2e/x", "..%2fx", "../x", "a/../b", "a/%2e%2e/b", "%252e%252e/x", "%252e%252e%252fx", "/etc/passwd",
               "%2fetc%2fpasswd", "%252fetc", "a%23b", "a%2523b", "C:/x", "C:%5cx", "%5c%5cserver%5cshare", "file:x",
               "file:///etc/passwd", "%2525252e%2525252e/x", "a%00b", "%00", "a%2500b/x"]
    TAKEN = ["a;b", "a;p=x", "a%3bb", "a%3fb", "a%5cb", "100%25.txt", "a%25b", "a%20b", "a+b", "%E6%97%A5.txt", "C:x",
             "~/x", "...", "..a", "a..", ".hidden", "a%", "a%2", "a%zz", "a&b", "a=b", "a@b", "a%2520b", "%F0%9F%99%82"]

    def test_refused(self):
        before = sorted(os.listdir(self.server.folder))
        for path in self.REFUSED:
            for method in ("GET", "PUT", "DELETE"):
                with self.subTest(path=path, method=method):
                    status, _, body = self.peer.request(method, f"{PROXY}/{path}".encode(), b"evil")
                    self.assertEqual(400, status, body)
                    self.assertEqual("Invalid path", json.loads(body)["message"])
            with self.subTest(path=path, method="list"):
                status, _, body = self.peer.request("GET", f"{PROXY}?path={path}".encode())
                self.assertEqual(400, status, body)
        self.assertEqual(before, sorted(os.listdir(self.server.folder)))

    def test_taken_as_they_are(self):
        for path in self.TAKEN:
            with self.subTest(path=path):
                self.assertEqual((200, b""), self.put(path, path.encode())[::2])
                status, headers, body = self.get(path)
                self.assertEqual((200, path.encode()), (status, body))
                self.assertEqual("nosniff", headers["x-content-type-options"])
                self.assertTrue(headers["content-disposition"].startswith("attachment; filename="), headers)
        self.assertIn("a%20b", os.listdir(self.store), "decoded once, and no further")

    def test_links_in_the_store(self):
        secret = self.server.folder / "secret"
        secret.mkdir()
        (secret / "file").write_text("hidden")
        self.put("links/real", b"real")
        (self.store / "links/file").symlink_to(secret / "file")
        (self.store / "links/folder").symlink_to(secret)
        for path in ("links/file", "links/folder/file", "links/folder"):
            for method in ("GET", "PUT", "DELETE"):
                status, _, body = self.peer.request(method, f"{PROXY}/{path}".encode(), b"evil")
                self.assertNotIn(b"hidden", body)
                self.assertTrue(method == "DELETE" or status >= 400, (method, path, status))
        listed = json.loads(self.peer.request("GET", f"{PROXY}?path=links".encode())[2])["files"]
        self.assertEqual(["real"], [file["path"] for file in listed])
        self.assertEqual("hidden", (secret / "file").read_text())

    def test_nobody_removes_the_store(self):
        self.put("kept")
        for path in (".", "./", "./.", "%2e"):
            self.peer.request("DELETE", f"{PROXY}/{path}".encode())
        self.assertEqual(200, self.get("kept")[0])
        self.assertEqual(400, self.get(".assay-uploads")[0])

    def test_ranges_and_conditions(self):
        self.put("range.bin", bytes(range(100)))
        _, headers, _ = self.get("range.bin")
        for wanted, status, body in (("bytes=0-9", 206, bytes(range(10))), ("bytes=-5", 206, bytes(range(95, 100))),
                                     ("bytes=100-", 416, b""), ("items=0-1", 400, b"Only support bytes range")):
            self.assertEqual((status, body), self.get("range.bin", ("Range", wanted))[::2])
        status, _, body = self.get("range.bin", ("Range", "bytes=0-1,5-6"))
        self.assertEqual((206, 2), (status, body.count(b"Content-Range")))
        ranged = ("Range", "bytes=0-1")
        self.assertEqual(206, self.get("range.bin", ranged, ("If-Range", headers["etag"]))[0])
        self.assertEqual(200, self.get("range.bin", ranged, ("If-Range", '"other"'))[0])
        head = self.peer.request("HEAD", f"{PROXY}/range.bin".encode())
        self.assertEqual((200, "100", b""), (head[0], head[1]["content-length"], head[2]))


class SizeTests(ServerCase):
    def test_a_big_file_up_and_down(self):
        pattern = os.urandom(MEGABYTE)
        sent = hashlib.sha256()
        with socket.create_connection(("127.0.0.1", self.peer.port), timeout=120) as peer:
            peer.sendall(f"PUT {PROXY}/big HTTP/1.1\r\nHost: 127.0.0.1:{self.peer.port}\r\n"
                         f"Content-Length: {100 * MEGABYTE}\r\nConnection: close\r\n\r\n".encode())
            for _ in range(100):
                sent.update(pattern)
                peer.sendall(pattern)
            response = http.client.HTTPResponse(peer, method="PUT")
            response.begin()
            self.assertEqual(200, response.status)
        after_upload = self.server.peak_memory()
        connection = http.client.HTTPConnection("127.0.0.1", self.peer.port, timeout=120)
        connection.request("GET", f"{PROXY}/big")
        response = connection.getresponse()
        received = hashlib.sha256()
        while piece := response.read(MEGABYTE):
            received.update(piece)
        connection.close()
        self.assertEqual(sent.hexdigest(), received.hexdigest())
        limit = (200 if dist.ASSAY.parent.name != "bin" else 100) * MEGABYTE
        self.assertLess(max(after_upload, self.server.peak_memory()), limit)

    def test_sixteen_at_once(self):
        bodies = {f"many/{index}": os.urandom(3 * MEGABYTE) for index in range(16)}
        statuses = {}

        def upload(path):
            statuses[path] = self.put(path, bodies[path])[0]

        threads = [threading.Thread(target=upload, args=(path,)) for path in bodies]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        self.assertEqual({path: 200 for path in bodies}, statuses)
        for path, body in bodies.items():
            self.assertEqual(body, self.get(path)[2])
        self.assertEqual([], self.staged())

    def test_a_peer_that_goes_away_leaves_nothing(self):
        with socket.create_connection(("127.0.0.1", self.peer.port), timeout=20) as peer:
            peer.sendall(f"PUT {PROXY}/gone HTTP/1.1\r\nHost: 127.0.0.1:{self.peer.port}\r\n"
                         f"Content-Length: {MEGABYTE}\r\n\r\n".encode() + b"x" * 1000)
            wait_until(self.staged)
        wait_until(lambda: not self.staged())
        self.assertEqual(404, self.get("gone")[0])


class CrashTests(unittest.TestCase):
    def test_killed_in_the_middle_of_an_upload(self):
        if not dist.ASSAY.exists() or not dist.has_command("server"):
            self.skipTest("this build has no 'assay server'")
        kept = pathlib.Path(tempfile.mkdtemp(prefix="assay-crash-"))
        self.addCleanup(shutil.rmtree, kept, ignore_errors=True)
        server = TrackingServer()
        try:
            connection = Connection(server)
            self.assertEqual(200, connection.request("PUT", f"{PROXY}/d/old".encode(), b"old")[0])
            with socket.create_connection(("127.0.0.1", connection.port), timeout=20) as peer:
                peer.sendall(f"PUT {PROXY}/d/old HTTP/1.1\r\nHost: 127.0.0.1:{connection.port}\r\n"
                             f"Content-Length: {MEGABYTE}\r\n\r\n".encode() + b"x" * 300_000)
                wait_until(lambda: os.listdir(server.folder / "artifacts/.assay-uploads"))
                server.process.kill()
                server.process.wait()
            shutil.copytree(server.folder / "artifacts", kept / "artifacts")
        finally:
            server.stop()
        self.assertEqual(1, len(os.listdir(kept / "artifacts/.assay-uploads")))
        self.assertEqual("old", (kept / "artifacts/d/old").read_text())
        self.restart(kept)

    def restart(self, kept):
        server = TrackingServer(artifacts=kept / "artifacts")
        try:
            wait_until(lambda: not os.listdir(kept / "artifacts/.assay-uploads"))
            self.assertEqual(b"old", Connection(server).request("GET", f"{PROXY}/d/old".encode())[2])
        finally:
            server.stop()


def wait_until(condition, seconds=20):
    """Returns what `condition` gives, as soon as it is true."""
    limit = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > limit:
            raise AssertionError("it does not come to pass")
        time.sleep(0.01)
    return value


if __name__ == "__main__":
    unittest.main()
