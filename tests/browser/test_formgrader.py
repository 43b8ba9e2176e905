"""Formgrader in a real browser: an instructor who only clicks, on the configuration of this repository alone."""

import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.submissions import MAX, NOTEBOOK, POINTS, hand_in, light, make_course, solved

TOKEN = secrets.token_hex(16)
START_SECONDS, GRADE_SECONDS = 60, 120


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course that nobody has touched: a source, and one submission."""
    made = make_course(tmp_path_factory.mktemp("formgrader") / "course")
    hand_in(made, "ada", light(solved(), ("l2-penalty",)))
    return made


@pytest.fixture(scope="module")
def server(course, tmp_path_factory):
    """Jupyter's server in the course folder, as `jupyter lab` starts it, on a port of this machine's own; its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    env = os.environ | {"HOME": str(home), "JUPYTER_PLATFORM_DIRS": "1"}
    env["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), env.get("PATH", os.defpath)])
    options = [f"--port={port}", "--ip=127.0.0.1", "--no-browser", "--allow-root", f"--IdentityProvider.token={TOKEN}"]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options], cwd=course.root, env=env, stdout=log, stderr=log
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, process, home / "log")
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(address, process, log):
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api", timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not start: {log.read_text()[-2000:]}")


@pytest.fixture
def page(browser, server):
    """A page that is logged in to the server, as tall as a screen."""
    made = browser.new_page(viewport={"width": 1300, "height": 900})
    made.goto(f"{server}/formgrader/manage_assignments?token={TOKEN}")
    yield made
    made.close()


def click_and_confirm(page, selector):
    """Click one of Formgrader's icons; wait for its word of success and close it."""
    page.click(selector)
    title = page.wait_for_selector(".modal.in .modal-title", timeout=GRADE_SECONDS * 1000).inner_text()
    assert title == "Success", page.inner_text(".modal.in .modal-body")
    page.click(".modal.in .modal-footer button")
    page.wait_for_selector(".modal.in", state="detached")


@pytest.mark.slow
def test_an_instructor_who_only_clicks_grades_a_class(page, server, course):
    """Do Formgrader's own buttons generate, autograde, take a manual grade with a comment, and write the feedback?"""
    click_and_confirm(page, "td.assign a")
    assert (course.release / f"{NOTEBOOK}.ipynb").is_file()

    page.goto(f"{server}/formgrader/manage_submissions/mlp")
    click_and_confirm(page, "td.autograde a")
    assert page.inner_text("td.score") == f"{POINTS['l2-penalty']:g} / {MAX:g}"
    assert page.inner_text("td.status") == "needs manual grading"

    page.goto(f"{server}/formgrader/gradebook/mlp/{NOTEBOOK}")
    page.click("td.name a")
    page.wait_for_selector("#two-layouts")
    body = page.inner_text("body")
    assert f"{POINTS['l2-penalty']:g} of {POINTS['l2-penalty']:g} points" in body and "passed: " in body, (
        "what the hidden tests said is not shown"
    )
    assert "MARK SCHEME" in body, "the grader does not see the marking scheme"
    page.fill("#two-layouts", "1.5")
    page.fill("#two-layouts-comment", "columns are clear; say more on rows")
    with page.expect_response(re.compile("/api/comment/")):
        page.press("#two-layouts-comment", "Tab")
    page.reload()
    page.wait_for_function("document.querySelector('#two-layouts').value === '1.5'")

    page.goto(f"{server}/formgrader/manage_submissions/mlp")
    assert page.inner_text("td.score") == f"{POINTS['l2-penalty'] + 1.5:g} / {MAX:g}"
    assert page.inner_text("td.status") == "graded"
    click_and_confirm(page, "td.generate-feedback a")

    for name in ("index", NOTEBOOK):
        feedback = (course.root / "feedback" / "ada" / "mlp" / f"{name}.html").read_text()
        assert "columns are clear" in feedback and "MARK SCHEME" not in feedback
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        assert gradebook.find_submission("mlp", "ada").score == POINTS["l2-penalty"] + 1.5
