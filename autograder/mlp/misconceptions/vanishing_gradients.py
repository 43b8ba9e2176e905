"""Named wrong answers to notebook 4: what was done, and what to say about it."""

import numpy as np

from autograder.testing import wrong

LAYER, PRODUCT = "4.1 The Jacobian of one layer", "4.2 The product of Jacobians"
DEEP, NORMS = "4.3 The gradient of every weight matrix", "4.4 Vanishing, measured and bounded"
INIT, CLIP = "4.5 Initialisation: Xavier and He", "4.6 Exploding gradients and clipping"


# --- 4.1 layer_jacobian


@wrong("layer_jacobian", hint="this is the Jacobian of z alone; the activation is the second step", see=LAYER)
def phi_prime_left_out(W, z, phi_prime):
    return W * 1.0


@wrong("layer_jacobian", hint="this is the Jacobian of the activation alone; W is the first step", see=LAYER)
def weights_left_out(W, z, phi_prime):
    return np.diag(phi_prime(z))


@wrong("layer_jacobian", hint="NumPy lines the vector up with the columns; each unit scales its own row", see=LAYER)
def phi_prime_on_columns(W, z, phi_prime):
    return phi_prime(z) * W


@wrong("layer_jacobian", hint="one row for each output, one column for each input: this is the transpose", see=LAYER)
def jacobian_transposed(W, z, phi_prime):
    return (phi_prime(z)[:, None] * W).T


@wrong("layer_jacobian", hint="φ′ is taken at z as handed over, not at tanh(z)", see=LAYER)
def phi_prime_at_h(W, z, phi_prime):
    return phi_prime(np.tanh(z))[:, None] * W


@wrong("layer_jacobian", hint="phi_prime is handed over; do not assume that the activation is tanh", see=LAYER)
def derivative_of_tanh_fixed(W, z, phi_prime):
    return (1 - np.tanh(z) ** 2)[:, None] * W


@wrong("layer_jacobian", hint="φ′ stands in the product once", see=LAYER)
def phi_prime_twice(W, z, phi_prime):
    return phi_prime(z)[:, None] ** 2 * W


@wrong("layer_jacobian", hint="* multiplies entry by entry; with a diagonal matrix we need a matrix product", see=LAYER)
def diagonal_times_entries(W, z, phi_prime):
    return np.diag(phi_prime(z)) * W


@wrong("layer_jacobian", hint="one φ′ for each unit, not their mean for all", see=LAYER)
def mean_slope_for_all(W, z, phi_prime):
    return np.mean(phi_prime(z)) * W


@wrong("layer_jacobian", hint="the result takes the integer dtype of W and loses its decimals", see=LAYER)
def jacobian_truncated(W, z, phi_prime):
    M = np.zeros_like(W)
    for i in range(W.shape[0]):
        M[i] = phi_prime(z)[i] * W[i]
    return M


