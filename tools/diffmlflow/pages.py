# Assay: tools/diff-page: MLflow's page in Chromium on both servers, request by request.
# SPDX-License-Identifier: Apache-2.0
"""
tools/diff-page                   MLflow and dist/bin/assay
tools/diff-page --peer mlflow     MLflow and MLflow: everything must be equal
"""
import argparse
import contextlib
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

import mlflow

from . import browser
from .compare import Comparison
from .servers import started
from .wire import Answer, Side

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
STEPS = ROOT / "Tests/Fixtures/MLflow/steps.py"
BUILD = pathlib.Path(mlflow.__file__).parent / "server/js/build"
#: What differs on purpose, by the path, and why.
KNOWN = {
    "/ajax-api/3.0/mlflow/assistant/providers": "there is no assistant, so it has no providers",
    "/model-versions/get-artifact": "MLflow's server asks itself for the file by a URI that it does not understand: 500",
}
#: What the page asks or not, as its own pieces happen to be ready.
SOMETIMES = ("/ajax-api/2.0/mlflow/experiments/get",)
#: The page of MLflow then has the same menus: Assay has no gateway.
VARIABLES = {"MLFLOW_ENABLE_AI_GATEWAY": "false"}
CHANGING = re.compile(r"[0-9a-f]{32}|\b1\d{12}\b")
#: What the page tells of times and of colours that it derives from ids.
UNSTEADY = re.compile(r"\d+ (second|minute)s? ago|\d+(\.\d+)?m?s\b|\d+/\d+/\d+, [\d:]+ [AP]M|\d{4}-\d\d-\d\d [\d:]+|#[0-9a-f]{6}|[0-9a-f]{8,32}")

#: The marks of an axis, and which metric is shown.
OF_CHARTS = re.compile(r"[-−\d.]*|page-(loss|gain)")


def addresses(experiment, runs, names):
    """{name: address} of the pages that are opened."""
    at, run = f"/experiments/{experiment}", f"/experiments/{experiment}/runs/{runs[0]}"
    both, here = (urllib.parse.quote(json.dumps(ids)) for ids in (runs, [experiment]))
    plot = "&plot_metric_keys=%5B%22page-loss%22%5D&metric=%22page-loss%22"
    return {
        "home": "/", "experiments": "/experiments", "overview": at, "runs": f"{at}/runs",
        "charts": f"{at}/runs?compareRunsMode=CHART", "artifacts of runs": f"{at}/runs?compareRunsMode=ARTIFACT",
        "filtered runs": f"{at}/runs?searchFilter=metrics.%60page-loss%60%20%3C%200.2&orderByKey=metrics.%60page-loss%60",
        "failing filter": f"{at}/runs?searchFilter=nonsense", "deleted runs": f"{at}/runs?lifecycleFilter=Deleted",
        "grouped runs": f"{at}/runs?groupBy=param.page-param.average", "logged models": f"{at}/models",
        "traces": f"{at}/traces", "data sets": f"{at}/datasets", "prompts of an experiment": f"{at}/prompts",
        "run": run, "metrics": f"{run}/model-metrics", "system metrics": f"{run}/system-metrics",
        "traces of a run": f"{run}/traces", "artifacts": f"{run}/artifacts", "text": f"{run}/artifacts/text/notes.txt",
        "picture": f"{run}/artifacts/picture.png", "unknown run": f"{at}/runs/{'f' * 32}",
        "unknown experiment": "/experiments/987654", "comparison": f"/compare-runs?runs={both}&experiments={here}",
        "metric": f"/metric/page-loss?runs={both}&experiments={here}{plot}",
        "comparison of experiments": f"/compare-experiments/s?experiments={here}", "models": "/models",
        "model": f"/models/{names['model']}", "version": f"/models/{names['model']}/versions/1",
        "unknown model": "/models/nothing", "searched models": "/models?searchQuery=page", "prompts": "/prompts",
        "prompt": f"/prompts/{names['prompt']}", "unknown prompt": "/prompts/nothing", "settings": "/settings",
    }


