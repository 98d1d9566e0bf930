import torch


def _signs(x):
    """torch.sign(x), but nan where x is nan."""
    return torch.where(x != x, x, torch.sign(x))


class Signum(torch.optim.Optimizer):
    """Signum: every parameter moves by the same amount, in the direction of the sign of its
    momentum.

    Bernstein, Wang, Azizzadenesheli & Anandkumar 2018, "signSGD: Compressed Optimisation for
    Non-Convex Problems", algorithm 2; with momentum 0 it is algorithm 1, signSGD. Use it to see
    how much of Adam is the sign of its step, and where machines exchange gradients bit by bit.
    Defaults: the paper's.

    Args:
        lr: learning rate: how far each parameter moves; lr >= 0
        momentum: share of the mean of gradients that is kept each step; 0 <= momentum < 1
        weight_decay: pull of each parameter towards zero, times the learning rate;
            weight_decay >= 0
    """

    def __init__(self, params, lr=0.0001, momentum=0.9, weight_decay=0.0):
        if not lr >= 0:
            raise ValueError(f"lr = {lr} — expected lr >= 0")
        if not 0 <= momentum < 1:
            raise ValueError(f"momentum = {momentum} — expected 0 <= momentum < 1")
        if not weight_decay >= 0:
            raise ValueError(f"weight_decay = {weight_decay} — expected weight_decay >= 0")
        defaults = dict(lr=lr, momentum=momentum, weight_decay=weight_decay)
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
            raise RuntimeError("Signum takes no sparse gradients")
        state = self._state_of(param, group)
        lr = group["lr"]
        momentum = group["momentum"]
        weight_decay = group["weight_decay"]
        m = state["m"]
        p, g = param, param.grad
        m = momentum * m + (1 - momentum) * g
        p = p - lr * (_signs(m) + weight_decay * p)
        param.copy_(p)
        state["m"] = m

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["m"] = torch.zeros_like(param)
        return state
