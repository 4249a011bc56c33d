"""What can be typed after `camket`? Each command is a file of its own beside this one."""

from __future__ import annotations

import sys

import typer

from camket.cli import data, log, policy, serve
from camket.cli.say import explain, speak
from camket.kernel.errors import CamketError

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)
app.command(name="demo")(serve.demo)
app.command(name="init")(serve.init)
app.command(name="run")(serve.run)
app.command(name="check")(policy.check)
app.command(name="new")(policy.new)
app.command(name="adopt")(policy.adopt)
app.command(name="import")(data.import_file)
app.command(name="rotate-keys")(data.rotate_keys)
app.command(name="api-key")(data.api_key)
app.command(name="export-log")(log.export_log)
app.command(name="verify-log", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(
    log.verify_log
)


def main() -> None:
    """Run a command. A refusal or fault of the program is said in a sentence, with exit code 1."""
    try:
        app()
    except CamketError as error:
        speak(explain(error))
        sys.exit(1)
