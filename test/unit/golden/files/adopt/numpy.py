import numpy as np


class ADOPT:
    """ADOPT: Adam that divides each gradient by the root of the mean square of those before it,
    then takes the mean.

    Taniguchi et al. 2024, "ADOPT: Modified Adam Can Converge with Any beta2 with the Optimal
    Rate", with its clipping. Use it in place of Adam where that fails to settle, whatever beta2
    is. Defaults: the paper's.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of divided gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: the least number by which a gradient is divided; eps >= 0
    """

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.9999, eps=1e-6):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.t = 0.0
        self.m = None
        self.v = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.m is None:
            self.m = [np.zeros_like(p) for p in params]
            self.v = [np.zeros_like(p) for p in params]
        self.t += 1
        # The first step only measures the gradient: the limit is 0 then, and v is its square.
        limit = (self.t - 1) ** 0.25
        keep = 0.0 if self.t == 1 else self.beta2
        for i, (p, g) in enumerate(zip(params, grads)):
            self.m[i] = (
                self.beta1 * self.m[i]
                + (
                    (1 - self.beta1)
                    * np.clip(g / np.maximum(np.sqrt(self.v[i]), self.eps), -limit, limit)
                )
            )
            self.v[i] = keep * self.v[i] + (1 - keep) * g**2
            p -= self.lr * self.m[i]
