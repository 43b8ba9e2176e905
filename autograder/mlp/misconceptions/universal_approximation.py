"""Likely wrong answers to notebook 5, named after what was done."""

import numpy as np

from autograder.testing import wrong

# ---------------------------------------------------------------- 5.1


@wrong(
    "sup_error",
    hint="the mean of the sizes is small where one stretch is far off; the largest counts",
    see="5.1 Sup error",
)
def sup_mean(f_values, p_values):
    return np.mean(np.abs(f_values - p_values))


@wrong("sup_error", hint="a root mean square averages; the sup error does not", see="5.1 Sup error")
def sup_root_mean_square(f_values, p_values):
    return np.sqrt(np.mean((f_values - p_values) ** 2))


@wrong("sup_error", hint="a large negative difference is a large error too", see="5.1 Sup error")
def sup_signed(f_values, p_values):
    return np.max(f_values - p_values)


@wrong("sup_error", hint="take the size first, then the maximum: the order matters", see="5.1 Sup error")
def sup_size_of_the_signed_maximum(f_values, p_values):
    return abs(np.max(f_values - p_values))


@wrong("sup_error", hint="compare point by point before taking the maximum", see="5.1 Sup error")
def sup_difference_of_maxima(f_values, p_values):
    return abs(np.max(f_values) - np.max(p_values))


@wrong("sup_error", hint="this adds the errors up; only the largest counts", see="5.1 Sup error")
def sup_total(f_values, p_values):
    return np.sum(np.abs(f_values - p_values))


@wrong("sup_error", hint="asked for is how large the error is, not where", see="5.1 Sup error")
def sup_place(f_values, p_values):
    return np.argmax(np.abs(f_values - p_values))


@wrong("sup_error", hint="the error is not divided by the size of f", see="5.1 Sup error")
def sup_relative(f_values, p_values):
    return np.max(np.abs(f_values - p_values)) / np.max(np.abs(f_values))


@wrong("sup_error", hint="one error for each point: the largest is missing", see="5.1 Sup error")
def sup_all_errors(f_values, p_values):
    return np.abs(f_values - p_values)


@wrong("sup_error", hint="the error at the two ends says nothing about the middle", see="5.1 Sup error")
def sup_at_the_ends(f_values, p_values):
    return max(abs(f_values[0] - p_values[0]), abs(f_values[-1] - p_values[-1]))


@wrong("sup_error", hint="`f_values -= p_values` changes the caller's array", see="5.1 Sup error")
def sup_in_place(f_values, p_values):
    f_values -= p_values
    return np.max(np.abs(f_values))


@wrong("sup_error", hint="sizes alone do not tell f from -f: subtract first", see="5.1 Sup error")
def sup_sizes_compared(f_values, p_values):
    return np.max(np.abs(np.abs(f_values) - np.abs(p_values)))


@wrong("sup_error", hint="this is the Euclidean length of all errors; only the largest counts", see="5.1 Sup error")
def sup_euclidean(f_values, p_values):
    return np.linalg.norm(f_values - p_values)


@wrong(
    "sup_error", hint="this is the spread between two errors; asked for is the size of the largest", see="5.1 Sup error"
)
def sup_spread_of_the_errors(f_values, p_values):
    return np.max(f_values - p_values) - np.min(f_values - p_values)


@wrong("sup_error", hint="the first point is never looked at", see="5.1 Sup error")
def sup_loop_from_the_second_point(f_values, p_values):
    largest = 0.0
    for i in range(1, len(f_values)):
        largest = max(largest, abs(f_values[i] - p_values[i]))
    return largest


@wrong("sup_error", hint="the end points count as well", see="5.1 Sup error")
def sup_without_the_ends(f_values, p_values):
    errors = np.abs(f_values - p_values)
    return np.max(errors[1:-1] if len(errors) > 2 else errors)


@wrong("sup_error", hint="int() cuts the error to a whole number", see="5.1 Sup error")
def sup_cut_to_an_integer(f_values, p_values):
    return int(np.max(np.abs(f_values - p_values)))


@wrong("sup_error", hint="a number is asked for, not an array with one entry", see="5.1 Sup error")
def sup_in_an_array(f_values, p_values):
    return np.max(np.abs(f_values - p_values), keepdims=True)


# ---------------------------------------------------------------- 5.2


@wrong("bernstein", hint="n + 1 values belong to degree n", see="5.2 Polynomials")
def bernstein_degree_from_length(values, x):
    n, total = len(values), np.zeros(len(x))
    binomial = 1.0
    for k, value in enumerate(values):
        total = total + value * binomial * x**k * (1 - x) ** (n - k)
        binomial = binomial * (n - k) / (k + 1)
    return total


@wrong("bernstein", hint="x belongs to the power k: at x = 1 the last value must come out", see="5.2 Polynomials")
def bernstein_reversed(values, x):
    c = np.asarray(values, dtype=float)[:, None] * np.ones(len(x))
    while len(c) > 1:
        c = x * c[:-1] + (1 - x) * c[1:]
    return c[0]


@wrong("bernstein", hint="the weights do not add up to 1: the binomials are missing", see="5.2 Polynomials")
def bernstein_without_binomials(values, x):
    k = np.arange(len(values))[:, None]
    n = len(values) - 1
    return np.sum(values[:, None] * x**k * (1 - x) ** (n - k), axis=0)


@wrong("bernstein", hint="64-bit integers overflow without a word, near degree 60", see="5.2 Polynomials")
def bernstein_integer_binomials(values, x):
    n, total = len(values) - 1, np.zeros(len(x))
    row = np.array([1], dtype=np.int64)
    for _ in range(n):
        row = np.append(row, 0) + np.append(0, row)
    for k in range(n + 1):
        total += values[k] * row[k] * x**k * (1 - x) ** (n - k)
    return total


