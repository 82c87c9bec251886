# Assay: the routes of MLflow's protobuf services and their fields, read from the installed package's descriptors.
# SPDX-License-Identifier: Apache-2.0
import re

from google.protobuf.descriptor import FieldDescriptor
from mlflow.protos import databricks_pb2, mlflow_artifacts_pb2, model_registry_pb2, service_pb2, webhooks_pb2

MODULES = (service_pb2, model_registry_pb2, webhooks_pb2, mlflow_artifacts_pb2)
KINDS = {FieldDescriptor.TYPE_STRING: "string", FieldDescriptor.TYPE_BOOL: "bool", FieldDescriptor.TYPE_ENUM: "enum",
         FieldDescriptor.TYPE_DOUBLE: "double", FieldDescriptor.TYPE_FLOAT: "double",
         FieldDescriptor.TYPE_MESSAGE: "message"}


class Field:
    """A field of a request: `kind` is string, int32, int64, double, bool, enum or message."""

    def __init__(self, descriptor, depth=0):
        self.name, self.camel = descriptor.name, descriptor.json_name
        self.kind = KINDS.get(descriptor.type)
        if self.kind is None:
            self.kind = "int64" if descriptor.type in (FieldDescriptor.TYPE_INT64, FieldDescriptor.TYPE_UINT64,
                                                       FieldDescriptor.TYPE_SINT64) else "int32"
        self.is_repeated = descriptor.is_repeated
        self.enum = [value.name for value in descriptor.enum_type.values] if self.kind == "enum" else []
        self.fields = []
        if self.kind == "message" and depth < 3 and not descriptor.message_type.GetOptions().map_entry:
            self.fields = [Field(inner, depth + 1) for inner in descriptor.message_type.fields]


class Route:
    """An endpoint: its RPC's name, method, path below /api, and request fields."""

    def __init__(self, rpc, method, path, version, fields):
        self.rpc, self.method, self.fields = rpc, method, fields
        self.path = f"/{version}.0{path if path.startswith('/') else '/' + path}"
        self.path_names = re.findall(r"[{<](?:path:)?([\w.]+)[}>]", path)

    @property
    def name(self):
        return f"{self.method} {self.path}"

    def filled(self, values, prefix="/api"):
        """The path with the values of its names, as parts of a text."""
        path = prefix
        for part in re.split(r"([{<][^}>]*[}>])", self.path):
            name = re.fullmatch(r"[{<](?:path:)?([\w.]+)[}>]", part)
            path = path + (values[name[1]] if name else part)
        return path


def routes():
    """Every endpoint of the four services, in their order."""
    found = []
    for module in MODULES:
        for service in module.DESCRIPTOR.services_by_name.values():
            # Two services have an RPC of the name listArtifacts.
            prefix = "proxy." if service.name == "MlflowArtifactsService" else ""
            for method in service.methods:
                fields = [Field(field) for field in method.input_type.fields]
                for endpoint in method.GetOptions().Extensions[databricks_pb2.rpc].endpoints:
                    found.append(Route(prefix + method.name, endpoint.method, endpoint.path, endpoint.since.major,
                                       fields))
    return found


class Endpoints:
    """Names the endpoint of a call: its route's template, or the path itself when no route has it."""

    # Routes that no RPC has.
    OTHERS = ("/health", "/version", "/graphql", "/get-artifact", "/model-versions/get-artifact",
              "/ajax-api/2.0/mlflow/metrics/get-history-bulk", "/ajax-api/2.0/mlflow/upload-artifact",
              "/ajax-api/2.0/mlflow/gateway-proxy", "/ajax-api/3.0/mlflow/ui-telemetry",
              "/api/3.0/mlflow/server-info", "/ajax-api/3.0/mlflow/server-info")

    def __init__(self, all_routes):
        self.table = []
        for route in all_routes:
            parts = re.split(r"([{<][^}>]*[}>])", route.path)
            pattern = "".join(".+" if part.startswith("<path:") else "[^/]*" if part[0] in "{<" else re.escape(part)
                              for part in parts if part)
            # A fixed part is better than a name: the longer pattern of fixed text first.
            self.table.append((len(re.sub(r"[{<][^}>]*[}>]", "", route.path)), re.compile(pattern), route))
        self.table.sort(key=lambda entry: -entry[0])

    def name(self, method, target):
        path = target.partition("?")[0]
        below = re.sub(r"^/(ajax-)?api", "", path)
        for _, pattern, route in self.table:
            if below != path and pattern.fullmatch(below) and route.method == method:
                return route.name
        for _, pattern, route in self.table:
            if below != path and pattern.fullmatch(below):
                return f"(other method) {route.path}"
        if re.fullmatch(r"/ajax-api/2.0/mlflow/logged-models/[^/]*/artifacts/files", path):
            return "GET /ajax-api/2.0/mlflow/logged-models/{model_id}/artifacts/files"
        return f"{method} {path}" if path in self.OTHERS else "(no route)"
