"""`torch.linalg`"""

import numpy as np

from ._tensor import wrap


def vector_norm(x):
    return wrap(np.sqrt(np.sum(x.array * x.array)))
