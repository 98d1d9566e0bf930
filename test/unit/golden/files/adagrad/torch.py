import torch


class Adagrad(torch.optim.Optimizer):
    """Adagrad: each parameter's step is divided by the root of the sum of all its squared
    gradients so far.

    Duchi, Hazan & Singer 2011, "Adaptive Subgradient Methods for Online Learning and Stochastic
    Optimization". Use it where most gradients are 0 most of the time, as with rare words;
    elsewhere its steps soon become too small. Defaults: PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        lr_decay: how fast the learning rate falls: to a half after 1 / lr_decay steps;
            lr_decay >= 0
        weight_decay: pull of each parameter towards zero, added to the gradient; weight_decay >= 0
        initial_accumulator_value: the sum of squared gradients before the first step;
            initial_accumulator_value >= 0
        eps: keeps the division finite where gradients vanish; eps >= 0
    """

    def __init__(
        self,
        params,
        lr=0.01,
        lr_decay=0.0,
        weight_decay=0.0,
        initial_accumulator_value=0.0,
        eps=1e-10,
    ):
        if not lr >= 0:
            raise ValueError(f"lr = {lr} — expected lr >= 0")
        if not lr_decay >= 0:
            raise ValueError(f"lr_decay = {lr_decay} — expected lr_decay >= 0")
        if not weight_decay >= 0:
            raise ValueError(f"weight_decay = {weight_decay} — expected weight_decay >= 0")
        if not initial_accumulator_value >= 0:
            raise ValueError(
                f"initial_accumulator_value = {initial_accumulator_value} — "
                "expected initial_accumulator_value >= 0"
            )
        if not eps >= 0:
            raise ValueError(f"eps = {eps} — expected eps >= 0")
        defaults = dict(
            lr=lr,
            lr_decay=lr_decay,
            weight_decay=weight_decay,
            initial_accumulator_value=initial_accumulator_value,
            eps=eps,
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
            raise RuntimeError("Adagrad takes no sparse gradients")
        state = self._state_of(param, group)
        state["t"] += 1
        lr = group["lr"]
        lr_decay = group["lr_decay"]
        weight_decay = group["weight_decay"]
        eps = group["eps"]
        t = state["t"]
        s = state["s"]
        p, g = param, param.grad
        if weight_decay != 0:
            g = g + weight_decay * p
        rate = lr / (1 + (t - 1) * lr_decay)
        s = s + g**2
        p = p - rate * g / (torch.sqrt(s) + eps)
        param.copy_(p)
        state["s"] = s

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["t"] = 0.0
            state["s"] = torch.full_like(param, group["initial_accumulator_value"])
        return state
