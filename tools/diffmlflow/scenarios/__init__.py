# Assay: the written and generated scenarios, in the order in which they run.
# SPDX-License-Identifier: Apache-2.0
from .registered import SCENARIOS
from . import (artifacts, experiments, grammar, metrics, models, orders, page, prompts, registry, runs,  # noqa: F401
               searches, webhooks)

__all__ = ["SCENARIOS"]
