from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class AdEMAMixState(NamedTuple):
    count: jax.Array
    m1: optax.Params
    m2: optax.Params
    v: optax.Params


def ademamix(
    lr=0.001,
    beta1=0.9,
    beta2=0.999,
    beta3=0.9999,
    alpha=5.0,
    eps=1e-8,
    weight_decay=0.0,
    warmup_steps=0.0,
):
    """AdEMAMix: AdamW with a second mean of gradients that remembers thousands of steps.

    Pagliardini, Ablin & Grangier 2024, "The AdEMAMix Optimizer: Better, Faster, Older", algorithm
    1. Use it in place of AdamW for long training, with warmup_steps about as large as the number
    of steps. Defaults: those of the authors' code.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the fast mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        beta3: share of the slow mean of gradients that is kept each step; 0 <= beta3 < 1
        alpha: weight of the slow mean; alpha >= 0
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
        warmup_steps: steps over which alpha rises from 0 and beta3 from beta1; warmup_steps >= 0

    Schedules: optax.inject_hyperparams(ademamix)(lr=schedule).
    """

    def init(params):
        return AdEMAMixState(
            count=jnp.zeros([], jnp.int32),
            m1=jax.tree_util.tree_map(jnp.zeros_like, params),
            m2=jax.tree_util.tree_map(jnp.zeros_like, params),
            v=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        if params is None:
            raise ValueError("ademamix needs params: update(updates, state, params)")
        count = state.count + 1
        t = 1.0 * count
        slow_alpha = alpha
        slow_beta = beta3
        share = jnp.minimum(1, t / warmup_steps)
        slow_alpha2 = share * alpha
        slow_beta2 = jnp.exp(1 / ((1 - share) / jnp.log(beta1) + share / jnp.log(beta3)))
        slow_alpha = jnp.where(warmup_steps > 0, slow_alpha2, slow_alpha)
        slow_beta = jnp.where(warmup_steps > 0, slow_beta2, slow_beta)

        def update_leaf(g, p, m1, m2, v):
            m1 = beta1 * m1 + (1 - beta1) * g
            m2 = slow_beta * m2 + (1 - slow_beta) * g
            v = beta2 * v + (1 - beta2) * g**2
            m1_hat = m1 / (1 - beta1**t)
            v_hat = v / (1 - beta2**t)
            return (
                -lr * ((m1_hat + slow_alpha * m2) / (jnp.sqrt(v_hat) + eps) + weight_decay * p),
                m1,
                m2,
                v,
            )

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, params, state.m1, state.m2, state.v)))
        results = [update_leaf(*each) for each in leaves]
        updates, m1, m2, v = (tree.unflatten([each[k] for each in results]) for k in range(4))
        return updates, AdEMAMixState(count=count, m1=m1, m2=m2, v=v)

    return optax.GradientTransformation(init, update)
