# Assay: the servers of Tests/Fixtures, started for a test.
# SPDX-License-Identifier: Apache-2.0
import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from client_driver import FIXTURES, compiled


class FixtureServer:
    """A child process that serves until its standard input ends; `folder` is for its files."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-server-"))
        self.process = None

    def start(self, *command):
        """Starts it and returns the line that it prints when it is ready."""
        self.process = subprocess.Popen([str(word) for word in command], text=True, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{command[0]} did not start")
        return line

    def stop(self):
        """Ends it and waits for that."""
        if self.process and self.process.poll() is None:
            self.process.stdin.close()
            self.process.wait(30)
        if self.process:
            self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class FaultServer(FixtureServer):
    """Tests/Fixtures/Faults."""

    def __init__(self):
        super().__init__()
        information = json.loads(self.start(sys.executable, FIXTURES / "Faults/server.py", self.folder))
        self.ports = information["ports"]
        self.ca_file, self.client_file = information["ca_file"], information["client_file"]
        self.faults = json.loads((FIXTURES / "Faults/faults.json").read_text())["faults"]

    def url(self, path, port="plain"):
        """The URL of a path on one of the server's ports."""
        scheme = "http" if port in ("plain", "refused", "full") else "https"
        return f"{scheme}://localhost:{self.ports[port]}{path}"

    def cases(self):
        """(fault, scheme, URL) for each fault, over plain TCP and TLS."""
        for fault in self.faults:
            for over in fault.get("over", ["plain", "tls"]):
                scheme = "https" if over == "tls" else "http"
                place = f"{fault.get('host', 'localhost')}:{self.ports[fault.get('port', over)]}"
                yield fault, over, f"{scheme}://{place}/fault/{fault['name']}"

    def config(self):
        """The client config that the table is written for."""
        return {"connect_timeout": 1, "first_byte_timeout": 1, "timeout": 3, "max_body_bytes": 16 << 20,
                "tls": {"ca_file": self.ca_file}}


class LatencyServer(FixtureServer):
    """Tests/Fixtures/Servers/Latency; `law` is for instance constant=5."""

    def __init__(self, *law):
        super().__init__()
        program = compiled("Servers/Latency", "-lm")
        self.port = int(self.start(program, self.folder / "record.csv", *law))

    def record(self):
        """Stops the server; its (received, sent) of every request, in nanoseconds."""
        self.stop()
        with open(self.folder / "record.csv", encoding="ascii") as file:
            return [(int(row["received"]), int(row["sent"])) for row in csv.DictReader(file)]
