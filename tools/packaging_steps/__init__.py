# Assay: the steps of tools/build, one file each.
# SPDX-License-Identifier: Apache-2.0
from .project import BuildFailure, Project

__all__ = ["BuildFailure", "Project"]
