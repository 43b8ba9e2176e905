"""Hidden tests of notebook 5, universal approximation.

Networks are run here, in NumPy, from the weights that a student returns: their own `mlp` plays no part.
"""

import numpy as np

from autograder.testing import check, close, entry, items, numbers, shape, task

NAMES = ("W1", "b1", "W2", "b2")


def network(got, what, hidden=None):
    """The four weight arrays of a network with one input and one output, or Wrong; hidden: how many units."""
    parts = [numbers(part, f"{name} of {what}") for part, name in zip(items(got, 4, what), NAMES, strict=True)]
    h = hidden if hidden is not None else (parts[0].shape[1] if parts[0].ndim == 2 else parts[1].size)
    for part, name, expected in zip(parts, NAMES, [(1, h), (h,), (h, 1), (1,)], strict=True):
        shape(part, expected, f"{name} of {what}")
        check(np.isfinite(part).all(), f"{name} of {what} holds nan or inf")
    return [part.astype(float) for part in parts]


def run(weights, x, phi):
    W1, b1, W2, b2 = weights
    with np.errstate(all="ignore"):
        return (phi(np.asarray(x, dtype=float)[:, None] @ W1 + b1) @ W2 + b2)[:, 0]


def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(0.5 * z)


def relu(z):
    return np.maximum(z, 0.0)


# ---------------------------------------------------------------- 5.1 sup error and Bernstein


@task("bernstein", weight=1)
def test_sup_error_of_many_points(student, rng):
    """Is the sup error the largest of |f - p| at any of many points?"""
    for m in [30, 7, 120]:
        f, p = rng.normal(size=m), rng.normal(size=m)
        close(student.sup_error(f, p), np.max(np.abs(f - p)), "sup_error(f, p)")
        close(student.sup_error(f, f + np.abs(p)), np.max(np.abs(p)), "sup_error where p is larger")


