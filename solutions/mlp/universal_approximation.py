"""Reference functions of notebook 5 Universal approximation.

Generated from source/mlp/5_universal_approximation.ipynb; edit that, then `autograder build`.
"""

import numpy as np


def sup_error(f_values, p_values):
    """Task 5.1: return the largest |f - p| over the given values.

    f_values, p_values: values of two functions at the same m points, arrays (m,), m >= 1, floats or integers.
    Returns a scalar, at least 0. Does not change its arguments.
    """
    return np.max(np.abs(f_values - p_values))


def bernstein(values, x):
    """Task 5.2: return the Bernstein polynomial of degree n at the points x.

    values: f(k/n) for k = 0..n, array (n + 1,), n >= 1, floats or integers.
    x: points in [0, 1], array (m,), the ends 0 and 1 included, floats or integers.
    Returns array (m,). Right to 1e-9 (relative to the largest |value|) for n up to 500; m up to a few
    thousand in a few seconds. Does not change its arguments.
    """
    # de Casteljau: means of neighbours only, so stable for any degree, and x = 0 and x = 1 need no special case.
    c = np.outer(values, np.ones(len(x)))
    while len(c) > 1:
        c = (1 - x) * c[:-1] + x * c[1:]
    return c[0]


def sigmoid(x):
    """Bring along from task 1.3: the sigmoid of x, any shape, finite for large |x|."""
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(x, dtype=float)))


def relu(x):
    """Bring along from task 1.3: the ReLU of x, any shape."""
    return np.maximum(x, 0)


def mlp(X, W1, b1, W2, b2, phi):
    """Bring along from task 1.7: the output (n, q) of the network with activation phi, rows."""
    return phi(X @ W1 + b1) @ W2 + b2


def bump_network(edges, heights, steepness):
    """Task 5.3: return the weights of a sigmoid network that approaches a step function.

    edges: increasing numbers e_0 < e_1 < ... < e_K, array (K + 1,), K >= 1. heights: array (K,). Floats or integers.
    steepness: s > 0, a number: how fast a unit switches; the transition at an edge is about 1/s wide.
    Returns (W1, b1, W2, b2), rows, for one input, h hidden sigmoid units (h is your choice) and one linear output:
    shapes (1, h), (h,), (h, 1), (1,). As s grows the output tends to heights[k] on (edges[k], edges[k+1]) and to 0
    to the left of edges[0] and to the right of edges[-1]; judged where s times the distance to the nearest edge
    is 60 or more. Does not change its arguments.
    """
    # Neighbouring bumps share an edge, so one unit an edge is enough: it makes the jump from one height to the next.
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), steepness), -steepness * edges, jumps[:, None], np.zeros(1)


def relu_interpolant(xs, ys):
    """Task 5.4: return the weights of a ReLU network equal to the piecewise linear interpolant of the points.

    xs: knots, increasing, array (n + 1,), at least two; any real numbers, at any distances. ys: array (n + 1,).
    Floats or integers.
    Returns (W1, b1, W2, b2), rows, for one input, h hidden ReLU units (h is your choice) and one linear output:
    shapes (1, h), (h,), (h, 1), (1,). On [xs[0], xs[-1]] the output is the interpolant; outside it may be anything.
    Does not change its arguments.
    """
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.diff(slopes, prepend=0)  # the first hinge makes the first slope out of 0
    return np.ones((1, len(changes))), -xs[:-1], changes[:, None], ys[:1].copy()


def rbf_features(x, centers, width):
    """Task 5.5: return the Gaussian features of the points x.

    x: points, array (m,). centers: array (k,). width: s > 0, a number. Floats or integers, any real numbers.
    Returns array (m, k): entry (i, j) is exp(-(x_i - c_j)^2 / (2 s^2)). Does not change its arguments.
    """
    return np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))


def rbf_fit(x, y, centers, width, ridge=0.0):
    """Task 5.5: return the output weights w of the RBF network that fits y best.

    x, y: points and targets, arrays (m,). centers: array (k,), k smaller or larger than m. width: s > 0.
    ridge: lambda >= 0; 0 is plain least squares. Floats or integers.
    Returns array (k,): minimises ||Phi w - y||^2 + ridge ||w||^2, where Phi holds the features of task 5.5.
    Where the features are nearly or exactly dependent, |w| stays below 1e9 in every entry, and the root mean square
    of Phi w - y is within 1e-3 of the best that such weights can do. Judged with targets y of size about 1 that weights
    of size about 1 can give, up to a little noise. Does not change its arguments.
    """
    # The features are written out here, so that a slip in rbf_features would not be marked down twice.
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.vstack([Phi, np.sqrt(ridge) * np.eye(len(centers))])
    b = np.append(y, np.zeros(len(centers)))
    U, sigma, Vt = np.linalg.svd(A, full_matrices=False)
    for tiny in max(sigma[0], 1e-99) * np.logspace(-14, -5, 400):  # the smallest ridge that keeps the weights tame
        w = Vt.T @ (sigma / (sigma * sigma + tiny * tiny) * (U.T @ b))
        if np.abs(w).max() < 1e9:
            break
    return w


def fit_mlp(x, y, width, steps, lr, seed):
    """Task 5.6: train a tanh network with one hidden layer on (x, y) by gradient descent of your choice.

    x, y: inputs and targets, arrays (m,). width: number of hidden units. steps: number of updates.
    lr: where the step size starts; you may scale, cap or schedule it. seed: an int; all randomness comes from
    np.random.default_rng(seed): the same seed gives the same network, another seed another one.
    Returns (W1, b1, W2, b2), rows, shapes (1, width), (width,), (width, 1), (1,): the network tanh(X W1 + b1) W2 + b2.
    Graded with 80 points x in [0, 1], smooth targets of up to three bumps with |f| <= 1.5, width 30, steps 3000,
    lr 0.01: root mean square error on a fine grid at most 0.05, in at most 10 s. Does not change its arguments.
    """
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    # Steep units whose centres are spread evenly, with some jitter, over [0, 1]; then momentum on all points at once.
    centres = (np.arange(width) + rng.uniform(size=width)) / width
    slopes = rng.uniform(10, 20, size=width)
    params = [slopes[None, :], -slopes * centres, 0.1 * rng.normal(size=(width, 1)), np.zeros(1)]
    velocity = [np.zeros(p.shape) for p in params]
    for _ in range(steps):
        W1, b1, W2, b2 = params
        H = np.tanh(X @ W1 + b1)
        D1 = 2 * (H @ W2 + b2 - Y) / len(X)
        D2 = D1 @ W2.T * (1 - H**2)
        grads = X.T @ D2, D2.sum(axis=0), H.T @ D1, D1.sum(axis=0)
        velocity = [0.9 * velocity[i] + grads[i] for i in range(4)]
        params = [params[i] - lr * velocity[i] for i in range(4)]
    return tuple(params)
