# Assay: `assay run` as a process: signals, and keys on a terminal.
# SPDX-License-Identifier: Apache-2.0
import os
import pty
import select
import signal
import subprocess
import termios
import threading
import unittest

import dist
from cli_case import PATIENCE, CommandLineCase, setUpModule, wait_until  # noqa: F401


class SignalTests(CommandLineCase):
    def ended_by(self, number, code):
        process = self.start("--user-classes", "Fast", "-u", "3", "-r", "100")
        self.assertTrue(wait_until(lambda: len(self.target.paths) > 5))
        process.send_signal(number)
        output, errors = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, code, errors)
        self.assertIn("Aggregated", output + errors)

    def test_control_c_ends_with_a_report(self):
        self.ended_by(signal.SIGINT, 130)

    def test_sigterm_ends_with_a_report(self):
        self.ended_by(signal.SIGTERM, 143)

    def test_a_second_signal_does_not_wait_for_tasks(self):
        process = self.start("--user-classes", "Slow", "-s", "10m")
        self.assertTrue(wait_until(lambda: self.target.waiting == 1))
        process.send_signal(signal.SIGINT)
        with self.assertRaises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 130, errors)


class DescriptorTests(CommandLineCase):
    def test_closed_standard_streams_are_not_given_to_files_and_connections(self):
        command = [dist.ASSAY, "run", "load.swift", "-H", self.target.url, "--headless", "--user-classes", "Fast"]
        process = subprocess.Popen(["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *command], cwd=self.folder,
                                   env=self.environment)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.assertTrue(wait_until(lambda: self.target.paths))
        streams = [os.readlink(f"/proc/{process.pid}/fd/{number}") for number in range(3)]
        self.assertEqual(streams, ["/dev/null"] * 3)

    def test_too_few_descriptors_are_told_at_the_start(self):
        for users, is_told in ((300, True), (10, False)):
            done = dist.run("sh", "-c", 'ulimit -n 256; exec "$@"', "sh", dist.ASSAY, "run", "load.swift", "-H",
                            self.target.url, "--headless", "--user-classes", "Fast", "-u", users, "-t", "1",
                            seconds=PATIENCE, cwd=self.folder, env=self.environment)
            self.assertEqual("256 open files are allowed" in done.stderr, is_told, done.stderr)


class KeyTests(CommandLineCase):
    def test_keys_change_the_users_and_the_terminal_gets_its_mode_back(self):
        controller, terminal = pty.openpty()
        self.addCleanup(os.close, controller)
        self.addCleanup(os.close, terminal)
        before = termios.tcgetattr(terminal)
        process = subprocess.Popen(
            ["setsid", "--ctty", "--wait", dist.ASSAY, "run", "load.swift", "-H", self.target.url, "--headless",
             "--user-classes", "Slow"], cwd=self.folder, env=self.environment, stdin=terminal, stdout=terminal,
            stderr=terminal)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        drain = threading.Thread(target=self.drain, args=(controller, process), daemon=True)
        drain.start()
        self.assertTrue(wait_until(lambda: self.target.waiting == 1))
        self.assertNotEqual(termios.tcgetattr(terminal), before)
        os.write(controller, b"w")
        self.assertTrue(wait_until(lambda: self.target.waiting == 2))
        os.write(controller, b"W")
        self.assertTrue(wait_until(lambda: self.target.waiting == 12))
        # Ctrl-C from the keyboard.
        os.write(controller, b"\x03")
        self.assertEqual(process.wait(PATIENCE), 130)
        self.assertEqual(termios.tcgetattr(terminal), before)

    @staticmethod
    def drain(controller, process):
        while process.poll() is None:
            if select.select([controller], [], [], 0.1)[0]:
                os.read(controller, 65536)


if __name__ == "__main__":
    unittest.main()