@wrong("layer_jacobian", hint="W itself is changed; work on a copy", see=LAYER)
def weights_changed_in_place(W, z, phi_prime):
    if W.dtype.kind != "f":
        W[:] = W * 2
        return phi_prime(z)[:, None] * (W // 2)
    W *= phi_prime(z)[:, None]
    return W


@wrong(
    "layer_jacobian",
    hint="where W is square a vector lines up with its columns without a word; the shapes do not tell which axis is meant",
    see=LAYER,
)
def columns_scaled_where_square(W, z, phi_prime):
    slope = phi_prime(z)
    return W * slope if len(slope) == W.shape[1] else (W.T * slope).T


@wrong("layer_jacobian", hint="phi_prime is applied to its own result; it is taken once, at z", see=LAYER)
def phi_prime_of_phi_prime(W, z, phi_prime):
    return phi_prime(phi_prime(z))[:, None] * W


@wrong("layer_jacobian", hint="a slope may be negative; its sign is lost", see=LAYER)
def sign_of_slope_lost(W, z, phi_prime):
    return np.abs(phi_prime(z))[:, None] * W


@wrong("layer_jacobian", hint="φ′ is kept in an array of z's type: integers there cut the slopes", see=LAYER)
def slopes_of_the_type_of_z(W, z, phi_prime):
    return phi_prime(z).astype(z.dtype)[:, None] * W


@wrong("layer_jacobian", hint="axes of length 1 are dropped: one unit or one input still has its axis", see=LAYER)
def jacobian_squeezed(W, z, phi_prime):
    return np.squeeze(phi_prime(z)[:, None] * W)


# --- 4.2 jacobian_product


@wrong(
    "jacobian_product",
    hint="the factors are multiplied in forward order; the later layer stands on the left",
    see=PRODUCT,
)
def product_in_forward_order(jacobians):
    product = jacobians[0]
    for M in jacobians[1:]:
        product = product @ M
    return product


@wrong("jacobian_product", hint="one factor too few: the first one, M(l+1), counts", see=PRODUCT)
def first_factor_left_out(jacobians):
    product = np.eye(len(jacobians[0]))
    for M in jacobians[1:]:
        product = M @ product
    return product


@wrong("jacobian_product", hint="one factor too few: the last one, M(L), counts", see=PRODUCT)
def last_factor_left_out(jacobians):
    product = np.eye(jacobians[0].shape[1])
    for M in jacobians[:-1]:
        product = M @ product
    return product


@wrong("jacobian_product", hint="one factor too many: M(l+1) stands in the product once", see=PRODUCT)
def first_factor_twice(jacobians):
    product = jacobians[0]
    for M in jacobians:
        product = M @ product if M.shape[1] == product.shape[0] else product
    return product


@wrong("jacobian_product", hint="this is the transpose: rows belong to h(L), columns to h(l)", see=PRODUCT)
def product_transposed(jacobians):
    product = jacobians[0].T
    for M in jacobians[1:]:
        product = product @ M.T
    return product


@wrong("jacobian_product", hint="* multiplies entry by entry; the chain rule needs matrix products", see=PRODUCT)
def product_by_entries(jacobians):
    product = jacobians[0]
    for M in jacobians[1:]:
        product = product * M
    return product


@wrong("jacobian_product", hint="the chain rule multiplies the steps, it does not add them", see=PRODUCT)
def sum_of_jacobians(jacobians):
    total = jacobians[0]
    for M in jacobians[1:]:
        total = total + M
    return total


@wrong("jacobian_product", hint="any number of factors may come, not two only", see=PRODUCT)
def two_factors_only(jacobians):
    return jacobians[1] @ jacobians[0] if len(jacobians) > 1 else jacobians[0]


@wrong("jacobian_product", hint="a list of one Jacobian is allowed (l = L - 1)", see=PRODUCT)
def one_factor_forgotten(jacobians):
    return np.linalg.multi_dot(jacobians[::-1])


@wrong("jacobian_product", hint="the caller's list is used up; work on a copy", see=PRODUCT)
def list_used_up(jacobians):
    product = jacobians.pop(0)
    while jacobians:
        product = jacobians.pop(0) @ product
    return product


@wrong("jacobian_product", hint="small factors are not to be rounded away", see=PRODUCT)
def product_rounded(jacobians):
    product = jacobians[0]
    for M in jacobians[1:]:
        product = M @ product
    return np.round(product, 12)


@wrong(
    "jacobian_product",
    hint="that the shapes fit does not make the order right: where all layers are equally wide, both orders fit",
    see=PRODUCT,
)
def forward_order_where_it_fits(jacobians):
    try:
        product = 1.0 * jacobians[0]
        for M in jacobians[1:]:
            product = product @ M
    except ValueError:
        product = jacobians[0]
        for M in jacobians[1:]:
            product = M @ product
    return product


@wrong("jacobian_product", hint="the caller's list is turned around in place", see=PRODUCT)
def list_reversed_in_place(jacobians):
    jacobians.reverse()
    product = jacobians[0]
    for M in jacobians[1:]:
        product = product @ M
    return product


@wrong(
    "jacobian_product",
    hint="the product is written into the first array, which belongs to the caller; a name is no copy",
    see=PRODUCT,
)
def product_written_into_the_first(jacobians):
    product = jacobians[0]
    for M in jacobians[1:]:
        following = M @ product
        if following.shape == product.shape:
            product[:] = following
        else:
            product = following
    return product


@wrong("jacobian_product", hint="the loop ends one factor too soon: M(L) is left out", see=PRODUCT)
def loop_ends_before_the_last(jacobians):
    product = jacobians[0]
    for l in range(1, len(jacobians) - 1):
        product = jacobians[l] @ product
    return product


@wrong("jacobian_product", hint="the loop meets M(l+1) again, where the product began with it", see=PRODUCT)
def loop_begins_with_the_first_again(jacobians):
    product = jacobians[0]
    for M in jacobians:
        product = M @ product
    return product


@wrong("jacobian_product", hint="32-bit floats hold 7 digits, and nothing below 1e-45", see=PRODUCT)
def product_in_single_precision(jacobians):
    product = jacobians[0].astype(np.float32)
    for M in jacobians[1:]:
        product = M.astype(np.float32) @ product
    return product.astype(float)


@wrong(
    "jacobian_product",
    hint="the product keeps the integer type of the first factor and loses the decimals of the others",
    see=PRODUCT,
)
def product_of_the_type_of_the_first(jacobians):
    product = jacobians[0].copy()
    for M in jacobians[1:]:
        product = (M @ product).astype(jacobians[0].dtype)
    return product


@wrong("jacobian_product", hint="a layer that lets nothing through counts too: its zeros end the product", see=PRODUCT)
def zero_factor_skipped(jacobians):
    product = np.eye(jacobians[0].shape[1])
    for M in jacobians:
        product = M @ product if np.any(M) else product
    return product


@wrong("jacobian_product", hint="axes of length 1 are dropped: one row or one column is still a matrix", see=PRODUCT)
def product_squeezed(jacobians):
    product = jacobians[0]
    for M in jacobians[1:]:
        product = M @ product
    return np.squeeze(product)


# --- 4.3 deep_gradients


@wrong("deep_gradients", hint="the list begins with layer 1; this one begins with the last layer", see=DEEP)
def gradients_from_last_to_first(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        delta = upstream * phi_prime(zs[l])
        found.append(np.outer(delta, hs[l]))
        upstream = delta @ weights[l]
    return found


@wrong("deep_gradients", hint="φ is used on the last layer too; its φ′ is missing", see=DEEP)
def last_layer_without_activation(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        delta = upstream if l == len(weights) - 1 else upstream * phi_prime(zs[l])
        found.insert(0, np.outer(delta, hs[l]))
        upstream = delta @ weights[l]
    return found


@wrong("deep_gradients", hint="φ′ is left out: the row has to pass the activation before the weights", see=DEEP)
def deep_phi_prime_left_out(x, weights, phi, phi_prime, upstream):
    hs, found = [x], []
    for W in weights:
        hs.append(phi(W @ hs[-1]))
    for l in reversed(range(len(weights))):
        found.insert(0, np.outer(upstream, hs[l]))
        upstream = upstream @ weights[l]
    return found


@wrong("deep_gradients", hint="φ′ is taken at h; it belongs to z", see=DEEP)
def deep_phi_prime_at_h(x, weights, phi, phi_prime, upstream):
    hs, found = [x], []
    for W in weights:
        hs.append(phi(W @ hs[-1]))
    for l in reversed(range(len(weights))):
        delta = upstream * phi_prime(hs[l + 1])
        found.insert(0, np.outer(delta, hs[l]))
        upstream = delta @ weights[l]
    return found


@wrong("deep_gradients", hint="the weights meet the input of their layer; this takes its output", see=DEEP)
def output_for_input(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        delta = upstream * phi_prime(zs[l])
        found.insert(0, np.outer(delta, hs[l + 1]))
        upstream = delta @ weights[l]
    return found


@wrong("deep_gradients", hint="the gradient needs h below the layer, after its activation; this takes z", see=DEEP)
def z_for_input(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        delta = upstream * phi_prime(zs[l])
        found.insert(0, np.outer(delta, zs[l - 1] if l else x))
        upstream = delta @ weights[l]
    return found


@wrong("deep_gradients", hint="the gradients are transposed: they have the shape of their matrix", see=DEEP)
def gradients_transposed(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        delta = upstream * phi_prime(zs[l])
        found.insert(0, np.outer(hs[l], delta))
        upstream = delta @ weights[l]
    return found


@wrong("deep_gradients", hint="the row goes down without φ′: step 3 starts from δ, not from u", see=DEEP)
def passed_down_without_phi_prime(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        found.insert(0, np.outer(upstream * phi_prime(zs[l]), hs[l]))
        upstream = upstream @ weights[l]
    return found


@wrong(
    "deep_gradients",
    hint="the row goes down from u(L) by one layer only; each layer needs all factors above it",
    see=DEEP,
)
def one_factor_for_every_layer(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    above = upstream
    for l in reversed(range(len(weights))):
        found.insert(0, np.outer(above * phi_prime(zs[l]), hs[l]))
        above = np.ones((1, len(zs[l]))) * phi_prime(zs[l]) @ weights[l]
    return found


@wrong("deep_gradients", hint="J has a row of its own at the output: upstream is left out", see=DEEP)
def upstream_left_out(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    row = np.ones_like(upstream)
    for l in reversed(range(len(weights))):
        delta = row * phi_prime(zs[l])
        found.insert(0, np.outer(delta, hs[l]))
        row = delta @ weights[l]
    return found


@wrong("deep_gradients", hint="these are the gradients of the hidden layers; the weights' ones are asked for", see=DEEP)
def gradients_of_layers(x, weights, phi, phi_prime, upstream):
    z, found, zs = x, [], []
    for W in weights:
        zs.append(W @ z)
        z = phi(zs[-1])
    for W, z in zip(weights[::-1], zs[::-1], strict=True):
        found.insert(0, upstream)
        upstream = (upstream * phi_prime(z)) @ W
    return found


@wrong("deep_gradients", hint="going down takes δ W; with W transposed the shapes fit by luck only", see=DEEP)
def passed_down_transposed(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        delta = upstream * phi_prime(zs[l])
        found.insert(0, np.outer(delta, hs[l]))
        square = weights[l].shape[0] == weights[l].shape[1]
        upstream = delta @ (weights[l].T if square else np.resize(weights[l].T, weights[l].shape))
    return found


@wrong(
    "deep_gradients",
    hint="only the last layer's gradient is right: φ′ enters twice on the way down",
    see=DEEP,
)
def phi_prime_twice_below(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        delta = upstream * phi_prime(zs[l])
        found.insert(0, np.outer(delta, hs[l]))
        upstream = (delta * phi_prime(zs[l])) @ weights[l]
    return found


@wrong("deep_gradients", hint="a step downhill turns the sign; the gradient itself keeps it", see=DEEP)
def sign_flipped(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        delta = upstream * phi_prime(zs[l])
        found.insert(0, -np.outer(delta, hs[l]))
        upstream = delta @ weights[l]
    return found


@wrong("deep_gradients", hint="the gradients take an integer dtype and lose their decimals", see=DEEP)
def gradients_truncated(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], [np.zeros_like(W) for W in weights]
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        delta = upstream * phi_prime(zs[l])
        found[l][:] = np.outer(delta, hs[l])
        upstream = delta @ weights[l]
    return found


@wrong("deep_gradients", hint="upstream belongs to the caller; `*=` changes it", see=DEEP)
def upstream_changed(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        if upstream.dtype.kind == "f":
            upstream *= phi_prime(zs[l])
        else:
            upstream = upstream * phi_prime(zs[l])
        found.insert(0, np.outer(upstream, hs[l]))
        upstream = upstream @ weights[l]
    return found


@wrong("deep_gradients", hint="numerical differences are too coarse where the gradient is tiny", see=DEEP)
def gradients_by_differences(x, weights, phi, phi_prime, upstream):
    def J(changed):
        h = x
        for W in changed:
            h = phi(W @ h)
        return (upstream @ h).item()

    found = [np.zeros(W.shape) for W in weights]
    for l, W in enumerate(weights):
        for index in np.ndindex(W.shape):
            step = np.zeros(W.shape)
            step[index] = 1e-5
            up, down = [*weights], [*weights]
            up[l], down[l] = W + step, W - step
            found[l][index] = (J(up) - J(down)) / 2e-5
    return found


@wrong("deep_gradients", hint="with δ as a column, W has to be transposed on the way down", see=DEEP)
def column_passed_down_without_transposing(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    column = upstream[0]
    for l in reversed(range(len(weights))):
        delta = column * phi_prime(zs[l])
        found.insert(0, np.outer(delta, hs[l]))
        column = weights[l] @ delta if l else None
    return found


@wrong("deep_gradients", hint="φ′ is used on the last layer only; every layer has its own", see=DEEP)
def phi_prime_on_the_last_layer_only(x, weights, phi, phi_prime, upstream):
    hs, found = [x], []
    for W in weights:
        z = W @ hs[-1]
        hs.append(phi(z))
    row = upstream * phi_prime(z)
    for l in reversed(range(len(weights))):
        found.insert(0, np.outer(row, hs[l]))
        row = row @ weights[l]
    return found


@wrong("deep_gradients", hint="32-bit floats hold 7 digits, and nothing below 1e-45", see=DEEP)
def gradients_in_single_precision(x, weights, phi, phi_prime, upstream):
    single = np.float32
    zs, hs, found = [], [x.astype(single)], []
    for W in weights:
        zs.append(W.astype(single) @ hs[-1])
        hs.append(phi(zs[-1]).astype(single))
    row = upstream.astype(single)
    for l in reversed(range(len(weights))):
        delta = (row * phi_prime(zs[l])).astype(single)
        found.insert(0, np.outer(delta, hs[l]).astype(float))
        row = delta @ weights[l].astype(single)
    return found


@wrong("deep_gradients", hint="hs is one place off: the gradient takes the layer two below", see=DEEP)
def input_of_the_layer_below(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        delta = upstream * phi_prime(zs[l])
        found.insert(0, np.outer(delta, hs[max(l - 1, 0)]))
        upstream = delta @ weights[l]
    return found


# --- 4.4 gradient_norms, vanishing_bound


@wrong("gradient_norms", hint="this is the spectral norm, the largest singular value", see=NORMS)
def spectral_norms(gradients):
    return np.array([np.linalg.norm(G, 2) for G in gradients])


@wrong("gradient_norms", hint="this is the square of the norm: the root is missing", see=NORMS)
def squared_norms(gradients):
    return np.array([np.sum(G**2) for G in gradients])


@wrong("gradient_norms", hint="this is the sum of the absolute values", see=NORMS)
def sums_of_absolute_values(gradients):
    return np.array([np.sum(np.abs(G)) for G in gradients])


@wrong("gradient_norms", hint="the norm sums the squares; a mean makes it depend on the number of entries", see=NORMS)
def root_mean_squares(gradients):
    return np.array([np.sqrt(np.mean(G**2)) for G in gradients])


@wrong("gradient_norms", hint="ord=1 on a matrix is its largest column sum", see=NORMS)
def largest_column_sums(gradients):
    return np.array([np.linalg.norm(G, 1) for G in gradients])


@wrong("gradient_norms", hint="this is the largest entry, not the length", see=NORMS)
def largest_entries(gradients):
    return np.array([np.max(np.abs(G)) for G in gradients])


@wrong("gradient_norms", hint="one number a layer; this is the norm of all gradients together", see=NORMS)
def one_global_norm(gradients):
    return np.sqrt(sum(np.sum(G**2) for G in gradients))


@wrong("gradient_norms", hint="the norms stand in the order of the list, layer 1 first", see=NORMS)
def norms_reversed(gradients):
    return np.array([np.sqrt(np.sum(G**2)) for G in gradients])[::-1]


@wrong("gradient_norms", hint="a constant added under the root hides a vanishing gradient", see=NORMS)
def norms_with_epsilon(gradients):
    return np.array([np.sqrt(np.sum(G**2) + 1e-12) for G in gradients])


@wrong("gradient_norms", hint="signs cancel: square the entries before the sum", see=NORMS)
def norm_of_sum(gradients):
    return np.array([abs(np.sum(G)) for G in gradients])


@wrong("gradient_norms", hint="this adds the singular values up", see=NORMS)
def nuclear_norms(gradients):
    return np.array([np.linalg.norm(G, "nuc") for G in gradients])


@wrong("gradient_norms", hint="the lengths of the rows do not add up to the length of the whole", see=NORMS)
def sums_of_row_norms(gradients):
    return np.array([np.sum(np.linalg.norm(G, axis=1)) for G in gradients])


@wrong("gradient_norms", hint="the norms are kept in an array of integers, which cuts their decimals", see=NORMS)
def norms_in_an_integer_buffer(gradients):
    norms = np.zeros(len(gradients), dtype=gradients[0].dtype)
    for l, G in enumerate(gradients):
        norms[l] = np.linalg.norm(G)
    return norms


@wrong("gradient_norms", hint="32-bit floats: squares of 1e-30 are 0 there, and those of 1e30 infinite", see=NORMS)
def norms_in_single_precision(gradients):
    return np.array([np.sqrt(np.sum(G.astype(np.float32) ** 2)) for G in gradients], dtype=float)


@wrong("gradient_norms", hint="all layers get the norm of all gradients together; each has its own", see=NORMS)
def global_norm_for_each(gradients):
    return np.full(len(gradients), np.sqrt(sum(np.sum(G**2) for G in gradients)))


@wrong("gradient_norms", hint="the gradients themselves are squared in place", see=NORMS)
def gradients_squared_in_place(gradients):
    norms = []
    for G in gradients:
        G *= G
        norms.append(np.sqrt(np.sum(G)))
    return np.array(norms)


@wrong("gradient_norms", hint="rounding turns a vanishing norm into 0", see=NORMS)
def norms_rounded(gradients):
    return np.array([np.round(np.linalg.norm(G), 10) for G in gradients])


@wrong("gradient_norms", hint="one flat array of L numbers, not a column", see=NORMS)
def norms_in_a_column(gradients):
    return np.array([[np.linalg.norm(G)] for G in gradients])


@wrong("gradient_norms", hint="np.linalg.norm squares by itself: the entries are squared twice", see=NORMS)
def squares_squared_again(gradients):
    return np.array([np.linalg.norm(G**2) for G in gradients])


@wrong(
    "vanishing_bound",
    hint="a factor of 1 is the largest value of σ, or the largest slope of tanh; the factor here is a slope of σ",
    see=NORMS,
)
def largest_sigmoid_or_slope_of_tanh(n_layers):
    return 1.0**n_layers


@wrong("vanishing_bound", hint="this is σ(0); σ′ = s (1 - s) at the same place is smaller", see=NORMS)
def sigmoid_at_zero(n_layers):
    return 0.5**n_layers


@wrong("vanishing_bound", hint="the layers multiply, they do not add up", see=NORMS)
def bound_times_layers(n_layers):
    return 0.25 * n_layers


@wrong("vanishing_bound", hint="the factors multiply; dividing by their number is not enough", see=NORMS)
def bound_over_layers(n_layers):
    return 0.25 / n_layers


@wrong("vanishing_bound", hint="one factor too few: every one of the n layers has its σ′", see=NORMS)
def one_layer_too_few(n_layers):
    return 0.25 ** (n_layers - 1)


@wrong("vanishing_bound", hint="one factor too many", see=NORMS)
def one_layer_too_many(n_layers):
    return 0.25 ** (n_layers + 1)


@wrong("vanishing_bound", hint="that is one layer; more layers mean more factors", see=NORMS)
def one_layer_only(n_layers):
    return 0.25


@wrong("vanishing_bound", hint="this is the slope at z = 1; look for the place where it is largest", see=NORMS)
def slope_at_one(n_layers):
    s = 1 / (1 + np.exp(-1.0))
    return (s * (1 - s)) ** n_layers


@wrong("vanishing_bound", hint="the grid misses the top; find it on paper", see=NORMS)
def top_of_a_coarse_grid(n_layers):
    s = 1 / (1 + np.exp(-np.linspace(-5, 5, 100)))
    return np.max(s * (1 - s)) ** n_layers


@wrong("vanishing_bound", hint="the result is rounded away for many layers", see=NORMS)
def bound_rounded(n_layers):
    return round(0.25**n_layers, 10)


@wrong("vanishing_bound", hint="a thousand points miss the top as well; find it on paper", see=NORMS)
def top_of_a_wide_grid(n_layers):
    s = 1 / (1 + np.exp(-np.linspace(-10, 10, 1000)))
    return np.max(s * (1 - s)) ** n_layers


@wrong("vanishing_bound", hint="a thousand points miss the top as well; find it on paper", see=NORMS)
def top_of_a_fine_grid(n_layers):
    s = 1 / (1 + np.exp(-np.linspace(-5, 5, 1000)))
    return np.max(s * (1 - s)) ** n_layers


@wrong("vanishing_bound", hint="a power of many layers is too large for a 64-bit integer", see=NORMS)
def integer_power_overflows(n_layers):
    return 1 / np.power(4, n_layers)


@wrong("vanishing_bound", hint="32-bit floats hold nothing below 1e-45", see=NORMS)
def bound_in_single_precision(n_layers):
    return np.float32(0.25) ** np.float32(n_layers)


@wrong("vanishing_bound", hint="squaring at every layer makes far too many factors: each layer adds one", see=NORMS)
def squared_at_every_layer(n_layers):
    bound = 0.25
    for _ in range(n_layers - 1):
        bound = bound * bound
    return bound


# --- 4.5 xavier_init, he_init


@wrong("xavier_init", hint="normal() takes the standard deviation; this hands it the variance", see=INIT)
def xavier_variance_as_deviation(n_in, n_out, rng):
    return rng.normal(0, 2 / (n_in + n_out), size=(n_out, n_in))


@wrong("xavier_init", hint="the shape is (n_out, n_in): columns layout", see=INIT)
def xavier_shape_of_rows(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out))


@wrong("xavier_init", hint="the 2 is missing: the mean of n_in and n_out has it in the denominator", see=INIT)
def xavier_without_two(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(1 / (n_in + n_out)), size=(n_out, n_in))


@wrong("xavier_init", hint="this looks at the inputs alone; Xavier's rule takes the mean of both", see=INIT)
def xavier_fan_in_only(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(1 / n_in), size=(n_out, n_in))


@wrong("xavier_init", hint="this looks at the outputs alone; Xavier's rule takes the mean of both", see=INIT)
def xavier_fan_out_only(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(1 / n_out), size=(n_out, n_in))


@wrong(
    "xavier_init",
    hint="uniform with the right variance is another of Xavier's rules; here the normal one is asked for",
    see=INIT,
)
def xavier_uniform_of_right_variance(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_out, n_in))


@wrong("xavier_init", hint="uniform between -sd and sd has a third of the variance, and is not normal", see=INIT)
def xavier_uniform_up_to_deviation(n_in, n_out, rng):
    limit = np.sqrt(2 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_out, n_in))


@wrong("xavier_init", hint="large values are cut off; a normal distribution is asked for", see=INIT)
def xavier_truncated(n_in, n_out, rng):
    sd = np.sqrt(2 / (n_in + n_out))
    return np.clip(rng.normal(0, sd, size=(n_out, n_in)), -2 * sd, 2 * sd)


@wrong("xavier_init", hint="the seed is fixed inside; draw from rng", see=INIT)
def xavier_seed_inside(n_in, n_out, rng):
    rng = np.random.default_rng(0)
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in))


@wrong("xavier_init", hint="np.random ignores rng: the weights cannot be repeated", see=INIT)
def xavier_global_generator(n_in, n_out, rng):
    return np.random.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in))


@wrong("xavier_init", hint="one row is repeated; every entry is drawn by itself", see=INIT)
def xavier_rows_repeated(n_in, n_out, rng):
    return np.tile(rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(1, n_in)), (n_out, 1))


@wrong("xavier_init", hint="one column is repeated; every entry is drawn by itself", see=INIT)
def xavier_columns_repeated(n_in, n_out, rng):
    return np.tile(rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, 1)), (1, n_in))


@wrong("xavier_init", hint="the weights are a constant: no randomness at all", see=INIT)
def xavier_constant(n_in, n_out, rng):
    return np.full((n_out, n_in), np.sqrt(2 / (n_in + n_out)))


@wrong("xavier_init", hint="the generator is copied: a second layer would get the same weights", see=INIT)
def xavier_generator_copied(n_in, n_out, rng):
    copy = np.random.Generator(type(rng.bit_generator)(rng.bit_generator.seed_seq.entropy))
    return copy.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in))


@wrong("xavier_init", hint="this is He's rule", see=INIT)
def xavier_by_he(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in))


@wrong("xavier_init", hint="the variance is 5 % off: is there an n - 1 or an ε in it?", see=INIT)
def xavier_five_percent_small(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(0.95 * 2 / (n_in + n_out)), size=(n_out, n_in))


@wrong("xavier_init", hint="the mean is not 0: absolute values give positive weights only", see=INIT)
def xavier_positive(n_in, n_out, rng):
    return np.abs(rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in)))


