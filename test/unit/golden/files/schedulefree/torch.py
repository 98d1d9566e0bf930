import math

import torch


def _divide(a, b):
    """a / b, also where b is 0."""
    if b != 0:
        return a / b
    if a == 0 or a != a:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


class ScheduleFreeAdamW(torch.optim.Optimizer):
    """Schedule-Free AdamW: steps at z, averages the way into p, and takes gradients between the
    two.

    Defazio et al. 2024, "The Road Less Scheduled", algorithm 1. Use it in place of AdamW with a
    schedule, where it is not known beforehand how long training will go on. Defaults: those of the
    authors' code.

    Args:
        lr: learning rate, which needs no schedule; lr >= 0
        beta1: where gradients are taken: 0 at z, 1 at p; 0 <= beta1 <= 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
        warmup_steps: steps over which the rate rises to lr; warmup_steps >= 0
    """

    def __init__(
        self,
        params,
        lr=0.0025,
        beta1=0.9,
        beta2=0.999,
        eps=1e-8,
        weight_decay=0.0,
        warmup_steps=0.0,
    ):
        if not lr >= 0:
            raise ValueError(f"lr = {lr} — expected lr >= 0")
        if not 0 <= beta1 <= 1:
            raise ValueError(f"beta1 = {beta1} — expected 0 <= beta1 <= 1")
        if not 0 <= beta2 < 1:
            raise ValueError(f"beta2 = {beta2} — expected 0 <= beta2 < 1")
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
            eps=eps,
            weight_decay=weight_decay,
            warmup_steps=warmup_steps,
        )
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure):
        """Takes a step; closure computes the gradients anew and returns the loss. It is called
        with the parameters where the rule looks ahead.
        """
        starts = {}
        for group in self.param_groups:
            for param in group["params"]:
                if param.requires_grad:
                    starts[param] = param.clone()
                    param.copy_(self._look_ahead(param, group))
        with torch.enable_grad():
            loss = closure()
        for param, start in starts.items():
            param.copy_(start)
        for group in self.param_groups:
            for param in group["params"]:
                if param.grad is not None:
                    self._update(param, group)
        return loss

    def _look_ahead(self, param, group):
        state = self._state_of(param, group)
        beta1 = group["beta1"]
        z = state["z"]
        p = param
        return (1 - beta1) * z + beta1 * p

    def _update(self, param, group):
        if param.grad.is_sparse:
            raise RuntimeError("ScheduleFreeAdamW takes no sparse gradients")
        state = self._state_of(param, group)
        state["t"] += 1
        lr = group["lr"]
        beta1 = group["beta1"]
        beta2 = group["beta2"]
        eps = group["eps"]
        weight_decay = group["weight_decay"]
        warmup_steps = group["warmup_steps"]
        t = state["t"]
        weight_sum = state["weight_sum"]
        z = state["z"]
        v = state["v"]
        p, g = param, param.grad
        y = (1 - beta1) * z + beta1 * p
        rate = lr * min(1, t / max(1, warmup_steps))
        weight_sum = weight_sum + rate * rate
        c = _divide(rate * rate, weight_sum) if weight_sum > 0 else 0.0
        v = beta2 * v + (1 - beta2) * g**2
        v_hat = v / (1 - beta2**t)
        z = z - rate * (g / (torch.sqrt(v_hat) + eps) + weight_decay * y)
        p = (1 - c) * p + c * z
        param.copy_(p)
        state["weight_sum"] = weight_sum
        state["z"] = z
        state["v"] = v

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["t"] = 0.0
            state["weight_sum"] = 0.0
            state["z"] = param.clone()
            state["v"] = torch.zeros_like(param)
        return state
