# Assay: the values that each field of a request is tried with.
# SPDX-License-Identifier: Apache-2.0
from .both import Raw

ABSENT = object()
WRONG = {"text": "text", "digits": "12", "number": 7, "fraction": 1.5, "bool": True, "list": ["a"],
         "object": {"a": 1}, "list of object": [{"a": 1}]}
STRINGS = {"empty": "", "space": " ", "unicode": "größe-日本-😀", "quote": "it's \"q\" `b` \\ %", "line break": "a\nb",
           "control": "a\x01b", "slash": "a/b", "parent": "../x", "dot": ".", "html": "<b>&amp;</b>", "long": "x" * 300,
           "leading slash": "/a", "double slash": "a//b", "trailing slash": "a/", "colon": "a:b", "percent": "%41%2e",
           "lone surrogate": Raw('"\\ud800"'), "emoji escape": Raw('"\\ud83d\\ude00"')}
INTEGERS = {"zero": 0, "negative": -1, "one": 1, "2^31-1": 2**31 - 1, "2^31": 2**31, "-2^31-1": -2**31 - 1,
            "2^53+1": 2**53 + 1, "2^63-1": 2**63 - 1, "2^63": 2**63, "-2^63": -2**63, "10^30": 10**30, "string": "12",
            "bad string": "abc", "empty string": "", "integral float": 3.0, "exponent": Raw("1e3"),
            "fraction string": "1.5", "padded string": " 5", "minus zero": Raw("-0")}
DOUBLES = {"zero": 0.0, "minus zero": Raw("-0.0"), "integer": 3, "negative": -1.25, "largest": 1.7976931348623157e308,
           "too large": Raw("1e400"), "smallest": Raw("5e-324"), "NaN": Raw("NaN"), "Infinity": Raw("Infinity"),
           "-Infinity": Raw("-Infinity"), "NaN string": "NaN", "Infinity string": "Infinity",
           "-Infinity string": "-Infinity", "inf string": "inf", "nan string": "nan", "string": "1.5",
           "bad string": "abc", "empty string": "", "10^30 integer": 10**30, "17 digits": 0.1 + 0.2}
BOOLS = {"true": True, "false": False, "string": "true", "zero": 0, "one": 1, "capital string": "True", "empty": ""}
QUERY_INTEGERS = ("0", "-1", "1", "5", "", "abc", "1.5", " 5", "+5", "1_0", "0x10", "1e3", str(2**31), str(2**63),
                  "true", "5 ", "٣", "null")
QUERY_BOOLS = ("true", "TRUE", "False", "1", "0", "", "yes", "null")


def scalar_variants(field):
    """(case, value) for one value of the field's kind."""
    if field.kind == "string":
        yield from STRINGS.items()
    elif field.kind in ("int32", "int64"):
        yield from INTEGERS.items()
    elif field.kind == "double":
        yield from DOUBLES.items()
    elif field.kind == "bool":
        yield from BOOLS.items()
    elif field.kind == "enum":
        for name in field.enum:
            yield f"enum {name}", name
        yield from {"enum number": 1, "enum 0": 0, "enum unknown": "NO_SUCH", "enum unknown number": 99,
                    "enum lower case": field.enum[0].lower(), "empty": "", "enum number string": "1"}.items()
    elif field.kind == "message":
        yield from {"empty": {}, "unknown member": {"no_such": 1}}.items()


def is_wrong(case, field):
    """Whether the value of WRONG under this name is of another type than the field's."""
    if field.is_repeated:
        return not case.startswith("list")
    right = {"string": ("text", "digits"), "int32": ("number",), "int64": ("number",), "double": ("number", "fraction"),
             "bool": ("bool",), "enum": ("text",), "message": ("object",)}[field.kind]
    return case not in right


def json_variants(field, value, limit=None):
    """(case, value) for a field in a JSON body; `value` is a good one, `limit` its greatest length."""
    yield "absent", ABSENT
    yield "null", None
    for case, wrong in WRONG.items():
        if is_wrong(case, field):
            yield f"wrong type: {case}", wrong
    if not field.is_repeated:
        yield from scalar_variants(field)
        if field.fields and isinstance(value, dict):
            yield from nested_variants(field, value, lambda inner: inner)
    else:
        yield from repeated_variants(field, value)
    if limit:
        for case, length in {"at limit": limit, "over limit": limit + 1, "two over": limit + 2}.items():
            yield case, [value[0]] * length if field.is_repeated else "k" * length


def repeated_variants(field, value):
    yield "empty", []
    yield "list of null", [None]
    yield "list of list", [[]]
    if not isinstance(value, list) or not value:
        value = [{}] if field.kind == "message" else ["1"]
    yield "twice the same", [value[0], value[0]]
    yield "one bare", value[0]
    if field.kind == "message":
        yield "list of text", ["a"]
        yield "good and null", [value[0], None]
        yield from nested_variants(field, value[0], lambda inner: [inner])
    else:
        yield "list of object", [{"a": 1}]
        yield "list of numbers", [1, 2]
        for case, item in scalar_variants(field):
            yield f"item {case}", [item]


def nested_variants(field, value, wrapped):
    """The variants of each member of a message."""
    for inner in field.fields:
        for case, changed in json_variants(inner, value.get(inner.name)):
            item = {key: other for key, other in value.items() if key != inner.name}
            if changed is not ABSENT:
                item[inner.name] = changed
            yield f"{inner.name}: {case}", wrapped(item)
        if inner.camel != inner.name and inner.name in value:
            item = {key: other for key, other in value.items() if key != inner.name}
            yield f"{inner.camel}: camel", wrapped({**item, inner.camel: value[inner.name]})
    yield "unknown member beside", wrapped({**value, "no_such": 1})


def query_variants(field, value):
    """(case, list of values) for a field in a query."""
    yield "absent", []
    yield "bare key", [None]
    if field.kind in ("int32", "int64"):
        texts = QUERY_INTEGERS
    elif field.kind == "bool":
        texts = QUERY_BOOLS
    elif field.kind == "enum":
        texts = [*field.enum, "1", "99", "NO_SUCH", ""]
    elif field.kind == "string":
        texts = [text for text in STRINGS.values() if isinstance(text, str)]
    else:
        texts = ["", "text", "{}"]
    for text in texts:
        yield f"query {text[:12]!r}", [text]
    if value is not None:
        yield "query twice", [value, value] if not isinstance(value, list) else value + value
        yield "query second differs", [*(value if isinstance(value, list) else [value]), "other"]
