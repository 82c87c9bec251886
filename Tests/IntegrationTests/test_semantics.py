# Assay: users start, go on and end as they do in Locust: the same cases in both, and the same trace expected of both.
# SPDX-License-Identifier: Apache-2.0
import collections
import json
import pathlib
import shutil
import tempfile
import unittest

import dist
from assay_run import SCENARIOS, environment, requires_run
from test_locust_parity import locust

#: What each case does, as Locust 2.47.0 did it; an error is one that Locust tells user_error.
EXPECTED = {
    "Chain": "start, a, wait, b, wait, c, a, wait, b, wait, c, stop",
    "Deep": "start, set start, inner start, task 1, error, wait, task 2, inner stop, wait, inner start, task 3,"
            " inner stop, set stop, stop",
    "ErrorInStop": "start, task 1, stop",
    "InterruptInStart": "start, error",
    "InterruptLater": "start, set start, task 1, set stop, wait, set start, task 2, set stop, stop",
    "InterruptNow": "start, set start, task 1, wait, task 2, set stop, set start, task 3, wait, task 4, set stop, stop",
    "Reschedule": "start, task 1, wait, task 2, task 3, wait, task 4, stop",
    "RescheduleInStart": "start, error",
    "Sequence": "start, a, wait, b, wait, b, wait, c, wait, a, wait, b, wait, b, wait, c, a, wait, b, wait, b, wait, c,"
                " stop",
    # A set whose on_start throws is not entered, and so not left.
    "SetStart": "start, set start, error, wait, set start, wait, set start, set start, set start, wait, set start, stop",
    "SetStop": "start, set start, task 1, set stop, set start, task 2, set stop, wait, set start, task 3, set stop,"
               " set start, task 4, set stop, stop",
    "SetStopAtEnd": "start, task 1, set stop, stop",
    "StartError": "start, error",
    "StopInStart": "start, stop",
    "StopInStop": "start, task 1, stop",
    "StopInTask": "start, task 1, stop",
    "TaskError": "start, task 1, error, wait, task 2, stop",
}

#: Where Assay differs, and says so in docs/scenario-author.md: errors of on_stop count like others, and Interrupt in the
#: root set is an error of the task. Locust ends the user there, without its on_stop.
OTHERWISE = {"ErrorInStop": 1, "SetStop": 1, "SetStopAtEnd": 1, "RootInterrupt": 1}


def traces(output):
    """The trace of each class."""
    found = collections.defaultdict(list)
    for line in output.splitlines():
        if line.startswith("TRACE "):
            _, case, what = line.split(" ", 2)
            found[case].append(what)
    return found


@requires_run
class SemanticsTests(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-semantics-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def test_locust_does_what_is_expected(self):
        command, reason = locust()
        if not command:
            self.skipTest(reason)
        done = dist.run(command, "-f", SCENARIOS / "Semantics.py", "--headless", "-u", "18", "-r", "100", "-t", "3s",
                        "--only-summary", cwd=self.folder)
        found = traces(done.stdout)
        self.assertEqual(found.pop("RootInterrupt"), ["start", "task 1"])
        self.assertEqual({case: ", ".join(trace) for case, trace in found.items()}, EXPECTED)

    def test_assay_does_the_same(self):
        done = dist.run(dist.ASSAY, "run", SCENARIOS / "Semantics.swift", "--headless", "-u", "18", "-r", "100",
                        "-t", "60s", "--json-file", "out", "--only-summary", seconds=120, cwd=self.folder, env=environment())
        self.assertIn("all users have ended", done.stderr)
        self.assertEqual(done.returncode, 1)
        found = traces(done.stdout)
        self.assertEqual(found.pop("RootInterrupt"), ["start", "task 1", "wait", "task 2", "stop"])
        self.assertEqual({case: ", ".join(trace) for case, trace in found.items()},
                         {case: trace.replace(", error", "") for case, trace in EXPECTED.items()})
        self.assertEqual(self.exceptions(), {
            **OTHERWISE, **{case: 1 for case, trace in EXPECTED.items() if "error" in trace}})

    def exceptions(self):
        """How many exceptions each class has."""
        with open(self.folder / "out.json", encoding="utf-8") as file:
            rows = json.load(file)["exceptions"]
        return {row["user_class"]: row["count"] for row in rows}


if __name__ == "__main__":
    unittest.main()
