import math

import torch


def _divide(a, b):
    """a / b, also where b is 0."""
    if b != 0:
        return a / b
    if a == 0 or a != a:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


class NAdam(torch.optim.Optimizer):
    """NAdam: Adam with Nesterov's momentum, which already counts the gradient at hand with the
    weight of the next step.

    Dozat 2016, "Incorporating Nesterov Momentum into Adam". Use it in place of Adam where momentum
    helps: it answers each gradient one step earlier. Defaults: PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero; weight_decay >= 0
        momentum_decay: how fast the momentum grows from half of beta1 to beta1;
            momentum_decay >= 0
    """

    def __init__(
        self,
        params,
        lr=0.002,
        beta1=0.9,
        beta2=0.999,
        eps=1e-8,
        weight_decay=0.0,
        momentum_decay=0.004,
    ):
        if not lr >= 0:
            raise ValueError(f"lr = {lr} — expected lr >= 0")
        if not 0 <= beta1 < 1:
            raise ValueError(f"beta1 = {beta1} — expected 0 <= beta1 < 1")
        if not 0 <= beta2 < 1:
            raise ValueError(f"beta2 = {beta2} — expected 0 <= beta2 < 1")
        if not eps >= 0:
            raise ValueError(f"eps = {eps} — expected eps >= 0")
        if not weight_decay >= 0:
            raise ValueError(f"weight_decay = {weight_decay} — expected weight_decay >= 0")
        if not momentum_decay >= 0:
            raise ValueError(f"momentum_decay = {momentum_decay} — expected momentum_decay >= 0")
        defaults = dict(
            lr=lr,
            beta1=beta1,
            beta2=beta2,
            eps=eps,
            weight_decay=weight_decay,
            momentum_decay=momentum_decay,
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
            raise RuntimeError("NAdam takes no sparse gradients")
        state = self._state_of(param, group)
        state["t"] += 1
        lr = group["lr"]
        beta1 = group["beta1"]
        beta2 = group["beta2"]
        eps = group["eps"]
        weight_decay = group["weight_decay"]
        momentum_decay = group["momentum_decay"]
        t = state["t"]
        mu_product = state["mu_product"]
        m = state["m"]
        v = state["v"]
        p, g = param, param.grad
        if weight_decay != 0:
            g = g + weight_decay * p
        mu = beta1 * (1 - 0.5 * 0.96 ** (t * momentum_decay))
        mu_next = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentum_decay))
        mu_product = mu_product * mu
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = (
            _divide(mu_next, 1 - mu_product * mu_next) * m
            + _divide(1 - mu, 1 - mu_product) * g
        )
        v_hat = v / (1 - beta2**t)
        p = p - lr * m_hat / (torch.sqrt(v_hat) + eps)
        param.copy_(p)
        state["mu_product"] = mu_product
        state["m"] = m
        state["v"] = v

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["t"] = 0.0
            state["mu_product"] = 1.0
            state["m"] = torch.zeros_like(param)
            state["v"] = torch.zeros_like(param)
        return state
