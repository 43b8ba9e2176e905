"""Right answers to notebook 5 in other styles: none of them may lose a point."""

import numpy as np

from autograder.testing import right

# ---------------------------------------------------------------- 5.1


@right("sup_error", how="a loop, a Python float")
def sup_by_loop(f_values, p_values):
    largest = 0.0
    for f, p in zip(f_values, p_values, strict=True):
        largest = max(largest, abs(float(f) - float(p)))
    return largest


@right("sup_error", how="NumPy's norm of order infinity")
def sup_by_norm(f_values, p_values):
    return np.linalg.norm(f_values - p_values, ord=np.inf)


@right("sup_error", how="the larger of maximum and minus minimum, as a 0-d array")
def sup_by_both_signs(f_values, p_values):
    d = np.asarray(f_values) - np.asarray(p_values)
    return np.array(max(d.max(), -d.min()))


# ---------------------------------------------------------------- 5.2


@right("bernstein", how="exact integer binomials of the standard library, turned into floats")
def bernstein_by_comb(values, x):
    import math

    n, total = len(values) - 1, np.zeros(len(x))
    for k, value in enumerate(values):
        total += float(value) * float(math.comb(n, k)) * x**k * (1 - x) ** (n - k)
    return total


@right("bernstein", how="floating binomials built up one by one")
def bernstein_by_running_binomial(values, x):
    n, total, binomial = len(values) - 1, np.zeros(len(x)), 1.0
    for k in range(n + 1):
        total = total + values[k] * binomial * np.power(x, float(k)) * np.power(1.0 - x, float(n - k))
        binomial = binomial * (n - k) / (k + 1)
    return total


@right("bernstein", how="log-gamma of the standard library, the ends apart; warns")
def bernstein_by_log_gamma(values, x):
    from math import lgamma

    n = len(values) - 1
    logs = np.array([lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) for k in range(n + 1)])
    k = np.arange(n + 1)[:, None]
    weights = np.exp(logs[:, None] + k * np.log(x) + (n - k) * np.log1p(-x))  # nan at 0 and 1
    result = np.asarray(values, dtype=float) @ weights
    result[x == 0], result[x == 1] = values[0], values[-1]
    return result


@right("bernstein", how="cumulative sums of logarithms, one point at a time, a list")
def bernstein_by_log_sums(values, x):
    n = len(values) - 1
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(n, 0, -1) / np.arange(1, n + 1)))])
    k, result = np.arange(n + 1), []
    for point in x:
        if point in (0, 1):
            result.append(float(values[0 if point == 0 else -1]))
        else:
            result.append(float(np.dot(values, np.exp(logs + k * np.log(point) + (n - k) * np.log1p(-point)))))
    return result


@right("bernstein", how="de Casteljau for one point at a time, in a class")
class BernsteinObject:
    def __call__(self, values, x):
        return np.array([self.one(np.array(values, dtype=float), float(t)) for t in x])

    def one(self, c, t):
        for _ in range(len(c) - 1):
            c = c[:-1] + t * (c[1:] - c[:-1])
        return c[0]


@right("bernstein", how="the weights of the binomial distribution, toss by toss")
def bernstein_by_tosses(values, x):
    x = np.array(x, dtype=float)
    weights = np.ones((1, len(x)))
    for _ in range(len(values) - 1):
        nothing = np.zeros((1, len(x)))
        weights = np.vstack([weights * (1 - x), nothing]) + np.vstack([nothing, weights * x])
    return np.dot(values, weights)


# ---------------------------------------------------------------- 5.3


@right("bump_network", how="two units a bump, up and down")
def bump_by_pairs(edges, heights, steepness):
    K = len(heights)
    W1, b1 = np.full((1, 2 * K), float(steepness)), np.empty(2 * K)
    W2 = np.empty((2 * K, 1))
    for k in range(K):
        b1[2 * k], b1[2 * k + 1] = -steepness * edges[k], -steepness * edges[k + 1]
        W2[2 * k, 0], W2[2 * k + 1, 0] = heights[k], -heights[k]
    return W1, b1, W2, np.zeros(1)


