"""Writes paired.json: what SciPy says of paired differences. Run once: python3 make.py"""
import json
import pathlib

import numpy as np
import scipy
from scipy import stats

random = np.random.default_rng(20260101)


class Earlier:
    """A bootstrap that was drawn already; SciPy's BCa is taken of just these means."""

    def __init__(self, means):
        self.bootstrap_distribution = means


def interval(sample, means, confidence):
    result = stats.bootstrap(
        (sample,), np.mean, n_resamples=0, confidence_level=confidence, method="BCa",
        bootstrap_result=Earlier(means),
    ).confidence_interval
    return [float(result.low), float(result.high)]


def case(name, sample):
    sample = np.asarray(sample, dtype=float)
    means = np.sort(random.choice(sample, (299, len(sample))).mean(axis=1))
    test = stats.permutation_test(
        (sample,), np.mean, permutation_type="samples", n_resamples=np.inf, alternative="two-sided"
    )
    full = stats.bootstrap(
        (sample,), np.mean, n_resamples=400_000, confidence_level=0.95, method="BCa", random_state=random,
        batch=1000,
    )
    return {
        "name": name,
        "differences": sample.tolist(),
        "means": means.tolist(),
        "intervals": [
            {"confidence": c, "interval": interval(sample, means, c)} for c in (0.8, 0.95, 0.99)
        ],
        "p": float(test.pvalue),
        "interval": [float(full.confidence_interval.low), float(full.confidence_interval.high)],
        "standardError": float(full.standard_error),
    }


shares = [1e-300, 1e-20, 1e-8, 0.001, 0.025, 0.1, 0.31, 0.5, 0.7, 0.975, 0.999, 1 - 1e-12]
values = [-37, -12.5, -5, -1.96, -0.3, 0, 0.7, 1.64, 3, 8]
out = {
    "source": f"SciPy {scipy.__version__}, NumPy {np.__version__}: stats.bootstrap (BCa), stats.permutation_test, stats.norm",
    "quantiles": [{"p": p, "z": float(stats.norm.ppf(p))} for p in shares],
    "probabilities": [{"z": z, "p": float(stats.norm.cdf(z))} for z in values],
    "cases": [
        case("six, one sign", [0.2, 0.11, 0.35, 0.04, 0.19, 0.27]),
        case("six, both signs", [0.2, -0.11, 0.35, 0.04, -0.19, 0.27]),
        case("two", [1, 3]),
        case("with ties", [1, 1, 2, -1, -2, 3, 3, 0]),
        case("normal", random.normal(0.3, 1, 12)),
        case("skewed", random.exponential(1, 15) - 0.4),
        case("one far away", [*random.normal(0.1, 0.2, 9), 8]),
        case("small numbers", random.normal(1e-9, 2e-9, 10)),
    ],
}
path = pathlib.Path(__file__).with_name("paired.json")
path.write_text(json.dumps(out, indent=1) + "\n")
