# Assay: the written and generated scenarios, in the order in which they run.
# SPDX-License-Identifier: Apache-2.0
from .registered import SCENARIOS
from . import (artifacts, experiments, grammar, graphql, metrics, models, orders, page, prompts,  # noqa: F401
               registry, runs, searches, webhooks)

__all__ = ["SCENARIOS"]
