"""Read off a cell's syntax tree what it does with global names.

Rather too many than too few: a name reported for nothing costs the running of a cell, a name missed could cost a grade.
"""

import ast
import re
import warnings
from collections.abc import Iterable
from functools import lru_cache

from autograder.grading import scopes
from autograder.grading.names import DRAWS, DUNDER, GENERATORS, HISTORY, MODULE, REACHING, SETTING, STATELESS, Names
from autograder.grading.scopes import base_of, stored

LONGEST = 20_000  # characters of a cell that are parsed: a syntax tree takes hundreds of times its text
SETUP = re.compile(r"^%(?:matplotlib|config)\b.*$", re.M)  # magics that say how figures are shown


@lru_cache(256)  # the course's own cells are the same in every submission
def names_of(source: str) -> Names | None:
    """What a cell does with global names; None where that cannot be told."""
    plain = SETUP.sub("pass", source)
    reader = _Reader()
    try:
        if len(source) > LONGEST:
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the student's text
            tree = ast.parse(plain)
        reader.block(tree.body, reader.names.own)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found = reader.names
    found.sets |= plain != source
    found.reaches |= any(HISTORY.fullmatch(name) for name in found.now | found.later)
    return found


class _Reader(ast.NodeVisitor):
    """Walks over one cell. local: the own names of each function or comprehension around the node; deferred: how many

    of them run only when somebody asks; bound: what the cell has surely bound by now.
    """

    def __init__(self) -> None:
        self.names, self.deferred = Names(), 0
        self.local: list[set[str]] = []
        self.bound: set[str] = set()

    def block(self, body: Iterable[ast.stmt], bound: set[str]) -> None:
        """Read global statements that run one after the other. bound: what is bound before them, and then after them."""
        for statement in body:
            blocks = scopes.blocks_of(statement)
            self.bound = set(bound) if blocks else bound  # what is bound inside may not be, should it not run
            if not blocks:
                self.visit(statement)
            for child in ast.iter_child_nodes(statement) if blocks else ():
                if not isinstance(child, scopes.PARTS):
                    self.visit(child)
            self.names.reaches |= isinstance(statement, ast.Match)
            self.bound |= set(stored(statement, nested=not blocks))
            self._link(set(stored(statement, nested=not blocks)), getattr(statement, "iter", None))
            inside = self.bound
            for handler in getattr(statement, "handlers", ()):
                if handler.type:
                    self.visit(handler.type)
                if handler.name:
                    self._bind(handler.name)
            for part in blocks:
                self.block(part, set(inside))
            self.bound = bound

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._read(node.id)
        else:
            self._bind(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        name, value = node.attr, node.value
        self.names.reaches |= name in REACHING or bool(DUNDER.fullmatch(name))
        self._set(name)
        if isinstance(value, ast.Attribute) and value.attr == "random" and name in GENERATORS:
            self.visit(value.value)
            return
        if isinstance(value, ast.Name) and name == "random" and not self._is_local(value.id):
            self._read(DRAWS)
            self.names.things.add(DRAWS)
        self._through(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self._through(node)

    def _through(self, node: ast.Attribute | ast.Subscript) -> None:
        base = base_of(node)
        if base is not None and not self._is_local(base):
            self.names.used.add(base)
            if not isinstance(node.ctx, ast.Load):
                self._bind(base)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        base = base_of(node.func) if isinstance(node.func, ast.Attribute) else None
        if base is not None:  # it may keep what it is given
            self._link({base}, *node.args, *node.keywords)
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self._read(node.target.id)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            if isinstance(target, ast.Name) and scopes.is_plain(node.value) and not self._is_local(target.id):
                self.names.binds.add(target.id)
                self.names.behind.setdefault(target.id, set()).update(self.names.later)
            else:
                self.visit(target)
                base = base_of(target)
                self._link({base} if base else set(stored(target)), node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.generic_visit(node)
        self._link(set(stored(node)), node.value)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.generic_visit(node)
        self._link({node.target.id}, node.value)

    def visit_withitem(self, node: ast.withitem) -> None:
        self.generic_visit(node)
        if node.optional_vars:
            self._link(set(stored(node.optional_vars)), node.context_expr)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._import(alias.name, alias.asname or alias.name.partition(".")[0])

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            self.names.reaches |= alias.name == "*" and module.partition(".")[0] not in STATELESS
            self._import(f"{module}.{alias.name}", alias.asname or alias.name)

    def _import(self, path: str, name: str) -> None:
        top, last = path.partition(".")[0], path.rpartition(".")[2]
        self.names.reaches |= last in REACHING
        self._set(last)
        draws = path.startswith(DRAWS) and last not in GENERATORS
        stateless = top in STATELESS and not draws
        self.names.imports.add(DRAWS if draws else top)
        if not self._is_local(name):
            self.names.binds.add(name)
            if stateless:
                self.names.modules.add(name)
            else:  # its functions may keep something for each other: the module stands for that
                self.names.behind.setdefault(name, set()).add(f"{MODULE}{top}")
                self.names.things.add(f"{MODULE}{top}")

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        given = scopes.defaults(node)
        for part in (*node.decorator_list, *given):
            self.visit(part)
        reads = self._inside(node) | scopes.read_in(*given, *node.decorator_list)
        if not self._is_local(node.name):
            self.names.binds.add(node.name)
            self.names.behind.setdefault(node.name, set()).update(reads)
            if node.decorator_list or isinstance(node, ast.AsyncFunctionDef) or not all(map(scopes.is_fixed, given)):
                self.names.things.add(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for part in scopes.defaults(node):
            self.visit(part)
        self._inside(node)

    def _inside(self, node: scopes.Function) -> set[str]:
        """Read a function's body; return the global names that it reads."""
        outer, self.names.later = self.names.later, set()
        self.local.append(scopes.local_names(node))
        self.deferred += 1
        for part in scopes.body_of(node):
            self.visit(part)
        self.deferred -= 1
        self.local.pop()
        reads, self.names.later = self.names.later, outer | self.names.later
        return reads

    def visit_Global(self, node: ast.Global) -> None:
        for name in node.names:
            self.names.later.add(name)
            self._bind(name)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._bind(node.name)
        bound, self.bound = self.bound, set()
        self.generic_visit(node)
        self.bound = bound
        self.names.behind.setdefault(node.name, set()).update(self.names.later | self.names.now)

    def _comprehension(self, node: scopes.Comprehension) -> None:
        self.local.append({name for part in node.generators for name in stored(part.target)})
        self.deferred += (lazy := isinstance(node, ast.GeneratorExp))
        self.generic_visit(node)
        self.deferred -= lazy
        self.local.pop()

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def _is_local(self, name: str) -> bool:
        return any(name in scope for scope in self.local)

    def _read(self, name: str) -> None:
        if self._is_local(name):
            return
        if name not in self.names.binds:  # a variable of the cell may be called `seed`
            self.names.reaches |= name in REACHING
            self._set(name)
        if self.deferred:
            self.names.later.add(name)
        elif name not in self.bound:
            self.names.now.add(name)

    def _set(self, word: str) -> None:
        self.names.sets |= word in SETTING
        self.names.reaches |= word in SETTING and self.deferred > 0  # whoever calls it sets it

    def _bind(self, name: str) -> None:
        if not self._is_local(name):
            self.names.binds.add(name)
            self.names.things.add(name)

    def _link(self, names: set[str], *values: ast.AST | None) -> None:
        """Note that these names may stand for what the values hold."""
        for name in names:
            if not self._is_local(name):
                self.names.made_of.setdefault(name, set()).update(scopes.read_in(*values))
