"""Likely wrong answers to notebook 5, named after what was done."""

import numpy as np

from autograder.testing import seen, slips, wrong

POLYNOMIALS = "5.1 Sup error and Bernstein's polynomials"
BUMPS = "5.2 Sigmoid bumps"
HINGES = "5.3 ReLU networks are piecewise linear"
RADIAL = "5.4 Radial basis functions"
GRADIENTS = "5.5 Gradients of the squared error"
TRAINED = "5.6 A trained network"

# ---------------------------------------------------------------- 5.1


@wrong("sup_error", hint="your answer averages the errors; wanted is the largest one", see=POLYNOMIALS)
def sup_mean(f_values, p_values):
    return np.mean(np.abs(f_values - p_values))


@wrong("sup_error", hint="your answer is a root mean square; wanted is the largest error", see=POLYNOMIALS)
def sup_root_mean_square(f_values, p_values):
    return np.sqrt(np.mean((f_values - p_values) ** 2))


@wrong("sup_error", hint="your answer passes over large negative differences; wanted is |f - p|", see=POLYNOMIALS)
def sup_signed(f_values, p_values):
    return np.max(f_values - p_values)


@wrong(
    "sup_error",
    hint="your answer takes the maximum first, then the absolute value; wanted is the other order",
    see=POLYNOMIALS,
)
def sup_absolute_value_of_the_maximum(f_values, p_values):
    return abs(np.max(f_values - p_values))


@wrong(
    "sup_error", hint="your answer compares the two maxima; wanted is the largest error point by point", see=POLYNOMIALS
)
def sup_difference_of_maxima(f_values, p_values):
    return abs(np.max(f_values) - np.max(p_values))


@wrong("sup_error", hint="your answer adds the errors up; wanted is the largest one", see=POLYNOMIALS)
def sup_total(f_values, p_values):
    return np.sum(np.abs(f_values - p_values))


@wrong(
    "sup_error", hint="your answer says where the error is largest; wanted is how large it is there", see=POLYNOMIALS
)
def sup_place(f_values, p_values):
    return np.argmax(np.abs(f_values - p_values))


@wrong("sup_error", hint="your answer divides by the largest |f|; wanted is the error itself", see=POLYNOMIALS)
def sup_relative(f_values, p_values):
    return np.max(np.abs(f_values - p_values)) / np.max(np.abs(f_values))


@wrong(
    "sup_error", hint="your answer is the Euclidean length of all errors; wanted is the largest one", see=POLYNOMIALS
)
def sup_euclidean(f_values, p_values):
    return np.linalg.norm(f_values - p_values)


@wrong(
    "sup_error", hint="your answer compares |f| with |p|, so f and -f look alike; wanted is |f - p|", see=POLYNOMIALS
)
def sup_absolute_values_compared(f_values, p_values):
    return np.max(np.abs(np.abs(f_values) - np.abs(p_values)))


@wrong("sup_error", hint="your answer changes the caller's f_values; wanted is a new array", see=POLYNOMIALS)
def sup_in_place(f_values, p_values):
    f_values -= p_values
    return np.max(np.abs(f_values))


@wrong(
    "bernstein",
    hint="your answer takes the number of values for the degree; wanted is a degree one less",
    see=POLYNOMIALS,
)
def bernstein_degree_from_length(values, x):
    n, total = len(values), np.zeros(len(x))
    binomial = 1.0
    for k, value in enumerate(values):
        total = total + value * binomial * x**k * (1 - x) ** (n - k)
        binomial = binomial * (n - k) / (k + 1)
    return total


@wrong("bernstein", hint="your answer gives the last value at x = 0; wanted is the first one there", see=POLYNOMIALS)
def bernstein_reversed(values, x):
    c = np.asarray(values, dtype=float)[:, None] * np.ones(len(x))
    while len(c) > 1:
        c = x * c[:-1] + (1 - x) * c[1:]
    return c[0]


@wrong(
    "bernstein",
    hint="your weights do not add up to 1: they lack the binomials; wanted are the weights of the formula",
    see=POLYNOMIALS,
)
def bernstein_without_binomials(values, x):
    k = np.arange(len(values))[:, None]
    n = len(values) - 1
    return np.sum(values[:, None] * x**k * (1 - x) ** (n - k), axis=0)


@wrong(
    "bernstein",
    hint="your binomials are 64-bit integers, which overflow; wanted are degrees up to 500",
    see=POLYNOMIALS,
)
def bernstein_integer_binomials(values, x):
    n, total = len(values) - 1, np.zeros(len(x))
    row = np.array([1], dtype=np.int64)
    for _ in range(n):
        row = np.append(row, 0) + np.append(0, row)
    for k in range(n + 1):
        total += values[k] * row[k] * x**k * (1 - x) ** (n - k)
    return total


@wrong(
    "bernstein",
    hint="your factorials exceed what a float holds, from 171! on; wanted are degrees up to 500",
    see=POLYNOMIALS,
)
def bernstein_float_factorials(values, x):
    n = len(values) - 1
    factorial = np.concatenate([[1.0], np.cumprod(np.arange(1.0, n + 1))])
    k = np.arange(n + 1)
    binomial = factorial[n] / (factorial[k] * factorial[n - k])
    return np.sum((values * binomial)[:, None] * x ** k[:, None] * (1 - x) ** (n - k)[:, None], axis=0)


@wrong(
    "bernstein",
    hint="your factorials are 64-bit integers, wrong from 21! on; wanted are degrees up to 500",
    see=POLYNOMIALS,
)
def bernstein_integer_factorials(values, x):
    n, total = len(values) - 1, np.zeros(len(x))
    factorial = np.append(1, np.cumprod(np.arange(1, n + 1)))
    for k in range(n + 1):
        binomial = factorial[n] / (factorial[k] * factorial[n - k])
        total += values[k] * binomial * x**k * (1 - x) ** (n - k)
    return total


@wrong("bernstein", hint="your answer joins the values by straight lines; wanted is a polynomial", see=POLYNOMIALS)
def bernstein_straight_lines(values, x):
    return np.interp(x, np.linspace(0, 1, len(values)), values)


@wrong("bernstein", hint="your polynomial goes through all values; wanted is a weighted mean of them", see=POLYNOMIALS)
def bernstein_interpolation(values, x):
    knots, total = np.linspace(0, 1, len(values)), np.zeros(len(x))
    for k, value in enumerate(values):
        others = np.delete(knots, k)
        total = total + value * np.prod((x[:, None] - others) / (knots[k] - others), axis=1)
    return total


@wrong(
    "bernstein",
    hint="your answer takes logarithms of 0 at the ends, and becomes nan; wanted are x = 0 and x = 1, too",
    see=POLYNOMIALS,
)
def bernstein_logarithms_at_the_ends(values, x):
    n = len(values) - 1
    k = np.arange(n + 1)[:, None]
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1.0, n + 1)))])
    binomial = logs[n] - logs[k] - logs[n - k]
    return np.sum(values[:, None] * np.exp(binomial + k * np.log(x) + (n - k) * np.log(1 - x)), axis=0)


