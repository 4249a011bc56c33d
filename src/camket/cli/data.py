"""Commands about customers' data: `import`, `rotate-keys`, `api-key`."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from camket.cli.say import language, speak, tell
from camket.cli.start import opened
from camket.kernel.clock import read_clock

if TYPE_CHECKING:  # these need Django's settings, which a command has only after `opened`
    from camket.imports.api import Order
    from camket.imports.data import Outcome

Home = Annotated[Path, typer.Option(help="Thư mục dữ liệu / data folder")]


def import_file(
    file: Annotated[Path, typer.Argument(help="CSV, XLSX, XLS", exists=True, dir_okay=False)],
    purpose: Annotated[list[str], typer.Option(help="Mục đích / purpose; có thể lặp lại / may be repeated")],
    home: Home = Path("data"),
    policy: Annotated[
        Path | None,
        typer.Option(help="Thư mục chính sách, thông qua nếu chưa / policy folder, adopted if it is not yet"),
    ] = None,
    source: Annotated[str, typer.Option(help="customer, staff, interaction, other")] = "customer",
    source_name: Annotated[str, typer.Option(help="Tên nguồn khác / name of the other source")] = "",
) -> None:
    """Nhập khách hàng từ bảng tính / import customers from a spreadsheet."""
    with opened(home):
        from camket.access.data import Actor, ActorKind
        from camket.imports import api as imports
        from camket.policy.data import Source

        now = read_clock()
        if policy is not None:
            _put_in_force(policy)
        _show_mapping(file)
        order = imports.Order(
            path=file,
            actor=Actor(ActorKind.SYSTEM, "import"),
            purposes=frozenset(purpose),
            source=Source(source),
            source_name=source_name,
        )
        outcome, seconds, heard = run_import(order)
        if not heard:
            speak(tell("import_known", written=outcome.written))
            return
        done = {"written": outcome.written, "matched": outcome.matched, "refused": outcome.refused}
        speak(tell("import_done", seconds=f"{seconds:.1f}", **done))
        if outcome.left_out:
            speak(tell("import_left_out", count=outcome.left_out))
        if outcome.refused:
            _write_refused(file, outcome.run, now)


def _put_in_force(folder: Path) -> None:
    """Adopt the folder's policy unless these very files are an edition already."""
    from camket.policy import api as policy
    from camket.policy.errors import EditionKnown

    now = read_clock()
    try:
        policy.adopt_edition(folder=folder, now=now, effective_from=now)
    except EditionKnown:
        return


def _show_mapping(file: Path) -> None:
    """Say which column is taken for what, before anything is written."""
    from camket.imports import api as imports
    from camket.imports.data import Use
    from camket.policy import api as policy

    now = read_clock()
    edition = policy.current_edition(now=now)
    _, mapping = imports.preview_file(path=file, now=now)
    for column in mapping.columns:
        if column.use is Use.FIELD:
            label = edition.policy.fields[column.field].label.in_language(language())
            speak(tell("import_mapping", column=column.header, field=label))
        elif column.use is Use.IGNORED and column.header:
            speak(tell("import_column_left", column=column.header))


def run_import(order: Order) -> tuple[Outcome, float, bool]:
    """Import with a progress bar (rate, time left): what came out, the seconds, and whether rows were read."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from camket.imports import api as imports

    started, heard = time.monotonic(), False
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}/s"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    with bar:
        total = imports.count_rows(path=order.path)
        task = bar.add_task(order.path.name, total=total, rate=0)

        def show(outcome: Outcome) -> None:
            nonlocal heard
            heard = True
            done = outcome.written + outcome.matched + outcome.refused
            rate = done / max(time.monotonic() - started, 0.001)
            bar.update(task, completed=done, rate=f"{rate:,.0f}")

        outcome = imports.import_file(order=order, now=read_clock(), told=show)
        bar.update(task, completed=total)
    return outcome, time.monotonic() - started, heard


def _write_refused(file: Path, run: UUID, now: datetime) -> None:
    from camket.imports import api as imports
    from camket.policy import api as policy

    edition = policy.current_edition(now=now)
    labels = {name: field.label.in_language(language()) for name, field in edition.policy.fields.items()}
    target = file.with_name(f"{file.stem}-chua-nhap.xlsx")
    imports.write_refused(path=file, run=run, target=target, labels=labels, language=language())
    speak(tell("import_refused_file", file=target))


def rotate_keys(
    home: Home = Path("data"),
    destroy_retired: Annotated[bool, typer.Option(help="Hủy khóa cũ / destroy retired keys")] = False,
) -> None:
    """Đổi khóa bọc, bọc lại mọi khóa khách hàng / rotate the wrapping key and wrap every customer's key anew."""
    with opened(home):
        from camket.wiring import destroy_retired_keys, rotate_vault

        epoch, rows = rotate_vault(now=read_clock())
        speak(tell("keys_rotated", epoch=epoch, rows=rows))
        if destroy_retired:
            speak(tell("keys_destroyed", count=destroy_retired_keys(now=read_clock())))


def api_key(
    label: Annotated[str, typer.Argument(help="Dùng cho việc gì / what it is for")],
    role: Annotated[list[str], typer.Option(help="Vai trò / role; có thể lặp lại / may be repeated")],
    home: Home = Path("data"),
) -> None:
    """Tạo khóa API cho một hệ thống khác / make an API key for another system."""
    with opened(home):
        from camket.people import api as people
        from camket.policy import api as policy

        known = policy.current_edition(now=read_clock()).policy.roles
        if unknown := set(role) - known.keys():
            speak(tell("role_unknown", roles=", ".join(sorted(unknown)), known=", ".join(known)))
            raise typer.Exit(1)
        key, secret = people.add_api_key(label=label, roles=frozenset(role), now=read_clock())
        speak(tell("api_key", id=key.id, secret=secret))
