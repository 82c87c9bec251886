# Assay: what the calls showed: each difference once, with the calls that make it.
# SPDX-License-Identifier: Apache-2.0
import json
import re

from .coverage import counted, table_lines
from .reproducer import reproducer

NUMBERS = re.compile(r"[0-9a-f]{32}|\d+")


class Difference:
    """A kind of difference: the exchange that shows it most simply, and how many did."""

    def __init__(self, exchange, known):
        self.exchange, self.known = exchange, known
        self.count, self.cases = 0, []

    def add(self, exchange):
        self.count += 1
        if exchange.case not in self.cases:
            self.cases.append(exchange.case)

    def telling(self):
        """The places without those that say the same as another."""
        places = {place for place, _, _ in self.exchange.found}
        said = {"sqlstate", "error_class"} if places & {"error_code", "message"} else set()
        said |= {"header content-type"} if "body" in places else set()
        return [found for found in self.exchange.found if found[0] not in said]

    def record(self, names):
        left, right = self.exchange.answers
        return {"endpoint": self.exchange.endpoint, "case": self.exchange.case, "count": self.count,
                "cases": self.cases[:30], "known": self.known,
                "places": [{"place": place, names[0]: brief(mine, 500), names[1]: brief(other, 500)}
                           for place, mine, other in self.telling()[:6]],
                names[0]: left.brief(), names[1]: right.brief(), "reproducer": reproducer(self.exchange)}


def brief(value, limit=300):
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= limit else text[:limit] + " …"


def signature(exchange):
    """What makes two differences the same: endpoint, places, statuses, error codes and the shape of the messages."""
    if exchange.is_absent:
        return f"{exchange.endpoint} absent"
    answers = [(answer.status, answer.at("error_code"), shape(answer.at("message"))) for answer in exchange.answers]
    places = sorted({re.sub(r"\d+", "N", place) for place, _, _ in exchange.found})
    return json.dumps([exchange.endpoint, exchange.follows, places, answers])


def shape(message):
    """A message without the values in it."""
    if not isinstance(message, str):
        return message
    return NUMBERS.sub("N", re.sub(r"'[^']*'|\"[^\"]*\"", "'…'", message))[:80]


def gathered(exchanges, known):
    """The differences of all exchanges, those of one kind together."""
    found = {}
    for exchange in exchanges:
        if exchange.found:
            reason = known.explain(exchange)
            key = f"{reason} {signature(exchange)}"
            found.setdefault(key, Difference(exchange, reason)).add(exchange)
    return list(found.values())


class Report:
    """The result of a run, for people and for programs."""

    def __init__(self, session, known, routes, seconds):
        self.session, self.known, self.seconds = session, known, seconds
        self.names = [side.name for side in session.sides]
        self.differences = gathered(session.exchanges, known)
        called = {exchange.endpoint for exchange in session.exchanges}
        self.uncalled = [route.name for route in routes if route.name not in called]

    @property
    def unexplained(self):
        return [difference for difference in self.differences if not difference.known]

    def summary(self):
        calls = len(self.session.exchanges)
        differing = sum(1 for exchange in self.session.exchanges if exchange.found)
        explained = sum(difference.count for difference in self.differences if difference.known)
        return (f"{calls} calls, {calls - differing} equal, {differing} differing ({explained} deliberately; "
                f"{len(self.unexplained)} other kinds of difference), {len(self.session.blocked)} cases blocked; "
                f"{self.seconds:.0f} s")

    def lines(self):
        for difference in self.differences:
            record = difference.record(self.names)
            mark = f" [deliberate: {difference.known}]" if difference.known else ""
            yield f"\n{record['endpoint']} — {record['case']} ({record['count']} calls){mark}"
            for place in record["places"]:
                for name in self.names:
                    yield f"  {place['place']}: {name:9} {place[name]}"
            yield from (f"    {line}" for line in record["reproducer"])
        yield ""
        yield from table_lines(self.session.exchanges, self.uncalled)
        for route, case, reason in self.session.blocked[:20]:
            yield f"blocked: {route} — {case}: {reason}"
        for name in self.known.gone():
            yield f"deliberate difference '{name}' was not seen"
        yield self.summary()

    def markdown(self):
        """The differences by endpoint, those that occur most first."""
        yield f"# Differences of {self.names[1]} from {self.names[0]}\n"
        yield self.summary() + "\n"
        yield "$URL is the server's base URL; `name=$(…)` stands for taking that value from the answer.\n"
        absent = [item for item in self.unexplained if item.exchange.is_absent]
        if absent:
            yield f"## Routes that {self.names[1]} does not have\n"
            yield from (f"- {item.exchange.endpoint} ({item.count} calls)" for item in absent)
        groups = {}
        for difference in sorted(self.unexplained, key=lambda item: item.exchange.follows):
            if not difference.exchange.is_absent:
                groups.setdefault(difference.exchange.endpoint, []).append(difference)
        for endpoint in sorted(groups, key=lambda name: -sum(item.count for item in groups[name])):
            yield f"\n## {endpoint} ({sum(item.count for item in groups[endpoint])} calls)\n"
            for difference in groups[endpoint]:
                record = difference.record(self.names)
                mark = "(after a difference before it) " if difference.exchange.follows else ""
                yield f"### {mark}{record['case']}" + (f" (and {record['count'] - 1} more: " + "; ".join(
                    record["cases"][1:7]) + ")" if record["count"] > 1 else "")
                for place in record["places"]:
                    yield f"- {place['place']}\n  - {self.names[0]}: `{place[self.names[0]]}`\n  - " \
                          f"{self.names[1]}: `{place[self.names[1]]}`"
                yield "```\n" + "\n".join(record["reproducer"]) + "\n```\n"
        if self.session.blocked:
            reasons = {}
            for route, _, reason in self.session.blocked:
                reasons.setdefault(re.sub(r"\d+", "N", reason), []).append(route)
            yield "\n## Blocked: what these calls need did not come\n"
            yield from (f"- {len(routes)} cases: {reason} ({', '.join(sorted(set(routes))[:4])})"
                        for reason, routes in sorted(reasons.items(), key=lambda item: -len(item[1])))

    def json(self):
        return {"summary": self.summary(), "calls": len(self.session.exchanges),
                "differing": sum(1 for exchange in self.session.exchanges if exchange.found),
                "unexplained": len(self.unexplained), "unseen": self.known.gone(),
                "differences": [difference.record(self.names) for difference in self.differences],
                "coverage": counted(self.session.exchanges), "uncalled": self.uncalled, "blocked": self.session.blocked}
