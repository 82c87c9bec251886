# Assay: GraphQL beyond what the page asks: all fields of all types, and documents that are nearly right.
# SPDX-License-Identifier: Apache-2.0
import random

from ..documents import mutated, values
from .registered import scenario

DOCUMENTS = 600
#: Deep enough for a run's metrics; the whole tree is beyond MLflow's bound of 1,000 fields.
DEPTH = 4

TYPE = "kind name ofType { kind name ofType { kind name ofType { kind name } } }"
INPUT = "name description type { %s } defaultValue isDeprecated deprecationReason" % TYPE
SCHEMA = """{ __schema { description queryType { name } mutationType { name } subscriptionType { name }
  directives { name description isRepeatable locations args { %s } } } }""" % INPUT
TYPES = """{ __schema { types { kind name description specifiedByURL isOneOf interfaces { name } possibleTypes { name }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } inputFields { %s }
  fields(includeDeprecated: true) { name description isDeprecated args { %s } type { %s } } } } }
  """ % (INPUT, INPUT, TYPE)


def graphql(session, query, variables=None):
    return session.call("POST", "/graphql", {"query": query, **({"variables": variables} if variables else {})})


def types(answer):
    """{name: {field: (type, whether it has fields)}} of an introspection."""
    found = {}
    for each in answer.at("data.__schema.types"):
        found[each["name"]] = {field["name"]: innermost(field["type"]) for field in each["fields"] or []}
    return found


def innermost(written):
    return innermost(written["ofType"]) if written.get("ofType") else written["name"]


def all_fields(known, name, depth=DEPTH):
    """A set of all fields of a type, and of theirs."""
    parts = []
    for field, inner in known[name].items():
        if not known.get(inner):
            parts.append(field)
        elif depth:
            parts.append(f"{field} {all_fields(known, inner, depth - 1)}")
    return "{ __typename " + " ".join(parts) + " }"


@scenario("GraphQL of all types")
def whole(session, world):
    with session.at("POST /graphql", "introspection"):
        graphql(session, SCHEMA)
        known = types(graphql(session, TYPES).answers[0])
        for name in [*known, "Nothing", ""]:
            graphql(session, '{ __type(name: "%s") { kind name description fields { name } enumValues { name } } }' % name)
    run, experiment = world.of("full_run"), world.of("full_experiment")
    artifacts = world.of("artifact_run")
    with session.at("POST /graphql", "all fields"):
        for field, kind, data in [
                *(("mlflowGetRun", "MlflowGetRunInput", {"runId": item}) for item in
                  (run, artifacts, *world.gallery_runs())),
                ("mlflowGetExperiment", "MlflowGetExperimentInput", {"experimentId": experiment}),
                ("mlflowSearchRuns", "MlflowSearchRunsInput", {"experimentIds": [experiment], "maxResults": 3}),
                ("mlflowSearchModelVersions", "MlflowSearchModelVersionsInput", {}),
                ("mlflowListArtifacts", "MlflowListArtifactsInput", {"runId": artifacts}),
                *(("mlflowListArtifacts", "MlflowListArtifactsInput", {"runId": artifacts, "path": path}) for path in
                  ("nothing", "../x", "/etc", "", "a#b")),
                ("mlflowGetMetricHistoryBulkInterval", "MlflowGetMetricHistoryBulkIntervalInput",
                 {"runIds": [run], "metricKey": "m"})]:
            inner = known["Query"][field]
            graphql(session, "query ($data: %s) { %s(input: $data) %s }" % (kind, field, all_fields(known, inner)),
                    {"data": data})


@scenario("GraphQL nearly right", chooses=True)
def nearly_right(session, world):
    chance = random.Random(session.chance.random())
    for number in range(DOCUMENTS):
        document, variables = mutated(chance), chance.choice((None, {}, values(chance)))
        name = chance.choice((None, None, None, "Q", "M", "A", "B", "zz"))
        if session.chosen("GraphQL nearly right", f"document {number}"):
            with session.at("POST /graphql", "nearly right"):
                session.call("POST", "/graphql",
                             {"query": document, "variables": variables, "operationName": name})
