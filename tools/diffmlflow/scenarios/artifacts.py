# Assay: files up, down, listed and deleted, through the proxy and as the page asks for them.
# SPDX-License-Identifier: Apache-2.0
from .registered import scenario

PROXY = "/api/2.0/mlflow-artifacts/artifacts"
HOSTILE = ("..", "../x", "../../etc/passwd", "%2e%2e/x", "..%2fx", "..%252fx", "/etc/passwd", "%2Fetc%2Fpasswd",
           "a/../../x",
           "a%00b", "%", "%2", "%zz", ";", "a;b", "#", "%23", "a%3Fb", "..\\x", "..%5cx", "C:\\x", "C:%5Cx",
           "file:///etc", "//x",
           "a//b", "./a", "a/./b", "%FF%FE", "a" * 256, "~", "~root/x", "a%0d%0ab", "%c0%ae%c0%ae/x", "．．/x")


@scenario("files up and down")
def files(session, world):
    root = f"{world.tag}/updown"
    for name, content in (("a.txt", b"one"), ("a.txt", b"two"), ("dir/b", b""), ("dir/c.json", b"{}"),
                          ("dir", b"on a folder"),
                          ("a.txt/below", b"x"), ("größe.txt".encode().hex(), b"x"), ("big", b"x" * 300_000)):
        session.call("PUT", f"{PROXY}/{root}/{name}", raw=content, headers={})
        session.call("GET", f"{PROXY}/{root}/{name}")
    for path in (root, f"{root}/", f"{root}/dir", f"{root}/a.txt", f"{root}/none", "", "/", ".", ".."):
        session.call("GET", PROXY, query={"path": path})
    session.call("HEAD", f"{PROXY}/{root}/a.txt")
    for headers in ({"Range": "bytes=0-0"}, {"Range": "bytes=1-"}, {"Range": "bytes=99-"}, {"If-None-Match": "*"},
                    {"Accept": "text/html"}):
        session.call("GET", f"{PROXY}/{root}/a.txt", headers=headers)
    for path in (f"{root}/a.txt", f"{root}/a.txt", f"{root}/dir", f"{root}/none"):
        session.call("DELETE", f"{PROXY}/{path}")
        session.call("GET", PROXY, query={"path": root})
    for headers in ({"Content-Type": "application/json"}, {"Content-Type": "text/plain"}, {"X-Other": "1"}):
        session.call("PUT", f"{PROXY}/{root}/typed", raw=b"{bad", headers=headers)
    session.call("POST", f"{PROXY}/{root}/typed", raw=b"x", headers={})
    session.call("PUT", PROXY, raw=b"x", headers={})
    session.call("PUT", f"{PROXY}/", raw=b"x", headers={})
    session.call("GET", f"/ajax-api/2.0/mlflow-artifacts/artifacts/{root}/typed")


@scenario("hostile paths")
def hostile(session, world):
    run = world.of("artifact_run")
    for path in HOSTILE:
        with session.at("scenario hostile paths", path):
            raw = path.encode("ascii", "ignore").decode().replace("#", "%23")
            for method in ("GET", "PUT", "DELETE"):
                # What MLflow takes for the whole store would delete what other cases need: a ; or # cuts off the name.
                if method == "GET" or raw.strip("./~") and not (method == "DELETE" and raw in (";", "%23")):
                    session.call(method, f"{PROXY}/{raw}", **({"raw": b"x", "headers": {}} if method == "PUT" else {}))
            session.call("GET", PROXY, query={"path": path})
            session.call("GET", "/api/2.0/mlflow/artifacts/list", query={"run_id": run, "path": path})
            session.call("GET", "/get-artifact", query={"run_id": run, "path": path})
            session.call("POST", f"/api/2.0/mlflow-artifacts/mpu/create/{raw}", {"path": path, "num_parts": 1})
            session.call("GET", f"/api/2.0/mlflow-artifacts/presigned/{raw}")


@scenario("files of a run, as the page asks")
def page(session, world):
    run = world.of("artifact_run")
    for query in ({"path": "a.txt", "run_id": run}, {"path": "a.txt", "run_uuid": run},
                  {"path": "dir/sub/c.json", "run_uuid": run},
                  {"path": "none", "run_uuid": run}, {"path": "dir", "run_uuid": run}, {"path": "a.txt"},
                  {"run_uuid": run}, {},
                  {"path": "a.txt", "run_uuid": "f" * 32}, {"path": "", "run_uuid": run}):
        session.call("GET", "/get-artifact", query=query)
    name = world.make_registered_model()
    session.post("model-versions/create", {"name": name, "source": "runs:/" + run + "/dir", "run_id": run})
    for query in ({"name": name, "version": "1", "path": "b.txt"}, {"name": name, "version": "9", "path": "b.txt"},
                  {"name": name, "version": "1", "path": "../a.txt"}, {"name": name, "version": "1"},
                  {"name": name, "path": "b"},
                  {"version": "1", "path": "b"}, {}):
        session.call("GET", "/model-versions/get-artifact", query=query)
    session.get("model-versions/get-download-uri", name=name, version="1")


@scenario("upload-artifact of the page")
def upload(session, world):
    run = world.make_run()
    path = "/ajax-api/2.0/mlflow/upload-artifact"
    for query in ({"run_uuid": run, "path": "up.txt"}, {"run_uuid": run, "path": "dir/up.json"}, {"run_uuid": run},
                  {"path": "up.txt"}, {}, {"run_uuid": "f" * 32, "path": "x"}, {"run_uuid": run, "path": "../x"},
                  {"run_uuid": run, "path": "/etc/x"}, {"run_id": run, "path": "x"}):
        session.call("POST", path, query=query, raw=b"content", headers={"Content-Type": "text/plain"})
    session.call("POST", path, query={"run_uuid": run, "path": "empty"}, raw=b"", headers={})
    session.call("POST", path, query={"run_uuid": run, "path": "big"}, raw=b"x" * (10 * 1024 * 1024 + 1), headers={})
    session.call("GET", "/api/2.0/mlflow/artifacts/list", query={"run_id": run})
