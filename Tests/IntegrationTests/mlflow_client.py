# Assay: a tracking server for the tests of the mlflow client, and that client in an environment of its own.
# SPDX-License-Identifier: Apache-2.0
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import dist

STEPS = dist.ROOT / "Tests/Fixtures/MLflow/steps.py"
PYTHON = pathlib.Path(os.environ.get("ASSAY_MLFLOW", dist.ROOT / ".build/peers-mlflow")) / "bin/python"
#: The URL of a server that runs already, for instance a real MLflow: the tests of the tests.
GIVEN = os.environ.get("ASSAY_TEST_TRACKING_URI")


def reason_to_skip():
    """Why the tests cannot run here, or None."""
    if not PYTHON.exists():
        return f"no MLflow in {PYTHON.parent.parent}: run tools/setup --peers"
    if not GIVEN and (not dist.ASSAY.exists() or not dist.has_command("server")):
        return "this build has no 'assay server'"
    return None


def step(url, name, *arguments, seconds=300):
    """Runs a step of the client against a server; its output when it fails."""
    environment = {**os.environ, "MLFLOW_TRACKING_URI": url, "MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true",
                   "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "2", "GIT_PYTHON_REFRESH": "quiet", "PYTHONWARNINGS": "ignore"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([PYTHON, STEPS, name, *map(str, arguments)], cwd=folder, env=environment, timeout=seconds,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return None if done.returncode == 0 else done.stdout[-4000:]


class TrackingServer:
    """`assay server` on a free port, with a folder of its own; `database` is a URI, SQLite in that folder if None."""

    def __init__(self, database=None, artifacts=None, options=(), prefix=(), environment=(), path=""):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-tracking-"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        # `path` is what stands before every path.
        self.url = f"http://127.0.0.1:{self.port}{path}"
        self.database = database or f"sqlite:///{self.folder}/store.db"
        self.log = open(self.folder / "log", "w+b")
        self.command = [
            *prefix, dist.ASSAY, "server", "--backend-store-uri", self.database, "--artifacts-destination",
            artifacts or self.folder / "artifacts", "--host", "127.0.0.1", "--port", str(self.port),
            *(["--static-prefix", path] if path else []), *options]
        self.environment = dict(environment)
        self.process = None
        self.start()

    def start(self):
        """Starts it, also again on the same port and data; `prefix` is a program that runs it."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("ASSAY_", "MLFLOW_"))}
        environment |= self.environment
        self.process = subprocess.Popen(self.command, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=subprocess.STDOUT)
        try:
            self.wait()
        except BaseException:
            self.stop()
            raise

    def kill(self):
        """kill -9."""
        self.process.kill()
        self.process.wait()

    def wait(self, seconds=30):
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            try:
                with urllib.request.urlopen(self.url + "/health", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.02)
        raise RuntimeError("the server does not answer:\n" + (self.folder / "log").read_text(errors="replace")[-3000:])

    def peak_memory(self):
        """The most memory that it has had in use, in bytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


sys.path.insert(0, str(dist.ROOT / "tools"))
