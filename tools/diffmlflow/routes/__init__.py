# Assay: the recipes of all routes, by area; importing them fills Recipe.table.
# SPDX-License-Identifier: Apache-2.0
from . import artifacts, batch, experiments, history, logged_models, registry, runs, webhooks

AREAS = (experiments, runs, batch, history, artifacts, logged_models, registry, webhooks)
