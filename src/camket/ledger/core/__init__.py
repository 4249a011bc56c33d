"""The ledger's pure rules: trees, proofs, notes. No Django, no clock, no files."""
