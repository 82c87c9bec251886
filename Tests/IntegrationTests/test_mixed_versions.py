# Assay: Swift plugins of every published header set, debug and release, work in one process in every order of loading.
#
# Swift merges the metadata of imported C structs by name across libraries: two sizes under one name corrupt the heap.
# A published struct therefore never changes; the last test shows what happens when one does.
# SPDX-License-Identifier: Apache-2.0
import itertools
import os
import pathlib
import shutil
import tempfile
import unittest

import dist

FIXTURES = dist.ROOT / "Tests/Fixtures/MixedVersions"
HEADERS = dist.ROOT / "Tests/Fixtures/Headers"
OPTIMISATION = {"debug": "-Onone", "release": "-O"}


class MixedVersionTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-mixed-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        published = sorted(folder for folder in HEADERS.iterdir() if folder.is_dir() and folder.name != "next")
        cls.sets = {folder.name: folder for folder in published}
        cls.sets |= {"current": dist.ROOT / "Core/CAssay/include", "next": HEADERS / "next"}
        cls.host = cls.folder / "host"
        cls.succeed("clang", "-std=c11", "-Wno-c23-extensions", f"-I{cls.sets['current']}", FIXTURES / "host.c", "-ldl",
                    "-o", cls.host)
        cls.plugins = {f"{name} {mode}": cls.build(name, include, mode)
                       for name, include in cls.sets.items() for mode in OPTIMISATION}

    @classmethod
    def succeed(cls, *command):
        result = dist.run(*command, seconds=300)
        if result.returncode != 0:
            raise AssertionError(f"{command}\n{result.stdout}{result.stderr}")

    @classmethod
    def build(cls, name, include, mode):
        """Builds the plugin against a header set; returns the library."""
        module = cls.folder / name / mode
        module.mkdir(parents=True)
        (module / "module.modulemap").write_text(
            f'module CAssay [system] {{ header "{include}/assay/assay.h" export * }}\n')
        library = module / "plugin.so"
        cls.succeed("swiftc", "-emit-library", "-parse-as-library", "-module-name", "Mixed", OPTIMISATION[mode],
                    *(["-D", "NEXT"] if name == "next" else []), "-I", module, "-module-cache-path", module / "cache",
                    "-Xlinker", f"--version-script={dist.ROOT}/tools/link/plugin.map",
                    FIXTURES / "plugin.swift", "-o", library)
        return library

    def load(self, *libraries):
        """Loads libraries in one process, whose allocator looks for damage and fills what is freed."""
        environment = {**os.environ, "MALLOC_PERTURB_": "165"}
        return dist.run(self.host, *libraries, env=environment)

    def test_every_pair_in_both_orders(self):
        for first, second in itertools.permutations(self.plugins, 2):
            with self.subTest(first=first, second=second):
                result = self.load(self.plugins[first], self.plugins[second])
                self.assertEqual(result.returncode, 0, result.stderr)

    def test_all_together(self):
        names = sorted(self.plugins)
        for order in (names, names[::-1]):
            with self.subTest(order=order):
                result = self.load(*[self.plugins[name] for name in order])
                self.assertEqual(result.returncode, 0, result.stderr)

    def test_a_changed_struct_is_noticed(self):
        changed = self.folder / "changed-headers"
        shutil.copytree(HEADERS / "1.0", changed)
        status = changed / "assay/status.h"
        text = status.read_text()
        self.assertIn("} assay_error_t;", text)
        status.write_text(text.replace("} assay_error_t;", "    char more[1024];\n} assay_error_t;"))
        for mode in OPTIMISATION:
            bad = self.build(f"changed-{mode}", changed, mode)
            self.assertEqual(self.load(bad).returncode, 0, "alone it works")
        for mode in OPTIMISATION:
            with self.subTest(mode=mode):
                bad = self.folder / f"changed-{mode}" / mode / "plugin.so"
                result = self.load(self.plugins["1.0 debug"], bad)
                self.assertNotEqual(result.returncode, 0, "two sizes under one name passed unnoticed")


if __name__ == "__main__":
    unittest.main()
