import numpy as np


class Adagrad:
    """Adagrad: each parameter's step is divided by the root of the sum of all its squared
    gradients so far.

    Duchi, Hazan & Singer 2011, "Adaptive Subgradient Methods for Online Learning and Stochastic
    Optimization". Use it where most gradients are 0 most of the time, as with rare words;
    elsewhere its steps soon become too small. Defaults: PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        lr_decay: how fast the learning rate falls: to a half after 1 / lr_decay steps;
            lr_decay >= 0
        weight_decay: pull of each parameter towards zero, added to the gradient; weight_decay >= 0
        initial_accumulator_value: the sum of squared gradients before the first step;
            initial_accumulator_value >= 0
        eps: keeps the division finite where gradients vanish; eps >= 0
    """

    def __init__(
        self,
        lr=0.01,
        lr_decay=0.0,
        weight_decay=0.0,
        initial_accumulator_value=0.0,
        eps=1e-10,
    ):
        self.lr = lr
        self.lr_decay = lr_decay
        self.weight_decay = weight_decay
        self.initial_accumulator_value = initial_accumulator_value
        self.eps = eps
        self.t = 0.0
        self.s = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.s is None:
            self.s = [np.full_like(p, self.initial_accumulator_value) for p in params]
        self.t += 1
        rate = self.lr / (1 + (self.t - 1) * self.lr_decay)
        for i, (p, g) in enumerate(zip(params, grads)):
            if self.weight_decay != 0:
                g = g + self.weight_decay * p
            self.s[i] = self.s[i] + g**2
            p -= rate * g / (np.sqrt(self.s[i]) + self.eps)
