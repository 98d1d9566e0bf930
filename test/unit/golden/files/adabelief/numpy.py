import numpy as np


class AdaBelief:
    """AdaBelief: Adam that divides by how far gradients are from their mean, so that it steps far
    where they agree.

    Zhuang et al. 2020, "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed
    Gradients", algorithm 2. Use it in place of Adam where that generalizes worse than SGD, as on
    images. Defaults: those of the authors' code, which can also rectify as RAdam does.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared deviations that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients don't change; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
    """

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-16, weight_decay=0.0):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0.0
        self.m = None
        self.s = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.m is None:
            self.m = [np.zeros_like(p) for p in params]
            self.s = [np.zeros_like(p) for p in params]
        self.t += 1
        for i, (p, g) in enumerate(zip(params, grads)):
            p *= 1 - self.lr * self.weight_decay
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
            self.s[i] = self.beta2 * self.s[i] + (1 - self.beta2) * (g - self.m[i]) ** 2 + self.eps
            m_hat = self.m[i] / (1 - self.beta1**self.t)
            s_hat = self.s[i] / (1 - self.beta2**self.t)
            p -= self.lr * m_hat / (np.sqrt(s_hat) + self.eps)
