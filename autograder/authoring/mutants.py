"""Mutants: the reference with one small change each, which hidden tests must notice.

The smallest harness over the syntax tree: operators, comparisons, constants, arguments and names are changed
one at a time. A mutant that no test can notice because it computes the same is listed with its reason.
"""

import ast
import copy
import tomllib

BINARY = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.MatMult: ast.Mult, ast.Pow: ast.Mult, ast.FloorDiv: ast.Div, ast.Mod: ast.Mult,
}  # fmt: skip
COMPARE = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip
NAMES = {
    "max": "min", "min": "max", "maximum": "minimum", "minimum": "maximum", "sum": "mean", "mean": "sum",
    "exp": "expm1", "log1p": "log", "log": "log1p", "abs": "square", "zeros": "ones", "ones": "zeros", "sqrt": "cbrt",
    "argmin": "argmax", "argmax": "argmin", "tanh": "arctan", "all": "any", "any": "all", "cosh": "exp",
}  # fmt: skip


def mutants(source):
    """Yield (function, description, source) for every mutant of a module's functions."""
    tree = ast.parse(source)
    for index, node in enumerate(tree.body):
        if not isinstance(node, ast.FunctionDef):
            continue
        sites = [site for part in _code(node) for site in ast.walk(part)]
        for position, site in enumerate(sites):
            for change in range(len(_changes(site))):
                copied = copy.deepcopy(tree)
                target = [s for part in _code(copied.body[index]) for s in ast.walk(part)][position]
                before = _text(target)
                _changes(target)[change](target)
                description = f"line {site.lineno - node.lineno}: {before} -> {_text(target)}"
                yield node.name, description, ast.unparse(copied)


def _code(function):
    """The statements of a function without its docstring."""
    body = function.body
    return body[1:] if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) else body


def _text(node):
    return " ".join(ast.unparse(node).split())[:90]


def _changes(node):
    """The functions that change one node in place, each in one way."""
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in BINARY:
        return [lambda n: setattr(n, "op", BINARY[type(n.op)]())]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return [lambda n: setattr(n, "op", ast.UAdd())]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.Invert)):
        return [lambda n: setattr(n, "operand", ast.UnaryOp(n.op, n.operand))]
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARE:
        return [lambda n: n.ops.__setitem__(0, COMPARE[type(n.ops[0])]())]
    if isinstance(node, ast.BoolOp):
        return [lambda n: setattr(n, "op", ast.Or() if isinstance(n.op, ast.And) else ast.And())]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return [lambda n: setattr(n, "value", not n.value)]
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return [lambda n: setattr(n, "value", n.value + 1)]
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return [lambda n: setattr(n, "attr", "real")]
    if isinstance(node, ast.Attribute) and node.attr in NAMES:
        return [lambda n: setattr(n, "attr", NAMES[n.attr])]
    if isinstance(node, ast.Call) and node.keywords:
        return [lambda n: n.keywords.pop()]
    return []


def equivalent(path):
    """Read the mutants that compute the same: {(function, description): reason}."""
    if not path.is_file():
        return {}
    listed = tomllib.loads(path.read_text(encoding="utf-8")).get("mutant", [])
    return {(entry["function"], entry["change"]): entry["reason"] for entry in listed}
