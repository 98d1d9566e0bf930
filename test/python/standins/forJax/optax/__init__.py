"""What the exported optimizers use of Optax."""

from typing import Any, Callable, NamedTuple

import jax

Params = Any


class EmptyState(NamedTuple):
    pass


class GradientTransformation(NamedTuple):
    init: Callable
    update: Callable


class GradientTransformationExtraArgs(GradientTransformation):
    pass


def apply_updates(params, updates):
    return jax.tree_util.tree_map(lambda p, u: p + u, params, updates)
