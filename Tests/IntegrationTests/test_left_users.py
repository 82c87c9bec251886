# Assay: a run ends also when its users do not, and says so.
# SPDX-License-Identifier: Apache-2.0
import pathlib
import shutil
import tempfile
import unittest

import dist
from assay_run import environment, requires_run

SCENARIO = """
import AssayKit
import Glibc

final class Deaf: User {
    init(_ context: UserContext) {}
    static var tasks: TaskList<Deaf> {
        task("wait") { _ in await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }
    }
}

final class Busy: User {
    init(_ context: UserContext) {}
    static var tasks: TaskList<Busy> { task("sleep") { _ in while true { sleep(1) } } }
}
"""


@requires_run
class LeftUserTests(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-left-"))
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "left.swift").write_text(SCENARIO)

    def run_with(self, user_class, *options):
        done = dist.run(dist.ASSAY, "run", "left.swift", "--headless", "--user-classes", user_class, "-t", "1s",
                        "--only-summary", *options, seconds=120, cwd=self.folder, env=environment())
        self.assertEqual(done.returncode, 2, done.stderr)
        return done.stderr.splitlines()[-1]

    def test_users_that_wait_for_ever(self):
        self.assertEqual(
            self.run_with("Deaf", "-u", "3", "-r", "100"),
            "Run: run time reached; 3 users were left behind (Deaf 3): what they wait for cannot be cancelled, exit code 2")

    def test_a_loop_that_a_task_keeps_busy(self):
        self.assertEqual(
            self.run_with("Busy", "--loops", "1"),
            "Run: run time reached; loop 0 was left behind with its users: a task keeps it busy and never waits, and what"
            " it counted last is lost, exit code 2")


if __name__ == "__main__":
    unittest.main()
