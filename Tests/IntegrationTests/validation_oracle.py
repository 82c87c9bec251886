#!/usr/bin/env python3
# Assay: what MLflow's rules for names and values say, as lines for the tests of AssayOperations.
# SPDX-License-Identifier: Apache-2.0
#
# Run it with a Python that has mlflow 3.17.2:  validation_oracle.py Tests/Fixtures/Operations/validation.jsonl
# A line holds a rule, its arguments, and either what it gives (r) or its message (e). The first lines are the
# characters that Python puts into a class, as ranges of code points.
import json
import random
import re
import struct
import sys
import warnings

warnings.filterwarnings("ignore")

from mlflow.exceptions import MlflowException
from mlflow.utils import validation as v

TEXTS = [
    "", " ", "a", "a b", "loss/train", "/a", "a/", "a//b", "./a", "a/./b", "a/../b", "..", ".", "../a", "..a", "a..", ".a",
    "//", "///a", "//a", "a:b", "a\n", "\n", "a\nb", "a\n\n", "a\tb", "caf\u00e9", "cafe\u0301", "\u4e2d\u6587", "\u00b2", "\u2160",
    "\u0665", "a,b", "a=b", "a@b", "a#b", "it's", "\"q\"", "it's \"q\"", "back\\slash", "\x00", "\x7f", "\u00a0", "\u200b",
    "\U0001f600", "\U0001d7d8", "\ud7ff", "\ue000", "k" * 250, "k" * 251, "\u00e9" * 250, "\u00e9" * 251, "v" * 6000, "v" * 6001,
    "\u4e2d" * 6001, "v" * 8000, "v" * 8001, "n" * 500, "n" * 501, "x" * 20001, "a" * 256, "a" * 257, "a" * 64, "a" * 65,
    "a-b_c", "-a", "_a", "0", "12", "007", "1_0", " 3 ", "-1", "+1", "1.0", "1e3", "99999999999999999999", "\u0661\u0662", "v1",
    "V12", "v", "v\u0661", "v1\n", "v1a", "latest", "LATEST", "Latest", "a.b", "a%b", "r\u017f", "\u212a", "a.", ".", "A-1.b_c",
    "w" * 63, "w" * 64, "duration", '{"type": "duration", "value": "30d"}', '{"type": "duration", "value": " 12h "}',
    '{"type": "duration", "value": "0d"}', '{"type": "x", "value": "1d"}', '{"type": "duration"}', "[]", "{", "null",
    '{"type": "duration", "value": 5}', '{"type": "duration", "value": "1' + "0" * 40 + 'd"}', '{"older_than": "5m"}',
    '{"older_than": null}', '{"older_than": "5x"}', "{}", '{"type": "duration", "value": "12\u0663d"}',
]
NUMBERS = [0.0, -0.0, 1.0, 1.5, 1e15, 1e16, 12345678901234567.0, 1.2e16, 1e17, 0.1, 0.0001, 0.00012345, 0.00001, 1e-7, 5e-324,
           1.7976931348623157e308, float("nan"), float("inf"), float("-inf"), -2.5e-5, 100.0, 123456.789, 2**53 + 2.0, 2**54 * 1.0,
           9007199254740993.0, 1e22, 1e23]


class Pair:
    def __init__(self, key, value=""):
        self.key, self.value = key, value


def names(rule):
    return [(rule.__name__, [text], lambda text=text: rule(text)) for text in TEXTS]


def pair(rule, name, keys, values):
    for key in keys:
        yield name, [key, "v"], lambda key=key: rule(key, "v")
    for value in values:
        yield name, ["k", value], lambda value=value: rule("k", value)


