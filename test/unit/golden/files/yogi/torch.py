import torch


def _signs(x):
    """torch.sign(x), but nan where x is nan."""
    return torch.where(x != x, x, torch.sign(x))


class Yogi(torch.optim.Optimizer):
    """Yogi: Adam whose mean of squares forgets slowly, so that steps don't grow at once when
    gradients become small.

    Zaheer, Reddi, Sachan, Kale & Kumar 2018, "Adaptive Methods for Nonconvex Optimization",
    algorithm 2. Use it in place of Adam where informative gradients are rare and Adam forgets them
    before the next one. Defaults: the paper's, and Optax's for v before the first step.

    Args:
        lr: learning rate; lr >= 0
        beta1: share of the mean of gradients that is kept each step; 0 <= beta1 < 1
        beta2: 1 - beta2 is the share of a squared gradient by which v changes; 0 <= beta2 < 1
        eps: keeps the division finite where gradients vanish; eps >= 0
        initial_accumulator_value: v before the first step; initial_accumulator_value >= 0
    """

    def __init__(
        self,
        params,
        lr=0.01,
        beta1=0.9,
        beta2=0.999,
        eps=0.001,
        initial_accumulator_value=1e-6,
    ):
        if not lr >= 0:
            raise ValueError(f"lr = {lr} — expected lr >= 0")
        if not 0 <= beta1 < 1:
            raise ValueError(f"beta1 = {beta1} — expected 0 <= beta1 < 1")
        if not 0 <= beta2 < 1:
            raise ValueError(f"beta2 = {beta2} — expected 0 <= beta2 < 1")
        if not eps >= 0:
            raise ValueError(f"eps = {eps} — expected eps >= 0")
        if not initial_accumulator_value >= 0:
            raise ValueError(
                f"initial_accumulator_value = {initial_accumulator_value} — "
                "expected initial_accumulator_value >= 0"
            )
        defaults = dict(
            lr=lr,
            beta1=beta1,
            beta2=beta2,
            eps=eps,
            initial_accumulator_value=initial_accumulator_value,
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
            raise RuntimeError("Yogi takes no sparse gradients")
        state = self._state_of(param, group)
        lr = group["lr"]
        beta1 = group["beta1"]
        beta2 = group["beta2"]
        eps = group["eps"]
        m = state["m"]
        v = state["v"]
        p, g = param, param.grad
        m = beta1 * m + (1 - beta1) * g
        v = v - (1 - beta2) * _signs(v - g**2) * g**2
        p = p - lr * m / (torch.sqrt(v) + eps)
        param.copy_(p)
        state["m"] = m
        state["v"] = v

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["m"] = torch.zeros_like(param)
            state["v"] = torch.full_like(param, group["initial_accumulator_value"])
        return state
