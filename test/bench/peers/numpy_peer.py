"""Training written with NumPy: derivatives by hand, updates in place."""

import os

import numpy as np

from blas import describe_blas
from protocol import LOSSES_TO_ANSWER, read_network, serve, update_gradient


class Adam:
    def __init__(self, parameters, lr):
        self.lr, self.step = lr, 0
        self.m = [np.zeros_like(p) for p in parameters]
        self.v = [np.zeros_like(p) for p in parameters]

    def update(self, parameters, gradients):
        self.step += 1
        rate = self.lr / (1 - 0.9**self.step)
        correction = 1 / (1 - 0.999**self.step) ** 0.5
        for p, g, m, v in zip(parameters, gradients, self.m, self.v):
            m *= 0.9
            m += 0.1 * g
            v *= 0.999
            v += 0.001 * (g * g)
            p -= rate * m / (np.sqrt(v) * correction + 1e-8)


class Sgd:
    def __init__(self, parameters, lr):
        self.lr = lr

    def update(self, parameters, gradients):
        for p, g in zip(parameters, gradients):
            p -= self.lr * g


def optimizer_of(request, parameters):
    kinds = {"adam": Adam, "sgd": Sgd}
    if request["optimizer"] not in kinds:
        raise ValueError("unsupported: optimizer " + request["optimizer"])
    return kinds[request["optimizer"]](parameters, request["lr"])


class Steps:
    """Steps of anything that has parameters, an optimizer, and step(), which returns the loss before it."""

    def __init__(self, request, parameters):
        self.parameters = parameters
        self.optimizer = optimizer_of(request, parameters)
        self.losses, self.steps_done = [], 0

    def run(self, steps):
        loss = float("nan")
        for _ in range(steps):
            loss, gradients = self.loss_and_gradients()
            self.optimizer.update(self.parameters, gradients)
            self.steps_done += 1
            if len(self.losses) < LOSSES_TO_ANSWER:
                self.losses.append(float(loss))
        return float(loss)


class Train(Steps):
    def __init__(self, request):
        self.batches, self.layers = read_network(request)
        super().__init__(request, [tensor for layer in self.layers for tensor in layer])
        self.uses_tanh = request["activation"] == "tanh"
        self.loss_and_delta = binary_cross_entropy if request["layers"][-1] == 1 else cross_entropy

    def activate(self, sums):
        if self.uses_tanh:
            np.tanh(sums, out=sums)
        else:
            np.maximum(sums, 0, out=sums)

    def loss_and_gradients(self):
        inputs, classes = self.batches[self.steps_done % len(self.batches)]
        values = [inputs]
        for weights, biases in self.layers:
            sums = values[-1] @ weights
            sums += biases
            if len(values) < len(self.layers):
                self.activate(sums)
            values.append(sums)
        loss, delta = self.loss_and_delta(values.pop(), classes)
        gradients = []
        for (weights, _), value in zip(reversed(self.layers), reversed(values)):
            gradients[:0] = [value.T @ delta, delta.sum(0)]
            if value is not inputs:
                delta = delta @ weights.T
                delta *= 1 - value * value if self.uses_tanh else value > 0
        return loss, gradients


def cross_entropy(logits, classes):
    """The mean over a batch, and its derivative by the logits."""
    rows = np.arange(len(classes))
    shifted = logits - logits.max(1, keepdims=True)
    delta = np.exp(shifted)
    sums = delta.sum(1, keepdims=True)
    loss = np.mean(np.log(sums[:, 0]) - shifted[rows, classes])
    delta /= sums
    delta[rows, classes] -= 1
    delta /= len(classes)
    return loss, delta


def binary_cross_entropy(logits, classes):
    z = logits[:, 0]
    small = np.exp(-np.abs(z))
    loss = np.mean(np.maximum(z, 0) - z * classes + np.log1p(small))
    probability = np.where(z >= 0, 1, small) / (1 + small)
    delta = (probability - classes) / len(classes)
    return loss, delta.astype(np.float32)[:, None]


class Minimize(Steps):
    def __init__(self, request):
        if request["fn"] != "rosenbrock":
            raise ValueError("unsupported: function " + request["fn"])
        super().__init__(request, [np.array(request["start"])])

    def loss_and_gradients(self):
        x, y = self.parameters[0]
        curve = y - x * x
        gradient = np.array([-2 * (1 - x) - 400 * x * curve, 200 * curve])
        return (1 - x) ** 2 + 100 * curve**2, [gradient]


class Update:
    losses = []

    def __init__(self, request):
        self.parameters = [np.ones(request["n"], np.float32)]
        self.gradients = [update_gradient(request["n"])]
        self.optimizer = optimizer_of(request, self.parameters)

    def run(self, steps):
        for _ in range(steps):
            self.optimizer.update(self.parameters, self.gradients)
        return float(self.parameters[0][0])


serve(
    {
        "name": "NumPy",
        "version": np.__version__,
        "threads": os.environ.get("OPENBLAS_NUM_THREADS", "all"),
        "BLAS": describe_blas(),
    },
    {"train": Train, "fn2d": Minimize, "update": Update},
)
