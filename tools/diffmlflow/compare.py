# Assay: whether two answers say the same, when ids, times, random names and roots are each server's own.
# SPDX-License-Identifier: Apache-2.0
import re
import time

from .wire import Answer

HEADERS = ("content-type", "content-disposition", "x-content-type-options", "x-frame-options", "allow", "location",
           "www-authenticate", "cache-control", "access-control-allow-origin", "access-control-allow-methods")
TOKENS = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-fA-F]{32}"
                    r"|\b[a-z]+-[a-z]+-\d{1,4}\b|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)?|\d+)")
ID = re.compile(r"[0-9a-f]{32}")
ADDRESSES = re.compile(r"( at )?\b0x[0-9a-f]{8,}")
# How Python quotes a name in this message depends on its release.
ATTRIBUTES = re.compile(r"(has no attribute )(['\"])(.*)\2")
SETS = re.compile(r"\{('[^{}:]*')\}")
# Lists whose order no client can rely on: MLflow reads them without an ORDER BY.
UNORDERED = re.compile(r"(^|\.)(tags|params|aliases|latest_versions|data\.metrics|data\.params|model_inputs"
                       r"|model_outputs|dataset_summaries)$")
OPAQUE = ("next_page_token", "nextPageToken")


class Comparison:
    """Compares answers in the order of the calls: what was once equated stays so."""

    def __init__(self, sides):
        self.sides = sides
        self.begin = int(time.time() * 1000) - 600_000
        self.forth, self.back = {}, {}

    def differences(self, left, right):
        """(place, left's, right's) for all that is not the same."""
        found = []
        if left.status != right.status:
            found.append(("status", left.status, right.status))
        for name in HEADERS:
            mine, other = left.headers.get(name), right.headers.get(name)
            if name == "allow" and mine and other:
                mine, other = (", ".join(sorted(re.split(r",\s*", text))) for text in (mine, other))
            if mine != other and not self.same_text(mine or "", other or ""):
                found.append((f"header {name}", mine, other))
        if (left.value is Answer.NO_JSON) != (right.value is Answer.NO_JSON):
            found.append(("body", left.text, right.text))
        elif left.value is Answer.NO_JSON:
            if left.body != right.body and not self.same_text(left.text, right.text):
                found.append(("body", left.text, right.text))
        else:
            self.walk("", left.value, right.value, found)
        return found

    def walk(self, path, left, right, found):
        if type(left) is not type(right):
            found.append((path or "body", left, right))
        elif isinstance(left, dict):
            for key in [*left, *(key for key in right if key not in left)]:
                place = f"{path}.{key}" if path else key
                if key not in left or key not in right:
                    found.append((place, left.get(key, "(absent)"), right.get(key, "(absent)")))
                elif key not in OPAQUE:
                    self.walk(place, left[key], right[key], found)
        elif isinstance(left, list):
            self.walk_list(path, left, right, found)
        elif not self.same(path, left, right):
            found.append((path or "body", left, right))

    def walk_list(self, path, left, right, found):
        if len(left) != len(right):
            found.append((f"{path} (length)", len(left), len(right)))
            return
        if UNORDERED.search(re.sub(r"\.\d+", "", path)):
            left = sorted(left, key=sort_key)
            # By the left's ids, so that those which stand for each other are at the same place.
            right = sorted(right, key=lambda item: ID.sub(lambda id: self.back.get(id[0], id[0]), sort_key(item)))
        for number, (mine, other) in enumerate(zip(left, right)):
            self.walk(f"{path}.{number}", mine, other, found)

    def same(self, path, left, right):
        if isinstance(left, float):
            return repr(left) == repr(right)
        if isinstance(left, bool) or left is None:
            return left == right
        if isinstance(left, int):
            return left == right or (self.is_recent(left) and self.is_recent(right))
        if path.rpartition(".")[2] in ("experiment_id", "experimentId"):
            return self.bind(left, right)
        return self.same_text(left, right)

    def same_text(self, left, right):
        for text, name in self.sides[0].own_texts:
            left = left.replace(text, name)
        for text, name in self.sides[1].own_texts:
            right = right.replace(text, name)
        left, right = (ATTRIBUTES.sub(r"\1\3", ADDRESSES.sub("", in_order(text))) for text in (left, right))
        mine, other = TOKENS.split(left), TOKENS.split(right)
        if len(mine) != len(other):
            return left == right
        return all(self.same_token(*pair) if number % 2 else pair[0] == pair[1]
                   for number, pair in enumerate(zip(mine, other)))

    def same_token(self, left, right):
        if left.isdigit() and right.isdigit() and len(left) < 20 and len(right) < 20:
            if self.is_recent(int(left)) and self.is_recent(int(right)):
                return True
            return left == right or self.forth.get(left) == right
        if left[4:5] == "-" and left[:4].isdigit():
            return bool(re.fullmatch(r"\d{4}-\d\d-\d\dT.*", right)) and left[10:11] == right[10:11]
        if left == right:  # ids and random names are never the same by chance: this one came from the client
            return True
        return self.bind(left.lower(), right.lower()) and left.isupper() == right.isupper()

    def bind(self, left, right):
        """Whether left's value may stand for right's: each has at most one partner."""
        return self.forth.setdefault(left, right) == right and self.back.setdefault(right, left) == left

    def is_free(self, key, value):
        """Whether a value may be any other of its kind: an id, a time, a random name."""
        if isinstance(value, int):
            return self.is_recent(value)
        return key in ("experiment_id", "experimentId") or isinstance(value, str) and bool(TOKENS.fullmatch(value))

    def is_recent(self, number):
        """Whether it is a time, in milliseconds or seconds, at which a server may have acted."""
        now = int(time.time() * 1000) + 60_000
        return self.begin <= number <= now or self.begin // 1000 <= number <= now // 1000


def in_order(text):
    """The text with the members of each Python set in it sorted: a set prints in no fixed order."""
    return SETS.sub(lambda found: "{" + ", ".join(sorted(found[1].split(", "))) + "}", text)


def sort_key(item):
    if isinstance(item, dict):
        names = ("key", "name", "alias", "version", "value", "model_id", "digest", "context")
        return str([item.get(name) for name in names]) + str(sorted(map(str, item)))
    return str(item)
