"""The functions of NumPy, under the names of JAX."""

from numpy import *  # noqa: F403
from numpy import abs  # noqa: A004, F401
