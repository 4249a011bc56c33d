"""How is the ledger kept from being changed? Triggers and the two functions that move rows (guards.sql)."""

from __future__ import annotations

from pathlib import Path

from django.db import migrations

_UNDO = """
DROP FUNCTION ledger_move, ledger_open_log;
DROP FUNCTION ledger_refuse, ledger_by_function, ledger_forward CASCADE;
"""


class Migration(migrations.Migration):
    """Guards of the ledger's tables."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(Path(__file__).with_name("guards.sql").read_text("utf-8"), _UNDO)]
