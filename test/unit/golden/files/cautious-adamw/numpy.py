import numpy as np


class CautiousAdamW:
    """Cautious AdamW: AdamW that leaves out parameters whose mean of gradients points against the
    gradient at hand.

    Liang, Chen, Liu & Liu 2024, "Cautious Optimizers: Improving Training with One Line of Code".
    Use it wherever AdamW is used, with the same settings. Defaults: those of PyTorch's AdamW.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
    """

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
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
        for i, (p, g) in enumerate(zip(params, grads)):
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
            agrees = np.where(self.m[i] * g > 0, np.full_like(p, 1.0), 0.0)
            # Those that move, move further, so that the step as a whole stays about as long.
            scale = agrees / np.maximum(np.mean(agrees), 0.001)
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * g**2
            m_hat = self.m[i] / (1 - self.beta1**self.t)
            v_hat = self.v[i] / (1 - self.beta2**self.t)
            p *= 1 - self.lr * self.weight_decay
            p -= self.lr * scale * m_hat / (np.sqrt(v_hat) + self.eps)
