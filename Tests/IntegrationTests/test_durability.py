# Assay: an acknowledged write is on the disk: what the connections say, and what the system calls show.
# SPDX-License-Identifier: Apache-2.0
import http.client
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

import dist
from mlflow_client import TrackingServer
from postgres_cluster import BINARIES, PostgresCluster

API = "/api/2.0/mlflow/"
CALLS = "fsync,fdatasync,read,recvfrom,readv,write,writev,sendto,sendmsg"


def strace(log):
    """Runs a program under strace, which writes to `log`, as a process of its own behind the program."""
    return ("strace", "-D", "-f", "-ttt", "-T", "-yy", "-s", "64", "-e", f"trace={CALLS}", "-o", str(log))


class Trace:
    """The calls that count in traces of one or more processes, each a letter, in the order of time: a request has been
    read (q), the disk has `file` (s), an answer begins to be written (a)."""

    REQUEST = re.compile(r"(?:read|recvfrom|readv)\(\d+<TCP.*(?:POST|PUT) /api")
    ANSWER = re.compile(r"(?:write|writev|sendto|sendmsg)\(\d+<TCP.*HTTP/1.1 200")
    LINE = re.compile(r"(\d+) +(\d+\.\d+) (.*)")

    def __init__(self, file, *texts):
        self.sync = re.compile(r"f(?:data)?sync\(\d+<[^>]*%s[^>]*>\) += 0 " % re.escape(file))
        events = [event for text in texts for event in self.events(text)]
        self.letters = "".join(letter for _, letter in sorted(events))

    def events(self, text):
        begun = {}
        for line in text.splitlines():
            if not (found := self.LINE.match(line)):
                continue
            process, time, call = found[1], float(found[2]), found[3]
            if call.startswith("<... "):
                begin, head = begun.pop(process, (time, ""))
                call = head + call.partition("resumed>")[2]
                end = time
            elif call.endswith("<unfinished ...>"):
                begun[process] = (time, call.removesuffix("<unfinished ...>").rstrip())
                continue
            else:
                begin, end = time, time + float((re.search(r"<([\d.]+)>$", call) or [0, "0"])[1])
            if self.ANSWER.search(call):
                yield begin, "a"
            elif self.REQUEST.search(call):
                yield end, "q"
            elif self.sync.search(call):
                yield end, "s"

    def answers_without(self):
        """How many answers were written though nothing was synced since their request, and how many there are."""
        found = re.findall(r"q[sq]*a", self.letters)
        return sum("s" not in one for one in found), len(found)


def writes(server, count=8):
    """Sends writes of several kinds, one at a time; how many."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)

    def post(path, body):
        connection.request("POST", API + path, json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise AssertionError(text)
        return json.loads(text or b"{}")

    run = post("runs/create", {"experiment_id": "0", "start_time": 1})["run"]["info"]["run_id"]
    post("registered-models/create", {"name": "durable"})
    for step in range(count):
        point = {"key": "m", "value": step, "timestamp": step, "step": step}
        post("runs/log-metric", {"run_id": run, **point})
        post("runs/log-batch", {"run_id": run, "metrics": [{**point, "key": "n"}],
                                "params": [{"key": f"p{step}", "value": "v"}], "tags": [{"key": "t", "value": "v"}]})
        post("runs/set-tag", {"run_id": run, "key": "t", "value": str(step)})
        post("model-versions/create", {"name": "durable", "source": "s3://bucket/x"})
    connection.close()
    return 2 + 4 * count


class DurabilityCase(unittest.TestCase):
    def setUp(self):
        if not dist.ASSAY.exists() or not dist.has_command("server"):
            self.skipTest("this build has no 'assay server'")
        if not shutil.which("strace"):
            self.skipTest("there is no strace: run tools/setup")
        self.folder = tempfile.mkdtemp(prefix="assay-trace-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        os.chmod(self.folder, 0o777)

    def read(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8", errors="replace") as file:
            return file.read()

    def start(self, **options):
        server = TrackingServer(**options)
        self.addCleanup(server.stop)
        return server


class SQLiteTests(DurabilityCase):
    def test_synced_before_the_answer(self):
        log = os.path.join(self.folder, "server")
        server = self.start(prefix=strace(log))
        count = writes(server)
        said = (server.folder / "log").read_text()
        server.stop()
        trace = Trace("store.db-wal", self.read("server"))
        self.assertEqual((0, count), trace.answers_without(), trace.letters)
        self.assertRegex(said, r"INFO/assay.sql.sqlite: commits of .*: journal_mode=wal, synchronous=full")

    def test_artifacts_are_synced_before_the_answer(self):
        log = os.path.join(self.folder, "server")
        server = self.start(prefix=strace(log))
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        for name in ("a", "b/c"):
            connection.request("PUT", f"/api/2.0/mlflow-artifacts/artifacts/{name}", b"x")
            answer = connection.getresponse()
            self.assertEqual((200, b""), (answer.status, answer.read()))
        connection.close()
        server.stop()
        text = self.read("server")
        for place in ("artifacts/.assay-uploads/", "artifacts", "artifacts/b"):
            self.assertIn("s", Trace(place, text).letters, place)
        self.assertEqual((0, 2), Trace("artifacts/.assay-uploads/", text).answers_without())


class PostgresTests(DurabilityCase):
    def test_synced_before_the_answer(self):
        with PostgresCluster(prefix=strace(os.path.join(self.folder, "database"))) as cluster:
            server = self.start(database=cluster.url, prefix=strace(os.path.join(self.folder, "server")))
            said = (server.folder / "log").read_text()
            count = writes(server)
            server.stop()
        self.assertRegex(said, r"INFO/assay.sql.postgres: commits of .*: synchronous_commit=on, fsync=on")
        trace = Trace("/pg_wal/", self.read("server"), self.read("database"))
        self.assertEqual((0, count), trace.answers_without(), trace.letters)

    def test_a_weaker_setting_is_told(self):
        with PostgresCluster() as cluster:
            subprocess.run([BINARIES / "psql", "-qc", "ALTER DATABASE postgres SET synchronous_commit = off", cluster.url],
                           check=True)
            server = self.start(database=cluster.url)
            said = (server.folder / "log").read_text()
        self.assertRegex(said, "WARNING/assay.sql.postgres: the server may lose .*synchronous_commit=off")


if __name__ == "__main__":
    unittest.main()
