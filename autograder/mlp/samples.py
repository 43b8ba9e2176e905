"""The sample class of `make demo`: what each student hands in. Mistakes are named as in misconceptions/."""

from autograder.engine.demo import Sample

SAMPLES = [
    Sample("amara", "everything right"),
    Sample("bruno", "right answers in other styles", style="accepted"),
    Sample(
        "chen",
        "typical mistakes of a first attempt",
        mistakes=(
            "softmax_over_the_first_axis",
            "l2_penalty_without_the_half",
            "cross_entropy_without_minus",
        ),
    ),
    Sample("dalia", "numerically careless", mistakes=("softmax_without_shift", "cross_entropy_with_epsilon")),
    Sample("emil", "mixes up the layouts", mistakes=("hidden_layer_in_rows", "output_layer_in_rows")),
    Sample("fatou", "changes arguments in place", mistakes=("softmax_in_place",)),
    Sample("goran", "nothing done: the release as it is", blank=True),
    Sample("hana", "a cell that ends the process in notebook 2", extra={2: "import os\nos._exit(1)"}),
    Sample("ines", "an endless loop in a cell of notebook 2", extra={2: "while True:\n    pass"}),
    Sample("jonas", "came back from another editor without metadata", stripped=True),
    Sample("kofi", "a syntax error in a cell of notebook 2", extra={2: "def attempt(:\n    return"}),
    Sample("lena", "notebook 2 was cut off while uploading", truncated=(2,)),
    Sample("maya", "notebook 2 under another name, the others missing", renamed={2: "2_forward_propagation (1).ipynb"}),
]
