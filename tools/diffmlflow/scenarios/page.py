# Assay: what only the page asks: GraphQL, datasets of experiments, server facts; and what no route answers.
# SPDX-License-Identifier: Apache-2.0
import pathlib
import re

import mlflow

from .registered import scenario

# The bundled page's GraphQL texts stand between backticks in its scripts.
TEXTS = re.compile(r"`\s*((?:query|mutation) [A-Za-z]+\([^`]*)`")


def page_queries():
    """{name: text} of the GraphQL operations of the page that the installed package ships."""
    found = {}
    for file in sorted((pathlib.Path(mlflow.__file__).parent / "server/js/build/static/js").glob("*.js")):
        for text in TEXTS.findall(file.read_text(encoding="utf-8", errors="replace")):
            text = text.replace("\\n", "\n")
            found[re.match(r"\w+ (\w+)", text)[1]] = text
    return found


def graphql(session, query, variables=None, **more):
    body = {"query": query, **({"variables": variables} if variables is not None else {}), **more}
    return session.call("POST", "/graphql", body)


@scenario("GraphQL of the page")
def of_the_page(session, world):
    run, experiment = world.of("full_run"), world.of("full_experiment")
    gallery = world.gallery_runs()
    inputs = {"GetRun": [{"data": {"runId": item}} for item in (run, gallery[0], gallery[3], world.of("artifact_run"),
                                                                "f" * 32)],
              "SearchRuns": [{"data": {"experimentIds": [experiment], "filter": text, "maxResults": 5}}
                             for text in ("", "metrics.m > 0", "bad")] + [{"data": {}}],
              "GetMetricHistoryBulkInterval": [
                  {"data": {"runIds": [run], "metricKey": "m", **more}} for more in (
                      {}, {"maxResults": 2}, {"startStep": 0, "endStep": 1}, {"startStep": 1}, {"maxResults": 0})],
              "MlflowGetExperimentQuery": [{"input": {"experimentId": item}} for item in (experiment, "0", "98765432",
                  "abc")]}
    for name, text in page_queries().items():
        for variables in inputs.get(name, [{}, {"data": {}}, {"input": {}}]):
            with session.at("POST /graphql", f"{name} of the page"):
                graphql(session, text, variables, operationName=name)
        with session.at("POST /graphql", f"{name} without variables"):
            graphql(session, text)


RUN = '{ mlflowGetRun(input: {runId: "%s"}) { run { info { runId status startTime } data { params { key value } } } ' \
      'apiError { code message } } }'


@scenario("GraphQL of every shape")
def shapes(session, world):
    default = 'mlflowGetExperiment(input: {experimentId: "0"})'
    experiment = "{ %s { experiment { experimentId name tags { key value } } apiError { code message } } }" % default
    for case, text in {
            "good": experiment, "unknown run": RUN % ("f" * 32),
            "no input": "{ mlflowGetRun { run { info { runId } } } }",
            "unknown field": "{ nothing }", "unknown member": "{ %s { nothing } }" % default,
            "syntax": "{ mlflowGetExperiment(", "empty": "", "introspection": "{ __schema { queryType { name } } }",
            "typename": "{ __typename }", "two roots": experiment[:-1] + experiment[1:],
            "aliases": "{" + " ".join(f"a{n}: {default} {{ experiment {{ name }} }}"
                                     for n in range(12)) + "}",
            "fragment": '{ mlflowGetExperiment(input: {experimentId: "0"}) { ...F } } '
                        'fragment F on MlflowGetExperimentResponse { experiment { name } }',
            "fragment cycle": '{ mlflowGetExperiment(input: {experimentId: "0"}) { ...F } } '
                              'fragment F on MlflowGetExperimentResponse { ...F }',
            "deep": "{ a " * 60 + "}" * 60, "test": '{ test(inputString: "x") { output } }',
            "mutation": 'mutation { testMutation(inputString: "x") { output } }',
            "wrong type": "{ mlflowGetExperiment(input: {experimentId: 0}) { experiment { name } } }",
            "artifacts": '{ mlflowListArtifacts(input: {runId: "x"}) { files { path } apiError { message } } }',
            "versions": '{ mlflowSearchModelVersions(input: {filter: "name=\'none\'"}) { modelVersions { name } } }',
            "datasets": 'mutation { mlflowSearchDatasets(input: {experimentIds: ["0"]}) '
                        '{ datasetSummaries { name } } }',
            "directive": 'query X($a: Boolean!) { mlflowGetExperiment(input: {experimentId: "0"}) { experiment '
                         '{ name @include(if: $a) } } }'}.items():
        with session.at("POST /graphql", case):
            graphql(session, text, {"a": False} if case == "directive" else None)
    with session.at("POST /graphql", "shape of the request"):
        for body in ({}, {"query": None}, {"query": 5}, [], {"query": experiment, "variables": "x"},
                     {"query": experiment, "operationName": "none"}):
            session.call("POST", "/graphql", body)
        session.call("GET", "/graphql", query={"query": experiment})
        session.call("POST", "/graphql", raw="x", headers={"Content-Type": "text/plain"})


