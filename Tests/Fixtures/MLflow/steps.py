# Assay: what a user of the unmodified mlflow client does, step by step; each step checks what it reads back.
# SPDX-License-Identifier: Apache-2.0
"""python steps.py STEP [ARGUMENT…], in the environment of tools/setup --peers; MLFLOW_TRACKING_URI names the server."""
import importlib
import sys
import uuid
import warnings

MODULES = ("step_tracking", "step_models", "step_registry", "step_prompts", "step_files", "step_many", "step_page")


def unique(word):
    """A name that no other step uses."""
    return f"{word}-{uuid.uuid4().hex[:8]}"


def main():
    warnings.simplefilter("ignore")
    name, *rest = sys.argv[1:]
    for module in MODULES:
        if step := getattr(importlib.import_module(module), name, None):
            step(*rest)
            return
    raise SystemExit(f"there is no step {name}")


if __name__ == "__main__":
    main()
