import numpy as np


class ClippedSGD:
    """Clipped SGD: gradient descent that shortens gradients that are too long, all parameters
    together.

    Pascanu, Mikolov & Bengio 2013, "On the difficulty of training recurrent neural networks",
    algorithm 1; as PyTorch's clip_grad_norm_ computes it. Use it where single steps blow training
    up, as in recurrent networks and transformers. Defaults: a usual bound; otherwise PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        max_norm: the greatest length of the gradient; max_norm >= 0
        momentum: share of the velocity that is kept each step; 0 keeps none; momentum >= 0
        weight_decay: pull of each parameter towards zero, added to the gradient; weight_decay >= 0
    """

    def __init__(self, lr=0.001, max_norm=1.0, momentum=0.0, weight_decay=0.0):
        self.lr = lr
        self.max_norm = max_norm
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.v = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.v is None:
            self.v = [np.zeros_like(p) for p in params]
        global_norm = np.sqrt(sum(np.sum(g**2) for g in grads))
        for i, (p, g) in enumerate(zip(params, grads)):
            g = g * np.minimum(1, self.max_norm / (global_norm + 0.000001))
            if self.weight_decay != 0:
                g = g + self.weight_decay * p
            if self.momentum != 0:
                self.v[i] = self.momentum * self.v[i] + g
                g = self.v[i]
            p -= self.lr * g
