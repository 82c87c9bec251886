# Assay: MLflow's client reads the same from MLflow, from Assay after an import, and from MLflow after an export.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import pathlib
import secrets
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

import dist
import mlflow_client
from diffmlflow.servers import Server
from mlflow_client import PYTHON, TrackingServer
from postgres_cluster import BINARIES
from test_kill import GIVEN

STEPS = dist.ROOT / "Tests/Fixtures/MLflow/transfer.py"
KEY = "MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY"
SECRET = "hZ4mJqXbG1rYcT0nVfWq2dKs8uEo7iLpAa3Rt5Yx6Bk="


class TransferCase(unittest.TestCase):
    def setUp(self):
        if reason := mlflow_client.reason_to_skip():
            self.skipTest(reason)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-transfer-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def python(self, *arguments):
        environment = {**os.environ, KEY: SECRET, "MLFLOW_DISABLE_TELEMETRY": "true", "PYTHONWARNINGS": "ignore"}
        done = subprocess.run([PYTHON, *map(str, arguments)], cwd=self.folder, env=environment, timeout=120,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.assertEqual(0, done.returncode, done.stdout[-3000:])

    def assay(self, *arguments, key=SECRET):
        environment = {**os.environ, **({KEY: key} if key else {})}
        return subprocess.run([dist.ASSAY, "db", *map(str, arguments)], cwd=self.folder, env=environment, timeout=120,
                              capture_output=True, text=True)

    def succeed(self, *arguments):
        done = self.assay(*arguments)
        self.assertEqual(0, done.returncode, done.stderr)
        return done.stdout

    def upgraded(self, database):
        """The same database, with MLflow's tables in it."""
        self.python("-m", "mlflow", "db", "upgrade", self.for_mlflow(database))
        return database

    def for_mlflow(self, database):
        return database.replace("postgresql:", "postgresql+psycopg2:")

    def sqlite(self, name):
        return f"sqlite:///{self.folder}/{name}.db"

    def postgres(self, name):
        if not GIVEN:
            self.skipTest("there is no PostgreSQL: run tools/test, or tools/with-postgres")
        name = f"{name}_{secrets.token_hex(4)}"
        subprocess.run([BINARIES / "psql", "-qc", f"CREATE DATABASE {name}", GIVEN], check=True)
        self.addCleanup(subprocess.run, [BINARIES / "psql", "-qc", f"DROP DATABASE {name} WITH (FORCE)", GIVEN])
        return GIVEN.rsplit("/", 1)[0] + "/" + name

    def seen(self, server):
        """What the client reads from a server, which is stopped then."""
        try:
            self.python(STEPS, "dump", server.url, self.folder / "seen.json")
        finally:
            server.stop()
        return json.loads((self.folder / "seen.json").read_text(encoding="utf-8"))

    def seen_by_mlflow(self, database):
        server = Server("mlflow", "mlflow", PYTHON.parent / "mlflow", database, {KEY: SECRET})
        server.wait()
        return self.seen(server)

    def seen_here(self, database):
        return self.seen(TrackingServer(database, environment={KEY: SECRET}))

    def assert_same(self, wanted, found):
        self.assertEqual(wanted.keys(), found.keys())
        for entity, items in wanted.items():
            self.assertTrue(items, f"the source has no {entity}")
            self.assertEqual(items, found[entity], entity)


class TransferTests(TransferCase):
    def test_there_and_back_on_both_databases(self):
        """From SQLite by way of PostgreSQL, here and there, back to SQLite."""
        source, target = self.sqlite("source"), self.upgraded(self.sqlite("target"))
        self.python(STEPS, "make", source)
        wanted = self.seen_by_mlflow(source)
        middle = self.upgraded(self.postgres("middle"))
        store = self.postgres("store")
        self.succeed("import", source, "--backend-store-uri", store)
        self.assert_same(wanted, self.seen_here(store))
        self.succeed("export", middle, "--backend-store-uri", store)
        self.assert_same(wanted, self.seen_by_mlflow(middle))
        self.succeed("import", middle, "--backend-store-uri", self.sqlite("store"))
        self.assert_same(wanted, self.seen_here(self.sqlite("store")))
        self.succeed("export", target, "--backend-store-uri", self.sqlite("store"))
        self.assert_same(self.rows("source"), self.rows("target"))

    def rows(self, name):
        """All rows of a database of MLflow's that were copied, but for what is made anew: ids of edges, ciphers."""
        database = sqlite3.connect(self.folder / f"{name}.db")
        database.row_factory = sqlite3.Row
        tables = {}
        for (table,) in list(database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")):
            # MLflow reads NULL and an empty text alike.
            found = [{key: "" if row[key] is None else row[key] for key in row.keys()
                      if key not in ("input_uuid", "secret")} for row in database.execute(f"SELECT * FROM {table}")]
            if found:
                tables[table] = sorted(found, key=repr)
        database.close()
        return tables


class ImportTests(TransferCase):
    @classmethod
    def setUpClass(cls):
        if reason := mlflow_client.reason_to_skip():
            raise unittest.SkipTest(reason)
        cls.made = pathlib.Path(tempfile.mkdtemp(prefix="assay-transfer-"))
        environment = {**os.environ, KEY: SECRET, "MLFLOW_DISABLE_TELEMETRY": "true", "PYTHONWARNINGS": "ignore"}
        subprocess.run([PYTHON, STEPS, "make", f"sqlite:///{cls.made}/source.db"], env=environment, check=True,
                       cwd=cls.made, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.made)

    def setUp(self):
        super().setUp()
        shutil.copy(self.made / "source.db", self.folder / "source.db")
        self.source = self.sqlite("source")

    def run_sql(self, text):
        with sqlite3.connect(self.folder / "source.db") as database:
            database.execute(text)
        database.close()

    def assert_refused(self, words, *arguments, key=SECRET):
        done = self.assay("import", *arguments, key=key)
        self.assertEqual((2, ""), (done.returncode, done.stdout))
        self.assertIn(words, done.stderr)

    def test_the_source_stays_as_it_is(self):
        before = (self.folder / "source.db").read_bytes()
        self.succeed("import", self.source, "--backend-store-uri", self.sqlite("store"))
        self.assertEqual(before, (self.folder / "source.db").read_bytes())
        self.assertEqual([], list(self.folder.glob("source.db-*")))

    def test_killed_and_begun_again(self):
        self.succeed("import", self.source, "--backend-store-uri", self.sqlite("whole"))
        command = [dist.ASSAY, "db", "import", self.source, "--backend-store-uri", self.sqlite("store")]
        delay, kills = 0.01, 0
        while True:
            process = subprocess.Popen(command, env={**os.environ, KEY: SECRET}, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE, text=True)
            try:
                _, errors = process.communicate(timeout=delay)
                break
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                kills, delay = kills + 1, delay * 1.15
        self.assertGreater(kills, 3)
        if "the store is not empty" not in errors:  # the kill before this one fell between the end and the exit
            self.assertEqual(0, process.returncode, errors)
        self.assert_same(self.seen_here(self.sqlite("whole")), self.seen_here(self.sqlite("store")))

    def test_a_store_that_is_not_empty(self):
        self.succeed("import", self.source, "--backend-store-uri", self.sqlite("store"))
        self.assert_refused("the store is not empty", self.source, "--backend-store-uri", self.sqlite("store"))

    def test_another_revision(self):
        self.run_sql("UPDATE alembic_version SET version_num = 'aaaa'")
        self.assert_refused("mlflow db upgrade", self.source, "--backend-store-uri", self.sqlite("store"))

    def test_no_database_of_mlflow(self):
        sqlite3.connect(self.folder / "empty.db").execute("CREATE TABLE t (x)").connection.close()
        self.assert_refused("no database of MLflow's", self.sqlite("empty"), "--backend-store-uri", self.sqlite("s"))
        self.assert_refused("does not exist", self.sqlite("missing"), "--backend-store-uri", self.sqlite("s"))

    def test_a_secret_without_its_key(self):
        self.assert_refused(KEY, self.source, "--backend-store-uri", self.sqlite("store"), key=None)
        self.succeed("import", self.source, "--backend-store-uri", self.sqlite("store"))

    def test_what_has_no_place_is_named(self):
        self.run_sql("INSERT INTO jobs (id, job_name, creation_time, status, params, retry_count, last_update_time, "
                     "workspace) VALUES ('1', 'x', 1, 1, '{}', 0, 1, 'default')")
        done = self.assay("import", self.source, "--backend-store-uri", self.sqlite("store"))
        self.assertIn("no place for them: 1 jobs", done.stderr)


if __name__ == "__main__":
    unittest.main()
