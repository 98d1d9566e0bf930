"""Rosenbrock · Lion · lr 0.01 · CosineAnnealingLR

A run of Optimizer Playground, written out for NumPy in double precision: the function, the
optimizer and the schedule of its rate.

Needs: pip install numpy

The run’s time limit of 5 s is left out: the script does all 200 steps.
"""

import math

import numpy as np

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


def loss_of(x, y):
    """Rosenbrock."""
    return (1 - x)**2 + 100 * (y - x**2)**2


def slope_of(x, y):
    """The derivatives by x and y."""
    part1 = y - x**2
    return -(2 * (1 - x)) - 400 * part1 * x, 200 * part1


class Lion:
    """Lion: every parameter moves by the same amount, in the direction of the sign of a mean of
    gradients.

    Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms", algorithm 2. Use it for
    large networks and batches where memory is short, at a third to a tenth of AdamW's rate.
    Defaults: those of the authors' code.

    Args:
        lr: learning rate: how far each parameter moves; lr >= 0
        beta1: share of the mean of gradients, as against the gradient, in the step; 0 <= beta1 < 1
        beta2: share of the mean of gradients that is kept each step; 0 <= beta2 < 1
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
    """

    def __init__(self, lr=0.01, beta1=0.9, beta2=0.99, weight_decay=0.0):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.weight_decay = weight_decay
        self.m = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.m is None:
            self.m = [np.zeros_like(p) for p in params]
        for i, (p, g) in enumerate(zip(params, grads)):
            direction = np.sign(self.beta1 * self.m[i] + (1 - self.beta1) * g)
            p -= self.lr * (direction + self.weight_decay * p)
            self.m[i] = self.beta2 * self.m[i] + (1 - self.beta2) * g


def train():
    """Takes all steps, prints how it goes, and returns the losses: losses[t] is after t steps."""
    params = [np.array(START)]
    optimizer = Lion()
    losses = []
    for step in range(STEPS + 1):
        loss = float(loss_of(*params[0]))
        grads = [np.array(slope_of(*params[0]), float)]
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
        optimizer.lr = learning_rate(step, LR)
        optimizer.update(params, grads)
    return losses


if __name__ == "__main__":
    train()
