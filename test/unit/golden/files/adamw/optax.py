from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class AdamWState(NamedTuple):
    count: jax.Array
    m: optax.Params
    v: optax.Params


def adamw(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    """AdamW: Adam with weight decay applied to the parameters themselves, apart from the gradient.

    Loshchilov & Hutter 2019, "Decoupled Weight Decay Regularization", algorithm 2. Use it for
    transformers and other large networks that need regularization. Defaults: PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0

    Schedules: optax.inject_hyperparams(adamw)(lr=schedule).
    """

    def init(params):
        return AdamWState(
            count=jnp.zeros([], jnp.int32),
            m=jax.tree_util.tree_map(jnp.zeros_like, params),
            v=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        if params is None:
            raise ValueError("adamw needs params: update(updates, state, params)")
        count = state.count + 1
        t = 1.0 * count

        def update_leaf(g, p, m, v):
            p2 = p * (1 - lr * weight_decay)
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g**2
            m_hat = m / (1 - beta1**t)
            v_hat = v / (1 - beta2**t)
            p3 = p2 - lr * m_hat / (jnp.sqrt(v_hat) + eps)
            return p3 - p, m, v

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, params, state.m, state.v)))
        results = [update_leaf(*each) for each in leaves]
        updates, m, v = (tree.unflatten([each[k] for each in results]) for k in range(3))
        return updates, AdamWState(count=count, m=m, v=v)

    return optax.GradientTransformation(init, update)
