# Assay: the built tree under test, and what the tests ask of it.
# SPDX-License-Identifier: Apache-2.0
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DIST = pathlib.Path(os.environ.get("ASSAY_DIST", ROOT / "dist")).resolve()
ASSAY = DIST / "bin/assay"


def run(*command, seconds=60, **options):
    """Runs a command to its end, its output captured."""
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=seconds, **options)


def binaries():
    """Every program and library of the tree."""
    folders = ("bin", "lib/swift", "lib/assay/plugins")
    return [file for folder in folders for file in sorted((DIST / folder).iterdir())]


def version():
    """The version that the header says."""
    header = (ROOT / "Core/CAssay/include/assay/version.h").read_text()
    return re.search(r'ASSAY_VERSION_STRING "(.*)"', header)[1]


def has_command(name):
    """Whether `assay` has the command."""
    return re.search(rf"^  {name} ", run(ASSAY, "--help").stdout, re.MULTILINE) is not None
