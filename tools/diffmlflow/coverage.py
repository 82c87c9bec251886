# Assay: which route was called in which kinds of cases, as a table.
# SPDX-License-Identifier: Apache-2.0
import re

# (column, what the name of a case must match); the first that does counts.
COLUMNS = (("good", r"^good$"), ("absent", r"absent$|without|^only |^no "), ("null", r"null"),
           ("type", r"wrong type|list of|one bare"),
           ("empty", r"empty|blank|bare key"), ("limit", r"limit|over|\b\d{2,}\b|of \d+|long|2\^|10\^"),
           ("unknown", r"unknown|missing|malformed|nothing"), ("deleted", r"deleted"), ("repeated", r"repeated|twice"),
           ("spelling", r"camel|spelling"), ("shape", r"^body is|^content type|^method|^no body|slash|ajax-api|query"),
           ("filter", r" (=|!=|<|>|LIKE|IN|IS|RLIKE|BETWEEN)|^shape|number|equals|filter"), ("order", r"^order"),
           ("page", r"page|token"), ("value", r""))
NAMES = [name for name, _ in COLUMNS] + ["scenario", "set-up"]


def column(exchange):
    if exchange.route == "set-up":
        return "set-up"
    if exchange.route.startswith("scenario"):
        return "scenario"
    return next(name for name, pattern in COLUMNS if re.search(pattern, exchange.case))


def counted(exchanges):
    """{endpoint: {column: calls}}."""
    table = {}
    for exchange in exchanges:
        row = table.setdefault(exchange.endpoint, dict.fromkeys(NAMES, 0))
        row[column(exchange)] += 1
    return table


def table_lines(exchanges, uncalled):
    """The table as text; routes that were never called at its end."""
    table = counted(exchanges)
    width = max((len(name) for name in table), default=10)
    yield " " * width + "".join(f" {name:>{max(5, len(name))}}" for name in NAMES)
    for endpoint in sorted(table, key=lambda name: name.partition(" ")[2]):
        row = table[endpoint]
        yield endpoint.ljust(width) + "".join(f" {row[name] or '·':>{max(5, len(name))}}" for name in NAMES)
    for endpoint in uncalled:
        yield f"{endpoint.ljust(width)} never called"
