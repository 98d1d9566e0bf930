"""Rosenbrock · Lion · lr 0.01 · CosineAnnealingLR

A run of Optimizer Playground, written out for PyTorch in double precision: the function, the
optimizer and the schedule of its rate.

Needs: pip install numpy torch

The optimizer is written out: torch.optim has no Lion.

The run’s time limit of 5 s is left out: the script does all 200 steps.
"""

import math

import torch

START = [-1.0, 1.0]
STEPS = 200
LR = 0.01


def learning_rate_after_warmup(t, lr):
    return lr / 2 * (1 + math.cos(math.pi * t / 200))


def learning_rate(t, lr):
    """CosineAnnealingLR: the rate of the step that follows t steps; lr is the optimizer's own."""
    if t < 10:
        share = 0.3333333333333333 + (1 - 0.3333333333333333) * t / 10
        return learning_rate_after_warmup(0, lr) * share
    return learning_rate_after_warmup(t - 10, lr)


torch.set_default_dtype(torch.float64)


def loss_of(x, y):
    """Rosenbrock."""
    return (1 - x)**2 + 100 * (y - x**2)**2


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

    def __init__(self, params, lr=0.01, beta1=0.9, beta2=0.99, weight_decay=0.0):
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


def train():
    """Takes all steps, prints how it goes, and returns the losses: losses[t] is after t steps."""
    params = [torch.tensor(START, requires_grad=True)]
    optimizer = Lion(params)
    losses = []
    for step in range(STEPS + 1):
        outcome = loss_of(*params[0])
        loss = outcome.item()
        losses.append(loss)
        why = None
        if not (math.isfinite(loss) and loss <= max(1000000, 10000 * losses[0])):
            why = "the loss has grown without bound"
        elif loss <= 0.01:
            why = "the loss has reached 0.01"
        elif step == STEPS:
            why = "all steps are done"
        if why or step % 10 == 0:
            print(f"step {step}: loss {loss:.6g}")
        if why:
            print(f"Ended after {step} steps: {why}.")
            break
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, LR)
        optimizer.zero_grad()
        outcome.backward()
        optimizer.step()
    return losses


if __name__ == "__main__":
    train()
