# Assay: the written and generated scenarios, in the order in which they run.
# SPDX-License-Identifier: Apache-2.0
from .registered import SCENARIOS
from . import searches, orders, grammar, experiments, runs, metrics  # noqa: F401 (they add themselves)

__all__ = ["SCENARIOS"]
