# Assay: a server that is killed in the middle of writes loses nothing that it acknowledged, and keeps no half writes.
# SPDX-License-Identifier: Apache-2.0
import os
import secrets
import subprocess
import sys
import threading
import unittest

import dist
from mlflow_client import TrackingServer
from postgres_cluster import BINARIES

sys.path.insert(0, str(dist.ROOT / "tools/bench"))
from kill_rounds import Rounds

GIVEN = os.environ.get("ASSAY_TEST_POSTGRES")
ROUNDS = 3


class KillCase(unittest.TestCase):
    def setUp(self):
        if not dist.ASSAY.exists() or not dist.has_command("server"):
            self.skipTest("this build has no 'assay server'")

    def new_database(self):
        if not GIVEN:
            self.skipTest("there is no PostgreSQL: run tools/test, or tools/with-postgres")
        name = f"kill_{secrets.token_hex(4)}"
        subprocess.run([BINARIES / "psql", "-qc", f"CREATE DATABASE {name}", GIVEN], check=True)
        self.addCleanup(subprocess.run, [BINARIES / "psql", "-qc", f"DROP DATABASE {name} WITH (FORCE)", GIVEN])
        return GIVEN.rsplit("/", 1)[0] + "/" + name

    def check(self, database=None, servers=1):
        """The rounds of tools/bench/kill."""
        rounds = Rounds(database, servers)
        self.addCleanup(rounds.stop)
        for number in range(1, ROUNDS + 1):
            row = rounds.run(number)
            self.assertGreater(row[2], 0, "nothing was acknowledged before the kill")
        self.assertEqual((0, []), (rounds.wrong(), rounds.last_look()), rounds.rows)


class KillTests(KillCase):
    def test_sqlite(self):
        self.check()

    def test_postgres(self):
        self.check(self.new_database())

    def test_one_of_two_servers_on_one_database(self):
        self.check(self.new_database(), servers=2)


class TwoServerTests(KillCase):
    def test_two_start_at_once_on_an_empty_database(self):
        database = self.new_database()
        servers, failures = [], []

        def start():
            try:
                servers.append(TrackingServer(database))
            except RuntimeError as error:
                failures.append(str(error))

        threads = [threading.Thread(target=start) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        for server in servers:
            server.stop()
        self.assertEqual((4, []), (len(servers), failures))


if __name__ == "__main__":
    unittest.main()
