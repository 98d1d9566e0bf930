"""`torch.optim`"""

import collections

from ._tensor import Tensor


class Optimizer:
    def __init__(self, params, defaults):
        groups = list(params)
        if not isinstance(groups[0], dict):
            groups = [{"params": groups}]
        self.param_groups = [{**defaults, **group} for group in groups]
        assert all(isinstance(p, Tensor) for group in self.param_groups for p in group["params"])
        self.state = collections.defaultdict(dict)

    def zero_grad(self):
        for group in self.param_groups:
            for p in group["params"]:
                p.grad = None
