# Assay: an independent reader of metric chunks and tail rows, and a maker of hostile and usual series.
# SPDX-License-Identifier: Apache-2.0
#
# series_oracle.py make SEED   prints lines "NAME MOST-BYTES-PER-POINT TIMESTAMP,STEP,BITS …"; bits in hexadecimal
# series_oracle.py read        reads lines "chunk HEX" and "row HEX", prints the points in them: "TIMESTAMP,STEP,BITS …",
#                              for rows "KEY,TIMESTAMP,STEP,BITS …"
# The reader is written from Plugins/Tracking/Local/Series/README.md alone.
import math
import random
import struct
import sys
import zlib

WORD = 1 << 64


def bits_of(value):
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def double_of(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def signed_word(value):
    value %= WORD
    return value - WORD if value >= WORD >> 1 else value


class Bytes:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        part = self.data[self.at:self.at + count]
        assert len(part) == count
        self.at += count
        return part

    def byte(self):
        return self.take(1)[0]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def signed(self):
        value = self.varint()
        return -(value + 1 >> 1) if value & 1 else value >> 1

    def number(self, size):
        return int.from_bytes(self.take(size), "little")

    def packed(self, count, width):
        whole = int.from_bytes(self.take((count * width + 7) // 8), "little")
        return [(whole >> i * width) & ((1 << width) - 1) for i in range(count)]


def block(source, count):
    anchor = source.signed()
    control = source.byte()
    exceptions = source.byte()
    width = control & 0x7F
    numbers = source.packed(count, width)
    if exceptions:
        wide = source.byte()
        places = list(source.take(exceptions))
        for place, high in zip(places, source.packed(exceptions, wide)):
            numbers[place] += high << width
    return [anchor - q if control & 0x80 else anchor + q for q in numbers]


def blocks(source, count):
    numbers = []
    while len(numbers) < count:
        numbers += block(source, min(256, count - len(numbers)))
    return numbers


def integers(source, count):
    kind = source.byte()
    if kind == 0:
        first, rise = source.signed(), source.signed()
        return [signed_word(first + i * rise) for i in range(count)]
    if kind == 1:
        return [signed_word(r) for r in blocks(source, count)]
    if kind == 4:
        slope = source.signed()
        return [signed_word(r + (signed_word(slope * i) >> 16)) for i, r in enumerate(blocks(source, count))]
    numbers = [source.signed()]
    change = source.signed() if kind == 3 else 0
    if kind == 3:
        numbers.append(numbers[0] + change)
    for r in blocks(source, count - len(numbers)):
        change = change + r if kind == 3 else r
        numbers.append(numbers[-1] + change)
    return [signed_word(x) for x in numbers]


def values(source, count):
    mode = source.byte()
    if mode == 0:
        parameter = 10.0 ** source.byte()
    elif mode == 1:
        parameter = double_of(source.number(8))
    elif mode == 6:
        parameter = [source.number(8) for _ in range(source.varint())]
    else:
        parameter = source.byte()
    places, place = [], -1
    for _ in range(source.varint()):
        place += source.varint() + 1
        places.append(place)
    exceptions = {place: source.number(8) for place in places}
    result, before = [], 0
    for n in integers(source, count):
        u = n % WORD
        if mode < 2:
            bits = bits_of(n / parameter)
        elif mode < 4:
            bits = (u << parameter) % WORD | (1 << 63 if mode == 3 else 0)
        elif mode == 4:
            m = u ^ (1 << 63 if parameter == 0 else 0)
            bits = ((m >> 1) << parameter) % WORD | (m & 1) << 63
        elif mode == 5:
            bits = before = before ^ (u << parameter) % WORD
        else:
            bits = parameter[u]
        result.append(bits)
    return [exceptions.get(i, bits) for i, bits in enumerate(result)]


def opened(data):
    assert struct.unpack("<I", data[-4:])[0] == zlib.crc32(data[:-4])
    return Bytes(data[:-4])


def read_chunk(data):
    source = opened(data)
    assert source.byte() == 1
    count = source.varint()
    ranges = []
    for _ in range(2):
        least = source.signed()
        ranges.append((least, least + source.varint()))
    timestamps, steps = integers(source, count), integers(source, count)
    points = list(zip(timestamps, steps, values(source, count)))
    assert source.at == len(source.data)
    assert ranges == [(min(timestamps), max(timestamps)), (min(steps), max(steps))]
    return points


def column(source, count):
    form, base = source.byte(), source.signed()
    if form < 2:
        return [signed_word(base + i * form) for i in range(count)]
    return [signed_word(base + source.number(1 << form - 2)) for _ in range(count)]


def read_row(data):
    source = opened(data)
    assert source.byte() == 0x11
    count = source.varint()
    keys = [source.take(source.varint()).decode() for _ in range(source.varint())]
    ids, timestamps, steps = (column(source, count) for _ in range(3))
    narrow = source.byte()
    bits = [bits_of(struct.unpack("<f", source.take(4))[0]) if narrow else source.number(8) for _ in range(count)]
    assert source.at == len(source.data)
    return list(zip([keys[i].encode().hex() if keys else i for i in ids], timestamps, steps, bits))


def float32(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


SPECIAL = [0.0, -0.0, math.inf, -math.inf, math.nan, 5e-324, -5e-324, 1.7976931348623157e308, 0.1, 1e22, 1e23, 2.0**53,
           2.0**53 + 2, 1 / 3, 123456789.123456]
SPECIAL_BITS = [0x7FF0000000000001, 0x7FF8000000000001, 0xFFF8000000000000, 0xFFFFFFFFFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 1]
EDGES = [-2**63, 2**63 - 1, 0, -1, 1, 2**62, -2**62, 2**32, 2**53]


def kinds(rng):
    total = [0]

    def climb(most):
        total[0] += rng.randint(0, most)
        return float(total[0])

    # The bounds are the information in the values, plus 0.92 for the timestamps, plus a tenth of a byte.
    return {
        "counter": (1.1, lambda i: float(i)),
        "events": (1.95, lambda i: climb(100)),
        "decimals": (2.8, lambda i: round(rng.random(), 4)),
        "percent": (3.6, lambda i: round(rng.random() * 100, 4)),
        "loss": (2.7, lambda i: round(2.5 / (1 + i * 0.01) + rng.gauss(0, 0.05), 4)),
        "float32": (4.3, lambda i: float32(rng.random())),
        "float32-normal": (4.5, lambda i: float32(rng.gauss(0, 1))),
        "noise": (8.0, lambda i: rng.random()),
        "normal": (8.1, lambda i: rng.gauss(0, 1)),
        "accuracy": (2.1, lambda i: rng.randint(600, 768) / 768),
        "constant": (1.0, lambda i: 0.1),
        "few": (1.4, lambda i: rng.choice([1 / 3, math.pi, -math.e])),
        "nans": (2.0, lambda i: math.nan if i % 10 else 0.5),
    }


def make(seed):
    rng = random.Random(seed)
    for name, (most, value) in kinds(rng).items():
        points = [(1764000000000 + i * 1000 + rng.randint(-50, 50), i, bits_of(value(i))) for i in range(1000)]
        show(name, most, points)
    for _ in range(400):
        count = rng.choice([1, 2, 3, 4, 5, 255, 256, 257, rng.randint(1, 600)])
        times, steps, bits = (hostile(rng, count, edges) for edges in (EDGES, EDGES, None))
        show("hostile", 60, list(zip(times, steps, bits)))


def hostile(rng, count, edges):
    """Numbers of one course with strangers among them, or no course at all; without edges, bits of doubles."""
    strangers = rng.choice([0, 0, 0.01, 0.1, 0.5, 1])
    base, scale = rng.choice(EDGES), 10 ** rng.randint(0, 18)
    pick = [lambda i: base, lambda i: base + i * scale, lambda i: base + rng.randint(-scale, scale),
            lambda i: rng.getrandbits(64)]
    course = rng.choice(pick)
    if edges is None:
        digits = rng.randint(0, 17)
        course = rng.choice([lambda i: bits_of(round(rng.uniform(-scale, scale), digits)),
                             lambda i: bits_of(float32(rng.gauss(0, scale))), lambda i: rng.getrandbits(64),
                             lambda i: bits_of(rng.randint(0, 97) / 97.0), lambda i: bits_of(rng.gauss(0, 1))])
        strange = lambda: rng.choice(SPECIAL_BITS + [bits_of(v) for v in SPECIAL])
        return [strange() if rng.random() < strangers else course(i) for i in range(count)]
    return [signed_word(rng.choice(edges) if rng.random() < strangers else course(i)) for i in range(count)]


def text(point):
    return ",".join([str(part) for part in point[:-1]] + ["%016x" % point[-1]])


def show(name, most, points):
    print(name, most, *[text(point) for point in points])


if sys.argv[1] == "make":
    make(int(sys.argv[2]))
else:
    for line in sys.stdin:
        what, data = line.split()
        print(*[text(point) for point in (read_chunk if what == "chunk" else read_row)(bytes.fromhex(data))])
