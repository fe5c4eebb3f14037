"""The page of problems: every code that can be told, as the program's own source has it.

The source is read as a syntax tree. Whatever makes a problem takes a `code` and says `what` is
wrong; each call of it with a code that is written out is one row. What is filled in when the
problem is told stands as an ellipsis.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Final

import amends
from amends.handbook.markdown import code, page, table

FILLED: Final = "…"
_OR: Final = " / "
_NEAREST: Final = f"did you mean `{FILLED}`?"
# What these make of their arguments is the same each time, so it is shown.
_SAYS: Final[Mapping[str, str]] = {
    "nearest": _NEAREST,
    "offered": _NEAREST,
    "shown": f"`{FILLED}`",
    "quoted": f"`{FILLED}`",
}
_ABOUT: Final[Mapping[str, str]] = {
    "notation": "In a scheme",
    "checks": "In a scheme that can be read, and in its case tables",
    "cases": "In a case file or a case table",
    "registers": "In a register and the files that say how to read it",
    "problems": "In any TOML file",
    "seals": "In the file of an answer sheet",
    "sheets": "In an answer sheet that is made, checked or renewed",
    "pages": "In making a paper",
    "runs": "In the folder of a run",
    "cli": "In a command",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A problem that can be told: the package that tells it, its code, and the words of it."""

    package: str
    code: str
    what: str
    remedy: str


def problems_page() -> str:
    """Every problem that can be told, by what it is about."""
    told = problems_told()
    packages = [*_ABOUT, *sorted({one.package for one in told} - _ABOUT.keys())]
    pieces: list[str] = []
    for package in packages:
        rows = [(code(t.code), t.what, t.remedy) for t in told if t.package == package]
        if rows:
            pieces += [f"## {_ABOUT.get(package, f'In `{package}`')}"]
            pieces += [table(("code", "what is said", "what to do"), rows)]
    opening = (
        "A problem says where, what is wrong and what to do. `--format json` gives its code, "
        f"which stays the same from version to version. Where {FILLED} stands, "
        "your own text is filled in."
    )
    return page("Problems", opening, *pieces)


def problems_told() -> tuple[Told, ...]:
    """Every problem that can be told, by package and code.

    Raises LookupError, with the place, where a code cannot be read from the source.
    """
    modules = [_read(path) for path in sorted(_PACKAGE.rglob("*.py")) if path.parent != _HERE]
    tellers: dict[tuple[str, str], _Teller] = {}
    for module in modules:
        for teller in module.tellers():
            tellers[_key(teller.name, module), teller.name] = teller
    found = {told for module in modules for told in module.told(tellers)}
    return tuple(sorted(found, key=lambda one: (one.package, one.code, one.what, one.remedy)))


_PACKAGE: Final = Path(amends.__file__).parent
_HERE: Final = Path(__file__).parent
_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class _Teller:
    """Something that makes a problem: its parameters, and what it adds to them."""

    name: str
    parameters: tuple[str, ...]
    code: str = FILLED
    remedy: str = FILLED


