"""Self-checks for the notebooks: what is wrong and why, then what is right, in a few lines.

A check cell reads::

    check = SelfCheck("2.3", "softmax")
    check.equal("softmax([0, 0])", lambda: softmax(np.array([0.0, 0.0])), [0.5, 0.5])
    check.holds("every row sums to 1", lambda: np.allclose(softmax(o).sum(axis=-1), 1))
    check.done()

`done` prints the report, then raises one short error if anything was wrong. These are the public
checks; hidden checks, on other inputs, run when the notebook is graded. Needs only numpy
and the files beside it.
"""

import re
import sys

import numpy as np
from handin import foreign, report, unavailable
from inwords import in_words, student_frame

ALLOWED = ("numpy", "matplotlib", "IPython", "ipywidgets")  # where this is graded, beside the standard library

_CONTINUATION = "\n         "

# What is known of each function whose check cell has run.
_passed: dict[str, bool] = {}
_task: dict[str, str] = {}
_unwritten: dict[str, list] = {}  # the functions not written yet that its checks met, itself included
_warned: set[str] = set()  # modules


class _Quiet(Exception):
    """An error that shows as one line: IPython asks `_render_traceback_` for the text."""

    def _render_traceback_(self):
        return [f"{type(self).__name__}: {self}"]


class SelfCheckFailed(_Quiet):
    """Raised at the end of a check cell in which something was wrong."""


class NotYet(_Quiet):
    """Raised by a cell that waits for tasks that are not finished."""


class _Wrong(Exception):
    """What is wrong with one answer, in the student's terms."""


class _Unfit(_Wrong):
    """Wrong before any value is looked at, by shape or kind: a hint about values would not fit."""


class _Known(_Wrong):
    """A known mistake: its name says more than the hint of the check."""


def needs(*names):
    """Stop this cell with one clear line unless the checks of all the named functions have passed.

    names: names of functions, each the subject of an earlier SelfCheck. Raises NotYet, which names those
    whose checks have not passed, the function that the others wait for first.
    """
    waiting = [name for name in names if not _passed.get(name)]
    if not waiting:
        return
    order = list(dict.fromkeys(name for one in waiting for name in [*_roots(one), one]))
    if all(name in _task for name in order):
        order.sort(key=_place)
    begin = f"Begin with {order[0]}. " if any(map(_roots, waiting)) else ""
    raise NotYet(
        f"this cell waits for {_with_tasks(order)}. {begin}"
        "Finish the task, run its check cell until all checks pass, then run this cell again."
    )


def before_you_hand_in(notebook_name):
    """Print what is still missing in this notebook, as a short list; for the last cell.

    notebook_name: name of the notebook's file, with or without `.ipynb`. Where the file can be found, its
    last saved version is looked at, too: size, written answers, checks that have not run.
    """
    variables = sys._getframe(1).f_globals
    lacking = [unavailable(module, ALLOWED) for module in foreign(variables, ALLOWED)]
    print(report(notebook_name, _task, _passed, _unwritten, lacking))


