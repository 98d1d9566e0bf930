import math

import numpy as np


def _power(x, y):
    """x**y, infinite where it is too large and nan where it is no real number."""
    if abs(x) == 1 and not math.isfinite(y):
        return math.nan
    try:
        return math.pow(x, y)
    except OverflowError:
        size = math.inf
    except ValueError:
        size = math.inf if x == 0 else math.nan
    return math.copysign(size, x) if y % 2 == 1 else size


class ASGD:
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
    """

    def __init__(self, lr=0.01, lambd=0.0001, alpha=0.75, t0=1000000.0, weight_decay=0.0):
        self.lr = lr
        self.lambd = lambd
        self.alpha = alpha
        self.t0 = t0
        self.weight_decay = weight_decay
        self.t = 0.0
        self.eta = lr
        self.mu = 1.0
        self.ax = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.ax is None:
            self.ax = [np.zeros_like(p) for p in params]
        self.t += 1
        for i, (p, g) in enumerate(zip(params, grads)):
            if self.weight_decay != 0:
                g = g + self.weight_decay * p
            p *= 1 - self.lambd * self.eta
            p -= self.eta * g
            self.ax[i] = self.ax[i] + self.mu * (p - self.ax[i])
        self.eta = self.lr / _power(1 + self.lambd * self.lr * self.t, self.alpha)
        self.mu = 1 / max(1, self.t - self.t0)