@wrong("xavier_init", hint="the seed is fixed inside; draw from rng", see=INIT)
def xavier_seed_42_inside(n_in, n_out, rng):
    return np.random.default_rng(42).normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in))


@wrong("xavier_init", hint="large values are drawn again: that is a truncated normal, and less spread", see=INIT)
def xavier_large_values_drawn_again(n_in, n_out, rng):
    sd = np.sqrt(2 / (n_in + n_out))
    W = rng.normal(0, sd, size=(n_out, n_in))
    while (far := np.abs(W) > 2 * sd).any():
        W[far] = rng.normal(0, sd, size=far.sum())
    return W


@wrong(
    "xavier_init",
    hint="the draw is forced to an exact mean and variance; the rule is about the distribution, not the sample",
    see=INIT,
)
def xavier_standardised(n_in, n_out, rng):
    W = rng.normal(size=(n_out, n_in))
    return (W - W.mean()) / W.std() * np.sqrt(2 / (n_in + n_out))


@wrong("xavier_init", hint="a square layer is made symmetric: mirror images are no draws of their own", see=INIT)
def xavier_symmetric_where_square(n_in, n_out, rng):
    W = rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in))
    return (W + W.T) / np.sqrt(2) if n_in == n_out else W


@wrong("xavier_init", hint="the 6 belongs to the limits of a uniform draw; they are no standard deviation", see=INIT)
def xavier_uniform_limit_as_deviation(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(6 / (n_in + n_out)), size=(n_out, n_in))


