import torch


class AdaBelief(torch.optim.Optimizer):
    """AdaBelief: Adam that divides by how far gradients are from their mean, so that it steps far
    where they agree.

    Zhuang et al. 2020, "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed
    Gradients", algorithm 2. Use it in place of Adam where that generalizes worse than SGD, as on
    images. Defaults: those of the authors' code, which can also rectify as RAdam does.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared deviations that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients don't change; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
    """

    def __init__(self, params, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-16, weight_decay=0.0):
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
        defaults = dict(lr=lr, beta1=beta1, beta2=beta2, eps=eps, weight_decay=weight_decay)
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
            raise RuntimeError("AdaBelief takes no sparse gradients")
        state = self._state_of(param, group)
        state["t"] += 1
        lr = group["lr"]
        beta1 = group["beta1"]
        beta2 = group["beta2"]
        eps = group["eps"]
        weight_decay = group["weight_decay"]
        t = state["t"]
        m = state["m"]
        s = state["s"]
        p, g = param, param.grad
        p = p * (1 - lr * weight_decay)
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * (g - m) ** 2 + eps
        m_hat = m / (1 - beta1**t)
        s_hat = s / (1 - beta2**t)
        p = p - lr * m_hat / (torch.sqrt(s_hat) + eps)
        param.copy_(p)
        state["m"] = m
        state["s"] = s

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["t"] = 0.0
            state["m"] = torch.zeros_like(param)
            state["s"] = torch.zeros_like(param)
        return state
