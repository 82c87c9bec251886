# Assay: starts the servers to compare, each with its own folder and database, and ends them.
# SPDX-License-Identifier: Apache-2.0
import contextlib
import http.client
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from postgres_cluster import PostgresCluster

START_SECONDS = 120


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server process: `kind` is mlflow or assay, `database` a URI of its own; `extra` are options of Assay's."""

    def __init__(self, kind, name, program, database=None, variables=None, extra=()):
        self.name = name
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"diff-{name}-"))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = database or f"sqlite:///{self.folder}/store.db"
        command = [str(program), "server", "--backend-store-uri", self.database,
                   "--artifacts-destination", str(self.folder / "artifacts"),
                   "--host", "127.0.0.1", "--port", str(self.port)]
        environment = {**os.environ, "PYTHONWARNINGS": "ignore", "MLFLOW_DISABLE_TELEMETRY": "true",
                       "DO_NOT_TRACK": "true", "MLFLOW_ENABLE_AI_GATEWAY": "false",
                       # MLflow makes up a key at every start, Assay on PostgreSQL refuses to forget one.
                       "MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY": "bm90IGEgc2VjcmV0LCBmb3IgdGVzdHMgb25seSEhISE=",
                       **(variables or {})}
        if kind == "mlflow":
            # SQLAlchemy 2.1 takes another driver for a bare postgresql: URI.
            command[3] = command[3].replace("postgresql:", "postgresql+psycopg2:")
            command += ["--workers", "1"]
        else:
            command += extra
        self.log = self.folder / "log.txt"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=subprocess.STDOUT, start_new_session=True)

    def own_texts(self):
        """The texts that only this server can say, and what they stand for."""
        return [(str(self.folder), "<folder>"), (self.database.rpartition("@")[2], "<database>")]

    def wait(self):
        """Returns once it answers; an error with its log otherwise."""
        limit = time.monotonic() + START_SECONDS
        while time.monotonic() < limit and self.process.poll() is None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            try:
                connection.request("GET", "/health")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.05)
            finally:
                connection.close()
        log = self.log.read_text(errors="replace")[-3000:]
        raise RuntimeError(f"{self.name} did not start: {log}")

    def stop(self, keep=False):
        """Ends it and all its children."""
        for sign, seconds in ((signal.SIGTERM, 10), (signal.SIGKILL, 10)):
            if self.process.poll() is not None:
                break
            self.signal(sign)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                continue
        self.signal(signal.SIGKILL)
        if not keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    def signal(self, sign):
        try:
            os.killpg(self.process.pid, sign)
        except ProcessLookupError:
            pass


def mlflow_program():
    """The mlflow command beside the Python that runs this."""
    return pathlib.Path(sys.executable).parent / "mlflow"


@contextlib.contextmanager
def started(options, variables, extra=()):
    """The servers of a run, all answering; ended with it. `extra` are more options of Assay's."""
    kinds = [("mlflow", "mlflow", mlflow_program())]
    if options.peer == "mlflow":
        kinds.append(("mlflow", "mlflow-2", mlflow_program()))
    elif not options.peer.startswith("http"):
        kinds.append(("assay", "assay", options.peer))
    with contextlib.ExitStack() as stack:
        databases = [None] * len(kinds)
        if options.backend == "postgres":
            cluster = stack.enter_context(PostgresCluster())
            databases = [new_database(cluster.url, name.replace("-", "_")) for _, name, _ in kinds]
        servers = []
        for kind, database in zip(kinds, databases):
            servers.append(Server(*kind, database, variables, extra))
            stack.callback(servers[-1].stop, options.keep)
        for server in servers:
            server.wait()
        yield servers


def new_database(url, name):
    """Makes a database beside the one of the URL; its own URL."""
    import psycopg2  # the tests, which have no psycopg2, use the rest of this file

    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        connection.cursor().execute(f'CREATE DATABASE "{name}"')
    finally:
        connection.close()
    return url.rpartition("/")[0] + "/" + name
