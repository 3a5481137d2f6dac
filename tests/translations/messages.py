"""Finds every text that an artist may read, with the context under which Qt looks it up.

Qt's own extractor does not know helpers such as ``_tr``, nor the sentences of the layers that
know no Qt: errors with their hints, and ``phrase``. This one reads the syntax tree.
"""

from __future__ import annotations

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "flux2studio"
FOLDER = ROOT / "resources" / "translations"
GERMAN = FOLDER / "flux2studio_de.ts"
PHRASES = "Phrases"  # the context of all that comes from below the window
_WINDOW = ("ui", "assembly.py", "app.py")
_SENTENCES = ("hint", "message")
_SENTENCE = re.compile(r"(?s)(?![A-Z]{4,} )[“A-Z][^\n]* [^\n]*[.…?!”]")
_FOR_US = ("log.", "logging.", "re.")
_INNER_ERRORS = {"ValueError", "TypeError", "OSError", "RuntimeError", "LookupError", "KeyError"}
_SPEAKING = {"disk_errors", "storage_error"}  # their first words are the beginning of a sentence


@dataclass(frozen=True, slots=True, order=True)
class Message:
    context: str
    source: str
    is_plural: bool = False


@dataclass(slots=True)
class Found:
    """``unclear``: calls of which nobody can say what text they show; ``unconverted``: sentences
    of the lower layers that are put together so that they cannot be translated."""

    messages: set[Message] = field(default_factory=set)
    unclear: list[str] = field(default_factory=list)
    unconverted: list[str] = field(default_factory=list)
    bases: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@cache
