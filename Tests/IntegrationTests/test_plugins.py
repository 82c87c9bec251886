# Assay: `assay plugins` and `assay hooks`, with libraries that crash, hang and lie.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import dist

FIXTURES = dist.ROOT / "Tests/Fixtures/Plugins"
GOOD = "org.example.shape.fixture"
SECOND = "org.example.shape.second"

WITNESS = """
#include <fcntl.h>
#include <unistd.h>
__attribute__((constructor)) static void witness(void) {
    int file = open("%s", O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file >= 0 && write(file, "x", 1) == 1) {
        close(file);
    }
}
#include "%s/good.c"
"""


def build(source, folder, name=None):
    """Builds a fixture, or a file, into a plugin."""
    file = source if isinstance(source, pathlib.Path) else FIXTURES / f"{source}.c"
    output = folder / f"lib{name or source}.so"
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-D_POSIX_C_SOURCE=200809L", "-I", dist.ROOT / "Core/CAssay/include",
         "-I", FIXTURES, file, "-o", output, f"-Wl,--version-script={dist.ROOT / 'tools/link/plugin.map'}"],
        check=True)
    return output


class PluginTests(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-plugins-"))
        self.plugins = self.folder / "plugins"
        self.plugins.mkdir(mode=0o755)
        self.environment = os.environ | {
            "XDG_CACHE_HOME": str(self.folder / "cache"), "ASSAY_PLUGIN_PATH": str(self.plugins),
            "HOME": str(self.folder)}

    def tearDown(self):
        subprocess.run(["rm", "-rf", self.folder], check=True)

    def assay(self, *arguments, **environment):
        return dist.run(dist.ASSAY, *arguments, env=self.environment | environment)

    def listing(self, **environment):
        """What the folder of this test holds: ids of components, and errors by file name."""
        found = json.loads(self.assay("plugins", "list", "--json", **environment).stdout)
        own = [plugin for plugin in found["plugins"] if plugin["path"].startswith(str(self.plugins))]
        ids = sorted(component["id"] for plugin in own for component in plugin["components"])
        return ids, {pathlib.Path(failure["path"]).name: failure["error"] for failure in found["failures"]}

    def test_a_broken_library_costs_only_itself(self):
        for name in ("good", "crash-in-constructor", "abort-in-constructor", "exit-in-constructor", "wrong-abi",
                     "hang-in-constructor", "writes-to-records", "good-second"):
            build(name, self.plugins)
        (self.plugins / "libtext.so").write_text("no library\n")
        ids, failures = self.listing()
        self.assertEqual(ids, [GOOD, SECOND])
        self.assertEqual(failures, {
            "libcrash-in-constructor.so": "crashed when it was looked at (SIGSEGV)",
            "libabort-in-constructor.so": "crashed when it was looked at (SIGABRT)",
            "libexit-in-constructor.so": "ended the process that looked at it (exit code 7)",
            "libhang-in-constructor.so": "did not answer within 5000 ms when it was looked at",
            "libwrites-to-records.so": "could not be looked at: the child said nothing about it",
            "libwrong-abi.so": "built for ABI 2.0, this host speaks 1.0",
            "libtext.so": "not a shared library (no ELF header)"})

    def test_a_known_library_is_not_opened_again(self):
        marks = self.folder / "marks"
        source = self.folder / "witness.c"
        source.write_text(WITNESS % (marks, FIXTURES))
        library = build(source, self.plugins, "witness")
        for _ in range(3):
            self.assertEqual(self.listing()[0], [GOOD])
        self.assertEqual(marks.read_text(), "x")
        os.utime(library)
        self.assertEqual(self.listing()[0], [GOOD])
        self.assertEqual(marks.read_text(), "xx")
        self.assay("plugins", "list", "--rescan")
        self.assertEqual(marks.read_text(), "xxx")

    def test_a_damaged_cache_is_no_harm(self):
        build("good", self.plugins)
        self.listing()
        [cache] = (self.folder / "cache/assay").iterdir()
        for content in (b"", b"\0" * 1000, cache.read_bytes()[:-20], cache.read_bytes().replace(b"1.0.0", b"9.9.9")):
            cache.write_bytes(content)
            self.assertEqual(self.listing(), ([GOOD], {}))
            self.assertIn(b"org.example.fixture", cache.read_bytes())

    def test_no_cache_is_no_harm(self):
        build("good", self.plugins)
        self.assertEqual(self.listing(XDG_CACHE_HOME="/proc/nowhere"), ([GOOD], {}))

    def test_a_folder_that_others_may_write_is_refused(self):
        build("good", self.plugins)
        self.plugins.chmod(0o777)
        result = self.assay("plugins", "list")
        self.assertNotIn(GOOD, result.stdout)
        self.assertIn(f"'{self.plugins}' may be written by others (mode 777)", result.stderr)

    def test_inspect(self):
        library = build("good", self.plugins)
        for subject in (GOOD, "org.example.fixture", library):
            result = self.assay("plugins", "inspect", subject)
            self.assertIn("org.example.fixture 1.0.0: a plugin for tests\n", result.stdout)
            self.assertIn(str(library), result.stdout)
        unknown = self.assay("plugins", "inspect", "org.example.none")
        self.assertEqual(unknown.returncode, 2)
        self.assertIn("no plugin or component 'org.example.none'", unknown.stderr)

    def test_validate(self):
        sound = self.assay("plugins", "validate", build("good", self.plugins), "--include", "stop-twice")
        self.assertEqual((sound.returncode, sound.stdout.splitlines()[0]), (0, f"success  stop-twice {GOOD}"))
        broken = self.assay("plugins", "validate", build("crash-on-second-stop", self.plugins), "--only-failed")
        self.assertEqual(broken.returncode, 1)
        self.assertIn("crashed  stop-twice", broken.stdout)

    def test_new_says_what_there_is(self):
        result = self.assay("plugins", "new", "nonsense", "com.acme.thing")
        self.assertEqual(result.returncode, 2)
        self.assertIn("no template for nonsense --language swift; there are: ", result.stderr)
        bad = self.assay("plugins", "new", "scenario", "Com Acme")
        self.assertEqual(bad.returncode, 2)
        self.assertIn("id 'Com Acme' is not of the form", bad.stderr)

    def test_new_writes_over_nothing(self):
        target = self.folder / "thing"
        arguments = ("plugins", "new", "scenario", "com.acme.request-log", "--language", "c", "--directory", target)
        self.assertEqual(self.assay(*arguments).returncode, 0)
        self.assertIn("com.acme.request-log", (target / "plugin.c").read_text())
        again = self.assay(*arguments)
        self.assertEqual(again.returncode, 2)
        self.assertIn("exists and is not empty", again.stderr)

    def test_hooks_are_listed(self):
        result = self.assay("hooks", "list")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        line = next(line for line in result.stdout.splitlines() if line.startswith("request_success("))
        for parameter in ("const char *method", "const char *name", "double response_time_ms"):
            self.assertRegex(line, re.escape(parameter))

    def test_tail_without_a_process(self):
        result = self.assay("hooks", "tail", XDG_RUNTIME_DIR=str(self.folder))
        self.assertEqual(result.returncode, 2)
        self.assertIn("no run or server of yours is going on", result.stderr)


if __name__ == "__main__":
    unittest.main()