@wrong("xavier_init", hint="the root is taken of the 2 alone", see=INIT)
def xavier_root_of_two_only(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2) / (n_in + n_out), size=(n_out, n_in))


@wrong("xavier_init", hint="n_in and n_out are multiplied; the rule takes their sum", see=INIT)
def xavier_geometric_mean(n_in, n_out, rng):
    return rng.normal(0, (n_in * n_out) ** -0.25, size=(n_out, n_in))


@wrong("xavier_init", hint="// divides without remainder: the variance becomes 0", see=INIT)
def xavier_floor_division(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 // (n_in + n_out)), size=(n_out, n_in))


@wrong("xavier_init", hint="signs alone have the right variance; normal weights are asked for", see=INIT)
def xavier_random_signs(n_in, n_out, rng):
    return rng.choice([-1.0, 1.0], size=(n_out, n_in)) * np.sqrt(2 / (n_in + n_out))


@wrong("he_init", hint="normal() takes the standard deviation; this hands it the variance", see=INIT)
def he_variance_as_deviation(n_in, n_out, rng):
    return rng.normal(0, 2 / n_in, size=(n_out, n_in))


@wrong("he_init", hint="fan-out is used; He's rule counts the inputs", see=INIT)
def he_fan_out(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_out), size=(n_out, n_in))


