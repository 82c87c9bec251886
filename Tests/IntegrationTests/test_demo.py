# Assay: what tools/demo runs ends well and leaves its report.
# SPDX-License-Identifier: Apache-2.0
import pathlib
import tempfile
import unittest

import dist
import nginx


@unittest.skipUnless(dist.has_command("run"), "this assay has no command 'run'")
class DemoTests(unittest.TestCase):
    def test_a_run_with_a_report(self):
        with tempfile.TemporaryDirectory(prefix="assay-demo-test-") as folder, nginx.serve() as server:
            report = pathlib.Path(folder, "report.html")
            result = dist.run(dist.ASSAY, "run", dist.ROOT / "tools/demo.swift", "--host",
                              server.url, "--users", "20", "--spawn-rate", "20", "--run-time", "3s",
                              "--stop-timeout", "5s", "--html", report, seconds=120)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn("Aggregated", result.stderr + result.stdout)
            self.assertIn("<svg", report.read_text())
            self.assertIn(server.url, report.read_text())


if __name__ == "__main__":
    unittest.main()
