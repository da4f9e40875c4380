"""Quantiles of the gamma distribution, for shapes that are not whole; the standard library has none."""

import math

STEPS = 200


def gamma_quantile(share: float, shape: float) -> float:
    """The x with P(shape, x) = share, unit scale, to twelve digits; `share` in (0, 1), `shape` above 0.

    Twice of it is the quantile of the chi-squared distribution with 2·shape degrees of freedom.
    """
    low, high = 0.0, max(shape, 1.0)
    while lower_gamma(shape, high) < share:
        low, high = high, 2 * high
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if lower_gamma(shape, middle) < share else (low, middle)
        if high - low <= 1e-12 * high:
            break
    return (low + high) / 2


def lower_gamma(shape: float, x: float) -> float:
    """The regularised lower incomplete gamma function P(shape, x): a series left of its bulk, a fraction right."""
    if x <= 0:
        return 0.0
    scale = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    return scale * _series(shape, x) if x < shape + 1 else 1 - scale * _fraction(shape, x)


def _series(shape: float, x: float) -> float:
    term = total = 1 / shape
    below = shape
    while term > total * 1e-16:
        below += 1
        term *= x / below
        total += term
    return total


def _fraction(shape: float, x: float) -> float:
    """Lentz's continued fraction of the upper function."""
    tiny = 1e-300
    b = x + 1 - shape
    c, d = 1 / tiny, 1 / b
    value = d
    for step in range(1, 10_000):
        a = -step * (step - shape)
        b += 2
        d = 1 / ((a * d + b) or tiny)
        c = (b + a / c) or tiny
        value *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return value
