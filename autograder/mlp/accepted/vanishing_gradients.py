"""Right answers to notebook 4 in other styles; none may lose a point."""

import numpy as np

from autograder.testing import right

# --- 4.1 layer_jacobian


@right("layer_jacobian", how="the formula as it stands, with a diagonal matrix")
def jacobian_with_diagonal(W, z, phi_prime):
    return np.diag(phi_prime(z)) @ W


@right("layer_jacobian", how="loops over scalars, nested lists returned")
def jacobian_by_loops(W, z, phi_prime):
    return [[float(phi_prime(z[i])) * float(W[i, j]) for j in range(W.shape[1])] for i in range(W.shape[0])]


@right("layer_jacobian", how="einsum, and a warning on the way")
def jacobian_by_einsum(W, z, phi_prime):
    np.log(np.zeros(1))
    return np.einsum("i,ij->ij", phi_prime(z), W)


@right("layer_jacobian", how="transposed twice")
def jacobian_by_transposes(W, z, phi_prime):
    return (W.T * phi_prime(z)).T


@right("layer_jacobian", how="a class with __call__, z as a column")
class JacobianCallable:
    def __call__(self, W, z, phi_prime):
        column = phi_prime(np.reshape(z, (-1, 1)))
        return np.multiply(column, W)


# --- 4.2 jacobian_product


@right("jacobian_product", how="functools.reduce over the reversed list")
def product_by_reduce(jacobians):
    from functools import reduce

    return reduce(np.matmul, jacobians[::-1])


@right("jacobian_product", how="starts from an identity matrix")
def product_from_identity(jacobians):
    product = np.eye(jacobians[0].shape[1])
    for M in jacobians:
        product = M @ product
    return product


@right("jacobian_product", how="from the output backward, one row at a time")
def product_row_by_row(jacobians):
    rows = []
    for i in range(len(jacobians[-1])):
        row = np.zeros(len(jacobians[-1]))
        row[i] = 1
        for M in reversed(jacobians):
            row = row @ M
        rows.append(row)
    return rows


@right("jacobian_product", how="recursion, with multi_dot for many factors and a print")
def product_by_recursion(jacobians):
    print("factors:", len(jacobians))
    if len(jacobians) == 1:
        return jacobians[0]
    if len(jacobians) > 10:
        return np.linalg.multi_dot(list(reversed(jacobians)))
    return jacobian_product(jacobians[1:]) @ jacobians[0]


# --- 4.3 deep_gradients


@right("deep_gradients", how="columns of shape (d, 1) throughout")
def gradients_with_columns(x, weights, phi, phi_prime, upstream):
    h = x.reshape(-1, 1)
    hs, zs = [h], []
    for W in weights:
        z = W @ h
        h = phi(z)
        zs.append(z)
        hs.append(h)
    delta, found = upstream.T, []
    for W, z, below in zip(weights[::-1], zs[::-1], hs[-2::-1], strict=True):
        delta = delta * phi_prime(z)
        found = [delta @ below.T, *found]
        delta = W.T @ delta
    return found


@right("deep_gradients", how="with the functions of 4.1 and 4.2: the whole product for every layer")
def gradients_by_products(x, weights, phi, phi_prime, upstream):
    hs, Ms, zs = [x], [], []
    for W in weights:
        zs.append(W @ hs[-1])
        Ms.append(layer_jacobian(W, zs[-1], phi_prime))
        hs.append(phi(zs[-1]))
    found = []
    for l in range(len(weights)):
        row = upstream if l == len(weights) - 1 else upstream @ jacobian_product(Ms[l + 1 :])
        found.append(np.outer(row * phi_prime(zs[l]), hs[l]))
    return tuple(found)


@right("deep_gradients", how="recursion from the output")
def gradients_by_recursion(x, weights, phi, phi_prime, upstream):
    def down(h, rest):
        if not rest:
            return upstream, []
        z = rest[0] @ h
        row, above = down(phi(z), rest[1:])
        delta = row * phi_prime(z)
        return delta @ rest[0], [np.einsum("ki,j->ij", delta, h), *above]

    return down(x, list(weights))[1]


