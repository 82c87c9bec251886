# Assay: the same users on the same server make the same load and see the same times in Assay and in Locust.
# SPDX-License-Identifier: Apache-2.0
import csv
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import dist
from assay_run import IS_LONG, SCENARIOS, Run, requires_run
from fixture_servers import LatencyServer

VERSION = "2.47.0"


def locust():
    """The locust command in an environment of its own, installed when it is not there; None with a reason else."""
    folder = pathlib.Path(os.environ.get("ASSAY_LOCUST", dist.ROOT / ".build/locust"))
    command = folder / "bin/locust"
    if not command.exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True, timeout=120)
            subprocess.run([folder / "bin/pip", "install", "--quiet", f"locust=={VERSION}"], check=True,
                           capture_output=True, timeout=300)
        except (subprocess.SubprocessError, OSError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            return None, f"pip cannot install locust {VERSION} here: {error}"
    return command, ""


def count_at_full_load(record, seconds):
    """How many requests the server received in the seconds that begin 3 s after the first: how each of the two starts
    its users is left out."""
    begin = min(received for received, _ in record) + 3_000_000_000
    return sum(begin <= received < begin + seconds * 1_000_000_000 for received, _ in record)


@requires_run
class LocustParityTests(unittest.TestCase):
    SECONDS = 60 if IS_LONG else 20
    USERS = 50
    LAW = ("constant=200", "exponential=50")

    def options(self, server):
        return ["--headless", "--host", f"http://127.0.0.1:{server.port}", "-u", str(self.USERS),
                "-r", str(self.USERS), "-t", f"{self.SECONDS}s", "--stop-timeout", "5"]

    def run_locust(self, command):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-locust-"))
        self.addCleanup(shutil.rmtree, folder)
        with LatencyServer(*self.LAW, "seed=1") as server:
            done = dist.run(command, "-f", SCENARIOS / "Pausing.py", "--csv", folder / "out",
                            *self.options(server), seconds=self.SECONDS + 60)
            record = server.record()
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(folder / "out_stats.csv", encoding="utf-8", newline="") as file:
            row = next(row for row in csv.DictReader(file) if row["Name"] == "Aggregated")
        return count_at_full_load(record, self.SECONDS - 5), {share: float(row[f"{share}%"]) for share in ("50", "95")}

    def run_assay(self):
        with LatencyServer(*self.LAW, "seed=2") as server:
            run = Run("Pausing.swift", *self.options(server), "--max-dispatch-delay", "10s",
                      seconds=self.SECONDS + 60)
            record = server.record()
        self.assertEqual(run.code, 0, run.output)
        self.assertEqual(run.count("Requests"), len(record))
        return count_at_full_load(record, self.SECONDS - 5), run.times()

    def test_same_counts_and_times(self):
        command, reason = locust()
        if not command:
            self.skipTest(reason)
        their_count, their_times = self.run_locust(command)
        our_count, our_times = self.run_assay()
        self.assertLess(abs(our_count - their_count), 0.02 * their_count, f"{our_count} and {their_count} requests")
        for share in ("50", "95"):
            self.assertLess(abs(our_times[share] - their_times[share]), 0.05 * their_times[share],
                            f"p{share}: {our_times[share]} and {their_times[share]} ms")


if __name__ == "__main__":
    unittest.main()