@wrong(
    "bernstein",
    hint="your logarithms contain a small number that shifts x; wanted is the value at x itself",
    see=POLYNOMIALS,
)
def bernstein_epsilon_in_logarithms(values, x):
    n = len(values) - 1
    k = np.arange(n + 1)[:, None]
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1.0, n + 1)))])
    binomial = logs[n] - logs[k] - logs[n - k]
    inside = k * np.log(x + 1e-8) + (n - k) * np.log(1 - x + 1e-8)
    return np.sum(values[:, None] * np.exp(binomial + inside), axis=0)


@wrong("bernstein", hint="your sum stops before the last value; wanted are all of them", see=POLYNOMIALS)
def bernstein_without_the_last_value(values, x):
    n, total, binomial = len(values) - 1, np.zeros(len(x)), 1.0
    for k in range(n):
        total += values[k] * binomial * x**k * (1 - x) ** (n - k)
        binomial *= (n - k) / (k + 1)
    return total


@wrong("bernstein", hint="your answer is a column; wanted is one number a point, shape (m,)", see=POLYNOMIALS)
def bernstein_column(values, x):
    x = np.asarray(x, dtype=float)[:, None]
    c = np.asarray(values, dtype=float) * np.ones_like(x)
    while c.shape[1] > 1:
        c = (1 - x) * c[:, :-1] + x * c[:, 1:]
    return c


@wrong(
    "bernstein",
    hint="your means are written into an array of integers and lose their fractions; wanted are floats",
    see=POLYNOMIALS,
)
def bernstein_means_truncated(values, x):
    total = np.zeros(len(x))
    for i, t in enumerate(x):
        c = values.copy()
        for left in range(len(c) - 1, 0, -1):
            c[:left] = (1 - t) * c[:left] + t * c[1 : left + 1]
        total[i] = c[0]
    return total


@wrong("bernstein", hint="your answer overwrites the caller's values; wanted is that they stay", see=POLYNOMIALS)
def bernstein_values_overwritten(values, x):
    total = np.zeros(len(x))
    for i, t in enumerate(x):
        c = np.asarray(values, dtype=float)
        for left in range(len(c) - 1, 0, -1):
            c[:left] = (1 - t) * c[:left] + t * c[1 : left + 1]
        total[i] = c[0]
    return total


@wrong(
    "bernstein",
    hint="your product of an integer value and a binomial leaves the range of 64-bit integers; wanted are right values up to degree 60",
    see=POLYNOMIALS,
)
def bernstein_integer_products(values, x):
    from math import comb

    n = len(values) - 1
    return sum(values[k] * comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(n + 1))


# ---------------------------------------------------------------- 5.2


def _network_on(grid, weights, phi):
    """Axes of its arrays, and what a network computes in rows, or else in columns: units may come in any order."""
    W1, b1, W2, b2 = (np.asarray(v, dtype=float) for v in weights)
    rows = len(W2) == len(b1)
    out = phi(grid[:, None] @ W1 + b1) @ W2 + b2 if rows else W2 @ phi(W1 @ grid[None] + b1[:, None]) + b2
    return rows, [W1.ndim, b1.ndim, W2.ndim, b2.ndim], out


@seen("bump_network")
def _steps(weights, edges, heights, steepness):
    around = np.linspace(edges[0] - 0.5, edges[-1] + 0.5, 97)
    return _network_on(around, weights, lambda z: 0.5 + 0.5 * np.tanh(z / 2))


@wrong("bump_network", hint="your bumps never come down again; wanted is 0 after the last edge", see=BUMPS)
def bump_without_falling_partner(edges, heights, steepness):
    W1 = np.full((1, len(heights)), float(steepness))
    return W1, -steepness * edges[:-1], np.array(heights, dtype=float)[:, None], np.zeros(1)


@wrong("bump_network", hint="your steps stand at minus the edges; wanted are steps at the edges", see=BUMPS)
def bump_bias_of_the_wrong_sign(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), float(steepness)), steepness * edges, jumps[:, None], np.zeros(1)


@wrong(
    "bump_network",
    hint="your steps move towards 0 as the steepness grows; wanted are steps that stay at the edges",
    see=BUMPS,
)
def bump_bias_without_steepness(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), float(steepness)), -1.0 * edges, jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="your last bump does not come down; wanted is 0 after the last edge", see=BUMPS)
def bump_last_edge_forgotten(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0)
    return np.full((1, len(jumps)), float(steepness)), -steepness * edges[:-1], jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="your output has the first height before the first edge; wanted is 0 there", see=BUMPS)
def bump_first_height_as_output_bias(edges, heights, steepness):
    jumps = np.append(np.diff(heights), -heights[-1])
    W1 = np.full((1, len(jumps)), float(steepness))
    return W1, -steepness * edges[1:], jumps[:, None], np.array([float(heights[0])])


@wrong("bump_network", hint="your steepness is a fixed number; wanted is the one that is handed over", see=BUMPS)
def bump_fixed_steepness(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), 500.0), -500.0 * edges, jumps[:, None], np.zeros(1)


@wrong(
    "bump_network",
    hint="your steepness multiplies the output; wanted are the heights there, and units that switch faster",
    see=BUMPS,
)
def bump_steepness_in_the_output(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.ones((1, len(edges))), -1.0 * edges, steepness * jumps[:, None], np.zeros(1)


@wrong(
    "bump_network",
    hint="both units of your bump go up; wanted is that the output comes down at the right edge",
    see=BUMPS,
)
def bump_both_partners_up(edges, heights, steepness):
    places = np.concatenate([edges[:-1], edges[1:]])
    W2 = np.concatenate([heights, heights]).astype(float)[:, None]
    return np.full((1, len(places)), float(steepness)), -steepness * places, W2, np.zeros(1)


@wrong(
    "bump_network",
    hint="your bumps have half the height, as if units went from -1 to 1; wanted are sigmoid units",
    see=BUMPS,
)
def bump_for_tanh(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0) / 2
    return np.full((1, len(edges)), float(steepness)), -steepness * edges, jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="your bumps are upside down; wanted is the height with its own sign", see=BUMPS)
def bump_jumps_of_the_wrong_sign(edges, heights, steepness):
    jumps = -np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), float(steepness)), -steepness * edges, jumps[:, None], np.zeros(1)


@wrong(
    "bump_network", hint="all your bumps are as wide as the first one; wanted is each one's own right edge", see=BUMPS
)
def bump_equal_widths(edges, heights, steepness):
    places = np.concatenate([edges[:-1], edges[:-1] + (edges[1] - edges[0])])
    W2 = np.concatenate([heights, -heights])[:, None]
    return np.full((1, len(places)), float(steepness)), -steepness * places, W2, np.zeros(1)


@wrong("bump_network", hint="your W2 is flat; wanted is one row a unit and one column, (h, 1)", see=BUMPS)
def bump_flat_output_weights(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), float(steepness)), -steepness * edges, jumps, np.zeros(1)


@wrong("bump_network", hint="your b2 is a number; wanted is an array of shape (1,)", see=BUMPS)
def bump_output_bias_a_number(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), float(steepness)), -steepness * edges, jumps[:, None], 0.0


