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
                    found.append(Route(prefix + method.name, endpoint.method, endpoint.path, endpoint.since.major, fields))
    return found
