# Assay: a database that is killed, cut off or full: 503 with a reason, nothing acknowledged is lost, and it goes on by
# itself.
# SPDX-License-Identifier: Apache-2.0
import collections
import errno
import http.client
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import unittest

import dist
from mlflow_client import TrackingServer
from postgres_cluster import BINARIES, PostgresCluster

sys.path.insert(0, str(dist.ROOT / "tools/bench"))
from kill_writers import Client, Writer, must, verify


def wait_until(condition, seconds=60):
    """Returns as soon as `condition` is true."""
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            raise AssertionError("it does not come to pass")
        time.sleep(0.01)


class FaultCase(unittest.TestCase):
    def setUp(self):
        if not dist.ASSAY.exists() or not dist.has_command("server"):
            self.skipTest("this build has no 'assay server'")

    def start(self, **options):
        server = TrackingServer(**options)
        self.addCleanup(server.stop)
        return server

    def load(self, server, clients=8):
        """Writers at work, each with something acknowledged."""
        writers = [Writer(number, server.port, "0", "load") for number in range(clients)]
        for writer in writers:
            writer.start()
        self.grows(writers)
        return writers

    def grows(self, writers):
        """Waits until every writer has had more acknowledged than now."""
        before = [len(writer.acknowledged) for writer in writers]
        wait_until(lambda: all(len(writer.acknowledged) > count for writer, count in zip(writers, before)))

    def finish(self, writers):
        """Ends the writers: nothing that was acknowledged is lost, nothing is half, and refusals say why."""
        for writer in writers:
            writer.stopping.set()
        for writer in writers:
            writer.join(60)
        lost, half, _ = verify(writers)
        self.assertEqual(([], []), (lost, half))
        self.assertEqual([], [write for writer in writers for write in writer.open], "a connection was cut")
        refusals = collections.Counter()
        for writer in writers:
            for _, status, answer in writer.refused:
                self.assertEqual((503, "TEMPORARILY_UNAVAILABLE"), (status, answer.get("error_code")), answer)
                self.assertGreater(len(answer["message"]), 40, answer)
                refusals[answer["message"]] += 1
        return refusals


class SQLiteTests(FaultCase):
    def test_a_full_disk(self):
        if os.getuid() != 0:
            self.skipTest("only root can mount a small disk")
        disk = pathlib.Path(tempfile.mkdtemp(prefix="assay-disk-"))
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m,mode=700", "tmpfs", disk], check=True)
        self.addCleanup(disk.rmdir)
        self.addCleanup(subprocess.run, ["umount", "-l", disk], check=True)
        server = self.start(database=f"sqlite:///{disk}/store.db", artifacts=disk / "artifacts")
        writers = self.load(server)
        self.fill(disk / "filler")
        wait_until(lambda: all(writer.refused for writer in writers))
        self.assertEqual((503, "TEMPORARILY_UNAVAILABLE"), self.upload(server, b"x" * (1 << 20)))
        self.assertEqual([], os.listdir(disk / "artifacts/.assay-uploads"))
        must(self.get(server, "experiments/get", experiment_id="0"))
        (disk / "filler").unlink()
        self.grows(writers)
        self.assertEqual((200, None), self.upload(server, b"x" * (1 << 20)))
        refusals = self.finish(writers)
        self.assertTrue(any("full" in message for message in refusals), refusals)
        server.stop()

    def test_a_file_that_may_not_grow(self):
        server = self.start()
        writers = self.load(server)
        size = max(file.stat().st_size for file in server.folder.glob("store.db*"))
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        wait_until(lambda: all(writer.refused for writer in writers))
        must(self.get(server, "experiments/get", experiment_id="0"))
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        self.grows(writers)
        self.assertTrue(self.finish(writers))

    @staticmethod
    def fill(path):
        """Writes a file until the disk is full."""
        with open(path, "wb", buffering=0) as file:
            for piece in (1 << 20, 4096, 1):
                try:
                    while file.write(bytes(piece)):
                        pass
                except OSError as error:
                    if error.errno != errno.ENOSPC:
                        raise

    @staticmethod
    def get(server, path, **query):
        client = Client(server.port)
        answer = client.get(path, **query)
        client.connection.close()
        return answer

    @staticmethod
    def upload(server, body):
        """The status and the error code of an upload."""
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("PUT", "/api/2.0/mlflow-artifacts/artifacts/big", body)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, json.loads(text)["error_code"] if text else None


class PostgresTests(FaultCase):
    def test_killed_and_started_again_under_load(self):
        with PostgresCluster() as cluster:
            server = self.start(database=cluster.url)
            writers = self.load(server)
            cluster.kill()
            wait_until(lambda: all(writer.refused for writer in writers))
            self.assertEqual(200, self.health(server))
            cluster.start()
            self.grows(writers)
            self.assertTrue(self.finish(writers))
            server.stop()

    def health(self, server):
        client = Client(server.port)
        client.connection.request("GET", "/health")
        answer = client.connection.getresponse()
        answer.read()
        client.connection.close()
        return answer.status

    def test_connections_that_were_cut_while_idle_are_not_noticed(self):
        with PostgresCluster() as cluster:
            server = self.start(database=cluster.url)
            client = Client(server.port)
            run = must(client.post("runs/create", {"experiment_id": "0"}))["run"]["info"]["run_id"]
            for step in range(20):
                self.assertGreater(self.cut(cluster), 0)
                must(client.post("runs/log-batch", {"run_id": run, "metrics": [
                    {"key": key, "value": step, "timestamp": step, "step": step} for key in ("a", "b")]}))
                self.cut(cluster)
                must(client.get("runs/get", run_id=run))
            history = must(client.get("metrics/get-history", run_id=run, metric_key="b"))["metrics"]
            self.assertEqual(list(range(20)), [point["step"] for point in history])
            client.connection.close()
            server.stop()

    def test_connections_that_are_cut_under_load(self):
        with PostgresCluster() as cluster:
            server = self.start(database=cluster.url)
            writers = self.load(server)
            cut = 0
            for _ in range(30):
                cut += self.cut(cluster)
                self.grows(writers[:2])
            self.assertGreater(cut, 30)
            self.finish(writers)
            server.stop()

    @staticmethod
    def cut(cluster):
        """Ends the server's connections; how many there were."""
        text = ("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")
        done = subprocess.run([BINARIES / "psql", "-Atc", text, cluster.url], check=True, capture_output=True, text=True)
        return int(done.stdout)


if __name__ == "__main__":
    unittest.main()