class SelfCheck:
    """The public checks of one task.

    task: the task's number, as in the heading ("2.3"). names: the functions it asks for. graded: whether
    hidden checks, on other inputs, follow when this is graded (not for functions brought along from an
    earlier notebook).
    """

    def __init__(self, task, *names, graded=True):
        self.task, self.names, self.graded = task, names, graded
        self._cell = sys._getframe(1).f_code.co_filename  # what happens in its lines is not the student's
        self._ok, self._to_do, self._wrong, self._unwritten = [], [], {}, []
        for name in names:
            _passed[name], _task[name], _unwritten[name] = False, task, self._unwritten

    def equal(self, label, call, expected, hint="", mistakes=None, tol=1e-9):
        """Does call() give the expected numbers, in the expected shape?

        call: a function without arguments. expected: number, array or nested list, or a tuple or a
        dict of these. hint: said when the values are wrong, unless a mistake is named; one that begins with
        "if the checks above pass: " only where they do. mistakes: {what was done: the numbers it gives, or
        a function that says whether a result comes from it}; in a dict, only the keys that it changes, if
        you like. tol: allowed error, relative to the absolute value of the expected number and absolute below 1.
        """

        def test():
            got = call()
            try:
                _compare(got, expected, tol, "the result")
            except _Wrong as wrong:
                named = _mistakes(got, expected, mistakes or {}, tol)
                if named:
                    raise _Known(_CONTINUATION.join([str(wrong), *named])) from None
                raise

        self._run(label, test, hint)

    def shape(self, label, call, expected, hint=""):
        """Does call() give an array of this shape? expected: a tuple of ints."""

        def test():
            got = _array(call(), "the result")
            if got.shape != tuple(expected):
                raise _Unfit(f"shape {got.shape}, expected {tuple(expected)}", self._told(hint))

        self._run(label, test)

    def holds(self, label, call, hint="", got=None):
        """Does call() give something true? For properties: label says the property in words.

        got: a function without arguments that says what was found, as text; asked where it does not hold.
        """

        def test():
            if not np.all(call()):
                raise _Wrong("this does not hold" + (f": {got()}" if got else ""))

        self._run(label, test, hint)

    def unchanged(self, label, function, *arguments, hint=""):
        """Does function(*arguments) leave its array arguments as they were?"""

        def test():
            mine = [np.array(a) if isinstance(a, np.ndarray) else a for a in arguments]
            function()(*mine)
            for before, after in zip(arguments, mine, strict=True):
                if isinstance(before, np.ndarray) and not np.array_equal(before, after):
                    raise _Wrong("an argument was changed; work on a copy, or write `a = a - 1`, not `a -= 1`")

        self._run(label, test, hint)

    def raises(self, label, call, error=ValueError, hint=""):
        """Does call() raise this kind of error?"""

        def test():
            try:
                call()
            except NotImplementedError:
                raise
            except error:
                return
            raise _Wrong(f"expected a {error.__name__}, and none was raised")

        self._run(label, test, hint)

    def done(self):
        """Print the report, what is wrong first; raise SelfCheckFailed unless every check passed."""
        title, wrong = f"{self.task} {', '.join(self.names)}", sum(map(len, self._wrong.values()))
        total = wrong + len(self._to_do) + len(self._ok)
        if wrong or self._to_do:
            print(f"{title}: public checks")
            self._report(total)
        else:
            remain = ", hidden ones remain" if self.graded else ""
            print(f"{title}: ok, {total} public check{'s' * (total > 1)} passed{remain}: {_listed(self._ok)}")
        for module in foreign(sys._getframe(1).f_globals, ALLOWED):
            if module not in _warned:
                print(f"  NOTE   {unavailable(module, ALLOWED)}")
                _warned.add(module)
        if self._unwritten:
            raise SelfCheckFailed(f"{self._missing(title)}; replace `raise NotImplementedError()` in it.")
        if wrong:
            raise SelfCheckFailed(
                f"{title}: {wrong} of {total} public checks failed. "
                "The lines marked WRONG say why; mend the function, run its cell, then this one."
            )
        for name in self.names:
            _passed[name] = True

    def _report(self, total):
        """Print what is wrong, then what is to do, then what is right."""
        for (_, reason), (first, *others) in self._wrong.items():
            print(f"  WRONG  {first}: {reason}")
            if others:
                which = "all others" if len(others) == total - 1 else _listed(others)
                print(f"  WRONG  {which}, for the same reason")
        for mark, labels in {"to do": self._to_do, "ok   ": self._ok}.items():
            if labels:
                print(f"  {mark}  {len(labels)} check{'s' * (len(labels) > 1)}: {_listed(labels)}")

    def _missing(self, title):
        """Say which of the functions, or else of those that they call, are not written yet."""
        own = [name for name in self.names if name in self._unwritten]
        if not own:
            return f"{title} waits for {_with_tasks(self._unwritten)}, not written yet"
        said = title if len(own) == len(self.names) else f"{title}: {', '.join(own)}"
        return f"{said} {'is' if len(own) == 1 else 'are'} not written yet"

    def _run(self, label, test, hint=""):
        """Run one check and keep its label under what came of it; checks with the same key share one reason."""
        try:
            test()
        except NotImplementedError as error:
            name = student_frame(error, self._cell)[0] or self.names[0]
            if name not in self._unwritten:
                self._unwritten.append(name)
            self._to_do.append(label)
        except _Wrong as wrong:
            reason = "".join(wrong.args)
            if type(wrong) is _Wrong:
                self._note(label, f"{reason}{self._told(hint)}", label)
            else:
                self._note(label, reason, wrong.args[0].removeprefix("the result has "))
        except Exception as error:
            reason, place, key = in_words(error, self._cell)
            self._note(label, _CONTINUATION.join([reason, place] if place else [reason]), key)
        else:
            self._ok.append(label)

    def _note(self, label, reason, key):
        known = next((both for both in self._wrong if both[0] == key), (key, reason))
        self._wrong.setdefault(known, []).append(label)

    def _told(self, hint):
        """The hint as a line of its own, unless it says that it fits only where all before is right."""
        condition = re.match(r"if the (\w+ )?checks?( above)? pass(es)?: ", hint)
        if not hint or (condition and self._wrong):
            return ""
        return f"{_CONTINUATION}{hint[condition.end() if condition else 0 :]}"


