# Assay: runs `assay run` for a test and reads what it reports.
# SPDX-License-Identifier: Apache-2.0
import csv
import os
import pathlib
import shutil
import tempfile
import unittest

import dist

SCENARIOS = dist.ROOT / "Tests/Fixtures/Scenarios"
#: Whether runs have the length that the claim is made for, instead of one that fits a daily test.
IS_LONG = os.environ.get("ASSAY_LONG") == "1"


def requires_run(test):
    """Skips a test where the built tree cannot do what it needs."""
    if not dist.ASSAY.exists() or not dist.has_command("run"):
        return unittest.skip("this build has no 'assay run'")(test)
    if not list((dist.DIST / "lib/assay/plugins").glob("libCSVExporter.so")):
        return unittest.skip("this build has no CSV exporter")(test)
    return test


def environment():
    """The environment without what is for the tests: `assay run` reads every ASSAY_ variable as an option."""
    return {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}


class Run:
    """One finished run: `code`, `output`, and the rows of its CSV files."""

    def __init__(self, target, *options, files=(), seconds=120):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-run-"))
        try:
            for name, text in dict(files).items():
                (folder / name).write_text(text)
            done = dist.run(dist.ASSAY, "run", SCENARIOS / target, "--headless", "--csv", folder / "out",
                            *options, seconds=seconds, cwd=folder, env=environment())
            self.code, self.output = done.returncode, done.stdout + done.stderr
            tables = {file.stem: self.rows(file) for file in folder.glob("out_*.csv")}
        finally:
            shutil.rmtree(folder)
        if "out_assay" not in tables:
            raise AssertionError(f"the run ended with {self.code} and wrote no report:\n{self.output}")
        rows = tables["out_assay"]
        self.names = {row["Name"]: row for row in rows if row["Kind"] == "request"}
        self.total = next(row for row in rows if row["Kind"] == "total")
        self.failures = tables["out_failures"]

    @staticmethod
    def rows(file):
        with open(file, encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def count(self, column, name=None):
        """A count of a name, or of the total."""
        row = self.names.get(name, {}) if name else self.total
        return int(row.get(column, 0))

    def times(self, prefix=""):
        """The percentiles of the total in milliseconds; with "From Send " those from send."""
        return {share: float(self.total[f"{prefix}{share}%"]) for share in ("50", "75", "90", "95", "99", "99.9")}
