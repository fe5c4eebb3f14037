"""The page of commands, from the commands themselves."""

from __future__ import annotations

from inspect import cleandoc

from amends.cli import main
from amends.handbook.markdown import code, fence, page, table


def commands_page() -> str:
    """Every command with its usage, options and examples, and what the exit codes mean."""
    top = main.make_context("amends", [], resilient_parsing=True)
    pieces = [_prose(main.help), fence("text", main.get_usage(top)), _prose(main.epilog)]
    for name in main.list_commands(top):
        command = main.get_command(top, name)
        assert command is not None  # it is listed
        within = command.make_context(name, [], parent=top, resilient_parsing=True)
        options = (
            option.get_help_record(within)
            for option in command.get_params(within)
            if option.param_type_name == "option"
        )
        pieces += [
            f"## amends {name}",
            _prose(command.help),
            fence("text", command.get_usage(within)),
            table(("option", "means"), ((code(told[0]), told[1]) for told in options if told)),
            _examples(command.epilog),
        ]
    return page("Commands", *pieces)


def _prose(text: str | None) -> str:
    """The words of a help text; what follows a form feed is for developers."""
    return cleandoc((text or "").partition("\f")[0].replace("\b", ""))


def _examples(epilog: str | None) -> str:
    """The examples beneath a command's help, as lines that can be copied."""
    heading, _, lines = _prose(epilog).partition("\n")
    return f"{heading}\n\n{fence('sh', cleandoc(lines))}" if lines else heading