def find() -> Found:
    """Return all that ``flux2studio`` says."""
    found, inherited = Found(), []
    trees = {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    for tree in trees.values():
        _note_bases(tree, found.bases)
    errors = {"StudioError", *_heirs("StudioError", found.bases)}
    for name, tree in trees.items():
        if name.split("/")[0] in _WINDOW:
            reader = _WindowReader(name, tree, found)
            reader.visit(tree)
            inherited += reader.own_plurals
        elif not name.startswith("cli"):
            _PhraseReader(name, errors, found).visit(tree)
    found.messages |= {Message(PHRASES, name) for name in _own_backends()}
    # A plural form is looked up under the class of the object only, not under its bases.
    for message in inherited:
        for heir in _heirs(message.context, found.bases):
            found.messages.add(Message(heir, message.source, is_plural=True))
    return found


def _own_backends() -> Iterator[str]:
    """The names of services are the same everywhere; those of our own backends are words."""
    catalogue = json.loads((ROOT / "resources" / "models.json").read_text(encoding="utf-8"))
    return (backend["name"] for backend in catalogue["backends"] if not backend["paid"])


def _note_bases(tree: ast.Module, bases: dict[str, set[str]]) -> None:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            bases[node.name] |= {
                ast.unparse(base).split("[")[0].split(".")[-1] for base in node.bases
            }


def _heirs(name: str, bases: dict[str, set[str]]) -> Iterator[str]:
    for heir, above in bases.items():
        if name in above:
            yield heir
            yield from _heirs(heir, bases)


class _WindowReader(ast.NodeVisitor):
    """``self.tr``, ``QCoreApplication.translate`` and the modules' own helpers around it."""

    def __init__(self, name: str, tree: ast.Module, found: Found) -> None:
        self._name = name
        self._found = found
        self._classes: list[str] = []
        self._helpers = dict(_helpers(tree))
        self._constants = dict(_constants(tree))
        self.own_plurals: list[Message] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name not in self._helpers or self._classes:
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        match node.func:
            case ast.Attribute(value=ast.Name(id="self"), attr="tr") if self._classes:
                self._take(node, self._classes[-1], 0, 2)
            case ast.Attribute(value=ast.Name(id="QCoreApplication"), attr="translate") if (
                not self._is_told_at_run_time(node)
            ):
                self._take(node, self._context(node), 1, 3)
            case ast.Name(id=name) if name in self._helpers:
                self._take(node, self._helpers[name], 0, 1)
            case ast.Attribute(attr="tr") | ast.Name(id="tr" | "_tr"):
                self._found.unclear.append(self._place(node))
        self.generic_visit(node)

    def _is_told_at_run_time(self, node: ast.Call) -> bool:
        """The sentences from below, which are found where they are made."""
        return ast.unparse(node.args[0]) == "_PHRASES"

    def _context(self, node: ast.Call) -> str:
        match node.args:
            case [ast.Constant(value=str(context)), *_]:
                return context
            case [ast.Name(id=name), *_] if name in self._constants:
                return self._constants[name]
        return ""

    def _take(self, node: ast.Call, context: str, text: int, count: int) -> None:
        named = {keyword.arg for keyword in node.keywords}
        is_plural = len(node.args) > count or bool(named & {"n", "number", "count"})
        texts = list(_literals(node.args[text])) if len(node.args) > text else []
        if not context or not texts:
            self._found.unclear.append(self._place(node))
        for source in texts:
            message = Message(context, source, is_plural)
            self._found.messages.add(message)
            if is_plural and self._classes and context == self._classes[-1]:
                self.own_plurals.append(message)

    def _place(self, node: ast.Call) -> str:
        return f"{self._name}:{node.lineno}: {ast.unparse(node)}"


class _PhraseReader(ast.NodeVisitor):
    """``phrase("...")``, what errors say in so many words, and every whole sentence.

    Errors that are no ``StudioError`` are for us, and so is the log.
    """

    def __init__(self, name: str, errors: AbstractSet[str], found: Found) -> None:
        self._name = name
        self._found = found
        self._errors = errors

    def visit_Call(self, node: ast.Call) -> None:
        called = _called(node.func)
        if called.startswith(_FOR_US) or called.split(".")[-1] in _INNER_ERRORS:
            return
        said = [keyword.value for keyword in node.keywords if keyword.arg in _SENTENCES]
        match called:
            case "phrase" | "Phrase":
                is_plural = any(keyword.arg == "n" for keyword in node.keywords)
                for source in _literals(node.args[0]) if node.args else ():
                    self._found.messages.add(Message(PHRASES, source, is_plural))
                node = ast.Call(node.func, node.args[1:], node.keywords)
            case name if name in self._errors or name in _SPEAKING:
                said += node.args[:1]
        for sentence in said:
            self._take(sentence)
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.generic_visit(node)

    def visit_JoinedStr(self, _node: ast.JoinedStr) -> None:
        """Parts of a sentence are none."""

    def visit_Constant(self, node: ast.Constant) -> None:
        text = node.value
        if isinstance(text, str) and _SENTENCE.fullmatch(text):
            self._found.messages.add(Message(PHRASES, text))

    def _take(self, node: ast.expr) -> None:
        if _is_glued(node):
            self._found.unconverted.append(f"{self._name}:{node.lineno}: {ast.unparse(node)}")
        for source in _literals(node):
            if source:
                self._found.messages.add(Message(PHRASES, source))


def _is_glued(node: ast.expr) -> bool:
    """Whether words and values are put together here, by an f-string, a sum or ``format``."""
    match node:
        case ast.JoinedStr():
            words = (part.value for part in node.values if isinstance(part, ast.Constant))
            return any(any(letter.isalpha() for letter in str(word)) for word in words)
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return _is_glued(body) or _is_glued(orelse)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str()), attr="format")):
            return True
    return False


def _called(node: ast.expr) -> str:
    """Return the dotted name of a function, as far as it is one."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{_called(value)}.{name}"
    return ""


def _literals(node: ast.expr) -> Iterator[str]:
    """Yield the text, or each of the texts that a condition chooses between."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _literals(body)
            yield from _literals(orelse)
        case ast.BoolOp(values=values):
            for value in values:
                yield from _literals(value)


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                yield name, text


def _helpers(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the functions that hand their text to Qt, own and imported, each with its context."""
    constants = dict(_constants(tree))
    for node in tree.body:
        match node:
            case ast.ImportFrom(module=str(module), names=names) if any(
                alias.name in {"tr", "_tr"} for alias in names
            ):
                source = ROOT / f"{module.replace('.', '/')}.py"
                yield from _helpers(ast.parse(source.read_text(encoding="utf-8")))
            case ast.FunctionDef(
                body=[*_, ast.Return(value=ast.Call(func=func, args=[context, ast.Name(), *_]))]
            ) if _called(func) == "QCoreApplication.translate":
                match context:
                    case ast.Constant(value=str(text)):
                        yield node.name, text
                    case ast.Name(id=name) if name in constants:
                        yield node.name, constants[name]
