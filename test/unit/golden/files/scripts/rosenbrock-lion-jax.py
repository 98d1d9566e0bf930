"""Rosenbrock · Lion · lr 0.01 · CosineAnnealingLR

A run of Optimizer Playground, written out for JAX with Optax in double precision: the function,
the optimizer and the schedule of its rate.

Needs: pip install numpy jax optax

The run’s time limit of 5 s is left out: the script does all 200 steps.
"""

import math

import jax
import jax.numpy as jnp
import optax

START = [-1.0, 1.0]
STEPS = 200
LR = 0.01


def learning_rate_after_warmup(t, lr):
    return lr / 2 * (1 + math.cos(math.pi * t / 200))


def learning_rate(t, lr):
    """CosineAnnealingLR: the rate of the step that follows t steps; lr is the optimizer's own."""
    if t < 10:
        share = 0.3333333333333333 + (1 - 0.3333333333333333) * t / 10
        return learning_rate_after_warmup(0, lr) * share
    return learning_rate_after_warmup(t - 10, lr)


jax.config.update("jax_enable_x64", True)


def loss_of(x, y):
    """Rosenbrock."""
    return (1 - x)**2 + 100 * (y - x**2)**2


def loss_at(params):
    return loss_of(*params)


loss_and_gradients = jax.jit(jax.value_and_grad(loss_at))


def make_optimizer(lr):
    """Of a step. What it keeps is in its state, so that each step may have another rate."""
    return optax.lion(lr, b1=0.9, b2=0.99, weight_decay=0.0)


@jax.jit
def update(params, state, grads, lr):
    """Takes a step."""
    updates, state = make_optimizer(lr).update(grads, state, params)
    return optax.apply_updates(params, updates), state


def train():
    """Takes all steps, prints how it goes, and returns the losses: losses[t] is after t steps."""
    params = jnp.array(START)
    state = make_optimizer(LR).init(params)
    losses = []
    for step in range(STEPS + 1):
        loss, grads = loss_and_gradients(params)
        loss = float(loss)
        losses.append(loss)
        why = None
        if not (math.isfinite(loss) and loss <= max(1000000, 10000 * losses[0])):
            why = "the loss has grown without bound"
        elif loss <= 0.01:
            why = "the loss has reached 0.01"
        elif step == STEPS:
            why = "all steps are done"
        if why or step % 10 == 0:
            print(f"step {step}: loss {loss:.6g}")
        if why:
            print(f"Ended after {step} steps: {why}.")
            break
        params, state = update(params, state, grads, learning_rate(step, LR))
    return losses


if __name__ == "__main__":
    train()
