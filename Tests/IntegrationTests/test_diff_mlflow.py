# Assay: what the differential test's comparison takes for equal, and what not.
# SPDX-License-Identifier: Apache-2.0
import json
import sys
import time
import unittest

import dist

sys.path.insert(0, str(dist.ROOT / "tools"))
from diffmlflow.compare import Comparison  # noqa: E402
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


if __name__ == "__main__":
    unittest.main()
