# Assay: dist/ is complete: it needs only declared system libraries, and runs where there is nothing else.
# SPDX-License-Identifier: Apache-2.0
import os
import pathlib
import re
import shutil
import stat
import tempfile
import unittest

import dist


def linked_libraries(file):
    """The libraries that the dynamic linker finds for `file`, as (name, path or None)."""
    found = {}
    for line in dist.run("ldd", file).stdout.splitlines():
        if match := re.match(r"\s*(\S+) => (.+?)(?: \(0x|$)", line):
            found[match[1]] = None if match[2] == "not found" else pathlib.Path(match[2])
        elif match := re.match(r"\s*(/\S+) \(0x", line):
            found[match[1]] = pathlib.Path(match[1])
    return found


def needed_libraries(file):
    return re.findall(r"\(NEEDED\).*\[(.*)\]", dist.run("readelf", "-dW", file).stdout)


class DistTests(unittest.TestCase):
    def test_version_is_the_headers(self):
        self.assertEqual(dist.run(dist.ASSAY, "--version").stdout.strip(), dist.version())

    def test_no_search_path_leaves_the_tree(self):
        for file in dist.binaries():
            for path in re.findall(r"(?:RUNPATH|RPATH).*\[(.*)\]", dist.run("readelf", "-dW", file).stdout):
                for entry in path.split(":"):
                    self.assertTrue(entry.startswith("$ORIGIN"), f"{file.name} searches {entry}")

    def test_every_library_is_found(self):
        for file in dist.binaries():
            missing = [name for name, path in linked_libraries(file).items() if path is None]
            self.assertEqual(missing, [], f"{file.name} lacks libraries")

    def test_plugins_are_not_writable_by_others(self):
        for path in [dist.DIST / "lib/assay/plugins", *(dist.DIST / "lib/assay/plugins").iterdir()]:
            self.assertEqual(path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH), 0, path)

    def test_system_libraries_are_declared(self):
        listed = (dist.ROOT / "tools/packaging_steps/system-packages.txt").read_text().split("\n")
        declared = {line for line in listed if line and not line.startswith("#")}
        for file in dist.binaries():
            linked = linked_libraries(file)
            for name in needed_libraries(file):
                path = linked.get(name) or linked.get(f"/lib64/{name}")
                self.assertIsNotNone(path, f"{file.name} needs {name}, which ldd does not know")
                if path.resolve().is_relative_to(dist.DIST):
                    continue
                owner = dist.run("dpkg", "-S", path.resolve()).stdout or dist.run("dpkg", "-S", path).stdout
                package = owner.split(":")[0]
                self.assertIn(package, declared, f"{file.name} needs {name} of package '{package}'")


@unittest.skipUnless(os.geteuid() == 0, "chroot needs root")
class ChrootTests(unittest.TestCase):
    """Runs dist/ in a folder that holds nothing but itself and the system libraries that it is linked to."""

    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="assay-chroot-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        shutil.copytree(dist.DIST, cls.root / "opt/assay", symlinks=True)
        for folder in ("tmp", "root", "proc", "dev"):
            (cls.root / folder).mkdir()
        (cls.root / "dev/null").touch()
        for file in dist.binaries():
            for path in linked_libraries(file).values():
                if not path.resolve().is_relative_to(dist.DIST):
                    target = cls.root / path.relative_to("/")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(path, target)

    def run_inside(self, *command):
        # A mount namespace of its own holds /proc and /dev/null, and ends with the command.
        script = 'mount -t proc proc "$0/proc" && mount --bind /dev/null "$0/dev/null" && exec chroot "$0" "$@"'
        result = dist.run("unshare", "--mount", "--pid", "--fork", "sh", "-c", script, self.root, *command,
                          env={"HOME": "/root", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"})
        if "unshare failed" in result.stderr or "mount:" in result.stderr:
            self.skipTest(f"no mount namespace here: {result.stderr.strip()}")
        return result

    def test_version(self):
        result = self.run_inside("/opt/assay/bin/assay", "--version")
        self.assertEqual((result.returncode, result.stdout.strip()), (0, dist.version()), result.stderr)

    @unittest.skipUnless(dist.has_command("plugins"), "this assay has no command 'plugins'")
    def test_plugins_list(self):
        result = self.run_inside("/opt/assay/bin/assay", "plugins", "list")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        # Every plugin that was installed is found and can be loaded.
        for plugin in (dist.DIST / "lib/assay/plugins").iterdir():
            self.assertIn(plugin.name, result.stdout)


if __name__ == "__main__":
    unittest.main()
