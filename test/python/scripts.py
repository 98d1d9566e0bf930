"""Runs exported scripts and says what their losses are.

Reads a JSON list of scripts from stdin, each with an `id` and its `source`, and writes a JSON list of answers to stdout:
`losses` and `evaluations`, as `train()` gives them, and what it `printed`, or `error`. Every warning of the compiler is an
error. A number that isn't finite is a word. The argument `libraries` asks which of torch, jax and keras there are instead; with
`compile` scripts are compiled alone, and `error` is empty where that went well.
"""

import contextlib
import importlib.util
import io
import json
import os
import sys
import traceback
import warnings

import numpy as np

# What the first script would set for all that follow.
os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ.setdefault("JAX_ENABLE_X64", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def as_json(x):
    if isinstance(x, (list, tuple)):
        return [as_json(each) for each in x]
    if np.isfinite(x):
        return x
    return "NaN" if np.isnan(x) else "Infinity" if x > 0 else "-Infinity"


def compiled(script):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return compile(script["source"], script["id"], "exec")


def run(script):
    code = compiled(script)
    scope = {"__name__": "exported"}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), np.errstate(all="ignore"):
        exec(code, scope)
        result = scope["train"]()
    losses, evaluations = result if isinstance(result, tuple) else (result, [])
    return {"losses": as_json(losses), "evaluations": as_json(evaluations), "printed": printed.getvalue()}


def answer(script, only_compile):
    try:
        return (compiled(script) and {"error": ""}) if only_compile else run(script)
    except Exception:
        return {"error": traceback.format_exc()}


if __name__ == "__main__":
    if sys.argv[1:] == ["libraries"]:
        json.dump([name for name in ("torch", "jax", "optax", "keras") if importlib.util.find_spec(name)], sys.stdout)
    else:
        only_compile = sys.argv[1:] == ["compile"]
        json.dump([answer(script, only_compile) for script in json.load(sys.stdin)], sys.stdout)
