# Assay: what the calls showed: each difference once, with the calls that make it.
# SPDX-License-Identifier: Apache-2.0
import json
import re

from .both import Request, json_text, resolved

NUMBERS = re.compile(r"[0-9a-f]{32}|\d+")


class Difference:
    """A kind of difference: the first exchange that showed it, and how many did."""

    def __init__(self, exchange):
        self.exchange, self.count, self.cases = exchange, 0, []
        self.known = None

    @property
    def places(self):
        return [place for place, _, _ in self.exchange.found]

    def record(self, names):
        left, right = self.exchange.answers
        return {"route": self.exchange.route, "case": self.exchange.case, "count": self.count, "cases": self.cases[:20],
                "places": [{"place": place, names[0]: brief(mine, 400), names[1]: brief(other, 400)}
                           for place, mine, other in self.exchange.found[:6]],
                names[0]: left.brief(), names[1]: right.brief(),
                "reproducer": reproducer(self.exchange), "known": self.known}


def brief(value, limit=200):
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= limit else text[:limit] + " …"


def signature(exchange):
    """What makes two differences the same: route, places, statuses, error codes and the shape of the messages."""
    answers = [(answer.status, answer.at("error_code"), shape(answer.at("message"))) for answer in exchange.answers]
    places = sorted({re.sub(r"\d+", "N", place) for place, _, _ in exchange.found})
    return json.dumps([exchange.route, places, answers])


def shape(message):
    """A message without the values in it."""
    if not isinstance(message, str):
        return message
    return NUMBERS.sub("N", re.sub(r"'[^']*'|\"[^\"]*\"", "'…'", message))[:80]


def gathered(exchanges):
    """The differences of all exchanges, those of one kind together."""
    found = {}
    for exchange in exchanges:
        if exchange.found:
            difference = found.setdefault(signature(exchange), Difference(exchange))
            difference.count += 1
            difference.cases.append(exchange.case)
    return list(found.values())


def reproducer(exchange):
    """Shell lines that make the call, after those that make the things it needs; $URL is the server."""
    needed, order = set(), []

    def visit(step):
        if step.number in needed:
            return
        needed.add(step.number)
        for value in step.request.values():
            if value.origin:
                visit(value.origin)
        order.append(step)

    visit(exchange)
    lines = []
    made = {}
    for step in order:
        for value in step.request.values():
            if value.origin:
                made.setdefault(value.origin.number, {})[value.variable] = value
    for step in order:
        values = made.get(step.number, {}) if step is not exchange else {}
        lines.append(curl(step.request, values))
    return lines


def curl(request, values):
    """The call as a curl command; `values` are those of its answer that later calls use."""
    def variable(value):
        return f"${value.shell}"
    target = request.target(variable).replace('"', "%22")
    words = ["curl -s --path-as-is" if ".." in target else "curl -s"]
    if request.method != "GET" or request.body is not Request.ABSENT or request.raw is not None:
        words.append(f"-X {request.method}")
    words += [f"-H '{key}: {value}'" for key, value in request.header_fields().items()]
    if request.raw is not None:
        text = request.raw if isinstance(request.raw, str) else repr(request.raw[:200])
        words.append("--data-binary " + quoted(text))
    elif request.body is not Request.ABSENT:
        words.append("--data-binary " + quoted(json_text(resolved(request.body, variable)), expand=values is not None))
    line = " ".join(words) + f' "$URL{target}"'
    if len(line) > 1500:
        line = line[:1500] + " … (cut)"
    if values:
        names = ", ".join(values)
        return f"{names}=$({line})  # {names} from its answer"
    return line


def quoted(text, expand=False):
    if expand and re.search(r"\$[a-z{]", text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "'" + text.replace("'", "'\\''") + "'"


def print_report(session, differences, start_seconds, seconds):
    """The report for people, on standard output."""
    names = [side.name for side in session.sides]
    for difference in differences:
        record = difference.record(names)
        print(f"\n{record['route']} — {record['case']} ({record['count']} calls)")
        for place in record["places"]:
            print(f"  {place['place']}: {names[0]} {brief(place[names[0]])} | {names[1]} {brief(place[names[1]])}")
        for line in record["reproducer"]:
            print(f"  {line}")
    count = len(session.exchanges)
    differing = sum(1 for exchange in session.exchanges if exchange.found)
    print(f"\n{count} calls, {count - differing} equal, {differing} differing in {len(differences)} ways, "
          f"{len(session.blocked)} cases blocked; servers up in {start_seconds:.0f} s, calls in {seconds:.0f} s")


def written(session, differences):
    """The report for programs."""
    names = [side.name for side in session.sides]
    return {"calls": len(session.exchanges),
            "differing": sum(1 for exchange in session.exchanges if exchange.found),
            "differences": [difference.record(names) for difference in differences],
            "blocked": session.blocked}