@right("bump_network", how="units that fall instead of rise, and an output bias")
def bump_by_falling_units(edges, heights, steepness):
    # sigma(-z) = 1 - sigma(z): each falling unit takes the negative jump, and b2 makes up for the ones.
    jumps = np.diff(np.concatenate([[0.0], heights, [0.0]]))
    return np.full((1, len(edges)), -1.0 * steepness), steepness * edges * 1.0, -jumps[:, None], np.array([jumps.sum()])


@right("bump_network", how="twice as steep as asked for, and nested lists")
def bump_steeper_lists(edges, heights, steepness):
    s = 2.0 * float(steepness)
    units = [(s, -s * float(e)) for e in edges]
    out = [[float(h)] for h in np.diff(heights, prepend=0, append=0)]
    return [[[w for w, _ in units]], [b for _, b in units], out, [0]]


@right("bump_network", how="the bump as 1 minus what is left and right of it, plus idle units")
def bump_with_idle_units(edges, heights, steepness):
    from collections import namedtuple

    s, K = float(steepness), len(heights)
    W1 = np.concatenate([np.full(K, -s), np.full(K, s), np.zeros(3)])[None, :]
    b1 = np.concatenate([s * edges[:-1], -s * edges[1:], np.zeros(3)])
    W2 = np.concatenate([-1.0 * heights, -1.0 * heights, np.zeros(3)])[:, None]
    return namedtuple("Network", "W1 b1 W2 b2")(W1, b1, W2, np.array([float(np.sum(heights))]))


# ---------------------------------------------------------------- 5.4


@right("relu_interpolant", how="a loop over the knots, lists")
def relu_by_loop(xs, ys):
    W1, b1, W2, before = [[]], [], [], 0.0
    for k in range(len(xs) - 1):
        slope = float(ys[k + 1] - ys[k]) / float(xs[k + 1] - xs[k])
        W1[0].append(1)
        b1.append(-float(xs[k]))
        W2.append([slope - before])
        before = slope
    return [W1, b1, W2, [float(ys[0])]]


@right("relu_interpolant", how="hinges that open to the left, from the last knot")
def relu_from_the_right(xs, ys):
    xs, ys = xs[::-1].astype(float), ys[::-1].astype(float)
    slopes = np.diff(ys) / -np.diff(xs)
    changes = np.concatenate([slopes[:1], slopes[1:] - slopes[:-1]])
    return -np.ones((1, len(changes))), xs[:-1], changes[:, None], ys[:1]


@right("relu_interpolant", how="a linear system for the output weights")
def relu_by_linear_system(xs, ys):
    H = np.maximum(0.0, xs[1:, None] - xs[None, :-1])
    W2 = np.linalg.solve(H, (ys[1:] - ys[0]).astype(float))
    return np.ones((1, len(W2))), -1.0 * xs[:-1], W2[:, None], np.array([ys[0]])


@right("relu_interpolant", how="one hat function of three hinges for each knot")
def relu_by_hats(xs, ys):
    xs = xs.astype(float)
    wide = np.concatenate([[2 * xs[0] - xs[1]], xs, [2 * xs[-1] - xs[-2]]])
    places, weights = [], []
    for k in range(1, len(wide) - 1):
        left, right = 1 / (wide[k] - wide[k - 1]), 1 / (wide[k + 1] - wide[k])
        places += [wide[k - 1], wide[k], wide[k + 1]]
        weights += [ys[k - 1] * left, -ys[k - 1] * (left + right), ys[k - 1] * right]
    return np.ones((1, len(places))), -np.array(places), np.array(weights)[:, None], np.zeros(1)


@right("relu_interpolant", how="scaled units: the size of the change inside, its sign outside")
def relu_scaled_units(xs, ys):
    changes = np.diff(np.diff(ys) / np.diff(xs), prepend=0)
    size = np.abs(changes)
    return size[None, :], -size * xs[:-1], np.sign(changes)[:, None], np.array([float(ys[0])])


# ---------------------------------------------------------------- 5.5


@right("rbf_features", how="two loops, nested lists")
def features_by_loops(x, centers, width):
    from math import exp

    return [[exp(-0.5 * ((float(a) - float(c)) / float(width)) ** 2) for c in centers] for a in x]


@right("rbf_features", how="the square multiplied out")
def features_multiplied_out(x, centers, width):
    square = (x * x)[:, None] - 2.0 * np.outer(x, centers) + (centers * centers)[None, :]
    return np.exp(-square / (2.0 * width**2))


