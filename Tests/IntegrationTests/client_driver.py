# Assay: drives a client plugin alone, request by request, without Assay's host.
# SPDX-License-Identifier: Apache-2.0
import atexit
import json
import pathlib
import shutil
import subprocess
import tempfile

import dist

FIXTURES = dist.ROOT / "Tests/Fixtures"
#: Component id → library.
CLIENTS = {"assay.client.httpfast": "libHTTPFast.so", "assay.client.http": "libHTTPClient.so"}


def compiled(folder, *options):
    """Compiles the C program in a folder of Tests/Fixtures, once a run; its path."""
    if folder not in _programs:
        place = pathlib.Path(tempfile.mkdtemp(prefix="assay-fixture-"))
        atexit.register(shutil.rmtree, place, ignore_errors=True)
        program = place / "program"
        sources = sorted((FIXTURES / folder).glob("*.c"))
        done = dist.run("cc", "-O2", "-std=c11", "-Wall", "-I", dist.ROOT / "Core/CAssay/include", *sources,
                        "-o", program, *options)
        if done.returncode != 0:
            raise RuntimeError(f"{folder} does not compile: {done.stderr}")
        _programs[folder] = program
    return _programs[folder]


_programs = {}


class ClientDriver:
    """A running driver for one client; a context manager that ends it and wants exit code 0."""

    def __init__(self, component, config):
        library = dist.DIST / "lib/assay/plugins" / CLIENTS[component]
        program = compiled("ClientDriver", "-ldl")
        self.process = subprocess.Popen([program, library, component, json.dumps(config)], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, kind, _value, _trace):
        try:
            _, errors = self.process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        if kind is None and self.process.returncode != 0:
            raise AssertionError(f"the driver ended with {self.process.returncode}: {errors}")

    def send(self, url, method="GET", flags="", body=""):
        """Sends a request and returns what came of it."""
        return self.send_together([(method, url, flags, body)])[0]

    def send_together(self, requests):
        """Sends requests of one session at once; what came of them, in the order of their ends."""
        for index, (method, url, flags, body) in enumerate(requests):
            together = "p" if index + 1 < len(requests) else ""
            self.process.stdin.write(f"{method}\t{url}\t{flags}{together}\t{body}\n")
        self.process.stdin.flush()
        return [self.read() for _ in requests]

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"the driver died with {self.process.wait(5)}: {self.process.stderr.read()}")
        return json.loads(line)
