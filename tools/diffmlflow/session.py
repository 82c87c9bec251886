# Assay: makes the calls, on both servers at once, and keeps what came of each.
# SPDX-License-Identifier: Apache-2.0
import contextlib

from .both import Blocked, Both, Request
from .compare import Comparison
from .wire import Answer


def knows_no_route(answer):
    """Whether a server says that nothing is served under the path."""
    return answer.status == 404 and (answer.at("error_code") == "ENDPOINT_NOT_FOUND"
                                     or b"requested URL was not found" in answer.body)


class Exchange:
    """One call and its two answers."""

    def __init__(self, number, route, case, request):
        self.number, self.route, self.case, self.request = number, route, case, request
        self.answers, self.found, self.endpoint = None, [], ""
        # Whether an earlier difference, of a call that only one server did, may be why this one differs.
        self.follows = False

    @property
    def statuses(self):
        return tuple(answer.status for answer in self.answers)

    @property
    def is_ok(self):
        """Whether both servers did it."""
        return all(200 <= status < 300 for status in self.statuses)

    @property
    def did_any(self):
        """Whether either server did it."""
        return any(200 <= status < 300 for status in self.statuses)

    def get(self, path, label=None):
        """Both servers' value at a path of the answer."""
        values = []
        for answer in self.answers:
            value = answer.at(path) if 200 <= answer.status < 300 else None
            values.append(value if not isinstance(value, (dict, list)) else None)
        return Both(*values, label or path.rpartition(".")[2], self)

    @property
    def diverges(self):
        """Whether one server did it and the other did not: from here on they do not hold the same."""
        return self.request.method not in ("GET", "HEAD", "OPTIONS") and self.did_any != self.is_ok

    @property
    def is_absent(self):
        """Whether the second server does not know the route, which the first does."""
        left, right = self.answers
        return knows_no_route(right) and not knows_no_route(left)

    def title(self):
        return f"{self.request.method} {self.request.path if isinstance(self.request.path, str) else self.route}"


class Session:
    """The calls of a run, in order."""

    def __init__(self, sides, chosen, chance):
        self.sides, self.chosen, self.chance = sides, chosen, chance
        self.comparison = Comparison(sides)
        self.exchanges, self.blocked = [], []
        # The values and cases in which the servers no longer hold the same.
        self.diverged = set()
        self.route, self.case = "", ""
        self.endpoint_of = lambda method, target: f"{method} {target}"
        self.on_exchange = lambda exchange: None

    @contextlib.contextmanager
    def at(self, route, case):
        """The calls inside belong to this case of this route; what it lacks blocks it, not the run."""
        before = self.route, self.case
        self.route, self.case = route, case
        try:
            yield
        except Blocked as error:
            self.blocked.append((route, case, str(error)))
        finally:
            self.route, self.case = before

    def call(self, method, path, body=Request.ABSENT, query=(), raw=None, headers=None):
        """Sends a call to both and compares the answers."""
        request = Request(method, path, query.items() if isinstance(query, dict) else query, body, raw, headers)
        return self.exchange(request)

    def exchange(self, request):
        ready = [(request.method, request.target(side), request.header_fields(), request.content(side))
                 for side in (0, 1)]
        for side, message in zip(self.sides, ready):
            side.send(*message)
        return self.compared(request, [side.receive() for side in self.sides], ready[0][1])

    def compared(self, request, answers, target=None):
        """Keeps what the two sides have answered to a request."""
        exchange = Exchange(len(self.exchanges) + 1, self.route, self.case, request)
        exchange.answers = answers
        exchange.found = self.comparison.differences(*exchange.answers)
        self.exchanges.append(exchange)
        self.note_divergence(exchange)
        exchange.endpoint = self.endpoint_of(request.method, target or request.path)
        self.on_exchange(exchange)
        return exchange

    def note_divergence(self, exchange):
        marks = {value.variable for value in exchange.request.values()}
        if exchange.route != "set-up":
            marks.add((exchange.route, exchange.case))
        exchange.follows = bool(marks & self.diverged) and not exchange.is_absent
        if exchange.diverges:
            self.diverged |= marks

    def post(self, path, body, **options):
        return self.call("POST", api(path), body, **options)

    def get(self, path, **query):
        return self.call("GET", api(path), query=pairs(query))

    def patch(self, path, body, **options):
        return self.call("PATCH", api(path), body, **options)

    def delete(self, path, body=Request.ABSENT, **options):
        return self.call("DELETE", api(path), body, **options)

    def walk(self, method, path, fields, items, limit=200):
        """Follows the page tokens of a search to their end; each side uses its own. The number of items."""
        token, count = None, 0
        for _ in range(limit):
            now = {**fields, **({"page_token": token} if token else {})}
            if method == "GET":
                answer = self.call("GET", api(path), query=pairs(now))
            else:
                answer = self.call(method, api(path), now)
            count += len(answer.answers[0].at(items) or [])
            token = answer.get("next_page_token", "token")
            if None in token.values:
                break
        return count


def api(path):
    """The path under /api/2.0/mlflow; whole paths stay."""
    return path if not isinstance(path, str) or path.startswith("/") else f"/api/2.0/mlflow/{path}"


def pairs(fields):
    """A query of fields: a list becomes a repeated key."""
    found = []
    for key, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            found.append((key, {True: "true", False: "false"}.get(item, item) if isinstance(item, bool) else item))
    return found


__all__ = ["Session", "Exchange", "Answer", "api", "pairs"]
