# Assay: what the check scripts share: the files of the project, and how a finding is told.
# SPDX-License-Identifier: Apache-2.0
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def tracked_files(*patterns):
    """The project's files that match, those not yet committed included."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


class Findings:
    """The faults that a check has found."""

    def __init__(self):
        self.count = 0

    def add(self, file, text, line=None):
        place = file.relative_to(ROOT)
        print(f"{place}:{line}: {text}" if line else f"{place}: {text}", file=sys.stderr)
        self.count += 1

    def exit(self):
        sys.exit(1 if self.count else 0)
