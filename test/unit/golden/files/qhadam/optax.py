from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class QHAdamState(NamedTuple):
    count: jax.Array
    m: optax.Params
    v: optax.Params


def qhadam(lr=0.001, beta1=0.995, beta2=0.999, nu1=0.7, nu2=1.0, eps=1e-8):
    """QHAdam: Adam that steps along a blend of the gradient and its mean, so that the mean may
    have a long memory.

    Ma & Yarats 2019, "Quasi-hyperbolic momentum and Adam for deep learning". Use it in place of
    Adam where training is unstable or a longer memory than beta1 = 0.9 would help. Defaults: what
    the authors recommend.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        nu1: share of the mean of gradients, as against the gradient, in the step; 0 <= nu1 <= 1
        nu2: share of the mean of squares, as against the square, in the division; 0 <= nu2 <= 1
        eps: keeps the division finite where gradients vanish; eps >= 0

    Schedules: optax.inject_hyperparams(qhadam)(lr=schedule).
    """

    def init(params):
        return QHAdamState(
            count=jnp.zeros([], jnp.int32),
            m=jax.tree_util.tree_map(jnp.zeros_like, params),
            v=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        count = state.count + 1
        t = 1.0 * count

        def update_leaf(g, m, v):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g**2
            m_hat = m / (1 - beta1**t)
            v_hat = v / (1 - beta2**t)
            return (
                (
                    -lr
                    * ((1 - nu1) * g + nu1 * m_hat)
                    / (jnp.sqrt((1 - nu2) * g**2 + nu2 * v_hat) + eps)
                ),
                m,
                v,
            )

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, state.m, state.v)))
        results = [update_leaf(*each) for each in leaves]
        updates, m, v = (tree.unflatten([each[k] for each in results]) for k in range(3))
        return updates, QHAdamState(count=count, m=m, v=v)

    return optax.GradientTransformation(init, update)
