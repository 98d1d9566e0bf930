import torch


def _signs(x):
    """torch.sign(x), but nan where x is nan."""
    return torch.where(x != x, x, torch.sign(x))


class Rprop(torch.optim.Optimizer):
    """Rprop: each parameter has a step of its own, which grows while its gradient keeps its sign
    and shrinks when it turns.

    Riedmiller & Braun 1993, "A direct adaptive method for faster backpropagation learning: the
    RPROP algorithm"; in the form of Igel & Hüsken 2000, "Improving the Rprop Learning Algorithm",
    iRprop-. Use it on the whole data set at once; the noise of mini-batches turns signs and stalls
    it. Defaults: PyTorch's.

    Args:
        lr: size of the steps before the first, which step_min and step_max bound; lr >= 0
        etaminus: factor of the step after the gradient has turned; 0 < etaminus < 1
        etaplus: factor of the step while the gradient keeps its sign; etaplus > 1
        step_min: the smallest step; step_min >= 0
        step_max: the largest step; step_max >= 0
    """

    def __init__(self, params, lr=0.01, etaminus=0.5, etaplus=1.2, step_min=1e-6, step_max=50.0):
        if not lr >= 0:
            raise ValueError(f"lr = {lr} — expected lr >= 0")
        if not 0 < etaminus < 1:
            raise ValueError(f"etaminus = {etaminus} — expected 0 < etaminus < 1")
        if not etaplus > 1:
            raise ValueError(f"etaplus = {etaplus} — expected etaplus > 1")
        if not step_min >= 0:
            raise ValueError(f"step_min = {step_min} — expected step_min >= 0")
        if not step_max >= 0:
            raise ValueError(f"step_max = {step_max} — expected step_max >= 0")
        defaults = dict(
            lr=lr,
            etaminus=etaminus,
            etaplus=etaplus,
            step_min=step_min,
            step_max=step_max,
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
            raise RuntimeError("Rprop takes no sparse gradients")
        state = self._state_of(param, group)
        etaminus = group["etaminus"]
        etaplus = group["etaplus"]
        step_min = group["step_min"]
        step_max = group["step_max"]
        step = state["step"]
        previous = state["previous"]
        p, g = param, param.grad
        trend = g * previous
        step = (
            step
            * torch.where(
                trend > 0,
                etaplus,
                torch.where(trend < 0, torch.full_like(p, etaminus), 1.0),
            )
        )
        step = torch.clamp(step, step_min, step_max)
        # After a turn it neither steps back nor compares the next gradient with this one.
        g = torch.where(trend < 0, 0.0, g)
        p = p - _signs(g) * step
        previous = g
        param.copy_(p)
        state["step"] = step
        state["previous"] = previous

    def _state_of(self, param, group):
        state = self.state[param]
        if not state:
            state["step"] = torch.full_like(param, group["lr"])
            state["previous"] = torch.zeros_like(param)
        return state