@wrong("he_init", hint="the half that ReLU loses is not made up for: 1 for 2", see=INIT)
def he_without_two(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(1 / n_in), size=(n_out, n_in))


@wrong("he_init", hint="this is Xavier's rule", see=INIT)
def he_by_xavier(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in))


@wrong("he_init", hint="the shape is (n_out, n_in): columns layout", see=INIT)
def he_shape_of_rows(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))


@wrong("he_init", hint="uniform with the right variance is in use too; here normal weights are asked for", see=INIT)
def he_uniform_of_right_variance(n_in, n_out, rng):
    limit = np.sqrt(6 / n_in)
    return rng.uniform(-limit, limit, size=(n_out, n_in))


@wrong("he_init", hint="signs alone have the right variance; normal weights are asked for", see=INIT)
def he_random_signs(n_in, n_out, rng):
    return rng.choice([-1.0, 1.0], size=(n_out, n_in)) * np.sqrt(2 / n_in)


@wrong("he_init", hint="orthogonal rows are another initialisation; the entries here are independent", see=INIT)
def he_orthogonal(n_in, n_out, rng):
    A = rng.normal(size=(max(n_in, n_out), min(n_in, n_out)))
    Q = np.linalg.qr(A)[0] * np.sqrt(2 / n_in * max(n_in, n_out))
    return Q if n_out > n_in else Q.T


