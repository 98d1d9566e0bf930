"""Linear regression, 10-8-4-1 relu network · RMSProp · ReduceLROnPlateau · batch 20 → full after 5
epochs · seed 0

A run of Optimizer Playground, written out for Keras in double precision: the same data, initial
weights, order of mini-batches, the optimizer and the schedule of its rate.

Needs: pip install numpy keras jax

Keras has no optimizer that computes the same, so the model is trained with the optimizer written
for Optax, and Keras runs on JAX: pip install optax.

On JAX, Keras computes some functions in single precision, whatever it is told: losses are the
run’s to about six digits.

Races may train in single precision. Their losses are then those of the script to about six digits
at first, and come apart as training goes on.
"""

import itertools
import math
import os
from typing import NamedTuple

os.environ["KERAS_BACKEND"] = "jax"

import jax
import jax.numpy as jnp
import keras
import numpy as np
import optax

SEED = 0
WIDTHS = [10, 8, 4, 1]
# Epochs, and the size of their mini-batches; None: all rows.
STAGES = [(5, 20), (5, None)]
STEPS = 55
EVALUATE_EVERY = 1  # epochs
LAYER_RATES = [0.02, 0.01, 0.005]  # of the first layer to the last


class Random:
    """The generator of the run: xoroshiro128+ (Blackman and Vigna 2018), its lower 32 bits."""

    def __init__(self, seed, stream=0):
        self.s0, self.s1 = ~seed & (2**64 - 1), seed << 32
        for _ in range(stream + 1):
            self.jump()

    def bits(self):
        """The next 32 bits."""
        result = (self.s0 + self.s1) & 0xFFFFFFFF
        both = self.s0 ^ self.s1
        self.s0 = ((self.s0 << 24 | self.s0 >> 40) ^ both ^ both << 16) & (2**64 - 1)
        self.s1 = (both << 37 | both >> 27) & (2**64 - 1)
        return result

    def jump(self):
        """Goes 2**64 numbers further, so that streams of one seed don't overlap."""
        s0 = s1 = 0
        for bit in range(128):
            if 0x170865DF4B3201FCDF900294D8F554A5 >> bit & 1:
                s0, s1 = s0 ^ self.s0, s1 ^ self.s1
            self.bits()
        self.s0, self.s1 = s0, s1

    def uniform(self):
        """Uniform in [0, 1)."""
        return (self.bits() & 0x3FFFFFF) * 2.0**-26 + (self.bits() & 0x7FFFFFF) * 2.0**-53

    def normal(self):
        """Standard normal (Box and Muller 1958)."""
        radius = math.sqrt(-2 * math.log(1 - self.uniform()))
        return radius * math.cos(2 * math.pi * self.uniform())

    def below(self, count):
        """Uniform among 0 ... count - 1."""
        number = self.bits() ^ 0x80000000
        while number >= 2**32 // count * count:
            number = self.bits() ^ 0x80000000
        return number % count

    def shuffle(self, items):
        """Puts a list into random order (Fisher and Yates)."""
        for last in range(len(items) - 1, 0, -1):
            other = self.below(last + 1)
            items[last], items[other] = items[other], items[last]


def make_data():
    """A number that depends linearly on ten inputs, whose deviations fall from 1 to 1/10."""
    rows, noise, features, random = 200, 0.1, 10, Random(41)
    inputs, targets = np.zeros((rows, features)), np.zeros(rows)
    for row in range(rows):
        total = 0
        for j in range(features):
            normal = random.normal()
            inputs[row, j] = 100 ** (-j / (2 * (features - 1))) * normal
            total += normal if j % 2 == 0 else -normal
        targets[row] = 0.5 + total / math.sqrt(features) + noise * random.normal()
    return inputs, targets


def load_data():
    """Inputs and targets to train on, and those that the model is judged by."""
    inputs, targets = make_data()
    targets = targets.reshape(-1, 1)
    return (inputs, targets), (inputs, targets)


def initial_weights():
    """Weights, inputs x outputs, of He et al. 2015 (kaiming_normal); biases of 0."""
    random = Random(SEED)
    arrays = []
    for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
        scale = math.sqrt(2 / inputs)
        weights = [scale * random.normal() for _ in range(inputs * outputs)]
        arrays += [np.array(weights).reshape(inputs, outputs), np.zeros(outputs)]
    return arrays


def batches(rows):
    """Yields, for ever: how many epochs are over, where a mini-batch begins in its epoch, its rows.

    Sizes follow STAGES, of which the last goes on. Each epoch has a new random order, unless a
    mini-batch has all rows.
    """
    random, order = Random(SEED, stream=1), list(range(rows))
    sizes = [size or rows for epochs, size in STAGES for _ in range(epochs)]
    for epoch, size in enumerate(itertools.chain(sizes, itertools.repeat(sizes[-1]))):
        if size < rows:
            random.shuffle(order)
        for begin in range(0, rows, size):
            yield epoch, begin, np.array(order[begin : begin + size])


