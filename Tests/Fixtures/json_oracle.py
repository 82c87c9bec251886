# Assay: Python's json module as the oracle of AssayJSON.
# SPDX-License-Identifier: Apache-2.0
#
# json_oracle.py cases SEED COUNT OUT   writes lines "HEX-OF-TEXT VERDICT": generated texts, valid and broken
# json_oracle.py dump IN OUT            reads lines "HEX-OF-TEXT", writes their verdicts
#
# A verdict is a tagged dump of the value (doubles by their bits), or "!" if the text must be refused.
import json
import random
import struct
import sys
from decimal import Decimal, localcontext

MAX_DEPTH = 128


def dump(value):
    if value is None:
        return "n"
    if value is True:
        return "t"
    if value is False:
        return "f"
    if isinstance(value, int):
        if -(2**63) <= value < 2**63:
            return "i%d" % value
        value = float(value)  # OverflowError: refused
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError("not finite")
        return "d%016x" % struct.unpack(">Q", struct.pack(">d", value))
    if isinstance(value, str):
        return "s" + value.encode("utf-8").hex()
    if isinstance(value, list):
        return "[" + ",".join(dump(element) for element in value) + "]"
    return "{" + ",".join(k.encode("utf-8").hex() + ":" + dump(v) for k, v in value.items()) + "}"


def depth(value):
    if isinstance(value, list):
        return 1 + max((depth(element) for element in value), default=0)
    if isinstance(value, dict):
        return 1 + max((depth(element) for element in value.values()), default=0)
    return 0


