"""Errors in plain words: what went wrong in a student's function, with the line in which it did."""

import ast
import linecache
import re

import numpy as np

# (pattern of the message of an error of Python or NumPy, what to say instead)
_PLAIN = [
    (r"maximum recursion depth", "the function calls itself without end"),
    (r"variable '(\w+)' (?:where it is not|referenced before)", r"the variable \1 is used before it gets a value"),
    (r"matmul: .*requires 1\)", "@ got a single number; a number times an array is written with *"),
    (r"matmul: .*\(size (\d+) is different from (\d+)\)", r"@ got arrays whose inner sizes, \2 and \1, do not agree"),
    (r"shapes (\(.*\)) and (\(.*\)) not aligned: (\d+) .*!= (\d+)", r"np.dot got \1 and \2: the inner sizes \3 and \4 must agree"),
    (r"could not be broadcast together with (?:remapped )?shapes (\(.*?\)) (\(.*?\))", r"the shapes \1 and \2 do not fit together: from the last axis on, sizes must be equal, or one of them 1"),
    (r"non-broadcastable output operand with shape (\(.*?\)).*shape (\(.*?\))", r"an array of shape \1 cannot hold in place a result of shape \2"),
    (r"could not broadcast input array from shape (\(.*?\)) into shape (\(.*?\))", r"an array of shape \1 does not fit into a place of shape \2"),
    (r"truth value of an array", "`if`, `and`, `or` or `not` got a whole array where it needs one True or False"),
    (r"setting an array element with a sequence", "a place for one number was given a whole array"),
    (r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)", r"index \1 lies beyond the end: axis \2 has size \3, and counting starts at 0"),
    (r"too many indices for array: array is (\d+)-dimensional, but (\d+)", r"\2 indices were given to an array of \1 axes"),
    (r"(?:list|tuple) (?:assignment )?index out of range", "an index lies beyond the end of a list; counting starts at 0"),
    (r"only (?:0-dimensional|length-1|size-1|integer scalar) arrays can be converted", "a whole array came where one number is needed (functions of `math` take one number; those of `np` take arrays)"),
    (r"Cannot cast ufunc '(\w+)' output", r"an array of integers cannot hold the result in place: write `a = a - b`, not `a -= b`"),
    (r"loop of ufunc does not support argument \d of type (\w+) which has no callable (\w+)", r"np.\2 got \1 in place of numbers"),
    (r"unsupported operand type\(s\) for (\S+?):? '(\S+)' and '(\S+)'", r"\1 does not work between \2 and \3"),
    (r"(\w+)\(\) missing \d+ required positional arguments?: (.*)", r"\1 was called without \2"),
    (r"(\w+)\(\) takes (?:from \d+ to )?(\d+) positional arguments? but (\d+)", r"\1 takes \2 arguments and was given \3"),
    (r"'(\S+)' object is not callable", r"\1 is called like a function, and is none (is a `*` missing, or a name used twice?)"),
    (r"'(?:builtin_function_or_method|function|method|type|ufunc)' object is not subscriptable", "a function is followed by [ ]; it is called with ( )"),
    (r"'(\S+)' object is not (?:subscriptable|iterable)", r"\1 was indexed or looped over, and has no parts"),
    (r"too many values to unpack \(expected (\d+)\)", r"there are more values than the \1 names that take them"),
    (r"cannot unpack non-iterable (\S+) object", r"\1 was to be taken apart into several values"),
    (r"'NoneType' object has no attribute '(\w+)'", r"NoneType has no .\1"),
]  # fmt: skip


def in_words(error, cell):
    """Tell an error: (what went wrong, where, a key that the same error in the same line shares).

    cell: the file name of the check cell's code, whose own lines are not shown.
    """
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        said = f"{error}. Run the cell that defines it first, and check the spelling"
        return said, "", said
    _, line, trace = student_frame(error, cell)
    name = next(kind.__name__ for kind in type(error).__mro__ if "._" not in kind.__module__)
    said = f"there is no key {error}" if name == "KeyError" else _shapes(error, trace) or _plainly(str(error))
    said = re.sub("'?NoneType'?", "None", f"raised {name}: {said}" if said else f"raised {name}")
    if line:
        return said, f"in the line: {line}", f"{name} {line}"
    if re.search("was called without|was given", said):
        return said, "keep the arguments of the stub", said
    return said, "does the function return what its docstring says?", said


def _plainly(message):
    for pattern, words in _PLAIN:
        found = re.search(pattern, message, re.S)
        if found:
            return re.sub(r"\(\d+,[\d,]*\)", lambda m: str(ast.literal_eval(m[0])), found.expand(words))
    return message


def _shapes(error, trace):
    """Tell the shapes of an `@` that failed, where its operands stand in the line as plain names and arithmetic."""
    if trace is None or not str(error).startswith("matmul: ") or "is different" not in str(error):
        return ""
    try:
        code, frame = trace.tb_frame.f_code, trace.tb_frame
        first, last, start, end = list(code.co_positions())[trace.tb_lasti // 2]
        lines = [linecache.getline(code.co_filename, number).encode() for number in range(first, last + 1)]
        lines[-1] = lines[-1][:end]
        lines[0] = lines[0][start:]
        node = ast.parse(f"({b''.join(lines).decode()})", mode="eval").body
        sides = node.args if isinstance(node, ast.Call) else (node.left, node.right)
        a, b = (np.shape(eval(ast.unparse(side), frame.f_globals, frame.f_locals)) for side in sides)
        return f"@ got {a} and {b}: the inner sizes {a[-1]} and {b[-2:][0]} must agree"
    except Exception:  # the message without shapes will do
        return ""


def student_frame(error, cell):
    """(function, line, traceback) of the innermost place in the student's own cells in which an error arose."""
    name, line, place, trace = "", "", None, error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if trace.tb_frame.f_globals.get("__name__") == "__main__" and code.co_filename != cell:
            name = name if code.co_name.startswith(("<", "__")) else code.co_name  # <listcomp>, __call__
            line, place = linecache.getline(code.co_filename, trace.tb_lineno).strip(), trace
        trace = trace.tb_next
    return name, line, place
