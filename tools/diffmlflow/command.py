# Assay: tools/diff-mlflow: its options, the order of its work, and its exit code.
# SPDX-License-Identifier: Apache-2.0
"""
tools/diff-mlflow                        MLflow and dist/bin/assay
tools/diff-mlflow --peer mlflow          MLflow and MLflow: everything must be equal
tools/diff-mlflow --peer http://…        MLflow and a server that runs already
tools/diff-mlflow --backend postgres     the same, both on PostgreSQL
tools/diff-mlflow --short                in half a minute: the part that the tests run
tools/diff-mlflow --prove                MLflow and MLflow, one of them falsified: every falsehood must be seen
"""
import argparse
import contextlib
import json
import pathlib
import random
import re
import time
import zlib

from .generate import Generator
from .known import Known
from .ratchet import Ratchet
from .recipes import Recipe
from .report import Report
from .routes import AREAS  # noqa: F401 (fills Recipe.table)
from .scenarios import SCENARIOS, deliveries
from .schema import Endpoints, routes
from .servers import started
from .session import Session
from .tamper import Tamper
from .wire import Side
from .world import World

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHORT_SHARE = 0.05


def arguments():
    parser = argparse.ArgumentParser(prog="tools/diff-mlflow", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", default=str(ROOT / "dist/bin/assay"),
                        help="mlflow, the assay program, or a base URL (default: dist/bin/assay)")
    parser.add_argument("--backend", choices=("sqlite", "postgres"), default="sqlite", help="the database of both")
    parser.add_argument("--only", default="", metavar="REGEX", help="only scenarios, routes and cases that match")
    parser.add_argument("--seed", type=int, default=1, help="chooses among the generated cases (default: 1)")
    parser.add_argument("--short", action="store_true", help="one in twenty of the generated cases")
    parser.add_argument("--known", type=pathlib.Path, default=pathlib.Path(__file__).with_name("known.json"),
                        metavar="FILE", help="the deliberate differences (default: tools/diffmlflow/known.json)")
    parser.add_argument("--open", type=pathlib.Path, metavar="FILE",
                        help="differences not resolved yet, the only ones that may be there: exactly these must be")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="the whole report as JSON")
    parser.add_argument("--markdown", type=pathlib.Path, metavar="FILE", help="the differences by route, as Markdown")
    parser.add_argument("--prove", action="store_true", help="falsify some answers of a second MLflow")
    parser.add_argument("--deliveries", action="store_true",
                        help="only what webhooks deliver: the servers may then reach loopback")
    parser.add_argument("--keep", action="store_true", help="leave the servers' folders and logs")
    options = parser.parse_args()
    if options.prove:
        options.peer = "mlflow"
    return options


def chooser(options):
    """Which of the generated cases are made."""
    only = re.compile(options.only)

    def chosen(route, case):
        name = f"{route}: {case}"
        if not only.search(name):
            return False
        # By the name alone, so that a new case does not choose others anew.
        share = zlib.crc32(f"{options.seed} {name}".encode()) / 2**32
        return not options.short or case == "good" or share < SHORT_SHARE
    return chosen


def make_calls(session, world, options, all_routes):
    if options.deliveries:
        deliveries.deliveries(session, world)
        return
    only = re.compile(options.only)
    for name, scenario, chooses in SCENARIOS:
        if chooses or only.search(f"scenario {name}"):
            with session.at(f"scenario {name}", name):
                scenario(session, world)
    generator = Generator(session, world, session.chosen)
    for route in all_routes:
        if recipe := Recipe.table.get(route.rpc):
            generator.run(route, recipe)


def compared(options, servers, all_routes):
    """Makes all calls; the session that holds them, and what a Tamper missed."""
    sides = [Side(server.name, server.url, server.own_texts()) for server in servers]
    if len(sides) == 1:
        sides.append(Side("peer", options.peer))
    session = Session(sides, chooser(options), random.Random(options.seed))
    session.endpoint_of = Endpoints(all_routes).name
    missed = []
    if options.prove:
        tamper = Tamper(sides[1], options.seed, lambda key, value: session.comparison.is_free(key, value))
        session.on_exchange = lambda exchange: missed.append(exchange) if tamper.last and not exchange.found else None
    with contextlib.suppress(KeyboardInterrupt):
        make_calls(session, World(session, f"d{int(time.time()) % 100000}"), options, all_routes)
    if options.prove:
        print(f"falsified: {tamper.changed}; not seen: {len(missed)}")
        for exchange in missed:
            print(f"  {exchange.endpoint} {exchange.case}: " + " | ".join(a.brief(200) for a in exchange.answers))
    return session, missed


def main():
    options = arguments()
    known = Known(options.known, options.backend)
    all_routes = routes()
    with started(options, deliveries.ENVIRONMENT if options.deliveries else {}) as servers:
        begin = time.monotonic()
        session, missed = compared(options, servers, all_routes)
    if options.prove:
        return 1 if missed else 0
    is_part = bool(options.only or options.deliveries)
    expected = [] if is_part else [route for route in all_routes if route.rpc in Recipe.table]
    report = Report(session, known, expected, time.monotonic() - begin)
    for line in report.lines():
        print(line)
    if options.json:
        options.json.write_text(json.dumps(report.json(), indent=1), encoding="utf-8")
    if options.markdown:
        options.markdown.write_text("\n".join(report.markdown()) + "\n", encoding="utf-8")
    if options.open:
        complaints = list(Ratchet(options.open).complaints(session.exchanges, known))
        print("\n".join(complaints))
        return 1 if complaints else 0
    is_whole = not is_part and not options.short and options.peer != "mlflow"
    return 1 if report.unexplained or (is_whole and known.gone()) else 0
