"""Right answers of notebook 3 in other styles."""

import numpy as np

from autograder.testing import right


@right("jacobian_column", how="W itself, no copy")
def column_jacobian_itself(W):
    return W


@right("jacobian_column", how="nested lists")
def column_jacobian_lists(W):
    return [[float(w) for w in row] for row in W]


@right("jacobian_column", how="by pushing the unit vectors through the map")
def column_jacobian_by_unit_vectors(W):
    return np.column_stack([W @ e for e in np.eye(W.shape[1])])


@right("jacobian_row", how="swapaxes, a view")
def row_jacobian_view(W):
    return np.swapaxes(W, 0, 1)


@right("jacobian_row", how="two loops")
def row_jacobian_loops(W):
    n, m = W.shape
    J = np.empty((m, n))
    for i in range(m):
        for j in range(n):
            J[i, j] = W[j, i]
    return J


@right("jacobian_identity", how="a comparison: booleans that are 0 and 1")
def identity_as_booleans(n):
    return np.arange(n)[:, None] == np.arange(n)


@right("jacobian_identity", how="nested lists of ints")
def identity_as_lists(n):
    return [[1 if i == j else 0 for j in range(n)] for i in range(n)]


@right("jacobian_elementwise", how="identity times a row, broadcast")
def elementwise_jacobian_by_broadcasting(phi_prime, x):
    return np.eye(len(x)) * phi_prime(x)


@right("jacobian_elementwise", how="a loop, calling phi_prime on single numbers")
def elementwise_jacobian_by_numbers(phi_prime, x):
    J = np.zeros((len(x), len(x)))
    for i in range(len(x)):
        J[i, i] = phi_prime(x[i])
    return J


@right("jacobian_elementwise", how="calling phi_prime on a column")
def elementwise_jacobian_by_columns(phi_prime, x):
    return np.diagflat(phi_prime(x.reshape(-1, 1)))


@right("grad_W_column", how="np.outer")
def column_rule_outer(delta, x):
    return np.outer(delta, x)


@right("grad_W_column", how="broadcasting")
def column_rule_broadcast(delta, x):
    return delta.T * x.T


@right("grad_W_column", how="einsum")
def column_rule_einsum(delta, x):
    return np.einsum("ai,ja->ij", delta, x)


@right("grad_W_column", how="the transpose of the row form, a list of lists")
def column_rule_list(delta, x):
    return (x @ delta).T.tolist()


@right("grad_W_row", how="loops")
def row_rule_loops(x, delta):
    return np.array([[a * d for d in delta[0]] for a in x[0]])


@right("grad_W_row", how="a Kronecker product")
def row_rule_kron(x, delta):
    return np.kron(x.T, delta)


@right("grad_W_row", how="through the column rule")
def row_rule_through_columns(x, delta):
    return np.asarray(grad_W_column(delta, x.T)).T


@right("grad_logits", how="a difference")
def logits_difference(y_hat, y):
    return y_hat - y


@right("grad_logits", how="a copy, then one subtracted at the true class")
def logits_copy_and_subtract(y_hat, y):
    out = np.array(y_hat, dtype=float)
    out[np.asarray(y) == 1] -= 1
    return out


@right("grad_logits", how="by the full Jacobian of the softmax")
def logits_by_softmax_jacobian(y_hat, y):
    def one(p, t):
        true = t == 1
        return ((np.diag(p) - np.outer(p, p)) @ -(true / np.where(true & (p > 0), p, 1.0))).ravel()

    p, t = np.array(y_hat, dtype=float), np.array(y, dtype=float)
    if (p[t == 1] == 0).any():  # where the true class has probability 0 this road is closed
        return p - t
    if p.ndim == 2 and p.shape[1] > 1:  # rows, each by itself
        return [one(a, b) for a, b in zip(p, t, strict=False)]
    return one(np.ravel(p), np.ravel(t)).reshape(p.shape)


@right("grad_logits", how="nested lists")
def logits_as_lists(y_hat, y):
    return np.subtract(y_hat, y).tolist()