@right("rbf_features", how="outer differences, in a class that prints")
class FeaturesObject:
    def __call__(self, x, centers, width):
        print("computing the features")
        return np.exp(-0.5 * np.square(np.subtract.outer(x, centers) / width))


@right("rbf_fit", how="lstsq on Phi with rows below it, everything written out")
def rbf_by_lstsq(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    A = np.concatenate([Phi, np.sqrt(ridge) * np.identity(len(centers))])
    return np.linalg.lstsq(A, np.concatenate([y, np.zeros(len(centers))]), rcond=None)[0]


@right("rbf_fit", how="pinv as it comes")
def rbf_by_pinv(x, y, centers, width, ridge=0.0):
    A = np.vstack([rbf_features(x, centers, width), np.sqrt(ridge) * np.eye(len(centers))])
    return np.linalg.pinv(A) @ np.concatenate([y, np.zeros(len(centers))])


@right("rbf_fit", how="pinv with a cut-off of lstsq's size")
def rbf_by_pinv_with_cut_off(x, y, centers, width, ridge=0.0):
    A = np.vstack([rbf_features(x, centers, width), np.sqrt(ridge) * np.eye(len(centers))])
    return np.linalg.pinv(A, rcond=len(A) * np.finfo(float).eps) @ np.concatenate([y, np.zeros(len(centers))])


@right("rbf_fit", how="lstsq for no ridge, normal equations for ridge, a list")
def rbf_by_two_roads(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    if ridge > 0:
        return list(np.linalg.solve(Phi.T @ Phi + ridge * np.identity(len(centers)), Phi.T @ y))
    return list(np.linalg.lstsq(Phi, y)[0])


@right("rbf_fit", how="the singular value decomposition by hand")
def rbf_by_svd(x, y, centers, width, ridge=0.0):
    Phi = np.exp(-((x[:, None] - centers) ** 2) / (2 * width**2))
    U, sigma, Vt = np.linalg.svd(Phi, full_matrices=False)
    keep = sigma > 1e-13 * sigma[0]
    return Vt[keep].T @ (sigma[keep] * (U.T @ y)[keep] / (sigma[keep] ** 2 + ridge))


@right("rbf_fit", how="a loop for the features, a row of ridge for each weight")
def rbf_row_by_row(x, y, centers, width, ridge=0.0):
    rows = [[np.exp(-((a - c) ** 2) / (2.0 * width**2)) for c in centers] for a in x]
    for j in range(len(centers)):
        rows.append([ridge**0.5 if i == j else 0.0 for i in range(len(centers))])
    return np.linalg.lstsq(np.array(rows), np.array(list(y) + [0.0] * len(centers)), rcond=None)[0].tolist()


# ---------------------------------------------------------------- 5.5


@right("mse_gradients", how="einsum, the derivative of tanh as 1 / cosh squared")
def mse_by_einsum(X, Y, W1, b1, W2, b2):
    Z = np.einsum("md,dh->mh", X, W1) + b1
    E = 2.0 / X.shape[0] * (np.einsum("mh,hq->mq", np.tanh(Z), W2) + b2 - Y)
    D = np.einsum("mq,hq->mh", E, W2) / np.cosh(Z) ** 2
    ones = np.ones(len(X))
    return dict(
        W1=np.einsum("md,mh->dh", X, D), b1=ones @ D, W2=np.einsum("mh,mq->hq", np.tanh(Z), E), b2=ones @ E, loss=0
    )


@right("mse_gradients", how="a loop over the examples, nested lists")
def mse_by_loop(X, Y, W1, b1, W2, b2):
    sums = {"W1": 0.0, "b1": 0.0, "W2": 0.0, "b2": 0.0}
    for x, y in zip(X, Y, strict=True):
        h = np.tanh(x @ W1 + b1)
        e = 2 * (h @ W2 + b2 - y)
        d = (W2 @ e) * (1 - h**2)
        for key, part in zip(sums, [np.outer(x, d), d, np.outer(h, e), e], strict=True):
            sums[key] = sums[key] + part / len(X)
    return {key: value.tolist() for key, value in sums.items()}


@right("mse_gradients", how="flat residuals, reshaped at the end")
def mse_flat(X, Y, W1, b1, W2, b2):
    H = np.tanh(np.dot(X, W1) + b1)
    r = 2 * (H.dot(W2[:, 0]) + b2[0] - Y[:, 0]) / len(Y)
    D = r[:, None] * W2[:, 0] * (1 - np.square(H))
    return {"b2": np.array([r.sum()]), "W2": H.T.dot(r).reshape(-1, 1), "b1": np.sum(D, 0), "W1": np.dot(X.T, D)}


@right("mse_gradients", how="weights and biases as one matrix, with a column of ones")
def mse_with_ones(X, Y, W1, b1, W2, b2):
    A = np.hstack([X, np.ones((len(X), 1))])
    H = np.tanh(A @ np.vstack([W1, b1]))
    B = np.hstack([H, np.ones((len(X), 1))])
    E = 2 / len(X) * (B @ np.vstack([W2, b2]) - Y)
    G2, G1 = B.T @ E, A.T @ ((E @ W2.T) * (1 - H) * (1 + H))
    return {"W1": G1[:-1], "b1": G1[-1], "W2": G2[:-1], "b2": G2[-1]}


# ---------------------------------------------------------------- 5.6


@right("fit_mlp", how="full-batch Adam with a constant step, steep units at random centres")
def fit_adam(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x.reshape(-1, 1), y.reshape(-1, 1)
    W1 = 10 * rng.normal(size=(1, width))
    P = [W1, -W1[0] * rng.uniform(size=width), rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)]
    m, v = [0 * p for p in P], [0 * p for p in P]
    for t in range(1, steps + 1):
        H = np.tanh(X @ P[0] + P[1])
        E = 2 * (H @ P[2] + P[3] - Y) / len(X)
        D = E @ P[2].T * (1 - H * H)
        for i, g in enumerate([X.T @ D, D.sum(0), H.T @ E, E.sum(0)]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g * g
            P[i] = P[i] - lr * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return tuple(P)


@right("fit_mlp", how="momentum, evenly spread centres")
def fit_momentum(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = x[:, None], y[:, None]
    W1, b1 = np.full((1, width), 15.0), -15.0 * (np.linspace(0, 1, width) + rng.uniform(-0.02, 0.02, width))
    P = [W1, b1, 0.1 * rng.normal(size=(width, 1)), np.zeros(1)]
    V = [np.zeros(p.shape) for p in P]
    for _ in range(steps):
        H = np.tanh(X @ P[0] + P[1])
        E = 2 * (H @ P[2] + P[3] - Y) / len(X)
        D = (E @ P[2].T) * (1 - H**2)
        V = [0.9 * v + g for v, g in zip(V, [X.T @ D, D.sum(0), H.T @ E, E.sum(0)], strict=True)]
        P = [p - lr * v for p, v in zip(P, V, strict=True)]
    return P


@right("fit_mlp", how="minibatch Adam in a class, the step falling to 0")
class MinibatchAdam:
    def __call__(self, x, y, width, steps, lr, seed):
        rng = np.random.default_rng(seed)
        W1 = rng.uniform(5, 15, (1, width)) * rng.choice([-1, 1], (1, width))
        P = [W1, -W1[0] * rng.random(width), rng.normal(0, 0.2, (width, 1)), np.zeros(1)]
        self.m, self.v = [0 * p for p in P], [0 * p for p in P]
        for t in range(steps):
            rows = rng.choice(len(x), min(16, len(x)), replace=False)
            P = self.step(P, self.gradients(P, x[rows, None], y[rows, None]), lr * (1 - t / steps), t + 1)
        return P[0], P[1], P[2], P[3]

    def gradients(self, P, X, Y):
        H = np.tanh(X @ P[0] + P[1])
        E = 2 * (H @ P[2] + P[3] - Y) / len(X)
        D = E @ P[2].T * (1 - H**2)
        return X.T @ D, D.sum(axis=0), H.T @ E, E.sum(axis=0)

    def step(self, P, G, lr, t):
        self.m = [0.9 * m + 0.1 * g for m, g in zip(self.m, G, strict=True)]
        self.v = [0.999 * v + 0.001 * g**2 for v, g in zip(self.v, G, strict=True)]
        hats = [(m / (1 - 0.9**t), v / (1 - 0.999**t)) for m, v in zip(self.m, self.v, strict=True)]
        return [p - lr * m / (np.sqrt(v) + 1e-8) for p, (m, v) in zip(P, hats, strict=True)]


@right("fit_mlp", how="RMSprop with a falling step, residual halved, nested lists returned")
def fit_rmsprop(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    X, Y = np.array(x)[:, None], np.array(y)[:, None]
    W1 = rng.normal(0, 10, (1, width))
    P = [W1, -W1[0] * rng.uniform(0, 1, width), rng.normal(size=(width, 1)) / width**0.5, np.zeros(1)]
    V = [0 * p for p in P]
    for t in range(steps):
        H = np.tanh(X @ P[0] + P[1])
        E = (H @ P[2] + P[3] - Y) / len(X)  # of half the mean square: the same direction
        D = np.multiply(E @ P[2].T, 1 - H**2)
        for i, g in enumerate((X.T @ D, D.sum(0), H.T @ E, E.sum(0))):
            V[i] = 0.9 * V[i] + 0.1 * g**2
            P[i] = P[i] - lr * (1 - t / steps) * g / (np.sqrt(V[i]) + 1e-8)
    return [p.tolist() for p in P]


@right("fit_mlp", how="plain gradient descent with a good start and a larger step")
def fit_plain_descent(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    centres = np.linspace(x.min(), x.max(), width) + rng.uniform(-0.02, 0.02, size=width)
    W1, b1 = np.full((1, width), 15.0), -15.0 * centres
    W2, b2 = 0.1 * rng.normal(size=(width, 1)), np.zeros(1)
    X, Y, eta = x[:, None], y[:, None], 5 * lr
    for _ in range(steps):
        H = np.tanh(X @ W1 + b1)
        E = 2 * (H @ W2 + b2 - Y) / len(X)
        D = E @ W2.T * (1 - H**2)
        W1, b1, W2, b2 = W1 - eta * X.T @ D, b1 - eta * D.sum(0), W2 - eta * H.T @ E, b2 - eta * E.sum(0)
    return W1, b1, W2, b2


@right("fit_mlp", how="Nesterov momentum on centred inputs, the shift undone at the end")
def fit_centred_nesterov(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    shift = x.mean()
    X, Y = (x - shift)[:, None], y[:, None]
    W1 = rng.choice([-1.0, 1.0], size=(1, width)) * rng.uniform(8, 16, size=(1, width))
    P = [
        W1,
        -W1[0] * (np.linspace(-0.5, 0.5, width) + rng.uniform(-0.02, 0.02, width)),
        np.zeros((width, 1)),
        np.zeros(1),
    ]
    V = [0 * p for p in P]
    for _ in range(steps):
        A = [p - 0.9 * lr * v for p, v in zip(P, V, strict=True)]
        H = np.tanh(X @ A[0] + A[1])
        E = 2 * (H @ A[2] + A[3] - Y) / len(X)
        D = E @ A[2].T * (1 - H**2)
        V = [0.9 * v + g for v, g in zip(V, [X.T @ D, D.sum(0), H.T @ E, E.sum(0)], strict=True)]
        P = [p - lr * v for p, v in zip(P, V, strict=True)]
    return P[0], P[1] - P[0][0] * shift, P[2], P[3]


@right("fit_mlp", how="the notebook's own gradients, Adam, wide random slopes and biases")
def fit_by_own_gradients(x, y, width, steps, lr, seed):
    rng = np.random.default_rng(seed)
    W1 = rng.uniform(8, 20, (1, width)) * rng.choice([-1, 1], (1, width))
    b1 = -W1[0] * rng.permutation(np.linspace(0, 1, width))
    net = {"W1": W1, "b1": b1, "W2": 0.1 * rng.normal(size=(width, 1)), "b2": np.zeros(1)}
    m, v = ({key: 0 * value for key, value in net.items()} for _ in range(2))
    for t in range(1, steps + 1):
        for key, g in mse_gradients(x.reshape(-1, 1), y.reshape(-1, 1), **net).items():
            m[key], v[key] = 0.9 * m[key] + 0.1 * g, 0.999 * v[key] + 0.001 * g**2
            net[key] = net[key] - lr * (m[key] / (1 - 0.9**t)) / (np.sqrt(v[key] / (1 - 0.999**t)) + 1e-8)
    return tuple(net[key] for key in ("W1", "b1", "W2", "b2"))
