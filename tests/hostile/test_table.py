"""The table in docs/ lists the cases as they are."""

from . import table


def test_table_lists_every_case():
    """Does docs/hostile_outcomes.md have one line for every case, with its outcome? If not: HOSTILE_TABLE=1."""
    listed = [line.rsplit(" | ", 1)[0] for line in table.PATH.read_text(encoding="utf-8").splitlines() if " | " in line]
    expected = [table.line(row).rsplit(" | ", 1)[0] for row in table.rows()]
    assert listed[1:] == expected


def test_there_are_enough():
    """Are there at least ninety, of every outcome some?"""
    outcomes = [row[3] for row in table.rows()]
    assert len(outcomes) >= 90 and min(outcomes.count(kind) for kind in "ZNW") >= 10
