# Assay: installs the plugins, every one that Package.swift names.
# SPDX-License-Identifier: Apache-2.0
from . import binary


def install(project, prefix):
    folder = prefix / "lib/assay/plugins"
    folder.mkdir(parents=True)
    for name in project.plugin_products():
        binary.install(project, project.binaries / f"lib{name}.so", folder, "$ORIGIN/../../swift")
