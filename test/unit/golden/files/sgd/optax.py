from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class SGDState(NamedTuple):
    used: jax.Array
    v: optax.Params


def sgd(lr=0.001, momentum=0.0, dampening=0.0, weight_decay=0.0):
    """Gradient descent: a step of lr times the gradient, downhill; with momentum, along a running
    sum of the gradients.

    Robbins & Monro 1951, "A Stochastic Approximation Method"; momentum: Sutskever, Martens, Dahl &
    Hinton 2013, "On the importance of initialization and momentum in deep learning". Use it as the
    baseline, and where a well-tuned rate and long training matter more than a fast start.
    Defaults: PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        momentum: share of the velocity that is kept each step; 0 keeps none; momentum >= 0
        dampening: share of each gradient after the first that the velocity leaves out;
            0 <= dampening <= 1
        weight_decay: pull of each parameter towards zero, added to the gradient; weight_decay >= 0

    Schedules: optax.inject_hyperparams(sgd)(lr=schedule).
    """

    def init(params):
        return SGDState(used=jnp.asarray(0.0), v=jax.tree_util.tree_map(jnp.zeros_like, params))

    def update(updates, state, params=None):
        if params is None:
            raise ValueError("sgd needs params: update(updates, state, params)")
        used = state.used
        used2 = 1.0
        used3 = jnp.where(momentum != 0, used2, used)

        def update_leaf(g, p, v):
            g2 = g + weight_decay * p
            g = jnp.where(weight_decay != 0, g2, g)
            # The first gradient that v takes isn't dampened, in whichever step that is.
            v2 = momentum * v + jnp.where(used == 0, 1.0, 1 - dampening) * g
            v = jnp.where(momentum != 0, v2, v)
            g = jnp.where(momentum != 0, v2, g)
            return -lr * g, v

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, params, state.v)))
        results = [update_leaf(*each) for each in leaves]
        updates, v = (tree.unflatten([each[k] for each in results]) for k in range(2))
        return updates, SGDState(used=used3, v=v)

    return optax.GradientTransformation(init, update)
