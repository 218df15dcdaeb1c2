"""A small line drawn by the server, so that a series can be seen without scripts: coordinates for an inline SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

WIDTH, HEIGHT, MARGIN = 240, 48, 4


@dataclass(frozen=True, slots=True)
class Spark:
    """A line: ``points`` as SVG writes them, ``dots`` as coordinates."""

    points: str
    dots: tuple[tuple[str, str], ...]
    width: int = WIDTH
    height: int = HEIGHT


def spark(values: Sequence[str]) -> Spark | None:
    """The line through values in their order, evenly spaced; None for fewer than two numbers.

    >>> spark(["1", "3", "2"]).points
    '4,44 120,4 236,24'
    """
    try:
        numbers = [Decimal(value) for value in values]
    except InvalidOperation:
        return None
    if len(numbers) < 2 or not all(number.is_finite() for number in numbers):
        return None
    low, high = min(numbers), max(numbers)
    step = Decimal(WIDTH - 2 * MARGIN) / (len(numbers) - 1)
    reach = (high - low) or Decimal(1)
    dots = tuple(
        (_short(MARGIN + step * place), _short(HEIGHT - MARGIN - (number - low) / reach * (HEIGHT - 2 * MARGIN)))
        for place, number in enumerate(numbers)
    )
    return Spark(" ".join(f"{x},{y}" for x, y in dots), dots)


def _short(number: Decimal) -> str:
    return f"{number:.1f}".removesuffix(".0")
