from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class AdamState(NamedTuple):
    count: jax.Array
    m: optax.Params
    v: optax.Params


def adam(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
    """Adam: momentum and RMSProp in one, with both running means corrected for their start at
    zero.

    Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1; amsgrad: Reddi,
    Kale & Kumar 2018, "On the Convergence of Adam and Beyond", algorithm 2. Use it as the first
    try on a new network: its default rate works on many problems untuned. Defaults: PyTorch's,
    which are the paper's.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, added to the gradient; weight_decay >= 0

    Schedules: optax.inject_hyperparams(adam)(lr=schedule).
    """

    def init(params):
        return AdamState(
            count=jnp.zeros([], jnp.int32),
            m=jax.tree_util.tree_map(jnp.zeros_like, params),
            v=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        if params is None:
            raise ValueError("adam needs params: update(updates, state, params)")
        count = state.count + 1
        t = 1.0 * count

        def update_leaf(g, p, m, v):
            g2 = g + weight_decay * p
            g = jnp.where(weight_decay != 0, g2, g)
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g**2
            m_hat = m / (1 - beta1**t)
            v_hat = v / (1 - beta2**t)
            return -lr * m_hat / (jnp.sqrt(v_hat) + eps), m, v

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, params, state.m, state.v)))
        results = [update_leaf(*each) for each in leaves]
        updates, m, v = (tree.unflatten([each[k] for each in results]) for k in range(3))
        return updates, AdamState(count=count, m=m, v=v)

    return optax.GradientTransformation(init, update)
