# Assay: values that are not the same on the two servers, and requests made of them.
# SPDX-License-Identifier: Apache-2.0
import json
import urllib.parse


class Blocked(Exception):
    """A request needs a value that one server did not give: there is nothing to compare."""


class Both:
    """The two servers' own values of one thing, such as the id of a run; `origin` is the call that gave them."""

    count = 0

    def __init__(self, left, right, label, origin=None):
        Both.count += 1
        self.values, self.label, self.origin = (left, right), label, origin
        self.variable = self.shell = f"{label}_{Both.count}"

    def on(self, side):
        value = self.values[side]
        if value is None:
            raise Blocked(f"no {self.label}: {self.origin.title() if self.origin else 'unknown'}")
        return value

    def changed(self, change):
        """The values changed on both sides alike."""
        return Both(*(value and change(value) for value in self.values), self.label, self.origin)

    def upper(self):
        """The values in capital letters."""
        found = Both(*(value and value.upper() for value in self.values), self.label, self.origin)
        found.variable, found.shell = self.variable, f"{{{self.variable}^^}}"
        return found

    def __add__(self, text):
        return Text([self, text])

    def __radd__(self, text):
        return Text([text, self])


class Text:
    """A text with such values inside."""

    def __init__(self, parts):
        self.parts = parts

    def __add__(self, other):
        return Text([*self.parts, other])

    def __radd__(self, other):
        return Text([other, *self.parts])


class Encoded:
    """The JSON text of a value, as a value itself: what a body encoded twice holds."""

    def __init__(self, value):
        self.value = value


def resolved(value, side):
    """The value as one side must see it. `side` is 0 or 1, or a function from Both to what is to stand for it."""
    if isinstance(value, Both):
        return side(value) if callable(side) else value.on(side)
    if isinstance(value, Text):
        return "".join(str(resolved(part, side)) for part in value.parts)
    if isinstance(value, Encoded):
        return json_text(resolved(value.value, side))
    if isinstance(value, dict):
        return {resolved(key, side): resolved(item, side) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [resolved(item, side) for item in value]
    return value


def found_in(value):
    """Every Both inside a value."""
    if isinstance(value, Both):
        yield value
    elif isinstance(value, Text):
        for part in value.parts:
            yield from found_in(part)
    elif isinstance(value, Encoded):
        yield from found_in(value.value)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from found_in(key)
            yield from found_in(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from found_in(item)


class Raw:
    """JSON text that goes into a body as it is, for what Python's writer would not write."""

    def __init__(self, text):
        self.text = text


def json_text(value):
    """JSON of a resolved value; Raw parts as they are."""
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {json_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(json_text(item) for item in value) + "]"
    return json.dumps(value)


class Request:
    """What is sent to both: `query` a list of pairs (value None: the bare key), `body` a JSON value, `raw` bytes."""

    ABSENT = object()

    def __init__(self, method, path, query=(), body=ABSENT, raw=None, headers=None):
        self.method, self.path, self.query = method, path, list(query)
        self.body, self.raw, self.headers = body, raw, headers

    def target(self, side):
        path = resolved(self.path, side)
        pairs = []
        for key, value in self.query:
            value = resolved(value, side)
            quoted = urllib.parse.quote(key, safe="[]")
            safe = "${}^" if callable(side) else ""
            pairs.append(quoted if value is None else f"{quoted}={urllib.parse.quote(str(value), safe=safe)}")
        return path + ("?" + "&".join(pairs) if pairs else "")

    def content(self, side):
        """The bytes of the body, None for none."""
        if self.raw is not None:
            return resolved(self.raw, side) if not isinstance(self.raw, str) else self.raw.encode()
        if self.body is Request.ABSENT:
            return None
        return json_text(resolved(self.body, side)).encode()

    def header_fields(self):
        if self.headers is not None:
            return dict(self.headers)
        return {} if self.body is Request.ABSENT and self.raw is None else {"Content-Type": "application/json"}

    def values(self):
        """The Both values that it is made of."""
        return list(found_in([self.path, [value for _, value in self.query],
                              None if self.body is Request.ABSENT else self.body]))
