"""The page of one graded notebook, made from data: what stands out, what is folded, what is cut."""

import re

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder.grading.outcome import Graded, Mistake, Outcome
from autograder.notebooks import KEY, Task
from autograder.report import inert, notebook_page
from autograder.report.marks import Mark, Marks
from autograder.report.outline import Outline, as_handed_out
from autograder.report.views import view
from engine.helpers import ACTIVE
from engine.test_inert import Page
from engine.test_inert import inert as assert_inert

PNG = "iVBORw0KGgo"
TEXT = "## 1.1 Slopes (3 points)\n\nThe slope of $x^2$ is $$2x.$$\n=== BEGIN MARK SCHEME ===\nbe kind\n=== END MARK SCHEME ==="
CHECK = "check(slope)\n### BEGIN HIDDEN TESTS\nrun_hidden_tests('slope')\n### END HIDDEN TESTS\n"
TASK = Task("slope", 3.0, ("slope",))
OUTCOMES = [
    Outcome("slope", "a", "Is it right?", 1, False, "slope(x) is wrong"),
    Outcome("slope", "b", "Is it right for integers?", 2, True),
]
MISTAKES = {"slope": [Mistake("half", "your slope is <half> of what is wanted", "1.1 Slopes")]}


def picture():
    return new_output("display_data", data={"image/png": PNG, "text/plain": "<Figure>"})


def cell(make, source, grade_id="", outputs=(), **kind):
    """A cell as nbgrader has it."""
    made = make(source)
    if grade_id:
        data = {"grade_id": grade_id, "grade": False, "solution": False, "locked": True, "points": 3}
        made.metadata["nbgrader"] = nbformat.from_dict(data | kind)
    if outputs:
        made.outputs = list(outputs)
    return made


def notebook(*more):
    """A title, a section, a figure of the course, an answer, its test cell, a written answer, and more."""
    score = new_output("execute_result", data={"text/plain": "2"}, execution_count=1)
    told = new_output("display_data", data={"text/html": "<b>old</b>", "text/plain": "old text"})
    said = new_output("stream", name="stdout", text="\x1b[31mpublic \x1b]8;;http://x\x07checks\x00")
    cells = [
        cell(new_markdown_cell, "# 1 Functions (5 points)\n\nWelcome."),
        cell(new_markdown_cell, TEXT, "text"),
        cell(new_code_cell, "\n".join(f"line{i} = {i}" for i in range(30)), outputs=[picture()]),
        cell(new_code_cell, "def slope(x):\n    return x < 1", "slope", [picture()], solution=True, locked=False),
        cell(new_code_cell, CHECK, "slope-tests", [said, told, score], grade=True),
        cell(new_markdown_cell, "My **answer**", "words", grade=True, solution=True, locked=False, points=2),
        *more,
    ]
    kept = Graded(outcomes=OUTCOMES, mistakes=MISTAKES).as_dict()
    return new_notebook(cells=cells, metadata={KEY: {"graded": kept, "notices": [{"text": "was <renamed>"}]}})


def outline():
    """What the course handed out: the answers are the student's."""
    own = [c for c in notebook().cells if c.metadata.get("nbgrader", {}).get("solution") is not True]
    sections = {"slope-tests": "1.1 Slopes", "words": "1.1 Slopes"}
    tasks = {"slope-tests": TASK}
    return Outline("1_functions", "1 Functions", sections, tasks, as_handed_out(own))


MARKS = Marks({"slope-tests": Mark(2, 3), "words": Mark(1.5, 2, comment="nearly <all>"), "slope": Mark(comment="neat")})


def page(*more, marks=MARKS):
    made = notebook(*more)
    known = outline()
    return notebook_page.page(made, known, view(made, marks, known))


def folded(html):
    """What stands in the folded parts of the course's own cells."""
    return "".join(re.findall(r'<details class="own">.*?</details>', html, re.S))


def opened(html):
    """What is read without unfolding anything."""
    return re.sub(r"<details.*?</details>", "", html, flags=re.S)


def test_what_the_student_wrote_stands_out():
    """Are answers open and in colours, and the course's own cells folded below their headings?"""
    html = page()
    assert '<i class="k">def </i><i class="f">slope</i>' in opened(html) and "My <strong>answer</strong>" in opened(
        html
    )
    assert '<h2 id="part-1-1-slopes">1.1 Slopes (3 points)</h2>' in opened(html)
    for words in ("Welcome", "The slope of", "line3", "check(slope)"):
        assert words in folded(html) and words not in opened(html)
    assert html.count("<h1>") == 1 and "<h1>1 Functions</h1>" in html