@wrong(
    "bump_network",
    hint="your steepness is cut to an integer where the edges are integers; wanted is its value",
    see=BUMPS,
)
def bump_steepness_truncated(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full_like(edges, steepness)[None, :], -steepness * edges, jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="your answer changes the caller's edges; wanted is a new array", see=BUMPS)
def bump_edges_in_place(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    edges *= -steepness
    return np.full((1, len(edges)), float(steepness)), edges, jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="your first step starts from the last height; wanted is that it starts from 0", see=BUMPS)
def bump_first_jump_from_the_last_height(edges, heights, steepness):
    jumps = np.append(heights - np.roll(heights, 1), -heights[-1])
    return np.full((1, len(edges)), float(steepness)), -steepness * edges, jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="your steps stand at minus the edges; wanted are steps at the edges", see=BUMPS)
def bump_pairs_with_bias_of_the_wrong_sign(edges, heights, steepness):
    places = np.concatenate([edges[:-1], edges[1:]])
    W2 = np.concatenate([heights, -heights])[:, None]
    return np.full((1, len(places)), float(steepness)), steepness * places, W2, np.zeros(1)


def _bumps(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0.0, append=0.0)
    return np.full((1, len(edges)), float(steepness)), -steepness * edges, jumps[:, None], np.zeros(1)


slips(
    "bump_network",
    _bumps,
    BUMPS,
    bump_first_jump_lost=(
        "your first jump, up from 0, is missing; wanted is the first height after the first edge",
        "np.diff(heights, prepend=0.0, append=0.0)",
        "np.append(0.0, np.append(np.diff(heights), -heights[-1]))",
    ),
    bump_heights_for_jumps=(
        "your output weights are the heights; wanted is what changes at an edge",
        "np.diff(heights, prepend=0.0, append=0.0)",
        "np.append(heights, -heights[-1])",
    ),
    bump_steepness_of_a_hundred=(
        "your steepness is one number that you chose; wanted is the one handed in",
        "float(steepness)), -steepness * edges",
        "100.0), -100.0 * edges",
    ),
    bump_in_columns=(
        "your arrays are those of the layout of columns; wanted are W1 (1, h) and W2 (h, 1)",
        "return np.full((1, len(edges)), float(steepness)), -steepness * edges, jumps[:, None]",
        "return np.full((len(edges), 1), float(steepness)), -steepness * edges, jumps[None]",
    ),
)


# ---------------------------------------------------------------- 5.3


@seen("relu_interpolant")
def _pieces(weights, xs, ys):
    return _network_on(np.linspace(xs[0], xs[-1], 97), weights, lambda z: np.maximum(z, 0))


