from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class AdaBeliefState(NamedTuple):
    count: jax.Array
    m: optax.Params
    s: optax.Params


def adabelief(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-16, weight_decay=0.0):
    """AdaBelief: Adam that divides by how far gradients are from their mean, so that it steps far
    where they agree.

    Zhuang et al. 2020, "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed
    Gradients", algorithm 2. Use it in place of Adam where that generalizes worse than SGD, as on
    images. Defaults: those of the authors' code, which can also rectify as RAdam does.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared deviations that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients don't change; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0

    Schedules: optax.inject_hyperparams(adabelief)(lr=schedule).
    """

    def init(params):
        return AdaBeliefState(
            count=jnp.zeros([], jnp.int32),
            m=jax.tree_util.tree_map(jnp.zeros_like, params),
            s=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        if params is None:
            raise ValueError("adabelief needs params: update(updates, state, params)")
        count = state.count + 1
        t = 1.0 * count

        def update_leaf(g, p, m, s):
            p2 = p * (1 - lr * weight_decay)
            m = beta1 * m + (1 - beta1) * g
            s = beta2 * s + (1 - beta2) * (g - m) ** 2 + eps
            m_hat = m / (1 - beta1**t)
            s_hat = s / (1 - beta2**t)
            p3 = p2 - lr * m_hat / (jnp.sqrt(s_hat) + eps)
            return p3 - p, m, s

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, params, state.m, state.s)))
        results = [update_leaf(*each) for each in leaves]
        updates, m, s = (tree.unflatten([each[k] for each in results]) for k in range(3))
        return updates, AdaBeliefState(count=count, m=m, s=s)

    return optax.GradientTransformation(init, update)
