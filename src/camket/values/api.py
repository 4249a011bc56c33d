from camket.vault.core.values import index_terms, mask, normalise, split_phones  # moves here