@dataclass(frozen=True, slots=True)
class _Module:
    name: str
    tree: ast.Module
    constants: Mapping[str, object] = field(default_factory=dict)

    def tellers(self) -> Iterator[_Teller]:
        """What in this module makes a problem."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ClassDef):
                yield from self._of_class(node)
            elif isinstance(node, _Function) and node.name != "__init__":
                yield from self._of_function(node.name, node)

    def _of_class(self, node: ast.ClassDef) -> Iterator[_Teller]:
        fields = [
            one.target.id
            for one in node.body
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        ]
        if _makes_problems(fields):
            yield _Teller(node.name, tuple(fields))
        for one in node.body:
            if isinstance(one, _Function) and one.name == "__init__":
                yield from self._of_function(node.name, one)

    def _of_function(self, name: str, node: _Function) -> Iterator[_Teller]:
        parameters = [one.arg for one in node.args.args if one.arg != "self"]
        if not _makes_problems(parameters):
            return
        prefix, remedy = FILLED, FILLED
        for call in (one for one in ast.walk(node) if isinstance(one, ast.Call)):
            if _called(call) == "Problem" and call.args:
                prefix = _Words(self, node, call).of(call.args[0])
                remedy = _Words(self, node, call).of(call.args[3])
        yield _Teller(name, tuple(parameters), prefix, remedy)

    def told(self, tellers: Mapping[tuple[str, str], _Teller]) -> Iterator[Told]:
        """What this module's calls of them tell."""
        for function, call in _calls(self.tree, None):
            name = _called(call)
            teller = tellers.get((_key(name, self), name))
            if teller:
                yield from self._told(teller, call, function)

    def _told(self, teller: _Teller, call: ast.Call, function: _Function | None) -> Iterator[Told]:
        given = dict(zip(teller.parameters, call.args, strict=False))
        given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
        words = _Words(self, function, call)
        if "code" not in given or words.is_passed_on(given["code"]):
            return
        named = words.of(given["code"])
        if FILLED in named:
            msg = f"{self.name}, line {call.lineno}: the code of the problem is not written out"
            raise LookupError(msg)
        remedy = words.of(given["remedy"]) if "remedy" in given else teller.remedy
        _, package, *_ = self.name.split(".")
        for one in named.split(_OR):
            yield Told(package, teller.code.replace(FILLED, one), words.of(given["what"]), remedy)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words that an expression makes where a problem is told."""

    module: _Module
    function: _Function | None
    call: ast.Call

    def is_passed_on(self, node: ast.expr) -> bool:
        """Whether a code is one that a caller gave: told where it was given."""
        if isinstance(node, ast.JoinedStr):
            return any(
                self.is_passed_on(one.value)
                for one in node.values
                if isinstance(one, ast.FormattedValue)
            )
        given = [one.arg for one in self.function.args.args] if self.function else []
        return isinstance(node, ast.Attribute) or (isinstance(node, ast.Name) and node.id in given)

    def of(self, node: ast.expr) -> str:
        """The words, with an ellipsis for whatever is not the same each time."""
        match node:
            case ast.Constant(value=str(text)):
                return text
            case ast.JoinedStr(values=values):
                return "".join(self._piece(value) for value in values)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self.of(left) + self.of(right)
            case ast.IfExp(body=body, orelse=otherwise):
                return f"{self.of(body)}{_OR}{self.of(otherwise)}"
            case ast.Call():
                return _SAYS.get(_called(node), FILLED)
            case ast.Name(id=name):
                return self._named(name)
        return FILLED

    def _piece(self, node: ast.expr) -> str:
        if not isinstance(node, ast.FormattedValue):
            return self.of(node)
        if isinstance(node.value, ast.Call):
            return self.of(node.value)
        value = self._constant(node.value)
        if value is None:
            return FILLED
        form = node.format_spec.values[0] if isinstance(node.format_spec, ast.JoinedStr) else None
        return format(value, str(form.value) if isinstance(form, ast.Constant) else "")

    def _named(self, name: str) -> str:
        """What a name stands for: what it was last set to above the call, or a constant."""
        set_to = dict(self._set_above(name))
        if set_to:
            nearest = max(set_to)
            # Where a choice above the call sets it, each branch of the choice may have.
            choices = [one for one in self._choices() if one.lineno <= nearest <= _last(one)]
            first = min((one.lineno for one in choices), default=nearest)
            among = (self.of(value) for line, value in sorted(set_to.items()) if line >= first)
            return _OR.join(dict.fromkeys(among))
        value = self.module.constants.get(name)
        return value if isinstance(value, str) else FILLED

    def _set_above(self, name: str) -> Iterator[tuple[int, ast.expr]]:
        """What a name is set to above the call, by line."""
        for node in ast.walk(self.function) if self.function else ():
            if isinstance(node, ast.Assign) and node.lineno < self.call.lineno:
                for target in node.targets:
                    yield from ((node.lineno, value) for value in _set(target, node.value, name))

    def _choices(self) -> list[ast.If]:
        """The choices that end above the call."""
        nodes = ast.walk(self.function) if self.function else ()
        choices = [node for node in nodes if isinstance(node, ast.If)]
        return [one for one in choices if _last(one) < self.call.lineno]

    def _constant(self, node: ast.expr) -> str | int | None:
        value = self.module.constants.get(node.id) if isinstance(node, ast.Name) else None
        return value if isinstance(value, str | int) else None


def _read(path: Path) -> _Module:
    parts = path.relative_to(_PACKAGE.parent).with_suffix("").parts
    name = ".".join(part for part in parts if part != "__init__")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return _Module(name, tree, vars(import_module(name)))


def _makes_problems(parameters: Sequence[str]) -> bool:
    return {"code", "what"} <= set(parameters)


def _key(name: str, module: _Module) -> str:
    """Where a teller is known: one whose name begins with `_`, in its own module alone."""
    return module.name if name.startswith("_") else ""


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _set(target: ast.expr, value: ast.expr, name: str) -> Iterator[ast.expr]:
    match target, value:
        case ast.Name(id=set_name), _ if set_name == name:
            yield value
        case ast.Tuple(elts=targets), ast.Tuple(elts=values):
            for one, other in zip(targets, values, strict=False):
                yield from _set(one, other, name)


def _last(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _calls(node: ast.AST, within: _Function | None) -> Iterator[tuple[_Function | None, ast.Call]]:
    """Every call, with the function that it stands in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield within, child
        yield from _calls(child, child if isinstance(child, _Function) else within)