@wrong(
    "relu_interpolant",
    hint="your pieces get too steep one after the other: hinges that opened earlier stay open; wanted is each piece's own slope",
    see=HINGES,
)
def relu_slopes(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    return np.ones((1, len(slopes))), -1.0 * xs[:-1], slopes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="your output starts at 0; wanted is the first value there", see=HINGES)
def relu_no_output_bias(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    return np.ones((1, len(slopes))), -1.0 * xs[:-1], np.diff(slopes, prepend=0)[:, None], np.zeros(1)


@wrong("relu_interpolant", hint="your last piece goes on as the one before it; wanted is a bend there", see=HINGES)
def relu_last_piece_lost(xs, ys):
    slopes = (np.diff(ys) / np.diff(xs))[: max(1, len(xs) - 2)]
    W2 = np.diff(slopes, prepend=0)[:, None]
    return np.ones((1, len(W2))), -1.0 * xs[: len(W2)], W2, np.array([float(ys[0])])


@wrong("relu_interpolant", hint="your first piece is flat; wanted is the slope to the second point", see=HINGES)
def relu_first_slope_lost(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.append(np.diff(slopes), 0.0)
    return np.ones((1, len(changes))), -1.0 * xs[1:], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="your kinks stand at minus the knots; wanted are kinks at the knots", see=HINGES)
def relu_bias_of_the_wrong_sign(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.diff(slopes, prepend=0)
    return np.ones((1, len(changes))), 1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong(
    "relu_interpolant",
    hint="your slopes are differences of values, not divided by the distance; wanted are slopes",
    see=HINGES,
)
def relu_differences_for_slopes(xs, ys):
    changes = np.diff(np.diff(ys), prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong(
    "relu_interpolant",
    hint="your answer takes the knots to be equally far apart; wanted are knots at any distances",
    see=HINGES,
)
def relu_equal_distances(xs, ys):
    slopes = np.diff(ys) * (len(xs) - 1) / (xs[-1] - xs[0])
    changes = np.diff(slopes, prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="your slopes are dx / dy; wanted is dy / dx", see=HINGES)
def relu_slope_upside_down(xs, ys):
    dy = np.diff(ys).astype(float)
    slopes = np.diff(xs) / np.where(dy == 0, 1.0, dy)
    changes = np.diff(slopes, prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong(
    "relu_interpolant", hint="your hinges open one piece too late; wanted is a bend where the piece begins", see=HINGES
)
def relu_hinges_at_right_knots(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.diff(slopes, prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[1:], changes[:, None], np.array([float(ys[0])])


@wrong(
    "relu_interpolant", hint="your output weights are the values; wanted are weights that bend the output", see=HINGES
)
def relu_values_as_weights(xs, ys):
    return np.ones((1, len(xs))), -1.0 * xs, np.array(ys, dtype=float)[:, None], np.zeros(1)


@wrong(
    "relu_interpolant",
    hint="your kinks are counted from the first knot; wanted are kinks at the knots themselves",
    see=HINGES,
)
def relu_knots_counted_from_the_first(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.diff(slopes, prepend=0)
    return np.ones((1, len(changes))), -1.0 * (xs[:-1] - xs[0]), changes[:, None], np.array([float(ys[0])])


@wrong(
    "relu_interpolant",
    hint="your weights are kept in an array of integers and lose their fractions; wanted are floats",
    see=HINGES,
)
def relu_truncated_changes(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.zeros_like(ys[:-1])
    changes[:] = np.diff(slopes, prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="your W2 is flat; wanted is one row a unit and one column, (h, 1)", see=HINGES)
def relu_flat_output_weights(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    return np.ones((1, len(slopes))), -1.0 * xs[:-1], np.diff(slopes, prepend=0), np.array([float(ys[0])])


@wrong(
    "relu_interpolant",
    hint="your first bend starts from the last slope; wanted is that it starts from a flat line",
    see=HINGES,
)
def relu_first_change_from_the_last_slope(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    changes = slopes - np.roll(slopes, 1)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="your first hinge opens at 0; wanted is that it opens at the first knot", see=HINGES)
def relu_first_hinge_at_zero(xs, ys):
    changes = np.diff(np.diff(ys) / np.diff(xs), prepend=0)
    return np.ones((1, len(changes))), -1.0 * np.append(0, xs[1:-1]), changes[:, None], np.array([float(ys[0])])


@wrong(
    "relu_interpolant",
    hint="your slopes are means of those on both sides of a knot; wanted is one slope a piece",
    see=HINGES,
)
def relu_slopes_averaged_at_knots(xs, ys):
    changes = np.diff(np.gradient(ys, xs)[:-1], prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="your answer changes the caller's ys; wanted is that they stay", see=HINGES)
def relu_values_shifted_in_place(xs, ys):
    ys -= ys[0]
    changes = np.diff(np.diff(ys) / np.diff(xs), prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


def _hinges(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.diff(slopes, prepend=0.0)
    return np.ones((1, len(slopes))), -xs[:-1], changes[:, None], np.array([ys[0]])


slips(
    "relu_interpolant",
    _hinges,
    HINGES,
    relu_changes_of_changes=(
        "your change is taken from the last output weight; wanted is the change from the last slope",
        "np.diff(slopes, prepend=0.0)",
        "np.array([sum((-1) ** (k - j) * slopes[j] for j in range(k + 1)) for k in range(len(slopes))])",
    ),
    relu_output_bias_a_number=(
        "your output bias has no axis; wanted is shape (1,)",
        "np.array([ys[0]])",
        "ys[0]",
    ),
    relu_in_columns=(
        "your arrays are those of the layout of columns; wanted are W1 (1, h) and W2 (h, 1)",
        "return np.ones((1, len(slopes))), -xs[:-1], changes[:, None]",
        "return np.ones((len(slopes), 1)), -xs[:-1], changes[None]",
    ),
)


# ---------------------------------------------------------------- 5.4


@wrong(
    "rbf_features", hint="your exponent is divided by the width; wanted is the denominator of the formula", see=RADIAL
)
def features_width_for_twice_its_square(x, centers, width):
    return np.exp(-((x[:, None] - centers) ** 2) / width)


@wrong("rbf_features", hint="your denominator lacks the factor 2; wanted is the one of the formula", see=RADIAL)
def features_without_the_two(x, centers, width):
    return np.exp(-((x[:, None] - centers) ** 2) / width**2)


@wrong("rbf_features", hint="your width is not squared; wanted is its square", see=RADIAL)
def features_width_not_squared(x, centers, width):
    return np.exp(-((x[:, None] - centers) ** 2) / (2 * width))


@wrong(
    "rbf_features", hint="your denominator squares the 2 as well; wanted is the square of the width alone", see=RADIAL
)
def features_two_squared_too(x, centers, width):
    return np.exp(-((x[:, None] - centers) ** 2) / (2 * width) ** 2)


@wrong("rbf_features", hint="your `/ 2 * width**2` multiplies by the width; wanted is a division", see=RADIAL)
def features_without_brackets(x, centers, width):
    return np.exp(-((x[:, None] - centers) ** 2) / 2 * width**2)


@wrong("rbf_features", hint="your features grow with the distance; wanted is that they fall", see=RADIAL)
def features_sign_lost(x, centers, width):
    return np.exp(np.minimum((x[:, None] - centers) ** 2 / (2 * width**2), 700))


@wrong("rbf_features", hint="your distance is not squared; wanted is its square", see=RADIAL)
def features_distance_not_squared(x, centers, width):
    return np.exp(-np.abs(x[:, None] - centers) / (2 * width**2))


@wrong("rbf_features", hint="your answer has one center a row; wanted is one point a row, (m, k)", see=RADIAL)
def features_transposed(x, centers, width):
    return np.exp(-((centers[:, None] - x) ** 2) / (2 * width**2))


@wrong("rbf_features", hint="your features carry the factor of a density; wanted is 1 at the center", see=RADIAL)
def features_as_a_density(x, centers, width):
    return np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2)) / (width * np.sqrt(2 * np.pi))


@wrong("rbf_features", hint="your rows are divided by their sums; wanted are the features themselves", see=RADIAL)
def features_normalised(x, centers, width):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return Phi / Phi.sum(axis=1, keepdims=True)


@wrong(
    "rbf_features",
    hint="your features are cut to integers where the points are integers; wanted are floats",
    see=RADIAL,
)
def features_truncated(x, centers, width):
    Phi = np.zeros((len(x), len(centers)), dtype=x.dtype)
    Phi[:] = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return Phi


@wrong(
    "rbf_features",
    hint="your answer drops an axis where there is one point or one center; wanted is (m, k) always",
    see=RADIAL,
)
def features_squeezed(x, centers, width):
    return np.squeeze(np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2)))


@wrong("rbf_features", hint="your answer moves the caller's points; wanted is that they stay", see=RADIAL)
def features_points_moved(x, centers, width):
    columns = []
    for c in centers:
        d = x
        d -= c
        columns.append(np.exp(-(d**2) / (2 * width**2)))
    return np.stack(columns, axis=1)


@seen("rbf_fit")
def _weights_or_fit(weights, x, y, centers, width, ridge=0.0):
    """The weights where they are determined well, elsewhere the fit, and only whether it is bad where rounding decides."""
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    sizes = np.linalg.svd(np.vstack([Phi, np.sqrt(ridge) * np.eye(len(centers))]), compute_uv=False)
    if sizes[-1] > 1e-6 * sizes[0]:
        return weights
    bad = np.sqrt(np.mean((Phi @ weights - y) ** 2)) > 0.005
    return bad, np.round(Phi @ weights, 5) if bad and np.linalg.norm(weights) < 1e5 else 0


@wrong(
    "rbf_fit",
    hint="your answer goes by the normal equations, by way of Phi^T Phi, which are nearly singular for wide Gaussians; wanted is a fit that stays good there",
    see=RADIAL,
)
def rbf_inverse_of_normal_equations(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return np.linalg.inv(Phi.T @ Phi + ridge * np.eye(len(centers))) @ (Phi.T @ y)


@wrong(
    "rbf_fit",
    hint="your answer goes by the normal equations, by way of Phi^T Phi, which are nearly singular for wide Gaussians; wanted is a fit that stays good there",
    see=RADIAL,
)
def rbf_normal_equations(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return np.linalg.solve(Phi.T @ Phi + ridge * np.eye(len(centers)), Phi.T @ y)


@wrong(
    "rbf_fit",
    hint="your answer goes by the normal equations, by way of Phi^T Phi, which are nearly singular for wide Gaussians; wanted is a fit that stays good there",
    see=RADIAL,
)
def rbf_pseudoinverse_of_normal_equations(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return np.linalg.pinv(Phi.T @ Phi + ridge * np.eye(len(centers))) @ (Phi.T @ y)


@wrong("rbf_fit", hint="your answer does not use ridge; wanted is that it counts", see=RADIAL)
def rbf_ridge_ignored(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return np.linalg.lstsq(Phi, y, rcond=None)[0]


@wrong(
    "rbf_fit",
    hint="your penalty is ridge squared times the squared weights; wanted is ridge to the first power",
    see=RADIAL,
)
def rbf_rows_of_ridge(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, ridge * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y, np.zeros(len(centers))), rcond=None)[0]


@wrong(
    "rbf_fit",
    hint="your ridge is multiplied by the number of points; wanted is ridge itself beside a sum of squares",
    see=RADIAL,
)
def rbf_ridge_times_points(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(len(x) * ridge) * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y, np.zeros(len(centers))), rcond=None)[0]


@wrong("rbf_fit", hint="your answer uses half the ridge; wanted is all of it", see=RADIAL)
def rbf_half_the_ridge(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(ridge / 2) * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y, np.zeros(len(centers))), rcond=None)[0]


@wrong(
    "rbf_fit",
    hint="your answer adds a small ridge of its own, and the fit suffers; wanted is none where ridge is 0",
    see=RADIAL,
)
def rbf_small_ridge_always(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return np.linalg.solve(Phi.T @ Phi + (ridge + 1e-8) * np.eye(len(centers)), Phi.T @ y)


@wrong(
    "rbf_fit",
    hint="your cut-off leaves out directions that the fit needs; wanted is that nothing is left out but what rounding demands",
    see=RADIAL,
)
def rbf_cut_off_at_a_hundredth(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(ridge) * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y, np.zeros(len(centers))), rcond=0.01)[0]


@wrong(
    "rbf_fit",
    hint="your cut-off leaves out directions that the fit needs; wanted is that nothing is left out but what rounding demands",
    see=RADIAL,
)
def rbf_cut_off_at_a_millionth(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(ridge) * np.eye(len(centers))])
    return np.linalg.pinv(A, rcond=1e-6) @ np.append(y, np.zeros(len(centers)))


@wrong(
    "rbf_fit", hint="your answer is Phi^T y, which does not minimise anything; wanted are the least squares", see=RADIAL
)
def rbf_projection_only(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return Phi.T @ y / (1 + ridge)


@wrong("rbf_fit", hint="your answer holds the fitted values; wanted are the weights, one a center", see=RADIAL)
def rbf_fitted_values(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return Phi @ np.linalg.lstsq(Phi, y, rcond=None)[0]


@wrong(
    "rbf_fit",
    hint="your answer takes the mean out of y, as if there were an output bias; wanted is y itself",
    see=RADIAL,
)
def rbf_centred_targets(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(ridge) * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y - np.mean(y), np.zeros(len(centers))), rcond=None)[0]


@wrong("rbf_fit", hint="your answer is a column; wanted is one number a center, (k,)", see=RADIAL)
def rbf_column(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(ridge) * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y, np.zeros(len(centers)))[:, None], rcond=None)[0]


@wrong(
    "rbf_fit",
    hint="your ridge is added to every entry of a matrix; wanted is a penalty on each weight's own square",
    see=RADIAL,
)
def rbf_ridge_on_every_entry(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    if ridge == 0:
        return np.linalg.lstsq(Phi, y, rcond=None)[0]
    return np.linalg.solve(Phi.T @ Phi + ridge, Phi.T @ y)


def _radial_fit(x, y, centers, width, ridge=0.0):
    Phi = rbf_features(x, centers, width)
    k = len(centers)
    return np.linalg.lstsq(np.vstack([Phi, np.sqrt(ridge) * np.eye(k)]), np.append(y, np.zeros(k)), rcond=None)[0]


slips(
    "rbf_fit",
    _radial_fit,
    RADIAL,
    rbf_ridge_of_a_thousandth_added=(
        "your answer adds a ridge of its own; wanted is the one handed in, 0 included",
        "np.sqrt(ridge) * np.eye(k)",
        "np.sqrt(ridge + 1e-3) * np.eye(k)",
    ),
    rbf_all_of_lstsq=(
        "your answer is all that lstsq returns; wanted are the weights alone",
        "rcond=None)[0]",
        "rcond=None)",
    ),
)


# ---------------------------------------------------------------- 5.5


@wrong("mse_gradients", hint="your derivative of tanh squares Z; wanted is the derivative at Z", see=GRADIENTS)
def mse_one_minus_z_squared(X, Y, W1, b1, W2, b2):
    Z = X @ W1 + b1
    D1 = 2 * (np.tanh(Z) @ W2 + b2 - Y) / len(X)
    D2 = D1 @ W2.T * (1 - Z**2)
    return {"W1": X.T @ D2, "b1": D2.sum(axis=0), "W2": np.tanh(Z).T @ D1, "b2": D1.sum(axis=0)}


@wrong("mse_gradients", hint="your gradient of W2 is made from Z; wanted is what W2 is multiplied with", see=GRADIENTS)
def mse_output_weights_from_z(X, Y, W1, b1, W2, b2):
    Z = X @ W1 + b1
    H = np.tanh(Z)
    D1 = 2 * (H @ W2 + b2 - Y) / len(X)
    D2 = D1 @ W2.T * (1 - H**2)
    return {"W1": X.T @ D2, "b1": D2.sum(axis=0), "W2": Z.T @ D1, "b2": D1.sum(axis=0)}


@wrong("mse_gradients", hint="your answer drops axes of length 1; wanted is each parameter's own shape", see=GRADIENTS)
def mse_squeezed(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    D1 = 2 * (H @ W2 + b2 - Y) / len(X)
    D2 = D1 @ W2.T * (1 - H**2)
    grads = {"W1": X.T @ D2, "b1": D2.sum(axis=0), "W2": H.T @ D1, "b2": D1.sum(axis=0)}
    return {key: np.squeeze(value) for key, value in grads.items()}


@wrong("mse_gradients", hint="your answer is a tuple; wanted is a dict with keys W1, b1, W2, b2", see=GRADIENTS)
def mse_tuple(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    D1 = 2 * (H @ W2 + b2 - Y) / len(X)
    D2 = D1 @ W2.T * (1 - H**2)
    return X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)


def _right_mse_gradients(X, Y, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    D1 = 2 * (H @ W2 + b2 - Y) / len(X)
    D2 = D1 @ W2.T * (1 - H**2)
    return {"W1": X.T @ D2, "b1": D2.sum(axis=0), "W2": H.T @ D1, "b2": D1.sum(axis=0)}


slips(
    "mse_gradients",
    _right_mse_gradients,
    GRADIENTS,
    mse_sum_for_mean=("your gradients are those of the sum over the examples; wanted is the mean", " / len(X)", ""),
    mse_halved=("your gradients are half as large as they should be; wanted are those of the whole square", "2 * ", ""),
    mse_sign_flipped=(
        "your gradients point downhill; wanted is the gradient, which points uphill",
        "H @ W2 + b2 - Y",
        "Y - H @ W2 - b2",
    ),
    mse_without_tanh_prime=(
        "your hidden gradients pass the tanh as if it were not there; wanted is its derivative, too",
        "W2.T * (1 - H**2)",
        "W2.T",
    ),
    mse_tanh_prime_at_h=(
        "your derivative of tanh is taken at H; wanted is the derivative at Z",
        "H**2",
        "np.tanh(H) ** 2",
    ),
    mse_sigmoid_prime=(
        "your hidden layer's derivative is the sigmoid's; wanted is that of tanh",
        "(1 - H**2",
        "H * (1 - H",
    ),
    mse_without_w2=("your hidden gradients do not know W2; wanted is the way back through it", "@ W2.T ", ""),
    mse_bias_means=(
        "your bias gradients are means over the examples, and the mean is in already; wanted is divided once",
        'D2.sum(axis=0), "W2": H.T @ D1, "b2": D1.sum',
        'D2.mean(axis=0), "W2": H.T @ D1, "b2": D1.mean',
    ),
    mse_bias_not_summed=(
        "your bias gradients have a row for each example; wanted is the bias's own shape",
        'D2.sum(axis=0), "W2": H.T @ D1, "b2": D1.sum(axis=0)',
        'D2, "W2": H.T @ D1, "b2": D1',
    ),
    mse_output_bias_forgotten=("your output forgets b2; wanted is the network as it is written", "+ b2 ", ""),
    mse_transposed=(
        "your weight gradients are transposed; wanted is each parameter's own shape",
        'X.T @ D2, "b1": D2.sum(axis=0), "W2": H.T @ D1',
        'D2.T @ X, "b1": D2.sum(axis=0), "W2": D1.T @ H',
    ),
    mse_of_absolute_errors=("your loss is the mean absolute error; wanted is the mean square", "2 * ", "np.sign"),
    mse_tanh_on_the_output=(
        "your output passes a tanh, too; wanted is a linear output",
        "D1 = 2 * (H @ W2 + b2 - Y",
        "out = np.tanh(H @ W2 + b2)\n    D1 = 2 * (out - Y) * (1 - out**2",
    ),
)


def _squared(X, Y, W1, b1, W2, b2):
    Z = X @ W1 + b1
    H = np.tanh(Z)
    E = H @ W2 + b2 - Y
    D = 2 * E / len(X)
    P = (D @ W2.T) * (1 - H**2)
    return {"W1": X.T @ P, "b1": P.sum(axis=0), "W2": H.T @ D, "b2": D.sum(axis=0)}


slips(
    "mse_gradients",
    _squared,
    GRADIENTS,
    mse_one_minus_h=(
        "your slope of tanh lacks a square; wanted is its derivative, from H",
        "1 - H**2",
        "1 - H",
    ),
    mse_error_squared=(
        "your error is squared in the gradient, too; wanted is the derivative of its square",
        "D = 2 * E",
        "D = 2 * E**2",
    ),
    mse_output_bias_a_number=(
        "your gradient of b2 has no axis; wanted is shape (1,)",
        "D.sum(axis=0)}",
        "D.sum()}",
    ),
    mse_flat_targets=(
        "your Y is flat, so that (m, 1) minus (m,) becomes (m, m); wanted is the error of each example by itself",
        "E = H @ W2 + b2 - Y",
        "E = (H @ W2 + b2 - Y.ravel()).mean(axis=1, keepdims=True)",
    ),
    mse_flat_targets_summed=(
        "your Y is flat, so that (m, 1) minus (m,) becomes (m, m); wanted is the error of each example by itself",
        "E = H @ W2 + b2 - Y",
        "E = (H @ W2 + b2 - Y.ravel()).sum(axis=1, keepdims=True)",
    ),
)


# ---------------------------------------------------------------- 5.6
# A diagnosis tries these in this order, and its time is limited: the plainest come first. `mse_gradients` is the notebook's.


# A network can be trained wrongly in too many ways to compare weights: signs, which look at the networks that came back.
# calls: [((x, y, width, steps, lr, seed), (W1, b1, W2, b2)), ...], among them one of 1 step and one of 3000 from the same start.


def _early_and_late(calls):
    (early, late) = (
        [net for args, net in calls if args[3] == n and args[2] == 30 and args[5] == 11][-1] for n in (1, 3000)
    )
    return early, late


def _stuck(calls):
    """Which of the four arrays are after 3000 steps what they were after one."""
    return [np.allclose(a, b, rtol=1e-9, atol=1e-9) for a, b in zip(*_early_and_late(calls), strict=True)]


def _trained(calls):
    """The last call of 3000 steps, and what its network gives at x, if the weights are finite."""
    (x, y, *_), net = [call for call in calls if call[0][3] == 3000][-1]
    W1, b1, W2, b2 = (np.asarray(v, dtype=float) for v in net)
    return x, y, (W1, b1, W2, b2), (np.tanh(x[:, None] @ W1 + b1) @ W2 + b2)[:, 0]


def _misses(got, y):
    return bool(np.sqrt(np.mean((got - y) ** 2)) > 0.05)


def _runs_away(calls):
    wild = any(not all(np.isfinite(v).all() and np.abs(v).max() < 1e4 for v in net) for _, net in calls)
    return wild and not all(_stuck(calls))


def _units_equal(calls):
    _, _, (W1, b1, W2, _), _ = _trained(calls)
    return all(np.ptp(v) <= 1e-9 * (1 + np.abs(v).max()) for v in (W1, b1, W2))


def _flat(calls):
    """The output is the mean of y, though the units bend."""
    _, y, (W1, *_), got = _trained(calls)
    bent = not _units_equal(calls) and not _turn_at_zero(calls) and np.median(np.abs(W1)) > 0.1
    return bent and np.std(got) < 0.1 * np.std(y) and abs(got.mean() - y.mean()) < 0.1 * np.std(y)


def _straight(calls):
    """Units with small weights hardly bend on [0, 1]."""
    _, y, (W1, *_), got = _trained(calls)
    return _misses(got, y) and not _flat(calls) and not _units_equal(calls) and np.median(np.abs(W1)) < 5


def _turn_at_zero(calls):
    _, y, (W1, b1, *_), got = _trained(calls)
    return _misses(got, y) and np.median(np.abs(W1)) >= 5 and np.median(np.abs(b1 / W1[0])) < 0.15


def _scaled_targets(calls):
    _, y, _, got = _trained(calls)
    return _misses(got, y) and not _misses(got * y.std() + y.mean(), y)


def _sigmoids(calls):
    x, y, (W1, b1, W2, b2), got = _trained(calls)
    gates = 0.5 + 0.5 * np.tanh((x[:, None] @ W1 + b1) / 2)
    return _misses(got, y) and not _misses((gates @ W2 + b2)[:, 0], y)


def _hardly_moved(calls):
    """Did 3000 steps get anywhere, though not far?"""
    _, y, _, got = _trained(calls)
    moved = [np.abs(np.asarray(b) - a).max() for a, b in zip(*_early_and_late(calls), strict=True)]
    other = any(sign(calls) for sign in (_units_equal, _flat, _straight, _turn_at_zero))
    return _misses(got, y) and not any(_stuck(calls)) and not other and max(moved) < 0.5


def _pairs(calls, same_seed):
    """Are there two calls alike but for the seed (or alike in it, too), and are their networks equal?"""
    alike = [
        all(np.allclose(a, b, rtol=1e-9, atol=1e-9, equal_nan=True) for a, b in zip(one, two, strict=True))
        for i, (first, one) in enumerate(calls)
        for second, two in calls[:i]
        if np.array_equal(first[0], second[0]) and first[2:5] == second[2:5] and (first[5] == second[5]) == same_seed
        if np.array_equal(first[1], second[1])
    ]
    return len(alike) > 0, all(alike)


def _shapes(*forms):
    """Do the four arrays have these shapes, w standing for the width?"""
    return lambda calls: all(
        [np.shape(v) for v in net] == [tuple(args[2] if n == "w" else n for n in form) for form in forms]
        for args, net in calls
    )


@wrong(
    "fit_mlp",
    hint="your units are nearly straight on [0, 1] after all steps: weights W1 this small hardly bend there, and training does not get far from such a start; wanted is a good fit",
    see=TRAINED,
    sign=_straight,
)
def fit_plain_descent_from_a_plain_start(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1, b1 = rng.normal(size=(1, width)), np.zeros(width)
    net = {"W1": W1, "b1": b1, "W2": rng.normal(size=(width, 1)) / np.sqrt(width), "b2": np.zeros(1)}
    for _ in range(steps):
        grads = mse_gradients(X, Y, **net)
        net = {key: net[key] - lr * grads[key] for key in net}
    return net["W1"], net["b1"], net["W2"], net["b2"]


@wrong(
    "fit_mlp",
    hint="your units are nearly straight on [0, 1] after all steps: weights W1 this small hardly bend there, and training does not get far from such a start; wanted is a good fit",
    see=TRAINED,
    sign=_straight,
)
def fit_momentum_from_a_plain_start(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1, b1 = rng.normal(size=(1, width)), np.zeros(width)
    net = {"W1": W1, "b1": b1, "W2": rng.normal(size=(width, 1)) / np.sqrt(width), "b2": np.zeros(1)}
    velocity = {key: 0 * value for key, value in net.items()}
    for _ in range(steps):
        for key, grad in mse_gradients(X, Y, **net).items():
            velocity[key] = 0.9 * velocity[key] + grad
            net[key] = net[key] - lr * velocity[key]
    return net["W1"], net["b1"], net["W2"], net["b2"]


@wrong(
    "fit_mlp",
    hint="your network is after 3000 steps what it was after one: the updates do not follow steps, or the trained network is not what comes back",
    see=TRAINED,
    sign=lambda calls: all(_stuck(calls)),
)
def fit_one_step(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1 = rng.uniform(10, 20, size=(1, width))
    b1 = -W1[0] * rng.uniform(size=width)
    net = {"W1": W1, "b1": b1, "W2": 0.1 * rng.normal(size=(width, 1)), "b2": np.zeros(1)}
    velocity = {key: 0 * value for key, value in net.items()}
    for _ in range(1):
        for key, grad in mse_gradients(X, Y, **net).items():
            velocity[key] = 0.9 * velocity[key] + grad
            net[key] = net[key] - lr * velocity[key]
    return net["W1"], net["b1"], net["W2"], net["b2"]


@wrong(
    "fit_mlp",
    hint="your updates are too few, or too small, to get anywhere: is every one of the steps an update?",
    see=TRAINED,
    sign=_hardly_moved,
)
def fit_steps_as_epochs_of_a_hundred(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1 = rng.uniform(10, 20, size=(1, width))
    b1 = -W1[0] * rng.uniform(size=width)
    net = {"W1": W1, "b1": b1, "W2": 0.1 * rng.normal(size=(width, 1)), "b2": np.zeros(1)}
    velocity = {key: 0 * value for key, value in net.items()}
    for _ in range(steps // 100):
        for key, grad in mse_gradients(X, Y, **net).items():
            velocity[key] = 0.9 * velocity[key] + grad
            net[key] = net[key] - lr * velocity[key]
    return net["W1"], net["b1"], net["W2"], net["b2"]


@wrong(
    "fit_mlp",
    hint="your start is the same for every seed; wanted is one made from the seed",
    see=TRAINED,
    sign=lambda calls: _pairs(calls, same_seed=False) == (True, True),
)
def fit_seed_ignored(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(0)
    X, Y = x[:, None], y[:, None]
    W1 = rng.uniform(10, 20, size=(1, width))
    b1 = -W1[0] * rng.uniform(size=width)
    net = {"W1": W1, "b1": b1, "W2": 0.1 * rng.normal(size=(width, 1)), "b2": np.zeros(1)}
    velocity = {key: 0 * value for key, value in net.items()}
    for _ in range(steps):
        for key, grad in mse_gradients(X, Y, **net).items():
            velocity[key] = 0.9 * velocity[key] + grad
            net[key] = net[key] - lr * velocity[key]
    return net["W1"], net["b1"], net["W2"], net["b2"]


@wrong(
    "fit_mlp",
    hint="your start differs from call to call; wanted is the same one for the same seed",
    see=TRAINED,
    sign=lambda calls: _pairs(calls, same_seed=True) == (True, False),
)
def fit_not_repeatable(x, y, width, steps, lr, seed):
    rng = np.random.default_rng()
    X, Y = x[:, None], y[:, None]
    W1 = rng.uniform(10, 20, size=(1, width))
    b1 = -W1[0] * rng.uniform(size=width)
    net = {"W1": W1, "b1": b1, "W2": 0.1 * rng.normal(size=(width, 1)), "b2": np.zeros(1)}
    velocity = {key: 0 * value for key, value in net.items()}
    for _ in range(steps):
        for key, grad in mse_gradients(X, Y, **net).items():
            velocity[key] = 0.9 * velocity[key] + grad
            net[key] = net[key] - lr * velocity[key]
    return net["W1"], net["b1"], net["W2"], net["b2"]


@wrong(
    "fit_mlp",
    hint="your units start equal and stay equal, as if there were one; wanted are units that differ",
    see=TRAINED,
    sign=_units_equal,
)
def fit_zero_start(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1, b1 = np.zeros((1, width)), np.zeros(width)
    net = {"W1": W1, "b1": b1, "W2": np.zeros((width, 1)) + 1e-9 * rng.normal(), "b2": np.zeros(1)}
    velocity = {key: 0 * value for key, value in net.items()}
    for _ in range(steps):
        for key, grad in mse_gradients(X, Y, **net).items():
            velocity[key] = 0.9 * velocity[key] + grad
            net[key] = net[key] - lr * velocity[key]
    return net["W1"], net["b1"], net["W2"], net["b2"]


@wrong(
    "fit_mlp",
    hint="your units start equal and stay equal, as if there were one; wanted are units that differ",
    see=TRAINED,
    sign=_units_equal,
)
def fit_equal_start(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1, b1 = np.full((1, width), 10 * rng.normal()), np.zeros(width)
    net = {"W1": W1, "b1": b1, "W2": np.full((width, 1), 1 / width), "b2": np.zeros(1)}
    velocity = {key: 0 * value for key, value in net.items()}
    for _ in range(steps):
        for key, grad in mse_gradients(X, Y, **net).items():
            velocity[key] = 0.9 * velocity[key] + grad
            net[key] = net[key] - lr * velocity[key]
    return net["W1"], net["b1"], net["W2"], net["b2"]


@wrong(
    "fit_mlp",
    hint="your weights run away: the steps go uphill, or are too long; wanted is that the error falls",
    see=TRAINED,
    sign=_runs_away,
)
def fit_diverging(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1 = rng.uniform(10, 20, size=(1, width))
    b1 = -W1[0] * rng.uniform(size=width)
    net = {"W1": W1, "b1": b1, "W2": 0.1 * rng.normal(size=(width, 1)), "b2": np.zeros(1)}
    for _ in range(steps):
        grads = mse_gradients(X, Y, **net)
        net = {key: net[key] - len(x) * lr * grads[key] for key in net}
    return net["W1"], net["b1"], net["W2"], net["b2"]


@wrong(
    "fit_mlp",
    hint="your network is trained on scaled targets, and the scaling is not undone; wanted is one that fits y",
    see=TRAINED,
    sign=_scaled_targets,
)
def fit_targets_standardised(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], ((y - y.mean()) / y.std())[:, None]
    W1 = rng.uniform(10, 20, size=(1, width))
    b1 = -W1[0] * rng.uniform(size=width)
    net = {"W1": W1, "b1": b1, "W2": 0.1 * rng.normal(size=(width, 1)), "b2": np.zeros(1)}
    velocity = {key: 0 * value for key, value in net.items()}
    for _ in range(steps):
        for key, grad in mse_gradients(X, Y, **net).items():
            velocity[key] = 0.9 * velocity[key] + grad
            net[key] = net[key] - lr * velocity[key]
    return net["W1"], net["b1"], net["W2"], net["b2"]


@wrong(
    "fit_mlp",
    hint="your network is flat, at the mean of y: where y is (m,), a column minus y is (m, m) and only the mean is learnt; wanted is y as a column",
    see=TRAINED,
    sign=_flat,
)
def fit_targets_not_a_column(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], np.full((len(x), 1), y.mean())  # what (m, 1) - (m,) comes to
    W1 = rng.uniform(10, 20, size=(1, width))
    b1 = -W1[0] * rng.uniform(size=width)
    net = {"W1": W1, "b1": b1, "W2": 0.1 * rng.normal(size=(width, 1)), "b2": np.zeros(1)}
    velocity = {key: 0 * value for key, value in net.items()}
    for _ in range(steps):
        for key, grad in mse_gradients(X, Y, **net).items():
            velocity[key] = 0.9 * velocity[key] + grad
            net[key] = net[key] - lr * velocity[key]
    return net["W1"], net["b1"], net["W2"], net["b2"]


@wrong(
    "fit_mlp",
    hint="your network is after 3000 steps what it was after one: the updates do not follow steps, or the trained network is not what comes back",
    see=TRAINED,
    sign=lambda calls: all(_stuck(calls)),
)
def fit_start_returned(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1 = rng.uniform(10, 20, size=(1, width))
    b1 = -W1[0] * rng.uniform(size=width)
    net = {"W1": W1, "b1": b1, "W2": 0.1 * rng.normal(size=(width, 1)), "b2": np.zeros(1)}
    trained = {key: value.copy() for key, value in net.items()}
    for _ in range(steps):
        for key, grad in mse_gradients(X, Y, **trained).items():
            trained[key] = trained[key] - lr * grad
    return net["W1"], net["b1"], net["W2"], net["b2"]


@wrong(
    "fit_mlp",
    hint="your network always has 30 units; wanted are as many as width says",
    see=TRAINED,
    sign=_shapes((1, 30), (30,), (30, 1), (1,)),
)
def fit_width_fixed(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    W1 = rng.uniform(10, 20, size=(1, 30))
    net = {"W1": W1, "b1": -W1[0] * rng.uniform(size=30), "W2": 0.1 * rng.normal(size=(30, 1)), "b2": np.zeros(1)}
    velocity = {key: 0 * value for key, value in net.items()}
    for _ in range(steps):
        for key, grad in mse_gradients(x[:, None], y[:, None], **net).items():
            velocity[key] = 0.9 * velocity[key] + grad
            net[key] = net[key] - lr * velocity[key]
    return net["W1"], net["b1"], net["W2"], net["b2"]


@wrong(
    "fit_mlp",
    hint="your units are sigmoids; wanted is a network of tanh units",
    see=TRAINED,
    sign=_sigmoids,
)
def fit_sigmoid_units(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1 = rng.uniform(10, 20, size=(1, width))
    P = [W1, -W1[0] * rng.uniform(size=width), 0.1 * rng.normal(size=(width, 1)), np.zeros(1)]
    V = [0 * p for p in P]
    for _ in range(steps):
        H = 1 / (1 + np.exp(-(X @ P[0] + P[1])))
        E = 2 * (H @ P[2] + P[3] - Y) / len(X)
        D = E @ P[2].T * H * (1 - H)
        V = [0.9 * v + g for v, g in zip(V, [X.T @ D, D.sum(0), H.T @ E, E.sum(0)], strict=True)]
        P = [p - lr * v for p, v in zip(P, V, strict=True)]
    return tuple(P)


@wrong(
    "fit_mlp",
    hint="your units all turn near x = 0, for their biases start at 0; wanted are turning points all over [0, 1]",
    see=TRAINED,
    sign=_turn_at_zero,
)
def fit_steep_units_that_turn_at_zero(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    net = {"W1": rng.uniform(10, 20, size=(1, width)), "b1": np.zeros(width)}
    net |= {"W2": 0.1 * rng.normal(size=(width, 1)), "b2": np.zeros(1)}
    for _ in range(steps):
        for key, grad in mse_gradients(x[:, None], y[:, None], **net).items():
            net[key] = net[key] - lr * grad
    return net["W1"], net["b1"], net["W2"], net["b2"]


def _right_fit_mlp(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1 = rng.uniform(10, 20, size=(1, width))
    b1 = -W1[0] * rng.uniform(size=width)
    net = {"W1": W1, "b1": b1, "W2": 0.1 * rng.normal(size=(width, 1)), "b2": np.zeros(1)}
    velocity = {key: 0 * value for key, value in net.items()}
    for _ in range(steps):
        for key, grad in mse_gradients(X, Y, **net).items():
            velocity[key] = 0.9 * velocity[key] + grad
            net[key] = net[key] - lr * velocity[key]
    return net["W1"], net["b1"], net["W2"], net["b2"]


slips(
    "fit_mlp",
    _right_fit_mlp,
    TRAINED,
    fit_hidden_layer_frozen=(
        "your hidden layer never moves: only W2 and b2 learn; wanted is that all four do",
        "velocity[key] = 0.9 * velocity[key] + grad\n",
        'if key in ("W2", "b2"):\n                velocity[key] = 0.9 * velocity[key] + grad\n    ',
        lambda calls: _stuck(calls) == [True, True, False, False],
    ),
    fit_hidden_biases_frozen=(
        "your hidden biases never move; wanted is that all four parameters learn",
        "velocity[key] = 0.9 * velocity[key] + grad\n",
        'if key != "b1":\n                velocity[key] = 0.9 * velocity[key] + grad\n    ',
        lambda calls: _stuck(calls) == [False, True, False, False] and (not _units_equal(calls)),
    ),
    fit_output_bias_frozen=(
        "your output bias never moves; wanted is that all four parameters learn",
        "velocity[key] = 0.9 * velocity[key] + grad\n",
        'if key != "b2":\n                velocity[key] = 0.9 * velocity[key] + grad\n    ',
        lambda calls: _stuck(calls) == [False, False, False, True],
    ),
    fit_climbs=(
        "your weights run away: the steps go uphill, or are too long; wanted is that the error falls",
        "key] -",
        "key] +",
        _runs_away,
    ),
    fit_weights_transposed=(
        "your W1 and W2 come back transposed; wanted are (1, width) and (width, 1)",
        ', net["b1"], net["W2"]',
        '.T, net["b1"], net["W2"].T',
        _shapes(("w", 1), ("w",), (1, "w"), (1,)),
    ),
    fit_flat_output_weights=(
        "your W2 comes back flat; wanted is (width, 1)",
        'W2"]',
        'W2"].ravel()',
        _shapes((1, "w"), ("w",), ("w",), (1,)),
    ),
    fit_dict_returned=(
        "your answer is a dict; wanted is (W1, b1, W2, b2)",
        'net["W1"], net["b1"], net["W2"], net["b2"]',
        "net",
        lambda calls: all((isinstance(net, dict) for _, net in calls)),
    ),
)
