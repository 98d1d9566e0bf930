from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class ADOPTState(NamedTuple):
    count: jax.Array
    m: optax.Params
    v: optax.Params


def adopt(lr=0.001, beta1=0.9, beta2=0.9999, eps=1e-6):
    """ADOPT: Adam that divides each gradient by the root of the mean square of those before it,
    then takes the mean.

    Taniguchi et al. 2024, "ADOPT: Modified Adam Can Converge with Any beta2 with the Optimal
    Rate", with its clipping. Use it in place of Adam where that fails to settle, whatever beta2
    is. Defaults: the paper's.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of divided gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: the least number by which a gradient is divided; eps >= 0

    Schedules: optax.inject_hyperparams(adopt)(lr=schedule).
    """

    def init(params):
        return ADOPTState(
            count=jnp.zeros([], jnp.int32),
            m=jax.tree_util.tree_map(jnp.zeros_like, params),
            v=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        count = state.count + 1
        t = 1.0 * count
        # The first step only measures the gradient: the limit is 0 then, and v is its square.
        limit = (t - 1) ** 0.25
        keep = jnp.where(t == 1, 0.0, beta2)

        def update_leaf(g, m, v):
            m = (
                beta1 * m
                + (1 - beta1) * jnp.clip(g / jnp.maximum(jnp.sqrt(v), eps), -limit, limit)
            )
            v = keep * v + (1 - keep) * g**2
            return -lr * m, m, v

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, state.m, state.v)))
        results = [update_leaf(*each) for each in leaves]
        updates, m, v = (tree.unflatten([each[k] for each in results]) for k in range(3))
        return updates, ADOPTState(count=count, m=m, v=v)

    return optax.GradientTransformation(init, update)