@wrong("bernstein", hint="171! is already more than a float can hold", see="5.2 Polynomials")
def bernstein_float_factorials(values, x):
    n = len(values) - 1
    factorial = np.concatenate([[1.0], np.cumprod(np.arange(1.0, n + 1))])
    k = np.arange(n + 1)
    binomial = factorial[n] / (factorial[k] * factorial[n - k])
    return np.sum((values * binomial)[:, None] * x ** k[:, None] * (1 - x) ** (n - k)[:, None], axis=0)


@wrong(
    "bernstein",
    hint="this joins the values by straight lines; the polynomial does not go through them",
    see="5.2 Polynomials",
)
def bernstein_straight_lines(values, x):
    return np.interp(x, np.linspace(0, 1, len(values)), values)


@wrong(
    "bernstein",
    hint="this polynomial goes through all values; Bernstein's is a weighted mean of them",
    see="5.2 Polynomials",
)
def bernstein_interpolation(values, x):
    knots, total = np.linspace(0, 1, len(values)), np.zeros(len(x))
    for k, value in enumerate(values):
        others = np.delete(knots, k)
        total = total + value * np.prod((x[:, None] - others) / (knots[k] - others), axis=1)
    return total


@wrong("bernstein", hint="the logarithm of 0 turns 0 * log(0) into nan at the ends", see="5.2 Polynomials")
def bernstein_logarithms_at_the_ends(values, x):
    n = len(values) - 1
    k = np.arange(n + 1)[:, None]
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1.0, n + 1)))])
    binomial = logs[n] - logs[k] - logs[n - k]
    return np.sum(values[:, None] * np.exp(binomial + k * np.log(x) + (n - k) * np.log(1 - x)), axis=0)


@wrong("bernstein", hint="an epsilon inside the logarithm shifts x; 1e-9 is asked for", see="5.2 Polynomials")
def bernstein_epsilon_in_logarithms(values, x):
    n = len(values) - 1
    k = np.arange(n + 1)[:, None]
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1.0, n + 1)))])
    binomial = logs[n] - logs[k] - logs[n - k]
    inside = k * np.log(x + 1e-8) + (n - k) * np.log(1 - x + 1e-8)
    return np.sum(values[:, None] * np.exp(binomial + inside), axis=0)


@wrong("bernstein", hint="the sum ends with k = n: the last value is missing", see="5.2 Polynomials")
def bernstein_without_the_last_value(values, x):
    n, total, binomial = len(values) - 1, np.zeros(len(x)), 1.0
    for k in range(n):
        total += values[k] * binomial * x**k * (1 - x) ** (n - k)
        binomial *= (n - k) / (k + 1)
    return total


@wrong("bernstein", hint="a normal curve is only near the weights; 1e-9 is asked for", see="5.2 Polynomials")
def bernstein_normal_weights(values, x):
    n = len(values) - 1
    k = np.arange(n + 1)[:, None]
    spread = np.maximum(n * x * (1 - x), 1e-12)
    weights = np.exp(-((k - n * x) ** 2) / (2 * spread))
    return np.sum(values[:, None] * weights, axis=0) / np.sum(weights, axis=0)


@wrong("bernstein", hint="the result has one number a point, (m,), not a column", see="5.2 Polynomials")
def bernstein_column(values, x):
    x = np.asarray(x, dtype=float)[:, None]
    c = np.asarray(values, dtype=float) * np.ones_like(x)
    while c.shape[1] > 1:
        c = (1 - x) * c[:, :-1] + x * c[:, 1:]
    return c


@wrong("bernstein", hint="21! is too large for a 64-bit integer, and nothing warns", see="5.2 Polynomials")
def bernstein_integer_factorials(values, x):
    n, total = len(values) - 1, np.zeros(len(x))
    factorial = np.append(1, np.cumprod(np.arange(1, n + 1)))
    for k in range(n + 1):
        binomial = factorial[n] // (factorial[k] * factorial[n - k])
        total += values[k] * binomial * x**k * (1 - x) ** (n - k)
    return total


@wrong("bernstein", hint="21! is too large for a 64-bit integer, and nothing warns", see="5.2 Polynomials")
def bernstein_quotient_of_integer_factorials(values, x):
    n, total = len(values) - 1, np.zeros(len(x))
    factorial = np.append(1, np.cumprod(np.arange(1, n + 1)))
    for k in range(n + 1):
        binomial = factorial[n] / (factorial[k] * factorial[n - k])
        total += values[k] * binomial * x**k * (1 - x) ** (n - k)
    return total


@wrong("bernstein", hint="points clipped away from the ends are other points; 1e-9 is asked for", see="5.2 Polynomials")
def bernstein_points_clipped(values, x):
    n = len(values) - 1
    k = np.arange(n + 1)[:, None]
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1.0, n + 1)))])
    t = np.clip(x, 1e-9, 1 - 1e-9)
    return values @ np.exp(logs[n] - logs[k] - logs[n - k] + k * np.log(t) + (n - k) * np.log(1 - t))


@wrong("bernstein", hint="from weight to weight by x / (1 - x): what happens at x = 1?", see="5.2 Polynomials")
def bernstein_weights_by_ratios(values, x):
    n = len(values) - 1
    weight = (1.0 - x) ** n
    total = values[0] * weight
    for k in range(1, n + 1):
        weight = weight * (n - k + 1) / k * x / (1 - x)
        total = total + values[k] * weight
    return total


@wrong(
    "bernstein",
    hint="for x near 1 the first weight is too small for a float, and all others are made from it",
    see="5.2 Polynomials",
)
def bernstein_first_weight_underflows(values, x):
    n, inner = len(values) - 1, np.where(x == 1, 0.0, x)
    weight = (1.0 - inner) ** n
    total = values[0] * weight
    for k in range(1, n + 1):
        weight = weight * (n - k + 1) / k * inner / (1 - inner)
        total = total + values[k] * weight
    return np.where(x == 1, values[-1], total)


@wrong(
    "bernstein",
    hint="means written back into an array of integers lose their fractions",
    see="5.2 Polynomials",
)
def bernstein_means_truncated(values, x):
    total = np.zeros(len(x))
    for i, t in enumerate(x):
        c = values.copy()
        for left in range(len(c) - 1, 0, -1):
            c[:left] = (1 - t) * c[:left] + t * c[1 : left + 1]
        total[i] = c[0]
    return total


