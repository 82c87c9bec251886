# Assay: falsifies a share of one server's answers, to prove that the comparison sees it.
# SPDX-License-Identifier: Apache-2.0
import copy
import json
import random

from .compare import OPAQUE
from .wire import Answer

SHARE = 0.2


class Tamper:
    """Stands between a side and the harness; `changed` counts what it did, by kind."""

    def __init__(self, side, seed, is_free):
        self.chance, self.is_free = random.Random(seed), is_free
        self.changed, self.last = {}, None
        honest = side.receive
        side.receive = lambda: self.altered(honest())

    def altered(self, answer):
        self.last = None
        if self.chance.random() >= SHARE:
            return answer
        kinds = [("status", self.status), ("header", self.header), ("body", self.body)]
        if answer.value is not Answer.NO_JSON:
            kinds += [("leaf", self.leaf), ("absent", self.absent), ("more", self.more)] * 3
        name, change = self.chance.choice(kinds)
        found = change(answer)
        if found is None:
            return answer
        self.last = name
        self.changed[name] = self.changed.get(name, 0) + 1
        return found

    def status(self, answer):
        return Answer(answer.status + 1, answer.headers, answer.body)

    def header(self, answer):
        return Answer(answer.status, {**answer.headers, "content-type": "application/x-other"}, answer.body)

    def body(self, answer):
        text = answer.body + b"x"
        return Answer(answer.status, answer.headers, text)

    def with_value(self, answer, change):
        value = copy.deepcopy(answer.value)
        places = [place for place in leaves(value) if not self.is_free(place[1], place[0][place[1]])]
        if not places:
            return None
        change(*self.chance.choice(places))
        return Answer(answer.status, answer.headers, json.dumps(value).encode())

    def leaf(self, answer):
        def change(holder, key):
            old = holder[key]
            holder[key] = (not old if isinstance(old, bool) else old + 1 if isinstance(old,
                (int, float)) and abs(old) < 1e15
                           else f"{old}!")
        return self.with_value(answer, change)

    def absent(self, answer):
        return self.with_value(answer, lambda holder, key: holder.pop(key))

    def more(self, answer):
        def change(holder, _):
            if isinstance(holder, dict):
                holder["one_more"] = 0
            else:
                holder.append("one more")
        return self.with_value(answer, change)


def leaves(value):
    """(holder, key) of every leaf of a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        if isinstance(item, (dict, list)):
            yield from leaves(item)
        elif key not in OPAQUE:
            yield value, key
