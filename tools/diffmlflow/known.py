# Assay: the deliberate differences: MLflow's own faults, each with its reason.
# SPDX-License-Identifier: Apache-2.0
import json
import re

GREATEST = 20
FIELDS = ("name", "calls", "places", "mlflow", "assay", "reproducer", "reason")


class Known:
    """The list of a file: {"differences": [{each of FIELDS}]}. An entry explains a difference when `calls` is found in
    "METHOD /path: case", `mlflow` and `assay` in the answers ("status body") of the two, and each place that differs
    matches `places`. `reproducer` is a call that shows it, `reason` says why Assay answers something else; with
    `backend` it is one of that database alone."""

    def __init__(self, path, backend=None):
        self.entries = json.loads(path.read_text(encoding="utf-8"))["differences"]
        if len(self.entries) > GREATEST:
            raise SystemExit(f"{path}: {len(self.entries)} deliberate differences, {GREATEST} at most")
        for entry in self.entries:
            missing = [name for name in FIELDS if not entry.get(name)]
            if missing:
                raise SystemExit(f"{path}: difference '{entry.get('name')}': no {', '.join(missing)}")
        self.entries = [entry for entry in self.entries if not backend or entry.get("backend", backend) == backend]
        self.seen = {entry["name"]: 0 for entry in self.entries}

    def explain(self, exchange):
        """The name of the entry that explains it, None when none does: nothing excuses a failure of Assay."""
        left, right = exchange.answers
        if right.status == 0 or right.status >= 500:
            return None
        for entry in self.entries:
            if (re.search(entry["calls"], f"{exchange.endpoint}: {exchange.case}")
                    and re.search(entry["mlflow"], f"{left.status} {left.text}", re.DOTALL)
                    and re.search(entry["assay"], f"{right.status} {right.text}", re.DOTALL)
                    and all(re.fullmatch(entry["places"], place) for place, _, _ in exchange.found)):
                self.seen[entry["name"]] += 1
                return entry["name"]
        return None

    def gone(self):
        """The entries that explained nothing."""
        return [name for name, count in self.seen.items() if count == 0]
