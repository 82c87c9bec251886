# Assay: the blocks in the documentation are true: Swift and C compile, JSON parses, commands and their options exist.
# SPDX-License-Identifier: Apache-2.0
import json
import pathlib
import re
import shutil
import tempfile
import unittest

import dist
import doc_blocks


class DocTests(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-docs-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def check(self, language, test):
        blocks = list(doc_blocks.blocks(language))
        self.assertNotEqual(blocks, [], f"no {language} block found")
        for place, text in blocks:
            with self.subTest(place=place):
                test(text)

    def succeed(self, *command):
        result = dist.run(*command, seconds=300)
        self.assertEqual(result.returncode, 0, result.stderr)

    def build_kit(self):
        """The folders of the modules of the installed package, built once."""
        package, build = dist.DIST / "share/assay/AssayKit", self.folder / "kit"
        if not build.exists():
            self.succeed("swift", "build", "--package-path", package, "--scratch-path", build)
        return build / "debug/Modules", package / "Sources/CAssay"

    def test_swift_blocks_compile(self):
        tag = json.loads(dist.run("swiftc", "-print-target-info").stdout)["swiftCompilerTag"]
        kit = dist.DIST / "lib/assay/kit" / tag

        def compiles(text):
            # What imports nothing is a fragment, shown in the middle of other code.
            if not re.search(r"^(public )?import ", text, re.MULTILINE):
                return
            source = self.folder / "Block.swift"
            source.write_text(text)
            is_test = "import AssayTesting" in text
            modules = self.build_kit() if is_test else (kit, kit / "CAssay")
            self.succeed("swiftc", "-typecheck", "-parse-as-library", "-swift-version", "6", "-warnings-as-errors",
                         "-enable-upcoming-feature", "NonisolatedNonsendingByDefault",
                         *(word for folder in modules for word in ("-I", folder)), source)

        self.check("swift", compiles)

    def test_c_blocks_compile(self):
        def compiles(text):
            source = self.folder / "block.c"
            source.write_text(text)
            self.succeed("gcc", "-std=c11", "-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only",
                         f"-I{dist.DIST}/include", source)

        self.check("c", compiles)

    def test_json_blocks_parse(self):
        self.check("json", json.loads)

    def test_shell_blocks_use_what_there_is(self):
        help_texts = doc_blocks.AssayHelp()

        def is_true(text):
            script = self.folder / "block.sh"
            script.write_text(text)
            self.succeed("bash", "-n", script)
            for words in doc_blocks.commands(text):
                if words[0].startswith("tools/"):
                    self.assertTrue((dist.ROOT / words[0]).is_file(), f"there is no {words[0]}")
                if words[0] == "assay":
                    self.assertIsNone(help_texts.fault(words))

        self.check("sh", is_true)

    def test_links_lead_somewhere(self):
        for page in doc_blocks.pages():
            for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
                with self.subTest(page=page.name, target=target):
                    self.assertTrue((page.parent / target).exists(), f"{target} is not there")


if __name__ == "__main__":
    unittest.main()
