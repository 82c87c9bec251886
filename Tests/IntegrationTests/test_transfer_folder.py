# Assay: MLflow's client reads the same from a folder that Assay has imported as from one that MLflow has migrated.
# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
import os
import random
import subprocess
import unittest
import urllib.request

import dist
from mlflow_client import TrackingServer
from test_kill import GIVEN
from test_transfer import STEPS, TransferCase

ALPHABET = list(" \n\n\t'\"\\:#-?{}[]&*!|>%@`,~=.0123456789aeEnull\u00e9\u6f22\u2026\u00a0\x07\x7f") + ["\U0001f642", "  ", ": ", " #", "\n\n", "word "]
AWKWARD = ["null", "~", "", "5123e012", "1e5", "true", "'", '"', "\\", "- a", "a: b", "# a", "a #b", "\n", "\n a\n\n", " a ",
           "x" * 300, "word " * 60, "a\n" * 40, "\tx", "{}", "[]", "---", "...", "%YAML", "0x1F", "1_000", "12:30:45"]


class FolderCase(TransferCase):
    def setUp(self):
        super().setUp()
        self.source = self.folder / "mlruns"

    def files(self):
        """What every file of the source holds and when it was written."""
        return {str(path): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).digest())
                for path in sorted(self.source.rglob("*")) if path.is_file()}

    def refused(self, *arguments):
        done = self.assay("import", *arguments)
        self.assertEqual((2, ""), (done.returncode, done.stdout))
        return done.stderr


class FolderTests(FolderCase):
    def test_as_mlflow_migrates(self):
        self.python(STEPS, "make", self.source)
        self.python("-m", "mlflow", "migrate-filestore", "--source", self.folder, "--target", self.sqlite("migrated"))
        wanted = self.seen_by_mlflow(self.sqlite("migrated"))
        self.assertEqual([], wanted.pop("webhooks"))
        before = self.files()
        for store in [self.sqlite("store")] + ([self.postgres("store")] if GIVEN else []):
            self.succeed("import", self.source, "--backend-store-uri", store)
            found = self.seen_here(store)
            self.assertEqual([], found.pop("webhooks"))
            odd = [point for run in found["runs"] for point in run["history"].get("odd/value", ())]
            # Python takes it for the 0.0 that SQLite has made of it for MLflow.
            self.assertEqual(["-0.0"], [str(point["value"]) for point in odd if point["value"] == 0])
            self.assert_same(wanted, found)
        self.assertEqual(before, self.files())

    def test_killed_and_begun_again(self):
        self.python(STEPS, "make", self.source, 20, 2000)
        self.succeed("import", self.folder, "--backend-store-uri", self.sqlite("whole"))
        command = [dist.ASSAY, "db", "import", self.folder, "--backend-store-uri", self.sqlite("store")]
        delay, kills, errors = 0.01, 0, ""
        while True:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
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
        whole, again = self.seen_here(self.sqlite("whole")), self.seen_here(self.sqlite("store"))
        self.assertEqual(22 + 2, len(again["runs"]))
        self.assertEqual(whole, again)
        self.assertIn("the store is not empty", self.refused(self.folder, "--backend-store-uri", self.sqlite("store")))


class FileTests(FolderCase):
    def test_texts_of_every_kind(self):
        """What PyYAML writes, read from the store."""
        chance = random.Random(7)
        texts = AWKWARD + ["".join(chance.choices(ALPHABET, k=chance.randint(1, 200))) for _ in range(400)]
        (self.folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
        (self.folder / "make.py").write_text(
            "import json, os, sys\n"
            "from mlflow.utils.yaml_utils import write_yaml\n"
            "for number, text in enumerate(json.load(open('texts.json', encoding='utf-8'))):\n"
            "    folder = f'mlruns/models/m{number:04}'\n"
            "    os.makedirs(folder)\n"
            "    write_yaml(folder, 'meta.yaml', {'name': f'm{number:04}', 'creation_timestamp': number,\n"
            "               'last_updated_timestamp': number, 'description': text, 'aliases': {text + 'x': '1'}})\n",
            encoding="utf-8")
        self.python("make.py")
        self.succeed("import", self.source, "--backend-store-uri", self.sqlite("store"))
        server = TrackingServer(self.sqlite("store"))
        try:
            address = f"{server.url}/api/2.0/mlflow/registered-models/search?max_results=1000"
            with urllib.request.urlopen(address) as answer:
                found = json.load(answer)["registered_models"]
        finally:
            server.stop()
        self.assertEqual(texts, [model.get("description", "") for model in found])

    def make_run(self, **files):
        """An experiment with a run, and files in it."""
        run = self.source / "7" / ("a" * 32)
        for folder in ("metrics", "params", "tags"):
            (run / folder).mkdir(parents=True)
        (self.source / "7/meta.yaml").write_text("experiment_id: '7'\nname: seven\nlifecycle_stage: active\n")
        (run / "meta.yaml").write_text(f"run_id: {'a' * 32}\nstatus: 3\nstart_time: 1\n")
        for name, text in files.items():
            (run / name.replace("__", "/")).write_text(text)

    def test_a_line_that_is_no_point(self):
        self.make_run(metrics__loss="1 0.5 0\n2 half 1\n")
        said = self.refused(self.source, "--backend-store-uri", self.sqlite("store"))
        self.assertIn("metrics/loss': '2 half 1' is no value of a metric", said)

    def test_points_of_every_age(self):
        """Two fields, three, those of a data set; repeated ones count once, as in a database."""
        self.make_run(metrics__loss="1 0.5\n2 nan 1\n3 -inf 2\n3 -inf 2\n4 1e-07 3 some data abc\n")
        self.succeed("import", self.source, "--backend-store-uri", self.sqlite("store"))
        server = TrackingServer(self.sqlite("store"))
        try:
            address = f"{server.url}/api/2.0/mlflow/metrics/get-history?run_id={'a' * 32}&metric_key=loss"
            with urllib.request.urlopen(address) as answer:
                found = json.load(answer)["metrics"]
        finally:
            server.stop()
        self.assertEqual([(1, 0.5, 0), (2, "NaN", 1), (3, -1.7976931348623157e308, 2), (4, 1e-07, 3)],
                         [(int(point["timestamp"]), point["value"], int(point["step"])) for point in found])

    def test_an_experiment_without_a_number(self):
        self.make_run()
        os.rename(self.source / "7", self.source / "seven")
        said = self.refused(self.source, "--backend-store-uri", self.sqlite("store"))
        self.assertIn("seven': an experiment whose id is no number cannot be imported", said)

    def test_other_folders(self):
        said = self.refused(self.folder, "--backend-store-uri", self.sqlite("store"))
        self.assertIn("is no folder of MLflow's", said)
        self.assertIn("there is no folder", self.refused(self.folder / "none", "--backend-store-uri", self.sqlite("s")))

    def test_the_server_names_the_command(self):
        self.make_run()
        (self.source / ".trash").mkdir()
        done = subprocess.run([dist.ASSAY, "server", "--backend-store-uri", self.source], capture_output=True, text=True,
                              timeout=60)
        self.assertEqual(2, done.returncode)
        self.assertIn(f"bring it over with 'assay db import {self.source}'", done.stderr)

    def test_traces_are_named(self):
        self.make_run()
        (self.source / "7/traces/tr-1").mkdir(parents=True)
        done = self.assay("import", self.source, "--backend-store-uri", self.sqlite("store"))
        self.assertIn("no place for them: 1 traces", done.stderr)


if __name__ == "__main__":
    unittest.main()
