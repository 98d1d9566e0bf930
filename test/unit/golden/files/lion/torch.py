import torch


def _signs(x):
    """torch.sign(x), but nan where x is nan."""
    return torch.where(x != x, x, torch.sign(x))


class Lion(torch.optim.Optimizer):
    """Lion: every parameter moves by the same amount, in the direction of the sign of a mean of
    gradients.

    Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms", algorithm 2. Use it for
    large networks and batches where memory is short, at a third to a tenth of AdamW's rate.
    Defaults: those of the authors' code.

    Args:
        lr: learning rate: how far each parameter moves; lr >= 0
        beta1: share of the mean of gradients, as against the gradient, in the step; 0 <= beta1 < 1
        beta2: share of the mean of gradients that is kept each step; 0 <= beta2 < 1
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
    """

    def __init__(self, params, lr=0.0001, beta1=0.9, beta2=0.99, weight_decay=0.0):
        if not lr >= 0:
            raise ValueError(f"lr = {lr} — expected lr >= 0")
        if not 0 <= beta1 < 1:
            raise ValueError(f"beta1 = {beta1} — expected 0 <= beta1 < 1")
        if not 0 <= beta2 < 1:
            raise ValueError(f"beta2 = {beta2} — expected 0 <= beta2 < 1")
        if not weight_decay >= 0:
            raise ValueError(f"weight_decay = {weight_decay} — expected weight_decay >= 0")
        defaults = dict(lr=lr, beta1=beta1, beta2=beta2, weight_decay=weight_decay)
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
            raise RuntimeError("Lion takes no sparse gradients")
        state = self._state_of(param, group)
        lr = group["lr"]
        beta1 = group["beta1"]
        beta2 = group["beta2"]
        weight_decay = group["weight_decay"]
        m = state["m"]
        p, g = param, param.grad
        direction = _signs(beta1 * m + (1 - beta1) * g)
        p = p - lr * (direction + weight_decay * p)
        m = beta2 * m + (1 - beta2) * g
        param.copy_(p)
        state["m"] = m

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["m"] = torch.zeros_like(param)
        return state