def _compare(got, expected, tol, what):
    """Raise _Wrong, or _Unfit, unless got is what is expected; the parts of a dict or tuple are judged one by one."""
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            raise _Unfit(f"{what} is {_kind(got)}, expected a dict with keys {', '.join(expected)}")
        missing = [key for key in expected if key not in got]
        lacks = [_Unfit(f"{what} lacks the key{'s' * (len(missing) > 1)} {', '.join(missing)}")] * bool(missing)
        parts = {f'{what}["{key}"]': (got[key], expected[key]) for key in expected if key in got}
        return _compare_parts(parts, tol, lacks)
    if isinstance(expected, tuple):
        if not isinstance(got, (tuple, list)) or len(got) != len(expected):
            count = f" of {len(got)}" if isinstance(got, (tuple, list)) else ""
            raise _Unfit(f"{what} is {_kind(got)}{count}, expected {len(expected)} values")
        pairs = enumerate(zip(got, expected, strict=True), 1)
        return _compare_parts({f"value {i} of {len(expected)}": pair for i, pair in pairs}, tol, [])
    want = np.asarray(expected)
    have = _array(got, what)
    if have.shape != want.shape:
        raise _Unfit(f"{what} has shape {have.shape}, expected {want.shape}")
    have, want = have.astype(float), want.astype(float)  # a bool, too, can be shown
    with np.errstate(invalid="ignore"):
        wrong = ~(np.abs(have - want) <= tol * np.maximum(1.0, np.abs(want)))
    if wrong.any():
        index = tuple(int(i) for i in np.argwhere(wrong)[0])
        where = f" at {list(index)}" if index else ""
        more = f" ({int(wrong.sum())} of {wrong.size} entries differ)" if wrong.size > 1 else ""
        shown, wanted = f"{have[index]:.6g}", f"{want[index]:.6g}"
        if shown == wanted:  # they differ further on
            allowed = tol * max(1.0, abs(want[index]))
            more = f", off by {abs(have[index] - want[index]):.1g}, allowed {allowed:.1g}{more}"
        raise _Wrong(f"{what}{where} is {shown}, expected {wanted}{more}")


def _compare_parts(parts, tol, wrong):
    """Compare {name: (got, expected)}; raise one error that tells each wrong part, and names the right ones."""
    right = []
    for what, (got, expected) in parts.items():
        try:
            _compare(got, expected, tol, what)
            right.append(re.sub(r'.*\["(.*)"\]$', r"\1", what))
        except _Wrong as error:
            wrong.append(error)
    if wrong:
        kind = _Unfit if all(isinstance(error, _Unfit) for error in wrong) else _Wrong
        raise kind(_CONTINUATION.join([*map(str, wrong), *[f"right: {', '.join(right)}"] * bool(right)]))


def _mistakes(got, expected, mistakes, tol):
    """The known mistake that gives got; or, in a dict, those whose whole effect is found in it."""
    said = "this is what you get with: "
    for mistake, value in mistakes.items():
        if _matches(got, value, tol):
            return [f"{said}{mistake}"]
    named = []
    for mistake, value in mistakes.items() if isinstance(expected, dict) else ():
        if isinstance(value, dict):
            keys = {k: v for k, v in value.items() if k in expected and not _matches(v, expected[k], tol)}
            if keys and _matches(got, keys, tol):
                named.append(f"{', '.join(keys)}: {said}{mistake}")
    return named


def _matches(got, value, tol):
    try:
        if callable(value):
            return bool(value(got))
        _compare(got, value, tol, "")
    except Exception:  # not even of the kind that this mistake gives
        return False
    return True


def _array(got, what):
    if got is None:
        raise _Unfit(f"{what} is None: does the function end with `return`?")
    if isinstance(got, (dict, str)) or callable(got):
        raise _Unfit(f"{what} is {_kind(got)}, expected numbers")
    try:
        have = np.asarray(got)
    except ValueError:
        raise _Unfit(f"{what} is {_kind(got)} of unequal parts, expected numbers") from None
    if have.dtype.kind not in "biuf":
        raise _Unfit(f"{what} has dtype {have.dtype}, expected real numbers")
    return have


def _kind(got):
    name = type(got).__name__
    vowel = name[0].lower() in "aeio" or name == "ndarray"  # by its sound: an int, an ndarray, a ufunc
    return "None" if got is None else f"{'an' if vowel else 'a'} {name}"


def _roots(name):
    """The functions of earlier tasks that a function waits for: those of its own task are written beside it."""
    return [n for n in _unwritten.get(name, ()) if _task.get(n) != _task.get(name) and not _passed.get(n)]


def _place(name):
    """Where a function's task stands in the order of tasks."""
    return [int(part) for part in re.findall(r"\d+", _task.get(name, "999"))]


def _with_tasks(names):
    return ", ".join(f"{name} ({_task[name]})" if name in _task else name for name in names)


def _listed(labels, room=90):
    """The labels in one line, the last ones only counted where there is no room."""
    shown = [labels[0] if len(labels[0]) <= room else f"{labels[0][: room - 1]}…"]
    for label in labels[1:]:
        if sum(map(len, shown)) + 2 * len(shown) + len(label) > room:
            return f"{'; '.join(shown)}; and {len(labels) - len(shown)} more"
        shown.append(label)
    return "; ".join(shown)
