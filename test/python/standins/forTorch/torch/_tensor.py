"""A tensor as an array of NumPy. A tensor of no dimensions takes the type of one that has some, as in PyTorch."""

import numpy as np


class Tensor:
    is_sparse = False
    requires_grad = True
    grad = None

    def __init__(self, array):
        self.array = array

    def __repr__(self):
        return f"tensor({self.array})"

    def detach(self):
        return self

    def numpy(self):
        return self.array

    def item(self):
        return self.array.item()

    def tolist(self):
        return self.array.tolist()

    @property
    def dtype(self):
        return self.array.dtype

    def clone(self):
        return Tensor(self.array.copy())

    def copy_(self, other):
        assert isinstance(other, Tensor)
        self.array[...] = other.array
        return self

    def new_tensor(self, value):
        assert isinstance(value, (int, float)), f"new_tensor takes a number, not {type(value)}"
        return Tensor(np.array(value, dtype=self.array.dtype))

    def sum(self):
        return wrap(np.sum(self.array))

    def __neg__(self):
        return wrap(-self.array)

    def __bool__(self):
        raise AssertionError("a tensor decides no if: it may be on another device")

    def __array__(self, *_):
        raise AssertionError("a tensor is given to NumPy")

    # Trees of parameters are keyed by identity.
    __hash__ = object.__hash__


def as_array(x, like):
    """The array of a tensor; a number as one of the type of `like`."""
    if isinstance(x, Tensor):
        both = x.array.ndim > 0 or like.array.ndim == 0
        return x.array if both or x.array.dtype == bool else x.array.astype(like.array.dtype)
    assert isinstance(x, (int, float)), f"expected a tensor or a number, not {type(x)}"
    assert isinstance(x, float) or abs(x) < 2**63, "a whole number of PyTorch has 64 bits"
    is_bool = like.array.dtype == bool
    return np.asarray(x) if is_bool else np.asarray(float(x), dtype=like.array.dtype)


def wrap(array):
    return Tensor(np.asarray(array))


def _operator(function):
    def forward(self, other):
        return wrap(function(as_array(self, other if isinstance(other, Tensor) else self), as_array(other, self)))

    def backward(self, other):
        return wrap(function(as_array(other, self), self.array))

    return forward, backward


for _name, _function in {
    **{"add": np.add, "sub": np.subtract, "mul": np.multiply, "truediv": np.divide, "pow": np.power},
    **{"and": np.logical_and, "or": np.logical_or},
}.items():
    _forward, _backward = _operator(_function)
    setattr(Tensor, f"__{_name}__", _forward)
    setattr(Tensor, f"__r{_name}__", _backward)

for _name, _function in {
    **{"lt": np.less, "le": np.less_equal, "gt": np.greater},
    **{"ge": np.greater_equal, "eq": np.equal, "ne": np.not_equal},
}.items():
    setattr(Tensor, f"__{_name}__", _operator(_function)[0])
Tensor.__hash__ = object.__hash__
