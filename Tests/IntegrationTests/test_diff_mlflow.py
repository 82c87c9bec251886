# Assay: what the differential test's comparison takes for equal, and what not.
# SPDX-License-Identifier: Apache-2.0
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import types
import unittest

import dist
import mlflow_client

sys.path.insert(0, str(dist.ROOT / "tools"))
from diffmlflow.compare import Comparison  # noqa: E402
from diffmlflow.known import Known  # noqa: E402
from diffmlflow.ratchet import Ratchet  # noqa: E402
from diffmlflow.wire import Answer, Side  # noqa: E402


class ComparisonTests(unittest.TestCase):
    """No server: answers made by hand."""

    def setUp(self):
        self.comparison = Comparison([Side("a", "http://127.0.0.1:1", [("/tmp/a", "<folder>")]),
                                      Side("b", "http://127.0.0.1:2", [("/tmp/b", "<folder>")])])

    def places(self, left, right, status=200, headers=None):
        def answer(value, of):
            text = value if isinstance(value, str) else json.dumps(value)
            kind = "text/plain" if isinstance(value, str) else "application/json"
            return Answer(of, {"content-type": kind, **(headers or {})}, text.encode())
        return [place for place, _, _ in self.comparison.differences(answer(left, 200), answer(right, status))]

    def test_ids_are_bound_to_each_other_for_good(self):
        self.assertEqual(self.places({"run_id": "a" * 32}, {"run_id": "b" * 32}), [])
        self.assertEqual(self.places({"message": f"Run {'a' * 32}"}, {"message": f"Run {'b' * 32}"}), [])
        self.assertEqual(self.places({"run_id": "a" * 32}, {"run_id": "c" * 32}), ["run_id"])
        self.assertEqual(self.places({"run_id": "d" * 32}, {"run_id": "b" * 32}), ["run_id"])

    def test_what_the_client_sent_is_no_id(self):
        self.assertEqual(self.places({"description": "d" * 1001}, {"description": "d" * 1001}), [])
        self.assertEqual(self.places({"run_id": "d" * 32}, {"run_id": "c" * 32}), [])
        self.assertEqual(self.places({"description": "d" * 1001}, {"description": "d" * 1001}), [])
        self.assertEqual(self.places({"description": "d" * 1001}, {"description": "d" * 1002}), ["description"])

    def test_lists_without_an_order_are_paired_by_their_ids(self):
        for one, two in (("1" * 32, "f" * 32), ("2" * 32, "e" * 32)):
            self.assertEqual(self.places({"run_id": one}, {"run_id": two}), [])
        left = {"model_inputs": [{"model_id": "m-" + "1" * 32}, {"model_id": "m-" + "2" * 32}]}
        self.assertEqual(self.places(left, {"model_inputs": [{"model_id": "m-" + "e" * 32},
                                                             {"model_id": "m-" + "f" * 32}]}), [])
        self.assertNotEqual(self.places(left, {"model_inputs": [{"model_id": "m-" + "e" * 32},
                                                                {"model_id": "m-" + "d" * 32}]}), [])

    def test_times_of_the_servers_are_equal_and_others_are_not(self):
        now = int(time.time() * 1000)
        self.assertEqual(self.places({"creation_time": now}, {"creation_time": now + 40}), [])
        self.assertEqual(self.places({"end_time": 5}, {"end_time": 6}), ["end_time"])
        self.assertEqual(self.places({"end_time": now}, {"end_time": 6}), ["end_time"])

    def test_types_and_absence_count(self):
        for left, right in ((1, 1.0), (1, True), (1, "1"), (None, 0), ("NaN", float("nan")), (0.0, -0.0)):
            self.assertEqual(self.places({"x": left}, {"x": right}), ["x"], (left, right))
        self.assertEqual(self.places({"x": []}, {}), ["x"])
        self.assertEqual(self.places({}, {"x": None}), ["x"])

    def test_order_counts_except_in_tags_params_and_latest_metrics(self):
        self.assertEqual(self.places({"runs": [1, 2]}, {"runs": [2, 1]}), ["runs.0", "runs.1"])
        one, two = {"key": "a", "value": "1"}, {"key": "b", "value": "2"}
        self.assertEqual(self.places({"run": {"data": {"tags": [one, two]}}}, {"run": {"data": {"tags": [two, one]}}}),
                         [])
        self.assertNotEqual(self.places({"metrics": [one, two]}, {"metrics": [two, one]}), [])

    def test_own_folder_and_address_stand_for_each_other(self):
        self.assertEqual(self.places("at /tmp/a/x of http://127.0.0.1:1/", "at /tmp/b/x of http://127.0.0.1:2/"), [])
        self.assertEqual(self.places("at /tmp/a/x", "at /tmp/c/x"), ["body"])

    def test_status_and_headers_count(self):
        self.assertEqual(self.places({}, {}, status=201), ["status"])
        left = Answer(200, {"content-type": "a"}, b"")
        self.assertEqual(self.comparison.differences(left, Answer(200, {"content-type": "b"}, b""))[0][0],
                         "header content-type")

    def test_only_the_presence_of_a_page_token_counts(self):
        self.assertEqual(self.places({"next_page_token": "x"}, {"next_page_token": "y"}), [])
        self.assertEqual(self.places({"next_page_token": "x"}, {}), ["next_page_token"])


