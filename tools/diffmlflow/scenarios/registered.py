# Assay: the list that scenarios add themselves to.
# SPDX-License-Identifier: Apache-2.0
SCENARIOS = []


def scenario(name, chooses=False):
    """Marks a function of (session, world) as the scenario of this name; one that `chooses` its cases is for
    --only to see inside."""
    def add(function):
        SCENARIOS.append((name, function, chooses))
        return function
    return add
