import numpy as np


class SGD:
    """Gradient descent: a step of lr times the gradient, downhill; with momentum, along a running
    sum of the gradients.

    Robbins & Monro 1951, "A Stochastic Approximation Method"; momentum: Sutskever, Martens, Dahl &
    Hinton 2013, "On the importance of initialization and momentum in deep learning". Use it as the
    baseline, and where a well-tuned rate and long training matter more than a fast start.
    Defaults: PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        momentum: share of the velocity that is kept each step; 0 keeps none; momentum >= 0
        dampening: share of each gradient after the first that the velocity leaves out;
            0 <= dampening <= 1
        weight_decay: pull of each parameter towards zero, added to the gradient; weight_decay >= 0
    """

    def __init__(self, lr=0.001, momentum=0.0, dampening=0.0, weight_decay=0.0):
        self.lr = lr
        self.momentum = momentum
        self.dampening = dampening
        self.weight_decay = weight_decay
        self.used = 0.0
        self.v = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.v is None:
            self.v = [np.zeros_like(p) for p in params]
        for i, (p, g) in enumerate(zip(params, grads)):
            if self.weight_decay != 0:
                g = g + self.weight_decay * p
            if self.momentum != 0:
                # The first gradient that v takes isn't dampened, in whichever step that is.
                self.v[i] = (
                    self.momentum * self.v[i]
                    + (1.0 if self.used == 0 else 1 - self.dampening) * g
                )
                g = self.v[i]
            p -= self.lr * g
        if self.momentum != 0:
            self.used = 1.0
