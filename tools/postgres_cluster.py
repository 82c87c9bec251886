# Assay: a PostgreSQL server for tests, in a folder of its own, that ends with them.
# SPDX-License-Identifier: Apache-2.0
import os
import pathlib
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time

BINARIES = pathlib.Path("/usr/lib/postgresql/15/bin")
OWNER = "postgres"
SECONDS = 60


class PostgresCluster:
    """Started by `with`: initdb, a server on a free port of loopback and on a socket, a superuser with a password.
    `prefix` is a command that runs the server; the process must be the server's own all the same."""

    def __init__(self, prefix=()):
        self.password = secrets.token_urlsafe(12)
        self.prefix = prefix
        self.folder = self.port = self.server = None

    @property
    def url(self):
        return f"postgresql://assay:{self.password}@127.0.0.1:{self.port}/postgres"

    def __enter__(self):
        if not (BINARIES / "postgres").exists():
            raise SystemExit(f"there is no PostgreSQL 15 in {BINARIES}; run tools/setup")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-postgres-"))
        try:
            self._make()
            self.port = free_port()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.server and self.server.poll() is None:
            self.server.send_signal(2)  # SIGINT: a fast shutdown
            try:
                self.server.wait(SECONDS)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _owner(self):
        """PostgreSQL refuses to run as root: then everything is done as its own user."""
        if os.getuid() != 0:
            return {}
        entry = pwd.getpwnam(OWNER)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def _make(self):
        secret = self.folder / "password"
        secret.write_text(self.password)
        if owner := self._owner():
            os.chown(self.folder, owner["user"], owner["group"])
            os.chown(secret, owner["user"], owner["group"])
        subprocess.run([BINARIES / "initdb", "-D", self.folder / "data", "-U", "assay", "--pwfile", secret, "-A",
                        "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
                       check=True, stdout=subprocess.DEVNULL, cwd="/", **owner)
        secret.unlink()

    def kill(self):
        """Kills every process of the server, as a crash would."""
        children = pathlib.Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        for pid in (self.server.pid, *map(int, children)):
            try:
                os.kill(pid, 9)
            except ProcessLookupError:
                pass
        self.server.wait()

    def start(self):
        """Starts the server, also again on the same port after a `kill`; returns when it answers."""
        with open(self.folder / "log", "ab") as log:
            self.server = subprocess.Popen(
                [*self.prefix, BINARIES / "postgres", "-D", self.folder / "data", "-p", str(self.port), "-k",
                 self.folder, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"],
                stdout=log, stderr=log, cwd="/", **self._owner())
        end = time.monotonic() + SECONDS
        ready = [BINARIES / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        while subprocess.run(ready).returncode != 0:
            if self.server.poll() is not None or time.monotonic() > end:
                raise SystemExit("PostgreSQL does not start:\n" + (self.folder / "log").read_text()[-2000:])
            time.sleep(0.1)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
