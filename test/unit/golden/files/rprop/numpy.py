import numpy as np


class Rprop:
    """Rprop: each parameter has a step of its own, which grows while its gradient keeps its sign
    and shrinks when it turns.

    Riedmiller & Braun 1993, "A direct adaptive method for faster backpropagation learning: the
    RPROP algorithm"; in the form of Igel & Hüsken 2000, "Improving the Rprop Learning Algorithm",
    iRprop-. Use it on the whole data set at once; the noise of mini-batches turns signs and stalls
    it. Defaults: PyTorch's.

    Args:
        lr: size of the steps before the first, which step_min and step_max bound; lr >= 0
        etaminus: factor of the step after the gradient has turned; 0 < etaminus < 1
        etaplus: factor of the step while the gradient keeps its sign; etaplus > 1
        step_min: the smallest step; step_min >= 0
        step_max: the largest step; step_max >= 0
    """

    def __init__(self, lr=0.01, etaminus=0.5, etaplus=1.2, step_min=1e-6, step_max=50.0):
        self.lr = lr
        self.etaminus = etaminus
        self.etaplus = etaplus
        self.step_min = step_min
        self.step_max = step_max
        self.step = None
        self.previous = None

    def update(self, params, grads):
        """Takes a step: changes the arrays in params, given their gradients."""
        if self.step is None:
            self.step = [np.full_like(p, self.lr) for p in params]
            self.previous = [np.zeros_like(p) for p in params]
        for i, (p, g) in enumerate(zip(params, grads)):
            trend = g * self.previous[i]
            self.step[i] = (
                self.step[i]
                * np.where(
                    trend > 0,
                    self.etaplus,
                    np.where(trend < 0, np.full_like(p, self.etaminus), 1.0),
                )
            )
            self.step[i] = np.clip(self.step[i], self.step_min, self.step_max)
            # After a turn it neither steps back nor compares the next gradient with this one.
            g = np.where(trend < 0, 0.0, g)
            p -= np.sign(g) * self.step[i]
            self.previous[i] = g
