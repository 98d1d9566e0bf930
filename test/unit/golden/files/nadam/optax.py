from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class NAdamState(NamedTuple):
    count: jax.Array
    mu_product: jax.Array
    m: optax.Params
    v: optax.Params


def nadam(lr=0.002, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0, momentum_decay=0.004):
    """NAdam: Adam with Nesterov's momentum, which already counts the gradient at hand with the
    weight of the next step.

    Dozat 2016, "Incorporating Nesterov Momentum into Adam". Use it in place of Adam where momentum
    helps: it answers each gradient one step earlier. Defaults: PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero; weight_decay >= 0
        momentum_decay: how fast the momentum grows from half of beta1 to beta1;
            momentum_decay >= 0

    Schedules: optax.inject_hyperparams(nadam)(lr=schedule).
    """

    def init(params):
        return NAdamState(
            count=jnp.zeros([], jnp.int32),
            mu_product=jnp.asarray(1.0),
            m=jax.tree_util.tree_map(jnp.zeros_like, params),
            v=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        if params is None:
            raise ValueError("nadam needs params: update(updates, state, params)")
        count = state.count + 1
        t = 1.0 * count
        mu_product = state.mu_product
        mu = beta1 * (1 - 0.5 * 0.96 ** (t * momentum_decay))
        mu_next = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentum_decay))
        mu_product = mu_product * mu

        def update_leaf(g, p, m, v):
            g2 = g + weight_decay * p
            g = jnp.where(weight_decay != 0, g2, g)
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g**2
            m_hat = mu_next / (1 - mu_product * mu_next) * m + (1 - mu) / (1 - mu_product) * g
            v_hat = v / (1 - beta2**t)
            return -lr * m_hat / (jnp.sqrt(v_hat) + eps), m, v

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, params, state.m, state.v)))
        results = [update_leaf(*each) for each in leaves]
        updates, m, v = (tree.unflatten([each[k] for each in results]) for k in range(3))
        return updates, NAdamState(count=count, mu_product=mu_product, m=m, v=v)

    return optax.GradientTransformation(init, update)