def unique(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("duplicate key")
    return members


def refuse(constant):
    raise ValueError(constant)


def verdict(raw):
    try:
        value = json.loads(raw.decode("utf-8"), object_pairs_hook=unique, parse_constant=refuse)
        return dump(value) if depth(value) <= MAX_DEPTH else "!"
    except (ValueError, OverflowError):  # UnicodeError is a ValueError
        return "!"


HARD_NUMBERS = """
0 -0 0.0 -0.0 1 -1 9223372036854775807 -9223372036854775808 9223372036854775808 -9223372036854775809 18446744073709551615
18446744073709551616 9007199254740993 9007199254740993.0 9007199254740992.5 9007199254740991e1 1e22 1e23 8.5e22 1e-22
1e-23 1.7976931348623157e308 1.7976931348623158e308 1.7976931348623159e308 1e308 1e309 -1e309 2.2250738585072014e-308
2.2250738585072011e-308 2.225073858507201e-308 4.9e-324 5e-324 2.4703282292062327e-324 2.4703282292062328e-324
2.47032822920623272088e-324 1e-323 1e-400 0e400 0e-400 0.1 0.2 0.3 1.0 123456789.123456789 3.141592653589793 2.5e-5
1e0 1E+2 1e-0 1e00 6.02214076e23 1.00000000000000011102230246251565 1.00000000000000011102230246251566
1.00000000000000033306690738754696 0.500000000000000166533453693773481063544750213623046875 0.1e-5 100e-2
7.2057594037927933e16 9.5e-7 5708990770823839207320493820740630171355185152001e-3 1e99999999999 1e-99999999999
3.5028e15 1448997445238699 0.000000000000000000000000000000000000000000000000000000000000000000000000000000001e80
""".split()
HARD_NUMBERS.append("1" + "0" * 400)
HARD_NUMBERS.append("0." + "0" * 400 + "1e400")
HARD_NUMBERS.append("0." + "0" * 120000 + "1e120001")
HARD_NUMBERS.append("1" * 800 + "e-790")
HARD_NUMBERS.append("2.4703282292062327208299999999" + "9" * 900 + "e-324")

STRINGS = ["", "a", "key", "hello world", "é", "日本語", "😀", "\u2028", "\"\\/\b\f\n\r\t", "\x00", "\x7f", "<a href='x'>&",
           "e\u0301", "\ufeff", "\U0010ffff", "a" * 31 + "\"", "x" * 7 + "é" + "y" * 9]


def halfway(r):
    """A decimal at, just below or just above the middle of two doubles: exact, or cut to fewer digits."""
    bits = r.choice([r.getrandbits(62) | 1, r.randrange(1 << 54), (1 << 52) - 1 + r.randrange(3)])
    low, high = (struct.unpack(">d", struct.pack(">Q", bits + i))[0] for i in (0, 1))
    if not high < float("inf"):
        return "1"
    with localcontext() as context:
        context.prec = 1200
        middle = (Decimal(low) + Decimal(high)) / 2
        digits = r.choice([1200, 800, 60, 30, 20, 19, 18, 17])
        context.prec = digits
        middle = +middle
        context.prec = 1200
        nudge = r.choice([0, 0, 1, -1]) * Decimal(10) ** (middle.adjusted() - r.choice([18, 19, 20, digits]))
        return str(middle + nudge)


def number(r):
    kind = r.randrange(7)
    if kind == 6:
        return halfway(r)
    if kind == 0:
        return r.choice(HARD_NUMBERS)
    if kind == 1:
        return str(r.randint(-(2**65), 2**65))
    if kind == 2:
        return repr(struct.unpack(">d", r.randbytes(8))[0]).replace("nan", "0").replace("inf", "0")
    if kind == 3:
        return repr(r.random())
    if kind == 4:
        return "%d.%de%d" % (r.randint(-9, 9), r.getrandbits(r.choice([8, 60, 90])), r.randint(-330, 310))
    return str(r.randint(-1000, 1000))


def string(r):
    text = r.choice(STRINGS) + r.choice(STRINGS)
    if r.randrange(3):
        return json.dumps(text, ensure_ascii=bool(r.randrange(2)))
    return '"' + "".join(r.choice(["\\u%04x", "\\u%04X"]) % r.randrange(0x10000) for _ in range(r.randrange(4))) + '"'


def space(r):
    return r.choice(["", "", "", " ", "\n", "\t\r\n "])


def value(r, level=0):
    kind = r.randrange(8 if level < 5 else 4)
    if kind <= 1:
        return number(r)
    if kind == 2:
        return string(r)
    if kind == 3:
        return r.choice(["true", "false", "null"])
    count = r.choice([0, 1, 2, 3, 3, 25 if level < 2 else 4])
    if kind <= 5:
        parts = [space(r) + value(r, level + 1) + space(r) for _ in range(count)]
        return "[" + ",".join(parts) + "]"
    keys = [json.dumps(r.choice(STRINGS) + (str(i) if r.randrange(40) else "")) for i in range(count)]
    return "{" + ",".join(space(r) + k + space(r) + ":" + space(r) + value(r, level + 1) for k in keys) + "}"


def broken(r, raw):
    raw = bytearray(raw)
    for _ in range(r.randint(1, 3)):
        place = r.randrange(len(raw) + 1)
        kind = r.randrange(4)
        if kind == 0:
            raw[place:place] = r.choice([b",", b"]", b"}", b"[", b"{", b":", b'"', b"\\", b"0", b"-", b".", b"e", b"\x00",
                                         b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"NaN", b"\\u12"])
        elif kind == 1:
            del raw[place:place + r.randint(1, 4)]
        elif kind == 2:
            raw[place:place + 1] = r.randbytes(1)
        else:
            raw = raw[:place]
    return bytes(raw)


def cases(seed, count):
    r = random.Random(seed)
    for text in HARD_NUMBERS:
        yield text.encode()
    for level in (1, 127, 128, 129, 600, 100000):
        yield b"[" * level + b"]" * level if level < 1000 else b"[" * level
        yield b'{"a":' * level + b"1" + b"}" * level if level < 1000 else b'{"a":' * level
    for _ in range(count):
        raw = (space(r) + value(r) + space(r)).encode("utf-8")
        yield raw
        yield broken(r, raw)


def main():
    sys.setrecursionlimit(10000)
    mode = sys.argv[1]
    with open(sys.argv[-1], "w") as out:
        if mode == "cases":
            for raw in cases(int(sys.argv[2]), int(sys.argv[3])):
                shallow = raw.count(b"[") < 3000 and raw.count(b"{") < 3000
                out.write("%s %s\n" % (raw.hex(), verdict(raw) if shallow else "!"))
        else:
            with open(sys.argv[2]) as lines:
                for line in lines:
                    out.write(verdict(bytes.fromhex(line)) + "\n")


main()
