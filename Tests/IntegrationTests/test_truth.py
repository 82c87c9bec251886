# Assay: what a run reports agrees with the server's own record of every request.
# SPDX-License-Identifier: Apache-2.0
import unittest

from assay_run import IS_LONG, Run, at_once, requires_run
from fixture_servers import LatencyServer

#: Something else on the machine may delay either side, never all of so many runs.
ATTEMPTS = 5


def percentile(values, share):
    """The nearest rank."""
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 100)
    return ordered[int(min(max(rank, 1), len(ordered))) - 1]


def disagreements(reported, record):
    """The percentiles that differ by more than 1 % and by more than 100 µs. One with fewer than ten requests beyond it is
    left out: a single delay of the machine decides it. The long runs have enough for p99.9."""
    latencies = [(sent - received) / 1e6 for received, sent in record]
    found = []
    for share, time in reported.items():
        if len(latencies) * (100 - float(share)) < 1000:
            continue
        truth = percentile(latencies, float(share))
        if abs(time - truth) > max(0.1, truth / 100):
            found.append(f"p{share}: reported {time:.3f} ms, the server says {truth:.3f} ms")
    return found


@requires_run
class TruthTests(unittest.TestCase):
    SECONDS = 60 if IS_LONG else 10

    def run_against(self, law, *options):
        with LatencyServer(*law, prefix=at_once(2)) as server:
            run = Run("Steady.swift", "--host", f"http://127.0.0.1:{server.port}", "-t", f"{self.SECONDS}s",
                      "--stop-timeout", "5s", "--loops", "1", "--max-dispatch-delay", "10s", *options,
                      prefix=at_once(1))
            record = server.record()
        self.assertEqual(run.count("Failures"), 0, run.output)
        self.assertEqual(run.count("Requests") + run.count("Interrupted"), len(record))
        return run, record

    def check(self, law, *options, column=""):
        for _ in range(ATTEMPTS):
            run, record = self.run_against(law, *options)
            found = disagreements(run.times(column), record)
            if not found:
                return run
        self.fail(f"in each of {ATTEMPTS} runs: {found}")

    def test_constant(self):
        self.check(["constant=50"], "-u", "20", "-r", "20")

    def test_exponential(self):
        self.check(["exponential=50"], "-u", "20", "-r", "20")

    def test_freeze_in_closed_model(self):
        run = self.check(["constant=50", f"freeze_at={self.SECONDS * 500}", "freeze_for=2000"], "-u", "20", "-r", "20")
        # Twenty users wait once, so only the highest ranks see it; that is what a closed model hides.
        self.assertGreater(float(run.total["Max"]), 2000)
        self.assertLess(run.times()["90"], 60)
        # Without a schedule a request is due when it is sent.
        self.assertEqual(run.times(), run.times("From Send "))

    def test_freeze_in_open_model(self):
        rate = 200
        for _ in range(ATTEMPTS):
            run, record = self.run_against(
                ["constant=50", f"freeze_at={self.SECONDS * 500}", "freeze_for=2000"],
                "--arrival-rate", f"{rate}", "--max-users", "2000")
            found = disagreements(run.times("From Send "), record)
            # An arrival at a time x into the freeze waits 2 s - x; the share of arrivals that wait longer than y is
            # (2 s - y) of the run, so the percentile p is at 2 s less (1 - p) of the run. A step is one arrival.
            step = 1000 / rate
            for share in (99, 95):
                expected = 2050 - (100 - share) / 100 * self.SECONDS * 1000
                reported = run.times()[str(share)]
                if expected > 50 and abs(reported - expected) > 4 * step + 0.01 * expected:
                    found.append(f"p{share} from schedule: {reported:.1f} ms, arithmetic says {expected:.1f} ms")
            if not found:
                return
        self.fail(f"in each of {ATTEMPTS} runs: {found}")


if __name__ == "__main__":
    unittest.main()
