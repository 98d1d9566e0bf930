import math

import numpy as np


def _divide(a, b):
    """a / b, also where b is 0."""
    if b != 0:
        return a / b
    if a == 0 or a != a:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def _exp(x):
    """The exponential of x, infinite where it is too large."""
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def _log(x):
    """The natural logarithm of x, -inf of 0 and nan of what is below."""
    if x > 0:
        return math.log(x)
    return -math.inf if x == 0 else math.nan


class AdEMAMix:
    """AdEMAMix: AdamW with a second mean of gradients that remembers thousands of steps.

    Pagliardini, Ablin & Grangier 2024, "The AdEMAMix Optimizer: Better, Faster, Older", algorithm
    1. Use it in place of AdamW for long training, with warmup_steps about as large as the number
    of steps. Defaults: those of the authors' code.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the fast mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        beta3: share of the slow mean of gradients that is kept each step; 0 <= beta3 < 1
        alpha: weight of the slow mean; alpha >= 0
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
        warmup_steps: steps over which alpha rises from 0 and beta3 from beta1; warmup_steps >= 0
    """

    def __init__(
        self,
        lr=0.001,
        beta1=0.9,
        beta2=0.999,
        beta3=0.9999,
        alpha=5.0,
        eps=1e-8,
        weight_decay=0.0,
        warmup_steps=0.0,
    ):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.beta3 = beta3
        self.alpha = alpha
        self.eps = eps
        self.weight_decay = weight_decay
        self.warmup_steps = warmup_steps
        self.t = 0.0
        self.m1 = None
        self.m2 = None
        self.v = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.m1 is None:
            self.m1 = [np.zeros_like(p) for p in params]
            self.m2 = [np.zeros_like(p) for p in params]
            self.v = [np.zeros_like(p) for p in params]
        self.t += 1
        slow_alpha = self.alpha
        slow_beta = self.beta3
        if self.warmup_steps > 0:
            share = min(1, _divide(self.t, self.warmup_steps))
            slow_alpha = share * self.alpha
            slow_beta = _exp(
                _divide(
                    1,
                    _divide(1 - share, _log(self.beta1)) + _divide(share, _log(self.beta3)),
                ),
            )
        for i, (p, g) in enumerate(zip(params, grads)):
            self.m1[i] = self.beta1 * self.m1[i] + (1 - self.beta1) * g
            self.m2[i] = slow_beta * self.m2[i] + (1 - slow_beta) * g
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * g**2
            m1_hat = self.m1[i] / (1 - self.beta1**self.t)
            v_hat = self.v[i] / (1 - self.beta2**self.t)
            p -= (
                self.lr
                * (
                    (m1_hat + slow_alpha * self.m2[i]) / (np.sqrt(v_hat) + self.eps)
                    + self.weight_decay * p
                )
            )
