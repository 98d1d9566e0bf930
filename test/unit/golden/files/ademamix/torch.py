import math

import torch


def _divide(a, b):
    """a / b, also where b is 0."""
    if b != 0:
        return a / b
    if a == 0 or a != a:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def _exp(x):
    """The exponential of x, infinite where it is too large."""
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def _log(x):
    """The natural logarithm of x, -inf of 0 and nan of what is below."""
    if x > 0:
        return math.log(x)
    return -math.inf if x == 0 else math.nan


class AdEMAMix(torch.optim.Optimizer):
    """AdEMAMix: AdamW with a second mean of gradients that remembers thousands of steps.

    Pagliardini, Ablin & Grangier 2024, "The AdEMAMix Optimizer: Better, Faster, Older", algorithm
    1. Use it in place of AdamW for long training, with warmup_steps about as large as the number
    of steps. Defaults: those of the authors' code.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the fast mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        beta3: share of the slow mean of gradients that is kept each step; 0 <= beta3 < 1
        alpha: weight of the slow mean; alpha >= 0
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
        warmup_steps: steps over which alpha rises from 0 and beta3 from beta1; warmup_steps >= 0
    """

    def __init__(
        self,
        params,
        lr=0.001,
        beta1=0.9,
        beta2=0.999,
        beta3=0.9999,
        alpha=5.0,
        eps=1e-8,
        weight_decay=0.0,
        warmup_steps=0.0,
    ):
        if not lr >= 0:
            raise ValueError(f"lr = {lr} — expected lr >= 0")
        if not 0 <= beta1 < 1:
            raise ValueError(f"beta1 = {beta1} — expected 0 <= beta1 < 1")
        if not 0 <= beta2 < 1:
            raise ValueError(f"beta2 = {beta2} — expected 0 <= beta2 < 1")
        if not 0 <= beta3 < 1:
            raise ValueError(f"beta3 = {beta3} — expected 0 <= beta3 < 1")
        if not alpha >= 0:
            raise ValueError(f"alpha = {alpha} — expected alpha >= 0")
        if not eps >= 0:
            raise ValueError(f"eps = {eps} — expected eps >= 0")
        if not weight_decay >= 0:
            raise ValueError(f"weight_decay = {weight_decay} — expected weight_decay >= 0")
        if not warmup_steps >= 0:
            raise ValueError(f"warmup_steps = {warmup_steps} — expected warmup_steps >= 0")
        defaults = dict(
            lr=lr,
            beta1=beta1,
            beta2=beta2,
            beta3=beta3,
            alpha=alpha,
            eps=eps,
            weight_decay=weight_decay,
            warmup_steps=warmup_steps,
        )
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
            raise RuntimeError("AdEMAMix takes no sparse gradients")
        state = self._state_of(param, group)
        state["t"] += 1
        lr = group["lr"]
        beta1 = group["beta1"]
        beta2 = group["beta2"]
        beta3 = group["beta3"]
        alpha = group["alpha"]
        eps = group["eps"]
        weight_decay = group["weight_decay"]
        warmup_steps = group["warmup_steps"]
        t = state["t"]
        m1 = state["m1"]
        m2 = state["m2"]
        v = state["v"]
        p, g = param, param.grad
        slow_alpha = alpha
        slow_beta = beta3
        if warmup_steps > 0:
            share = min(1, _divide(t, warmup_steps))
            slow_alpha = share * alpha
            slow_beta = _exp(
                _divide(1, _divide(1 - share, _log(beta1)) + _divide(share, _log(beta3))),
            )
        m1 = beta1 * m1 + (1 - beta1) * g
        m2 = slow_beta * m2 + (1 - slow_beta) * g
        v = beta2 * v + (1 - beta2) * g**2
        m1_hat = m1 / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        p = p - lr * ((m1_hat + slow_alpha * m2) / (torch.sqrt(v_hat) + eps) + weight_decay * p)
        param.copy_(p)
        state["m1"] = m1
        state["m2"] = m2
        state["v"] = v

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["t"] = 0.0
            state["m1"] = torch.zeros_like(param)
            state["m2"] = torch.zeros_like(param)
            state["v"] = torch.zeros_like(param)
        return state