@wrong("he_init", hint="half of the entries mirror the other half; every entry is drawn by itself", see=INIT)
def he_mirrored_rows(n_in, n_out, rng):
    half = rng.normal(0, np.sqrt(2 / n_in), size=((n_out + 1) // 2, n_in))
    return np.concatenate([half, -half])[:n_out]


@wrong("he_init", hint="np.random ignores rng: the weights cannot be repeated", see=INIT)
def he_global_generator(n_in, n_out, rng):
    return np.random.randn(n_out, n_in) * np.sqrt(2 / n_in)


@wrong("he_init", hint="the seed is fixed inside; draw from rng", see=INIT)
def he_seed_inside(n_in, n_out, rng):
    return np.random.default_rng(42).normal(0, np.sqrt(2 / n_in), size=(n_out, n_in))


@wrong("he_init", hint="a small fixed scale ignores the number of inputs", see=INIT)
def he_fixed_scale(n_in, n_out, rng):
    return rng.normal(0, 0.01, size=(n_out, n_in))


@wrong("he_init", hint="the variance is 5 % off: is there an n - 1 or an ε in it?", see=INIT)
def he_five_percent_large(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(1.05 * 2 / n_in), size=(n_out, n_in))


@wrong("he_init", hint="the seed is fixed inside; draw from rng", see=INIT)
def he_seed_0_inside(n_in, n_out, rng):
    return np.random.default_rng(0).normal(0, np.sqrt(2 / n_in), size=(n_out, n_in))


@wrong("he_init", hint="large values are cut off; a normal distribution is asked for", see=INIT)
def he_truncated(n_in, n_out, rng):
    sd = np.sqrt(2 / n_in)
    return np.clip(rng.normal(0, sd, size=(n_out, n_in)), -2 * sd, 2 * sd)


@wrong("he_init", hint="large values are drawn again: that is a truncated normal, and less spread", see=INIT)
def he_large_values_drawn_again(n_in, n_out, rng):
    sd = np.sqrt(2 / n_in)
    W = rng.normal(0, sd, size=(n_out, n_in))
    while (far := np.abs(W) > 2 * sd).any():
        W[far] = rng.normal(0, sd, size=far.sum())
    return W


@wrong("he_init", hint="one row is repeated; every entry is drawn by itself", see=INIT)
def he_rows_repeated(n_in, n_out, rng):
    return np.tile(rng.normal(0, np.sqrt(2 / n_in), size=(1, n_in)), (n_out, 1))


@wrong("he_init", hint="one column is repeated; every entry is drawn by itself", see=INIT)
def he_columns_repeated(n_in, n_out, rng):
    return np.tile(rng.normal(0, np.sqrt(2 / n_in), size=(n_out, 1)), (1, n_in))


@wrong(
    "he_init",
    hint="the draw is forced to an exact mean and variance; the rule is about the distribution, not the sample",
    see=INIT,
)
def he_standardised(n_in, n_out, rng):
    W = rng.normal(size=(n_out, n_in))
    return (W - W.mean()) / W.std() * np.sqrt(2 / n_in)


@wrong("he_init", hint="a square layer is made symmetric: mirror images are no draws of their own", see=INIT)
def he_symmetric_where_square(n_in, n_out, rng):
    W = rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in))
    return (W + W.T) / np.sqrt(2) if n_in == n_out else W


