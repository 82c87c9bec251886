# Assay: `assay run` with targets that are .swift files.
# SPDX-License-Identifier: Apache-2.0
import os
import pathlib
import shutil
import tempfile
import unittest

from cli_case import PATIENCE, SCENARIO, CommandLineCase, setUpModule  # noqa: F401


class SwiftTargetTests(CommandLineCase):
    def setUp(self):
        super().setUp()
        compiler = shutil.which("swiftc")
        if compiler is None:
            self.skipTest("no swiftc")
        # Stands in front of the compiler and notes each compilation.
        self.tools = self.folder / "tools"
        self.tools.mkdir(exist_ok=True)
        self.log = self.folder / "compilations"
        self.log.write_text("")
        wrapper = self.tools / "swiftc"
        if not wrapper.exists():
            wrapper.write_text(f'#!/bin/sh\ncase "$*" in *-emit-library*) echo x >> {self.log};; esac\n'
                               f'exec {compiler} "$@"\n')
            wrapper.chmod(0o755)
        self.environment = {**self.environment, "PATH": f"{self.tools}:{os.environ['PATH']}",
                            "XDG_CACHE_HOME": tempfile.mkdtemp(dir=self.folder)}

    def compilations(self):
        return len(self.log.read_text().split())

    def test_the_second_start_compiles_nothing_and_a_change_does(self):
        self.assertEqual(self.load("--list").returncode, 0)
        self.assertEqual(self.load("--list").returncode, 0)
        self.assertEqual(self.compilations(), 1)
        path = self.file("changed.swift", SCENARIO.replace("class Slow", "class Slower").replace("<Slow>", "<Slower>"))
        done = self.assay("run", path, "--list")
        self.assertIn("Slower", done.stdout)
        self.assertEqual(self.compilations(), 2)

    def test_the_library_is_a_target_too(self):
        self.load("--list")
        library, = pathlib.Path(self.environment["XDG_CACHE_HOME"]).rglob("*.so")
        self.assertIn("Failing", self.assay("run", library, "--list").stdout)

    def test_errors_are_shown_with_their_line(self):
        path = self.file("wrong.swift", SCENARIO.replace("WaitTime.constant(0.05)", "WaitTime.never"))
        done = self.assay("run", path, "--list")
        self.assertEqual(done.returncode, 2)
        self.assertIn("wrong.swift:5:", done.stderr)
        self.assertIn("static let waitTime = WaitTime.never", done.stderr)
        self.assertEqual(list(pathlib.Path(self.environment["XDG_CACHE_HOME"]).glob("assay/targets/*")), [])

    def test_starts_at_the_same_time_all_run(self):
        processes = [self.start("--list") for _ in range(3)]
        for process in processes:
            output, errors = process.communicate(timeout=PATIENCE * 3)
            self.assertEqual(process.returncode, 0, errors)
            self.assertIn("Fast", output)
        files = list(pathlib.Path(self.environment["XDG_CACHE_HOME"]).glob("assay/targets/*"))
        self.assertEqual(len(files), 1)

    def test_a_plugin_in_a_file_brings_its_own_shape(self):
        path = self.file("waves.swift", SCENARIO + """
            final class Waves: LoadShape {
                static let id = "test.shape.waves"
                private let peak: Int
                init(_ config: Config) throws { peak = try config.int("peak", in: 1...100, default: 1) }
                func target(at seconds: Double, users: Int) -> LoadTarget? {
                    seconds < 2 ? LoadTarget(users: peak, spawnRate: 100, userClasses: ["Slow"]) : nil
                }
            }
        """.replace("\n            ", "\n") + """
let plugin = Plugin(
    id: "test.waves", name: "waves", description: "a shape and its scenario", components: [Waves.self],
    scenarios: [Scenario("test.scenario.waves", users: [Fast.self, Slow.self])])
""")
        done = self.assay("run", path, "-H", self.target.url, "--shape", 'test.shape.waves={"peak": 7}')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(set(self.target.paths), {"/slow"})
        self.assertEqual(self.target.most_waiting, 7)
        wrong = self.assay("run", path, "-H", self.target.url, "--shape", 'test.shape.waves={"peek": 7}')
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("peek", wrong.stderr)

    def test_without_a_compiler_it_says_how_to_get_one(self):
        done = self.load("--list", environment={"PATH": "/usr/bin:/bin"})
        self.assertEqual(done.returncode, 2)
        self.assertIn("https://swift.org/install", done.stderr)

    def test_a_file_without_users_says_what_is_wanted(self):
        done = self.assay("run", self.file("empty.swift", "import AssayKit\n"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("no class that conforms to User", done.stderr)


if __name__ == "__main__":
    unittest.main()