@wrong(
    "bernstein",
    hint="np.asarray makes no copy of floats: the second point starts from what the first one left",
    see="5.2 Polynomials",
)
def bernstein_values_overwritten(values, x):
    total = np.zeros(len(x))
    for i, t in enumerate(x):
        c = np.asarray(values, dtype=float)
        for left in range(len(c) - 1, 0, -1):
            c[:left] = (1 - t) * c[:left] + t * c[1 : left + 1]
        total[i] = c[0]
    return total


@wrong("bernstein", hint="one round of means is missing: n rounds turn n + 1 values into one", see="5.2 Polynomials")
def bernstein_one_round_too_few(values, x):
    c = np.outer(values, np.ones(len(x)))
    while len(c) > 2:
        c = (1 - x) * c[:-1] + x * c[1:]
    return c[0]


@wrong("bernstein", hint="Stirling's formula is off by about 1 / (12 n)", see="5.2 Polynomials")
def bernstein_by_stirling(values, x):
    n = len(values) - 1
    m = np.arange(1.0, n + 1)
    logs = np.append(0.0, m * np.log(m) - m + np.log(2 * np.pi * m) / 2)
    k = np.arange(n + 1)
    binomial = np.exp(logs[n] - logs[k] - logs[n - k])
    return (values * binomial) @ (x ** k[:, None] * (1 - x) ** (n - k)[:, None])


# ---------------------------------------------------------------- 5.3


@wrong("bump_network", hint="the bumps never end: each needs a falling partner", see="5.3 Sigmoid bumps")
def bump_without_falling_partner(edges, heights, steepness):
    W1 = np.full((1, len(heights)), float(steepness))
    return W1, -steepness * edges[:-1], np.array(heights, dtype=float)[:, None], np.zeros(1)


@wrong("bump_network", hint="a unit switches where s x + b = 0: check the sign of b", see="5.3 Sigmoid bumps")
def bump_bias_of_the_wrong_sign(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), float(steepness)), steepness * edges, jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="b = -e moves the step to e / s; the bias needs the steepness too", see="5.3 Sigmoid bumps")
def bump_bias_without_steepness(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), float(steepness)), -edges, jumps[:, None], np.zeros(1)


@wrong(
    "bump_network", hint="the last bump does not come down: the last edge needs a unit as well", see="5.3 Sigmoid bumps"
)
def bump_last_edge_forgotten(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0)
    return np.full((1, len(jumps)), float(steepness)), -steepness * edges[:-1], jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="before the first edge the output must be 0", see="5.3 Sigmoid bumps")
def bump_first_height_as_output_bias(edges, heights, steepness):
    jumps = np.append(np.diff(heights), -heights[-1])
    W1 = np.full((1, len(jumps)), float(steepness))
    return W1, -steepness * edges[1:], jumps[:, None], np.array([float(heights[0])])


@wrong("bump_network", hint="the steepness is an argument; a fixed one stays blunt", see="5.3 Sigmoid bumps")
def bump_fixed_steepness(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), 500.0), -500.0 * edges, jumps[:, None], np.zeros(1)


@wrong(
    "bump_network",
    hint="the steepness belongs into the hidden layer, not into the output weights",
    see="5.3 Sigmoid bumps",
)
def bump_steepness_in_the_output(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.ones((1, len(edges))), -1.0 * edges, steepness * jumps[:, None], np.zeros(1)


@wrong(
    "bump_network", hint="both partners rise: the second one must take the height away again", see="5.3 Sigmoid bumps"
)
def bump_both_partners_up(edges, heights, steepness):
    places = np.concatenate([edges[:-1], edges[1:]])
    W2 = np.concatenate([heights, heights]).astype(float)[:, None]
    return np.full((1, len(places)), float(steepness)), -steepness * places, W2, np.zeros(1)


@wrong("bump_network", hint="these are the weights for tanh units, which jump from -1 to 1", see="5.3 Sigmoid bumps")
def bump_for_tanh(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0) / 2
    return np.full((1, len(edges)), float(steepness)), -steepness * edges, jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="at each edge the output changes by the difference of two heights", see="5.3 Sigmoid bumps")
def bump_jumps_of_the_wrong_sign(edges, heights, steepness):
    jumps = -np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), float(steepness)), -steepness * edges, jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="rows: one input means one row, so W1 is (1, h)", see="5.3 Sigmoid bumps")
def bump_columns(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((len(edges), 1), float(steepness)), -steepness * edges, jumps[None, :], np.zeros(1)


@wrong("bump_network", hint="W2 has a row for each unit and one column: (h, 1)", see="5.3 Sigmoid bumps")
def bump_flat_output_weights(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), float(steepness)), -steepness * edges, jumps, np.zeros(1)


@wrong("bump_network", hint="a limit on the steepness keeps the steps blunt", see="5.3 Sigmoid bumps")
def bump_steepness_limited(edges, heights, steepness):
    s, jumps = min(steepness, 500.0), np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), s), -s * edges, jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="the steepness is an argument; a fixed one stays blunt", see="5.3 Sigmoid bumps")
def bump_fixed_steepness_1000(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), 1000.0), -1000.0 * edges, jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="an array made like integer edges cuts the steepness", see="5.3 Sigmoid bumps")
def bump_steepness_truncated(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full_like(edges, steepness)[None, :], -steepness * edges, jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="bumps may be of different widths: each has its own right edge", see="5.3 Sigmoid bumps")
def bump_equal_widths(edges, heights, steepness):
    places = np.concatenate([edges[:-1], edges[:-1] + (edges[1] - edges[0])])
    W2 = np.concatenate([heights, -heights])[:, None]
    return np.full((1, len(places)), float(steepness)), -steepness * places, W2, np.zeros(1)


