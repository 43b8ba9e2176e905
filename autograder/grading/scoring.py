"""From outcomes of hidden tests to points: a test cell's points times the weight of its tests that passed."""


def score(task, outcomes):
    """Points of one task, between 0 and task.points. outcomes: of all tasks; no test ran means 0."""
    mine = [o for o in outcomes if o.task == task.name]
    total = sum(o.weight for o in mine)
    if total <= 0:
        return 0.0
    passed = sum(o.weight for o in mine if o.passed)
    return min(max(round(task.points * passed / total, 2), 0.0), float(task.points))


def number(points):
    """Points as people write them and nbgrader reads them: 2, 1.5, 0.67, 0; never np.float64(0.0)."""
    return f"{float(points):g}"
