# Assay: installs what is read and copied: the plugin templates, the scenario ladder, and AssayKit as a package.
# SPDX-License-Identifier: Apache-2.0
import shutil

# Left behind in a source folder by builds and editors.
IGNORED = shutil.ignore_patterns(".build*", ".swiftpm", "build", "Package.resolved", "__pycache__")

KIT_MODULES = ("CAssay", "AssayJSON", "AssayKit", "AssayContract", "AssayTesting")


def install(project, prefix):
    share = prefix / "share/assay"
    templates = project.root / "Plugins/Template"
    for language in ("C", "Swift"):
        for kind in sorted((templates / language).glob("*/")):
            copy(kind, share / "templates" / language.lower() / kind.name.lower())
    copy(project.root / "Scenarios", share / "scenarios")
    install_kit_package(project, share / "AssayKit")


def install_kit_package(project, package):
    for module in KIT_MODULES:
        copy(project.root / "Core" / module, package / "Sources" / module)
    shutil.copyfile(project.root / "tools/packaging_steps/AssayKit-Package.swift", package / "Package.swift")
    shutil.copyfile(project.root / "LICENSE", package / "LICENSE")


def copy(source, target):
    if source.is_dir():
        shutil.copytree(source, target, ignore=IGNORED)
