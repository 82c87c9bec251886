# Assay: recipes for the routes of the artifact proxy.
# SPDX-License-Identifier: Apache-2.0
from ..recipes import Recipe


def paths(member="artifact_path"):
    """Paths that must not leave the store, and odd ones that may stay in it."""
    texts = ("..", "../x", "a/../../x", "%2e%2e/x", "%2e%2e%2fx", "%252e%252e%252fx", "..%2fx", "/etc/passwd",
             "%2Fetc%2Fpasswd",
             "a//b", "a/./b", "./a", "a%00b", "a%0Ab", "a%20b", "a%3Bb", "a;b", "a%23b", "a%3Fb", "a%25b", "a%2525b",
             "C:%5Cx",
             "C:/x", "..%5Cx", "a%5Cb", "gr%C3%B6%C3%9Fe", "%FF", "a/", "a" * 300, "file:%2F%2F%2Fetc", ".hidden",
             "...",
             "~/x", "a/..", "%2e", "a%2F..%2Fb", "a%252Fb", "%5C%5Chost%5Cx", "a%7Cb", "CON", "a:b", "%E2%80%AE")
    return {f"path {text[:24]}": lambda world, values, text=text: {member: text} for text in texts}


def lists(session, values, exchange):
    """What is in the store after the call."""
    session.call("GET", "/api/2.0/mlflow-artifacts/artifacts")


Recipe("proxy.downloadArtifact", lambda world: {"artifact_path": world.of("artifact") + "/a.txt"}, extra={
    **paths(), "folder": lambda world, values: {"artifact_path": world.of("artifact")},
    "missing": lambda world, values: {"artifact_path": world.of("artifact") + "/missing"},
    **{f"type {name}": lambda world, values, name=name: {"artifact_path": world.of("artifact") + f"/{name}"}
       for name in ("b.json", "c.html", "d.png", "e.csv", "f", "g.MLmodel", "h.yaml", "i.bin", "empty.txt", "j.svg",
                    "k.js", "l.xhtml", "m.pdf", "n.ipynb", "o.md", "p.tar.gz", "q.xml", "MLmodel")}})
Recipe("proxy.uploadArtifact", lambda world: {"artifact_path": world.of("artifact") + f"/{world.name('up')}.txt"},
       follow=lists, extra=paths())
Recipe("proxy.listArtifacts", lambda world: {"path": world.of("artifact")}, extra={
    name: extra for name, extra in paths("path").items()})
Recipe("proxy.deleteArtifact", lambda world: {"artifact_path": world.of("artifact") + "/never-there"}, extra={
    name: extra for name, extra in paths().items() if name not in ("path %2e", "path a/..")})
for step in ("create", "complete", "abort"):
    Recipe(f"proxy.{step}MultipartUpload", lambda world: {
        "artifact_path": world.of("artifact") + "/big", "path": "big", "num_parts": 2, "upload_id": "u",
        "parts": [{"part_number": 1, "etag": "e", "url": "u"}]}, extra=paths())
Recipe("proxy.getPresignedDownloadUrl", lambda world: {"artifact_path": world.of("artifact") + "/a.txt"}, extra=paths())
