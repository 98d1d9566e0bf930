"""A map of Adam on a small network with tanh: `map_network_peer.py numpy FILE`, with `torch` or `jax`.

NumPy and JAX compute all runs at once, PyTorch one after the other, as people write it. FILE has data, first weights and the
batches of each loss. Losses are means over an epoch, as in the product: of those before each step and after the last.
"""

import json
import sys

from map_protocol import serve

with open(sys.argv[2], encoding="utf-8") as file:
    given = json.load(file)
WIDTHS, BATCHES, EPOCH = given["widths"], given["batches"], given["stepsPerEpoch"]
STEPS = len(BATCHES) - 1
RATES = given["rates"] * len(given["betas"])
BETAS = [beta for beta in given["betas"] for _ in given["rates"]]
BETA1, EPS = 0.9, 1e-8


def first_tensors():
    """Weights, inputs × outputs, and biases of each layer, as nested lists."""
    tensors, start = [], 0
    for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
        weights = given["start"][start : start + inputs * outputs]
        start += inputs * outputs
        tensors.append([weights[i * outputs : (i + 1) * outputs] for i in range(inputs)])
        tensors.append(given["start"][start : start + outputs])
        start += outputs
    return tensors


def batches_of(array, dtype):
    """Inputs and labels of each batch."""
    inputs = array(given["inputs"], dtype=dtype).reshape(-1, WIDTHS[0])
    labels = array(given["labels"])
    return [(inputs[rows], labels[rows]) for rows in map(array, BATCHES)]


def scores_of(losses):
    """Of losses by step, each a list of all runs: the sums of the last and of the lowest mean over an epoch."""
    import numpy as np

    losses = np.asarray(losses, dtype=np.float64)
    means = [losses[max(0, step + 1 - EPOCH) : step + 1].mean(axis=0) for step in range(len(losses))]
    return {"final": float(means[-1].sum()), "best": float(np.min(means, axis=0).sum())}


def numpy_map():
    import numpy as np

    batches = batches_of(np.array, np.float32)
    runs = len(RATES)
    rates, betas = (np.array(values, np.float32)[:, None, None] for values in (RATES, BETAS))

    def run():
        tensors = [np.array(tensor, np.float32) for tensor in first_tensors()]
        tensors = [np.tile(tensor.reshape(-1, tensor.shape[-1]), (runs, 1, 1)) for tensor in tensors]
        m, v = ([np.zeros_like(tensor) for tensor in tensors] for _ in range(2))
        losses = []
        for step, (inputs, labels) in enumerate(batches):
            values = [inputs]
            for layer in range(0, len(tensors), 2):
                sums = values[-1] @ tensors[layer] + tensors[layer + 1]
                values.append(np.tanh(sums) if layer + 2 < len(tensors) else sums)
            sums = values[-1] - values[-1].max(axis=2, keepdims=True)
            shares = np.exp(sums)
            shares /= shares.sum(axis=2, keepdims=True)
            rows = np.arange(len(labels))
            losses.append(-np.log(shares[:, rows, labels]).mean(axis=1))
            if step == STEPS:
                break
            shares[:, rows, labels] -= 1
            deltas = shares / np.float32(len(labels))
            for layer in range(len(tensors) - 2, -1, -2):
                below = values[layer // 2]
                gradients = (np.swapaxes(below, -1, -2) @ deltas, deltas.sum(axis=1, keepdims=True))
                if layer > 0:
                    deltas = (deltas @ np.swapaxes(tensors[layer], 1, 2)) * (1 - below * below)
                for index, gradient in zip((layer, layer + 1), gradients):
                    m[index] += (1 - BETA1) * (gradient - m[index])
                    v[index] += (1 - betas) * (gradient * gradient - v[index])
                    rate = rates / (1 - BETA1 ** (step + 1))
                    root = np.sqrt(v[index] / (1 - betas ** (step + 1)))
                    tensors[index] -= rate * m[index] / (root + EPS)
        return losses

    return f"NumPy {np.__version__}", run, lambda: scores_of(run())


def torch_map():
    import torch
    from torch import nn

    torch.set_num_threads(1)
    batches = batches_of(torch.tensor, torch.float32)
    tensors = [torch.tensor(tensor) for tensor in first_tensors()]

    def network():
        modules = []
        for weights, biases in zip(tensors[::2], tensors[1::2]):
            linear = nn.Linear(*weights.shape)
            with torch.no_grad():
                linear.weight.copy_(weights.T)
                linear.bias.copy_(biases)
            modules += [linear, nn.Tanh()]
        return nn.Sequential(*modules[:-1])

    def one(rate, beta):
        model, criterion = network(), nn.CrossEntropyLoss()
        optimizer = torch.optim.Adam(model.parameters(), lr=rate, betas=(BETA1, beta), eps=EPS)
        losses = []
        for step, (inputs, labels) in enumerate(batches):
            optimizer.zero_grad()
            loss = criterion(model(inputs), labels)
            losses.append(loss.item())
            if step < STEPS:
                loss.backward()
                optimizer.step()
        return losses

    def run():
        return list(zip(*(one(rate, beta) for rate, beta in zip(RATES, BETAS))))

    return f"PyTorch {torch.__version__}", run, lambda: scores_of(run())


def jax_map():
    import jax
    import jax.numpy as jnp

    batches = batches_of(jnp.array, jnp.float32)
    tensors = [jnp.array(tensor, jnp.float32) for tensor in first_tensors()]
    rates, betas = jnp.array(RATES, jnp.float32), jnp.array(BETAS, jnp.float32)

    def loss_of(parameters, inputs, labels):
        values = inputs
        for layer in range(0, len(parameters), 2):
            sums = values @ parameters[layer] + parameters[layer + 1]
            values = jnp.tanh(sums) if layer + 2 < len(parameters) else sums
        return -jnp.take_along_axis(jax.nn.log_softmax(values), labels[:, None], axis=1).mean()

    def step_of(step, parameters, m, v, rate, beta, inputs, labels):
        loss, gradients = jax.value_and_grad(loss_of)(parameters, inputs, labels)
        m = [BETA1 * old + (1 - BETA1) * g for old, g in zip(m, gradients)]
        v = [beta * old + (1 - beta) * g * g for old, g in zip(v, gradients)]
        corrected = [(a / (1 - BETA1**step), b / (1 - beta**step)) for a, b in zip(m, v)]
        moved = [p - rate * a / (jnp.sqrt(b) + EPS) for p, (a, b) in zip(parameters, corrected)]
        return moved, m, v, loss

    # Batches of an epoch differ in length, so that a step of each length is compiled.
    each = (None, 0, 0, 0, 0, 0, None, None)
    compiled = jax.jit(jax.vmap(step_of, in_axes=each))

    def run():
        state = [jnp.tile(tensor, (len(RATES),) + (1,) * tensor.ndim) for tensor in tensors]
        m, v = ([jnp.zeros_like(tensor) for tensor in state] for _ in range(2))
        losses = []
        for step, (inputs, labels) in enumerate(batches):
            state, m, v, loss = compiled(jnp.float32(step + 1), state, m, v, rates, betas, inputs, labels)
            losses.append(loss)
        return jax.block_until_ready(losses)

    return f"JAX {jax.__version__}", run, lambda: scores_of(run())


version, run, sums = {"numpy": numpy_map, "torch": torch_map, "jax": jax_map}[sys.argv[1]]()
serve(version, run, sums)
