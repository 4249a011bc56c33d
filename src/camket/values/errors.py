"""Errors."""

from camket.vault.errors import ValueRefused

__all__ = ["ValueRefused"]
