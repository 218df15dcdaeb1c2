"""Check characters: a code with a slip of the pen is told before it names the wrong body."""

from collections.abc import Callable, Mapping

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, S, V, Z
_WEIGHTS = tuple(3**place % 31 for place in range(17))
_PRIMES = 97


def is_lei(code: str) -> bool:
    """Whether a legal entity identifier has twenty characters and the check digits of ISO 17442.

    >>> is_lei("5493002ERZU2K9PZDL40"), is_lei("5493002ERZU2K9PZDL41")
    (True, False)
    """
    plain = len(code) == 20 and code.isascii() and code.isalnum() and code == code.upper()
    return plain and int("".join(str(int(character, 36)) for character in code)) % _PRIMES == 1


def is_social_credit_code(code: str) -> bool:
    """Whether a unified social credit code has eighteen characters and the check character of GB 32100-2015.

    >>> is_social_credit_code("91100000100003962T"), is_social_credit_code("91100000100003962X")
    (True, False)
    """
    if len(code) != 18 or not set(code) <= set(_ALPHABET):
        return False
    total = sum(_ALPHABET.index(character) * weight for character, weight in zip(code, _WEIGHTS, strict=False))
    return _ALPHABET[-total % 31] == code[-1]


CHECKED: Mapping[str, Callable[[str], bool]] = {"lei": is_lei, "uscc": is_social_credit_code}
