"""What came over the border, believed only as far as it is well formed: the kernel is the student's."""

MALFORMED = {"outcome": "died", "message": "the answer came back malformed"}


def answer(content):
    """The content of a reply to a call, as border.calling.call describes it: the known fields, bounded, and no others."""
    outcome = content.get("outcome") if isinstance(content, dict) else None
    if outcome == "returned" and _places(content.get("changed")) and "value" in content:
        return {"outcome": outcome, "value": content["value"], "changed": content["changed"]}
    if outcome == "raised":
        lengths = {"error": 80, "message": 600, "line": 200}
        raised = {key: text(content.get(key))[:most] for key, most in lengths.items()}
        return {"outcome": outcome, "bases": _names(content.get("bases"), 10)} | raised
    if outcome == "missing" and isinstance(content.get("defined"), list):
        return {"outcome": outcome, "defined": _names(content["defined"], 200)}
    return dict(MALFORMED)


def text(value):
    """The value if it is text that can be written to a file; "" for anything else."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def _names(value, most):
    """The names in a list, and no more than `most`; nothing of anything else."""
    names = [text(name)[:80] for name in value[:most]] if isinstance(value, list) else []
    return [name for name in names if name]


def _places(changed):
    return isinstance(changed, list) and all(type(place) is int and 0 <= place < 100 for place in changed)