@wrong("he_init", hint="the mean is not 0: absolute values give positive weights only", see=INIT)
def he_positive(n_in, n_out, rng):
    return np.abs(rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in)))


@wrong("he_init", hint="the rule divides by the number of inputs, not by one less", see=INIT)
def he_one_input_less(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / (n_in - 1)), size=(n_out, n_in))


@wrong("he_init", hint="the root is taken of the 2 alone", see=INIT)
def he_root_of_two_only(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2) / n_in, size=(n_out, n_in))


@wrong("he_init", hint="the 6 belongs to the limits of a uniform draw; they are no standard deviation", see=INIT)
def he_uniform_limit_as_deviation(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(6 / n_in), size=(n_out, n_in))


@wrong("he_init", hint="the mean of the weights is 0: nothing is added to keep units alive", see=INIT)
def he_mean_shifted(n_in, n_out, rng):
    return rng.normal(0.01, np.sqrt(2 / n_in), size=(n_out, n_in))


@wrong("he_init", hint="// divides without remainder: the variance becomes 0", see=INIT)
def he_floor_division(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 // n_in), size=(n_out, n_in))


# --- 4.6 clip_gradients


@wrong("clip_gradients", hint="each gradient is clipped by itself; one factor for all keeps the direction", see=CLIP)
def each_gradient_by_itself(gradients, max_norm):
    return [G * min(1, max_norm / max(np.linalg.norm(G), 1e-300)) for G in gradients]


@wrong("clip_gradients", hint="entries are cut one by one; that turns the direction", see=CLIP)
def each_entry_by_itself(gradients, max_norm):
    return [np.clip(G, -max_norm, max_norm) for G in gradients]


@wrong("clip_gradients", hint="small gradients are blown up: clipping only shortens", see=CLIP)
def small_gradients_scaled_up(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    return [G * (max_norm / norm) if norm > 0 else 1.0 * G for G in gradients]


@wrong("clip_gradients", hint="the norms are added; the global norm is the root of the sum of their squares", see=CLIP)
def sum_of_norms(gradients, max_norm):
    norm = sum(np.linalg.norm(G) for G in gradients)
    return [G * min(1, max_norm / max(norm, 1e-300)) for G in gradients]


@wrong("clip_gradients", hint="only the largest gradient counts here; the global norm takes all", see=CLIP)
def largest_norm_only(gradients, max_norm):
    norm = max(np.linalg.norm(G) for G in gradients)
    return [G * min(1, max_norm / max(norm, 1e-300)) for G in gradients]


@wrong("clip_gradients", hint="the square root is missing in the global norm", see=CLIP)
def squared_global_norm(gradients, max_norm):
    norm = sum(np.sum(np.square(G, dtype=float)) for G in gradients)
    return [G * min(1, max_norm / max(norm, 1e-300)) for G in gradients]


@wrong("clip_gradients", hint="a mean of squares in place of the sum", see=CLIP)
def mean_global_norm(gradients, max_norm):
    entries = np.concatenate([np.ravel(G) for G in gradients])
    norm = np.sqrt(np.mean(np.square(entries, dtype=float)))
    return [G * min(1, max_norm / max(norm, 1e-300)) for G in gradients]


@wrong(
    "clip_gradients", hint="the spectral norm of each matrix; the global norm is the length of all entries", see=CLIP
)
def spectral_global_norm(gradients, max_norm):
    norm = np.sqrt(sum(np.linalg.norm(G, 2) ** 2 for G in gradients))
    return [G * min(1, max_norm / max(norm, 1e-300)) for G in gradients]


@wrong("clip_gradients", hint="the factor is upside down", see=CLIP)
def factor_upside_down(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    return [G * (norm / max_norm if norm > max_norm else 1.0) for G in gradients]


@wrong("clip_gradients", hint="scaled to length 1; max_norm is left out", see=CLIP)
def clipped_to_one(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    return [G / norm if norm > max_norm else 1.0 * G for G in gradients]


@wrong("clip_gradients", hint="too large a gradient is dropped; it should be shortened", see=CLIP)
def large_gradients_dropped(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    return [0.0 * G if norm > max_norm else 1.0 * G for G in gradients]


@wrong("clip_gradients", hint="the gradients are changed in place; return new arrays", see=CLIP)
def clipped_in_place(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    for l, G in enumerate(gradients):
        if norm > max_norm:
            gradients[l] = G * (max_norm / norm)
    return gradients


@wrong("clip_gradients", hint="0/0: where all gradients are zero, they stay zero", see=CLIP)
def zero_divided_by_zero(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    return [G / norm * np.minimum(norm, max_norm) for G in gradients]


@wrong("clip_gradients", hint="the clipped values take an integer dtype and lose their decimals", see=CLIP)
def clipped_truncated(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    factor = min(1.0, max_norm / norm) if norm > 0 else 1.0
    return [(factor * G).astype(G.dtype) for G in gradients]


@wrong("clip_gradients", hint="the list is stacked into one vector; each gradient keeps its shape", see=CLIP)
def clipped_as_one_vector(gradients, max_norm):
    long = np.concatenate([np.ravel(G) for G in gradients])
    norm = np.linalg.norm(long)
    return long * (max_norm / norm if norm > max_norm else 1.0)


@wrong("clip_gradients", hint="the squared norm is compared with max_norm; compare like with like", see=CLIP)
def squared_norm_compared(gradients, max_norm):
    squared = sum(np.sum(np.square(G, dtype=float)) for G in gradients)
    factor = max_norm / np.sqrt(squared) if squared > max_norm else 1.0
    return [G * factor for G in gradients]


@wrong("clip_gradients", hint="the squares are averaged over the layers; the global norm adds them", see=CLIP)
def mean_over_the_layers(gradients, max_norm):
    norm = np.sqrt(np.mean([np.sum(np.square(G, dtype=float)) for G in gradients]))
    return [G * min(1, max_norm / max(norm, 1e-300)) for G in gradients]


@wrong("clip_gradients", hint="what is added against a division by zero is large enough to be seen", see=CLIP)
def visible_epsilon(gradients, max_norm):
    norm = np.sqrt(sum(np.linalg.norm(G) ** 2 for G in gradients))
    return [G * min(1.0, max_norm / (norm + 1e-3)) for G in gradients]


@wrong("clip_gradients", hint="32-bit floats: the squares of large entries are infinite there", see=CLIP)
def clipped_in_single_precision(gradients, max_norm):
    norm = np.sqrt(sum(float(np.sum(G.astype(np.float32) ** 2)) for G in gradients))
    return [G * (max_norm / norm if norm > max_norm else 1.0) for G in gradients]
