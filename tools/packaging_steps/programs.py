# Assay: installs the programs.
# SPDX-License-Identifier: Apache-2.0
from . import binary


def install(project, prefix):
    for name in project.executables():
        binary.install(project, project.binaries / name, prefix / "bin", "$ORIGIN/../lib/swift")
