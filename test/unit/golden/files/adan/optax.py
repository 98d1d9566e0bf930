from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class AdanState(NamedTuple):
    count: jax.Array
    m: optax.Params
    d: optax.Params
    n: optax.Params
    previous: optax.Params


def adan(lr=0.001, beta1=0.98, beta2=0.92, beta3=0.99, eps=1e-8, weight_decay=0.0):
    """Adan: Adam with Nesterov's momentum, foreseen from how the gradient changes from step to
    step.

    Xie, Zhou, Li, Lin & Yan 2024, "Adan: Adaptive Nesterov Momentum Algorithm for Faster
    Optimizing Deep Models", algorithm 1, with the bias correction and the betas of the authors'
    code, which are 1 minus those of the paper. Use it for large networks, vision transformers
    above all, at rates several times AdamW's. Defaults: those of the authors' code.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of changes that is kept each step; 0 <= beta2 < 1
        beta3: share of the mean of squares that is kept each step; 0 <= beta3 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0

    Schedules: optax.inject_hyperparams(adan)(lr=schedule).
    """

    def init(params):
        return AdanState(
            count=jnp.zeros([], jnp.int32),
            m=jax.tree_util.tree_map(jnp.zeros_like, params),
            d=jax.tree_util.tree_map(jnp.zeros_like, params),
            n=jax.tree_util.tree_map(jnp.zeros_like, params),
            previous=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        if params is None:
            raise ValueError("adan needs params: update(updates, state, params)")
        count = state.count + 1
        t = 1.0 * count

        def update_leaf(g, p, m, d, n, previous):
            change = jnp.where(t == 1, 0.0, g - previous)
            m = beta1 * m + (1 - beta1) * g
            d = beta2 * d + (1 - beta2) * change
            n = beta3 * n + (1 - beta3) * (g + beta2 * change) ** 2
            m_hat = m / (1 - beta1**t)
            d_hat = d / (1 - beta2**t)
            n_hat = n / (1 - beta3**t)
            p2 = p - lr * (m_hat + beta2 * d_hat) / (jnp.sqrt(n_hat) + eps)
            p3 = p2 / (1 + lr * weight_decay)
            previous = g
            return p3 - p, m, d, n, previous

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(
            *map(tree.flatten_up_to, (updates, params, state.m, state.d, state.n, state.previous)),
        )
        results = [update_leaf(*each) for each in leaves]
        updates, m, d, n, previous = (
            tree.unflatten([each[k] for each in results])
            for k in range(5)
        )
        return updates, AdanState(count=count, m=m, d=d, n=n, previous=previous)

    return optax.GradientTransformation(init, update)
