import math

import numpy as np


def _divide(a, b):
    """a / b, also where b is 0."""
    if b != 0:
        return a / b
    if a == 0 or a != a:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


class ScheduleFreeAdamW:
    """Schedule-Free AdamW: steps at z, averages the way into p, and takes gradients between the
    two.

    Defazio et al. 2024, "The Road Less Scheduled", algorithm 1. Use it in place of AdamW with a
    schedule, where it is not known beforehand how long training will go on. Defaults: those of the
    authors' code.

    Args:
        lr: learning rate, which needs no schedule; lr >= 0
        beta1: where gradients are taken: 0 at z, 1 at p; 0 <= beta1 <= 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
        warmup_steps: steps over which the rate rises to lr; warmup_steps >= 0
    """

    def __init__(
        self,
        lr=0.0025,
        beta1=0.9,
        beta2=0.999,
        eps=1e-8,
        weight_decay=0.0,
        warmup_steps=0.0,
    ):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.warmup_steps = warmup_steps
        self.t = 0.0
        self.weight_sum = 0.0
        self.z = None
        self.v = None

    def lookahead(self, params):
        """The points at which update wants its gradients."""
        if self.z is None:
            self.z = [p.copy() for p in params]
            self.v = [np.zeros_like(p) for p in params]
        return [(1 - self.beta1) * z + self.beta1 * p for p, z in zip(params, self.z)]

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.z is None:
            self.z = [p.copy() for p in params]
            self.v = [np.zeros_like(p) for p in params]
        self.t += 1
        rate = self.lr * min(1, self.t / max(1, self.warmup_steps))
        self.weight_sum = self.weight_sum + rate * rate
        c = _divide(rate * rate, self.weight_sum) if self.weight_sum > 0 else 0.0
        for i, (p, g) in enumerate(zip(params, grads)):
            y = (1 - self.beta1) * self.z[i] + self.beta1 * p
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * g**2
            v_hat = self.v[i] / (1 - self.beta2**self.t)
            self.z[i] = (
                self.z[i]
                - rate * (g / (np.sqrt(v_hat) + self.eps) + self.weight_decay * y)
            )
            p[...] = (1 - c) * p + c * self.z[i]
