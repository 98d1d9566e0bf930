from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class ASGDState(NamedTuple):
    count: jax.Array
    eta: jax.Array
    mu: jax.Array
    ax: optax.Params


def asgd(lr=0.01, lambd=0.0001, alpha=0.75, t0=1000000.0, weight_decay=0.0):
    """ASGD: gradient descent with a falling rate that also keeps the average ax of the points it
    has passed.

    Polyak & Juditsky 1992, "Acceleration of stochastic approximation by averaging"; rate and decay
    as in Bottou 2012, "Stochastic Gradient Descent Tricks". Use it where the last points jump
    about the minimum and their average is what counts. Defaults: PyTorch's.

    Args:
        lr: learning rate of the first step; lr >= 0
        lambd: pull of each parameter towards zero, which also lets the rate fall; lambd >= 0
        alpha: power with which the rate falls; alpha >= 0
        t0: step after which the average begins; until then it is the point itself; t0 >= 0
        weight_decay: pull of each parameter towards zero, added to the gradient; weight_decay >= 0

    Schedules: optax.inject_hyperparams(asgd)(lr=schedule).
    """

    def init(params):
        return ASGDState(
            count=jnp.zeros([], jnp.int32),
            eta=jnp.asarray(1.0 * lr),
            mu=jnp.asarray(1.0),
            ax=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        if params is None:
            raise ValueError("asgd needs params: update(updates, state, params)")
        count = state.count + 1
        t = 1.0 * count
        eta = state.eta
        mu = state.mu
        eta2 = lr / (1 + lambd * lr * t) ** alpha
        mu2 = 1 / jnp.maximum(1, t - t0)

        def update_leaf(g, p, ax):
            g2 = g + weight_decay * p
            g = jnp.where(weight_decay != 0, g2, g)
            p2 = p * (1 - lambd * eta)
            p3 = p2 - eta * g
            ax = ax + mu * (p3 - ax)
            return p3 - p, ax

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, params, state.ax)))
        results = [update_leaf(*each) for each in leaves]
        updates, ax = (tree.unflatten([each[k] for each in results]) for k in range(2))
        return updates, ASGDState(count=count, eta=eta2, mu=mu2, ax=ax)

    return optax.GradientTransformation(init, update)
