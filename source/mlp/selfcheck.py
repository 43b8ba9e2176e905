"""Self-checks for the notebooks: what is right, and for what is wrong, why.

A check cell reads::

    check = SelfCheck("2.3", "softmax")
    check.equal("softmax([0, 0])", lambda: softmax(np.array([0.0, 0.0])), [0.5, 0.5])
    check.holds("every row sums to 1", lambda: np.allclose(softmax(o).sum(axis=-1), 1))
    check.done()

Every line is reported, then one short error is raised if anything was wrong. These are the public
checks; hidden checks, on other inputs, run when the notebook is graded. Needs only numpy.
"""

import numpy as np

_passed: dict[str, bool] = {}
_task: dict[str, str] = {}  # of each function whose check cell has run
_CONTINUATION = "\n         "


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


class _Known(_Wrong):
    """A known mistake: its name says more than the hint of the check."""


def needs(*names):
    """Stop this cell with one clear line unless the checks of all the named functions have passed.

    names: names of functions, each the subject of an earlier SelfCheck. Raises NotYet. Where a check
    cell has run, the message tells its task, too.
    """
    waiting = [f"{name} ({_task[name]})" if name in _task else name for name in names if not _passed.get(name)]
    if waiting:
        raise NotYet(
            f"this cell waits for {', '.join(waiting)}. "
            "Finish the task, run its check cell until all checks pass, then run this cell again."
        )


class SelfCheck:
    """The public checks of one task.

    task: the task's number, as in the heading ("2.3"). names: the functions it asks for. graded: whether
    hidden checks follow (not for functions brought along from an earlier notebook).
    """

    def __init__(self, task, *names, graded=True):
        self.task, self.names, self.graded = task, names, graded
        self._lines, self._wrong, self._unwritten, self._raised = [], 0, [], set()
        for name in names:
            _passed[name] = False
            _task[name] = task

    def equal(self, label, call, expected, hint="", mistakes=None, tol=1e-9):
        """Does call() give the expected numbers, in the expected shape?

        call: a function without arguments. expected: number, array or nested list, or a tuple or a
        dict of these. hint: said when it does not, unless a mistake is named. mistakes: {what was done: the
        numbers it gives, or a function that says whether a result comes from it}. tol: allowed error,
        relative to the size of the expected number and absolute below 1.
        """

        def test():
            got = call()
            try:
                _compare(got, expected, tol, "the result")
            except _Wrong as wrong:
                for mistake, value in (mistakes or {}).items():
                    if _matches(got, value, tol):
                        raise _Known(f"{wrong}{_CONTINUATION}this is what you get with: {mistake}") from None
                raise

        self._run(f"{label} = {_show(expected)}", label, test, hint)

    def shape(self, label, call, expected, hint=""):
        """Does call() give an array of this shape? expected: a tuple of ints."""

        def test():
            got = _array(call(), "the result")
            if got.shape != tuple(expected):
                raise _Wrong(f"shape {got.shape}, expected {tuple(expected)}")

        self._run(f"{label} has shape {tuple(expected)}", label, test, hint)

    def holds(self, label, call, hint="", got=None):
        """Does call() give something true? For properties: label says the property in words.

        got: a function without arguments that says what was found, as text; asked where it does not hold.
        """

        def test():
            if not np.all(call()):
                raise _Wrong("this does not hold" + (f": {got()}" if got else ""))

        self._run(label, label, test, hint)

    def unchanged(self, label, function, *arguments, hint=""):
        """Does function(*arguments) leave its array arguments as they were?"""

        def test():
            mine = [np.array(a) if isinstance(a, np.ndarray) else a for a in arguments]
            function()(*mine)
            for before, after in zip(arguments, mine, strict=True):
                if isinstance(before, np.ndarray) and not np.array_equal(before, after):
                    raise _Wrong("an argument was changed; work on a copy, or write `a = a - 1`, not `a -= 1`")

        self._run(label, label, test, hint)

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

        self._run(label, label, test, hint)

    def done(self):
        """Print the report; raise SelfCheckFailed unless every check passed."""
        title = f"{self.task} {', '.join(self.names)}"
        total = len(self._lines)
        print(f"{title}: public checks")
        print("\n".join(self._lines))
        if self._unwritten:
            raise SelfCheckFailed(f"{self._missing(title)}; replace `raise NotImplementedError()` in it.")
        if self._wrong:
            raise SelfCheckFailed(
                f"{title}: {self._wrong} of {total} public checks failed. "
                "The lines marked WRONG say why; mend the function, run its cell, then this one."
            )
        for name in self.names:
            _passed[name] = True
        remain = " Hidden checks, on other inputs, remain: they run when this is graded." if self.graded else ""
        print(f"All {total} public checks passed.{remain}")

    def _missing(self, title):
        """Say which of the functions, or else of those that they call, are not written yet."""
        own = [name for name in self.names if name in self._unwritten]
        if not own:
            others = [f"{name} ({_task[name]})" if name in _task else name for name in self._unwritten]
            return f"{title} waits for {', '.join(others)}, not written yet"
        said = title if len(own) == len(self.names) else f"{title}: {', '.join(own)}"
        return f"{said} {'is' if len(own) == 1 else 'are'} not written yet"

    def _run(self, success, label, test, hint):
        try:
            test()
        except NotImplementedError as error:
            name = _student_frame(error)[0] or self.names[0]
            if name not in self._unwritten:
                self._unwritten.append(name)
            self._lines.append(f"  to do  {label}")
            return
        except _Wrong as wrong:
            reason = str(wrong)
            hint = "" if isinstance(wrong, _Known) else hint
        except NameError as error:
            reason, hint = f"{error}. Run the cell that defines it first, and check the spelling", ""
        except Exception as error:
            line = _student_frame(error)[1]
            place = f"{_CONTINUATION}in the line: {line}" if line else ""
            lost = "" if place else f"{_CONTINUATION}does the function return what its docstring says?"
            reason = f"raised {type(error).__name__}: {error}{place}{lost}"
            # A hint helps where an error is met first; those of later checks are about values, which it never got to.
            same = type(error), line
            hint = "" if same in self._raised else hint
            self._raised.add(same)
        else:
            self._lines.append(f"  ok     {success}")
            return
        self._wrong += 1
        self._lines.append(f"  WRONG  {label}: {reason}" + (f"{_CONTINUATION}{hint}" if hint else ""))