@scenario("datasets of experiments")
def datasets(session, world):
    experiment, path = world.of("full_experiment"), "/ajax-api/2.0/mlflow/experiments/search-datasets"
    for body in ({"experiment_ids": [experiment]}, {"experiment_ids": ["0"]}, {"experiment_ids": []}, {},
                 {"experiment_ids": "0"},
                 {"experiment_ids": ["98765432"]}, {"experiment_ids": ["abc"]},
                 {"experiment_ids": [str(n) for n in range(20)]},
                 {"experiment_ids": [str(n) for n in range(21)]}, {"experiment_ids": [0]},
                 {"experimentIds": [experiment]}):
        with session.at(f"POST {path}", "ids"):
            session.call("POST", path, body)
    session.call("GET", path)
    session.call("POST", path.replace("/ajax-api", "/api"), {"experiment_ids": ["0"]})


@scenario("facts of the server", chooses=True)
def facts(session, world):
    for path in ("/health", "/version", "/api/3.0/mlflow/server-info", "/ajax-api/3.0/mlflow/server-info", "/health/",
                 "/version/",
                 "/api", "/api/2.0", "/api/2.0/mlflow", "/api/2.0/mlflow/experiments", "/api/2.0/mlflow/nothing",
                 "/nothing",
                 "/api/3.0/mlflow/experiments/get", "/api/4.0/mlflow/experiments/get", "/ajax-api/2.0/mlflow/nothing",
                 "//api/2.0/mlflow/experiments/get", "/api/2.0/mlflow//experiments/get",
                 "/api/2.0/mlflow/experiments/get/",
                 "/api/2.0/mlflow/Experiments/Get", "/api/2.0/mlflow/experiments/search-datasets",
                 "/ajax-api/2.0/mlflow/gateway-proxy",
                 "/ajax-api/3.0/mlflow/ui-telemetry", "/api/3.0/mlflow/workspaces",
                 "/api/2.0/preview/mlflow/experiments/get",
                 "/api/2.0/mlflow/unified-traces", "/api/2.0/mlflow/get-online-trace-details"):
        for method in ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"):
            if session.chosen("other paths", f"{method} {path}"):
                with session.at("other paths", f"{method} {path}"):
                    session.call(method, path)


@scenario("hosts and origins", chooses=True)
def origins(session, world):
    paths = ("/health", "/version", "/api/2.0/mlflow/experiments/get?experiment_id=0")
    for host in ("localhost", "localhost:5000", "127.0.0.1", "evil.example", "10.0.0.1", "192.168.1.1:80", "172.16.0.1",
                 "172.32.0.1", "[::1]", "[::1]:5000", "0.0.0.0", "", "LOCALHOST", "localhost.evil.example",
                 "10.0.0.1.evil.example"):
        for path in paths:
            if session.chosen("hosts and origins", f"Host {host}"):
                with session.at("hosts and origins", f"Host {host}"):
                    session.call("GET", path, headers={"Host": host})
    for origin in ("http://localhost", "http://localhost:3000", "http://evil.example", "null", "https://127.0.0.1:9",
                   "http://10.0.0.1",
                   "http://localhost.evil.example", "", "http://[::1]:3000"):
        for method in ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
            if session.chosen("hosts and origins", f"Origin {origin} {method}"):
                with session.at("hosts and origins", f"Origin {origin} {method}"):
                    session.call(method, "/api/2.0/mlflow/experiments/search",
                                 {"max_results": 1} if method != "GET" else {},
                                 headers={"Origin": origin, "Content-Type": "application/json",
                                          **({"Access-Control-Request-Method": "POST"} if method == "OPTIONS" else {})})
