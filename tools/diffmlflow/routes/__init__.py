# Assay: the recipes of all routes, by area.
# SPDX-License-Identifier: Apache-2.0
from . import experiments, runs

AREAS = (experiments, runs)
