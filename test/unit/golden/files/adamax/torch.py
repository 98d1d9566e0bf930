import torch


class Adamax(torch.optim.Optimizer):
    """Adamax: Adam that divides by the largest recent gradient instead of the root of their mean
    square.

    Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 2. Use it in place of
    Adam where now and then a gradient is much larger than the others, as with embeddings.
    Defaults: PyTorch's, which are the paper's.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the largest gradient that is kept each step; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, added to the gradient; weight_decay >= 0
    """

    def __init__(self, params, lr=0.002, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
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
            raise RuntimeError("Adamax takes no sparse gradients")
        state = self._state_of(param, group)
        state["t"] += 1
        lr = group["lr"]
        beta1 = group["beta1"]
        beta2 = group["beta2"]
        eps = group["eps"]
        weight_decay = group["weight_decay"]
        t = state["t"]
        m = state["m"]
        u = state["u"]
        p, g = param, param.grad
        if weight_decay != 0:
            g = g + weight_decay * p
        m = beta1 * m + (1 - beta1) * g
        u = torch.maximum(beta2 * u, torch.abs(g) + eps)
        p = p - lr / (1 - beta1**t) * m / u
        param.copy_(p)
        state["m"] = m
        state["u"] = u

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["t"] = 0.0
            state["m"] = torch.zeros_like(param)
            state["u"] = torch.zeros_like(param)
        return state
