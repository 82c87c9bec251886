# Assay: what tools/build knows of the project: its version, its products, and where SwiftPM put them.
# SPDX-License-Identifier: Apache-2.0
import json
import os
import re
import subprocess


class BuildFailure(Exception):
    """A step that could not be done; the text names the thing and the fix."""


class Project:
    """The source tree and one configuration of its build."""

    def __init__(self, root, configuration):
        self.root = root
        self.configuration = configuration
        self._description = None

    @property
    def version(self):
        """The version, read from the header that holds it."""
        header = (self.root / "Core/CAssay/include/assay/version.h").read_text()
        return re.search(r'ASSAY_VERSION_STRING "(.*)"', header)[1]

    @property
    def binaries(self):
        """The folder that SwiftPM builds into."""
        return self.root / ".build" / self.configuration

    def build(self):
        """Builds every product."""
        self.run("swift", "build", "-c", self.configuration)

    def executables(self):
        """The names of the programs that are installed."""
        offered = ("assay", "assay-validate")
        names = [product["name"] for product in self._describe()["products"] if "executable" in product["type"]]
        return [name for name in offered if name in names]

    def plugin_products(self):
        """The names of the plugins: dynamic libraries of Plugins/ and Scenarios/, the template left out."""
        description = self._describe()
        paths = {target["name"]: target["path"] for target in description["targets"]}
        names = []
        for product in description["products"]:
            if "dynamic" not in product["type"].get("library", []):
                continue
            path = paths[product["targets"][0]]
            if path.startswith(("Plugins/", "Scenarios/")) and not path.startswith("Plugins/Template/"):
                names.append(product["name"])
        return sorted(names)

    def target_info(self):
        """What the compiler says of itself: its tag and the folders of its runtime."""
        return json.loads(self.run("swiftc", "-print-target-info", is_quiet=True))

    def run(self, *command, is_quiet=False, environment=None):
        """Runs a command in the project's folder; with is_quiet returns what it printed."""
        if not is_quiet:
            print("+", *command, flush=True)
        try:
            result = subprocess.run(command, cwd=self.root, check=True, text=True, env=environment or os.environ,
                                    stdout=subprocess.PIPE if is_quiet else None)
        except FileNotFoundError:
            raise BuildFailure(f"no '{command[0]}' in PATH; run tools/setup") from None
        except subprocess.CalledProcessError as error:
            raise BuildFailure(f"'{' '.join(command[:4])}' failed with {error.returncode}") from None
        return result.stdout

    def _describe(self):
        if self._description is None:
            self._description = json.loads(self.run("swift", "package", "describe", "--type", "json", is_quiet=True))
        return self._description
