import torch


class Adan(torch.optim.Optimizer):
    """Adan: Adam with Nesterov's momentum, foreseen from how the gradient changes from step to
    step.

    Xie, Zhou, Li, Lin & Yan 2024, "Adan: Adaptive Nesterov Momentum Algorithm for Faster
    Optimizing Deep Models", algorithm 1, with the bias correction and the betas of the authors'
    code, which are 1 minus those of the paper. Use it for large networks, vision transformers
    above all, at rates several times AdamW's. Defaults: those of the authors' code.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of changes that is kept each step; 0 <= beta2 < 1
        beta3: share of the mean of squares that is kept each step; 0 <= beta3 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
    """

    def __init__(
        self,
        params,
        lr=0.001,
        beta1=0.98,
        beta2=0.92,
        beta3=0.99,
        eps=1e-8,
        weight_decay=0.0,
    ):
        if not lr >= 0:
            raise ValueError(f"lr = {lr} — expected lr >= 0")
        if not 0 <= beta1 < 1:
            raise ValueError(f"beta1 = {beta1} — expected 0 <= beta1 < 1")
        if not 0 <= beta2 < 1:
            raise ValueError(f"beta2 = {beta2} — expected 0 <= beta2 < 1")
        if not 0 <= beta3 < 1:
            raise ValueError(f"beta3 = {beta3} — expected 0 <= beta3 < 1")
        if not eps >= 0:
            raise ValueError(f"eps = {eps} — expected eps >= 0")
        if not weight_decay >= 0:
            raise ValueError(f"weight_decay = {weight_decay} — expected weight_decay >= 0")
        defaults = dict(
            lr=lr,
            beta1=beta1,
            beta2=beta2,
            beta3=beta3,
            eps=eps,
            weight_decay=weight_decay,
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
            raise RuntimeError("Adan takes no sparse gradients")
        state = self._state_of(param, group)
        state["t"] += 1
        lr = group["lr"]
        beta1 = group["beta1"]
        beta2 = group["beta2"]
        beta3 = group["beta3"]
        eps = group["eps"]
        weight_decay = group["weight_decay"]
        t = state["t"]
        m = state["m"]
        d = state["d"]
        n = state["n"]
        previous = state["previous"]
        p, g = param, param.grad
        change = torch.full_like(p, 0.0) if t == 1 else g - previous
        m = beta1 * m + (1 - beta1) * g
        d = beta2 * d + (1 - beta2) * change
        n = beta3 * n + (1 - beta3) * (g + beta2 * change) ** 2
        m_hat = m / (1 - beta1**t)
        d_hat = d / (1 - beta2**t)
        n_hat = n / (1 - beta3**t)
        p = p - lr * (m_hat + beta2 * d_hat) / (torch.sqrt(n_hat) + eps)
        p = p / (1 + lr * weight_decay)
        previous = g.clone()
        param.copy_(p)
        state["m"] = m
        state["d"] = d
        state["n"] = n
        state["previous"] = previous

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["t"] = 0.0
            state["m"] = torch.zeros_like(param)
            state["d"] = torch.zeros_like(param)
            state["n"] = torch.zeros_like(param)
            state["previous"] = torch.zeros_like(param)
        return state
