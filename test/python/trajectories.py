"""Runs exported optimizers and says where they go.

Reads a JSON list of cases from stdin and writes a JSON list of answers to stdout: `path`, the parameters after each
step, or `error`. With the argument `libraries`, it writes which libraries there are instead: `jax` and `torch` are
`stand-in` where a stand-in over NumPy takes their place. A case has

    library    numpy, torch or optax
    source     the exported text, which is compiled with every warning an error
    name       what it defines: a class or, for Optax, a function
    arguments  of it
    lookAhead  whether it takes its gradient elsewhere; "second" where it takes one at the parameters first
    rates      the learning rate of each step; empty where it stays the same
    steps      how many
    problem    start: tensors as nested lists; the gradient is
               bowl: c * p + 0.05 * p * p * p, for tensors c
               rosenbrock: that of (1 - x)^2 + 100 (y - x^2)^2
               noise: n + 0.1 * p, for tensors n of each step
               given: tensors of each step, in which "NaN" and "Infinity" are numbers
"""

import importlib.util
import json
import os
import sys
import traceback
import warnings

import numpy as np


def use_standins(folder):
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, os.path.join(here, "standins", folder))


if importlib.util.find_spec("jax") and importlib.util.find_spec("optax"):
    os.environ["JAX_ENABLE_X64"] = "1"
else:
    use_standins("forJax")
if not importlib.util.find_spec("torch"):
    use_standins("forTorch")


def libraries():
    import jax
    import torch

    return {
        "numpy": np.__version__,
        "jax": getattr(jax, "__version__", "stand-in"),
        "torch": torch.__version__,
    }


def gradients(problem, params, step):
    if problem["kind"] == "rosenbrock":
        x, y = params[0][0], params[0][1]
        return [[-2 * (1 - x) + 400 * x * (x * x - y), 200 * (y - x * x)]]
    if problem["kind"] == "bowl":
        return [np.array(c) * p + 0.05 * p * p * p for c, p in zip(problem["coefficients"], params)]
    if problem["kind"] == "given":
        return [np.array(g, dtype=np.float64) for g in problem["gradients"][step]]
    return [np.array(n) + 0.1 * p for n, p in zip(problem["noise"][step], params)]


def with_numpy(make, case):
    params = [np.array(p, dtype=np.float64) for p in case["problem"]["start"]]
    optimizer = make(**case["arguments"])
    for step in range(case["steps"]):
        if case["rates"]:
            optimizer.lr = case["rates"][step]

        def gradients_at(points, step=step):
            return [np.array(g) for g in gradients(case["problem"], points, step)]

        points = params
        if case["lookAhead"] == "second":
            points = optimizer.lookahead(params, gradients_at(params))
        elif case["lookAhead"]:
            points = optimizer.lookahead(params)
        grads = gradients_at(points)
        optimizer.update(params, grads)
        # Whatever becomes of the gradients must not matter to the optimizer.
        for g in grads:
            g.fill(np.nan)
        yield params


def with_torch(make, case):
    import torch

    params = [torch.nn.Parameter(torch.tensor(p, dtype=torch.float64)) for p in case["problem"]["start"]]
    # In two groups, so that what belongs to a group doesn't reach the other.
    groups = [{"params": [p]} for p in params]
    optimizer = make(groups, **case["arguments"])
    for step in range(case["steps"]):
        for group in optimizer.param_groups if case["rates"] else []:
            group["lr"] = case["rates"][step]

        def closure(step=step):
            here = [p.detach().numpy() for p in params]
            for p, g in zip(params, gradients(case["problem"], here, step)):
                # In place, as zero_grad(set_to_none=False) and backward do.
                if p.grad is None:
                    p.grad = torch.zeros_like(p)
                p.grad.copy_(torch.tensor(np.array(g)))
            return torch.tensor(0.0)

        if case["lookAhead"]:
            optimizer.step(closure)
        else:
            closure()
            optimizer.step()
        yield [p.detach().numpy() for p in params]


def with_optax(make, case):
    import jax
    import jax.numpy as jnp
    import optax

    def tree(tensors):
        return {"first": tensors[0], "rest": list(tensors[1:])}

    def leaves(params):
        return [params["first"], *params["rest"]]

    params = tree([jnp.asarray(p, float) for p in case["problem"]["start"]])
    state = make(**case["arguments"]).init(params)

    def step_of(step):
        def grad_fn(params):
            return tree([jnp.asarray(g) for g in gradients(case["problem"], leaves(params), step)])

        def update(lr, params, state):
            rate = {"lr": lr} if case["rates"] else {}
            optimizer = make(**{**case["arguments"], **rate})
            extra = {"grad_fn": grad_fn} if case["lookAhead"] else {}
            updates, state = optimizer.update(grad_fn(params), state, params, **extra)
            return optax.apply_updates(params, updates), state

        return update

    # Compiled at the first step only: compiling takes far longer than computing.
    for step in range(case["steps"]):
        update = jax.jit(step_of(step)) if step == 0 else step_of(step)
        rate = case["rates"][step] if case["rates"] else 0.0
        params, state = update(rate, params, state)
        yield leaves(params)


def path_of(case):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        code = compile(case["source"], case["id"], "exec")
    scope = {"__name__": "exported"}
    exec(code, scope)
    run = {"numpy": with_numpy, "torch": with_torch, "optax": with_optax}[case["library"]]
    path = run(scope[case["name"]], case)
    return [[as_json(float(x)) for p in point for x in np.ravel(p)] for point in path]


def as_json(x):
    """JSON has no number that isn't finite: it gets the word that JavaScript has."""
    if np.isfinite(x):
        return x
    return "NaN" if np.isnan(x) else "Infinity" if x > 0 else "-Infinity"


def answer(case):
    try:
        return {"path": path_of(case)}
    except Exception:
        return {"error": traceback.format_exc()}


if __name__ == "__main__":
    if sys.argv[1:] == ["libraries"]:
        json.dump(libraries(), sys.stdout)
    else:
        np.seterr(all="ignore")
        json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
