from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class AdamaxState(NamedTuple):
    count: jax.Array
    m: optax.Params
    u: optax.Params


def adamax(lr=0.002, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
    """Adamax: Adam that divides by the largest recent gradient instead of the root of their mean
    square.

    Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 2. Use it in place of
    Adam where now and then a gradient is much larger than the others, as with embeddings.
    Defaults: PyTorch's, which are the paper's.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the largest gradient that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, added to the gradient; weight_decay >= 0

    Schedules: optax.inject_hyperparams(adamax)(lr=schedule).
    """

    def init(params):
        return AdamaxState(
            count=jnp.zeros([], jnp.int32),
            m=jax.tree_util.tree_map(jnp.zeros_like, params),
            u=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        if params is None:
            raise ValueError("adamax needs params: update(updates, state, params)")
        count = state.count + 1
        t = 1.0 * count

        def update_leaf(g, p, m, u):
            g2 = g + weight_decay * p
            g = jnp.where(weight_decay != 0, g2, g)
            m = beta1 * m + (1 - beta1) * g
            u = jnp.maximum(beta2 * u, jnp.abs(g) + eps)
            return -lr / (1 - beta1**t) * m / u, m, u

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, params, state.m, state.u)))
        results = [update_leaf(*each) for each in leaves]
        updates, m, u = (tree.unflatten([each[k] for each in results]) for k in range(3))
        return updates, AdamaxState(count=count, m=m, u=u)

    return optax.GradientTransformation(init, update)
