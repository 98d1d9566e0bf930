import torch


class QHAdam(torch.optim.Optimizer):
    """QHAdam: Adam that steps along a blend of the gradient and its mean, so that the mean may
    have a long memory.

    Ma & Yarats 2019, "Quasi-hyperbolic momentum and Adam for deep learning". Use it in place of
    Adam where training is unstable or a longer memory than beta1 = 0.9 would help. Defaults: what
    the authors recommend.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: share of the mean of squared gradients that is kept each step; 0 <= beta2 < 1
        nu1: share of the mean of gradients, as against the gradient, in the step; 0 <= nu1 <= 1
        nu2: share of the mean of squares, as against the square, in the division; 0 <= nu2 <= 1
        eps: keeps the division finite where gradients vanish; eps >= 0
    """

    def __init__(self, params, lr=0.001, beta1=0.995, beta2=0.999, nu1=0.7, nu2=1.0, eps=1e-8):
        if not lr >= 0:
            raise ValueError(f"lr = {lr} — expected lr >= 0")
        if not 0 <= beta1 < 1:
            raise ValueError(f"beta1 = {beta1} — expected 0 <= beta1 < 1")
        if not 0 <= beta2 < 1:
            raise ValueError(f"beta2 = {beta2} — expected 0 <= beta2 < 1")
        if not 0 <= nu1 <= 1:
            raise ValueError(f"nu1 = {nu1} — expected 0 <= nu1 <= 1")
        if not 0 <= nu2 <= 1:
            raise ValueError(f"nu2 = {nu2} — expected 0 <= nu2 <= 1")
        if not eps >= 0:
            raise ValueError(f"eps = {eps} — expected eps >= 0")
        defaults = dict(lr=lr, beta1=beta1, beta2=beta2, nu1=nu1, nu2=nu2, eps=eps)
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
            raise RuntimeError("QHAdam takes no sparse gradients")
        state = self._state_of(param, group)
        state["t"] += 1
        lr = group["lr"]
        beta1 = group["beta1"]
        beta2 = group["beta2"]
        nu1 = group["nu1"]
        nu2 = group["nu2"]
        eps = group["eps"]
        t = state["t"]
        m = state["m"]
        v = state["v"]
        p, g = param, param.grad
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        p = (
            p
            - (
                lr
                * ((1 - nu1) * g + nu1 * m_hat)
                / (torch.sqrt((1 - nu2) * g**2 + nu2 * v_hat) + eps)
            )
        )
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
