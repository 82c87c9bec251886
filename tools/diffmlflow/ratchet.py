# Assay: the differences that are not resolved yet: their list may only become shorter.
# SPDX-License-Identifier: Apache-2.0
import collections
import json


class Ratchet:
    """A file {"METHOD /path: case": calls that differ}, for one choice of calls."""

    def __init__(self, path):
        self.path = path
        self.listed = json.loads(path.read_text(encoding="utf-8"))

    def complaints(self, exchanges, known):
        """What is not as listed, as lines that say what to do."""
        found = collections.Counter(f"{exchange.endpoint}: {exchange.case}" for exchange in exchanges
                                    if exchange.found and not known.explain(exchange))
        for group in sorted({*found, *self.listed}):
            now, before = found[group], self.listed.get(group, 0)
            if now > before:
                yield f"{group}: {now} calls differ, {before} are listed: repair what has changed"
            elif now == 0:
                yield f"{group}: no call differs any more: remove it from {self.path.name}"
            elif now < before:
                yield f"{group}: only {now} calls differ now: write {now} in {self.path.name}"
