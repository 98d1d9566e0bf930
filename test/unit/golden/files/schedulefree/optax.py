from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class ScheduleFreeAdamWState(NamedTuple):
    count: jax.Array
    weight_sum: jax.Array
    z: optax.Params
    v: optax.Params


def schedule_free_adamw(
    lr=0.0025,
    beta1=0.9,
    beta2=0.999,
    eps=1e-8,
    weight_decay=0.0,
    warmup_steps=0.0,
):
    """Schedule-Free AdamW: steps at z, averages the way into p, and takes gradients between the
    two.

    Defazio et al. 2024, "The Road Less Scheduled", algorithm 1. Use it in place of AdamW with a
    schedule, where it is not known beforehand how long training will go on. Defaults: those of the
    authors' code.

    Args:
        lr: learning rate, which needs no schedule; lr >= 0
        beta1: where gradients are taken: 0 at z, 1 at p; 0 <= beta1 <= 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
        warmup_steps: steps over which the rate rises to lr; warmup_steps >= 0

    Schedules: optax.inject_hyperparams(schedule_free_adamw)(lr=schedule).

    The gradient is taken where the rule looks ahead: update(updates, state, params,
    grad_fn=grad_fn), with a function from parameters to their gradient.
    """

    def init(params):
        return ScheduleFreeAdamWState(
            count=jnp.zeros([], jnp.int32),
            weight_sum=jnp.asarray(0.0),
            z=jax.tree_util.tree_map(jnp.copy, params),
            v=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None, *, grad_fn, **extra_args):
        if params is None:
            raise ValueError("schedule_free_adamw needs params: update(updates, state, params)")
        count = state.count + 1
        t = 1.0 * count
        weight_sum = state.weight_sum

        def look_ahead(p, z):
            return (1 - beta1) * z + beta1 * p

        updates = grad_fn(jax.tree_util.tree_map(look_ahead, params, state.z))
        rate = lr * jnp.minimum(1, t / jnp.maximum(1, warmup_steps))
        weight_sum = weight_sum + rate**2
        c = jnp.where(weight_sum > 0, rate**2 / weight_sum, 0.0)

        def update_leaf(g, p, z, v):
            y = (1 - beta1) * z + beta1 * p
            v = beta2 * v + (1 - beta2) * g**2
            v_hat = v / (1 - beta2**t)
            z = z - rate * (g / (jnp.sqrt(v_hat) + eps) + weight_decay * y)
            p2 = (1 - c) * p + c * z
            return p2 - p, z, v

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, params, state.z, state.v)))
        results = [update_leaf(*each) for each in leaves]
        updates, z, v = (tree.unflatten([each[k] for each in results]) for k in range(3))
        return updates, ScheduleFreeAdamWState(count=count, weight_sum=weight_sum, z=z, v=v)

    return optax.GradientTransformationExtraArgs(init, update)