@right("backward", how="vectors with two axes inside, flat outside")
def backward_with_columns(x, y, W1, W2, lam, phi, phi_prime):
    x, y = x.reshape(-1, 1), y.reshape(-1, 1)
    z = np.dot(W1, x)
    h = phi(z)
    do = softmax(np.dot(W2, h).T).T - y
    dh = np.dot(W2.T, do)
    dz = np.multiply(dh, phi_prime(z))
    dW2, dW1 = np.dot(do, h.T) + lam * W2, np.dot(dz, x.T) + lam * W1
    return dict(do=np.ravel(do), dW2=dW2, dh=np.ravel(dh), dz=np.ravel(dz), dW1=dW1)


@right("backward", how="the earlier functions of the notebook")
def backward_by_earlier_functions(x, y, W1, W2, lam, phi, phi_prime):
    z = jacobian_column(W1) @ x
    h = phi(z)
    do = grad_logits(softmax(jacobian_column(W2) @ h), y)
    dh = do @ jacobian_column(W2)
    dz = dh @ jacobian_elementwise(phi_prime, z)
    dW2 = grad_W_column(do[None, :], h[:, None]) + lam * W2
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": grad_W_column(dz[None, :], x[:, None]) + lam * W1}


@right("backward", how="einsum, lists returned, more keys")
def backward_einsum(x, y, W1, W2, lam, phi, phi_prime):
    z = np.einsum("ij,j->i", W1, x)
    h = phi(z)
    o = np.einsum("ij,j->i", W2, h)
    e = np.exp(o - max(o))
    do = e / sum(e) - y
    dh = np.einsum("i,ij->j", do, W2)
    dz = dh * phi_prime(z)
    dW2, dW1 = np.einsum("i,j->ij", do, h) + lam * W2, np.einsum("i,j->ij", dz, x) + lam * W1
    out = {"z": z, "h": h, "o": o, "ds": 1.0, "dL": 1.0, "do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}
    return {key: np.asarray(value).tolist() for key, value in out.items()}


@right("backward", how="loops over single numbers, printing on the way")
def backward_loops(x, y, W1, W2, lam, phi, phi_prime):
    z = np.array([sum(w * v for w, v in zip(row, x, strict=False)) for row in W1])
    h = np.array([phi(v) for v in z])
    o = np.array([sum(w * v for w, v in zip(row, h, strict=False)) for row in W2])
    print("logits", o)
    do = np.array([1 / sum(np.exp(np.clip(o - v, None, 700))) for v in o]) - y
    dh = [sum(do[i] * W2[i, j] for i in range(len(o))) for j in range(len(h))]
    dz = [dh[j] * phi_prime(z[j]) for j in range(len(h))]
    dW2 = [[do[i] * h[j] + lam * W2[i, j] for j in range(len(h))] for i in range(len(o))]
    dW1 = [[dz[i] * x[j] + lam * W1[i, j] for j in range(len(x))] for i in range(len(h))]
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


@right("backward", how="a class with __call__, an ordered dict, a warning")
class BackwardObject:
    def __call__(self, x, y, W1, W2, lam, phi, phi_prime):
        import warnings
        from collections import OrderedDict

        warnings.warn("working", stacklevel=1)
        z = x @ W1.T
        h = phi(z)
        do = softmax(h @ W2.T) - y
        dh = do @ W2
        dz = phi_prime(z) * dh
        out = OrderedDict(do=do, dh=dh, dz=dz)
        out["dW2"], out["dW1"] = do[:, None] * h + lam * W2, dz[:, None] * x + lam * W1
        return out


@right("quiz_shapes", how="lists of ints")
def shapes_as_lists(d_x, d_h, n_c):
    out = {"x": [d_x, 1], "W1": [d_h, d_x], "b1": [d_h, 1], "W2": [n_c, d_h], "b2": [n_c, 1]}
    out["delta1"], out["delta2"] = [1, n_c], [1, d_h]
    return out


@right("quiz_shapes", how="shapes read off arrays, more keys")
def shapes_read_off(d_x, d_h, n_c):
    x, W1, b1 = np.zeros((d_x, 1)), np.zeros((d_h, d_x)), np.zeros((d_h, 1))
    W2, b2 = np.zeros((n_c, d_h)), np.zeros((n_c, 1))
    out = {"x": x.shape, "W1": W1.shape, "b1": b1.shape, "W2": W2.shape, "b2": b2.shape, "z1": b1.shape}
    return out | {"delta1": b2.T.shape, "delta2": b1.T.shape}


@right("quiz_shapes", how="integer arrays")
def shapes_as_arrays(d_x, d_h, n_c):
    pairs = {"delta1": (1, n_c), "delta2": (1, d_h), "W1": (d_h, d_x), "b1": (d_h, 1)}
    pairs |= {"W2": (n_c, d_h), "b2": (n_c, 1), "x": (d_x, 1)}
    return {key: np.array(value) for key, value in pairs.items()}


@right("delta1", how="through grad_logits")
def delta1_through_grad_logits(y_hat, y):
    return grad_logits(y_hat, y).T


@right("delta1", how="reshape")
def delta1_reshape(y_hat, y):
    return (y_hat - y).reshape(1, -1)


@right("delta1", how="a list with one list in it")
def delta1_as_list(y_hat, y):
    return [[float(a) - float(b) for a, b in zip(y_hat[:, 0], y[:, 0], strict=False)]]


@right("delta2", how="the diagonal matrix built")
def delta2_with_diagonal(delta1, W2, z1, phi_prime):
    return delta1 @ W2 @ np.diag(phi_prime(z1)[:, 0])


@right("delta2", how="the Jacobians of part A")
def delta2_by_jacobians(delta1, W2, z1, phi_prime):
    return delta1 @ jacobian_column(W2) @ jacobian_elementwise(phi_prime, np.ravel(z1))


@right("delta2", how="as a column first, then transposed")
def delta2_by_columns(delta1, W2, z1, phi_prime):
    return (W2.T @ delta1.T * phi_prime(z1)).T


@right("delta2", how="loops over units and classes, numbers one by one")
def delta2_by_loops(delta1, W2, z1, phi_prime):
    n_c, d_h = W2.shape
    out = np.zeros((1, d_h))
    for j in range(d_h):
        for i in range(n_c):
            out[0, j] += delta1[0, i] * W2[i, j] * phi_prime(z1[j, 0])
    return out


@right("delta2", how="einsum")
def delta2_by_einsum(delta1, W2, z1, phi_prime):
    return np.einsum("ai,ij,ja->aj", delta1, W2, phi_prime(z1))


@right("delta2", how="a list, phi_prime on the transposed column")
def delta2_as_list(delta1, W2, z1, phi_prime):
    return np.multiply(delta1.dot(W2), phi_prime(z1.T)).tolist()


@right("grad_W2", how="np.outer")
def grad_W2_outer(delta1, h1):
    return np.outer(delta1, h1)


@right("grad_W2", how="the rule of 3.2")
def grad_W2_by_rule(delta1, h1):
    return grad_W_column(delta1, h1)


@right("grad_b2", how="the view")
def grad_b2_view(delta1):
    return delta1.T


@right("grad_b2", how="times the identity")
def grad_b2_identity(delta1):
    return (delta1 @ jacobian_identity(delta1.shape[1])).T


@right("grad_W1", how="broadcasting")
def grad_W1_broadcast(delta2, x):
    return delta2.T * x.T


@right("grad_W1", how="through grad_W2")
def grad_W1_through_grad_W2(delta2, x):
    return grad_W2(delta2, x)


@right("grad_b1", how="a list of lists")
def grad_b1_list(delta2):
    return [[d] for d in delta2[0]]


@right("grad_x", how="as a row, transposed")
def grad_x_by_row(delta2, W1):
    return (delta2 @ W1).T


@right("grad_x", how="loops")
def grad_x_loops(delta2, W1):
    return np.array([[sum(delta2[0, i] * W1[i, j] for i in range(W1.shape[0]))] for j in range(W1.shape[1])])


@right("numerical_gradient", how="W moved in place and put back by its old value")
def numerical_in_place(f, W, eps=1e-5):
    if W.dtype.kind != "f":
        W = W.astype(float)
    grad = np.zeros(W.shape)
    it = np.nditer(W, flags=["multi_index"])
    while not it.finished:
        i = it.multi_index
        old = W[i]
        W[i] = old + eps
        above = f(W)
        W[i] = old - eps
        below = f(W)
        W[i] = old
        grad[i] = (above - below) / (2 * eps)
        it.iternext()
    return grad


@right("numerical_gradient", how="W moved in place by addition, all of it restored from a copy at the end")
def numerical_restored_at_the_end(f, W, eps=1e-5):
    kept = W.copy()
    V = W if W.dtype == float else W.astype(float)
    grad = np.zeros(V.shape)
    for i in np.ndindex(V.shape):
        V[i] = kept[i] + eps
        above = f(V)
        V[i] = kept[i] - eps
        grad[i] = (above - f(V)) / (2 * eps)
        V[i] = kept[i]
    W[...] = kept
    return grad


@right("numerical_gradient", how="unit vectors, reshaped, a nested list")
def numerical_unit_vectors(f, W, eps=1e-5):
    steps = eps * np.eye(W.size).reshape((W.size, *W.shape))
    return np.reshape([(f(W + E) - f(W - E)) / 2 / eps for E in steps], W.shape).tolist()


@right("numerical_gradient", how="flat indices on two copies")
def numerical_flat_indices(f, W, eps=1e-5):
    out = np.empty(np.size(W))
    for k in range(np.size(W)):
        up, down = np.array(W, dtype=float), np.array(W, dtype=float)
        up.flat[k] += eps
        down.flat[k] -= eps
        out[k] = (float(f(up)) - float(f(down))) / (2.0 * eps)
    return out.reshape(np.shape(W))


@right("numerical_gradient", how="a class with __call__ that keeps nothing")
class NumericalObject:
    def __call__(self, f, W, eps=1e-5):
        g = np.zeros(W.shape)
        for i in np.ndindex(*W.shape):
            E = np.zeros(W.shape)
            E[i] = 1.0
            g[i] = 0.5 * (f(W + eps * E) - f(W - eps * E)) / eps
        return g


@right("relative_error", how="Python loops and numbers")
def relative_loops(a, b):
    pairs = list(zip(np.ravel(a).tolist(), np.ravel(b).tolist(), strict=False))
    scale = max(abs(p) + abs(q) for p, q in pairs)
    return max(abs(p - q) for p, q in pairs) / scale if scale else 0


@right("relative_error", how="a 0-d array; 0/0 replaced afterwards, with a warning")
def relative_zero_d(a, b):
    return np.nan_to_num(np.array(np.max(np.abs(np.subtract(a, b))) / np.max(np.abs(a) + np.abs(b))))


@right("relative_error", how="an early return, a NumPy scalar")
def relative_early_return(a, b):
    a, b = np.array(a) * 1.0, np.array(b) * 1.0
    if not a.any() and not b.any():
        return np.float64(0)
    return abs(a - b).max() / (abs(a) + abs(b)).max()


@right("backprop_batch", how="example by example with the quiz")
def batch_by_the_quiz(X, Y, W1, b1, W2, b2, phi, phi_prime):
    n = len(X)
    out = {"W1": np.zeros(W1.shape), "b1": np.zeros(b1.shape), "W2": np.zeros(W2.shape), "b2": np.zeros(b2.shape)}
    for row, target in zip(X, Y, strict=False):
        x, y = row.reshape(-1, 1), target.reshape(-1, 1)
        z1 = W1.T @ x + b1.reshape(-1, 1)
        h1 = phi(z1)
        d1 = delta1(softmax((W2.T @ h1).ravel() + b2).reshape(-1, 1), y)
        d2 = delta2(d1, W2.T, z1, phi_prime)
        out["W1"] += grad_W1(d2, x).T / n
        out["b1"] += np.ravel(grad_b1(d2)) / n
        out["W2"] += grad_W2(d1, h1).T / n
        out["b2"] += np.ravel(grad_b2(d1)) / n
    return out


@right("backprop_batch", how="1/n at the end, more keys")
def batch_mean_at_the_end(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = np.dot(X, W1) + b1
    H = phi(Z)
    O = np.dot(H, W2) + b2
    D = grad_logits(softmax(O), Y)
    E = np.dot(D, W2.T) * phi_prime(Z)
    grads = {"W1": X.T.dot(E), "b1": E.sum(0), "W2": H.T.dot(D), "b2": D.sum(0), "X": E.dot(W1.T)}
    return {key: value / X.shape[0] for key, value in grads.items()}


@right("backprop_batch", how="biases by a row of ones; lists returned")
def batch_ones(X, Y, W1, b1, W2, b2, phi, phi_prime):
    ones = np.ones(len(X))
    Z = X @ W1 + b1[None, :]
    H = phi(Z)
    O = H @ W2 + b2[None, :]
    O = O - O.max(axis=1)[:, None]
    P = np.exp(O) / np.exp(O).sum(axis=1)[:, None]
    D = (P - Y) / ones.sum()
    E = np.einsum("nq,hq->nh", D, W2) * phi_prime(Z)
    grads = {"W1": np.einsum("nd,nh->dh", X, E), "b1": ones @ E, "W2": np.einsum("nh,nq->hq", H, D), "b2": ones @ D}
    return {key: value.tolist() for key, value in grads.items()}


@right("backprop_batch", how="means of outer products")
def batch_mean_of_outer_products(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    D = softmax(H @ W2 + b2) - Y
    E = (D @ W2.T) * phi_prime(Z)
    W1_grad = np.mean(X[:, :, None] * E[:, None, :], axis=0)
    W2_grad = np.mean(H[:, :, None] * D[:, None, :], axis=0)
    return {"W1": W1_grad, "b1": np.mean(E, axis=0), "W2": W2_grad, "b2": np.mean(D, axis=0)}


@right("backprop_batch", how="columns inside: everything transposed")
def batch_in_columns(X, Y, W1, b1, W2, b2, phi, phi_prime):
    n = X.shape[0]
    z = W1.T @ X.T + b1[:, None]
    h = phi(z)
    d = (softmax((W2.T @ h + b2[:, None]).T).T - Y.T) / n
    e = (W2 @ d) * phi_prime(z)
    return {"W1": (e @ X).T, "b1": e.sum(axis=1), "W2": (d @ h.T).T, "b2": d.sum(axis=1)}


@right("backprop_batch", how="a class with __call__ and a dict subclass")
class BatchObject:
    class Gradients(dict):
        pass

    def __call__(self, X, Y, W1, b1, W2, b2, phi, phi_prime):
        Z = X @ W1 + b1
        H = phi(Z)
        D = (softmax(H @ W2 + b2) - Y) / len(Y)
        E = D @ W2.T * phi_prime(Z)
        return self.Gradients(W1=X.T @ E, b1=sum(E), W2=H.T @ D, b2=sum(D))


@right("sgd_step", how="a loop on a new dict")
def sgd_loop(params, grads, lr):
    new = {}
    for key in grads:
        new[key] = np.array(params[key], dtype=float)
        new[key] -= lr * np.array(grads[key])
    return new


@right("sgd_step", how="deep copies, changed in place")
def sgd_deepcopy(params, grads, lr):
    from copy import deepcopy

    new = deepcopy(params)
    for key, grad in grads.items():
        new[key] = new[key] - np.multiply(lr, grad)
    return new


@right("sgd_step", how="the keys that both share")
def sgd_shared_keys(params, grads, lr):
    return {k: np.subtract(params[k], lr * grads[k]) for k in params.keys() & grads.keys()}


@right("failing_gradients", how="a copy of the dict with one entry replaced, a comprehension")
def failing_by_copies(f, params, grads, tol=1e-5):
    def error(name):
        def g(value):
            p = dict(params)
            p[name] = value
            return f(p)

        return relative_error(grads[name], numerical_gradient(g, params[name]))

    return [name for name in sorted(params) if not error(name) <= tol]


@right("failing_gradients", how="params changed during the call and put back, a tuple")
def failing_put_back(f, params, grads, tol=1e-5):
    wrong = set()
    for name in list(params):
        kept = params[name]

        def moved(value, name=name):
            params[name] = value
            return f(params)

        central = numerical_gradient(moved, kept)
        params[name] = kept
        if relative_error(central, grads[name]) > tol:
            wrong.add(name)
    return tuple(sorted(wrong))


@right("failing_gradients", how="central differences written out, its own relative error")
def failing_written_out(f, params, grads, tol=1e-5):
    out = []
    for name, value in params.items():
        slope = []
        for k in range(np.size(value)):
            ends = []
            for sign in (1, -1):
                moved = np.array(value, dtype=float)
                moved.flat[k] += sign * 1e-5
                ends.append(f({**params, name: moved}))
            slope.append((ends[0] - ends[1]) / 2e-5)
        a, b = np.ravel(grads[name]), np.array(slope)
        scale = np.max(np.abs(a) + np.abs(b))
        if scale > 0 and np.max(np.abs(a - b)) / scale > tol:
            out.append(name)
    out.sort()
    return out
