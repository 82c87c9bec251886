# Assay: a scenario of one .swift file compiles against the installed kit, which names the libraries that it needs.
# SPDX-License-Identifier: Apache-2.0
import json
import pathlib
import shutil
import tempfile
import unittest

import dist

ENTRY = """
import AssayKit
public import CAssay

@c(assay_plugin_entry)
public func entry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
    scenario.pluginEntry(host)
}
"""


class KitTests(unittest.TestCase):
    def test_every_scenario_of_the_ladder_compiles(self):
        tag = json.loads(dist.run("swiftc", "-print-target-info").stdout)["swiftCompilerTag"]
        kit = dist.DIST / "lib/assay/kit" / tag
        folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-kit-"))
        self.addCleanup(shutil.rmtree, folder)
        entry = folder / "Entry.swift"
        entry.write_text(ENTRY)
        scenarios = sorted((dist.DIST / "share/assay/scenarios").glob("*/Scenario.swift"))
        self.assertNotEqual(scenarios, [])
        for scenario in scenarios:
            with self.subTest(scenario=scenario.parent.name):
                library = folder / f"{scenario.parent.name}.so"
                result = dist.run(
                    "swiftc", "-O", "-wmo", "-parse-as-library", "-emit-library", "-module-name", "Target",
                    "-swift-version", "6", "-enable-upcoming-feature", "NonisolatedNonsendingByDefault",
                    "-I", kit, "-I", kit / "CAssay", scenario, entry, "-L", kit, "-lAssayKit",
                    "-Xlinker", "-z", "-Xlinker", "defs", "-o", library, seconds=300)
                self.assertEqual(result.returncode, 0, result.stderr)
                listed = dist.run(dist.ASSAY, "plugins", "inspect", library)
                self.assertEqual(listed.returncode, 0, listed.stderr)
                self.assertIn("assay.scenario/1", listed.stdout)


if __name__ == "__main__":
    unittest.main()
