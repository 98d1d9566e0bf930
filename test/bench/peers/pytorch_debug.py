"""What somebody does in PyTorch who wants to see a step again. test/bench/debug/main.ts prints it beside the debugger."""

import bdb
import statistics
import sys
import time

try:
    import torch
except ImportError:
    print(f"{sys.executable} has no torch; PYTHON names a Python that has it.")
    sys.exit(2)

STEPS = 100_049
LAYERS = [2, 315, 315, 2]
SHOWN = 100
ROUNDS = 9


def adam_on_valley(kept=None):
    """Seconds that the steps take. kept: takes parameters and state after each."""
    w = torch.tensor([1.0, 10.0], dtype=torch.float64, requires_grad=True)
    curvature = torch.tensor([100.0, 1.0], dtype=torch.float64)
    optimizer = torch.optim.Adam([w], lr=1e-4)
    begin = time.perf_counter()
    for _ in range(STEPS):
        w.grad = curvature * w.detach()
        optimizer.step()
        if kept is not None:
            state = optimizer.state[w]
            kept.append([each.detach().clone() for each in (w, state["exp_avg"], state["exp_avg_sq"])])
    return time.perf_counter() - begin


class Lines(bdb.Bdb):
    """Goes on line by line, as pdb does, and looks at all names at each line of the optimizer."""

    def __init__(self):
        super().__init__()
        self.stops = 0

    def user_line(self, frame):
        if frame.f_code.co_filename.endswith("adam.py"):
            self.stops += 1
            self.seen = dict(frame.f_locals)
        self.set_step()


def stop_in_step():
    """Seconds for a step with stops at all lines, and how many those are."""
    shapes = [shape for a, b in zip(LAYERS, LAYERS[1:]) for shape in ((a, b), (b,))]
    tensors = [torch.zeros(shape, requires_grad=True) for shape in shapes]
    optimizer = torch.optim.Adam(tensors, lr=0.001)
    times, lines = [], Lines()
    for _ in range(ROUNDS):
        for each in tensors:
            each.grad = torch.ones_like(each)
        lines.stops = 0
        begin = time.perf_counter()
        lines.runcall(optimizer.step)
        largest = max(tensors, key=lambda each: each.numel())
        for values in (largest, largest.grad, *optimizer.state[largest].values()):
            values.detach().flatten()[:SHOWN].tolist()
        times.append(time.perf_counter() - begin)
    return statistics.median(times), lines.stops


again = adam_on_valley()
kept = []
stored = adam_on_valley(kept)
seconds, stops = stop_in_step()
print(f"PyTorch {torch.__version__}: {STEPS:,} steps again take {again:.2f} s.")
print(f"With every step stored they take {stored:.2f} s, and each of the {len(kept):,} is at hand then.")
print(f"A step on the network with {stops} stops at the lines of adam.py, by bdb, takes {1000 * seconds:.1f} ms.")
