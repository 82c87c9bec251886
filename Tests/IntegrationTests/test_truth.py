# Assay: what a run reports agrees with the server's own record of every request.
# SPDX-License-Identifier: Apache-2.0
import unittest

from assay_run import IS_LONG, Run, requires_run
from fixture_servers import LatencyServer


def percentile(values, share):
    """The nearest rank."""
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 100)
    return ordered[int(min(max(rank, 1), len(ordered))) - 1]


def disagreements(reported, record):
    """The percentiles that differ by more than 1 % and by more than 100 µs."""
    latencies = [(sent - received) / 1e6 for received, sent in record]
    found = []
    for share, time in reported.items():
        truth = percentile(latencies, float(share))
        if abs(time - truth) > max(0.1, truth / 100):
            found.append(f"p{share}: reported {time:.3f} ms, the server says {truth:.3f} ms")
    return found


@requires_run
class TruthTests(unittest.TestCase):
    SECONDS = 60 if IS_LONG else 10

    def run_against(self, law, *options):
        with LatencyServer(*law) as server:
            run = Run("Steady.swift", "--host", f"http://127.0.0.1:{server.port}", "-t", f"{self.SECONDS}s",
                      "--stop-timeout", "5s", "--loops", "1", "--max-dispatch-delay", "10s", *options)
            record = server.record()
        self.assertEqual(run.count("Failures"), 0, run.output)
        self.assertEqual(run.count("Requests") + run.count("Interrupted"), len(record))
        self.assertEqual(disagreements(run.times("From Send "), record), [])
        return run

    def test_constant(self):
        run = self.run_against(["constant=2"], "-u", "20", "-r", "20")
        # Without a schedule a request is due when it is sent.
        self.assertEqual(run.times(), run.times("From Send "))

    def test_exponential(self):
        self.run_against(["exponential=20"], "-u", "20", "-r", "20")

    def test_freeze_in_closed_model(self):
        run = self.run_against(["constant=20", f"freeze_at={self.SECONDS * 500}", "freeze_for=2000"],
                               "-u", "20", "-r", "20")
        # Twenty users wait once, so only the highest ranks see it; that is what a closed model hides.
        self.assertGreater(float(run.total["Max"]), 2000)
        self.assertLess(run.times()["90"], 60)
        self.assertEqual(run.times(), run.times("From Send "))

    def test_freeze_in_open_model(self):
        rate = 200
        run = self.run_against(["constant=2", f"freeze_at={self.SECONDS * 500}", "freeze_for=2000"],
                               "--arrival-rate", f"{rate}", "--max-users", "2000")
        # An arrival at a time x into the freeze waits 2 s - x; the share of arrivals that wait longer than y is
        # (2 s - y) of the run, so the percentile p is at 2 s less (1 - p) of the run. A step is one arrival.
        step = 1000 / rate
        for share in (99, 95):
            expected = 2002 - (100 - share) / 100 * self.SECONDS * 1000
            if expected > 2:
                self.assertAlmostEqual(run.times()[str(share)], expected, delta=4 * step + 0.01 * expected,
                                       msg=f"p{share} from schedule")


if __name__ == "__main__":
    unittest.main()
