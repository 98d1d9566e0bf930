from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class CautiousAdamWState(NamedTuple):
    count: jax.Array
    m: optax.Params
    v: optax.Params


def cautious_adamw(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    """Cautious AdamW: AdamW that leaves out parameters whose mean of gradients points against the
    gradient at hand.

    Liang, Chen, Liu & Liu 2024, "Cautious Optimizers: Improving Training with One Line of Code".
    Use it wherever AdamW is used, with the same settings. Defaults: those of PyTorch's AdamW.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0

    Schedules: optax.inject_hyperparams(cautious_adamw)(lr=schedule).
    """

    def init(params):
        return CautiousAdamWState(
            count=jnp.zeros([], jnp.int32),
            m=jax.tree_util.tree_map(jnp.zeros_like, params),
            v=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        if params is None:
            raise ValueError("cautious_adamw needs params: update(updates, state, params)")
        count = state.count + 1
        t = 1.0 * count

        def update_leaf(g, p, m, v):
            m = beta1 * m + (1 - beta1) * g
            agrees = jnp.where(m * g > 0, 1.0, 0.0)
            # Those that move, move further, so that the step as a whole stays about as long.
            scale = agrees / jnp.maximum(jnp.mean(agrees), 0.001)
            v = beta2 * v + (1 - beta2) * g**2
            m_hat = m / (1 - beta1**t)
            v_hat = v / (1 - beta2**t)
            p2 = p * (1 - lr * weight_decay)
            p3 = p2 - lr * scale * m_hat / (jnp.sqrt(v_hat) + eps)
            return p3 - p, m, v

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, params, state.m, state.v)))
        results = [update_leaf(*each) for each in leaves]
        updates, m, v = (tree.unflatten([each[k] for each in results]) for k in range(3))
        return updates, CautiousAdamWState(count=count, m=m, v=v)

    return optax.GradientTransformation(init, update)