class ReduceLROnPlateau:
    """Multiplies the rate by 0.1 after more than 2 losses in a row that were no better."""

    def __init__(self, lr):
        self.reduced, self.best, self.bad, self.cooldown, self.reports = lr, float("inf"), 0, 0, 0

    @property
    def rate(self):
        return self.reduced

    def report(self, metric):
        self.reports += 1
        if metric < self.best * (1 - 0.0001):
            self.best, self.bad = metric, 0
        else:
            self.bad += 1
        if self.cooldown > 0:
            self.cooldown, self.bad = self.cooldown - 1, 0
        if self.bad > 2:
            lower = max(self.reduced * 0.1, 0.0)
            if self.reduced - lower > 1e-8:
                self.reduced = lower
            self.cooldown, self.bad = 0, 0


jax.config.update("jax_enable_x64", True)
keras.config.set_floatx("float64")
keras.config.set_dtype_policy("float64")


def make_model():
    """The network with the initial weights of the run."""
    model = keras.Sequential(
        [
            keras.Input((10,)),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dense(4, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    model.set_weights(initial_weights())
    return model


model = make_model()


def predict(params, x):
    return model.stateless_call(params, [], x)[0]


def loss_at(params, x, y):
    """Mean squared error."""
    return jnp.mean((predict(params, x) - y) ** 2)


@jax.jit
def evaluate(params, x, y):
    """The loss, alone in a tuple."""
    return (loss_at(params, x, y),)


loss_and_gradients = jax.jit(jax.value_and_grad(loss_at))


class RMSPropState(NamedTuple):
    v: optax.Params


def rmsprop(lr=0.01, alpha=0.99, eps=1e-8):
    """RMSProp: each parameter's step is divided by the root of a running mean of its squared
    gradients.

    Tieleman & Hinton 2012, "Neural Networks for Machine Learning", lecture 6e; centered and with
    momentum: Graves 2013, "Generating Sequences With Recurrent Neural Networks". Use it where
    gradients differ much in size between parameters or change over time, as in recurrent networks.
    Defaults: PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        alpha: share of the mean of squared gradients that is kept each step; 0 <= alpha <= 1
        eps: keeps the division finite where gradients vanish; eps >= 0

    Schedules: optax.inject_hyperparams(rmsprop)(lr=schedule).
    """

    def init(params):
        return RMSPropState(v=jax.tree_util.tree_map(jnp.zeros_like, params))

    def update(updates, state, params=None):
        def update_leaf(g, v):
            v = alpha * v + (1 - alpha) * g**2
            square = v
            step = g / (jnp.sqrt(square) + eps)
            return -lr * step, v

        tree = jax.tree_util.tree_structure(updates)
        leaves = zip(*map(tree.flatten_up_to, (updates, state.v)))
        results = [update_leaf(*each) for each in leaves]
        updates, v = (tree.unflatten([each[k] for each in results]) for k in range(2))
        return updates, RMSPropState(v=v)

    return optax.GradientTransformation(init, update)


def make_optimizer(lr):
    """Of a step. What it keeps is in its state, so that each step may have another rate."""
    return rmsprop(lr=lr)


@jax.jit
def update(params, state, grads, rates):
    """Takes a step, in which each layer has its rate."""
    params, state = list(params), list(state)
    for layer, lr in enumerate(rates):
        own = slice(2 * layer, 2 * layer + 2)
        updates, state[layer] = make_optimizer(lr).update(grads[own], state[layer], params[own])
        params[own] = optax.apply_updates(params[own], updates)
    return params, state


def train():
    """Takes all steps, prints how it goes, and returns losses and evaluations.

    losses[t] is the loss after t steps, on the mini-batch of the next step. An evaluation is the
    number of steps and the loss on all rows that judge the model.
    """
    (inputs, targets), judged = load_data()
    params = [variable.value for variable in model.trainable_variables]
    layers = [params[i : i + 2] for i in range(0, len(params), 2)]
    state = [make_optimizer(lr).init(own) for own, lr in zip(layers, LAYER_RATES)]
    plateaus = [ReduceLROnPlateau(lr) for lr in LAYER_RATES]
    losses_of_epoch = []
    losses, evaluations = [], []
    for step, (epoch, begin, rows) in enumerate(batches(len(inputs))):
        x, y = inputs[rows], targets[rows]
        loss, grads = loss_and_gradients(params, x, y)
        loss = float(loss)
        losses.append(loss)
        if step > 0:
            losses_of_epoch.append(loss)
            if begin == 0:  # An epoch is over.
                for plateau in plateaus:
                    plateau.report(sum(losses_of_epoch) / len(losses_of_epoch))
                losses_of_epoch = []
        why = None
        if not (math.isfinite(loss) and loss <= max(1000000, 10000 * losses[0])):
            why = "the loss has grown without bound"
        elif step == STEPS:
            why = "all steps are done"
        if why or (begin == 0 and epoch % EVALUATE_EVERY == 0):
            scores = tuple(map(float, evaluate(params, *judged)))
            evaluations.append((step, *scores))
            print(f"epoch {epoch}: training loss {scores[0]:.6g}")
        if why:
            print(f"Ended after {step} steps: {why}.")
            break
        params, state = update(params, state, grads, [plateau.rate for plateau in plateaus])
    for variable, value in zip(model.trainable_variables, params):
        variable.assign(value)
    return losses, evaluations


if __name__ == "__main__":
    train()