def test_a_cell_that_the_student_changed_is_the_students():
    """Is a changed cell of the course open?"""
    changed = cell(new_code_cell, "line0 = 'mine'")
    assert "line0" in opened(page(changed))


def test_points_reasons_and_comments_stand_beside_the_cell():
    """Has the test cell its points, diagnosis and reasons, and each cell its comment, nothing of it as markup?"""
    html = opened(page())
    place = [
        html.index(words)
        for words in ("def </i>", "neat", "2 of 3 points", "your slope is &lt;half&gt;", "slope(x) is wrong")
    ]
    assert place == sorted(place)
    assert "1.5 of 2 points" in html and "nearly &lt;all&gt;" in html and "was &lt;renamed&gt;" in html
    assert html.index('href="#part-1-1-slopes"') > html.index("slope(x) is wrong")
    assert "Is it right for integers?" in page() and "Is it right for integers?" not in html


def test_a_comment_on_an_answer_belongs_to_the_task_that_tests_it():
    """Has each task the comments on itself, and on the answers between it and the task before?"""
    made, known = notebook(), outline()
    assert [task.comments for task in view(made, MARKS, known).tasks] == [("neat",), ("nearly <all>",)]


def test_the_late_penalty_is_named_and_taken_off():
    """Are the points of the notebook those after the penalty?"""
    html = page(marks=Marks(MARKS.cells, 0.7))
    assert "<strong>2.8 of 5 points</strong>, after 0.7 off for handing in late" in html
    assert "late" not in page()


def test_hidden_regions_and_mark_schemes_are_cut():
    """Does the page hold neither, and not what the autograded cell says of itself?"""
    html = page()
    for words in ("run_hidden_tests", "HIDDEN", "be kind", "MARK SCHEME", "old text", "<b>old"):
        assert words not in html


def test_pictures_of_the_student_are_kept_and_those_of_the_course_left_out():
    """Is just the student's picture in the page, and is the other one named?"""
    html = page()
    assert html.count(f"data:image/png;base64,{PNG}") == 1 and "1 pictures left out" in html
    assert "1 picture left out." in folded(html) and "20 more lines, as handed out" in folded(html)


def test_pictures_are_bounded():
    """Does a notebook of many large pictures stay small, and say so?"""
    large = new_output("display_data", data={"image/png": PNG + "A" * 60_000})
    html = page(*(cell(new_code_cell, f"plot({i})", outputs=[large]) for i in range(9)))
    assert len(html) < notebook_page.PICTURES + 30_000 and "8 pictures left out" in html


def test_text_is_plain_and_bounded():
    """Are escape sequences and control characters gone, and is a flood cut with a word?"""
    flood = cell(new_code_cell, "mine", outputs=[new_output("stream", name="stdout", text="y" * 50_000)])
    html = page(flood)
    assert "public checks" in html and not re.search(r"[\x00-\x08\x0b-\x1f]", html)
    assert "… 40000 more characters are left out" in html and html.count("y") < 15_000


def test_formulas_are_mathml_and_the_text_around_them_is_sanitised():
    """Are formulas rendered in text of the course and of students, and cannot be smuggled into an attribute?"""
    html = page(cell(new_markdown_cell, "so $\\frac12$ <b title='$\\text{\" onclick=x}$'>y</b> &#xE000;7&#xE000;"))
    assert "<mfrac><mn>1</mn><mn>2</mn></mfrac>" in html and '<math display="block">' in folded(html)
    assert Page(html).active == [] and "\ue000" not in html
    hidden = inert.markdown("<div title='\n\n$\\text{\" onclick=x}$\n\n'>")
    assert Page(hidden).active == [] and "title" not in hidden


def test_nothing_of_the_student_acts():
    """Is active markup inert in text, code, outputs and raw cells?"""
    error = new_output("error", ename=ACTIVE, evalue=ACTIVE, traceback=[ACTIVE])
    html_output = new_output("display_data", data={"text/html": ACTIVE, "text/plain": ACTIVE, "image/svg+xml": ACTIVE})
    raw = nbformat.v4.new_raw_cell(ACTIVE)
    html = page(cell(new_markdown_cell, ACTIVE), cell(new_code_cell, ACTIVE, outputs=[error, html_output]), raw)
    assert_inert(html)
    assert html.count("a plain answer") == 5 and "<script" not in html


def test_what_two_students_share_is_rendered_once():
    """Does a second page of the same notebook render none of the course's text anew, and keep nothing of a student's?"""
    page()
    before = inert._kept_markdown.cache_info()
    page(cell(new_markdown_cell, "of one student alone"), cell(new_code_cell, "x = 'of one alone'"))
    after = inert._kept_markdown.cache_info()
    assert after.misses == before.misses and after.hits > before.hits and after.maxsize
