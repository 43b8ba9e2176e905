"""Reference functions of notebook 5 Universal approximation.

Generated from source/mlp/5_universal_approximation.ipynb; edit that, then `autograder build`.
"""

import numpy as np


def sup_error(f_values, p_values):
    """Task 5.1: the largest |f - p|, a number, for two arrays of shape (m,).

    Try it on f = (2.5, 0, 1) and p = (2, 2, 2.5): the answer is 2.
    """
    return np.max(np.abs(f_values - p_values))


def bernstein(values, x):
    """Task 5.1: the Bernstein polynomial at the points x, shape (m,), from values f(k/n), k = 0..n, shape (n + 1,).

    Works for n up to 500 (up to 60 if the values are integers), and at x = 0 and x = 1.
    Try the values (1, 2, 4) at x = 1/4: the weights are 9/16, 6/16, 1/16.
    """
    # Means of neighbours, n times over: the last toss of the coin first. Nothing can overflow.
    c = np.outer(values, np.ones(len(x)))
    while len(c) > 1:
        c = (1 - x) * c[:-1] + x * c[1:]
    return c[0]


def sigmoid(x):
    """Bring along from notebook 1: the sigmoid of x, any shape, finite for large |x|."""
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(x, dtype=float)))


def relu(x):
    """Bring along from notebook 1: the ReLU of x, any shape."""
    return np.maximum(x, 0)


def mlp(X, W1, b1, W2, b2, phi):
    """Bring along from notebook 1: the output (n, q) of the network with activation phi, rows."""
    return phi(X @ W1 + b1) @ W2 + b2


def bump_network(edges, heights, steepness):
    """Task 5.2: the weights (W1, b1, W2, b2) of a sigmoid network that approaches a step function.

    edges: increasing, shape (K + 1,). heights: shape (K,), one for each interval between neighbouring edges.
    steepness: s > 0, how fast a unit switches: a transition is about 1/s wide. h, the number of units, is your choice.
    As s grows, the output tends to heights[k] between edges[k] and edges[k + 1], and to 0 outside all edges.
    """
    # Neighbouring bumps share an edge, so one unit an edge is enough: it makes the change from one height to the next.
    jumps = np.diff(heights, prepend=0, append=0)
    return np.full((1, len(edges)), steepness), -steepness * edges, jumps[:, None], np.zeros(1)


def relu_interpolant(xs, ys):
    """Task 5.3: the weights (W1, b1, W2, b2) of a ReLU network that joins the points (xs, ys) by straight lines.

    xs: increasing, at any distances, shape (n + 1,), at least two. ys: shape (n + 1,). h, the number of units, is your
    choice. The output counts on [xs[0], xs[-1]]; outside it may be anything. Try the three points of your sketch.
    """
    slopes = np.diff(ys) / np.diff(xs)
    changes = np.diff(slopes, prepend=0)  # the first hinge makes the first slope out of 0
    return np.ones((1, len(changes))), -xs[:-1], changes[:, None], ys[:1].copy()


def rbf_features(x, centers, width):
    """Task 5.4: the Gaussian features, shape (m, k): one row for each point of x (m,), one column for each center (k,).

    At its center a feature is 1; at distance 2 * width it is exp(-2).
    """
    return np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))


def rbf_fit(x, y, centers, width, ridge=0.0):
    """Task 5.4: weights w, shape (k,), that minimise ||Phi w - y||^2 + ridge ||w||^2, with Phi as above.

    x, y: shape (m,). centers: shape (k,), fewer or more than points; two of them may coincide.
    Where features are nearly dependent, the root mean square of Phi w - y is within 0.005 of the best (y of about 1).
    Try two points at one center, with targets 1 and 3: w = 2 without ridge, w = 1 with ridge 2.
    """
    Phi = rbf_features(x, centers, width)
    A = np.vstack([Phi, np.sqrt(ridge) * np.eye(len(centers))])
    return np.linalg.lstsq(A, np.append(y, np.zeros(len(centers))), rcond=None)[0]


def mse_gradients(X, Y, W1, b1, W2, b2):
    """Task 5.5: the gradients of L, a dict with keys W1, b1, W2, b2, each of its parameter's shape.

    X: inputs, one a row, shape (m, d). Y: targets, a column (m, 1). W1 (d, h), b1 (h,), W2 (h, 1), b2 (1,).
    """
    H = np.tanh(X @ W1 + b1)
    D1 = 2 * (H @ W2 + b2 - Y) / len(X)
    D2 = D1 @ W2.T * (1 - H**2)
    return {"W1": X.T @ D2, "b1": D2.sum(axis=0), "W2": H.T @ D1, "b2": D1.sum(axis=0)}


def fit_mlp(x, y, width, steps, lr, seed):
    """Task 5.6: train a tanh network with `width` hidden units on x, y, shape (m,); return (W1, b1, W2, b2).

    steps: number of updates. lr: where the step size starts; you may scale, cap or schedule it. All randomness comes from
    np.random.default_rng(seed): the same seed gives the same network, another seed another one. All four parameters learn.
    Graded with 80 points in [0, 1], smooth targets of up to three bumps with |f| <= 1.5, width 30, 3000 steps, lr 0.01:
    the root mean square error on a fine grid is at most 0.05, in at most 10 seconds.
    """
    rng = np.random.default_rng(seed)
    # Steep units whose turning points are spread evenly, with some jitter, over [0, 1].
    centres = (np.arange(width) + rng.uniform(size=width)) / width
    slopes = rng.uniform(10, 20, size=width)
    net = {"W1": slopes[None, :], "b1": -slopes * centres, "W2": 0.1 * rng.normal(size=(width, 1)), "b2": np.zeros(1)}
    velocity = {key: np.zeros(value.shape) for key, value in net.items()}
    for _ in range(steps):
        grads = mse_gradients(x[:, None], y[:, None], **net)
        velocity = {key: 0.9 * velocity[key] + grads[key] for key in net}
        net = {key: net[key] - lr * velocity[key] for key in net}
    return net["W1"], net["b1"], net["W2"], net["b2"]
