"""`unlit`: the studio without arguments, otherwise one command without a window."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.commands.changing import concept, edit
from app.commands.finding import group, rank
from app.commands.leaving import export, report
from app.commands.looking import inspect, render, words
from app.commands.showing import sheet, sweep
from app.headless.terminal import err
from models.document.errors import UnlitError
from models.version import VERSION

app = typer.Typer(
    help="Edit image generators themselves. Without a command, the studio opens.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def studio(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
) -> None:
    """Edit image generators themselves. Without a command, the studio opens."""
    if version:
        typer.echo(f"unlit {VERSION}")
    elif context.invoked_subcommand is None:
        from app.__main__ import main as open_studio

        raise typer.Exit(open_studio([]))


@app.command("open")
def open_(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="A generator, an address, a project, or nothing.")
    ] = None,
) -> None:
    """Open the studio, with a file if one is given."""
    from app.__main__ import main as open_studio

    raise typer.Exit(open_studio([file] if file else []))


for command in (inspect, render, words, rank, group, edit, concept, sweep, sheet, export, report):
    app.command()(command)


@app.command()
def demo(to: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path("unlit-demo")) -> None:
    """The whole path once on the bundled lamp room: find the lamp's units, switch them off, export."""
    from app.headless.demo import demo as run

    run(to)


@app.command()
def doctor() -> None:
    """Check that everything Unlit needs works here."""
    from app.headless.doctor import doctor as run

    raise typer.Exit(0 if run() else 1)


def main() -> None:
    """Run a command. Errors are one sentence on stderr and exit code 1; wrong usage 2; Ctrl+C 130."""
    try:
        app()
    except UnlitError as error:
        err.print(f"unlit: {error.sentence}", markup=False)
        if error.kind == "internal":
            err.print(error.details, markup=False)
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("unlit: stopped", markup=False)
        sys.exit(130)


if __name__ == "__main__":
    main()
