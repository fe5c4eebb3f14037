"""The `amends` command: its subcommands, and what each exit code means."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from itertools import pairwise
from typing import NoReturn

import click

from amends import __version__

# In the order in which a newcomer meets them. The words stand here because a command's
# own module is loaded only when it is asked for: that keeps the help quick.
_COMMANDS = {
    "schemes": "List the laws that come with Amends.",
    "show": "Show a scheme, to be read beside the law it encodes.",
    "new": "Begin a scheme: a folder with files that read, to put the law into.",
    "check": "Say everything that is wrong with a scheme, with where and what to do.",
    "explain": "Say what a law does in one case, why, and what would settle what is open.",
    "when": "Say from what day on a law would apply in one case, with the papers as they are.",
    "ask": "Ask what matters in one case, a question at a time, and say what a law does in it.",
    "sheet": "Make the answer sheet of a case: a dated, sealed paper to keep.",
    "verify": "Say whether an answer sheet is as it was sealed, and what that shows.",
    "renew": "Ask the answers of a sheet again under another day's law, and say what changed.",
    "page": "Make the questionnaire of a law as one page, which needs no server.",
    "form": "Make the questions of a law as a page to print: a form, or a script to read out.",
    "assess": "Assess every matter of a register, and say what each answer turns on.",
    "worklist": "Say what to look up for a run, where, and how many matters that could settle.",
    "changes": "Say which answers are another in a later run, and in what the two runs differ.",
    "replay": "Make a run again from its manifest, and say whether it comes out the same.",
}


class Commands(click.Group):
    """Loads a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, or None."""
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"amends.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note whether JSON is asked for before anything can be found wrong."""
        asked = "--format=json" in args or ("--format", "json") in pairwise(args)
        ctx.obj = asked
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what was misunderstood is told as JSON where that is asked for."""
        if isinstance(sys.stdout, TextIOWrapper):  # a terminal may know fewer letters than we write
            sys.stdout.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            if not ctx.obj:
                raise
            _tell_misunderstood(error, ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # a reader that has seen enough: click leaves quietly
                raise
            _tell_unwritten(error)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done; 2 the command was not understood; 3 problems in a scheme; "
    "4 problems in a case; 5 problems in a register; 6 the output could not be written; "
    "7 problems in a run, or it does not come out the same; 8 problems in an answer sheet.",
)
@click.version_option(__version__, prog_name="amends")
def main() -> None:
    """Say what a law of relief does to a historical conviction, with reasons.

    It informs; it decides nothing. Start with `amends schemes`.
    """


# What follows imports late for the sake of quick help.
def _tell_misunderstood(error: click.UsageError, ctx: click.Context) -> NoReturn:
    from amends.cli.telling import Exit, tell
    from amends.problems import Place, Problem

    path = (error.ctx or ctx).command_path
    what = error.format_message()
    tell([Problem("usage", Place(), what, f"see `{path} --help`")], Exit.USAGE, "json")


def _tell_unwritten(error: OSError) -> NoReturn:
    from amends.cli.telling import Exit

    what = f"`{error.filename}` cannot be used" if error.filename else "the output was not written"
    click.echo(f"{what}: {error.strerror}", err=True)
    # Python would try once more to write what is left when it ends, and complain.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(Exit.OUTPUT)
