"""Which BLAS this process has loaded: how fast NumPy and PyTorch are depends on it."""

import ctypes
import os
import re


def describe_blas():
    """Name, version and the processor core that it was made for or has found, as far as it says so."""
    for path in loaded_libraries():
        name = os.path.basename(path)
        if "openblas" in name:
            return describe_openblas(path) or name
        if "mkl_core" in name or "mkl_rt" in name:
            return "MKL"
        if re.match(r"libblis", name):
            return "BLIS"
    reference = [path for path in loaded_libraries() if re.match(r"libblas\b", os.path.basename(path))]
    return "reference BLAS, which is slow" if reference else "inside the library"


def loaded_libraries():
    """Paths of the libraries that are mapped into memory; none where the system doesn't tell."""
    try:
        with open("/proc/self/maps") as maps:
            words = [line.split() for line in maps]
    except OSError:
        return []
    return sorted({word[-1] for word in words if len(word) > 5 and ".so" in word[-1]})


def describe_openblas(path):
    """`OpenBLAS 0.3.21 for SkylakeX`; None where it has other names for its functions."""
    library = ctypes.CDLL(path)
    for prefix in ("openblas_", "scipy_openblas_"):
        for suffix in ("", "64_"):
            config = getattr(library, prefix + "get_config" + suffix, None)
            core = getattr(library, prefix + "get_corename" + suffix, None)
            if config and core:
                config.restype = core.restype = ctypes.c_char_p
                version = " ".join(config().decode().split()[:2])
                return version + " for " + core().decode()
    return None
