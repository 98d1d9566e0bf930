import numpy as np


class QHAdam:
    """QHAdam: Adam that steps along a blend of the gradient and its mean, so that the mean may
    have a long memory.

    Ma & Yarats 2019, "Quasi-hyperbolic momentum and Adam for deep learning". Use it in place of
    Adam where training is unstable or a longer memory than beta1 = 0.9 would help. Defaults: what
    the authors recommend.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        nu1: share of the mean of gradients, as against the gradient, in the step; 0 <= nu1 <= 1
        nu2: share of the mean of squares, as against the square, in the division; 0 <= nu2 <= 1
        eps: keeps the division finite where gradients vanish; eps >= 0
    """

    def __init__(self, lr=0.001, beta1=0.995, beta2=0.999, nu1=0.7, nu2=1.0, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.nu1 = nu1
        self.nu2 = nu2
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
        for i, (p, g) in enumerate(zip(params, grads)):
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * g**2
            m_hat = self.m[i] / (1 - self.beta1**self.t)
            v_hat = self.v[i] / (1 - self.beta2**self.t)
            p -= (
                self.lr
                * ((1 - self.nu1) * g + self.nu1 * m_hat)
                / (np.sqrt((1 - self.nu2) * g**2 + self.nu2 * v_hat) + self.eps)
            )