@task("bernstein", weight=2)
def test_sup_error_of_either_sign(student, rng):
    """Is the sup error the largest of |f - p|, whichever of the two is larger there?"""
    for m in [1, 2, 5, 40, 300]:
        f, p = rng.normal(size=m), rng.normal(size=m)
        for sign, place in [(1, m // 2), (-1, m // 2), (1, 0), (-1, m - 1)]:
            q = p.copy()
            q[place] = f[place] + sign * 9
            close(student.sup_error.unchanged(f, q), np.max(np.abs(f - q)), "sup_error(f, p)")
    f = rng.integers(-50, 50, size=11)
    close(student.sup_error.unchanged(f, f + 4), 4.0, "sup_error of f and f + 4")


def bernstein_close(got, want, values, what):
    # 1e-9 of the largest |value|; sums of 500 logarithms stay below 1e-10 of it.
    close(got, want, what, rtol=0, atol=1e-9 * max(1e-300, float(np.max(np.abs(values)))))


@task("bernstein", weight=2)
def test_bernstein_small_degrees(student, solution, rng):
    """Is the polynomial right for small degrees, at one point and at many?"""
    for n, m in [(1, 3), (2, 5), (3, 1), (6, 8), (13, 2), (30, 9)]:
        values, x = rng.normal(size=n + 1), rng.uniform(size=m)
        bernstein_close(student.bernstein.unchanged(values, x), solution.bernstein(values, x), values, f"degree {n}")


@task("bernstein", weight=2)
def test_bernstein_high_degrees(student, solution, rng):
    """Is it right for degrees up to 500, with values of both signs?"""
    for n, scale in [(500, 1.0), (431, 1e6), (170, 1e-3)]:
        values = scale * rng.normal(size=n + 1)
        x = np.concatenate([rng.uniform(size=30), [0.5, 1e-3, 1 - 1e-3]])
        bernstein_close(student.bernstein(values, x), solution.bernstein(values, x), values, f"degree {n}")


@task("bernstein")
def test_bernstein_ends(student, rng):
    """Is it the first value at 0 and the last one at 1?"""
    for n in [1, 5, 90, 500]:
        values = 2 + rng.uniform(size=n + 1)
        got = student.bernstein(values, np.array([1.0, 0.0]))
        bernstein_close(got, values[[-1, 0]], values, f"the values at 1 and 0, degree {n}")


@task("bernstein")
def test_bernstein_integers(student, solution, rng):
    """Are integer values right, up to degree 60, where integers overflow?"""
    for n, x in [(7, np.array([0, 1, 1])), (7, np.array([0.3])), (60, np.array([0.5, 0.1, 0.9, 0.4]))]:
        values = rng.integers(-99, 100, size=n + 1)
        values[[0, -1, n // 2]] = 5, -7, 90  # at degree 60 a middle value times its binomial is no 64-bit integer
        got = student.bernstein.unchanged(values, x)
        bernstein_close(got, solution.bernstein(values, x), values, f"integer values, degree {n}")


# ---------------------------------------------------------------- 5.2 bumps


def steps(x, edges, heights):
    """The step function itself, at points off the edges."""
    inside = np.searchsorted(edges, x) - 1
    padded = np.concatenate([heights, [0.0]])
    return np.where((x > edges[0]) & (x < edges[-1]), padded[np.clip(inside, 0, len(heights))], 0.0)


def near(edges, distance):
    """Points on both sides of every edge, at this distance, and in the middle between edges."""
    return np.concatenate([edges - distance, edges + distance, (edges[1:] + edges[:-1]) / 2])


def bump_close(student, edges, heights, s, x, what):
    # The points are 60 / s or more away from every edge: a unit of steepness s misses its step by e^-60 there, one that
    # switches at a third of that speed by e^-20, about 2e-9 of the heights; hence the tolerance.
    weights = network(student.bump_network.unchanged(edges, heights, s), "bump_network")
    want = steps(x, np.asarray(edges, dtype=float), np.asarray(heights, dtype=float))
    close(run(weights, x, sigmoid), want, what, rtol=0, atol=1e-6 * float(np.max(np.abs(heights))))


@task("bump-network", weight=2)
def test_bump_one(student, rng):
    """Is one bump as high as asked on its interval, and 0 before and after it?"""
    for _ in range(6):
        left, right = np.sort(rng.uniform(0.1, 0.9, size=2)) + [-0.05, 0.05]
        edges, height = np.array([left, right]), rng.choice([-1, 1]) * rng.uniform(0.3, 3, size=1)
        x = np.concatenate([near(edges, 0.03), [0.0, 1.0]])
        bump_close(student, edges, height, 3000.0, x, "the output of one bump")


@task("bump-network", weight=3)
def test_bump_many(student, rng):
    """Do bumps of different widths and heights, side by side, give the step function?"""
    for K in [2, 3, 7, 20]:
        gaps = rng.uniform(0.4, 1.6, size=K + 1)
        edges, heights = 0.02 + 0.95 * np.cumsum(gaps) / gaps.sum(), rng.normal(size=K) + rng.choice([-2, 2], size=K)
        x = np.concatenate([near(edges, 0.05 / K), [0.0, 1.0]])
        bump_close(student, edges, heights, 2000.0 * K, x, f"the output for {K} bumps")


@task("bump-network", weight=2)
def test_bump_steepness(student, rng):
    """Does the output get sharper as the steepness grows, with the steps exactly at the edges?"""
    edges, heights = np.array([0.15, 0.4, 0.45, 0.8]), rng.uniform(1, 2, size=3) * [1, -1, 1]
    for s in [4e3, 1e5, 1e7]:
        bump_close(student, edges, heights, s, near(edges, 65 / s), f"the output close to the edges, steepness {s:g}")


@task("bump-network")
def test_bump_integers(student):
    """Are integer edges and heights right, anywhere on the line?"""
    edges, heights = np.array([-7, -2, 4, 9]), np.array([3, -2, 5])
    x = np.array([-1e3, -11.0, -4.0, 1.0, 6.0, 12.0, 1e3])
    bump_close(student, edges, heights, 40, x, "the output for integers")
    x = np.array([-11_000.0, -4_000.0, 1_000.0, 6_000.0, 12_000.0])
    bump_close(student, 1000 * edges, heights, 0.5, x, "the output for integer edges and a fractional steepness")


# ---------------------------------------------------------------- 5.3 ReLU interpolant


def interpolates(student, xs, ys, x, what):
    # Truth: NumPy's own interpolation. Hinges that cancel each other leave rounding of about 1e-12 of the values.
    weights = network(student.relu_interpolant.unchanged(xs, ys), "relu_interpolant")
    close(run(weights, x, relu), np.interp(x, xs, ys), what, rtol=0, atol=1e-7 * float(np.max(np.abs(ys))))


def random_knots(rng, n):
    return rng.uniform(-2, 2) + np.cumsum(rng.uniform(0.2, 1.8, size=n + 1)) * rng.choice([0.1, 1.0])


@task("relu-interpolant", weight=3)
def test_relu_everywhere(student, rng):
    """Is the output the piecewise linear interpolant, at the knots and between them, at unequal distances?"""
    for n in [2, 3, 5, 12, 60]:
        xs, ys = random_knots(rng, n), rng.normal(size=n + 1) + 3
        x = np.concatenate([xs, rng.uniform(xs[0], xs[-1], size=50)])
        interpolates(student, xs, ys, x, f"the output for {n + 1} points")


@task("relu-interpolant")
def test_relu_two_points(student, rng):
    """Is one line through two points right, rising or falling, away from 0?"""
    for y in [(1.0, 4.0), (2.0, -3.0), (5.0, 5.0)]:
        xs = np.array([0.3, 1.7]) + rng.uniform(-3, 3)
        interpolates(student, xs, np.array(y), np.linspace(*xs, 7), "the line through two points")


@task("relu-interpolant")
def test_relu_ends(student, rng):
    """Are the first and the last piece right, up to both ends?"""
    for n in [2, 4, 9]:
        xs, ys = random_knots(rng, n), 4 * rng.normal(size=n + 1) + rng.choice([-5, 5])
        x = np.concatenate([np.linspace(xs[0], xs[1], 5), np.linspace(xs[-2], xs[-1], 5)])
        interpolates(student, xs, ys, x, "the output on the first and the last piece")


@task("relu-interpolant")
def test_relu_scales(student, rng):
    """Is it right for tiny and for large values, and for knots far apart?"""
    for scale, wide in [(1e-6, 1.0), (1e6, 1.0), (1.0, 1e4)]:
        xs, ys = wide * random_knots(rng, 6), scale * (3 + rng.normal(size=7))
        interpolates(student, xs, ys, rng.uniform(xs[0], xs[-1], size=40), "the output between the knots")


@task("relu-interpolant")
def test_relu_integers(student):
    """Are integer points right?"""
    xs, ys = np.array([-5, -3, 1, 2, 9]), np.array([4, 7, -2, -2, 1])
    interpolates(student, xs, ys, np.array([-5, -4.5, -3, 0.5, 1, 1.5, 2, 6, 9]), "the output for integers")


# ---------------------------------------------------------------- 5.4 radial basis functions


def gaussians(x, centers, width):
    """The features, one at a time."""
    return np.array([[np.exp(-0.5 * ((a - c) / width) ** 2) for c in centers] for a in np.asarray(x, dtype=float)])


@task("rbf-features", weight=3)
def test_features_values(student, rng):
    """Is entry (i, j) the Gaussian of the width asked for around center j, at point i?"""
    for m, k, width in [(5, 3, 0.2), (1, 4, 1.5), (6, 1, 0.7), (4, 4, 0.05), (30, 7, 6.0)]:
        x, centers = rng.uniform(-1, 2, size=m), rng.uniform(size=k)
        close(student.rbf_features(x, centers, width), gaussians(x, centers, width), f"the features for width {width}")


@task("rbf-features")
def test_features_distances(student, rng):
    """Is a feature 1 at its center, and as small as it should be on both sides?"""
    for width in [1e-3, 0.4, 20.0]:
        c = rng.uniform()
        x = c + np.sqrt(2) * width * np.array([-1, 0, 1, 2])
        want = np.exp([[-1], [0], [-1], [-4]])
        close(student.rbf_features(x, np.array([c]), width), want, "the features around one center", rtol=1e-8)


@task("rbf-features")
def test_features_integers(student):
    """Are integers right, and the arguments left alone?"""
    x, centers = np.array([3, -2, 0, 400]), np.array([1, 3, -5])
    close(student.rbf_features.unchanged(x, centers, 2), gaussians(x, centers, 2.0), "the features of integers")
    close(
        student.rbf_features.unchanged(x * 0.5, centers * 0.5, 1.5), gaussians(x * 0.5, centers * 0.5, 1.5), "features"
    )


def weights_of(student, x, y, centers, width, ridge):
    call = student.rbf_fit.unchanged
    w = shape(
        call(x, y, centers, width, ridge=ridge) if ridge else call(x, y, centers, width), (len(centers),), "rbf_fit"
    )
    check(np.isfinite(w).all(), "the weights hold nan or inf")
    return w.astype(float)


def least(student, x, y, centers, width, ridge=0.0):
    # By the objective, never by the weights: it may be 1e-9 of ||y||^2 above its minimum, more than rounding takes.
    w = weights_of(student, x, y, centers, width, ridge)
    A = np.vstack([gaussians(x, centers, width), np.sqrt(ridge) * np.eye(len(centers))])
    b = np.concatenate([y, np.zeros(len(centers))])
    with np.errstate(all="ignore"):
        mine, best = (np.sum((A @ v - b) ** 2) for v in (w, np.linalg.lstsq(A, b, rcond=None)[0]))
    what = "||Phi w - y||^2 + ridge ||w||^2" if ridge else "||Phi w - y||^2"
    check(mine <= best + 1e-9 * np.sum(y**2.0) + 1e-12, f"{what} can be smaller")


def fits(student, x, y, centers, width):
    """Wrong unless Phi w is within 0.005 of y, root mean square, as the docstring promises."""
    w = weights_of(student, x, y, centers, width, 0.0)
    with np.errstate(all="ignore"):
        rms = np.sqrt(np.mean((gaussians(x, centers, width) @ w - y) ** 2))
    check(rms <= 5e-3, f"dependent features: the fit misses y by {rms:.2g} (root mean square); 0.005 is allowed")


# A ridge that is ignored and normal equations are each a whole mistake: each costs half.


@task("rbf-fit", weight=2)
def test_fit_objective(student, rng):
    """Is ridge times the squared weights part of what is minimised, for no, small and large ridge?"""
    for m, k, ridge in [(9, 1, 0.0), (15, 3, 0.0), (20, 3, 0.1), (35, 6, 0.8), (12, 4, 7.0), (4, 6, 0.05)]:
        x, centers = rng.uniform(size=m), (np.arange(k) + 0.5) / k
        x[: min(m, k)] = centers[: min(m, k)]  # a point at every center keeps the features well apart
        least(student, x, rng.normal(size=m) + 1, centers, 0.6 / k, ridge)


@task("rbf-fit")
def test_fit_integers(student):
    """Are integers right, with and without ridge, and the arguments left alone?"""
    x, y, centers = np.array([0, 1, 2, 5, 6]), np.array([3, -1, 4, 1, -5]), np.array([0, 2, 5])
    for ridge in [0, 2]:
        least(student, x, y, centers, 1, ridge)


@task("rbf-fit", weight=3)
def test_fit_dependent(student, rng):
    """Does the fit stay good where Gaussians are wide and nearly dependent, or the same?"""
    # Worst over 20 phases: lstsq 3e-5, pinv with its default cut-off 2e-3. Least: normal equations (solve, inv, lstsq of
    # them, a tiny ridge) 2e-2, a cut-off of 1e-9 6e-3.
    for m, k, width, waves, phase in [(90, 30, 0.35, 2.5, 1.3), (100, 40, 0.3, 3.0, 0.4)]:
        x = np.linspace(0, 1, m)
        fits(student, x, np.sin(2 * np.pi * waves * x + phase), np.linspace(0, 1, k), width)
    x = np.linspace(0, 1, 25)
    for centers, width in [(np.repeat([0.1, 0.5, 0.9], 2), 0.3), (np.linspace(0, 1, 40), 0.05)]:
        fits(student, x, gaussians(x, centers, width) @ rng.normal(size=len(centers)), centers, width)


# ---------------------------------------------------------------- 5.5 gradients of the mean squared error


def loss_and_gradients(X, Y, W1, b1, W2, b2):
    """The loss of the definition, and its gradients unit by unit and example by example."""
    grads = {name: np.zeros(np.shape(value)) for name, value in zip(NAMES, (W1, b1, W2, b2), strict=True)}
    total = 0.0
    for x, y in zip(X, Y, strict=True):
        h = [np.tanh(sum(x[i] * W1[i, j] for i in range(len(x))) + b1[j]) for j in range(len(b1))]
        miss = sum(h[j] * W2[j, 0] for j in range(len(h))) + b2[0] - y[0]
        total += miss**2 / len(X)
        slope = 2 * miss / len(X)
        grads["b2"][0] += slope
        for j in range(len(h)):
            grads["W2"][j, 0] += slope * h[j]
            grads["b1"][j] += slope * W2[j, 0] * (1 - h[j] ** 2)
            grads["W1"][:, j] += slope * W2[j, 0] * (1 - h[j] ** 2) * x
    return total, grads


def cases(rng):
    """(X, Y, W1, b1, W2, b2) for several sizes, none of them equal; one example, one input and one unit among them."""
    for m, d, h in [(7, 2, 4), (5, 3, 2), (1, 4, 3), (6, 1, 5), (9, 5, 1)]:
        X, Y = 1.5 * rng.normal(size=(m, d)), 2 * rng.normal(size=(m, 1))
        yield X, Y, rng.normal(size=(d, h)), rng.normal(size=h), rng.normal(size=(h, 1)), rng.normal(size=1) + 0.5


def gradient(student, case, name):
    return entry(student.mse_gradients.unchanged(*case), name, "mse_gradients")


def gradient_right(student, rng, name):
    for case in cases(rng):
        close(gradient(student, case, name), loss_and_gradients(*case)[1][name], f"the gradient of {name}")


@task("mse-gradients", weight=2)
def test_gradient_b2(student, rng):
    """Is the gradient of b2 right?"""
    gradient_right(student, rng, "b2")


@task("mse-gradients", weight=2)
def test_gradient_W2(student, rng):
    """Is the gradient of W2 right?"""
    gradient_right(student, rng, "W2")


@task("mse-gradients", weight=3)
def test_gradient_b1(student, rng):
    """Is the gradient of b1 right?"""
    gradient_right(student, rng, "b1")


@task("mse-gradients", weight=3)
def test_gradient_W1(student, rng):
    """Is the gradient of W1 right?"""
    gradient_right(student, rng, "W1")


@task("mse-gradients")
def test_gradients_of_integers(student):
    """Are integer inputs, targets and weights right?"""
    X, Y = np.array([[1, -2], [0, 3], [2, 1]]), np.array([[4], [-1], [2]])
    case = X, Y, np.array([[1, 0, -1], [0, 1, 1]]), np.array([0, 1, -1]), np.array([[2], [-1], [3]]), np.array([1])
    for name in NAMES:
        close(gradient(student, case, name), loss_and_gradients(*case)[1][name], f"the gradient of {name}")


# ---------------------------------------------------------------- 5.6 a trained network
# Starts whose units are steep and spread reach at most 0.03 on either target with Adam, minibatches, RMSprop, momentum or
# scaled plain descent, over more than 30 seeds; momentum from a plain start 0.09 and more, a flat line 0.6.


def bump(x, center, width):
    return np.exp(-0.5 * ((x - center) / width) ** 2)


def three_bumps(x):
    return 1.3 * bump(x, 0.21, 0.1) - 1.2 * bump(x, 0.5, 0.09) + 1.4 * bump(x, 0.81, 0.1)


def two_bumps(x):
    return -1.3 * bump(x, 0.27, 0.12) + 1.2 * bump(x, 0.73, 0.13)


EVEN, GRID = np.linspace(0, 1, 80), np.linspace(0, 1, 1001)
UNEVEN = np.random.default_rng(5).permutation((np.arange(80) + np.random.default_rng(6).uniform(size=80)) / 80)


def fitted(student, x, f, steps, seed):
    return network(student.fit_mlp.unchanged(x, f(x), 30, steps, 0.01, seed), "fit_mlp", 30)


def rms(weights, f):
    """The root mean square error on the fine grid."""
    return np.sqrt(np.mean((run(weights, GRID, np.tanh) - f(GRID)) ** 2))


@task("fit-mlp", weight=2)
def test_fit_three_bumps(student):
    """Is the root mean square error on three bumps at most 0.05?"""
    error = rms(fitted(student, EVEN, three_bumps, 3000, 11), three_bumps)
    check(error <= 0.05, f"three bumps: the root mean square error on a fine grid is {error:.3f}, allowed is 0.05")


@task("fit-mlp")
def test_fit_two_bumps(student):
    """Is the root mean square error on two bumps at most 0.05, for inputs in any order?"""
    error = rms(fitted(student, UNEVEN, two_bumps, 3000, 3), two_bumps)
    check(error <= 0.05, f"two bumps: the root mean square error on a fine grid is {error:.3f}, allowed is 0.05")


@task("fit-mlp", weight=5)
def test_fit_all_four_learn(student):
    """Do W1, b1, W2 and b2 all learn, and does the network fit better for it?"""
    early, late = (fitted(student, EVEN, three_bumps, steps, 11) for steps in (1, 3000))
    check(rms(late, three_bumps) <= 0.15, "after 3000 steps the network is far from three bumps")
    for before, after, name in zip(early, late, NAMES, strict=True):
        check(not np.allclose(before, after, rtol=1e-9, atol=1e-9), f"after 3000 steps {name} is what it was after one")


@task("fit-mlp")
def test_fit_seeds(student):
    """Does the same seed give the same network, and another seed another one?"""
    one, again, other = (fitted(student, EVEN, two_bumps, 400, seed) for seed in (11, 11, 12))
    check(
        rms(one, two_bumps) <= 0.75 * np.std(two_bumps(GRID)),
        "after 400 steps the network is no better than a flat line",
    )
    same = all(np.allclose(a, b, rtol=1e-6, atol=1e-6) for a, b in zip(one, again, strict=True))
    check(same, "two calls with the same seed give different networks")
    alike = all(np.allclose(a, b, rtol=1e-9, atol=1e-9) for a, b in zip(one, other, strict=True))
    check(not alike, "two seeds give the same network: is the seed used?")


@task("fit-mlp")
def test_fit_widths(student):
    """Does the network have as many units as asked for, and learn with few of them?"""
    for units in [1, 7, 19]:
        weights = network(student.fit_mlp(EVEN, two_bumps(EVEN), units, 800, 0.01, 4), "fit_mlp", units)
    check(rms(weights, two_bumps) <= 0.75 * np.std(two_bumps(GRID)), "19 units are no better than a flat line")
