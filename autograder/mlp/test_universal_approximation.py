"""Hidden tests of notebook 5, universal approximation.

Networks are run here, in NumPy, from the weights that a student returns: their own `mlp` plays no part.
"""

from weakref import WeakKeyDictionary

import numpy as np

from autograder.testing import Wrong, check, close, items, numbers, shape, task


def network(got, what, hidden=None):
    """The four weight arrays of a network with one input and one output, or Wrong; hidden: how many units."""
    W1, b1, W2, b2 = (numbers(part, f"{name} of {what}") for part, name in zip(items(got, 4, what), NAMES, strict=True))
    h = hidden if hidden is not None else (W1.shape[1] if W1.ndim == 2 else b1.size)
    for part, name, expected in zip((W1, b1, W2, b2), NAMES, [(1, h), (h,), (h, 1), (1,)], strict=True):
        shape(part, expected, f"{name} of {what}")
        check(np.isfinite(part).all(), f"{name} of {what} holds nan or inf")
    return [part.astype(float) for part in (W1, b1, W2, b2)]


NAMES = ("W1", "b1", "W2", "b2")


def run(weights, x, phi):
    W1, b1, W2, b2 = weights
    with np.errstate(all="ignore"):
        return (phi(np.asarray(x, dtype=float)[:, None] @ W1 + b1) @ W2 + b2)[:, 0]


def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(0.5 * z)


def relu(z):
    return np.maximum(z, 0.0)


# ---------------------------------------------------------------- 5.1


