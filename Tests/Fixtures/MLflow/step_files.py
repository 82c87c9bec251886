# Assay: a large artifact up and down again.
# SPDX-License-Identifier: Apache-2.0
import hashlib
import os
import pathlib
import tempfile

import mlflow

from steps import unique

BLOCK = 1 << 20


def digest(path):
    total = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(BLOCK):
            total.update(block)
    return total.hexdigest()


def large_file(megabytes):
    """Both ways, in a folder beside small ones."""
    mlflow.set_experiment(unique("large"))
    with tempfile.TemporaryDirectory() as folder, mlflow.start_run() as run:
        path = pathlib.Path(folder) / "large.bin"
        with open(path, "wb") as file:
            for _ in range(int(megabytes)):
                file.write(os.urandom(BLOCK))
        sent = digest(path)
        mlflow.log_artifact(str(path), "files")
        path.unlink()
        copy = mlflow.artifacts.download_artifacts(f"runs:/{run.info.run_id}/files/large.bin", dst_path=folder)
        assert os.path.getsize(copy) == int(megabytes) * BLOCK and digest(copy) == sent
