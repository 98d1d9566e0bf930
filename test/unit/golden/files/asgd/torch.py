import math

import torch


def _power(x, y):
    """x**y, infinite where it is too large and nan where it is no real number."""
    if abs(x) == 1 and not math.isfinite(y):
        return math.nan
    try:
        return math.pow(x, y)
    except OverflowError:
        size = math.inf
    except ValueError:
        size = math.inf if x == 0 else math.nan
    return math.copysign(size, x) if y % 2 == 1 else size


class ASGD(torch.optim.Optimizer):
    """ASGD: gradient descent with a falling rate that also keeps the average ax of the points it
    has passed.

    Polyak & Juditsky 1992, "Acceleration of stochastic approximation by averaging"; rate and decay
    as in Bottou 2012, "Stochastic Gradient Descent Tricks". Use it where the last points jump
    about the minimum and their average is what counts. Defaults: PyTorch's.

    Args:
        lr: learning rate of the first step; lr >= 0
        lambd: pull of each parameter towards zero, which also lets the rate fall; lambd >= 0
        alpha: power with which the rate falls; alpha >= 0
        t0: step after which the average begins; until then it is the point itself; t0 >= 0
        weight_decay: pull of each parameter towards zero, added to the gradient; weight_decay >= 0
    """

    def __init__(self, params, lr=0.01, lambd=0.0001, alpha=0.75, t0=1000000.0, weight_decay=0.0):
        if not lr >= 0:
            raise ValueError(f"lr = {lr} — expected lr >= 0")
        if not lambd >= 0:
            raise ValueError(f"lambd = {lambd} — expected lambd >= 0")
        if not alpha >= 0:
            raise ValueError(f"alpha = {alpha} — expected alpha >= 0")
        if not t0 >= 0:
            raise ValueError(f"t0 = {t0} — expected t0 >= 0")
        if not weight_decay >= 0:
            raise ValueError(f"weight_decay = {weight_decay} — expected weight_decay >= 0")
        defaults = dict(lr=lr, lambd=lambd, alpha=alpha, t0=t0, weight_decay=weight_decay)
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        """Takes a step; closure, where given, computes the gradients anew and returns the loss."""
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for param in group["params"]:
                if param.grad is not None:
                    self._update(param, group)
        return loss

    def _update(self, param, group):
        if param.grad.is_sparse:
            raise RuntimeError("ASGD takes no sparse gradients")
        state = self._state_of(param, group)
        state["t"] += 1
        lr = group["lr"]
        lambd = group["lambd"]
        alpha = group["alpha"]
        t0 = group["t0"]
        weight_decay = group["weight_decay"]
        t = state["t"]
        eta = state["eta"]
        mu = state["mu"]
        ax = state["ax"]
        p, g = param, param.grad
        if weight_decay != 0:
            g = g + weight_decay * p
        p = p * (1 - lambd * eta)
        p = p - eta * g
        ax = ax + mu * (p - ax)
        eta = lr / _power(1 + lambd * lr * t, alpha)
        mu = 1 / max(1, t - t0)
        param.copy_(p)
        state["eta"] = eta
        state["mu"] = mu
        state["ax"] = ax

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["t"] = 0.0
            state["eta"] = group["lr"]
            state["mu"] = 1.0
            state["ax"] = torch.zeros_like(param)
        return state
