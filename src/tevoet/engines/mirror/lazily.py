"""Ibis, loaded at its first use: it takes a second, which only a reading should pay."""

from importlib import import_module
from typing import Any


class _Lazily:
    """Ibis by attribute; untyped, as its functions are."""

    def __getattr__(self, name: str) -> Any:  # whatever Ibis offers under the name
        return getattr(import_module("ibis"), name)


ibis = _Lazily()
