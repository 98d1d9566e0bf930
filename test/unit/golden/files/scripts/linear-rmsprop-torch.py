"""Linear regression, 10-8-4-1 relu network · RMSProp · ReduceLROnPlateau · batch 20 → full after 5
epochs · seed 0

A run of Optimizer Playground, written out for PyTorch in double precision: the same data, initial
weights, order of mini-batches, the optimizer and the schedule of its rate.

Needs: pip install numpy torch

torch.optim.RMSprop computes what the run’s optimizer computes.

Races may train in single precision. Their losses are then those of the script to about six digits
at first, and come apart as training goes on.
"""

import itertools
import math

import numpy as np
import torch
from torch import nn

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


torch.set_default_dtype(torch.float64)


def make_model():
    """The network with the initial weights of the run. PyTorch has weights as outputs x inputs."""
    model = nn.Sequential(
        nn.Linear(10, 8),
        nn.ReLU(),
        nn.Linear(8, 4),
        nn.ReLU(),
        nn.Linear(4, 1),
    )
    with torch.no_grad():
        for param, array in zip(model.parameters(), initial_weights()):
            param.copy_(torch.tensor(array.T))
    return model


loss_of = nn.MSELoss()


def evaluate(model, x, y):
    """The loss, alone in a tuple."""
    with torch.no_grad():
        outputs = model(x)
        return (loss_of(outputs, y).item(),)


def train():
    """Takes all steps, prints how it goes, and returns losses and evaluations.

    losses[t] is the loss after t steps, on the mini-batch of the next step. An evaluation is the
    number of steps and the loss on all rows that judge the model.
    """
    (inputs, targets), judged = load_data()
    inputs, targets = torch.tensor(inputs), torch.tensor(targets)
    judged = torch.tensor(judged[0]), torch.tensor(judged[1])
    model = make_model()
    layers = [layer for layer in model if isinstance(layer, nn.Linear)]
    groups = [{"params": layer.parameters(), "lr": lr} for layer, lr in zip(layers, LAYER_RATES)]
    optimizer = torch.optim.RMSprop(groups, lr=0.01)
    plateaus = [ReduceLROnPlateau(lr) for lr in LAYER_RATES]
    losses_of_epoch = []
    losses, evaluations = [], []
    for step, (epoch, begin, rows) in enumerate(batches(len(inputs))):
        x, y = inputs[rows], targets[rows]
        outcome = loss_of(model(x), y)
        loss = outcome.item()
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
            scores = evaluate(model, *judged)
            evaluations.append((step, *scores))
            print(f"epoch {epoch}: training loss {scores[0]:.6g}")
        if why:
            print(f"Ended after {step} steps: {why}.")
            break
        for group, lr in zip(optimizer.param_groups, [plateau.rate for plateau in plateaus]):
            group["lr"] = lr
        optimizer.zero_grad()
        outcome.backward()
        optimizer.step()
    return losses, evaluations


if __name__ == "__main__":
    train()
