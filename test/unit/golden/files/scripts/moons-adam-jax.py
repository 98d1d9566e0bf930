"""Two moons, 2-16-2 network · Adam · lr 0.01 · batch 32 · seed 0

A run of Optimizer Playground, written out for JAX with Optax in double precision: the same data,
initial weights, order of mini-batches and the optimizer.

Needs: pip install numpy jax optax

Races may train in single precision. Their losses are then those of the script to about six digits
at first, and come apart as training goes on.
"""

import itertools
import math

import jax
import jax.numpy as jnp
import numpy as np
import optax

SEED = 0
WIDTHS = [2, 16, 2]
BATCH_SIZE = 32
STEPS = 200
EVALUATE_EVERY = 1  # epochs


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
    """Two half circles, each of which ends in the middle of the other."""
    rows, noise, random = 400, 0.1, Random(41)
    inputs, labels = np.zeros((rows, 2)), np.arange(rows) % 2
    for row in range(rows):
        label, index = row % 2, row // 2
        angle = math.pi * (index + 0.5) / (rows // 2)
        x, y = math.cos(angle) - 0.5, math.sin(angle) - 0.25
        x, y = (x, y) if label == 0 else (-x, -y)
        inputs[row] = [x + noise * random.normal(), y + noise * random.normal()]
    return inputs, labels


def training_rows(labels):
    """Which rows are to be trained on; the others are held out, the same for every seed.

    Each class is held out in its share, by largest remainder, and keeps a row as long as others
    can give one.
    """
    rows, random = len(labels), Random(0, stream=2)
    groups = [np.flatnonzero(labels == label).tolist() for label in range(2)]
    total = min(rows - 1, max(1, math.floor(rows * 0.25 + 0.5)))
    ideals = [len(group) * total / rows for group in groups]
    shares = [math.floor(ideal) for ideal in ideals]
    while sum(shares) < total:
        left = [len(group) - share for group, share in zip(groups, shares)]
        able = [k for k in range(2) if left[k] > 1] or [k for k in range(2) if left[k] > 0]
        shares[max(able, key=lambda k: ideals[k] - shares[k])] += 1
    training = np.full(rows, True)
    for group, share in zip(groups, shares):
        random.shuffle(group)
        training[group[:share]] = False
    return training


def load_data():
    """Inputs and targets to train on, and those that the model is judged by."""
    inputs, targets = make_data()
    training = training_rows(targets)
    return (inputs[training], targets[training]), (inputs[~training], targets[~training])


def initial_weights():
    """Weights, inputs x outputs, of Glorot and Bengio 2010 (xavier_uniform); biases of 0."""
    random = Random(SEED)
    arrays = []
    for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
        scale = math.sqrt(6 / (inputs + outputs))
        weights = [scale * (2 * random.uniform() - 1) for _ in range(inputs * outputs)]
        arrays += [np.array(weights).reshape(inputs, outputs), np.zeros(outputs)]
    return arrays


def batches(rows):
    """Yields, for ever: how many epochs are over, where a mini-batch begins in its epoch, its rows.

    Each epoch has a new random order. Where the size doesn't divide the rows, its last
    mini-batch is shorter.
    """
    random, order = Random(SEED, stream=1), list(range(rows))
    for epoch in itertools.count():
        random.shuffle(order)
        for begin in range(0, rows, BATCH_SIZE):
            yield epoch, begin, np.array(order[begin : begin + BATCH_SIZE])


jax.config.update("jax_enable_x64", True)


def predict(params, x):
    """The outputs of the network, whose params are W1, b1, W2, b2 ..."""
    for weights, biases in zip(params[:-2:2], params[1:-2:2]):
        x = jnp.tanh(x @ weights + biases)
    return x @ params[-2] + params[-1]


def loss_at(params, x, y):
    """Mean cross-entropy of the softmax."""
    return optax.softmax_cross_entropy_with_integer_labels(predict(params, x), y).mean()


@jax.jit
def evaluate(params, x, y):
    """Loss and accuracy."""
    return loss_at(params, x, y), (predict(params, x).argmax(axis=1) == y).mean(dtype=float)


loss_and_gradients = jax.jit(jax.value_and_grad(loss_at))


optimizer = optax.adam(0.01, b1=0.9, b2=0.999, eps=1e-8)


@jax.jit
def update(params, state, grads):
    """Takes a step."""
    updates, state = optimizer.update(grads, state, params)
    return optax.apply_updates(params, updates), state


def train():
    """Takes all steps, prints how it goes, and returns losses and evaluations.

    losses[t] is the loss after t steps, on the mini-batch of the next step. An evaluation is the
    number of steps and the loss on all rows that judge the model, then its accuracy there.
    """
    (inputs, targets), judged = load_data()
    params = [jnp.array(each) for each in initial_weights()]
    state = optimizer.init(params)
    losses, evaluations = [], []
    lowest, without_gain = math.inf, 0
    for step, (epoch, begin, rows) in enumerate(batches(len(inputs))):
        x, y = inputs[rows], targets[rows]
        loss, grads = loss_and_gradients(params, x, y)
        loss = float(loss)
        losses.append(loss)
        why = None
        if not (math.isfinite(loss) and loss <= max(1000000, 10000 * losses[0])):
            why = "the loss has grown without bound"
        elif step == STEPS:
            why = "all steps are done"
        if why or (begin == 0 and epoch % EVALUATE_EVERY == 0):
            scores = tuple(map(float, evaluate(params, *judged)))
            evaluations.append((step, *scores))
            print(f"epoch {epoch}: validation loss {scores[0]:.6g}, accuracy {scores[1]:.2%}")
            without_gain = 0 if scores[0] < lowest else without_gain + 1
            lowest = min(lowest, scores[0])
            if why is None and without_gain >= 3:
                why = "no evaluation was better for 3 in a row"
        if why:
            print(f"Ended after {step} steps: {why}.")
            break
        params, state = update(params, state, grads)
    return losses, evaluations


if __name__ == "__main__":
    train()
