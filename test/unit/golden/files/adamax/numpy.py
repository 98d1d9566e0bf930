import numpy as np


class Adamax:
    """Adamax: Adam that divides by the largest recent gradient instead of the root of their mean
    square.

    Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 2. Use it in place of
    Adam where now and then a gradient is much larger than the others, as with embeddings.
    Defaults: PyTorch's, which are the paper's.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the largest gradient that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, added to the gradient; weight_decay >= 0
    """

    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0.0
        self.m = None
        self.u = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.m is None:
            self.m = [np.zeros_like(p) for p in params]
            self.u = [np.zeros_like(p) for p in params]
        self.t += 1
        for i, (p, g) in enumerate(zip(params, grads)):
            if self.weight_decay != 0:
                g = g + self.weight_decay * p
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
            self.u[i] = np.maximum(self.beta2 * self.u[i], np.abs(g) + self.eps)
            p -= self.lr / (1 - self.beta1**self.t) * self.m[i] / self.u[i]
