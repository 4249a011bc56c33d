from camket.vault.errors import ValueRefused  # moves here
