# Assay: `assay artifacts` and `assay models` on a store that the mlflow client reads too.
# SPDX-License-Identifier: Apache-2.0
import filecmp
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import dist
from mlflow_client import PYTHON, TrackingServer, reason_to_skip

MEGABYTE = 1 << 20

#: What the mlflow client finds, as JSON.
CLIENT = """
import json, sys
import mlflow
from mlflow import MlflowClient
client = MlflowClient()
logged = client.create_logged_model("0", name="logged")
open("MLmodel", "w").write("flavors: {}")
client.log_model_artifact(logged.model_id, "MLmodel")
run, target = sys.argv[1:]
mlflow.artifacts.download_artifacts(run_id=run, dst_path=target)
model = client.get_registered_model("checkout")
version = client.get_model_version_by_alias("checkout", "champion")
print(json.dumps({"logged": logged.model_id, "tags": model.tags, "aliases": model.aliases, "version": version.version,
                  "stage": version.current_stage, "run": version.run_id, "version_tags": version.tags}))
"""


class StoreCase(unittest.TestCase):
    """Each test has a folder; the commands in it use the store in ./assay-data."""

    @classmethod
    def setUpClass(cls):
        if not dist.ASSAY.exists() or not dist.has_command("artifacts"):
            raise unittest.SkipTest("this build has no 'assay artifacts'")

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-cli-tracking-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(("ASSAY_", "MLFLOW_"))}

    def run_assay(self, *arguments):
        return dist.run(dist.ASSAY, *arguments, cwd=self.folder, env=self.environment)

    def assay(self, *arguments):
        done = self.run_assay(*arguments)
        self.assertEqual(0, done.returncode, done.stderr)
        return done.stdout

    def refused(self, *arguments):
        """The complaint of a command that fails."""
        done = self.run_assay(*arguments)
        self.assertEqual(2, done.returncode, done.stdout + done.stderr)
        self.assertEqual("", done.stdout)
        return done.stderr

    def make_run(self):
        return self.assay("runs", "create", "--experiment-id", "0", "--run-name", "night").split(" with id ")[1][:32]

    def tree(self):
        """A folder of files to upload."""
        tree = self.folder / "tree"
        (tree / "sub/deep").mkdir(parents=True)
        (tree / "a.txt").write_text("hello")
        (tree / "empty").write_bytes(b"")
        (tree / "sub/deep/ünï codé.bin").write_bytes(os.urandom(3 * MEGABYTE + 7))
        return tree

    def assert_same(self, left, right):
        def files(folder):
            return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        self.assertEqual(files(left), files(right))
        match, mismatch, errors = filecmp.cmpfiles(left, right, files(left), shallow=False)
        self.assertEqual((len(files(left)), [], []), (len(match), mismatch, errors))


class ArtifactTests(StoreCase):
    def test_folders_up_and_down(self):
        run, tree = self.make_run(), self.tree()
        self.assay("artifacts", "log-artifacts", "-l", tree, "-r", run, "-a", "data/in")
        place = self.assay("artifacts", "download", "-r", run, "-a", "data/in", "-d", "out")
        self.assertEqual(f"\n{self.folder}/out/in\n", place)
        self.assert_same(tree, self.folder / "out/in")
        whole = self.assay("artifacts", "download", "--run-id", run).strip()
        self.addCleanup(shutil.rmtree, whole)
        self.assert_same(tree, pathlib.Path(whole) / "data/in")

    def test_a_file_and_lists(self):
        run, tree = self.make_run(), self.tree()
        self.assay("artifacts", "log-artifact", "-l", tree / "a.txt", "-r", run)
        self.assay("artifacts", "log-artifact", "-l", tree / "a.txt", "-r", run, "-a", "x/y")
        # As `mlflow artifacts list` of 3.17.2 prints it.
        self.assertEqual('[{\n  "path": "a.txt",\n  "is_dir": false,\n  "file_size": 5\n}, '
                         '{\n  "path": "x",\n  "is_dir": true\n}]\n', self.assay("artifacts", "list", "-r", run))
        self.assertEqual(["x/y/a.txt"], [entry["path"] for entry in json.loads(
            self.assay("artifacts", "list", "-r", run, "-a", "x/y"))])
        for nothing in ("a.txt", "nowhere"):
            self.assertEqual("[]\n", self.assay("artifacts", "list", "-r", run, "-a", nothing))
        place = self.assay("artifacts", "download", "-u", f"runs:/{run}/x/y/a.txt", "-d", "deep/out")
        self.assertEqual(f"\n{self.folder}/deep/out/a.txt\n", place)
        self.assertEqual("hello", pathlib.Path(place.strip()).read_text())

    def test_what_is_wrong_is_named(self):
        run, tree = self.make_run(), self.tree()
        unknown = "0" * 32
        self.assertIn(unknown, self.refused("artifacts", "list", "-r", unknown))
        self.assertIn("nofile", self.refused("artifacts", "log-artifact", "-l", "nofile", "-r", run))
        self.assertIn("log-artifacts", self.refused("artifacts", "log-artifact", "-l", tree, "-r", run))
        self.assertIn("nofolder", self.refused("artifacts", "log-artifacts", "-l", "nofolder", "-r", run))
        self.assertIn("nope", self.refused("artifacts", "download", "-r", run, "-a", "nope", "-d", "out"))
        self.assertIn("--artifact-uri", self.refused("artifacts", "download"))
        self.assertIn("s3://", self.refused("artifacts", "download", "-u", "s3://bucket/x"))
        for path in ("../x", "a/../../x", "/etc"):
            self.assertIn(path, self.refused("artifacts", "log-artifact", "-l", tree / "a.txt", "-r", run, "-a", path))
        self.assertEqual("[]\n", self.assay("artifacts", "list", "-r", run))
        self.assertEqual([], [path for path in self.folder.rglob("*.assay-part")])

    def test_runs_with_a_folder_of_their_own(self):
        place = self.folder / "elsewhere"
        self.assay("experiments", "create", "-n", "own", "-l", f"file://{place}")
        run = self.assay("runs", "create", "--experiment-name", "own").split(" with id ")[1][:32]
        self.assay("artifacts", "log-artifact", "-l", self.tree() / "a.txt", "-r", run)
        self.assertEqual("hello", (place / run / "artifacts/a.txt").read_text())


