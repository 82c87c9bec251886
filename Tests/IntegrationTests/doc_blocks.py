# Assay: the fenced blocks of the documentation.
# SPDX-License-Identifier: Apache-2.0
import re
import shlex

import dist

PAGES = ("README.md", "CONTRIBUTING.md", "docs/**/*.md", "Plugins/**/README.md", "Scenarios/**/README.md")
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND_OPTION = re.compile(r"^(--[a-z][a-z-]*|-[A-Za-z])(?:=|$)")


def pages():
    return sorted({page for pattern in PAGES for page in dist.ROOT.glob(pattern) if ".build" not in page.parts})


def blocks(language):
    """Every block of a language, as (page:line, text)."""
    for page in pages():
        text = page.read_text()
        for found in FENCE.finditer(text):
            if found[1] == language:
                line = text.count("\n", 0, found.start()) + 1
                yield f"{page.relative_to(dist.ROOT)}:{line}", found[2]


def commands(script):
    """The simple commands of a shell block, as lists of words."""
    for line in script.replace("\\\n", " ").splitlines():
        for part in re.split(r"\s(?:&&|\|)\s", line):
            if words := shlex.split(part, comments=True):
                yield words


class AssayHelp:
    """What `assay` says of its own commands and options."""

    def __init__(self):
        self.texts = {}

    def text(self, command):
        if command not in self.texts:
            self.texts[command] = dist.run(dist.ASSAY, *command, "--help").stdout
        return self.texts[command]

    def fault(self, words):
        """What is wrong with a call of `assay`, or None."""
        command = ()
        rest = words[1:]
        while rest and not rest[0].startswith("-") and re.search(
                rf"^  {re.escape(rest[0])}(?: |$)", self.text(command), re.MULTILINE):
            command, rest = (*command, rest[0]), rest[1:]
        help_text = self.text(command)
        if "SUBCOMMANDS:" in help_text and rest and not rest[0].startswith("-"):
            return f"'{' '.join(words[:2])}': there is no such command"
        for word in rest:
            if word == "--":
                return None
            option = COMMAND_OPTION.match(word)
            if option and not re.search(rf"(?:^|[\s,\[]){re.escape(option[1])}(?=[\s,/\]])", help_text):
                return f"'assay {' '.join(command)}' has no option {option[1]}"
        return None