@wrong("bump_network", hint="`edges *= ...` changes the caller's array", see="5.3 Sigmoid bumps")
def bump_edges_in_place(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    edges *= -steepness
    return np.full((1, len(edges)), float(steepness)), edges, jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="the output bias is an array, too: (1,), not a number", see="5.3 Sigmoid bumps")
def bump_output_bias_a_number(edges, heights, steepness):
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), float(steepness)), -steepness * edges, jumps[:, None], 0.0


@wrong(
    "bump_network",
    hint="index -1 is the last entry: what stands before the first height?",
    see="5.3 Sigmoid bumps",
)
def bump_first_jump_from_the_last_height(edges, heights, steepness):
    jumps = np.append(heights - np.roll(heights, 1), -heights[-1])
    return np.full((1, len(edges)), float(steepness)), -steepness * edges, jumps[:, None], np.zeros(1)


@wrong("bump_network", hint="a unit switches where s x + b = 0: check the sign of b", see="5.3 Sigmoid bumps")
def bump_pairs_with_bias_of_the_wrong_sign(edges, heights, steepness):
    places = np.concatenate([edges[:-1], edges[1:]])
    W2 = np.concatenate([heights, -heights])[:, None]
    return np.full((1, len(places)), float(steepness)), steepness * places, W2, np.zeros(1)


@wrong("bump_network", hint="a unit switches where s x + b = 0: check the sign of b", see="5.3 Sigmoid bumps")
def bump_couples_with_bias_of_the_wrong_sign(edges, heights, steepness):
    places = np.stack([edges[:-1], edges[1:]], axis=1).ravel()
    W2 = np.stack([heights, -heights], axis=1).reshape(-1, 1)
    return np.full((1, len(places)), float(steepness)), steepness * places, W2, np.zeros(1)


@wrong("bump_network", hint="b = -e moves the step to e / s; the bias needs the steepness too", see="5.3 Sigmoid bumps")
def bump_pairs_with_bias_without_steepness(edges, heights, steepness):
    places = np.concatenate([edges[:-1], edges[1:]])
    W2 = np.concatenate([heights, -heights])[:, None]
    return np.full((1, len(places)), float(steepness)), -1.0 * places, W2, np.zeros(1)


# ---------------------------------------------------------------- 5.4