@task("sup-error", weight=2)
def test_sup_error_values(student, solution, rng):
    """Is it the largest of |f - p|, whichever of the two is larger there?"""
    for m in [1, 2, 5, 40, 300]:
        f, p = rng.normal(size=m), rng.normal(size=m)
        for sign, place in [(1, m // 2), (-1, m // 2), (1, 0), (-1, m - 1)]:
            q = p.copy()
            q[place] = f[place] + sign * 9
            close(student.sup_error.unchanged(f, q), np.max(np.abs(f - q)), "sup_error(f, p)")


@task("sup-error", weight=2)
def test_sup_error_one_spike(student, rng):
    """Is one narrow spike seen in full, and the rest not averaged in, at any scale?"""
    for scale in [1e-6, 1.0, 1e6]:
        f = scale * rng.normal(size=900)
        p = f.copy()
        place = int(rng.integers(900))
        p[place] -= 3 * scale
        close(student.sup_error(f, p), abs(f[place] - p[place]), "the sup error of one spike", rtol=1e-7)


@task("sup-error")
def test_sup_error_integers(student, rng):
    """Are integers taken, equal functions given 0, and the arguments left alone?"""
    f, p = rng.integers(-50, 50, size=11), rng.normal(size=11)
    close(student.sup_error.unchanged(f, p), np.max(np.abs(f - p)), "sup_error of integers and floats")
    close(student.sup_error.unchanged(f, f + 4), 4.0, "sup_error of f and f + 4")
    close(student.sup_error(f, f), 0.0, "sup_error of f and f")


# ---------------------------------------------------------------- 5.2


def bernstein_close(got, want, values, what):
    """The docstring promises 1e-9 of the largest |value|; sums of 500 logarithms stay below 1e-10 of it."""
    close(got, want, what, rtol=0, atol=1e-9 * max(1e-300, float(np.max(np.abs(values)))))


@task("bernstein", weight=2)
def test_bernstein_small_degrees(student, solution, rng):
    """Is the polynomial of degree n right for small n, with n + 1 values?"""
    for n, m in [(1, 3), (2, 5), (3, 1), (6, 8), (13, 2), (30, 9)]:
        values, x = rng.normal(size=n + 1), rng.uniform(size=m)
        bernstein_close(student.bernstein(values, x), solution.bernstein(values, x), values, f"degree {n}")


@task("bernstein", weight=2)
def test_bernstein_closed_forms(student, rng):
    """Are lines reproduced, and x^2 and exponentials turned into what theory says, for low and high degrees?"""
    for n in [4, 60, 170, 500]:
        k, x = np.arange(n + 1) / n, rng.uniform(size=12)
        a, b = rng.normal(size=2)
        bernstein_close(student.bernstein(a * k + b, x), a * x + b, a * k + b, f"a straight line, degree {n}")
        bernstein_close(student.bernstein(k**2, x), x**2 + x * (1 - x) / n, k**2, f"x^2, degree {n}")
        for rate in [-3.0, 2.0]:  # E exp(rate K / n) is the generating function of the binomial distribution
            want = (1 - x + x * np.exp(rate / n)) ** n
            bernstein_close(student.bernstein(np.exp(rate * k), x), want, np.exp(rate * k), f"exp, degree {n}")


@task("bernstein", weight=2)
def test_bernstein_high_degree(student, solution, rng):
    """Is degree 500 right for rough values of both signs, everywhere in [0, 1]?"""
    for n, scale in [(500, 1.0), (431, 1e6), (250, 1e-3)]:
        values = scale * rng.normal(size=n + 1)
        x = np.concatenate([rng.uniform(size=60), [0.5, 1e-3, 1 - 1e-3, 1e-12, 1 - 1e-12]])
        bernstein_close(student.bernstein(values, x), solution.bernstein(values, x), values, f"degree {n}")


@task("bernstein")
def test_bernstein_ends(student, rng):
    """Does it take the first value at 0 and the last one at 1, for every degree?"""
    for n in [1, 5, 90, 500]:
        values = 2 + rng.uniform(size=n + 1)
        got = student.bernstein(values, np.array([1.0, 0.0]))
        bernstein_close(got, values[[-1, 0]], values, f"the values at 1 and 0, degree {n}")


@task("bernstein")
def test_bernstein_integers(student, solution, rng):
    """Are integers taken, one point or many, in any order, and the arguments left alone?"""
    values = rng.integers(-9, 10, size=8)
    values[[0, -1]] = 5, -7
    bernstein_close(
        student.bernstein.unchanged(values, np.array([0, 1, 1])), [5, -7, -7], values, "integers at 0, 1, 1"
    )
    for x in [np.array([0.3]), np.array([0.9, 0.1, 0.9, 0.4])]:
        got = student.bernstein.unchanged(values, x)
        bernstein_close(got, solution.bernstein(values, x), values, "the polynomial of integer values")


# ---------------------------------------------------------------- 5.3


def steps(x, edges, heights):
    """The step function itself, at points off the edges."""
    inside = np.searchsorted(edges, x) - 1
    padded = np.concatenate([heights, [0.0]])
    return np.where((x > edges[0]) & (x < edges[-1]), padded[np.clip(inside, 0, len(heights))], 0.0)


def near(edges, distance):
    """Points on both sides of every edge, at this distance, and in the middle between edges."""
    return np.concatenate([edges - distance, edges + distance, (edges[1:] + edges[:-1]) / 2])


def bump_close(student, edges, heights, s, x, what):
    # The promise begins where s times the distance is 60: there a unit misses its step by e^-60. A road whose units
    # switch at a third of that speed is still right to e^-20, about 2e-9 of the heights; hence the tolerance.
    weights = network(student.bump_network(edges, heights, s), "bump_network")
    want = steps(x, np.asarray(edges, dtype=float), np.asarray(heights, dtype=float))
    close(run(weights, x, sigmoid), want, what, rtol=0, atol=1e-6 * float(np.max(np.abs(heights))))


@task("bump-network", weight=2)
def test_bump_network_one_bump(student, rng):
    """Is one bump as high as asked on its interval, and 0 before and after it?"""
    for _ in range(6):
        left, right = np.sort(rng.uniform(0.1, 0.9, size=2)) + [-0.05, 0.05]
        edges, height = np.array([left, right]), rng.choice([-1, 1]) * rng.uniform(0.3, 3, size=1)
        x = np.concatenate([near(edges, 0.03), [0.0, 1.0]])
        bump_close(student, edges, height, 3000.0, x, "the output of one bump")


@task("bump-network", weight=3)
def test_bump_network_many_bumps(student, rng):
    """Do bumps of different widths and heights, side by side, give the step function?"""
    for K in [2, 3, 7, 20]:
        gaps = rng.uniform(0.4, 1.6, size=K + 1)
        edges, heights = 0.02 + 0.95 * np.cumsum(gaps) / gaps.sum(), rng.normal(size=K) + rng.choice([-2, 2], size=K)
        x = np.concatenate([near(edges, 0.05 / K), [0.0, 1.0]])
        bump_close(student, edges, heights, 2000.0 * K, x, f"the output for {K} bumps")


@task("bump-network", weight=2)
def test_bump_network_steepness(student, rng):
    """Does the output get sharper as the steepness grows, with the steps exactly at the edges?"""
    edges, heights = np.array([0.15, 0.4, 0.45, 0.8]), rng.uniform(1, 2, size=3) * [1, -1, 1]
    for s in [4e3, 1e5, 1e7]:
        bump_close(student, edges, heights, s, near(edges, 65 / s), f"the output close to the edges, steepness {s:g}")


@task("bump-network")
def test_bump_network_integers(student):
    """Are integers taken, edges anywhere on the line, and the arguments left alone?"""
    edges, heights = np.array([-7, -2, 4, 9]), np.array([3, -2, 5])
    weights = network(student.bump_network.unchanged(edges, heights, 40), "bump_network")
    x = np.array([-1e3, -11.0, -4.0, 1.0, 6.0, 12.0, 1e3])
    close(run(weights, x, sigmoid), [0, 0, 3, -2, 5, 0, 0], "the output for integers", rtol=0, atol=1e-5)
    # A fractional steepness is not truncated beside integer edges: far from them the steps are sharp all the same.
    x = np.array([-11_000.0, -4_000.0, 1_000.0, 6_000.0, 12_000.0])
    bump_close(student, 1000 * edges, heights, 0.5, x, "the output for integer edges and a fractional steepness")


# ---------------------------------------------------------------- 5.4


def interpolates(student, xs, ys, x, what):
    # Truth: NumPy's own interpolation. Hinges that cancel each other leave rounding of about 1e-12 of the values.
    weights = network(student.relu_interpolant(xs, ys), "relu_interpolant")
    close(run(weights, x, relu), np.interp(x, xs, ys), what, rtol=0, atol=1e-8 * float(np.max(np.abs(ys))))


def random_knots(rng, n):
    return rng.uniform(-2, 2) + np.cumsum(rng.uniform(0.2, 1.8, size=n + 1)) * rng.choice([0.1, 1.0])


@task("relu-interpolant", weight=3)
def test_relu_interpolant_everywhere(student, rng):
    """Is the output the piecewise linear interpolant, at the knots and between them, at unequal distances?"""
    for n in [2, 3, 5, 12, 60]:
        xs, ys = random_knots(rng, n), rng.normal(size=n + 1) + 3
        interpolates(student, xs, ys, rng.uniform(xs[0], xs[-1], size=50), f"the output between {n + 1} knots")
        interpolates(student, xs, ys, xs, f"the output at {n + 1} knots")


@task("relu-interpolant")
def test_relu_interpolant_two_points(student, rng):
    """Is one line through two points right, rising or falling, away from 0?"""
    for y in [(1.0, 4.0), (2.0, -3.0), (5.0, 5.0)]:
        xs = np.array([0.3, 1.7]) + rng.uniform(-3, 3)
        interpolates(student, xs, np.array(y), np.linspace(*xs, 7), "the line through two points")


@task("relu-interpolant")
def test_relu_interpolant_ends(student, rng):
    """Are the first and the last piece right, up to both ends?"""
    for n in [2, 4, 9]:
        xs, ys = random_knots(rng, n), 4 * rng.normal(size=n + 1) + rng.choice([-5, 5])
        x = np.concatenate([np.linspace(xs[0], xs[1], 5), np.linspace(xs[-2], xs[-1], 5)])
        interpolates(student, xs, ys, x, "the output on the first and the last piece")


@task("relu-interpolant")
def test_relu_interpolant_scales(student, rng):
    """Is it right relative to the size of the values, for tiny and large ones, and for knots far apart?"""
    for scale, wide in [(1e-6, 1.0), (1e6, 1.0), (1.0, 1e4)]:
        xs, ys = wide * random_knots(rng, 6), scale * rng.normal(size=7)
        weights = network(student.relu_interpolant(xs, ys), "relu_interpolant")
        x = rng.uniform(xs[0], xs[-1], size=40)
        # hinges far to the left cancel: some digits of their sizes are lost
        close(run(weights, x, relu), np.interp(x, xs, ys), "the output between the knots", rtol=0, atol=1e-7 * scale)


@task("relu-interpolant")
def test_relu_interpolant_integers(student):
    """Are integers taken, and the arguments left alone?"""
    xs, ys = np.array([-5, -3, 1, 2, 9]), np.array([4, 7, -2, -2, 1])
    weights = network(student.relu_interpolant.unchanged(xs, ys), "relu_interpolant")
    x = np.array([-5, -4.5, -3, 0.5, 1, 1.5, 2, 6, 9])
    close(run(weights, x, relu), np.interp(x, xs, ys), "the output for integers", atol=1e-8)


# ---------------------------------------------------------------- 5.5


def gaussians(x, centers, width):
    """The features, one at a time."""
    return np.array([[np.exp(-0.5 * ((a - c) / width) ** 2) for c in centers] for a in np.asarray(x, dtype=float)])


@task("rbf-features", weight=3)
def test_rbf_features_values(student, rng):
    """Is entry (i, j) the Gaussian of width s around center j, at point i, for narrow and wide ones?"""
    for m, k, width in [(5, 3, 0.2), (1, 4, 1.5), (6, 1, 0.7), (4, 4, 0.05), (30, 7, 6.0)]:
        x, centers = rng.uniform(-1, 2, size=m), rng.uniform(size=k)
        close(student.rbf_features(x, centers, width), gaussians(x, centers, width), f"the features for width {width}")


@task("rbf-features")
def test_rbf_features_distances(student, rng):
    """Is a feature 1 at its center and 1/e at a distance of sqrt(2) widths, on both sides?"""
    for width in [1e-3, 0.4, 20.0]:
        c = rng.uniform()
        x = c + np.sqrt(2) * width * np.array([-1, 0, 1, 2])
        want = np.exp([[-1], [0], [-1], [-4]])
        close(student.rbf_features(x, np.array([c]), width), want, "the features around one center", rtol=1e-8)


@task("rbf-features")
def test_rbf_features_integers(student):
    """Are integers taken, far points given 0, and the arguments left alone?"""
    x, centers = np.array([3, -2, 0, 400]), np.array([1, 3, -5])
    got = student.rbf_features.unchanged(x, centers, 2)
    close(got, gaussians(x, centers, 2.0), "the features of integers")


def judge_fit(student, w, x, y, centers, width, judge):
    """Apply judge to the true features, or, where that fails, to the student's own from task 5.5.

    One mistake is marked down once: weights that are right for wrong features of one's own are right here.
    """
    w = shape(w, (len(centers),), "rbf_fit")
    check(np.isfinite(w).all(), "the weights hold nan or inf")
    try:
        judge(gaussians(x, centers, width), w.astype(float), 1e-10)
    except Wrong as wrong:
        try:
            own = numbers(student.rbf_features(x, centers, width), "the features").astype(float)
            check(own.shape == (len(x), len(centers)) and np.isfinite(own).all(), "the features")
            check(np.abs(own).max() < 1e100, "the features")
            judge(own, w.astype(float), 1e-5)  # wrong features may be far worse conditioned
        except Wrong:
            raise wrong from None


def smallest(y, ridge):
    """Judge by the objective: it may be 1e-9 of ||y||^2 above its minimum, rounding of any sensible road is less."""

    def judge(Phi, w, cut):
        A = np.vstack([Phi, np.sqrt(ridge) * np.eye(Phi.shape[1])])
        b = np.concatenate([y, np.zeros(Phi.shape[1])])
        least = np.sum((A @ np.linalg.lstsq(A, b, rcond=cut)[0] - b) ** 2)
        with np.errstate(all="ignore"):
            mine = np.sum((A @ w - b) ** 2)
        what = "||Phi w - y||^2 + ridge ||w||^2" if ridge else "||Phi w - y||^2"
        check(
            mine <= least + 1e-9 * np.sum(y**2.0) + 1e-12,
            f"the weights have the right shape, but {what} can be smaller",
        )

    return judge


def tame(y):
    """Judge as the docstring promises: weights below 1e9, residual within 1e-3 rms of the best with such weights."""

    def judge(Phi, w, cut):
        check(np.abs(w).max() < 1e9, "features nearly dependent: the weights exceed 1e9")
        best = np.sqrt(np.mean((Phi @ np.linalg.lstsq(Phi, y, rcond=cut)[0] - y) ** 2))
        rms = np.sqrt(np.mean((Phi @ w - y) ** 2))
        check(rms <= best + 1e-3, "features nearly dependent: the fit misses y by more than it has to")

    return judge


@task("rbf-fit", weight=2)
def test_rbf_fit_least_squares(student, rng):
    """Are the squares least where the features are well apart, with fewer centers than points?"""
    for m, k in [(9, 1), (15, 3), (40, 6), (5, 5)]:
        x, centers, width = np.sort(rng.uniform(size=m)), (np.arange(k) + 0.5) / k, 0.6 / k
        x[:k] = centers  # a point at every center keeps the features well apart
        y = rng.normal(size=m)
        w = student.rbf_fit(x, y, centers, width)
        judge_fit(student, w, x, y, centers, width, smallest(y, 0.0))


@task("rbf-fit", weight=2)
def test_rbf_fit_ridge(student, rng):
    """Is ridge times the squared weights part of what is minimised, for small and large ridge?"""
    for m, k, ridge in [(20, 3, 0.1), (35, 6, 0.8), (12, 4, 7.0), (4, 6, 0.05)]:
        x, centers, width = rng.uniform(size=m), (np.arange(k) + 0.5) / k, 0.6 / k
        y = rng.normal(size=m) + 1
        w = student.rbf_fit(x, y, centers, width, ridge=ridge)
        judge_fit(student, w, x, y, centers, width, smallest(y, ridge))


@task("rbf-fit", weight=2)
def test_rbf_fit_crowded(student, rng):
    """Does the fit stay good, and the weights tame, where the features are nearly dependent?"""
    for m, k, width in [(80, 30, 0.2), (60, 25, 1.0), (50, 20, 30.0), (25, 40, 0.3)]:
        x, centers = np.sort(rng.uniform(size=m)), np.linspace(0, 1, k)
        y = gaussians(x, centers, width) @ rng.normal(size=k)  # small weights can give exactly y
        judge_fit(student, student.rbf_fit(x, y, centers, width), x, y, centers, width, tame(y))
    centers = np.repeat([0.1, 0.5, 0.9], 2)  # every center twice: exactly dependent
    y = gaussians(x, centers, 0.3) @ rng.normal(size=6)
    judge_fit(student, student.rbf_fit(x, y, centers, 0.3), x, y, centers, 0.3, tame(y))


@task("rbf-fit", weight=2)
def test_rbf_fit_noise(student, rng):
    """Do the weights stay below 1e9 where centers nearly coincide and the targets are noisy?"""
    # The difference of two columns is about 1e-12 long: noise of 0.01 divided by it gives weights near 1e10.
    # The noise is small enough that the directions left out matter less than 1e-3 rms.
    for m, k in [(80, 8), (64, 5)]:
        x, apart = np.linspace(0, 1, m), (np.arange(k) + 0.5) / k
        centers = np.concatenate([apart, apart + 2e-13])
        y = gaussians(x, apart, 0.8 / k) @ rng.normal(size=k) + 0.01 * rng.normal(size=m)
        judge_fit(student, student.rbf_fit(x, y, centers, 0.8 / k), x, y, centers, 0.8 / k, tame(y))


@task("rbf-fit")
def test_rbf_fit_integers(student):
    """Are integers taken, the default is no ridge, and the arguments left alone?"""
    x, y, centers = np.array([0, 1, 2, 5, 6]), np.array([3, -1, 4, 1, -5]), np.array([0, 2, 5])
    for ridge in [(), (2,)]:
        w = student.rbf_fit.unchanged(x, y, centers, 1, *ridge)
        judge_fit(student, w, x, y, centers, 1.0, smallest(y.astype(float), *(ridge or (0,))))


# ---------------------------------------------------------------- 5.6
# Four fits in all, each made once and kept: two targets, a second seed, and the first seed again. With a start whose
# units are steep and spread, Adam, minibatch Adam, RMSprop with decay, momentum and scaled plain descent reach at most
# 0.03 on either target over more than 30 seeds; a flat line has 0.4, thirty steps at best 0.1 from a random start.


def bump(x, center, width):
    return np.exp(-0.5 * ((x - center) / width) ** 2)


def three_bumps(x):
    return 0.9 * bump(x, 0.21, 0.1) - 0.8 * bump(x, 0.5, 0.09) + 0.95 * bump(x, 0.81, 0.1)


def two_bumps(x):
    return -1.1 * bump(x, 0.27, 0.12) + bump(x, 0.73, 0.13)


EVEN = np.linspace(0, 1, 80)
UNEVEN = np.random.default_rng(5).permutation((np.arange(80) + np.random.default_rng(6).uniform(size=80)) / 80)
GRID = np.linspace(0, 1, 1001)
FITS = {"first": (EVEN, three_bumps, 11), "again": (EVEN, three_bumps, 11), "other": (EVEN, three_bumps, 12)}
FITS["two"] = (UNEVEN, two_bumps, 3)
SHORT = [(seed, three_bumps) for seed in (0, 1, 2, 4)] + [(0, two_bumps)]
_made = WeakKeyDictionary()


def fitted(student, name):
    """The weights of one of the four fits: the student's function is called once for each."""
    made = _made.setdefault(student, {})
    if name not in made:
        x, f, seed = FITS[name]
        try:
            made[name] = student.fit_mlp.unchanged(x, f(x), 30, 3000, 0.01, seed)
        except Wrong as wrong:
            made[name] = wrong
    if isinstance(made[name], Wrong):
        raise Wrong(str(made[name]))
    return network(made[name], "fit_mlp", 30)


def misses(student, name):
    """The root mean square error of one fit on the fine grid."""
    f = FITS[name][1](GRID)
    return np.sqrt(np.mean((run(fitted(student, name), GRID, np.tanh) - f) ** 2))


def learned(student, name):
    """Wrong unless the fit is at least much better than any constant: half the target's standard deviation."""
    check(misses(student, name) <= 0.6 * np.std(FITS[name][1](GRID)), "the network is hardly better than a flat line")


@task("fit-mlp", weight=3)
def test_fit_mlp_three_bumps(student):
    """Is the root mean square error on three bumps at most 0.05?"""
    error = misses(student, "first")
    check(error <= 0.05, f"three bumps: the root mean square error on a fine grid is {error:.3f}, allowed is 0.05")


@task("fit-mlp", weight=3)
def test_fit_mlp_two_bumps(student):
    """Is the root mean square error on two bumps at most 0.05, for inputs in any order?"""
    error = misses(student, "two")
    check(error <= 0.05, f"two bumps: the root mean square error on a fine grid is {error:.3f}, allowed is 0.05")


@task("fit-mlp")
def test_fit_mlp_same_seed(student):
    """Does the same seed give the same network?"""
    learned(student, "first")
    for mine, before in zip(fitted(student, "again"), fitted(student, "first"), strict=True):
        check(np.allclose(mine, before, rtol=1e-6, atol=1e-6), "two calls with the same seed give different networks")


@task("fit-mlp")
def test_fit_mlp_other_seed(student):
    """Does another seed give another network, that has learned too, and another target another one?"""
    learned(student, "other")
    pairs = zip(fitted(student, "other"), fitted(student, "first"), strict=True)
    same = all(np.allclose(mine, before, rtol=1e-9, atol=1e-9) for mine, before in pairs)
    check(not same, "two seeds give the same network: is the seed used?")
    short = [network(student.fit_mlp(EVEN, f(EVEN), 6, 20, 0.01, seed), "fit_mlp", 6) for seed, f in SHORT]
    alike = [all(map(np.array_equal, one, two)) for i, one in enumerate(short) for two in short[:i]]
    check(not any(alike), "two seeds, or two targets, give the same network")


@task("fit-mlp")
def test_fit_mlp_widths(student):
    """Does the network have as many units as asked for, whatever their number?"""
    for units in [1, 7, 19]:
        network(student.fit_mlp(EVEN[::3], two_bumps(EVEN[::3]), units, 200, 0.01, 4), "fit_mlp", units)
    learned(student, "two")
