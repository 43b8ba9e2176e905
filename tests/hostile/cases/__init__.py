"""The tables of cases, one file a theme."""

from . import answers, behaviour, display, files, heavy, honest, notebooks, processes, resources, secrets, subverting

CLASS = {
    "answers": answers.CASES,
    "behaviour": behaviour.CASES,
    "display": display.CASES,
    "files": files.CASES,
    "honest": honest.CASES,
    "notebooks": notebooks.CASES,
    "processes": processes.CASES,
    "secrets": secrets.CASES,
    "subverting": subverting.CASES,
}
BOMBS = {"heavy": heavy.CASES, "resources": resources.CASES}


def named(themes):
    """{student: (theme, case)}; a student is called theme-case."""
    return {f"{theme}-{case.name}": (theme, case) for theme, table in themes.items() for case in table}
