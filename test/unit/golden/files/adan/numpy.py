import numpy as np


class Adan:
    """Adan: Adam with Nesterov's momentum, foreseen from how the gradient changes from step to
    step.

    Xie, Zhou, Li, Lin & Yan 2024, "Adan: Adaptive Nesterov Momentum Algorithm for Faster
    Optimizing Deep Models", algorithm 1, with the bias correction and the betas of the authors'
    code, which are 1 minus those of the paper. Use it for large networks, vision transformers
    above all, at rates several times AdamW's. Defaults: those of the authors' code.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of changes that is kept each step; 0 <= beta2 < 1
        beta3: share of the mean of squares that is kept each step; 0 <= beta3 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
    """

    def __init__(self, lr=0.001, beta1=0.98, beta2=0.92, beta3=0.99, eps=1e-8, weight_decay=0.0):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.beta3 = beta3
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0.0
        self.m = None
        self.d = None
        self.n = None
        self.previous = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.m is None:
            self.m = [np.zeros_like(p) for p in params]
            self.d = [np.zeros_like(p) for p in params]
            self.n = [np.zeros_like(p) for p in params]
            self.previous = [np.zeros_like(p) for p in params]
        self.t += 1
        for i, (p, g) in enumerate(zip(params, grads)):
            change = np.full_like(p, 0.0) if self.t == 1 else g - self.previous[i]
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
            self.d[i] = self.beta2 * self.d[i] + (1 - self.beta2) * change
            self.n[i] = self.beta3 * self.n[i] + (1 - self.beta3) * (g + self.beta2 * change) ** 2
            m_hat = self.m[i] / (1 - self.beta1**self.t)
            d_hat = self.d[i] / (1 - self.beta2**self.t)
            n_hat = self.n[i] / (1 - self.beta3**self.t)
            p -= self.lr * (m_hat + self.beta2 * d_hat) / (np.sqrt(n_hat) + self.eps)
            p /= 1 + self.lr * self.weight_decay
            self.previous[i] = g.copy()