@wrong("relu_interpolant", hint="open hinges add up: the output weight is the change of slope", see="5.4 ReLU networks")
def relu_slopes(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    return np.ones((1, len(slopes))), -1.0 * xs[:-1], slopes[:, None], np.array([float(ys[0])])


@wrong(
    "relu_interpolant",
    hint="all values are off by the same amount: where does p(x_0) come from?",
    see="5.4 ReLU networks",
)
def relu_no_output_bias(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    return np.ones((1, len(slopes))), -1.0 * xs[:-1], np.diff(slopes, prepend=0)[:, None], np.zeros(1)


@wrong(
    "relu_interpolant", hint="the last piece has no hinge of its own: n pieces need n hinges", see="5.4 ReLU networks"
)
def relu_last_piece_lost(xs, ys):
    slopes = (np.diff(ys) / np.diff(xs))[: max(1, len(xs) - 2)]
    W2 = np.diff(slopes, prepend=0)[:, None]
    return np.ones((1, len(W2))), -1.0 * xs[: len(W2)], W2, np.array([float(ys[0])])


@wrong("relu_interpolant", hint="the first hinge must make the first slope out of 0", see="5.4 ReLU networks")
def relu_first_slope_lost(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.append(np.diff(slopes), 0.0)
    return np.ones((1, len(changes))), -1.0 * xs[1:], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="the kink of max(0, x + b) is at -b: check the sign of b", see="5.4 ReLU networks")
def relu_bias_of_the_wrong_sign(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.diff(slopes, prepend=0)
    return np.ones((1, len(changes))), 1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="a slope is a difference of values divided by the distance", see="5.4 ReLU networks")
def relu_differences_for_slopes(xs, ys):
    changes = np.diff(np.diff(ys), prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="the knots need not be at equal distances", see="5.4 ReLU networks")
def relu_equal_distances(xs, ys):
    slopes = np.diff(ys) * (len(xs) - 1) / (xs[-1] - xs[0])
    changes = np.diff(slopes, prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="the slope is dy / dx, not dx / dy", see="5.4 ReLU networks")
def relu_slope_upside_down(xs, ys):
    dy = np.diff(ys).astype(float)
    slopes = np.diff(xs) / np.where(dy == 0, 1.0, dy)
    changes = np.diff(slopes, prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong(
    "relu_interpolant",
    hint="the hinges open one piece too late: a piece starts at its left knot",
    see="5.4 ReLU networks",
)
def relu_hinges_at_right_knots(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.diff(slopes, prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[1:], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="the values are no output weights: what changes at a kink?", see="5.4 ReLU networks")
def relu_values_as_weights(xs, ys):
    return np.ones((1, len(xs))), -1.0 * xs, np.array(ys, dtype=float)[:, None], np.zeros(1)


@wrong(
    "relu_interpolant",
    hint="right only from x = 0 on: where knots are negative the hinges shift",
    see="5.4 ReLU networks",
)
def relu_knots_counted_from_the_first(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.diff(slopes, prepend=0)
    return np.ones((1, len(changes))), -1.0 * (xs[:-1] - xs[0]), changes[:, None], np.array([float(ys[0])])


@wrong(
    "relu_interpolant",
    hint="an array made like integer knots holds integers: the slopes lose their fractions",
    see="5.4 ReLU networks",
)
def relu_truncated_changes(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.zeros_like(ys[:-1])
    changes[:] = np.diff(slopes, prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="W2 has a row for each unit and one column: (h, 1)", see="5.4 ReLU networks")
def relu_flat_output_weights(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    return np.ones((1, len(slopes))), -1.0 * xs[:-1], np.diff(slopes, prepend=0), np.array([float(ys[0])])


@wrong("relu_interpolant", hint="the last hinge is there, but has no weight", see="5.4 ReLU networks")
def relu_last_hinge_without_weight(xs, ys):
    changes = np.diff(np.diff(ys) / np.diff(xs), prepend=0)
    changes[-1] = 0
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="the first distance is taken for all", see="5.4 ReLU networks")
def relu_first_distance_for_all(xs, ys):
    changes = np.diff(np.diff(ys) / (xs[1] - xs[0]), prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong(
    "relu_interpolant",
    hint="index -1 is the last slope: what is the slope before the first piece?",
    see="5.4 ReLU networks",
)
def relu_first_change_from_the_last_slope(xs, ys):
    slopes = np.diff(ys) / np.diff(xs)
    changes = slopes - np.roll(slopes, 1)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="the first hinge opens at 0, wherever the first knot is", see="5.4 ReLU networks")
def relu_first_hinge_at_zero(xs, ys):
    changes = np.diff(np.diff(ys) / np.diff(xs), prepend=0)
    return np.ones((1, len(changes))), -1.0 * np.append(0, xs[1:-1]), changes[:, None], np.array([float(ys[0])])


@wrong(
    "relu_interpolant",
    hint="increasing knots are never equal: what is added to their distances bends the slopes",
    see="5.4 ReLU networks",
)
def relu_epsilon_in_the_distances(xs, ys):
    changes = np.diff(np.diff(ys) / (np.diff(xs) + 1e-8), prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong(
    "relu_interpolant",
    hint="np.gradient averages the slopes on both sides of a knot; a piece has one slope",
    see="5.4 ReLU networks",
)
def relu_slopes_averaged_at_knots(xs, ys):
    changes = np.diff(np.gradient(ys, xs)[:-1], prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="a small change of slope is a kink as well", see="5.4 ReLU networks")
def relu_small_kinks_dropped(xs, ys):
    changes = np.diff(np.diff(ys) / np.diff(xs), prepend=0)
    changes[np.abs(changes) < 1e-3] = 0
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


@wrong("relu_interpolant", hint="`ys -= ys[0]` changes the caller's array, and y_0 is gone", see="5.4 ReLU networks")
def relu_values_shifted_in_place(xs, ys):
    ys -= ys[0]
    changes = np.diff(np.diff(ys) / np.diff(xs), prepend=0)
    return np.ones((1, len(changes))), -1.0 * xs[:-1], changes[:, None], np.array([float(ys[0])])


# ---------------------------------------------------------------- 5.5


@wrong("rbf_features", hint="the exponent is divided by 2 width^2, not by the width", see="5.5 Radial basis functions")
def features_width_for_twice_its_square(x, centers, width):
    return np.exp(-((x[:, None] - centers) ** 2) / width)


@wrong("rbf_features", hint="the 2 in 2 width^2 is missing", see="5.5 Radial basis functions")
def features_without_the_two(x, centers, width):
    return np.exp(-((x[:, None] - centers) ** 2) / width**2)


@wrong("rbf_features", hint="the width is squared, like the distance", see="5.5 Radial basis functions")
def features_width_not_squared(x, centers, width):
    return np.exp(-((x[:, None] - centers) ** 2) / (2 * width))


@wrong("rbf_features", hint="(2 width)^2 is 4 width^2", see="5.5 Radial basis functions")
def features_two_squared_too(x, centers, width):
    return np.exp(-((x[:, None] - centers) ** 2) / (2 * width) ** 2)


@wrong("rbf_features", hint="`/ 2 * width**2` multiplies by the width: brackets", see="5.5 Radial basis functions")
def features_without_brackets(x, centers, width):
    return np.exp(-((x[:, None] - centers) ** 2) / 2 * width**2)


@wrong(
    "rbf_features",
    hint="features grow with the distance: check the sign of the exponent",
    see="5.5 Radial basis functions",
)
def features_sign_lost(x, centers, width):
    return np.exp(np.minimum((x[:, None] - centers) ** 2 / (2 * width**2), 700))


@wrong("rbf_features", hint="the distance is squared in a Gaussian", see="5.5 Radial basis functions")
def features_distance_not_squared(x, centers, width):
    return np.exp(-np.abs(x[:, None] - centers) / (2 * width**2))


@wrong("rbf_features", hint="one point a row, one center a column: (m, k)", see="5.5 Radial basis functions")
def features_transposed(x, centers, width):
    return np.exp(-((centers[:, None] - x) ** 2) / (2 * width**2))


@wrong("rbf_features", hint="at its center a feature is 1: no factor in front", see="5.5 Radial basis functions")
def features_as_a_density(x, centers, width):
    return np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2)) / (width * np.sqrt(2 * np.pi))


@wrong("rbf_features", hint="the rows need not sum to 1", see="5.5 Radial basis functions")
def features_normalised(x, centers, width):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return Phi / Phi.sum(axis=1, keepdims=True)


@wrong(
    "rbf_features",
    hint="multiplied out, the square becomes factors that overflow and vanish: infinity times 0",
    see="5.5 Radial basis functions",
)
def features_as_a_product(x, centers, width):
    inner = np.exp(np.outer(x, centers) / width**2)
    return np.exp(-(x[:, None] ** 2) / (2 * width**2)) * inner * np.exp(-(centers**2) / (2 * width**2))


@wrong(
    "rbf_features",
    hint="an array of the type of integer points cuts every feature below 1 to 0",
    see="5.5 Radial basis functions",
)
def features_truncated(x, centers, width):
    Phi = np.zeros((len(x), len(centers)), dtype=x.dtype)
    Phi[:] = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return Phi


@wrong(
    "rbf_features",
    hint="axes of length 1 are dropped: one point or one center still has its axis",
    see="5.5 Radial basis functions",
)
def features_squeezed(x, centers, width):
    return np.squeeze(np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2)))


@wrong("rbf_features", hint="`d = x` is no copy: the points themselves are moved", see="5.5 Radial basis functions")
def features_points_moved(x, centers, width):
    columns = []
    for c in centers:
        d = x
        d -= c
        columns.append(np.exp(-(d**2) / (2 * width**2)))
    return np.stack(columns, axis=1)


@wrong("rbf_features", hint="`centers /= width` changes the caller's array", see="5.5 Radial basis functions")
def features_centers_scaled_in_place(x, centers, width):
    centers /= width
    return np.exp(-((x[:, None] / width - centers) ** 2) / 2)


@wrong("rbf_fit", hint="the inverse of nearly dependent normal equations is noise", see="5.5 Radial basis functions")
def rbf_inverse_of_normal_equations(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return np.linalg.inv(Phi.T @ Phi + ridge * np.eye(len(centers))) @ (Phi.T @ y)


@wrong(
    "rbf_fit",
    hint="the default cut-off is near rounding error; weights may still exceed 1e9",
    see="5.5 Radial basis functions",
)
def rbf_default_cut_off(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(ridge) * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y, np.zeros(len(centers))))[0]


@wrong("rbf_fit", hint="the argument ridge is not used", see="5.5 Radial basis functions")
def rbf_ridge_ignored(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return np.linalg.lstsq(Phi, y, rcond=1e-10)[0]


@wrong("rbf_fit", hint="appended rows are squared: they need the root of ridge", see="5.5 Radial basis functions")
def rbf_rows_of_ridge(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, ridge * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y, np.zeros(len(centers))), rcond=1e-10)[0]


@wrong(
    "rbf_fit",
    hint="||Phi w - y||^2 is a sum, not a mean: ridge is not multiplied by m",
    see="5.5 Radial basis functions",
)
def rbf_ridge_times_points(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(len(x) * ridge) * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y, np.zeros(len(centers))), rcond=1e-10)[0]


@wrong("rbf_fit", hint="both squares give a factor 2, so ridge is not halved", see="5.5 Radial basis functions")
def rbf_half_the_ridge(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(ridge / 2) * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y, np.zeros(len(centers))), rcond=1e-10)[0]


@wrong("rbf_fit", hint="a ridge nobody asked for keeps the fit away from y", see="5.5 Radial basis functions")
def rbf_ridge_always(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return np.linalg.solve(Phi.T @ Phi + (ridge + 0.01) * np.eye(len(centers)), Phi.T @ y)


@wrong(
    "rbf_fit",
    hint="too many directions are left out: the fit misses what it could reach",
    see="5.5 Radial basis functions",
)
def rbf_cut_off_too_coarse(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(ridge) * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y, np.zeros(len(centers))), rcond=0.1)[0]


@wrong(
    "rbf_fit", hint="Phi^T y are the weights only if the features were orthonormal", see="5.5 Radial basis functions"
)
def rbf_projection_only(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return Phi.T @ y / (1 + ridge)


@wrong("rbf_fit", hint="clipping the weights keeps them small and spoils the fit", see="5.5 Radial basis functions")
def rbf_clipped_weights(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    w = np.linalg.pinv(Phi.T @ Phi + ridge * np.eye(len(centers)), rcond=1e-30) @ (Phi.T @ y)
    return np.clip(w, -1e8, 1e8)


@wrong(
    "rbf_fit", hint="asked for are the weights, one a center, not the fitted values", see="5.5 Radial basis functions"
)
def rbf_fitted_values(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return Phi @ np.linalg.lstsq(Phi, y, rcond=1e-10)[0]


@wrong(
    "rbf_fit", hint="there is no output bias in this model: do not subtract the mean", see="5.5 Radial basis functions"
)
def rbf_centred_targets(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(ridge) * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y - np.mean(y), np.zeros(len(centers))), rcond=1e-10)[0]


@wrong("rbf_fit", hint="the weights are flat, (k,), not a column", see="5.5 Radial basis functions")
def rbf_column(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(ridge) * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y, np.zeros(len(centers)))[:, None], rcond=1e-10)[0]


@wrong("rbf_fit", hint="the inverse of nearly dependent normal equations is noise", see="5.5 Radial basis functions")
def rbf_inverse_from_the_left(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return np.linalg.inv(Phi.T @ Phi + ridge * np.eye(len(centers))) @ Phi.T @ y


@wrong(
    "rbf_fit",
    hint="the normal equations square the condition of nearly dependent features: their solution is noise",
    see="5.5 Radial basis functions",
)
def rbf_normal_equations(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return np.linalg.solve(Phi.T @ Phi + ridge * np.eye(len(centers)), Phi.T @ y)


@wrong(
    "rbf_fit",
    hint="the default cut-off is near rounding error; weights may still exceed 1e9",
    see="5.5 Radial basis functions",
)
def rbf_pseudoinverse_or_ridge(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    if ridge == 0:
        return np.linalg.pinv(Phi) @ y
    return np.linalg.solve(Phi.T @ Phi + ridge * np.eye(len(centers)), Phi.T @ y)


@wrong(
    "rbf_fit",
    hint="the argument ridge is not used, and the default cut-off lets weights exceed 1e9",
    see="5.5 Radial basis functions",
)
def rbf_plain_least_squares(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return np.linalg.lstsq(Phi, y)[0]


@wrong("rbf_fit", hint="a ridge nobody asked for keeps the fit away from y", see="5.5 Radial basis functions")
def rbf_small_ridge_always(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return np.linalg.solve(Phi.T @ Phi + (ridge + 1e-3) * np.eye(len(centers)), Phi.T @ y)


@wrong(
    "rbf_fit",
    hint="a number added to a matrix is added to every entry; ridge belongs to the squares of the weights alone",
    see="5.5 Radial basis functions",
)
def rbf_ridge_on_every_entry(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    return np.linalg.lstsq(Phi.T @ Phi + ridge, Phi.T @ y, rcond=1e-10)[0]


@wrong(
    "rbf_fit",
    hint="too many directions are left out: the fit misses what it could reach",
    see="5.5 Radial basis functions",
)
def rbf_cut_off_at_a_hundredth(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(ridge) * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y, np.zeros(len(centers))), rcond=0.01)[0]


@wrong("rbf_fit", hint="clipping the weights keeps them small and spoils the fit", see="5.5 Radial basis functions")
def rbf_weights_of_least_squares_clipped(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(ridge) * np.eye(len(centers))])
    return np.clip(np.linalg.lstsq(A, np.append(y, np.zeros(len(centers))))[0], -1e8, 1e8)


# ---------------------------------------------------------------- 5.6
# All of these start plainly (weights of size 1) and use Adam, unless their name says otherwise. A diagnosis tries them in
# this order, and its time is limited: the plainest come first.


@wrong(
    "fit_mlp", hint="plain descent from a plain start has hardly begun after these steps", see="5.6 A trained network"
)
def fit_plain_descent_from_a_plain_start(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1, b1 = rng.normal(size=(1, width)), np.zeros(width)
    W2, b2 = rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)
    for _ in range(steps):
        H = np.tanh(X @ W1 + b1)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        W1, b1 = W1 - lr * X.T @ D2, b1 - lr * D2.sum(axis=0)
        W2, b2 = W2 - lr * H.T @ D1, b2 - lr * D1.sum(axis=0)
    return W1, b1, W2, b2


@wrong(
    "fit_mlp",
    hint="plain descent from a plain start has hardly begun after these steps",
    see="5.6 A trained network",
)
def fit_plain_descent_from_standard_normals(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1, b1 = rng.normal(size=(1, width)), np.zeros(width)
    W2, b2 = rng.normal(size=(width, 1)), np.zeros(1)
    for _ in range(steps):
        H = np.tanh(X @ W1 + b1)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        W1, b1 = W1 - lr * X.T @ D2, b1 - lr * D2.sum(axis=0)
        W2, b2 = W2 - lr * H.T @ D1, b2 - lr * D1.sum(axis=0)
    return W1, b1, W2, b2


@wrong(
    "fit_mlp",
    hint="the gradient of the sum of all points is as many times larger as there are points: the steps are too long",
    see="5.6 A trained network",
)
def fit_sum_for_mean_from_a_plain_start(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1, b1 = rng.normal(size=(1, width)), np.zeros(width)
    W2, b2 = rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)
    for _ in range(steps):
        H = np.tanh(X @ W1 + b1)
        D1 = 2 * (H @ W2 + b2 - Y)
        D2 = D1 @ W2.T * (1 - H**2)
        W1, b1 = W1 - lr * X.T @ D2, b1 - lr * D2.sum(axis=0)
        W2, b2 = W2 - lr * H.T @ D1, b2 - lr * D1.sum(axis=0)
    return W1, b1, W2, b2


@wrong("fit_mlp", hint="one update is no training: repeat it `steps` times", see="5.6 A trained network")
def fit_one_step(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [rng.normal(size=(1, width)), np.zeros(width), rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, 1 + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="a good start still has to be trained", see="5.6 A trained network")
def fit_one_step_from_a_good_start(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [
        rng.choice([-1.0, 1.0], size=(1, width)) * rng.uniform(5, 15, size=(1, width)),
        rng.uniform(-8, 8, size=width),
        rng.normal(size=(width, 1)) / np.sqrt(width),
        np.zeros(1),
    ]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, 1 + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="all the steps asked for are needed", see="5.6 A trained network")
def fit_a_tenth_of_the_steps(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [rng.normal(size=(1, width)), np.zeros(width), rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps // 10 + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="steps counts updates, and 30 are too few", see="5.6 A trained network")
def fit_steps_as_epochs_of_a_hundred(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [rng.normal(size=(1, width)), np.zeros(width), rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps // 100 + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong(
    "fit_mlp", hint="every seed gives the same network: make the generator from the seed", see="5.6 A trained network"
)
def fit_seed_ignored(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(0)
    X, Y = x[:, None], y[:, None]
    params = [
        rng.choice([-1.0, 1.0], size=(1, width)) * rng.uniform(5, 15, size=(1, width)),
        rng.uniform(-8, 8, size=width),
        rng.normal(size=(width, 1)) / np.sqrt(width),
        np.zeros(1),
    ]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong(
    "fit_mlp", hint="the same seed must give the same network: no generator without a seed", see="5.6 A trained network"
)
def fit_not_repeatable(x, y, width, steps, lr, seed):
    rng = np.random.default_rng()
    X, Y = x[:, None], y[:, None]
    params = [
        rng.choice([-1.0, 1.0], size=(1, width)) * rng.uniform(5, 15, size=(1, width)),
        rng.uniform(-8, 8, size=width),
        rng.normal(size=(width, 1)) / np.sqrt(width),
        np.zeros(1),
    ]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="the derivative of tanh is missing on the way back", see="5.6 A trained network")
def fit_derivative_forgotten(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [rng.normal(size=(1, width)), np.zeros(width), rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong(
    "fit_mlp", hint="the derivative of tanh is 1 - tanh(z)^2, so 1 - H^2 and not 1 - Z^2", see="5.6 A trained network"
)
def fit_derivative_at_z(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [rng.normal(size=(1, width)), np.zeros(width), rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - Z**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="H (1 - H) is the derivative of a sigmoid", see="5.6 A trained network")
def fit_derivative_of_sigmoid(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [rng.normal(size=(1, width)), np.zeros(width), rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * H * (1 - H)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="this network has tanh units, not ReLU", see="5.6 A trained network")
def fit_derivative_of_relu(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [rng.normal(size=(1, width)), np.zeros(width), rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (Z > 0)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="the hidden layer climbs: check the sign of its gradients", see="5.6 A trained network")
def fit_hidden_gradient_of_the_wrong_sign(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [rng.normal(size=(1, width)), np.zeros(width), rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([-X.T @ D2, -D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="the residual is output minus target; the other sign climbs", see="5.6 A trained network")
def fit_target_minus_output(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [rng.normal(size=(1, width)), np.zeros(width), rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (Y - H @ W2 - b2) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="(m, 1) minus (m,) broadcasts to (m, m): make y a column first", see="5.6 A trained network")
def fit_targets_not_a_column(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y
    params = [
        rng.choice([-1.0, 1.0], size=(1, width)) * rng.uniform(5, 15, size=(1, width)),
        rng.uniform(-8, 8, size=width),
        rng.normal(size=(width, 1)) / np.sqrt(width),
        np.zeros(1),
    ]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1.sum(axis=1, keepdims=True) @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1.sum(axis=1, keepdims=True), D1.sum() * np.ones(1)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="only the output layer learns; the hidden units must move too", see="5.6 A trained network")
def fit_hidden_layer_frozen(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [rng.normal(size=(1, width)), np.zeros(width), rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = 0 * D1 @ W2.T
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="without their biases all units stay centred at 0", see="5.6 A trained network")
def fit_hidden_biases_frozen(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [rng.normal(size=(1, width)), np.zeros(width), rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, 0 * b1, H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="the gradient of W2 uses H, not Z; and the network lost its tanh", see="5.6 A trained network")
def fit_output_from_z(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [rng.normal(size=(1, width)), np.zeros(width), rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = Z
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong(
    "fit_mlp",
    hint="equal units get equal gradients: from zeros nothing but the output bias learns",
    see="5.6 A trained network",
)
def fit_zero_start(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [np.zeros((1, width)), np.zeros(width), np.zeros((width, 1)) + 0 * rng.normal(), np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="equal units get equal gradients and stay equal: start at random", see="5.6 A trained network")
def fit_equal_start(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [np.ones((1, width)) * rng.normal(), np.zeros(width), np.ones((width, 1)) / width, np.zeros(1)]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="the units are sigmoids, the network asked for has tanh units", see="5.6 A trained network")
def fit_sigmoid_units(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [
        rng.choice([-1.0, 1.0], size=(1, width)) * rng.uniform(5, 15, size=(1, width)),
        rng.uniform(-8, 8, size=width),
        rng.normal(size=(width, 1)) / np.sqrt(width),
        np.zeros(1),
    ]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = 1 / (1 + np.exp(-Z))
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * H * (1 - H)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="the scaling of the targets is not undone in the weights returned", see="5.6 A trained network")
def fit_targets_standardised(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], ((y - y.mean()) / y.std())[:, None]
    params = [
        rng.choice([-1.0, 1.0], size=(1, width)) * rng.uniform(5, 15, size=(1, width)),
        rng.uniform(-8, 8, size=width),
        rng.normal(size=(width, 1)) / np.sqrt(width),
        np.zeros(1),
    ]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong(
    "fit_mlp",
    hint="every example has its own residual; their mean, one number for all, teaches a flat line",
    see="5.6 A trained network",
)
def fit_residuals_averaged_first(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [
        rng.choice([-1.0, 1.0], size=(1, width)) * rng.uniform(5, 15, size=(1, width)),
        rng.uniform(-8, 8, size=width),
        rng.normal(size=(width, 1)) / np.sqrt(width),
        np.zeros(1),
    ]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * np.mean(H @ W2 + b2 - Y, axis=0, keepdims=True) * np.ones_like(Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="W2 has a row for each unit and one column: (width, 1)", see="5.6 A trained network")
def fit_flat_output_weights(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [
        rng.choice([-1.0, 1.0], size=(1, width)) * rng.uniform(5, 15, size=(1, width)),
        rng.uniform(-8, 8, size=width),
        rng.normal(size=(width, 1)) / np.sqrt(width),
        np.zeros(1),
    ]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return params[0], params[1], params[2].ravel(), params[3]


@wrong("fit_mlp", hint="rows: W1 is (1, width), and W2 is (width, 1)", see="5.6 A trained network")
def fit_weights_transposed(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [
        rng.choice([-1.0, 1.0], size=(1, width)) * rng.uniform(5, 15, size=(1, width)),
        rng.uniform(-8, 8, size=width),
        rng.normal(size=(width, 1)) / np.sqrt(width),
        np.zeros(1),
    ]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return params[0].T, params[1], params[2].T, params[3]


@wrong("fit_mlp", hint="the number of hidden units is an argument", see="5.6 A trained network")
def fit_width_fixed(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    params = [
        rng.choice([-1.0, 1.0], size=(1, 30)) * rng.uniform(5, 15, size=(1, 30)),
        rng.uniform(-8, 8, size=30),
        rng.normal(size=(30, 1)) / 5,
        np.zeros(1),
    ]
    m, v = [0 * p for p in params], [0 * p for p in params]
    for t in range(1, steps + 1):
        W1, b1, W2, b2 = params
        Z = X @ W1 + b1
        H = np.tanh(Z)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        for i, g in enumerate([X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g**2
            params[i] = params[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(params)


@wrong("fit_mlp", hint="a large constant step makes the weights diverge: scale it down", see="5.6 A trained network")
def fit_diverging(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1, b1 = rng.normal(size=(1, width)) * 10, rng.uniform(-8, 8, size=width)
    W2, b2 = rng.normal(size=(width, 1)), np.zeros(1)
    for _ in range(steps):
        H = np.tanh(X @ W1 + b1)
        D1 = 2 * (H @ W2 + b2 - Y)  # the sum over the points, not the mean
        D2 = D1 @ W2.T * (1 - H**2)
        W1, b1 = W1 - lr * X.T @ D2, b1 - lr * D2.sum(axis=0)
        W2, b2 = W2 - lr * H.T @ D1, b2 - lr * D1.sum(axis=0)
    return W1, b1, W2, b2


@wrong("fit_mlp", hint="the updated weights are thrown away: the start is returned", see="5.6 A trained network")
def fit_start_returned(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    W1, b1 = rng.normal(size=(1, width)) * 10, rng.uniform(-8, 8, size=width)
    W2, b2 = rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)
    for _ in range(steps):
        H = np.tanh(x[:, None] @ W1 + b1)
        D1 = 2 * (H @ W2 + b2 - y[:, None]) / len(x)
        new = W2 - lr * H.T @ D1
        assert new.shape == W2.shape
    return W1, b1, W2, b2
