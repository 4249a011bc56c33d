"""Can a stranger check what a business says its ledger holds? Nothing here imports `camket`.

Needs Python 3.11 and `cryptography`: copy this folder to any machine and run `python -m camket_verify.log`.
"""