@right("deep_gradients", how="loops over entries, nested lists of Python floats")
def gradients_by_loops(x, weights, phi, phi_prime, upstream):
    hs, slopes = [[float(v) for v in x]], []
    for W in weights:
        z = [sum(float(W[i, j]) * hs[-1][j] for j in range(W.shape[1])) for i in range(W.shape[0])]
        slopes.append([float(phi_prime(np.array(v))) for v in z])
        hs.append([float(phi(np.array(v))) for v in z])
    row, found = [float(v) for v in upstream[0]], []
    for l in range(len(weights) - 1, -1, -1):
        delta = [u * s for u, s in zip(row, slopes[l], strict=True)]
        found.append([[d * h for h in hs[l]] for d in delta])
        row = [sum(delta[i] * float(weights[l][i, j]) for i in range(len(delta))) for j in range(len(hs[l]))]
    found.reverse()
    return found


@right("deep_gradients", how="forward accumulation: Jacobians grown from the first layer up, with the tensor v(l)")
def gradients_with_tensor(x, weights, phi, phi_prime, upstream):
    h, tensors = x, []
    for W in weights:
        z = W @ h
        M = phi_prime(z)[:, None] * W
        v = np.einsum("a,ab,c->abc", phi_prime(z) * 1.0, np.eye(len(z)), h)
        tensors = [np.einsum("ka,abc->kbc", M, T) for T in tensors] + [v]
        h = phi(z)
    return [np.tensordot(upstream[0], T, axes=1) for T in tensors]


# --- 4.4 gradient_norms, vanishing_bound


@right("gradient_norms", how="np.linalg.norm, a list of numbers")
def norms_by_linalg(gradients):
    return [np.linalg.norm(G) for G in gradients]


@right("gradient_norms", how="singular values")
def norms_by_singular_values(gradients):
    return np.array([np.sqrt(np.sum(np.linalg.svd(G, compute_uv=False) ** 2)) for G in gradients])


@right("gradient_norms", how="loops, math.hypot, a tuple of floats")
def norms_by_hypot(gradients):
    import math

    return tuple(math.hypot(*[float(g) for g in np.ravel(G)]) for G in gradients)


@right("vanishing_bound", how="powers of two")
def bound_by_powers_of_two(n_layers):
    return 2.0 ** (-2 * n_layers)


@right("vanishing_bound", how="integers divided")
def bound_by_integers(n_layers):
    return 1 / 4**n_layers


@right("vanishing_bound", how="a product in a loop, returned as a 0-d array")
def bound_by_loop(n_layers):
    s, bound = sigmoid(0.0), np.array(1.0)
    for _ in range(n_layers):
        bound = bound * (s * (1 - s))
    return np.asarray(bound)


# --- 4.5 xavier_init, he_init


@right("xavier_init", how="standard_normal times the deviation")
def xavier_standard_normal(n_in, n_out, rng):
    return rng.standard_normal((n_out, n_in)) * (2 / (n_in + n_out)) ** 0.5


@right("xavier_init", how="drawn in the layout of rows and transposed")
def xavier_transposed(n_in, n_out, rng):
    return rng.normal(scale=np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out)).T


@right("xavier_init", how="entry by entry, a nested list")
def xavier_by_loops(n_in, n_out, rng):
    sd = np.sqrt(2 / (n_in + n_out))
    return [[rng.normal(0, sd) for _ in range(n_in)] for _ in range(n_out)]


@right("xavier_init", how="Box-Muller from uniform numbers")
def xavier_box_muller(n_in, n_out, rng):
    u, v = 1 - rng.random((n_out, n_in)), rng.random((n_out, n_in))  # u in (0, 1]: its logarithm is finite
    return np.sqrt(2 / (n_in + n_out)) * np.sqrt(-2 * np.log(u)) * np.cos(2 * np.pi * v)


@right("xavier_init", how="multivariate_normal, row by row")
def xavier_multivariate(n_in, n_out, rng):
    return rng.multivariate_normal(np.zeros(n_in), 2 / (n_in + n_out) * np.eye(n_in), size=n_out)


@right("he_init", how="column by column")
def he_by_columns(n_in, n_out, rng):
    W = np.empty((n_out, n_in))
    for j in range(n_in):
        W[:, j] = rng.normal(0, np.sqrt(2 / n_in), size=n_out)
    return W


@right("he_init", how="float32 draws")
def he_float32(n_in, n_out, rng):
    return rng.standard_normal((n_out, n_in), dtype=np.float32) * np.float32(np.sqrt(2 / n_in))


@right("he_init", how="a spawned generator, drawn flat and reshaped")
def he_spawned(n_in, n_out, rng):
    child = rng.spawn(1)[0]
    return child.normal(0, np.sqrt(2 / n_in), n_in * n_out).reshape(n_out, n_in)