def exchange(case, left, right):
    """Two answers of one call, whose bodies differ; each a status and a text."""
    answers = [Answer(status, {}, text.encode()) for status, text in (left, right)]
    return types.SimpleNamespace(endpoint="GET /x", case=case, answers=answers, found=[("body", left, right)])


class ListsTests(unittest.TestCase):
    """The lists of differences that may be there."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, value):
        path = pathlib.Path(self.folder.name) / "list.json"
        path.write_text(json.dumps(value), encoding="utf-8")
        return path

    def known(self, **change):
        entry = {"name": "n", "calls": "x: good", "places": "body", "mlflow": "^500", "assay": "^4", "reproducer": "curl",
                 "reason": "because", **change}
        return Known(self.file({"differences": [entry]}))

    def test_an_entry_explains_what_it_names_and_nothing_else(self):
        self.assertEqual(self.known().explain(exchange("good", (500, "a"), (400, "b"))), "n")
        for case, left, right in (("bad", (500, ""), (400, "")), ("good", (400, ""), (400, "")),
                                  ("good", (500, ""), (200, ""))):
            self.assertIsNone(self.known().explain(exchange(case, left, right)))
        self.assertIsNone(self.known(places="status").explain(exchange("good", (500, ""), (400, ""))))

    def test_nothing_excuses_a_failure_of_assay(self):
        for status in (500, 503, 0):
            self.assertIsNone(self.known(assay=".").explain(exchange("good", (500, "a"), (status, "b"))))

    def test_an_entry_of_another_database_explains_nothing(self):
        path = self.known(backend="postgres") and pathlib.Path(self.folder.name) / "list.json"
        found = exchange("good", (500, "a"), (400, "b"))
        self.assertEqual(Known(path, "postgres").explain(found), "n")
        self.assertIsNone(Known(path, "sqlite").explain(found))
        self.assertEqual(Known(path, "sqlite").gone(), [])

    def test_an_entry_says_all(self):
        with self.assertRaises(SystemExit):
            self.known(reproducer="")
        Known(dist.ROOT / "tools/diffmlflow/known.json")

    def test_the_open_differences_are_exactly_those_of_the_list(self):
        ratchet = Ratchet(self.file({"GET /x: two": 2, "GET /x: gone": 1, "GET /x: fewer": 3}))
        calls = [exchange(case, (200, "a"), (200, "b")) for case in ("two", "two", "fewer", "new", "known")]
        known = types.SimpleNamespace(explain=lambda exchange: exchange.case == "known")
        self.assertEqual([line.partition(", ")[0] for line in ratchet.complaints(calls, known)],
                         ["GET /x: fewer: only 1 calls differ now: write 1 in list.json",
                          "GET /x: gone: no call differs any more: remove it from list.json",
                          "GET /x: new: 1 calls differ"])


class ShortRunTests(unittest.TestCase):
    """The real thing: a share of the calls to a real MLflow and to Assay."""

    OPEN = dist.ROOT / "tools/diffmlflow/open.json"
    # Artifacts and the page have tests of their own.
    PART = "^(?!.*(artifact|files|hostile|page|GraphQL|graphql|gateway|experiment_id: id))"

    def test_nothing_differs_but_what_is_listed(self):
        if reason := mlflow_client.reason_to_skip():
            self.skipTest(reason)
        with tempfile.TemporaryDirectory() as folder:
            report = pathlib.Path(folder) / "report.json"
            done = subprocess.run([dist.ROOT / "tools/diff-mlflow", "--short", "--seed", "1", "--only", self.PART, "--peer",
                                   dist.ASSAY, "--open", self.OPEN, "--json", report], capture_output=True, text=True,
                                  timeout=300)
            self.assertEqual(done.returncode, 0, f"{done.stdout[-4000:]}\n{done.stderr[-2000:]}")
            found = json.loads(report.read_text(encoding="utf-8"))
        self.assertGreater(found["calls"], 1000)
        self.assertEqual(found["blocked"], [])


if __name__ == "__main__":
    unittest.main()
