from typing import NamedTuple

import jax
import jax.numpy as jnp
import optax


class RpropState(NamedTuple):
    step: optax.Params
    previous: optax.Params


def rprop(lr=0.01, etaminus=0.5, etaplus=1.2, step_min=1e-6, step_max=50.0):
    """Rprop: each parameter has a step of its own, which grows while its gradient keeps its sign
    and shrinks when it turns.

    Riedmiller & Braun 1993, "A direct adaptive method for faster backpropagation learning: the
    RPROP algorithm"; in the form of Igel & Hüsken 2000, "Improving the Rprop Learning Algorithm",
    iRprop-. Use it on the whole data set at once; the noise of mini-batches turns signs and stalls
    it. Defaults: PyTorch's.

    Args:
        lr: size of the steps before the first, which step_min and step_max bound; lr >= 0
        etaminus: factor of the step after the gradient has turned; 0 < etaminus < 1
        etaplus: factor of the step while the gradient keeps its sign; etaplus > 1
        step_min: the smallest step; step_min >= 0
        step_max: the largest step; step_max >= 0

    Schedules: optax.inject_hyperparams(rprop)(lr=schedule).
    """

    def init(params):
        return RpropState(
            step=jax.tree_util.tree_map(lambda p: jnp.full_like(p, lr), params),
            previous=jax.tree_util.tree_map(jnp.zeros_like, params),
        )

    def update(updates, state, params=None):
        def update_leaf(g, step, previous):
            trend = g * previous
            step = step * jnp.where(trend > 0, etaplus, jnp.where(trend < 0, etaminus, 1.0))
            step = jnp.clip(step, step_min, step_max)
            # After a turn it neither steps back nor compares the next gradient with this one.
            g = jnp.where(trend < 0, 0.0, g)
            previous = g
            return -jnp.sign(g) * step, step, previous

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, state.step, state.previous)))
        results = [update_leaf(*each) for each in leaves]
        updates, step, previous = (tree.unflatten([each[k] for each in results]) for k in range(3))
        return updates, RpropState(step=step, previous=previous)

    return optax.GradientTransformation(init, update)
