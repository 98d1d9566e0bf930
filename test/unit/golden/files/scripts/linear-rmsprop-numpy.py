"""Linear regression, 10-8-4-1 relu network · RMSProp · ReduceLROnPlateau · batch 20 → full after 5
epochs · seed 0

A run of Optimizer Playground, written out for NumPy in double precision: the same data, initial
weights, order of mini-batches, the optimizer and the schedule of its rate.

Needs: pip install numpy

Races may train in single precision. Their losses are then those of the script to about six digits
at first, and come apart as training goes on.
"""

import itertools
import math

import numpy as np

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


def activate(z):
    return np.maximum(z, 0)


def slope(z):
    """The derivative of activate."""
    return (z > 0).astype(float)


def loss_and_slope(outputs, targets):
    """Mean squared error, and its derivative by the outputs."""
    errors = outputs - targets
    return (errors**2).mean(), 2 * errors / errors.size


def forward(params, x):
    """The outputs, what each layer reads, and the sums that enter each activation."""
    read, sums = [x], []
    for weights, biases in zip(params[:-2:2], params[1:-2:2]):
        sums.append(read[-1] @ weights + biases)
        read.append(activate(sums[-1]))
    return read[-1] @ params[-2] + params[-1], read, sums


def loss_and_gradients(params, x, y):
    """The loss, and its gradients in the order of params."""
    outputs, read, sums = forward(params, x)
    loss, delta = loss_and_slope(outputs, y)
    grads = [read[-1].T @ delta, delta.sum(axis=0)]
    for layer in reversed(range(len(sums))):
        delta = delta @ params[2 * layer + 2].T * slope(sums[layer])
        grads = [read[layer].T @ delta, delta.sum(axis=0)] + grads
    return float(loss), grads


def evaluate(params, x, targets):
    """The loss, alone in a tuple."""
    return (float(loss_and_slope(forward(params, x)[0], targets)[0]),)


class RMSProp:
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
    """

    def __init__(self, lr=0.01, alpha=0.99, eps=1e-8):
        self.lr = lr
        self.alpha = alpha
        self.eps = eps
        self.v = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.v is None:
            self.v = [np.zeros_like(p) for p in params]
        for i, (p, g) in enumerate(zip(params, grads)):
            self.v[i] = self.alpha * self.v[i] + (1 - self.alpha) * g**2
            square = self.v[i]
            step = g / (np.sqrt(square) + self.eps)
            p -= self.lr * step


def train():
    """Takes all steps, prints how it goes, and returns losses and evaluations.

    losses[t] is the loss after t steps, on the mini-batch of the next step. An evaluation is the
    number of steps and the loss on all rows that judge the model.
    """
    (inputs, targets), judged = load_data()
    params = initial_weights()
    optimizers = [RMSProp(lr=lr) for lr in LAYER_RATES]  # one a layer
    plateaus = [ReduceLROnPlateau(lr) for lr in LAYER_RATES]
    losses_of_epoch = []
    losses, evaluations = [], []
    for step, (epoch, begin, rows) in enumerate(batches(len(inputs))):
        x, y = inputs[rows], targets[rows]
        loss, grads = loss_and_gradients(params, x, y)
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
            scores = evaluate(params, *judged)
            evaluations.append((step, *scores))
            print(f"epoch {epoch}: training loss {scores[0]:.6g}")
        if why:
            print(f"Ended after {step} steps: {why}.")
            break
        for optimizer, rate in zip(optimizers, [plateau.rate for plateau in plateaus]):
            optimizer.lr = rate
        for layer, optimizer in enumerate(optimizers):
            optimizer.update(params[2 * layer : 2 * layer + 2], grads[2 * layer : 2 * layer + 2])
    return losses, evaluations


if __name__ == "__main__":
    train()
