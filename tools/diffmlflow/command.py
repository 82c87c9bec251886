# Assay: tools/diff-mlflow: its options, the order of its work, and its exit code.
# SPDX-License-Identifier: Apache-2.0
"""
tools/diff-mlflow                        MLflow and dist/bin/assay
tools/diff-mlflow --peer mlflow          MLflow and MLflow: everything must be equal
tools/diff-mlflow --peer http://…        MLflow and a server that runs already
"""
import argparse
import json
import pathlib
import random
import re
import sys
import time

from .generate import Generator
from .recipes import Recipe
from .report import gathered, print_report, written
from .routes import AREAS
from .scenarios import SCENARIOS
from .schema import routes
from .servers import Server, mlflow_program
from .session import Session
from .wire import Side
from .world import World

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHORT_SHARE = 0.1


def arguments():
    parser = argparse.ArgumentParser(prog="tools/diff-mlflow", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", default=str(ROOT / "dist/bin/assay"),
                        help="mlflow, the assay program, or a base URL (default: dist/bin/assay)")
    parser.add_argument("--only", default="", metavar="REGEX", help="only routes and scenarios that match")
    parser.add_argument("--seed", type=int, default=1, help="chooses the cases of --short (default: 1)")
    parser.add_argument("--short", action="store_true", help="a tenth of the generated cases")
    parser.add_argument("--json", metavar="FILE", help="the whole report as JSON")
    return parser.parse_args()


def started(options):
    """The two servers, both answering."""
    servers = [Server("mlflow", "mlflow", mlflow_program())]
    if options.peer == "mlflow":
        servers.append(Server("mlflow", "mlflow-2", mlflow_program()))
    elif not options.peer.startswith("http"):
        servers.append(Server("assay", "assay", options.peer))
    return servers


def chooser(options):
    """Which of the generated cases are made."""
    only = re.compile(options.only)
    chance = random.Random(options.seed)

    def chosen(route, case):
        if not only.search(f"{route}: {case}"):
            return False
        return not options.short or case == "good" or chance.random() < SHORT_SHARE
    return chosen


def make_calls(session, world, options):
    only = re.compile(options.only)
    for name, scenario, chooses in SCENARIOS:
        if chooses or only.search(f"scenario {name}"):
            with session.at(f"scenario {name}", name):
                scenario(session, world)
    generator = Generator(session, world, session.chosen)
    for route in routes():
        recipe = Recipe.table.get(route.rpc)
        if recipe:
            generator.run(route, recipe)


def main():
    options = arguments()
    servers = started(options)
    begin = time.monotonic()
    try:
        for server in servers:
            server.wait()
        sides = [Side(server.name, server.url, server.own_texts()) for server in servers]
        if len(sides) == 1:
            sides.append(Side("peer", options.peer))
        session = Session(sides, chooser(options), random.Random(options.seed))
        world = World(session, f"d{int(time.time()) % 100000}")
        ready = time.monotonic()
        make_calls(session, world, options)
    finally:
        for server in servers:
            server.stop()
    differences = gathered(session.exchanges)
    print_report(session, differences, ready - begin, time.monotonic() - ready)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(written(session, differences), indent=1))
    return 1 if any(not difference.known for difference in differences) else 0


if __name__ == "__main__":
    sys.exit(main())
