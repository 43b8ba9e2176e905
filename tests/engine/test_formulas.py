"""Formulas in feedback: MathML of what the course and students write, within bounds, and nothing that acts."""

import re
import subprocess
import sys

import pytest
from submissions import HERE

from autograder.report import inert
from autograder.report.formulas import DEEPEST, LONGEST, formula


@pytest.mark.parametrize("notebook", HERE.notebooks())
def test_every_formula_of_the_course_is_rendered(notebook, monkeypatch):
    """Is no formula of the course's notebooks shown as TeX?"""
    seen = {}
    monkeypatch.setattr(inert, "formula", lambda tex, block: seen.setdefault(tex, formula(tex, block)))
    for cell in HERE.release_notebook(notebook).cells:
        if cell.cell_type == "markdown":
            inert._markdown(cell.source)
    assert len(seen) > 30
    assert [tex for tex, made in seen.items() if "<math" not in made] == []


@pytest.mark.parametrize("tex", [r"\unknown{x}", r"\frac{1", r"x_1_2", "", "&", r"\href{javascript:x}{y}", "\ud800"])
def test_what_cannot_be_rendered_stays_tex(tex):
    """Is TeX with a fault in it shown as it was written, and no error?"""
    made = formula(tex)
    assert "<math" not in made or made == "<math></math>"
    assert "javascript" not in re.sub("<code>.*</code>", "", made)


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>x</script>}",
        r"\text{<img src=x onerror=x>}",
        r"\operatorname{<b onclick=x>}x",
        r"\color{red\" onload=\"x}y",
        r"\label{x\" onload=x}y",
        r"\style{position:fixed}{x}",
        r"\class{a}{x} \unicode{x3c}",
        r"\text{&lt;script&gt;}",
        "<script>",
        "</math><script>x</script>",
    ],
)
def test_nothing_of_a_formula_acts(tex):
    """Is markup in a formula shown as text, or the formula as TeX?"""
    for block in (False, True):
        made = formula(tex, block)
        tags = re.findall(r"<([^\s/>]+)([^>]*)>", made)
        assert not {name for name, _ in tags} & {"script", "img", "b", "a", "svg"}
        assert not re.search(r"\s(on\w+|href|src)=", "".join(attributes for _, attributes in tags))


@pytest.mark.parametrize(
    "tex",
    [
        "x" * (LONGEST + 1),
        r"\hat" * (DEEPEST + 1) + " x",
        "x^{" * DEEPEST + "x" + "}" * DEEPEST,
        r"\newcommand{\a}{\a\a}\a",
        r"\def\a{\a}\a",
        r"\newcommand{\abq}[1]{\sqrt{#1}}\abq{x}",
    ],
)
def test_large_deep_and_growing_formulas_stay_tex(tex):
    """Does the parser never see what could exhaust its stack or grow without bound?"""
    assert formula(tex).startswith("<code>")


@pytest.mark.parametrize("tex", ["([" * 90, r"\exp[" * 60, "|" * 199, r"\left(" * 60, "{" * 199, r"\hat" * 190 + " x"])
def test_no_formula_within_the_bounds_takes_long(tex):
    """Is every formula done with at once, brackets that are never closed included?

    A release of the library took time that doubled with each; it would not return, so another process tries it.
    """
    line = f"from autograder.report.formulas import formula; formula({tex!r})"
    subprocess.run([sys.executable, "-c", line], check=True, timeout=60)


def test_a_display_formula_can_be_scrolled():
    """Does a formula of its own line stand in a box that scrolls, and one in the text not?"""
    assert formula("x", block=True).startswith('<span class="tex"><math display="block">')
    assert formula("x").startswith("<math>")
