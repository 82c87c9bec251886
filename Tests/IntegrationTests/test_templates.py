# Assay: every installed template builds outside the project under another name, passes its tests, and is a plugin.
# SPDX-License-Identifier: Apache-2.0
import os
import pathlib
import shutil
import tempfile
import unittest

import dist
import nginx
import template_copy

BUILD_SECONDS = 600


class TemplateTests(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-template-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def succeed(self, *command, **options):
        result = dist.run(*command, seconds=BUILD_SECONDS, **options)
        self.assertEqual(result.returncode, 0, f"{command}\n{result.stdout}\n{result.stderr}")
        return result.stdout

    def build_c(self, copy):
        """Builds with the installed pkg-config file alone; returns the library."""
        environment = {**os.environ, "PKG_CONFIG_LIBDIR": str(dist.DIST / "lib/pkgconfig"), "PKG_CONFIG_PATH": ""}
        build = copy / "build"
        self.succeed("cmake", "-S", copy, "-B", build, "-G", "Ninja", env=environment)
        self.succeed("cmake", "--build", build)
        self.succeed("ctest", "--test-dir", build, "--no-tests=error", "--output-on-failure")
        return build / "librequest_log.so"

    def build_swift(self, copy):
        """Builds from AssayKit's installed sources; returns the library."""
        self.succeed("swift", "build", "-c", "release", "--package-path", copy)
        output = self.succeed("swift", "test", "--package-path", copy)
        self.assertRegex(output, r"Test run with [1-9]\d* tests? in .* passed")
        return copy / ".build/release/libRequestLog.so"

    def check_plugin(self, library):
        symbols = self.succeed("nm", "-D", "--defined-only", "--extern-only", library)
        names = [line.split()[2].split("@")[0] for line in symbols.splitlines() if line.split()[1] != "A"]
        self.assertEqual(names, ["assay_plugin_entry"])
        validator = dist.DIST / "bin/assay-validate"
        if validator.is_file():
            self.succeed(validator, library)

    @unittest.skipUnless(dist.has_command("run"), "this assay has no command 'run'")
    def test_c_plugins_in_a_run(self):
        """A C scenario and a plain C function as a listener, both built outside: the count is the server's own."""
        for kind in ("exporter", "scenario"):
            template_copy.make(dist.DIST / "share/assay/templates/c" / kind, self.folder / kind)
        exporter, scenario = self.build_c(self.folder / "exporter"), self.build_c(self.folder / "scenario")
        plugins = self.folder / "plugins"
        plugins.mkdir()
        shutil.copy(exporter, plugins)
        count = self.folder / "count.txt"
        with nginx.serve() as server:
            # Two plugins with one id do not go together: the scenario is a target, the exporter lies in the path.
            renamed = self.folder / "scenario.so"
            renamed.write_bytes(scenario.read_bytes().replace(b"com.acme.request-log", b"com.acme.log-request"))
            self.succeed(dist.ASSAY, "run", renamed, "--host", server.url, "--users", "20", "--spawn-rate", "20",
                         "--run-time", "4s", "--stop-timeout", "5s", "--plugin-path", plugins,
                         "--exporter", f'{template_copy.ID}={{"path":"{count}"}}')
            served = server.requests()
        self.assertGreater(len(served), 20)
        self.assertEqual({line.split()[2] for line in served}, {"200"})
        self.assertEqual(int(count.read_text()), len(served))

    def test_there_are_templates(self):
        found = {(language, kind) for language, kind, _ in template_copy.installed()}
        self.assertGreaterEqual(found, {("c", "exporter"), ("c", "scenario"), ("swift", "scenario")})

    @unittest.skipUnless(dist.has_command("plugins"), "this assay has no command 'plugins'")
    def test_plugins_new_copies_by_the_table(self):
        for language, kind, template in template_copy.installed():
            with self.subTest(template=f"{language}/{kind}"):
                expected, made = self.folder / "expected" / language / kind, self.folder / "made" / language / kind
                template_copy.make(template, expected)
                made.mkdir(parents=True)
                self.succeed(dist.ASSAY, "plugins", "new", kind, template_copy.ID, "--language", language, cwd=made)
                copies = list(made.iterdir())
                self.assertEqual(len(copies), 1, copies)
                self.assertEqual(template_copy.contents(copies[0]), template_copy.contents(expected))


def add_test(language, kind, template):
    def test(self):
        copy = self.folder / "copy"
        template_copy.make(template, copy)
        leftovers = [path for path, text in template_copy.contents(copy).items() if "emplate" in path + text]
        self.assertEqual(leftovers, [], "names that the table does not have")
        library = self.build_c(copy) if language == "c" else self.build_swift(copy)
        self.check_plugin(library)

    setattr(TemplateTests, f"test_{language}_{kind}", test)


for template in template_copy.installed():
    add_test(*template)

if __name__ == "__main__":
    unittest.main()
