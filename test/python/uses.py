"""Uses exported optimizers as people do, beyond single steps.

Reads a JSON object from stdin: for numpy, torch and optax, the exported texts by the name that each defines. Writes a
JSON object to stdout: for each use, "passed", "skipped: " and why, or the traceback.
"""

import json
import os
import sys
import traceback

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import trajectories  # noqa: E402  Puts stand-ins in the place of what isn't installed.


class Skipped(Exception):
    pass


def export(exports, library, name):
    scope = {"__name__": "exported"}
    exec(compile(exports[library][name], name, "exec"), scope)
    return scope[name]


def raises(kind, message, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except kind as error:
        assert message in str(error), str(error)
    else:
        raise AssertionError(f"no {kind.__name__}")


def parameter(values, dtype=None):
    import torch

    tensor = torch.nn.Parameter(torch.tensor(values, dtype=dtype or torch.float64))
    tensor.grad = torch.ones_like(tensor)
    return tensor


def numpy_changes_the_arrays_it_is_given(exports):
    for dtype in (np.float64, np.float32):
        params = [np.ones((2, 3), dtype), np.array(2.0, dtype)]
        before = list(params)
        optimizer = export(exports, "numpy", "Adam")(lr=0.1)
        for _ in range(3):
            optimizer.update(params, [np.ones_like(p) for p in params])
        assert all(p is q and p.dtype == dtype for p, q in zip(params, before))
        assert np.allclose(params[0], 0.7) and np.allclose(params[1], 1.7)


def numpy_keeps_the_precision_of_the_arrays(exports):
    for name in exports["numpy"]:
        params = [np.array([1.0, -2.0], np.float32)]
        optimizer = export(exports, "numpy", name)()
        for _ in range(3):
            points = optimizer.lookahead(params, params) if name == "SAM" else params
            points = optimizer.lookahead(params) if "lookahead" in dir(optimizer) and name != "SAM" else points
            optimizer.update(params, [1.0 * p for p in points])
        lists = [value for value in vars(optimizer).values() if isinstance(value, list)]
        assert all(array.dtype == np.float32 for array in [*params, *sum(lists, [])]), name
        numbers = [value for value in vars(optimizer).values() if not isinstance(value, list)]
        assert all(type(value) is float for value in numbers), name


def torch_refuses_values_out_of_range(exports):
    make = export(exports, "torch", "Adam")
    raises(ValueError, "lr = -1 — expected lr >= 0", make, [parameter([1.0])], lr=-1)
    raises(ValueError, "beta1 = 1.0 — expected 0 <= beta1 < 1", make, [parameter([1.0])], beta1=1.0)
    raises(ValueError, "lr = nan", make, [parameter([1.0])], lr=float("nan"))


def torch_follows_a_scheduler(exports):
    torch = real_torch()

    p = parameter([1.0])
    optimizer = export(exports, "torch", "SGD")([p], lr=0.5)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.5)
    for expected in (0.5, 0.25, 0.125):
        optimizer.step()
        scheduler.step()
        assert p.item() == expected, p


def torch_goes_on_from_a_saved_state(exports):
    real_torch()
    make = export(exports, "torch", "Adam")
    p, q = parameter([1.0, 2.0]), parameter([1.0, 2.0])
    whole, first = make([p]), make([q])
    for _ in range(6):
        whole.step()
    for _ in range(3):
        first.step()
    second = make([q])
    second.load_state_dict(first.state_dict())
    for _ in range(3):
        second.step()
    assert p.tolist() == q.tolist()


def torch_leaves_parameters_without_a_gradient_alone(exports):
    for name in ("Adam", "Nesterov", "SAM"):
        p, q = parameter([1.0]), parameter([1.0])
        q.grad = None

        def closure(p=p):
            p.grad = 2 * p.detach()
            return (p * p).sum()

        optimizer = export(exports, "torch", name)([p, q])
        optimizer.step(closure)
        optimizer.step(closure)
        assert p.item() < 1 and q.item() == 1


