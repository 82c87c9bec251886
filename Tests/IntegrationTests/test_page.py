# Assay: MLflow's own page in Chromium, on Assay's server.
# SPDX-License-Identifier: Apache-2.0
"""With ASSAY_TEST_TRACKING_URI the same tests run against that server: a real MLflow passes them."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest
import urllib.parse

import mlflow_client
from mlflow_client import GIVEN, PYTHON, TrackingServer, step

from diffmlflow import browser  # noqa: E402 (mlflow_client names the folder)

#: Where a failed test leaves what it saw.
SHOTS = pathlib.Path(os.environ.get("ASSAY_TEST_SCREENSHOTS", tempfile.gettempdir())) / "assay-screenshots"
#: What MLflow's own server answers so as well: without its users app nobody is logged in.
EXPECTED = {("/ajax-api/2.0/mlflow/users/current", 404)}


def page_folder():
    """The page that the mlflow package ships."""
    script = "import importlib.util; print(importlib.util.find_spec('mlflow').submodule_search_locations[0])"
    package = subprocess.run([PYTHON, "-c", script], check=True, capture_output=True, text=True).stdout.strip()
    return pathlib.Path(package) / "server/js/build"


class PageCase(unittest.TestCase):
    """A server with something of each kind, and a browser."""

    prefix = ""

    @classmethod
    def setUpClass(cls):
        if reason := mlflow_client.reason_to_skip():
            raise unittest.SkipTest(reason)
        if not browser.PROGRAM:
            raise unittest.SkipTest("no chromium: run tools/setup --peers")
        cls.server = None if GIVEN else TrackingServer(options=["--mlflow-ui", page_folder()], path=cls.prefix)
        cls.addClassCleanup(lambda: cls.server and cls.server.stop())
        cls.url = GIVEN or cls.server.url
        with tempfile.NamedTemporaryFile() as output:
            if problem := step(cls.url, "page_data", output.name):
                raise AssertionError(problem)
            cls.ids = json.loads(pathlib.Path(output.name).read_text(encoding="utf-8"))
        cls.experiment, cls.runs = cls.ids["experiment"], cls.ids["runs"]
        cls.name, cls.model, cls.prompt = (cls.ids["names"][kind] for kind in ("experiment", "model", "prompt"))
        cls.browser = browser.Browser()
        cls.addClassCleanup(cls.browser.close)

    def open(self, address, *texts):
        """A page at an address once it shows the texts; afterwards all that it has asked must have been answered."""
        page = self.browser.page()
        self.addCleanup(lambda: page.call("Page.close"))
        self.addCleanup(self.keep, page)
        page.go(f"{self.url}/#{address}")
        page.wait_for(*texts)
        return page

    def keep(self, page):
        """Leaves a picture of the page when the test has failed."""
        if self._outcome and not self._outcome.success:
            SHOTS.mkdir(exist_ok=True)
            page.screenshot(SHOTS / f"{self.id()}.png")

    def check(self, page, *expected):
        """Nothing that the page has asked failed, and it has nothing to complain of, but for (path, status)."""
        expected = EXPECTED | set(expected)
        page.wait_until_quiet()
        paths = [(urllib.parse.urlsplit(request.url).path.removeprefix(self.prefix), request)
                 for request in page.requests if request.url.startswith("http")]
        failed = [request for path, request in paths if request.failure or (request.status or 200) >= 400
                  and (path, request.status) not in expected]
        self.assertEqual(failed, [])
        # A complaint about the browser's own layout depends on how fast it is.
        complaints = [text for text in page.complaints if "ResizeObserver" not in text
                      and not any(f"{path} " in f"{text} ".replace("?", " ") for path, _ in expected)]
        self.assertEqual(complaints, [])

    def address_of_run(self, number=0, tab=""):
        return f"/experiments/{self.experiment}/runs/{self.runs[number]}{tab}"


class PageTests(PageCase):
    """Each test opens pages by their addresses, as their links do."""

    def test_list_of_experiments(self):
        page = self.open("/experiments", self.name, "Default", "A note of the experiment")
        self.check(page)

    def test_table_of_runs(self):
        page = self.open(f"/experiments/{self.experiment}/runs", "page-run-0", "page-run-1", "4 matching runs")
        self.check(page)

    def test_charts_of_runs(self):
        page = self.open(f"/experiments/{self.experiment}/runs?compareRunsMode=CHART", "page-loss", "page-gain")
        # A chart of two runs has two lines of 20 points each.
        page.wait(lambda: page.evaluate("document.querySelectorAll('.js-line').length") >= 4, "lines in its charts")
        asked = [request for request in page.requests if "get-history-bulk-interval" in request.url]
        points = [json.loads(request.answer)["metrics"] for request in asked if "page-loss" in request.url]
        self.assertEqual(len(points[0]), 40)
        self.check(page)

    def test_run(self):
        page = self.open(self.address_of_run(), "page-run-0", "Finished", "page-dataset", "page-tag", "A note of run 0",
                         "page-child-0", self.model, "value-0", "0.05")
        asked = [json.loads(request.body) for request in page.requests if request.url.endswith("/graphql")]
        self.assertIn("GetRun", [request["operationName"] for request in asked])
        self.check(page)

    def test_metrics_of_a_run(self):
        page = self.open(self.address_of_run(tab="/model-metrics"), "page-loss", "page-gain")
        page.wait(lambda: page.evaluate("document.querySelectorAll('.js-line').length") >= 2, "lines in its charts")
        self.check(page)

    def test_comparison_of_two_runs(self):
        runs, experiments = (urllib.parse.quote(json.dumps(ids)) for ids in (self.runs, [self.experiment]))
        page = self.open(f"/compare-runs?runs={runs}&experiments={experiments}", "Comparing 2 Runs", "page-run-0",
                         "page-run-1", "value-0", "value-1", "page-loss", "tag-1")
        self.check(page)

    def test_text_artifact(self):
        page = self.open(self.address_of_run(tab="/artifacts/text/notes.txt"), "picture.png", "notes.txt",
                         "The text of the artifact")
        self.check(page)

    def test_image_artifact(self):
        page = self.open(self.address_of_run(tab="/artifacts/picture.png"), "picture.png")
        size = "[...document.images].map(i => `${i.naturalWidth}x${i.naturalHeight}`).includes('32x24')"
        page.wait(lambda: page.evaluate(size), "the picture of 32 by 24")
        self.check(page)

    def test_registered_models(self):
        page = self.open("/models", self.model)
        # Prompts are registered models, and not shown as such.
        self.assertNotIn(self.prompt, page.text())
        self.check(page)

    def test_registered_model(self):
        page = self.open(f"/models/{self.model}", self.model, "A model of the page", "Version 1", "champion")
        self.check(page)

    def test_model_version(self):
        page = self.open(f"/models/{self.model}/versions/1", "A version of the page", "champion", "stage-tag", "page-run-0")
        self.check(page)

    def test_prompts(self):
        page = self.open("/prompts", self.prompt)
        self.assertNotIn(self.model, page.text())
        self.check(page)

    def test_prompt(self):
        page = self.open(f"/prompts/{self.prompt}", self.prompt, "this is the prompt of the page", "first prompt")
        self.check(page)

    def test_an_experiment_is_made(self):
        page = self.open("/experiments", self.name)
        name = f"made-in-the-page-{os.getpid()}"
        page.click("Create")
        page.type_into("input[placeholder='Input an experiment name']", name)
        page.click("Create", "[role=dialog] button")
        page.wait_for(name)
        # Whether the name is free.
        self.check(page, ("/ajax-api/2.0/mlflow/experiments/get-by-name", 404))


@unittest.skipIf(GIVEN, "a server that is given has its own prefix")
class PrefixedPageTests(PageCase):
    """Below a prefix, that the page itself does not know."""

    prefix = "/below/a/prefix"

    def test_pages(self):
        self.check(self.open("/experiments", self.name))
        self.check(self.open(self.address_of_run(), "page-run-0", "page-child-0", "value-0"))
        self.check(self.open(self.address_of_run(tab="/artifacts/text/notes.txt"), "The text of the artifact"))