def cases():
    for rule in [v._validate_metric_name, v._validate_param_name, v._validate_tag_name, v._validate_run_id,
                 v._validate_experiment_id, v._validate_experiment_name, v._validate_model_name, v._validate_model_renaming,
                 v._validate_model_version, v._validate_model_alias_name, v._validate_model_alias_name_reserved,
                 v._validate_webhook_name, v._parse_experiment_id]:
        yield from names(rule)
    value_of = lambda entry: len(entry.value)
    yield from pair(lambda k, x: value_of(v._validate_param(k, x)), "param", TEXTS, TEXTS)
    yield from pair(lambda k, x: value_of(v._validate_tag(k, x, "tags[2]")), "tag", TEXTS, TEXTS)
    yield from pair(v._validate_experiment_tag, "experimentTag", TEXTS, TEXTS)
    yield from pair(v._validate_registered_model_tag, "registeredModelTag", TEXTS, TEXTS[-3:])
    yield from pair(v._validate_model_version_tag, "modelVersionTag", TEXTS[:8], TEXTS[-3:])
    for key in ["mlflow.trace.archivalRetention", "mlflow.trace.archiveNow"]:
        for text in TEXTS:
            yield "experimentTag", [key, text], lambda key=key, text=text: v._validate_experiment_tag(key, text)
    for number in NUMBERS:
        yield "metric", ["k", bits(number), -1], lambda number=number: v._validate_metric("k", number, -1, 0, "metrics[7]")
    for text in TEXTS:
        yield "metric", [text, bits(1.0), 5], lambda text=text: v._validate_metric(text, 1.0, 5, 0, "metrics[7]")
    chance = random.Random(7)
    for _ in range(60):
        counts = [chance.choice([0, 1, 99, 100, 101, 800, 900, 1000, 1001]) for _ in range(3)]
        yield "batch", counts, lambda counts=counts: v._validate_batch_log_limits(*(range(n) for n in counts))
    for keys in [["a"], ["a", "b"], ["a", "a"], ["a", "b", "a", "a", "b"], ["it's", "it's"], ["\u00e9", "e\u0301"], ["\n", "\n"]]:
        yield "unique", keys, lambda keys=keys: v._validate_param_keys_unique([Pair(key) for key in keys])
    for text in TEXTS:
        yield "repr", [text], lambda text=text: repr(text)
        yield "json", [text], lambda text=text: json.dumps(text)
    for number in NUMBERS:
        yield "reprNumber", [bits(number)], lambda number=number: repr(number)


def bits(number):
    return struct.pack(">d", number).hex()


def ranges(belongs):
    """The code points that belong to a class, as first and last of each range, one after the other."""
    result = []
    for code in range(0x110000):
        if 0xD800 <= code <= 0xDFFF or not belongs(chr(code)):
            continue
        if result and result[-1] == code - 1:
            result[-1] = code
        else:
            result += [code, code]
    return result


def short(text):
    """A text whose middle is one character many times, as that character and the count."""
    found = re.fullmatch(r"(.)\1{60,}", text, re.DOTALL) if isinstance(text, str) else None
    return [found[1], len(text)] if found else text


def brief(value):
    """A value, a number as a text; of a long text its length and its hash (FNV-1a of 64 bits)."""
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str) or len(value) <= 300:
        return value
    result = 0xCBF29CE484222325
    for byte in value.encode():
        result = (result ^ byte) * 0x100000001B3 % 2**64
    return f"{len(value)} {result}"


def main():
    classes = {"word": lambda c: re.match(r"\w", c), "printable": str.isprintable, "space": str.isspace}
    with open(sys.argv[1], "w", encoding="ascii") as out:
        for name, belongs in classes.items():
            out.write(json.dumps({"class": name, "ranges": ranges(belongs)}, separators=(",", ":")) + "\n")
        for name, arguments, rule in cases():
            line = {"rule": name, "a": [short(argument) for argument in arguments]}
            try:
                line["r"] = brief(rule())
            except MlflowException as error:
                line["e"] = brief(error.message)
            out.write(json.dumps(line, separators=(",", ":")) + "\n")


main()
