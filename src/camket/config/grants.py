"""What may the application's role do with which table? Rows, never tables; append-only tables: add and read.

* A model with `append_only = True`: SELECT, INSERT. Any other model: SELECT, INSERT, UPDATE, DELETE.
* A table of no model (Django's list of migrations): SELECT.
* What was granted before is taken back first: a table that became append-only loses the rest.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

_ROWS = "SELECT, INSERT, UPDATE, DELETE"
_APPEND = "SELECT, INSERT"


def privileges() -> dict[str, str]:
    """Privileges of the application's role by table, for all models."""
    return {
        model._meta.db_table: _APPEND if getattr(model, "append_only", False) else _ROWS
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
    }


def grant_all(*, role: str) -> None:
    """Give the role exactly its privileges in the owner's current schema, in one transaction."""
    connection = connections["owner"]
    quote = connection.ops.quote_name
    wanted = privileges()
    with transaction.atomic(using="owner"), connection.cursor() as cursor:
        schema, database = _where(cursor)
        to, inside = quote(role), quote(schema)
        cursor.execute(f"REVOKE ALL ON DATABASE {quote(database)} FROM PUBLIC")
        cursor.execute(f"GRANT CONNECT ON DATABASE {quote(database)} TO {to}")
        cursor.execute(f"REVOKE CREATE ON SCHEMA {inside} FROM PUBLIC, {to}")
        cursor.execute(f"GRANT USAGE ON SCHEMA {inside} TO {to}")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA {inside} FROM {to}")
        for table in connection.introspection.table_names(cursor, include_views=True):
            rights = wanted.get(table, "SELECT")
            cursor.execute(f"GRANT {rights} ON {inside}.{quote(table)} TO {to}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {inside} TO {to}")


def _where(cursor: CursorWrapper) -> tuple[str, str]:
    cursor.execute("SELECT current_schema(), current_database()")
    schema, database = cursor.fetchone()
    return str(schema), str(database)
