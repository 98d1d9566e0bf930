import torch


class SGD(torch.optim.Optimizer):
    """Gradient descent: a step of lr times the gradient, downhill; with momentum, along a running
    sum of the gradients.

    Robbins & Monro 1951, "A Stochastic Approximation Method"; momentum: Sutskever, Martens, Dahl &
    Hinton 2013, "On the importance of initialization and momentum in deep learning". Use it as the
    baseline, and where a well-tuned rate and long training matter more than a fast start.
    Defaults: PyTorch's.

    Args:
        lr: learning rate; lr >= 0
        momentum: share of the velocity that is kept each step; 0 keeps none; momentum >= 0
        dampening: share of each gradient after the first that the velocity leaves out;
            0 <= dampening <= 1
        weight_decay: pull of each parameter towards zero, added to the gradient; weight_decay >= 0
    """

    def __init__(self, params, lr=0.001, momentum=0.0, dampening=0.0, weight_decay=0.0):
        if not lr >= 0:
            raise ValueError(f"lr = {lr} — expected lr >= 0")
        if not momentum >= 0:
            raise ValueError(f"momentum = {momentum} — expected momentum >= 0")
        if not 0 <= dampening <= 1:
            raise ValueError(f"dampening = {dampening} — expected 0 <= dampening <= 1")
        if not weight_decay >= 0:
            raise ValueError(f"weight_decay = {weight_decay} — expected weight_decay >= 0")
        defaults = dict(lr=lr, momentum=momentum, dampening=dampening, weight_decay=weight_decay)
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
            raise RuntimeError("SGD takes no sparse gradients")
        state = self._state_of(param, group)
        lr = group["lr"]
        momentum = group["momentum"]
        dampening = group["dampening"]
        weight_decay = group["weight_decay"]
        used = state["used"]
        v = state["v"]
        p, g = param, param.grad
        if weight_decay != 0:
            g = g + weight_decay * p
        if momentum != 0:
            # The first gradient that v takes isn't dampened, in whichever step that is.
            v = momentum * v + (1.0 if used == 0 else 1 - dampening) * g
            g = v
        p = p - lr * g
        if momentum != 0:
            used = 1.0
        param.copy_(p)
        state["used"] = used
        state["v"] = v

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["used"] = 0.0
            state["v"] = torch.zeros_like(param)
        return state
