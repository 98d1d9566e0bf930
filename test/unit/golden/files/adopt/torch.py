import torch


class ADOPT(torch.optim.Optimizer):
    """ADOPT: Adam that divides each gradient by the root of the mean square of those before it,
    then takes the mean.

    Taniguchi et al. 2024, "ADOPT: Modified Adam Can Converge with Any beta2 with the Optimal
    Rate", with its clipping. Use it in place of Adam where that fails to settle, whatever beta2
    is. Defaults: the paper's.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of divided gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        eps: the least number by which a gradient is divided; eps >= 0
    """

    def __init__(self, params, lr=0.001, beta1=0.9, beta2=0.9999, eps=1e-6):
        if not lr >= 0:
            raise ValueError(f"lr = {lr} — expected lr >= 0")
        if not 0 <= beta1 < 1:
            raise ValueError(f"beta1 = {beta1} — expected 0 <= beta1 < 1")
        if not 0 <= beta2 < 1:
            raise ValueError(f"beta2 = {beta2} — expected 0 <= beta2 < 1")
        if not eps >= 0:
            raise ValueError(f"eps = {eps} — expected eps >= 0")
        defaults = dict(lr=lr, beta1=beta1, beta2=beta2, eps=eps)
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
            raise RuntimeError("ADOPT takes no sparse gradients")
        state = self._state_of(param, group)
        state["t"] += 1
        lr = group["lr"]
        beta1 = group["beta1"]
        beta2 = group["beta2"]
        eps = group["eps"]
        t = state["t"]
        m = state["m"]
        v = state["v"]
        p, g = param, param.grad
        # The first step only measures the gradient: the limit is 0 then, and v is its square.
        limit = (t - 1) ** 0.25
        keep = 0.0 if t == 1 else beta2
        m = (
            beta1 * m
            + (1 - beta1) * torch.clamp(g / torch.clamp(torch.sqrt(v), min=eps), -limit, limit)
        )
        v = keep * v + (1 - keep) * g**2
        p = p - lr * m
        param.copy_(p)
        state["m"] = m
        state["v"] = v

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["t"] = 0.0
            state["m"] = torch.zeros_like(param)
            state["v"] = torch.zeros_like(param)
        return state
