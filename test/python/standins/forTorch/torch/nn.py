"""`torch.nn`"""

from ._tensor import Tensor


class Parameter(Tensor):
    def __init__(self, data):
        super().__init__(data.array)
