# Assay: a copy of an installed template under another name, by the table in Plugins/Template/README.md.
# SPDX-License-Identifier: Apache-2.0
import shutil

import dist

ID = "com.acme.request-log"
NAMES = [
    ("com.example.template", ID),
    ("TemplatePlugin", "RequestLog"),
    ("template_plugin", "request_log"),
    ("TEMPLATE_PLUGIN", "REQUEST_LOG"),
    ("Template Plugin", "Request Log"),
    ("../../../../dist/share/assay/AssayKit", str(dist.DIST / "share/assay/AssayKit")),
]


def installed():
    """The templates of the tree, as (language, kind, folder)."""
    folders = sorted((dist.DIST / "share/assay/templates").glob("*/*/"))
    return [(folder.parent.name, folder.name, folder) for folder in folders]


def renamed(text):
    for old, new in NAMES:
        text = text.replace(old, new)
    return text


def make(template, target):
    """Copies `template` to `target`, which does not exist yet."""
    shutil.copytree(template, target)
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_file():
            path.write_text(renamed(path.read_text()))
        if renamed(path.name) != path.name:
            path.rename(path.with_name(renamed(path.name)))


def contents(folder):
    """Every file of a folder: {relative path: text}."""
    return {path.relative_to(folder).as_posix(): path.read_text()
            for path in folder.rglob("*") if path.is_file()}
