# Assay: the unmodified mlflow client from end to end, on SQLite and on PostgreSQL.
# SPDX-License-Identifier: Apache-2.0
"""With ASSAY_TEST_TRACKING_URI the same steps run against that server: a real MLflow passes them."""
import base64
import os
import unittest

import mlflow_client
from mlflow_client import GIVEN, TrackingServer, step

MEGABYTE = 1 << 20


class Steps:
    """Each test is a step of Tests/Fixtures/MLflow, in a process of its own."""

    server = None

    @classmethod
    def setUpClass(cls):
        if reason := mlflow_client.reason_to_skip():
            raise unittest.SkipTest(reason)
        cls.start()

    @classmethod
    def start(cls):
        cls.server = None if GIVEN else TrackingServer()

    @classmethod
    def tearDownClass(cls):
        if cls.server:
            cls.server.stop()

    def run_step(self, name, *arguments, seconds=300):
        problem = step(GIVEN or self.server.url, name, *arguments, seconds=seconds)
        self.assertIsNone(problem, problem)

    def test_log_everything(self):
        self.run_step("log_everything")

    def test_nested_runs(self):
        self.run_step("nested_runs")

    def test_histories(self):
        self.run_step("histories")

    def test_search(self):
        self.run_step("search")

    def test_lives_of_experiments_and_runs(self):
        self.run_step("lives")

    def test_autolog_of_scikit_learn(self):
        self.run_step("autolog")

    def test_model_logged_registered_and_loaded(self):
        self.run_step("model_round")

    def test_logged_models(self):
        self.run_step("logged_models")

    def test_registry(self):
        self.run_step("registry")

    def test_pages_of_the_registry(self):
        self.run_step("pages")

    def test_webhooks(self):
        self.run_step("webhooks")

    def test_prompts(self):
        self.run_step("prompts")

    def test_large_file_both_ways_in_bounded_memory(self):
        before = self.server and self.server.peak_memory()
        self.run_step("large_file", 100)
        if before is not None:
            growth = self.server.peak_memory() - before
            self.assertLess(growth, 48 * MEGABYTE, "the server held the file in memory")

    def test_eight_processes_in_one_experiment(self):
        self.run_step("many_processes", 8, seconds=600)


class SQLiteTests(Steps, unittest.TestCase):
    """The default database."""


@unittest.skipIf(GIVEN, "the server that is given has its own database")
class PostgresTests(Steps, unittest.TestCase):
    """PostgreSQL, in a cluster of the tests' own."""

    @classmethod
    def start(cls):
        from postgres_cluster import PostgresCluster
        cluster = PostgresCluster()
        cls.enterClassContext(cluster)
        # A server keeps the key of webhooks' secrets beside an SQLite file; for PostgreSQL its owner gives one.
        key = base64.urlsafe_b64encode(os.urandom(32)).decode()
        cls.server = TrackingServer(cluster.url, environment={"MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY": key})


if __name__ == "__main__":
    unittest.main()