def page_data(url):
    """Logs what the pages show; its ids and names."""
    environment = {**os.environ, "MLFLOW_TRACKING_URI": url, "MLFLOW_DISABLE_TELEMETRY": "true", "PYTHONWARNINGS": "ignore",
                   "GIT_PYTHON_REFRESH": "quiet"}
    with tempfile.NamedTemporaryFile() as output:
        subprocess.run([sys.executable, STEPS, "page_data", output.name, "both"], check=True, env=environment,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return json.loads(pathlib.Path(output.name).read_text(encoding="utf-8"))


class Visit:
    """A page that was opened on one server."""

    def __init__(self, page, side):
        self.text = page.evaluate("document.querySelector('main')?.innerText") or ""
        self.complaints = {unlike(text.replace(side.url, "")) for text in page.complaints
                           if "ResizeObserver" not in text}
        self.requests = {}
        for request in page.requests:
            if request.url.startswith(side.url) and not request.url.endswith(".worker.js"):
                target = urllib.parse.unquote(request.url.removeprefix(side.url))
                self.requests.setdefault((request.method, unlike(target), unlike(request.body or "")), request)


def unlike(text):
    """The text without ids and times."""
    return CHANGING.sub("#", text)


def answer_of(request):
    is_file = "/static-files/" in request.url
    headers = {"content-type": request.type}
    return Answer(request.status or request.failure, headers, b"" if is_file else (request.answer or "").encode())


def differences(name, visits, comparison):
    """What two visits of a page found different, as texts."""
    left, right = visits
    for key in left.requests.keys() | right.requests.keys():
        path = urllib.parse.urlsplit(key[1]).path
        if path in KNOWN or "/static-files/static/media/" in path:
            continue
        if key not in left.requests or key not in right.requests:
            if path in SOMETIMES:
                continue
            yield f"{key[0]} {key[1]} {key[2][:200]}: only {'Assay' if key in right.requests else 'MLflow'} is asked"
            continue
        for place, mine, other in comparison.differences(*(answer_of(visit.requests[key]) for visit in visits)):
            yield f"{key[0]} {key[1]} {key[2][:200]}: {place}: {str(mine)[:300]} / {str(other)[:300]}"
    for text in left.complaints ^ right.complaints:
        if not any(path in text for path in KNOWN):
            yield f"complaint of {'Assay' if text in right.complaints else 'MLflow'} only: {text[:300]}"
    # The order of metrics, params and tags is nobody's, and a chart may show the first one.
    lines = [sorted(line for line in UNSTEADY.sub("#", visit.text).splitlines() if not OF_CHARTS.fullmatch(line))
             for visit in visits]
    for line in difflib.unified_diff(*lines, lineterm="", n=0):
        if not line.startswith(("---", "+++", "@@")):
            yield f"text: {line}"


def arguments():
    parser = argparse.ArgumentParser(prog="tools/diff-page", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", default=str(ROOT / "dist/bin/assay"), help="mlflow, or the assay program")
    parser.add_argument("--only", default="", metavar="REGEX", help="only pages whose names match")
    parser.add_argument("--screenshots", type=pathlib.Path, metavar="FOLDER", help="where pictures of the pages go")
    parser.add_argument("--keep", action="store_true", help="leave the servers' folders and logs")
    parser.set_defaults(backend="sqlite")
    return parser.parse_args()


def main():
    options = arguments()
    if not browser.PROGRAM:
        sys.exit("diff-page: no chromium: run tools/setup --peers")
    only, count, asked = re.compile(options.only), 0, 0
    with started(options, VARIABLES, ["--mlflow-ui", BUILD]) as servers, contextlib.ExitStack() as stack:
        # A browser each: a page behind another one draws nothing.
        browsers = [stack.enter_context(contextlib.closing(browser.Browser())) for _ in servers]
        sides = [Side(server.name, server.url, server.own_texts()) for server in servers]
        data = [page_data(side.url) for side in sides]
        pages = [addresses(each["experiment"], each["runs"], each["names"]) for each in data]
        comparison = Comparison(sides)
        for name in filter(only.search, pages[0]):
            open_pages = [each.page() for each in browsers]
            for page, side, each in zip(open_pages, sides, pages):
                page.go(f"{side.url}/#{each[name]}")
            for page in open_pages:
                page.wait_until_still()
            visits = [Visit(page, side) for page, side in zip(open_pages, sides)]
            found = sorted(differences(name, visits, comparison))
            asked, count = asked + len(visits[0].requests), count + len(found)
            print(f"{name}: {len(visits[0].requests)} requests, {len(found)} differences", flush=True)
            for text in found:
                print(f"  {text}")
            for page, side in zip(open_pages, sides):
                if options.screenshots:
                    options.screenshots.mkdir(exist_ok=True)
                    page.screenshot(options.screenshots / f"{name} {side.name}.png")
                page.call("Page.close")
    print(f"{asked} requests, {count} differences; known: {', '.join(KNOWN)}")
    return 1 if count else 0
