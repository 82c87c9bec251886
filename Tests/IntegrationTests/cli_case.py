# Assay: a server to load, a scenario that loads it, and `assay run` on both.
# SPDX-License-Identifier: Apache-2.0
import http.server
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time
import unittest

import dist

SCENARIO = """
import AssayKit

final class Fast: HTTPUser, User {
    static let waitTime = WaitTime.constant(0.05)
    static var tasks: TaskList<Fast> {
        task("front", weight: 3) { try await $0.http.get("/") }.tags("front")
        task("other") { try await $0.http.get("/other") }
    }
}

final class Failing: HTTPUser, User {
    static let waitTime = WaitTime.constant(0.05)
    static var tasks: TaskList<Failing> { task("missing") { try await $0.http.get("/missing") } }
}

final class Slow: HTTPUser, User {
    static var tasks: TaskList<Slow> { task("slow") { try await $0.http.get("/slow") } }
}
"""

# The longest that a run of these tests may take, on a busy machine.
PATIENCE = 60


class Target(http.server.ThreadingHTTPServer):
    """Counts what it is asked for; /slow answers when `release` is set."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self):
        self.paths = []
        self.waiting = 0
        self.most_waiting = 0
        self.lock = threading.Lock()
        self.release = threading.Event()
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """A client that goes away is what some tests are about."""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        server = self.server
        with server.lock:
            server.paths.append(self.path)
            server.waiting += self.path == "/slow"
            server.most_waiting = max(server.most_waiting, server.waiting)
        if self.path == "/slow":
            server.release.wait(PATIENCE)
            with server.lock:
                server.waiting -= 1
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *arguments):
        pass


def wait_until(condition):
    """Whether the condition came true in time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def setUpModule():
    """One folder, so that the scenario is compiled once."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-cli-"))
    unittest.addModuleCleanup(shutil.rmtree, folder)
    (folder / "load.swift").write_text(SCENARIO)
    CommandLineCase.folder = folder
    CommandLineCase.environment = {
        # Whether the machine is busy is not what these tests are about.
        "ASSAY_MAX_DISPATCH_DELAY": "1m", "ASSAY_MAX_LOOP_LAG": "1m",
        **{name: value for name, value in os.environ.items() if not name.startswith("ASSAY_") or "PATH" in name},
        "XDG_CACHE_HOME": str(folder / "cache"),
    }


class CommandLineCase(unittest.TestCase):
    def setUp(self):
        self.target = Target()
        self.addCleanup(self.target.server_close)
        self.addCleanup(self.target.shutdown)
        self.addCleanup(self.target.release.set)

    def assay(self, *arguments, environment=None, cwd=None):
        return dist.run(
            dist.ASSAY, *arguments, seconds=PATIENCE, cwd=cwd or self.folder,
            env={**self.environment, **(environment or {})})

    def load(self, *arguments, **options):
        """Runs the scenario against the server."""
        return self.assay("run", "load.swift", "-H", self.target.url, "--headless", *arguments, **options)

    def start(self, *arguments, **options):
        process = subprocess.Popen(
            [dist.ASSAY, "run", "load.swift", "-H", self.target.url, "--headless", *arguments], cwd=self.folder,
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text)
        self.addCleanup(path.unlink)
        return path
