# Assay: every fault of the table costs a client exactly one failed request with the expected error.
# SPDX-License-Identifier: Apache-2.0
import unittest

from client_driver import ClientDriver
from fixture_servers import FaultServer


class ClientFaultTests(unittest.TestCase):
    def check(self, component):
        with FaultServer() as server, ClientDriver(component, server.config()) as driver:
            for fault, over, url in server.cases():
                with self.subTest(fault=fault["name"], over=over):
                    self.check_result(driver.send(url), fault["error"])
            self.assertEqual(driver.send(server.url("/ok"))["body"], "ok")

    def check_result(self, result, error):
        self.assertEqual(result["error_text"], error)
        self.assertEqual(result["recorded"], 1)
        self.assertEqual(result["recorded_error"], error)
        self.assertEqual(result["outcome"], 1 if error else 0)
        self.assertEqual(result["is_success"], not error)
        # The clock is read once more at the end of a request that failed.
        self.assertLessEqual(abs(result["total_ns"] - result["sum_ns"]), 200_000 + result["total_ns"] // 100,
                             "the phases do not add up")

    def test_httpfast(self):
        self.check("assay.client.httpfast")

    def test_http(self):
        self.check("assay.client.http")


if __name__ == "__main__":
    unittest.main()
