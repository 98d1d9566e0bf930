import torch


class CautiousAdamW(torch.optim.Optimizer):
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

    def __init__(self, params, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
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
            raise RuntimeError("CautiousAdamW takes no sparse gradients")
        state = self._state_of(param, group)
        state["t"] += 1
        lr = group["lr"]
        beta1 = group["beta1"]
        beta2 = group["beta2"]
        eps = group["eps"]
        weight_decay = group["weight_decay"]
        t = state["t"]
        m = state["m"]
        v = state["v"]
        p, g = param, param.grad
        m = beta1 * m + (1 - beta1) * g
        agrees = torch.where(m * g > 0, torch.full_like(p, 1.0), 0.0)
        # Those that move, move further, so that the step as a whole stays about as long.
        scale = agrees / torch.clamp(torch.mean(agrees), min=0.001)
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        p = p * (1 - lr * weight_decay)
        p = p - lr * scale * m_hat / (torch.sqrt(v_hat) + eps)
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
