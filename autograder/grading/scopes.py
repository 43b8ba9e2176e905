"""Small questions to a syntax tree: which names does a statement bind in its own scope, can a value ever change?"""

import ast
from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
SCOPES = (*Function.__args__, ast.ClassDef, *Comprehension.__args__)
PARTS = (ast.stmt, ast.ExceptHandler, ast.match_case)


def blocks_of(statement: ast.stmt) -> list[list[ast.stmt]]:
    """The lists of statements inside a compound statement; none of a function or class, which are scopes."""
    if isinstance(statement, SCOPES):
        return []
    parts = [statement, *getattr(statement, "handlers", ()), *getattr(statement, "cases", ())]
    return [block for part in parts for name in ("body", "orelse", "finalbody") if (block := getattr(part, name, None))]


def stored(node: ast.AST, nested: bool = True) -> Iterator[str]:
    """The names that a statement or target binds in its own scope. nested: those in the statements inside it, too."""
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
        yield node.name
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest
    if isinstance(node, SCOPES) or (isinstance(node, ast.AnnAssign) and node.value is None):
        return
    for child in ast.iter_child_nodes(node):
        if nested or not isinstance(child, PARTS):
            yield from stored(child, nested)


def local_names(function: Function) -> set[str]:
    """The names that are a function's own: its arguments, and what it binds and does not declare global."""
    arguments = function.args
    listed = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    body = body_of(function)
    bound = {name for part in body for name in stored(part)}
    return {arg.arg for arg in listed if arg} | bound - {name for part in body for name in _declared(part)}


def body_of(function: Function) -> list[ast.AST]:
    """The statements of a function, or the one expression of a lambda."""
    return [function.body] if isinstance(function, ast.Lambda) else list(function.body)


def _declared(node: ast.AST) -> Iterator[str]:
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        yield from node.names
    if not isinstance(node, SCOPES):
        for child in ast.iter_child_nodes(node):
            yield from _declared(child)


def defaults(function: Function) -> list[ast.expr]:
    """The default values of a function's arguments."""
    return [*function.args.defaults, *(value for value in function.args.kw_defaults if value is not None)]


def read_in(*nodes: ast.AST | None) -> set[str]:
    """Every name that is read somewhere inside."""
    parts = (part for node in nodes if node is not None for part in ast.walk(node))
    return {part.id for part in parts if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)}


def base_of(node: ast.expr) -> str | None:
    """The name before all attributes and items: `a` of `a.b[0].c`."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def is_fixed(node: ast.expr) -> bool:
    """Whether a value is made of numbers, texts and names alone, so that making it makes nothing that can change."""
    if isinstance(node, (ast.Constant, ast.Name)):
        return True
    if isinstance(node, ast.Attribute):
        return is_fixed(node.value)
    inside = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    return isinstance(node, (ast.UnaryOp, ast.BinOp, ast.Tuple)) and all(map(is_fixed, inside))


def is_plain(node: ast.expr) -> bool:
    """Whether a value has no state: a number, a text, or a function without a memory of its own."""
    if isinstance(node, ast.Lambda):
        return all(map(is_fixed, defaults(node)))
    return is_fixed(node) and not read_in(node)
