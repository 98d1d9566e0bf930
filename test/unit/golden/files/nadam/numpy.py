import math

import numpy as np


def _divide(a, b):
    """a / b, also where b is 0."""
    if b != 0:
        return a / b
    if a == 0 or a != a:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


class NAdam:
    """NAdam: Adam with Nesterov's momentum, which already counts the gradient at hand with the
    weight of the next step.

    Dozat 2016, "Incorporating Nesterov Momentum into Adam". Use it in place of Adam where momentum
    helps: it answers each gradient one step earlier. Defaults: PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero; weight_decay >= 0
        momentum_decay: how fast the momentum grows from half of beta1 to beta1;
            momentum_decay >= 0
    """

    def __init__(
        self,
        lr=0.002,
        beta1=0.9,
        beta2=0.999,
        eps=1e-8,
        weight_decay=0.0,
        momentum_decay=0.004,
    ):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.momentum_decay = momentum_decay
        self.t = 0.0
        self.mu_product = 1.0
        self.m = None
        self.v = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.m is None:
            self.m = [np.zeros_like(p) for p in params]
            self.v = [np.zeros_like(p) for p in params]
        self.t += 1
        mu = self.beta1 * (1 - 0.5 * 0.96 ** (self.t * self.momentum_decay))
        mu_next = self.beta1 * (1 - 0.5 * 0.96 ** ((self.t + 1) * self.momentum_decay))
        self.mu_product = self.mu_product * mu
        for i, (p, g) in enumerate(zip(params, grads)):
            if self.weight_decay != 0:
                g = g + self.weight_decay * p
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * g**2
            m_hat = (
                _divide(mu_next, 1 - self.mu_product * mu_next) * self.m[i]
                + _divide(1 - mu, 1 - self.mu_product) * g
            )
            v_hat = self.v[i] / (1 - self.beta2**self.t)
            p -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
