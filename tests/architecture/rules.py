"""The rules of the house that no linter knows, as functions from text to breaches.

Each takes source text and answers with sentences, one a breach, an empty list for none; so each is
tried on small wrong sources as well as on the tree.
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import PurePath

type_checking = "TYPE" + "_CHECKING"  # spelt so that the rule does not find itself

FILE_LINES = 450
FUNCTION_LINES = 60

VAGUE_NAMES = frozenset(
    {"base", "common", "data", "helper", "helpers", "manager", "managers", "misc", "types"}
    | {"util", "utils"}
)

# What lives in schemes, offence tables and examples, never in code. Whole words; an identifier's
# parts count as words.
_STATUTE_WORDS = re.compile(
    r"(?<![A-Za-z])(?:miners?|mineworkers?|strikes?|strikers?|picket(?:s|ing|ed)?|collier(?:y|ies)|"
    r"coal(?:field)?s?|pits?|asp|subpostmasters?|post.office|police.\(scotland\)|breach.of.the.peace)"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
_STATUTE_NAMES = re.compile(r"\bHorizon\b|(?<!\d)198[45](?!\d)|\bAct,? (?:18|19|20)\d\d\b")

# An Act's own short title may hold a word that we do not say.
_TITLES_OF_ACTS = re.compile(r"Rehabilitation of Offenders|Young Offenders", re.IGNORECASE)
_BANNED_WORDS = re.compile(
    r"(?<![A-Za-z])(?:(?:in)?eligib(?:le|ly|ility)|(?:re)?offenders?)(?![A-Za-z])", re.IGNORECASE
)

# An absolute path at the root of some one person's machine.
_MACHINE_PATH = re.compile(
    r"(?<![\w.~/{}<>-])/(?:home|root|Users|tmp|opt|mnt|srv|w[o]rk|workspace)/[\w.-]"
    r"|\bfile:/|\b[A-Z]:\\+Users\b"
)

_CLOCK_AND_CHANCE = (
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "os.environ",
    "os.getenv",
    "os.urandom",
    "random",
    "secrets",
    "time",
    "uuid.uuid1",
    "uuid.uuid4",
)
_CLOCK_AND_CHANCE_IN_SQL = re.compile(
    r"\b(?:current_(?:date|time|timestamp)\b|(?:now|today|random|uuid)\(\))", re.IGNORECASE
)


def _functions(tree: ast.AST, within: str = "") -> Iterator[tuple[str, ast.stmt]]:
    """Yield every function with its name dotted by the classes and functions it stands in."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{within}{node.name}"
            if not isinstance(node, ast.ClassDef):
                yield name, node
            yield from _functions(node, f"{name}.")
        else:
            yield from _functions(node, within)


def _docstring_lines(node: ast.stmt) -> int:
    body = node.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else []
    match body:
        case [ast.Expr(value=ast.Constant(value=str())) as said, *_]:
            return (said.end_lineno or said.lineno) - said.lineno + 1
    return 0


def function_lengths(source: str) -> dict[str, int]:
    """Lines of each function from its `def` to its end, its docstring not counted."""
    return {
        name: (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
        for name, node in _functions(ast.parse(source))
    }


def over_length(lengths: Mapping[str, int], limit: int, allowed: Mapping[str, str]) -> list[str]:
    """What is longer than `limit` and not allowed, and what is allowed and need not be.

    `allowed` gives a reason for each name that may be longer.
    """
    long = {name for name, lines in lengths.items() if lines > limit}
    return [
        *(
            f"{name} has {lengths[name]} lines, over {limit}: divide it, or list it with a reason"
            for name in sorted(long - allowed.keys())
        ),
        *(
            f"{name} is listed as long and is not (or is gone): take it off the list"
            for name in sorted(allowed.keys() - long)
        ),
        *(f"{name} is listed without a reason" for name in allowed if not allowed[name].strip()),
    ]


def vague_names(path: PurePath) -> list[str]:
    """The parts of a module's path that say nothing of what it owns."""
    return [
        f"{path}: the name {part!r} does not say what it owns"
        for part in (*path.parent.parts, path.stem)
        if part.lstrip("_") in VAGUE_NAMES
    ]


def type_only_imports(source: str) -> list[str]:
    """Uses of the name by which imports are hidden from the import contract."""
    return [
        f"line {node.lineno}: imports for types alone get round the floors"
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Name) and node.id == type_checking)
        or (isinstance(node, ast.Attribute) and node.attr == type_checking)
        or (isinstance(node, ast.alias) and node.name == type_checking)
    ]


def _words_found(pattern: re.Pattern[str], text: str, why: str) -> list[str]:
    return [
        f"line {number}: {found.group().strip()!r} {why}"
        for number, line in enumerate(text.splitlines(), start=1)
        for found in pattern.finditer(line)
    ]


def statutes_named(source: str) -> list[str]:
    """Words by which Python would name one law instead of reading a scheme."""
    why = "belongs to one law: say it in a scheme, a table or an example"
    return _words_found(_STATUTE_WORDS, source, why) + _words_found(_STATUTE_NAMES, source, why)


def banned_words(text: str) -> list[str]:
    """Words that GLOSSARY.md says not to say; the short title of an Act may hold them."""
    spared = _TITLES_OF_ACTS.sub(lambda title: "-" * len(title.group()), text)
    return _words_found(_BANNED_WORDS, spared, "is a word that GLOSSARY.md says not to say")


def without_do_not_say(glossary: str) -> str:
    """The glossary less the last cell of each table row, its do-not-say column."""
    return "\n".join(
        line.rstrip().removesuffix("|").rpartition("|")[0] if line.startswith("|") else line
        for line in glossary.splitlines()
    )


def machine_paths(text: str, checkout: str) -> list[str]:
    """Paths that exist on one machine only, the checkout's own among them."""
    pattern = re.compile(rf"{_MACHINE_PATH.pattern}|{re.escape(checkout)}(?![\w-])")
    return _words_found(pattern, text, "is a path of one machine")


def _dotted(node: ast.expr, imported: Mapping[str, str]) -> str:
    """The full dotted name that an expression reads, or nothing where it does not read one."""
    match node:
        case ast.Name(id=name):
            return imported.get(name, "")
        case ast.Attribute(value=value, attr=attr):
            base = _dotted(value, imported)
            return f"{base}.{attr}" if base else ""
    return ""


def clock_and_chance(source: str) -> list[str]:
    """Reads of the clock, of chance or of the environment, in Python and in strings of SQL."""
    tree = ast.parse(source)
    imported: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                imported[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                imported[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    breaches = [
        f"line {node.lineno}: {name} is not passed in"
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute)
        for name in [_dotted(node, imported)]
        if name in _CLOCK_AND_CHANCE or name.rpartition(".")[0] in ("random", "secrets", "time")
    ]
    return breaches + [
        f"line {node.lineno}: SQL reads {found.group()!r}, which is not passed in"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for found in [_CLOCK_AND_CHANCE_IN_SQL.search(node.value)]
        if found
    ]


def outside_libraries(source: str, declared: frozenset[str]) -> list[str]:
    """Imports of what is neither the standard library, nor Amends, nor a declared dependency."""
    known = sys.stdlib_module_names | {"amends"} | declared
    imported: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imported += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            imported.append((node.lineno, node.module))
    return [
        f"line {line}: {name} is no dependency of the project"
        for line, name in imported
        if name.partition(".")[0] not in known
    ]
