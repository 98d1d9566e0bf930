"""PyTorch as people write it: nn.Sequential, autograd, torch.optim with its defaults, run eagerly; on DEVICE, default cpu."""

import os
import re

import torch
from torch import nn

from blas import describe_blas
from protocol import LOSSES_TO_ANSWER, read_network, serve, update_gradient

device = torch.device(os.environ.get("DEVICE", "cpu"))
if device.type == "cuda" and not torch.cuda.is_available():
    raise RuntimeError("this PyTorch finds no CUDA device")
threads = int(os.environ.get("OMP_NUM_THREADS", "1"))
torch.set_num_threads(threads)


def optimizer_of(request, parameters):
    kinds = {"adam": torch.optim.Adam, "sgd": torch.optim.SGD}
    if request["optimizer"] not in kinds:
        raise ValueError("unsupported: optimizer " + request["optimizer"])
    return kinds[request["optimizer"]](parameters, lr=request["lr"])


class Steps:
    """Steps of anything that has loss(), which an optimizer minimizes."""

    def __init__(self, request, parameters):
        self.optimizer = optimizer_of(request, parameters)
        self.losses, self.steps_done = [], 0

    def run(self, steps):
        loss = None
        for _ in range(steps):
            self.optimizer.zero_grad()
            loss = self.loss()
            loss.backward()
            self.optimizer.step()
            self.steps_done += 1
            if len(self.losses) < LOSSES_TO_ANSWER:
                self.losses.append(loss.item())
        return loss.item()


class Train(Steps):
    def __init__(self, request):
        batches, layers = read_network(request)
        is_binary = request["layers"][-1] == 1
        activation = {"tanh": nn.Tanh, "relu": nn.ReLU}[request["activation"]]
        modules = []
        for weights, biases in layers:
            modules += [linear(weights, biases), activation()]
        self.network = nn.Sequential(*modules[:-1]).to(device)
        self.criterion = nn.BCEWithLogitsLoss() if is_binary else nn.CrossEntropyLoss()
        self.batches = [
            (torch.from_numpy(inputs).to(device), targets_of(classes, is_binary).to(device))
            for inputs, classes in batches
        ]
        super().__init__(request, self.network.parameters())

    def loss(self):
        inputs, targets = self.batches[self.steps_done % len(self.batches)]
        return self.criterion(self.network(inputs), targets)


def linear(weights, biases):
    layer = nn.Linear(*weights.shape)
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(weights.T))
        layer.bias.copy_(torch.from_numpy(biases))
    return layer


def targets_of(classes, is_binary):
    targets = torch.from_numpy(classes)
    return targets.float()[:, None] if is_binary else targets.long()


class Minimize(Steps):
    def __init__(self, request):
        if request["fn"] != "rosenbrock":
            raise ValueError("unsupported: function " + request["fn"])
        self.point = torch.tensor(request["start"], device=device, requires_grad=True)
        super().__init__(request, [self.point])

    def loss(self):
        x, y = self.point
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2


class Update:
    losses = []

    def __init__(self, request):
        self.parameters = nn.Parameter(torch.ones(request["n"], device=device))
        self.parameters.grad = torch.from_numpy(update_gradient(request["n"])).to(device)
        self.optimizer = optimizer_of(request, [self.parameters])

    def run(self, steps):
        for _ in range(steps):
            self.optimizer.step()
        return self.parameters[0].item()


def built_in(library):
    """The library's line of PyTorch's configuration, up to its version; None where PyTorch is built without it."""
    lines = (line.strip(" -") for line in torch.__config__.show().split("\n"))
    found = (re.split(r"-Product| \(Git", line)[0] for line in lines if line.startswith("Intel") and library in line)
    return next(found, None)


serve(
    {
        "name": "PyTorch",
        "version": torch.__version__,
        "device": torch.cuda.get_device_name(device) if device.type == "cuda" else "CPU",
        "threads": torch.get_num_threads(),
        "BLAS": built_in("Math Kernel Library") or describe_blas(),
        "oneDNN": built_in("MKL-DNN") or "none",
    },
    {"train": Train, "fn2d": Minimize, "update": Update},
)