def torch_keeps_the_precision_of_the_parameters(exports):
    import torch

    for name in exports["torch"]:
        p = parameter([1.0, -2.0], torch.float32)
        optimizer = export(exports, "torch", name)([p])
        for _ in range(3):
            optimizer.step(lambda: torch.tensor(0.0))
        state = [value for value in optimizer.state[p].values() if torch.is_tensor(value)]
        assert all(value.dtype == torch.float32 for value in [p, *state]), name


def torch_gives_the_loss_back(exports):
    torch = real_torch()

    for name in ("Adam", "Nesterov", "SAM"):
        p = parameter([3.0])
        optimizer = export(exports, "torch", name)([p])

        def closure(p=p, optimizer=optimizer):
            optimizer.zero_grad()
            loss = (p * p).sum()
            loss.backward()
            return loss

        assert optimizer.step(closure).item() == 9, name
        assert torch.is_grad_enabled()


def torch_takes_no_sparse_gradients(exports):
    torch = real_torch()

    p = parameter([1.0, 2.0])
    p.grad = torch.ones(2, dtype=torch.float64).to_sparse()
    optimizer = export(exports, "torch", "Adam")([p])
    raises(RuntimeError, "Adam takes no sparse gradients", optimizer.step)


def optax_asks_for_what_it_needs(exports):
    optimizer = export(exports, "optax", "adamw")()
    raises(ValueError, "adamw needs params", optimizer.update, [np.ones(2)], optimizer.init([np.ones(2)]))


def optax_can_be_compiled_in_a_loop(exports):
    jax = real_jax()
    import jax.numpy as jnp
    import optax

    for name in exports["optax"]:
        optimizer = export(exports, "optax", name)()
        extra = {"grad_fn": lambda p: p} if name in ("nesterov", "sam", "schedule_free_adamw") else {}

        def step(carry, _, optimizer=optimizer, extra=extra):
            params, state = carry
            updates, state = optimizer.update(params, state, params, **extra)
            return (optax.apply_updates(params, updates), state), None

        for dtype in (jnp.float32, jnp.float64):
            params = {"a": jnp.full(3, 100, dtype), "b": (jnp.full((2, 2), 100, dtype),)}
            # In a loop, state and parameters must keep their types.
            (params, _), _ = jax.lax.scan(step, (params, optimizer.init(params)), None, length=5)
            leaves = jax.tree_util.tree_leaves(params)
            assert all(leaf.dtype == dtype and jnp.all(leaf < 100) for leaf in leaves), name


def optax_takes_schedules(exports):
    real_jax()
    import jax.numpy as jnp
    import optax

    make = export(exports, "optax", "sgd")
    optimizer = optax.inject_hyperparams(make)(lr=lambda count: 0.5**count)
    params = jnp.zeros(1)
    state = optimizer.init(params)
    for expected in (-1.0, -1.5, -1.75):
        updates, state = optimizer.update(jnp.ones(1), state, params)
        params = optax.apply_updates(params, updates)
        assert params[0] == expected, params


def real_jax():
    if trajectories.libraries()["jax"] == "stand-in":
        raise Skipped("no JAX with Optax")
    import jax

    return jax


def real_torch():
    if trajectories.libraries()["torch"] == "stand-in":
        raise Skipped("no torch")
    import torch

    return torch


def answer(use, exports):
    try:
        use(exports)
    except Skipped as reason:
        return f"skipped: {reason}"
    except Exception:
        return traceback.format_exc()
    return "passed"


uses = [value for name, value in list(globals().items()) if name.startswith(("numpy_", "torch_", "optax_"))]

if __name__ == "__main__":
    given = json.load(sys.stdin)
    json.dump({use.__name__.replace("_", " "): answer(use, given) for use in uses}, sys.stdout)
