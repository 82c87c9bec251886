# Assay: hostile paths and links, on every route that names an artifact.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import unittest

import test_artifacts as artifacts
from test_artifacts import PROXY

JSON = (("Content-Type", "application/json"),)
SECRET = b"nobody may read this"


class RouteTests(artifacts.ServerCase):
    """A run, a version of a model and a logged model, each with a file that can be had, and a secret beside the store."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.run_id = cls.api("runs/create", {"experiment_id": "0"})["run"]["info"]["run_id"]
        cls.run_folder = f"0/{cls.run_id}/artifacts"
        cls.api("registered-models/create", {"name": "m"})
        cls.api("model-versions/create", {"name": "m", "source": f"mlflow-artifacts:/{cls.run_folder}",
                                          "run_id": cls.run_id})
        made = cls.api("logged-models", {"experiment_id": "0", "name": "l"})
        cls.model_id = made["model"]["info"]["model_id"]
        for folder in (cls.run_folder, f"0/models/{cls.model_id}/artifacts"):
            cls.peer.request("PUT", f"{PROXY}/{folder}/file".encode(), b"content")
        (cls.server.folder / "secret").write_bytes(SECRET)
        model = f"/ajax-api/2.0/mlflow/logged-models/{cls.model_id}/artifacts"
        listed = f"/api/2.0/mlflow/logged-models/{cls.model_id}/artifacts"
        cls.reads = [
            f"/get-artifact?run_id={cls.run_id}&path=%s", "/model-versions/get-artifact?name=m&version=1&path=%s",
            f"{model}/files?artifact_file_path=%s"]
        cls.lists = [
            f"/api/2.0/mlflow/artifacts/list?run_id={cls.run_id}&path=%s",
            f"{listed}/directories?artifact_directory_path=%s", f"{PROXY}?path=%s"]
        cls.upload = f"/ajax-api/2.0/mlflow/upload-artifact?run_uuid={cls.run_id}&path=%s"

    @classmethod
    def api(cls, path, body):
        status, _, text = cls.peer.request("POST", f"/api/2.0/mlflow/{path}".encode(), json.dumps(body).encode(), JSON)
        if status != 200:
            raise AssertionError(text)
        return json.loads(text)

    def ask(self, method, target, path, body=b"", headers=()):
        return self.peer.request(method, target.replace("%s", path).encode(), body, headers)

    def test_the_file_can_be_had(self):
        for target in self.reads:
            self.assertEqual((200, b"content"), self.ask("GET", target, "file")[::2], target)

    def test_paths_that_are_refused(self):
        before = self.everything()
        part = json.dumps({"path": "x", "num_parts": 1, "upload_id": "u", "parts": []}).encode()
        calls = [("GET", target, b"", ()) for target in self.reads + self.lists]
        calls += [("HEAD", target, b"", ()) for target in self.reads]
        calls += [("POST", self.upload, b"evil", ()), ("GET", "/api/2.0/mlflow-artifacts/presigned/%s", b"", ())]
        calls += [("POST", f"/api/2.0/mlflow-artifacts/mpu/{step}/%s", part, JSON)
                  for step in ("create", "complete", "abort")]
        for path in artifacts.PathTests.REFUSED:
            for method, target, body, headers in calls:
                with self.subTest(path=path, method=method, target=target):
                    status, _, text = self.ask(method, target, path, body, headers)
                    self.assertEqual(400, status, text)
                    if method != "HEAD":
                        self.assertEqual("Invalid path", json.loads(text)["message"])
        self.assertEqual(before, self.everything())

    def everything(self):
        """All files of the server's folder, but for the database's, which change by themselves."""
        found = [os.path.join(folder, name) for folder, _, names in os.walk(self.server.folder) for name in names]
        return sorted(name for name in found if "store.db" not in name)

    def test_links_in_the_folder_of_a_run(self):
        secret = self.server.folder / "secret"
        places = [self.store / self.run_folder, self.store / f"0/models/{self.model_id}/artifacts"]
        for place in places:
            (place / "link").symlink_to(secret)
            (place / "folder").symlink_to(self.server.folder)
            self.addCleanup((place / "link").unlink)
            self.addCleanup((place / "folder").unlink)
        for target in self.reads:
            for path in ("link", "folder/secret", "folder"):
                status, _, text = self.ask("GET", target, path)
                self.assertTrue(400 <= status < 500, (target, path, status, text))
                self.assertNotIn(SECRET, text)
        for target, folder in zip(self.lists, ("", "", self.run_folder)):
            listed = json.loads(self.ask("GET", target, folder)[2])["files"]
            self.assertEqual(["file"], [file["path"] for file in listed], target)
            status, _, text = self.ask("GET", target, f"{folder}/folder".lstrip("/"))
            self.assertNotIn(b"secret", text)
        for path in ("link", "folder/secret", "folder/new"):
            status, _, text = self.ask("POST", self.upload, path, b"evil")
            self.assertTrue(path == "link" or status >= 400, (path, status, text))
        self.assertEqual(SECRET, secret.read_bytes())
        self.assertFalse((self.server.folder / "new").exists())

    def test_locations_that_lead_elsewhere_are_never_opened(self):
        for number, location in enumerate((
                "file:///etc", "/etc", "mlflow-artifacts:/../..", "mlflow-artifacts:/a/%2e%2e/%2e%2e/etc",
                "http://127.0.0.1:1/api/2.0/mlflow-artifacts/artifacts/..", "s3://bucket/x")):
            status, _, text = self.peer.request(
                "POST", b"/api/2.0/mlflow/experiments/create",
                json.dumps({"name": f"elsewhere-{number}", "artifact_location": location}).encode(), JSON)
            if status != 200:
                self.assertEqual(400, status, text)
                continue
            run = self.api("runs/create", {"experiment_id": json.loads(text)["experiment_id"]})["run"]["info"]["run_id"]
            for target in (f"/get-artifact?run_id={run}&path=passwd", f"/get-artifact?run_id={run}&path=secret",
                           f"/api/2.0/mlflow/artifacts/list?run_id={run}"):
                status, _, text = self.peer.request("GET", target.encode())
                self.assertGreaterEqual(status, 400, (location, target, text))
                self.assertNotIn(b"root:", text)
                self.assertNotIn(SECRET, text)


if __name__ == "__main__":
    unittest.main()
