from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class RAdamState(NamedTuple):
    count: jax.Array
    m: optax.Params
    v: optax.Params


def radam(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
    """RAdam: Adam that trusts its mean of squares only as far as the number of gradients behind it
    allows.

    Liu, Jiang, He, Chen, Liu, Gao & Han 2020, "On the Variance of the Adaptive Learning Rate and
    Beyond", algorithm 2. Use it in place of Adam with a warm-up, which its first steps amount to.
    Defaults: PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero; weight_decay >= 0

    Schedules: optax.inject_hyperparams(radam)(lr=schedule).
    """

    def init(params):
        return RAdamState(
            count=jnp.zeros([], jnp.int32),
            m=jax.tree_util.tree_map(jnp.zeros_like, params),
            v=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        if params is None:
            raise ValueError("radam needs params: update(updates, state, params)")
        count = state.count + 1
        t = 1.0 * count
        rho_inf = 2 / (1 - beta2) - 1
        rho = rho_inf - 2 * t * beta2**t / (1 - beta2**t)
        r = jnp.sqrt((rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho))

        def update_leaf(g, p, m, v):
            g2 = g + weight_decay * p
            g = jnp.where(weight_decay != 0, g2, g)
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g**2
            m_hat = m / (1 - beta1**t)
            p2 = p - lr * r * m_hat * jnp.sqrt(1 - beta2**t) / (jnp.sqrt(v) + eps)
            p3 = p - lr * m_hat
            p4 = jnp.where(rho > 5, p2, p3)
            return p4 - p, m, v

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, params, state.m, state.v)))
        results = [update_leaf(*each) for each in leaves]
        updates, m, v = (tree.unflatten([each[k] for each in results]) for k in range(3))
        return updates, RAdamState(count=count, m=m, v=v)

    return optax.GradientTransformation(init, update)
