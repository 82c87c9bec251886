# Assay: a run meets every fault of the table, counts each as one failed request with its reason, and goes on.
# SPDX-License-Identifier: Apache-2.0
import json
import unittest

from assay_run import Run, requires_run
from fixture_servers import FaultServer


@requires_run
class FaultTests(unittest.TestCase):
    def check(self, client):
        with FaultServer() as server:
            cases = [(f"{fault['name']} {over}", url, fault["error"]) for fault, over, url in server.cases()]
            rows = "".join(f'{name},"{url}",{server.url("/ok")}\n' for name, url, _ in cases)
            run = Run("Faults.swift", "--client", f"{client}={json.dumps(server.config())}", "--host", server.url(""),
                      "-u", "4", "-r", "4", "-t", "180s", "--stop-timeout", "20s", "--max-dispatch-delay", "10s",
                      files={"urls.csv": "name,url,good\n" + rows}, seconds=240)
        self.assertEqual(run.code, 1, run.output)
        errors = {row["Name"]: row["Error"] for row in run.failures}
        for name, _, error in cases:
            with self.subTest(fault=name):
                self.assertEqual(run.count("Requests", name), 1)
                self.assertEqual(run.count("Failures", name), 1 if error else 0)
                self.assertEqual(errors.get(name, ""), error)
        self.assertEqual(run.count("Requests", "good"), len(cases))
        self.assertEqual(run.count("Failures", "good"), 0)
        self.assertEqual(run.count("Requests"), 2 * len(cases))
        self.assertEqual(run.count("Failures"), sum(1 for case in cases if case[2]))
        self.assertEqual(run.count("Interrupted"), 0)

    def test_httpfast(self):
        self.check("assay.client.httpfast")

    def test_http(self):
        self.check("assay.client.http")


if __name__ == "__main__":
    unittest.main()
