# Assay: how a good request of a route is made, and what to read after it.
# SPDX-License-Identifier: Apache-2.0


class Recipe:
    """`base` makes the good request's fields (of things that exist); `roles` says which fields name a thing, and of
    which kind; `follow` reads back what a call did; `consumes` are the kinds of things that it uses up; `refused` clears
    up after a call that neither server did and of which MLflow may have left a half."""

    table = {}

    def __init__(self, rpc, base, follow=None, roles=None, consumes=(), limits=None, extra=None, skip=(),
                 refused=None):
        self.rpc, self.base, self.follow = rpc, base, follow
        self.roles, self.consumes, self.limits = roles or {}, consumes, limits or {}
        self.extra, self.skip, self.refused = extra or {}, skip, refused
        Recipe.table[rpc] = self