@right("he_init", how="the polar method, both numbers of each pair used")
def he_pairs(n_in, n_out, rng):
    count = n_in * n_out
    u, v = 1 - rng.random((count + 1) // 2), rng.random((count + 1) // 2)
    r = np.sqrt(-2 * np.log(u))
    flat = np.concatenate([r * np.cos(2 * np.pi * v), r * np.sin(2 * np.pi * v)])[:count]
    return (flat * np.sqrt(2 / n_in)).reshape((n_out, n_in), order="F")


# --- 4.6 clip_gradients


@right("clip_gradients", how="a small constant in the denominator, as libraries have it")
def clipped_with_epsilon(gradients, max_norm):
    norm = np.linalg.norm([np.linalg.norm(G) for G in gradients])
    factor = min(1.0, max_norm / (norm + 1e-6))
    return [G * factor for G in gradients]


@right("clip_gradients", how="one long vector, cut up again")
def clipped_as_vector(gradients, max_norm):
    long = np.concatenate([np.ravel(G) for G in gradients]).astype(float)
    norm = np.sqrt(long @ long)
    if norm > max_norm:
        long = long / norm * max_norm
    cuts = np.cumsum([G.size for G in gradients])[:-1]
    return [part.reshape(G.shape) for part, G in zip(np.split(long, cuts), gradients, strict=True)]


@right("clip_gradients", how="with gradient_norms of 4.4; unclipped gradients returned as they are, a tuple")
def clipped_with_own_norms(gradients, max_norm):
    norm = np.sqrt(np.sum(np.array(gradient_norms(gradients)) ** 2))
    if norm <= max_norm:
        return tuple(gradients)
    return tuple(G / (norm / max_norm) for G in gradients)


@right("clip_gradients", how="a division by zero with a warning, and the minimum mends it")
def clipped_with_warning(gradients, max_norm):
    norm = np.sqrt(np.sum([np.sum(np.square(G, dtype=float)) for G in gradients]))
    return [np.minimum(1.0, max_norm / norm) * G for G in gradients]


@right("clip_gradients", how="nested lists of Python floats")
def clipped_lists(gradients, max_norm):
    import math

    norm = math.sqrt(sum(float(g) ** 2 for G in gradients for row in G for g in row))
    factor = max_norm / norm if norm > max_norm else 1
    return [[[float(g) * factor for g in row] for row in G] for G in gradients]


@right("backprop_deep", how="lists filled from the end, 1/n at the end, tuples returned")
def deep_batch_mean_at_the_end(X, Y, weights, biases, phi, phi_prime):
    H, Z = [X], []
    for W, b in list(zip(weights, biases, strict=True))[:-1]:
        Z.append(np.dot(H[-1], W) + b)
        H.append(phi(Z[-1]))
    D = softmax(np.dot(H[-1], weights[-1]) + biases[-1]) - Y
    dW, db = [], []
    for l in range(len(weights) - 1, -1, -1):
        dW.insert(0, np.dot(H[l].T, D) / X.shape[0])
        db.insert(0, D.mean(axis=0))
        if l:
            D = np.dot(D, weights[l].T) * phi_prime(Z[l - 1])
    return tuple(dW), tuple(db)


@right("backprop_deep", how="recursion, layer by layer; nested lists")
def deep_batch_recursive(X, Y, weights, biases, phi, phi_prime):
    def walk(H, l):
        Z = H @ weights[l] + biases[l]
        if l == len(weights) - 1:
            D, dW, db = (softmax(Z) - Y) / len(Y), [], []
        else:
            back, dW, db = walk(phi(Z), l + 1)
            D = back * phi_prime(Z)
        return D @ weights[l].T, [(H.T @ D).tolist(), *dW], [D.sum(axis=0).tolist(), *db]

    return list(walk(X, 0)[1:])


@right("backprop_deep", how="example by example, columns, means of outer products")
def deep_batch_by_examples(X, Y, weights, biases, phi, phi_prime):
    dW, db = [np.zeros(W.shape) for W in weights], [np.zeros(np.shape(b)) for b in biases]
    for x, y in zip(X, Y, strict=True):
        hs, zs = [x], []
        for W, b in zip(weights, biases, strict=True):
            zs.append(W.T @ hs[-1] + b)
            hs.append(phi(zs[-1]))
        d = softmax(zs[-1]) - y
        for l in reversed(range(len(weights))):
            dW[l] += np.outer(hs[l], d) / len(X)
            db[l] += d / len(X)
            d = weights[l] @ d * phi_prime(zs[l - 1]) if l else d
    return [dW, db]
