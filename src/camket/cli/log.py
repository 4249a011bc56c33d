"""Commands about the ledger: `export-log`, `verify-log`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from camket.cli.say import speak, tell


def export_log(
    folder: Annotated[Path, typer.Argument(help="Nơi ghi / where to write")],
    home: Annotated[Path, typer.Option(help="Thư mục dữ liệu / data folder")] = Path("data"),
) -> None:
    """Xuất sổ ghi ra tệp để người khác kiểm tra / export the log for others to verify."""
    from camket.cli.start import opened

    with opened(home):
        from django.conf import settings

        from camket.kernel.clock import read_clock
        from camket.ledger import api as ledger

        while ledger.integrate(now=read_clock()):
            pass
        ledger.publish_checkpoint(keys=settings.CAMKET_KEYS, now=read_clock())
        if not ledger.read_state().size:
            speak(tell("log_empty"))
            raise typer.Exit(1)
        checkpoint = ledger.export(folder=folder)
        speak(tell("log_exported", size=checkpoint.size, folder=folder))


def verify_log(context: typer.Context) -> None:
    """Kiểm tra sổ đã xuất, không cần Camket / verify an exported log with the stand-alone verifier."""
    from camket_verify import log

    raise typer.Exit(log.main(context.args))
