"""The map of momentum on the valley, all runs in one array: `map_peer.py numpy`, `torch` or `jax`.

Says what the map comes to in a line of JSON, and then, for each line that it gets, how many seconds of a processor it takes.
"""

import json
import sys
import time

STEPS, TARGET, SIZE, LARGEST_LOSS = 200, 0.01, 128, 1e6
NAMES = ["diverged", "reached", "first", "forGood", "divergedAt"]


def axes():
    """Learning rates and momenta of all runs, row by row."""
    rates = [1e-4 * 10 ** (4 * i / (SIZE - 1)) for i in range(SIZE)]
    momenta = [1 - 10 ** (-3 * i / (SIZE - 1)) for i in range(SIZE)]
    return rates * SIZE, [momentum for momentum in momenta for _ in range(SIZE)]


def numpy_map():
    import numpy as np

    lr, momentum = (np.array(values) for values in axes())

    def run():
        w0, w1 = np.full(lr.shape, 1.0), np.full(lr.shape, 10.0)
        v0, v1 = np.zeros_like(lr), np.zeros_like(lr)
        loss, square = np.empty_like(lr), np.empty_like(lr)
        best = np.full(lr.shape, 100.0)
        first, above, diverged_at = (np.zeros(lr.shape, np.int32) for _ in range(3))
        with np.errstate(all="ignore"):
            for step in range(1, STEPS + 1):
                v0 *= momentum
                np.multiply(w0, 100.0, out=square)
                v0 += square
                v1 *= momentum
                v1 += w1
                np.multiply(lr, v0, out=square)
                w0 -= square
                np.multiply(lr, v1, out=square)
                w1 -= square
                np.multiply(w0, w0, out=loss)
                loss *= 100.0
                np.multiply(w1, w1, out=square)
                loss += square
                loss *= 0.5
                diverged_at[~(loss <= LARGEST_LOSS) & (diverged_at == 0)] = step
                np.fmin(best, loss, out=best)
                is_above = ~(loss <= TARGET)
                above[is_above] = step
                first[~is_above & (first == 0)] = step
        is_whole = diverged_at == 0
        final = np.where(is_whole, loss, np.nan)
        for_good = np.where(is_whole & (above < STEPS), above + 1, 0)
        return final, best, first, for_good, diverged_at

    def sums():
        final, _, first, for_good, diverged_at = run()
        return [np.isnan(final).sum(), (for_good > 0).sum(), first.sum(), for_good.sum(), diverged_at.sum()]

    return f"NumPy {np.__version__}", run, sums


def torch_map():
    import torch

    torch.set_num_threads(1)
    lr, momentum = (torch.tensor(values, dtype=torch.float64) for values in axes())

    @torch.no_grad()
    def run():
        w0, w1 = torch.full_like(lr, 1.0), torch.full_like(lr, 10.0)
        v0, v1 = torch.zeros_like(lr), torch.zeros_like(lr)
        best = torch.full_like(lr, 100.0)
        first, above, diverged_at = (torch.zeros(lr.shape, dtype=torch.int32) for _ in range(3))
        for step in range(1, STEPS + 1):
            v0.mul_(momentum).add_(w0 * 100.0)
            v1.mul_(momentum).add_(w1)
            w0.sub_(lr * v0)
            w1.sub_(lr * v1)
            loss = (w0 * w0).mul_(100.0).add_(w1 * w1).mul_(0.5)
            diverged_at[~(loss <= LARGEST_LOSS) & (diverged_at == 0)] = step
            torch.fmin(best, loss, out=best)
            is_above = ~(loss <= TARGET)
            above[is_above] = step
            first[~is_above & (first == 0)] = step
        is_whole = diverged_at == 0
        final = torch.where(is_whole, loss, torch.nan)
        for_good = torch.where(is_whole & (above < STEPS), above + 1, 0)
        return final, best, first, for_good, diverged_at

    def sums():
        final, _, first, for_good, diverged_at = run()
        return [final.isnan().sum(), (for_good > 0).sum(), first.sum(), for_good.sum(), diverged_at.sum()]

    return f"PyTorch {torch.__version__}", run, sums


def jax_map():
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    lr, momentum = (jnp.array(values, jnp.float64) for values in axes())

    def one(rate, share):
        def body(step, carry):
            w0, w1, v0, v1, _, best, first, above, diverged_at = carry
            v0, v1 = share * v0 + 100.0 * w0, share * v1 + w1
            w0, w1 = w0 - rate * v0, w1 - rate * v1
            loss = 0.5 * (100.0 * (w0 * w0) + w1 * w1)
            is_first_too_large = ~(loss <= LARGEST_LOSS) & (diverged_at == 0)
            is_above = ~(loss <= TARGET)
            return (
                *(w0, w1, v0, v1, loss, jnp.fmin(best, loss)),
                jnp.where(~is_above & (first == 0), step, first),
                jnp.where(is_above, step, above),
                jnp.where(is_first_too_large, step, diverged_at),
            )

        start = (1.0, 10.0, 0.0, 0.0, 100.0, 100.0, 0, 0, 0)
        *_, loss, best, first, above, diverged_at = jax.lax.fori_loop(1, STEPS + 1, body, start)
        is_whole = diverged_at == 0
        for_good = jnp.where(is_whole & (above < STEPS), above + 1, 0)
        return jnp.where(is_whole, loss, jnp.nan), best, first, for_good, diverged_at

    compiled = jax.jit(jax.vmap(one))

    def run():
        return jax.block_until_ready(compiled(lr, momentum))

    def sums():
        final, _, first, for_good, diverged_at = run()
        return [jnp.isnan(final).sum(), (for_good > 0).sum(), first.sum(), for_good.sum(), diverged_at.sum()]

    return f"JAX {jax.__version__}", run, sums


version, run, sums = {"numpy": numpy_map, "torch": torch_map, "jax": jax_map}[sys.argv[1]]()
for _ in range(2):
    run()
print(json.dumps({"version": version, "sums": dict(zip(NAMES, (int(value) for value in sums())))}), flush=True)
for _ in sys.stdin:
    begin = time.process_time()
    run()
    print(time.process_time() - begin, flush=True)
