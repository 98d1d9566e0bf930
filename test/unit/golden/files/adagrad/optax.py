from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class AdagradState(NamedTuple):
    count: jax.Array
    s: optax.Params


def adagrad(lr=0.01, lr_decay=0.0, weight_decay=0.0, initial_accumulator_value=0.0, eps=1e-10):
    """Adagrad: each parameter's step is divided by the root of the sum of all its squared
    gradients so far.

    Duchi, Hazan & Singer 2011, "Adaptive Subgradient Methods for Online Learning and Stochastic
    Optimization". Use it where most gradients are 0 most of the time, as with rare words;
    elsewhere its steps soon become too small. Defaults: PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        lr_decay: how fast the learning rate falls: to a half after 1 / lr_decay steps;
            lr_decay >= 0
        weight_decay: pull of each parameter towards zero, added to the gradient; weight_decay >= 0
        initial_accumulator_value: the sum of squared gradients before the first step;
            initial_accumulator_value >= 0
        eps: keeps the division finite where gradients vanish; eps >= 0

    Schedules: optax.inject_hyperparams(adagrad)(lr=schedule).
    """

    def init(params):
        return AdagradState(
            count=jnp.zeros([], jnp.int32),
            s=jax.tree_util.tree_map(
                lambda p: jnp.full_like(p, initial_accumulator_value),
                params,
            ),
        )

    def update(updates, state, params=None):
        if params is None:
            raise ValueError("adagrad needs params: update(updates, state, params)")
        count = state.count + 1
        t = 1.0 * count
        rate = lr / (1 + (t - 1) * lr_decay)

        def update_leaf(g, p, s):
            g2 = g + weight_decay * p
            g = jnp.where(weight_decay != 0, g2, g)
            s = s + g**2
            return -rate * g / (jnp.sqrt(s) + eps), s

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, params, state.s)))
        results = [update_leaf(*each) for each in leaves]
        updates, s = (tree.unflatten([each[k] for each in results]) for k in range(2))
        return updates, AdagradState(count=count, s=s)

    return optax.GradientTransformation(init, update)
