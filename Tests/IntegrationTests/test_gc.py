# Assay: `assay gc` that is killed at any point leaves no file or row that nobody owns, and takes nothing that lives.
# SPDX-License-Identifier: Apache-2.0
import contextlib
import json
import pathlib
import secrets
import sqlite3
import subprocess
import time
import unittest
import urllib.request

import dist
from mlflow_client import TrackingServer
from postgres_cluster import BINARIES
from test_kill import GIVEN

DELETED = 300
KEPT = 20


class GarbageCase(unittest.TestCase):
    """A server on `database` with deleted and live runs that have a file each."""

    def setUp(self):
        if not dist.ASSAY.exists() or not dist.has_command("gc"):
            self.skipTest("this build has no 'assay gc'")

    def post(self, path, body):
        request = urllib.request.Request(f"{self.server.url}/api/2.0/mlflow/{path}", json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def new_run(self):
        info = self.post("runs/create", {"experiment_id": "0"})["run"]["info"]
        self.post("runs/log-batch", {"run_id": info["run_id"], "params": [{"key": "p", "value": "v"}],
                                     "metrics": [{"key": "m", "value": 1, "timestamp": 1, "step": 0}]})
        path = info["artifact_uri"].removeprefix("mlflow-artifacts:/")
        request = urllib.request.Request(f"{self.server.url}/api/2.0/mlflow-artifacts/artifacts/{path}/file.txt",
                                         b"text", method="PUT")
        urllib.request.urlopen(request, timeout=60).close()
        return info["run_id"]

    def owned_files(self):
        return {path.parts[-3] for path in (self.server.folder / "artifacts/0").rglob("file.txt")}

    def collect(self, seconds=None):
        """Runs the command, and kills it after `seconds`; whether it came to its end."""
        command = [dist.ASSAY, "gc", "--backend-store-uri", self.server.database, "--artifacts-destination",
                   self.server.folder / "artifacts"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            _, errors = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return False
        self.assertEqual((0, ""), (process.returncode, errors))
        return True

    def check(self, database, query):
        """Kills the command ever later until it comes to its end; `query` reads a column of the database."""
        self.server = TrackingServer(database)
        self.addCleanup(self.server.stop)
        kept = {self.new_run() for _ in range(KEPT)}
        deleted = {self.new_run() for _ in range(DELETED)}
        for run in deleted:
            self.post("runs/delete", {"run_id": run})
        kills, partly, delay = 0, 0, 0.01
        while not self.collect(delay):
            kills, delay = kills + 1, delay * 1.1
            rows, files = set(query("SELECT run_id FROM runs")), self.owned_files()
            noted = {pathlib.PurePosixPath(uri).parts[-2] for uri in query("SELECT uri FROM abandoned_artifacts")}
            self.assertLessEqual(kept, rows & files)
            self.assertEqual(set(), files - rows - noted, "files that nobody owns and no note names")
            self.assertEqual(set(), rows - files, "runs without their files")
            partly += len(rows) < KEPT + DELETED
        self.assertGreater(kills, 3)
        self.assertTrue(self.collect())
        self.assertEqual(kept, self.owned_files())
        self.assertEqual(KEPT, sum(path.is_file() for path in (self.server.folder / "artifacts").rglob("*")))
        for table in ("runs", "params", "latest_metrics", "metric_tail", "tags"):
            numbers = "run_id" if table == "runs" else "run_no"
            self.assertEqual(KEPT, len(set(query(f"SELECT {numbers} FROM {table}"))), table)
        self.assertEqual([], query("SELECT uri FROM abandoned_artifacts"))
        self.assertGreater(partly, 0, "no kill fell between the first row and the last")


class GarbageTests(GarbageCase):
    def test_sqlite(self):
        def query(text):
            with contextlib.closing(sqlite3.connect(self.server.folder / "store.db")) as database:
                return [row[0] for row in database.execute(text)]

        self.check(None, query)

    def test_postgres(self):
        if not GIVEN:
            self.skipTest("there is no PostgreSQL: run tools/test, or tools/with-postgres")
        name = f"gc_{secrets.token_hex(4)}"
        subprocess.run([BINARIES / "psql", "-qc", f"CREATE DATABASE {name}", GIVEN], check=True)
        self.addCleanup(subprocess.run, [BINARIES / "psql", "-qc", f"DROP DATABASE {name} WITH (FORCE)", GIVEN])
        database = GIVEN.rsplit("/", 1)[0] + "/" + name

        def query(text):
            return subprocess.run([BINARIES / "psql", "-Atc", text, database], check=True, text=True,
                                  stdout=subprocess.PIPE).stdout.split()

        self.check(database, query)


if __name__ == "__main__":
    unittest.main()
