"""Door."""

from camket.vault.core.values import index_terms, mask, normalise, split_phones

__all__ = ["index_terms", "mask", "normalise", "split_phones"]
