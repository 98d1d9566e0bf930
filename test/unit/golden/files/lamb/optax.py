from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class LAMBState(NamedTuple):
    count: jax.Array
    m: optax.Params
    v: optax.Params


def lamb(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-6, weight_decay=0.01):
    """LAMB: Adam whose step for each layer is as long as the layer's weights are large.

    You et al. 2020, "Large Batch Optimization for Deep Learning: Training BERT in 76 minutes",
    algorithm 2. Use it for batches of thousands of examples, where the rates of different layers
    would need tuning one by one. Defaults: the paper's for BERT; it tunes the rate to the batch.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, as a part of the step; weight_decay >= 0

    Schedules: optax.inject_hyperparams(lamb)(lr=schedule).
    """

    def init(params):
        return LAMBState(
            count=jnp.zeros([], jnp.int32),
            m=jax.tree_util.tree_map(jnp.zeros_like, params),
            v=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        if params is None:
            raise ValueError("lamb needs params: update(updates, state, params)")
        count = state.count + 1
        t = 1.0 * count

        def update_leaf(g, p, m, v):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g**2
            m_hat = m / (1 - beta1**t)
            v_hat = v / (1 - beta2**t)
            step = m_hat / (jnp.sqrt(v_hat) + eps) + weight_decay * p
            p_norm = jnp.linalg.norm(p)
            step_norm = jnp.linalg.norm(step)
            trust = jnp.where((p_norm > 0) & (step_norm > 0), p_norm / step_norm, 1.0)
            return -lr * trust * step, m, v

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, params, state.m, state.v)))
        results = [update_leaf(*each) for each in leaves]
        updates, m, v = (tree.unflatten([each[k] for each in results]) for k in range(3))
        return updates, LAMBState(count=count, m=m, v=v)

    return optax.GradientTransformation(init, update)
