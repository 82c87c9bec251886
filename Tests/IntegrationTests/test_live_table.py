# Assay: what the log says while the live table is on the terminal stays on it.
# SPDX-License-Identifier: Apache-2.0
import os
import pathlib
import pty
import re
import shutil
import subprocess
import tempfile
import unittest

import dist
from assay_run import environment, requires_run

SCENARIO = """
import AssayKit

final class Visitor: User {
    private let context: UserContext
    init(_ context: UserContext) { self.context = context }
    static let waitTime = WaitTime.constant(0.1)
    static var tasks: TaskList<Visitor> {
        task("visit") { $0.context.record(method: "GET", name: "page", responseTime: 1) }
    }
}
"""

CONTROL = re.compile(r"\x1b\[(\d*)([AJ])|\x1b\[\?7[lh]|\x1b\[\d*m|\r|\n|[^\x1b\r\n]+")


def screen(output):
    """The lines of a terminal without end: it goes up, and clears what is below."""
    lines, row = [""], 0
    for match in CONTROL.finditer(output):
        text = match[0]
        if match[2] == "A":
            row = max(0, row - int(match[1]))
        elif match[2] == "J":
            lines[row:] = [""]
        elif text == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif not text.startswith(("\x1b", "\r")):
            lines[row] += text
    return lines


@requires_run
class LiveTableTests(unittest.TestCase):
    def test_log_lines_stay(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-live-"))
        self.addCleanup(shutil.rmtree, folder)
        (folder / "live.swift").write_text(SCENARIO)
        main, other = pty.openpty()
        self.addCleanup(os.close, main)
        # The third user starts after two seconds, so after the first table.
        process = subprocess.Popen(
            [dist.ASSAY, "run", "live.swift", "--headless", "-u", "3", "-r", "1", "-t", "4s"], cwd=folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=other, env=environment())
        self.addCleanup(process.kill)
        os.close(other)
        output = b""
        while True:
            try:
                chunk = os.read(main, 65536)
            except OSError:
                break
            if not chunk:
                break
            output += chunk
        self.assertEqual(process.wait(60), 0)
        text = output.decode()
        during = text[:text.index("all 3 users are started")]
        self.assertIn("generator:", during, "no table was drawn before the line")
        lines = screen(text)
        self.assertEqual(sum("all 3 users are started" in line for line in lines), 1)
        self.assertFalse([line for line in lines if "generator:" in line], "a table was left on the terminal")
        self.assertTrue(any(line.startswith("Run: run time reached, exit code 0") for line in lines))


if __name__ == "__main__":
    unittest.main()
