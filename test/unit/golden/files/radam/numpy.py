import math

import numpy as np


def _divide(a, b):
    """a / b, also where b is 0."""
    if b != 0:
        return a / b
    if a == 0 or a != a:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def _sqrt(x):
    """The square root of x, nan where x is below 0."""
    return math.sqrt(x) if x >= 0 else math.nan


class RAdam:
    """RAdam: Adam that trusts its mean of squares only as far as the number of gradients behind it
    allows.

    Liu, Jiang, He, Chen, Liu, Gao & Han 2020, "On the Variance of the Adaptive Learning Rate and
    Beyond", algorithm 2. Use it in place of Adam with a warm-up, which its first steps amount to.
    Defaults: PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero; weight_decay >= 0
    """

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0.0
        self.m = None
        self.v = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.m is None:
            self.m = [np.zeros_like(p) for p in params]
            self.v = [np.zeros_like(p) for p in params]
        self.t += 1
        rho_inf = 2 / (1 - self.beta2) - 1
        rho = rho_inf - 2 * self.t * self.beta2**self.t / (1 - self.beta2**self.t)
        if rho > 5:
            r = _sqrt(
                _divide((rho - 4) * (rho - 2) * rho_inf, (rho_inf - 4) * (rho_inf - 2) * rho),
            )
        for i, (p, g) in enumerate(zip(params, grads)):
            if self.weight_decay != 0:
                g = g + self.weight_decay * p
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * g**2
            m_hat = self.m[i] / (1 - self.beta1**self.t)
            if rho > 5:
                p -= (
                    self.lr
                    * r
                    * m_hat
                    * math.sqrt(1 - self.beta2**self.t)
                    / (np.sqrt(self.v[i]) + self.eps)
                )
            else:
                p -= self.lr * m_hat