def _compare(got, expected, tol, what):
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            raise _Wrong(f"{what} is {_kind(got)}, expected a dict with keys {', '.join(expected)}")
        missing = [key for key in expected if key not in got]
        if missing:
            raise _Wrong(f"{what} lacks the key{'s' * (len(missing) > 1)} {', '.join(missing)}")
        for key in expected:
            _compare(got[key], expected[key], tol, f'{what}["{key}"]')
        return
    if isinstance(expected, tuple):
        if not isinstance(got, (tuple, list)) or len(got) != len(expected):
            count = f" of {len(got)}" if isinstance(got, (tuple, list)) else ""
            raise _Wrong(f"{what} is {_kind(got)}{count}, expected {len(expected)} values")
        for i, (g, e) in enumerate(zip(got, expected, strict=True)):
            _compare(g, e, tol, f"value {i + 1} of {len(expected)}")
        return
    want = np.asarray(expected)
    have = _array(got, what)
    if have.shape != want.shape:
        raise _Wrong(f"{what} has shape {have.shape}, expected {want.shape}")
    wrong = ~_near(have, want, tol)
    have, want = have.astype(float), want.astype(float)  # a bool, too, can be shown
    if wrong.any():
        index = tuple(int(i) for i in np.argwhere(wrong)[0])
        where = f" at {list(index)}" if index else ""
        more = f" ({int(wrong.sum())} of {wrong.size} entries differ)" if wrong.size > 1 else ""
        shown, wanted = f"{have[index]:.6g}", f"{want[index]:.6g}"
        if shown == wanted:  # they differ further on
            allowed = tol * max(1.0, abs(want[index]))
            more = f", off by {abs(have[index] - want[index]):.1g}, allowed {allowed:.1g}{more}"
        raise _Wrong(f"{what}{where} is {shown}, expected {wanted}{more}")


def _near(have, want, tol):
    have, want = have.astype(float), want.astype(float)
    with np.errstate(invalid="ignore"):
        return np.abs(have - want) <= tol * np.maximum(1.0, np.abs(want))


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
        raise _Wrong(f"{what} is None: does the function end with `return`?")
    if isinstance(got, (dict, str)) or callable(got):
        raise _Wrong(f"{what} is {_kind(got)}, expected numbers")
    try:
        have = np.asarray(got)
    except ValueError:
        raise _Wrong(f"{what} is {_kind(got)} of unequal parts, expected numbers") from None
    if have.dtype.kind not in "biuf":
        raise _Wrong(f"{what} has dtype {have.dtype}, expected real numbers")
    return have


def _kind(got):
    name = type(got).__name__
    vowel = name[0].lower() in "aeio" or name == "ndarray"  # by its sound: an int, an ndarray, a ufunc
    return "None" if got is None else f"{'an' if vowel else 'a'} {name}"


def _student_frame(error):
    """The innermost function of the student's own cells in which an error arose, and its line there."""
    import linecache

    name, line, trace = "", "", error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if trace.tb_frame.f_globals.get("__name__") == "__main__" and code.co_name != "<lambda>":
            name = name if code.co_name.startswith(("<", "__")) else code.co_name  # <listcomp>, __call__
            line = linecache.getline(code.co_filename, trace.tb_lineno).strip()
        trace = trace.tb_next
    return name, line


def _show(expected):
    if isinstance(expected, dict):
        return "{" + ", ".join(f"{key}: {_show(value)}" for key, value in expected.items()) + "}"
    if isinstance(expected, tuple):
        return "(" + ", ".join(map(_show, expected)) + ")"
    text = np.array2string(np.asarray(expected), precision=6, separator=", ", suppress_small=False)
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"the expected array of shape {np.shape(expected)}"
