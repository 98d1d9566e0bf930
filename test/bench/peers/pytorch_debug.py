"""What somebody does in PyTorch who wants to stand in a step of a run again, with its values in sight.

A loop keeps a copy of model and optimizer every 64 steps, as often as the debugger does where there is room. To go back is to
load the last copy before the step and to train on from there; to stop at the lines is bdb, on which pdb is built. One thread,
as the debugger has; seconds of the processor's time. test/bench/debug/main.ts puts them beside the debugger's.
"""

import bdb
import copy
import json
import statistics
import sys
import time

try:
    import torch
except ImportError:
    print(f"{sys.executable} has no torch; PYTHON names a Python that has it.")
    sys.exit(2)

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
torch.manual_seed(1)

SPACING = 64
SHOWN = 100
BATCH = 32


class Lines(bdb.Bdb):
    """Goes on line by line and looks at all names at each line of the optimizer."""

    def user_line(self, frame):
        if frame.f_code.co_filename.endswith("adam.py"):
            self.seen = dict(frame.f_locals)
        self.set_step()


class Run:
    """A run that keeps copies on its way."""

    def __init__(self, model, loss, lr):
        self.model = model
        self.loss = loss
        self.optimizer = torch.optim.Adam(model.parameters(), lr=lr)
        self.done = 0
        self.copies = {}

    def step(self, stops=False):
        if self.done % SPACING == 0 and self.done not in self.copies:
            state = (self.model.state_dict(), self.optimizer.state_dict())
            self.copies[self.done] = copy.deepcopy(state)
        self.optimizer.zero_grad()
        self.loss(self.model).backward()
        if stops:
            Lines().runcall(self.optimizer.step)
        else:
            self.optimizer.step()
        self.done += 1

    def train(self, steps):
        while self.done < steps:
            self.step()

    def go_back(self, steps):
        """Stands in the step after so many."""
        begin = steps - steps % SPACING
        model, optimizer = self.copies[begin]
        self.model.load_state_dict(model)
        # Else its steps would write into the copy that is kept.
        self.optimizer.load_state_dict(copy.deepcopy(optimizer))
        self.done = begin
        self.train(steps)
        self.step(stops=True)
        self.look()

    def look(self):
        largest = max(self.model.parameters(), key=torch.Tensor.numel)
        for values in (largest, largest.grad, *self.optimizer.state[largest].values()):
            values.detach().flatten()[:SHOWN].tolist()


class Point(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.at = torch.nn.Parameter(torch.tensor([1.0, 10.0]))


def valley(curvature=torch.tensor([100.0, 1.0])):
    return Run(Point(), lambda point: (curvature * point.at**2).sum() / 2, 1e-4)


def network():
    layers = torch.nn
    model = layers.Sequential(
        layers.Linear(2, 315), layers.Tanh(), layers.Linear(315, 315), layers.Tanh(), layers.Linear(315, 2)
    )
    inputs, labels = torch.randn(BATCH, 2), torch.randint(2, (BATCH,))
    return Run(model, lambda of: layers.functional.cross_entropy(of(inputs), labels), 1e-3)


def seconds(work, rounds):
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return statistics.median(times)


def step_on(run):
    run.step(stops=True)
    run.look()


small, large = valley(), network()
small.train(200_050)
large.train(601)
results = {
    "valley back": seconds(lambda: small.go_back(100_049), 9),
    "network line back": seconds(lambda: large.go_back(199), 3),
    "network back": seconds(lambda: large.go_back(300), 3),
    "network step": seconds(lambda: step_on(large), 9),
}
print(json.dumps({"version": torch.__version__, "seconds": results}))