class ModelTests(StoreCase):
    def test_the_life_of_a_model(self):
        run = self.make_run()
        self.assay("models", "create", "-n", "it's", "-t", "team=search", "-d", "finds things")
        for number in (1, 2):
            self.assertIn(f"version {number} ", self.assay(
                "models", "versions", "create", "-n", "it's", "-s", f"runs:/{run}/model", "-r", run))
        self.assay("models", "alias", "set", "-n", "it's", "-m", "2", "-a", "champion")
        self.assay("models", "transition", "-n", "it's", "-m", "1", "-s", "Production")
        self.assay("models", "tag", "set", "-n", "it's", "-m", "1", "-k", "proof", "--value", "a=b")
        model = json.loads(self.assay("models", "describe", "-n", "it's"))
        self.assertEqual([{"key": "team", "value": "search"}], model["tags"])
        self.assertEqual([{"alias": "champion", "version": "2"}], model["aliases"])
        lines = [line.split() for line in self.assay("models", "versions", "-n", "it's").splitlines()]
        self.assertEqual([["2", "None", "champion"], ["1", "Production", run]],
                         [line[:3] for line in lines[1:]])
        self.assertIn("champion=2", self.assay("models", "list"))
        self.assay("models", "alias", "delete", "-n", "it's", "-a", "champion")
        self.assay("models", "versions", "delete", "-n", "it's", "-m", "2")
        self.assay("models", "rename", "-n", "it's", "--new-name", "checkout")
        self.assertIn("it's", self.refused("models", "describe", "-n", "it's"))
        version = json.loads(self.assay("models", "versions", "describe", "-n", "checkout", "-m", "1"))
        self.assertEqual([{"key": "proof", "value": "a=b"}], version["tags"])
        self.assay("models", "delete", "-n", "checkout")
        self.assertEqual([], json.loads(self.assay("models", "list", "--output", "json")))

    def test_refusals(self):
        self.assay("models", "create", "-n", "one")
        self.assertIn("one", self.refused("models", "create", "-n", "one"))
        self.assertIn("none", self.refused("models", "versions", "-n", "none"))
        self.assertIn("Nirvana", self.refused("models", "transition", "-n", "one", "-m", "1", "-s", "Nirvana"))
        self.assertIn("key=value", self.refused("models", "create", "-n", "two", "-t", "tag"))
        self.assertIn("not there yet", self.refused("models", "serve", "-m", "models:/one/1"))


class SharedStoreTests(StoreCase):
    """What the commands write, the mlflow client reads from a server on the same store."""

    def test_the_mlflow_client_reads_it(self):
        if reason := reason_to_skip():
            self.skipTest(reason)
        run, tree = self.make_run(), self.tree()
        self.assay("artifacts", "log-artifacts", "-l", tree, "-r", run, "-a", "model")
        self.assay("models", "create", "-n", "checkout", "-t", "team=shop")
        self.assay("models", "versions", "create", "-n", "checkout", "-s", f"runs:/{run}/model", "-r", run, "-t", "a=1")
        self.assay("models", "alias", "set", "-n", "checkout", "-m", "1", "-a", "champion")
        self.assay("models", "transition", "-n", "checkout", "-m", "1", "-s", "Staging")
        data = self.folder / "assay-data"
        server = TrackingServer(f"sqlite:///{data}/assay.db", data / "artifacts")
        self.addCleanup(server.stop)
        environment = {**self.environment, "MLFLOW_TRACKING_URI": server.url, "MLFLOW_DISABLE_TELEMETRY": "true",
                       "DO_NOT_TRACK": "true", "PYTHONWARNINGS": "ignore"}
        done = subprocess.run([PYTHON, "-c", CLIENT, run, "seen"], cwd=self.folder, env=environment, timeout=120,
                              capture_output=True, text=True)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assert_same(tree, self.folder / "seen/model")
        found = json.loads(done.stdout.splitlines()[-1])
        logged = found.pop("logged")
        self.assertEqual({"tags": {"team": "shop"}, "aliases": {"champion": "1"}, "version": "1", "stage": "Staging",
                          "run": run, "version_tags": {"a": "1"}}, found)
        place = self.assay("artifacts", "download", "-u", "models:/checkout@champion", "-d", "by-alias").strip()
        self.assert_same(tree, pathlib.Path(place))
        place = self.assay("artifacts", "download", "-u", f"models:/{logged}/MLmodel", "-d", "logged").strip()
        self.assertEqual("flavors: {}", pathlib.Path(place).read_text())


if __name__ == "__main__":
    unittest.main()
