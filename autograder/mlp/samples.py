"""The sample class of `make demo`: what each student hands in. Mistakes are named as in misconceptions/."""

from autograder.testing import Sample

EARLY = (1, 2)  # some have handed in the first notebooks only

SAMPLES = [
    Sample("amara", "everything right"),
    Sample("bruno", "right answers in other styles", style="accepted"),
    Sample(
        "chen",
        "typical mistakes of a first attempt, some in every notebook",
        mistakes=(
            "collapse_forgets_first_bias",
            "sigmoid_prime_is_sigmoid",
            "softmax_over_the_first_axis",
            "l2_penalty_without_the_half",
            "cross_entropy_without_minus",
            "delta1_sign_flipped",
            "delta2_phi_prime_at_h1",
            "xavier_variance_as_deviation",
            "bernstein_degree_from_length",
            "dropout_without_scaling",
        ),
    ),
    Sample(
        "dalia",
        "numerically careless",
        mistakes=("softmax_without_shift", "cross_entropy_with_epsilon"),
        only=EARLY,
    ),
    Sample("emil", "mixes up the layouts", mistakes=("hidden_layer_in_rows", "output_layer_in_rows"), only=EARLY),
    Sample("fatou", "changes arguments in place", mistakes=("softmax_in_place",), only=EARLY),
    Sample("goran", "nothing done: the release as it is", blank=True),
    Sample("hana", "a cell that ends the process in notebook 2", extra={2: "import os\nos._exit(1)"}, only=EARLY),
    Sample("ines", "an endless loop in a cell of notebook 2", extra={2: "while True:\n    pass"}, only=EARLY),
    Sample("jonas", "came back from another editor without metadata", stripped=True, only=EARLY),
    Sample("kofi", "a syntax error in a cell of notebook 2", extra={2: "def attempt(:\n    return"}, only=EARLY),
    Sample("lena", "notebook 2 was cut off while uploading", truncated=(2,), only=EARLY),
    Sample("maya", "notebook 2 under another name", renamed={2: "2_forward_propagation (1).ipynb"}, only=(2,)),
]
