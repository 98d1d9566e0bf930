"""A map of momentum on a surface, all runs in one array: `map_peer.py numpy valley`, with `torch` or `jax`, on `rosenbrock`.

Says what the map comes to in a line of JSON, and then, for each line that it gets, how many seconds of a processor it takes.
"""

import sys

from map_protocol import serve

STEPS, TARGET, SIZE, LARGEST_LOSS = 200, 0.01, 128, 1e6
NAMES = ["diverged", "reached", "first", "forGood", "divergedAt"]


class Valley:
    start = (1.0, 10.0)
    exponents = (-4, 0)

    @staticmethod
    def loss(w0, w1):
        return 0.5 * (100.0 * (w0 * w0) + w1 * w1)

    @staticmethod
    def gradient(w0, w1):
        return 100.0 * w0, w1

    @staticmethod
    def numpy_loss(np, w0, w1, loss, other):
        np.multiply(w0, w0, out=loss)
        loss *= 100.0
        np.multiply(w1, w1, out=other)
        loss += other
        loss *= 0.5

    @staticmethod
    def numpy_gradient(np, w0, w1, g0, g1, other):
        return np.multiply(w0, 100.0, out=g0), w1


class Rosenbrock:
    start = (-1.0, 1.0)
    exponents = (-5, -2)

    @staticmethod
    def loss(w0, w1):
        a, b = 1.0 - w0, w1 - w0 * w0
        return a * a + 100.0 * (b * b)

    @staticmethod
    def gradient(w0, w1):
        return -2.0 * (1.0 - w0) + 400.0 * w0 * (w0 * w0 - w1), 200.0 * (w1 - w0 * w0)

    @staticmethod
    def numpy_loss(np, w0, w1, loss, other):
        np.multiply(w0, w0, out=other)
        np.subtract(w1, other, out=other)
        np.multiply(other, other, out=other)
        other *= 100.0
        np.subtract(1.0, w0, out=loss)
        np.multiply(loss, loss, out=loss)
        loss += other

    @staticmethod
    def numpy_gradient(np, w0, w1, g0, g1, other):
        np.multiply(w0, w0, out=g1)
        g1 -= w1
        np.multiply(w0, 400.0, out=g0)
        g0 *= g1
        np.subtract(1.0, w0, out=other)
        other *= -2.0
        g0 += other
        g1 *= -200.0
        return g0, g1


surface = {"valley": Valley, "rosenbrock": Rosenbrock}[sys.argv[2]]


def axes():
    """Learning rates and momenta of all runs, row by row."""
    low, high = surface.exponents
    rates = [10 ** (low + (high - low) * i / (SIZE - 1)) for i in range(SIZE)]
    momenta = [1 - 10 ** (-3 * i / (SIZE - 1)) for i in range(SIZE)]
    return rates * SIZE, [momentum for momentum in momenta for _ in range(SIZE)]


def numpy_map():
    import numpy as np

    lr, momentum = (np.array(values) for values in axes())

    def run():
        w0, w1 = (np.full(lr.shape, value) for value in surface.start)
        v0, v1 = np.zeros_like(lr), np.zeros_like(lr)
        loss, other, g0, g1 = (np.empty_like(lr) for _ in range(4))
        surface.numpy_loss(np, w0, w1, loss, other)
        best = loss.copy()
        first, above, diverged_at = (np.zeros(lr.shape, np.int32) for _ in range(3))
        with np.errstate(all="ignore"):
            for step in range(1, STEPS + 1):
                d0, d1 = surface.numpy_gradient(np, w0, w1, g0, g1, other)
                v0 *= momentum
                v0 += d0
                v1 *= momentum
                v1 += d1
                np.multiply(lr, v0, out=other)
                w0 -= other
                np.multiply(lr, v1, out=other)
                w1 -= other
                surface.numpy_loss(np, w0, w1, loss, other)
                diverged_at[~(loss <= LARGEST_LOSS) & (diverged_at == 0)] = step
                np.fmin(best, loss, out=best)
                is_above = ~(loss <= TARGET)
                above[is_above] = step
                first[~is_above & (first == 0)] = step
        is_whole = diverged_at == 0
        # A loop ends where its run diverges; numbers that come back below the limit are none of it.
        first[~is_whole & (first > diverged_at)] = 0
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
        w0, w1 = (torch.full_like(lr, value) for value in surface.start)
        v0, v1 = torch.zeros_like(lr), torch.zeros_like(lr)
        best = surface.loss(w0, w1)
        first, above, diverged_at = (torch.zeros(lr.shape, dtype=torch.int32) for _ in range(3))
        for step in range(1, STEPS + 1):
            g0, g1 = surface.gradient(w0, w1)
            v0.mul_(momentum).add_(g0)
            v1.mul_(momentum).add_(g1)
            w0.sub_(lr * v0)
            w1.sub_(lr * v1)
            loss = surface.loss(w0, w1)
            diverged_at[~(loss <= LARGEST_LOSS) & (diverged_at == 0)] = step
            torch.fmin(best, loss, out=best)
            is_above = ~(loss <= TARGET)
            above[is_above] = step
            first[~is_above & (first == 0)] = step
        is_whole = diverged_at == 0
        first[~is_whole & (first > diverged_at)] = 0
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
            g0, g1 = surface.gradient(w0, w1)
            v0, v1 = share * v0 + g0, share * v1 + g1
            w0, w1 = w0 - rate * v0, w1 - rate * v1
            loss = surface.loss(w0, w1)
            is_first_too_large = ~(loss <= LARGEST_LOSS) & (diverged_at == 0)
            is_above = ~(loss <= TARGET)
            return (
                *(w0, w1, v0, v1, loss, jnp.fmin(best, loss)),
                jnp.where(~is_above & (first == 0), step, first),
                jnp.where(is_above, step, above),
                jnp.where(is_first_too_large, step, diverged_at),
            )

        loss = surface.loss(*surface.start)
        carry = (*surface.start, 0.0, 0.0, loss, loss, 0, 0, 0)
        *_, loss, best, first, above, diverged_at = jax.lax.fori_loop(1, STEPS + 1, body, carry)
        is_whole = diverged_at == 0
        for_good = jnp.where(is_whole & (above < STEPS), above + 1, 0)
        first = jnp.where(is_whole | (first < diverged_at), first, 0)
        return jnp.where(is_whole, loss, jnp.nan), best, first, for_good, diverged_at

    compiled = jax.jit(jax.vmap(one))

    def run():
        return jax.block_until_ready(compiled(lr, momentum))

    def sums():
        final, _, first, for_good, diverged_at = run()
        return [jnp.isnan(final).sum(), (for_good > 0).sum(), first.sum(), for_good.sum(), diverged_at.sum()]

    return f"JAX {jax.__version__}", run, sums


version, run, sums = {"numpy": numpy_map, "torch": torch_map, "jax": jax_map}[sys.argv[1]]()
serve(version, run, lambda: dict(zip(NAMES, (int(value) for value in sums()))))
