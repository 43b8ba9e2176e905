"""Named wrong answers of notebook 4."""

import numpy as np

from autograder.testing import slips, wrong

# 4.1 ------------------------------------------------------------------------------------------------------
LAYER = "4.1 The Jacobian of one layer"


@wrong("layer_jacobian", hint="your answer is the Jacobian of z; wanted is that of phi(z)", see=LAYER)
def phi_prime_left_out(W, z, phi_prime):
    return W * 1.0


@wrong(
    "layer_jacobian",
    hint="your answer is the Jacobian of the activation alone; wanted is that of the whole layer",
    see=LAYER,
)
def weights_left_out(W, z, phi_prime):
    return np.diag(phi_prime(z))


@wrong("layer_jacobian", hint="your slopes scale the columns of W; wanted is one slope for each output", see=LAYER)
def phi_prime_on_columns(W, z, phi_prime):
    return phi_prime(z) * W


@wrong("layer_jacobian", hint="your answer is transposed; wanted is a row for each output", see=LAYER)
def jacobian_transposed(W, z, phi_prime):
    return (phi_prime(z)[:, None] * W).T


@wrong(
    "layer_jacobian",
    hint="your slopes are taken at the output of the activation (here: of tanh); wanted are those at z",
    see=LAYER,
)
def phi_prime_at_h(W, z, phi_prime):
    return phi_prime(np.tanh(z))[:, None] * W


@wrong("layer_jacobian", hint="your answer uses the derivative of tanh; wanted is the phi_prime handed in", see=LAYER)
def derivative_of_tanh_fixed(W, z, phi_prime):
    return (1 - np.tanh(z) ** 2)[:, None] * W


@wrong("layer_jacobian", hint="your answer has phi' in it twice; wanted is once", see=LAYER)
def phi_prime_twice(W, z, phi_prime):
    return phi_prime(z)[:, None] ** 2 * W


@wrong("layer_jacobian", hint="your product is entry by entry; wanted is a product of matrices", see=LAYER)
def diagonal_times_entries(W, z, phi_prime):
    return np.diag(phi_prime(z)) * W


@wrong("layer_jacobian", hint="your answer uses one mean slope for all units; wanted is one for each", see=LAYER)
def mean_slope_for_all(W, z, phi_prime):
    return np.mean(phi_prime(z)) * W


@wrong("layer_jacobian", hint="your answer has the integer type of W; wanted are all digits", see=LAYER)
def jacobian_truncated(W, z, phi_prime):
    M = np.zeros_like(W)
    for i in range(W.shape[0]):
        M[i] = phi_prime(z)[i] * W[i]
    return M


@wrong("layer_jacobian", hint="your answer changes W; wanted is a new array", see=LAYER)
def weights_changed_in_place(W, z, phi_prime):
    if W.dtype.kind != "f":
        W[:] = W * 2
        return phi_prime(z)[:, None] * (W // 2)
    W *= phi_prime(z)[:, None]
    return W


@wrong(
    "layer_jacobian",
    hint="your answer treats a square W differently; wanted is the same treatment whatever its shape",
    see=LAYER,
)
def columns_scaled_where_square(W, z, phi_prime):
    slope = phi_prime(z)
    return W * slope if len(slope) == W.shape[1] else (W.T * slope).T


@wrong("layer_jacobian", hint="your answer calls phi_prime on its own result; wanted is one call", see=LAYER)
def phi_prime_of_phi_prime(W, z, phi_prime):
    return phi_prime(phi_prime(z))[:, None] * W


@wrong("layer_jacobian", hint="your slopes have lost their sign; wanted are slopes of either sign", see=LAYER)
def sign_of_slope_lost(W, z, phi_prime):
    return np.abs(phi_prime(z))[:, None] * W


@wrong("layer_jacobian", hint="your answer loses an axis of length 1; wanted are two axes always", see=LAYER)
def jacobian_squeezed(W, z, phi_prime):
    return np.squeeze(phi_prime(z)[:, None] * W)


# 4.2 ------------------------------------------------------------------------------------------------------
PRODUCT = "4.2 The product of Jacobians"


@wrong(
    "jacobian_product",
    hint="your factors stand in the order of the list; wanted is the order in which a change meets them",
    see=PRODUCT,
)
def product_in_forward_order(jacobians):
    product = jacobians[0]
    for M in jacobians[1:]:
        product = product @ M
    return product


@wrong("jacobian_product", hint="your product lacks the first factor of the list; wanted are all", see=PRODUCT)
def first_factor_left_out(jacobians):
    product = np.eye(len(jacobians[0]))
    for M in jacobians[1:]:
        product = M @ product
    return product


@wrong("jacobian_product", hint="your product lacks the last factor of the list; wanted are all", see=PRODUCT)
def last_factor_left_out(jacobians):
    product = np.eye(jacobians[0].shape[1])
    for M in jacobians[:-1]:
        product = M @ product
    return product


@wrong("jacobian_product", hint="your product has the first factor twice; wanted is once", see=PRODUCT)
def first_factor_twice(jacobians):
    product = jacobians[0]
    for M in jacobians:
        product = M @ product if M.shape[1] == product.shape[0] else product
    return product


@wrong("jacobian_product", hint="your answer is transposed; wanted are rows for h(L) and columns for h(l)", see=PRODUCT)
def product_transposed(jacobians):
    product = jacobians[0].T
    for M in jacobians[1:]:
        product = product @ M.T
    return product


@wrong("jacobian_product", hint="your product is entry by entry; wanted is a product of matrices", see=PRODUCT)
def product_by_entries(jacobians):
    product = jacobians[0]
    for M in jacobians[1:]:
        product = product * M
    return product


@wrong("jacobian_product", hint="your answer adds the Jacobians; wanted is their product", see=PRODUCT)
def sum_of_jacobians(jacobians):
    total = jacobians[0]
    for M in jacobians[1:]:
        total = total + M
    return total


@wrong("jacobian_product", hint="your answer uses two factors; wanted is any number of them", see=PRODUCT)
def two_factors_only(jacobians):
    return jacobians[1] @ jacobians[0] if len(jacobians) > 1 else jacobians[0]


@wrong("jacobian_product", hint="your answer fails for a list of one Jacobian; wanted is that one", see=PRODUCT)
def one_factor_forgotten(jacobians):
    return np.linalg.multi_dot(jacobians[::-1])


@wrong("jacobian_product", hint="your answer empties the list handed in; wanted is the list as it was", see=PRODUCT)
def list_used_up(jacobians):
    product = jacobians.pop(0)
    while jacobians:
        product = jacobians.pop(0) @ product
    return product


@wrong("jacobian_product", hint="your answer rounds tiny products away; wanted are all digits", see=PRODUCT)
def product_rounded(jacobians):
    product = jacobians[0]
    for M in jacobians[1:]:
        product = M @ product
    return np.round(product, 12)


@wrong(
    "jacobian_product",
    hint="your order is chosen by what fits, which is either where layers are equally wide; wanted is one order always",
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


@wrong(
    "jacobian_product",
    hint="your answer turns the list handed in around; wanted is the list as it was",
    see=PRODUCT,
)
def list_reversed_in_place(jacobians):
    jacobians.reverse()
    product = jacobians[0]
    for M in jacobians[1:]:
        product = product @ M
    return product


@wrong("jacobian_product", hint="your answer writes into the first Jacobian; wanted is a new array", see=PRODUCT)
def product_written_into_the_first(jacobians):
    product = jacobians[0]
    for M in jacobians[1:]:
        following = M @ product
        if following.shape == product.shape:
            product[:] = following
        else:
            product = following
    return product


@wrong("jacobian_product", hint="your product is in 32-bit floats; wanted are 64 bits", see=PRODUCT)
def product_in_single_precision(jacobians):
    product = jacobians[0].astype(np.float32)
    for M in jacobians[1:]:
        product = M.astype(np.float32) @ product
    return product.astype(float)


@wrong("jacobian_product", hint="your product has the type of the first factor; wanted are all digits", see=PRODUCT)
def product_of_the_type_of_the_first(jacobians):
    product = jacobians[0].copy()
    for M in jacobians[1:]:
        product = (M @ product).astype(jacobians[0].dtype)
    return product


@wrong("jacobian_product", hint="your answer skips a factor of zeros; wanted are all factors", see=PRODUCT)
def zero_factor_skipped(jacobians):
    product = np.eye(jacobians[0].shape[1])
    for M in jacobians:
        product = M @ product if np.any(M) else product
    return product


@wrong("jacobian_product", hint="your answer loses an axis of length 1; wanted are two axes always", see=PRODUCT)
def product_squeezed(jacobians):
    product = jacobians[0]
    for M in jacobians[1:]:
        product = M @ product
    return np.squeeze(product)


# 4.3 ------------------------------------------------------------------------------------------------------
DEEP = "4.3 The gradient of every weight matrix"


@wrong("deep_gradients", hint="your walk passes all activations by; wanted is the slope of each", see=DEEP)
def deep_phi_prime_left_out(x, weights, phi, phi_prime, upstream):
    hs, found = [x], []
    for W in weights:
        hs.append(phi(W @ hs[-1]))
    for l in reversed(range(len(weights))):
        found.insert(0, np.outer(upstream, hs[l]))
        upstream = upstream @ weights[l]
    return found


@wrong(
    "deep_gradients",
    hint="your slopes are taken at the outputs of the activations; wanted are those at their inputs",
    see=DEEP,
)
def deep_phi_prime_at_h(x, weights, phi, phi_prime, upstream):
    hs, found = [x], []
    for W in weights:
        hs.append(phi(W @ hs[-1]))
    for l in reversed(range(len(weights))):
        delta = upstream * phi_prime(hs[l + 1])
        found.insert(0, np.outer(delta, hs[l]))
        upstream = delta @ weights[l]
    return found


@wrong(
    "deep_gradients",
    hint="your row goes down without the slope of its layer; wanted is the whole step through the layer",
    see=DEEP,
)
def passed_down_without_phi_prime(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        found.insert(0, np.outer(upstream * phi_prime(zs[l]), hs[l]))
        upstream = upstream @ weights[l]
    return found


@wrong("deep_gradients", hint="your row meets one layer only on its way; wanted are all layers above", see=DEEP)
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


@wrong("deep_gradients", hint="your walk begins with ones; wanted is the upstream handed in", see=DEEP)
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


@wrong(
    "deep_gradients",
    hint="your list holds gradients of the hidden values; wanted are those of the weights",
    see=DEEP,
)
def gradients_of_layers(x, weights, phi, phi_prime, upstream):
    z, found, zs = x, [], []
    for W in weights:
        zs.append(W @ z)
        z = phi(zs[-1])
    for W, z in zip(weights[::-1], zs[::-1], strict=True):
        found.insert(0, upstream)
        upstream = (upstream * phi_prime(z)) @ W
    return found


@wrong("deep_gradients", hint="your gradients have an integer type; wanted are all digits", see=DEEP)
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


@wrong("deep_gradients", hint="your answer changes upstream; wanted is upstream as it was", see=DEEP)
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


@wrong(
    "deep_gradients",
    hint="your gradients are differences, too coarse where they are tiny; wanted is the chain rule",
    see=DEEP,
)
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


@wrong(
    "deep_gradients",
    hint="your walk uses the slope of the last layer only; wanted is that of every layer",
    see=DEEP,
)
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


@wrong("deep_gradients", hint="your gradients are in 32-bit floats; wanted are 64 bits", see=DEEP)
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


@wrong(
    "deep_gradients",
    hint="your backward walk leaves out the slope of the first layer; wanted is that of every layer",
    see=DEEP,
)
def phi_prime_missing_at_the_first(x, weights, phi, phi_prime, upstream):
    zs, hs, row = [], [x], upstream
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    gradients = []
    for l in reversed(range(len(weights))):
        delta = row if l == 0 else row * phi_prime(zs[l])
        gradients.append(delta.T * hs[l])
        row = delta @ weights[l]
    return gradients[::-1]


def _right_deep_gradients(x, weights, phi, phi_prime, upstream):
    zs, hs, found = [], [x], []
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    for l in reversed(range(len(weights))):
        delta = upstream * phi_prime(zs[l])
        found.insert(0, np.outer(delta, hs[l]))
        upstream = delta @ weights[l]
    return found


slips(
    "deep_gradients",
    _right_deep_gradients,
    DEEP,
    gradients_from_last_to_first=(
        "your list begins with the last layer; wanted is layer 1 first",
        "found.insert(0, np.outer",
        "found.append(np.outer",
    ),
    last_layer_without_activation=(
        "your backward walk leaves out the slope of the last layer; wanted is that of every layer",
        "= upstream ",
        "= upstream if l == len(weights) - 1 else upstream ",
    ),
    output_for_input=(
        "your gradients are built with the output of the layer; wanted is what its weights were multiplied with",
        "hs[l",
        "hs[l + 1",
    ),
    z_for_input=(
        "your gradients are built with what went into the activation below; wanted is what came out of it",
        "hs[l]",
        "zs[l - 1] if l else x",
    ),
    gradients_transposed=(
        "your gradients are transposed; wanted is the shape of each matrix",
        "delta, hs[l]",
        "hs[l], delta",
    ),
    passed_down_transposed=(
        "your row goes down through W where its transpose fits by luck; wanted is the direction that fits always",
        "upstream = delta @ weights[l]",
        "square = weights[l].shape[0] == weights[l].shape[1]\n        upstream = delta @ (weights[l].T if square else np.resize(weights[l].T, weights[l].shape))",
    ),
    phi_prime_twice_below=(
        "your row meets slopes twice on its way down; wanted is once a layer",
        "= delta",
        "= (delta * phi_prime(zs[l]))",
    ),
    sign_flipped=("your sign is flipped; wanted is the gradient, not the step", "np.outer", "-np.outer"),
    input_of_the_layer_below=(
        "your gradients are built with the input of the layer below; wanted is that of their own layer",
        "hs[l",
        "hs[max(l - 1, 0)",
    ),
)


slips(
    "deep_gradients",
    _right_deep_gradients,
    DEEP,
    phi_prime_missing_in_own_gradient=(
        "your gradient of a layer's own matrix leaves out its activation; wanted is the slope there, too",
        "np.outer(delta, hs[l])",
        "np.outer(upstream, hs[l])",
    ),
    phi_prime_at_the_layer_below=(
        "your slopes are those of the layer below; wanted are those of the layer itself",
        "phi_prime(zs[l])",
        "np.resize(phi_prime(zs[l - 1] if l else x), upstream.shape)",
    ),
    passed_down_by_the_transposed=(
        "your delta, a row, is passed down by the transposed matrix; wanted is the Jacobian itself",
        "delta @ weights[l]",
        "delta @ weights[l].T",
    ),
)


# 4.4 ------------------------------------------------------------------------------------------------------
NORMS = "4.4 Vanishing, measured and bounded"


@wrong("gradient_norms", hint="your norms are largest singular values; wanted are Frobenius norms", see=NORMS)
def spectral_norms(gradients):
    return np.array([np.linalg.norm(G, 2) for G in gradients])


@wrong("gradient_norms", hint="your answer is the square of the norm; wanted is the norm", see=NORMS)
def squared_norms(gradients):
    return np.array([np.sum(G**2) for G in gradients])


@wrong("gradient_norms", hint="your answer sums absolute values; wanted is the Frobenius norm", see=NORMS)
def sums_of_absolute_values(gradients):
    return np.array([np.sum(np.abs(G)) for G in gradients])


@wrong("gradient_norms", hint="your answer takes a mean of squares; wanted is their sum", see=NORMS)
def root_mean_squares(gradients):
    return np.array([np.sqrt(np.mean(G**2)) for G in gradients])


@wrong("gradient_norms", hint="your answer is the largest column sum; wanted is the Frobenius norm", see=NORMS)
def largest_column_sums(gradients):
    return np.array([np.linalg.norm(G, 1) for G in gradients])


@wrong("gradient_norms", hint="your answer is the largest entry; wanted is the length of all", see=NORMS)
def largest_entries(gradients):
    return np.array([np.max(np.abs(G)) for G in gradients])


@wrong("gradient_norms", hint="your answer is one number for all layers; wanted is one for each", see=NORMS)
def one_global_norm(gradients):
    return np.sqrt(sum(np.sum(G**2) for G in gradients))


@wrong("gradient_norms", hint="your norms begin with the last layer; wanted is the order of the list", see=NORMS)
def norms_reversed(gradients):
    return np.array([np.sqrt(np.sum(G**2)) for G in gradients])[::-1]


@wrong(
    "gradient_norms",
    hint="your norms have a small number in them, which hides vanishing gradients; wanted is none",
    see=NORMS,
)
def norms_with_epsilon(gradients):
    return np.array([np.sqrt(np.sum(G**2) + 1e-12) for G in gradients])


@wrong("gradient_norms", hint="your entries are summed before they are squared; wanted is the other order", see=NORMS)
def norm_of_sum(gradients):
    return np.array([abs(np.sum(G)) for G in gradients])


@wrong("gradient_norms", hint="your answer adds singular values; wanted is the Frobenius norm", see=NORMS)
def nuclear_norms(gradients):
    return np.array([np.linalg.norm(G, "nuc") for G in gradients])


@wrong("gradient_norms", hint="your norms stand in an array of integers; wanted are all digits", see=NORMS)
def norms_in_an_integer_buffer(gradients):
    norms = np.zeros(len(gradients), dtype=gradients[0].dtype)
    for l, G in enumerate(gradients):
        norms[l] = np.linalg.norm(G)
    return norms


@wrong("gradient_norms", hint="your layers all get the norm of all together; wanted is that of each", see=NORMS)
def global_norm_for_each(gradients):
    return np.full(len(gradients), np.sqrt(sum(np.sum(G**2) for G in gradients)))


@wrong("gradient_norms", hint="your norms are rounded; wanted are all digits", see=NORMS)
def norms_rounded(gradients):
    return np.array([np.round(np.linalg.norm(G), 10) for G in gradients])


@wrong("gradient_norms", hint="your answer is a column; wanted is one axis", see=NORMS)
def norms_in_a_column(gradients):
    return np.array([[np.linalg.norm(G)] for G in gradients])


@wrong(
    "vanishing_bound",
    hint="your answer does not shrink with depth; wanted is what slopes of the sigmoid can contribute",
    see=NORMS,
)
def largest_sigmoid_or_slope_of_tanh(n_layers):
    return 1.0**n_layers


@wrong("vanishing_bound", hint="your factor is a value of the sigmoid; wanted is its largest slope", see=NORMS)
def sigmoid_at_zero(n_layers):
    return 0.5**n_layers


@wrong("vanishing_bound", hint="your factors are added; wanted is what a chain of layers makes of them", see=NORMS)
def bound_times_layers(n_layers):
    return 0.25 * n_layers


@wrong(
    "vanishing_bound",
    hint="your factor is divided by the number of layers; wanted is what a chain of layers makes of it",
    see=NORMS,
)
def bound_over_layers(n_layers):
    return 0.25 / n_layers


@wrong(
    "vanishing_bound",
    hint="your answer is that of one layer fewer; wanted is one factor for every layer",
    see=NORMS,
)
def one_layer_too_few(n_layers):
    return 0.25 ** (n_layers - 1)


@wrong("vanishing_bound", hint="your answer is that of one layer more; wanted is one factor for every layer", see=NORMS)
def one_layer_too_many(n_layers):
    return 0.25 ** (n_layers + 1)


@wrong("vanishing_bound", hint="your answer is that of one layer; wanted is that of all", see=NORMS)
def one_layer_only(n_layers):
    return 0.25


@wrong("vanishing_bound", hint="your slope is taken at z = 1; wanted is the largest", see=NORMS)
def slope_at_one(n_layers):
    s = 1 / (1 + np.exp(-1.0))
    return (s * (1 - s)) ** n_layers


@wrong("vanishing_bound", hint="your slope comes from a grid that misses the top; wanted is the top itself", see=NORMS)
def top_of_a_coarse_grid(n_layers):
    s = 1 / (1 + np.exp(-np.linspace(-5, 5, 100)))
    return np.max(s * (1 - s)) ** n_layers


@wrong("vanishing_bound", hint="your answer is rounded to zero for many layers; wanted are all digits", see=NORMS)
def bound_rounded(n_layers):
    return round(0.25**n_layers, 10)


@wrong(
    "vanishing_bound",
    hint="your power overflows a 64-bit integer; wanted is a right answer up to 400 layers",
    see=NORMS,
)
def integer_power_overflows(n_layers):
    return 1 / np.power(4, n_layers)


# 4.5 ------------------------------------------------------------------------------------------------------
INIT = "4.5 Initialisation: Xavier and He"


@wrong("xavier_init", hint="your variance is handed over as a standard deviation; wanted is the right spread", see=INIT)
def xavier_variance_as_deviation(n_in, n_out, rng):
    return rng.normal(0, 2 / (n_in + n_out), size=(n_out, n_in))


@wrong("xavier_init", hint="your answer has the shape of the row layout; wanted is (n_out, n_in)", see=INIT)
def xavier_shape_of_rows(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out))


@wrong("xavier_init", hint="your variance is half of what it should be; wanted is Xavier's", see=INIT)
def xavier_without_two(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(1 / (n_in + n_out)), size=(n_out, n_in))


@wrong("xavier_init", hint="your variance depends on the inputs alone; wanted is Xavier's", see=INIT)
def xavier_fan_in_only(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(1 / n_in), size=(n_out, n_in))


@wrong("xavier_init", hint="your variance depends on the outputs alone; wanted is Xavier's", see=INIT)
def xavier_fan_out_only(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(1 / n_out), size=(n_out, n_in))


@wrong("xavier_init", hint="your weights are uniform; wanted are normal ones", see=INIT)
def xavier_uniform_of_right_variance(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_out, n_in))


@wrong(
    "xavier_init",
    hint="your weights are uniform, between plus and minus the deviation; wanted are normal ones",
    see=INIT,
)
def xavier_uniform_up_to_deviation(n_in, n_out, rng):
    limit = np.sqrt(2 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_out, n_in))


@wrong("xavier_init", hint="your large weights are cut off; wanted are normal ones", see=INIT)
def xavier_truncated(n_in, n_out, rng):
    sd = np.sqrt(2 / (n_in + n_out))
    return np.clip(rng.normal(0, sd, size=(n_out, n_in)), -2 * sd, 2 * sd)


@wrong("xavier_init", hint="your generator is made inside; wanted is the rng handed in", see=INIT)
def xavier_seed_inside(n_in, n_out, rng):
    rng = np.random.default_rng(0)
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in))


@wrong("xavier_init", hint="your weights come from NumPy's global generator; wanted is the rng handed in", see=INIT)
def xavier_global_generator(n_in, n_out, rng):
    return np.random.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in))


@wrong("xavier_init", hint="your rows repeat one row; wanted is every entry drawn by itself", see=INIT)
def xavier_rows_repeated(n_in, n_out, rng):
    return np.tile(rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(1, n_in)), (n_out, 1))


@wrong("xavier_init", hint="your columns repeat one column; wanted is every entry drawn by itself", see=INIT)
def xavier_columns_repeated(n_in, n_out, rng):
    return np.tile(rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, 1)), (1, n_in))


@wrong("xavier_init", hint="your weights are all one number; wanted are random ones", see=INIT)
def xavier_constant(n_in, n_out, rng):
    return np.full((n_out, n_in), np.sqrt(2 / (n_in + n_out)))


@wrong(
    "xavier_init",
    hint="your generator is a copy, so that a second layer gets the same weights; wanted are draws from rng itself",
    see=INIT,
)
def xavier_generator_copied(n_in, n_out, rng):
    copy = np.random.Generator(type(rng.bit_generator)(rng.bit_generator.seed_seq.entropy))
    return copy.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in))


@wrong("xavier_init", hint="your answer is He's rule; wanted is Xavier's", see=INIT)
def xavier_by_he(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in))


@wrong("xavier_init", hint="your weights are all positive; wanted is a mean of 0", see=INIT)
def xavier_positive(n_in, n_out, rng):
    return np.abs(rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in)))


@wrong(
    "xavier_init",
    hint="your draw is forced to an exact mean and variance; wanted are the numbers as they come",
    see=INIT,
)
def xavier_standardised(n_in, n_out, rng):
    W = rng.normal(size=(n_out, n_in))
    return (W - W.mean()) / W.std() * np.sqrt(2 / (n_in + n_out))


@wrong(
    "xavier_init",
    hint="your deviation is the limit of the uniform rule; wanted is that of the normal one",
    see=INIT,
)
def xavier_uniform_limit_as_deviation(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(6 / (n_in + n_out)), size=(n_out, n_in))


@wrong("xavier_init", hint="your root is taken of a part of the fraction; wanted is the root of the variance", see=INIT)
def xavier_root_of_two_only(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2) / (n_in + n_out), size=(n_out, n_in))


@wrong("xavier_init", hint="your weights are signs times one number; wanted are normal ones", see=INIT)
def xavier_random_signs(n_in, n_out, rng):
    return rng.choice([-1.0, 1.0], size=(n_out, n_in)) * np.sqrt(2 / (n_in + n_out))


@wrong(
    "xavier_init",
    hint="your fraction lacks a bracket: n_out is added to it; wanted is a variance from the sum of both",
    see=INIT,
)
def xavier_bracket_missing(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_in + n_out), size=(n_out, n_in))


@wrong(
    "xavier_init",
    hint="your variance has the product of n_in and n_out; wanted is their sum",
    see=INIT,
)
def xavier_product_of_the_fans(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / (n_in * n_out)), size=(n_out, n_in))


@wrong("he_init", hint="your variance is handed over as a standard deviation; wanted is the right spread", see=INIT)
def he_variance_as_deviation(n_in, n_out, rng):
    return rng.normal(0, 2 / n_in, size=(n_out, n_in))


@wrong("he_init", hint="your variance depends on the outputs; wanted is what keeps the forward signal level", see=INIT)
def he_fan_out(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_out), size=(n_out, n_in))


@wrong(
    "he_init",
    hint="your variance is half of what keeps a ReLU signal level; wanted is what makes up for the lost half",
    see=INIT,
)
def he_without_two(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(1 / n_in), size=(n_out, n_in))


@wrong("he_init", hint="your answer is Xavier's rule; wanted is the one for ReLU", see=INIT)
def he_by_xavier(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in))


@wrong("he_init", hint="your answer has the shape of the row layout; wanted is (n_out, n_in)", see=INIT)
def he_shape_of_rows(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))


@wrong("he_init", hint="your weights are uniform; wanted are normal ones", see=INIT)
def he_uniform_of_right_variance(n_in, n_out, rng):
    limit = np.sqrt(6 / n_in)
    return rng.uniform(-limit, limit, size=(n_out, n_in))


@wrong("he_init", hint="your weights are signs times one number; wanted are normal ones", see=INIT)
def he_random_signs(n_in, n_out, rng):
    return rng.choice([-1.0, 1.0], size=(n_out, n_in)) * np.sqrt(2 / n_in)


@wrong("he_init", hint="your rows are orthogonal; wanted are independent entries", see=INIT)
def he_orthogonal(n_in, n_out, rng):
    A = rng.normal(size=(max(n_in, n_out), min(n_in, n_out)))
    Q = np.linalg.qr(A)[0] * np.sqrt(2 / n_in * max(n_in, n_out))
    return Q if n_out > n_in else Q.T


@wrong("he_init", hint="your rows mirror each other; wanted is every entry drawn by itself", see=INIT)
def he_mirrored_rows(n_in, n_out, rng):
    half = rng.normal(0, np.sqrt(2 / n_in), size=((n_out + 1) // 2, n_in))
    return np.concatenate([half, -half])[:n_out]


@wrong("he_init", hint="your weights come from NumPy's global generator; wanted is the rng handed in", see=INIT)
def he_global_generator(n_in, n_out, rng):
    return np.random.randn(n_out, n_in) * np.sqrt(2 / n_in)


@wrong("he_init", hint="your generator is made inside; wanted is the rng handed in", see=INIT)
def he_seed_inside(n_in, n_out, rng):
    return np.random.default_rng(42).normal(0, np.sqrt(2 / n_in), size=(n_out, n_in))


@wrong("he_init", hint="your spread is the same for every layer; wanted is one that depends on it", see=INIT)
def he_fixed_scale(n_in, n_out, rng):
    return rng.normal(0, 0.01, size=(n_out, n_in))


@wrong("he_init", hint="your large weights are cut off; wanted are normal ones", see=INIT)
def he_truncated(n_in, n_out, rng):
    sd = np.sqrt(2 / n_in)
    return np.clip(rng.normal(0, sd, size=(n_out, n_in)), -2 * sd, 2 * sd)


@wrong("he_init", hint="your rows repeat one row; wanted is every entry drawn by itself", see=INIT)
def he_rows_repeated(n_in, n_out, rng):
    return np.tile(rng.normal(0, np.sqrt(2 / n_in), size=(1, n_in)), (n_out, 1))


@wrong(
    "he_init",
    hint="your draw is forced to an exact mean and variance; wanted are the numbers as they come",
    see=INIT,
)
def he_standardised(n_in, n_out, rng):
    W = rng.normal(size=(n_out, n_in))
    return (W - W.mean()) / W.std() * np.sqrt(2 / n_in)


@wrong("he_init", hint="your weights are all positive; wanted is a mean of 0", see=INIT)
def he_positive(n_in, n_out, rng):
    return np.abs(rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in)))


@wrong("he_init", hint="your root is taken of a part of the fraction; wanted is the root of the variance", see=INIT)
def he_root_of_two_only(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2) / n_in, size=(n_out, n_in))


@wrong(
    "he_init",
    hint="your entries are uniform, up to the deviation that is wanted; wanted is a normal distribution with it",
    see=INIT,
)
def he_uniform_up_to_the_deviation(n_in, n_out, rng):
    return rng.uniform(-np.sqrt(2 / n_in), np.sqrt(2 / n_in), size=(n_out, n_in))


# 4.6 ------------------------------------------------------------------------------------------------------
CLIP = "4.6 Exploding gradients and clipping"


@wrong("clip_gradients", hint="your gradients are clipped one by one; wanted is one factor for all", see=CLIP)
def each_gradient_by_itself(gradients, max_norm):
    return [G * min(1, max_norm / max(np.linalg.norm(G), 1e-300)) for G in gradients]


@wrong("clip_gradients", hint="your entries are cut one by one; wanted is one factor for all", see=CLIP)
def each_entry_by_itself(gradients, max_norm):
    return [np.clip(G, -max_norm, max_norm) for G in gradients]


@wrong("clip_gradients", hint="your small gradients grow; wanted are they as they were", see=CLIP)
def small_gradients_scaled_up(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    return [G * (max_norm / norm) if norm > 0 else 1.0 * G for G in gradients]


@wrong("clip_gradients", hint="your global norm adds norms; wanted is the length of all entries together", see=CLIP)
def sum_of_norms(gradients, max_norm):
    norm = sum(np.linalg.norm(G) for G in gradients)
    return [G * min(1, max_norm / max(norm, 1e-300)) for G in gradients]


@wrong(
    "clip_gradients",
    hint="your global norm is the largest of the norms; wanted is the length of all entries together",
    see=CLIP,
)
def largest_norm_only(gradients, max_norm):
    norm = max(np.linalg.norm(G) for G in gradients)
    return [G * min(1, max_norm / max(norm, 1e-300)) for G in gradients]


@wrong("clip_gradients", hint="your factor divides by the square of the global norm; wanted is the norm", see=CLIP)
def squared_global_norm(gradients, max_norm):
    norm = sum(np.sum(np.square(G, dtype=float)) for G in gradients)
    return [G * min(1, max_norm / max(norm, 1e-300)) for G in gradients]


@wrong("clip_gradients", hint="your global norm is a mean; wanted is the length of all entries together", see=CLIP)
def mean_global_norm(gradients, max_norm):
    entries = np.concatenate([np.ravel(G) for G in gradients])
    norm = np.sqrt(np.mean(np.square(entries, dtype=float)))
    return [G * min(1, max_norm / max(norm, 1e-300)) for G in gradients]


@wrong(
    "clip_gradients",
    hint="your global norm is made of spectral norms; wanted is the length of all entries together",
    see=CLIP,
)
def spectral_global_norm(gradients, max_norm):
    norm = np.sqrt(sum(np.linalg.norm(G, 2) ** 2 for G in gradients))
    return [G * min(1, max_norm / max(norm, 1e-300)) for G in gradients]


@wrong("clip_gradients", hint="your factor is upside down; wanted is one that shortens", see=CLIP)
def factor_upside_down(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    return [G * (norm / max_norm if norm > max_norm else 1.0) for G in gradients]


@wrong("clip_gradients", hint="your gradients all come to length 1; wanted is max_norm", see=CLIP)
def clipped_to_one(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    return [G / norm if norm > max_norm else 1.0 * G for G in gradients]


@wrong("clip_gradients", hint="your large gradients become zeros; wanted are they shortened", see=CLIP)
def large_gradients_dropped(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    return [0.0 * G if norm > max_norm else 1.0 * G for G in gradients]


@wrong("clip_gradients", hint="your answer changes the gradients handed in; wanted are new arrays", see=CLIP)
def clipped_in_place(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    for l, G in enumerate(gradients):
        if norm > max_norm:
            gradients[l] = G * (max_norm / norm)
    return gradients


@wrong("clip_gradients", hint="your answer is 0/0 for gradients of zeros; wanted are zeros", see=CLIP)
def zero_divided_by_zero(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    return [G / norm * np.minimum(norm, max_norm) for G in gradients]


@wrong("clip_gradients", hint="your clipped values have an integer type; wanted are all digits", see=CLIP)
def clipped_truncated(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(np.square(G, dtype=float)) for G in gradients))
    factor = min(1.0, max_norm / norm) if norm > 0 else 1.0
    return [(factor * G).astype(G.dtype) for G in gradients]


@wrong("clip_gradients", hint="your answer is one long vector; wanted is the list, each array in its shape", see=CLIP)
def clipped_as_one_vector(gradients, max_norm):
    long = np.concatenate([np.ravel(G) for G in gradients])
    norm = np.linalg.norm(long)
    return long * (max_norm / norm if norm > max_norm else 1.0)


@wrong("clip_gradients", hint="your square of the norm is compared with max_norm; wanted is the norm", see=CLIP)
def squared_norm_compared(gradients, max_norm):
    squared = sum(np.sum(np.square(G, dtype=float)) for G in gradients)
    factor = max_norm / np.sqrt(squared) if squared > max_norm else 1.0
    return [G * factor for G in gradients]


@wrong(
    "clip_gradients",
    hint="your global norm averages over the layers; wanted is the length of all entries together",
    see=CLIP,
)
def mean_over_the_layers(gradients, max_norm):
    norm = np.sqrt(np.mean([np.sum(np.square(G, dtype=float)) for G in gradients]))
    return [G * min(1, max_norm / max(norm, 1e-300)) for G in gradients]


@wrong(
    "clip_gradients",
    hint="your denominator has a number added that is large enough to be seen; wanted is the factor to 1e-6",
    see=CLIP,
)
def visible_epsilon(gradients, max_norm):
    norm = np.sqrt(sum(np.linalg.norm(G) ** 2 for G in gradients))
    return [G * min(1.0, max_norm / (norm + 1e-3)) for G in gradients]


@wrong("clip_gradients", hint="your factor is never below 1; wanted is one never above it", see=CLIP)
def factor_at_least_one(gradients, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    return [g * max(1.0, max_norm / norm) if norm > 0 else g for g in gradients]


# 4.7 ------------------------------------------------------------------------------------------------------
BATCH = "4.7 Backpropagation of a deep network"


def _right_backprop_deep(X, Y, weights, biases, phi, phi_prime):
    zs, hs = [], [X]
    for W, b in zip(weights, biases, strict=True):
        zs.append(hs[-1] @ W + b)
        hs.append(phi(zs[-1]))
    D = (softmax(zs[-1]) - Y) / len(X)
    dW, db = [], []
    for l in reversed(range(len(weights))):
        dW.append(hs[l].T @ D)
        db.append(D.sum(axis=0))
        if l > 0:
            D = (D @ weights[l].T) * phi_prime(zs[l - 1])
    return dW[::-1], db[::-1]


slips(
    "backprop_deep",
    _right_backprop_deep,
    BATCH,
    deep_batch_sum=(
        "your gradients are those of the sum over the examples; wanted are those of the mean",
        "(softmax(zs[-1]) - Y) / len(X)",
        "softmax(zs[-1]) - Y",
    ),
    deep_batch_mean_twice=(
        "your gradients are divided by n once a layer; wanted is once",
        "D)\n        db.append(D.sum",
        "D / len(X))\n        db.append(D.mean",
    ),
    deep_batch_sign_flipped=(
        "your sign is flipped; wanted is the derivative of J",
        "softmax(zs[-1]) - Y",
        "Y - softmax(zs[-1])",
    ),
    deep_batch_phi_on_output=(
        "your network has an activation on its last layer; wanted is none there",
        "softmax(zs",
        "softmax(hs",
    ),
    deep_batch_phi_prime_on_output=(
        "your backward walk has a slope at the logits; wanted is none, no phi was applied there",
        "Y) ",
        "Y) * phi_prime(zs[-1]) ",
    ),
    deep_batch_without_phi_prime=(
        "your backward walk passes the activations by; wanted is the slope of each",
        "(D @ weights[l].T) * phi_prime(zs[l - 1])",
        "D @ weights[l].T",
    ),
    deep_batch_phi_prime_at_h=(
        "your slopes are taken at the outputs of the activations; wanted are those at their inputs",
        "zs[l - 1",
        "hs[l",
    ),
    deep_batch_phi_prime_of_the_layer_above=(
        "your slope is that of the layer above; wanted is that of the layer the walk comes to",
        "@ weights[l].T) * phi_prime(zs[l - 1])",
        "* phi_prime(zs[l])) @ weights[l].T",
    ),
    deep_batch_z_for_h=(
        "your gradients are built with what went into the activations; wanted is what came out of them",
        "hs[l].T",
        "(zs[l - 1] if l else X).T",
    ),
    deep_batch_reversed=(
        "your lists begin with the last layer; wanted is layer 1 first",
        "dW[::-1], db[::-1]",
        "dW, db",
    ),
    deep_batch_biases_not_summed=(
        "your gradients of the biases have a row for every example; wanted is the bias's shape",
        "D.sum(axis=0)",
        "D",
    ),
    deep_batch_biases_mean=("your gradients of the biases are divided by n twice; wanted is once", "D.sum", "D.mean"),
    deep_batch_biases_two_axes=(
        "your gradients of the biases have two axes; wanted is one",
        "axis=0",
        "axis=0, keepdims=True",
    ),
    deep_batch_transposed=(
        "your gradients of the weights are transposed; wanted are their shapes in rows",
        "hs[l].T @ D",
        "D.T @ hs[l]",
    ),
    deep_batch_forward_without_biases=(
        "your forward pass leaves out the biases; wanted is the network of the task",
        "+ b",
        "+ 0 * b",
    ),
    deep_batch_softmax_without_shift=(
        "your softmax overflows for large logits; wanted is a finite answer there",
        "softmax(zs[-1]",
        "np.exp(zs[-1]) / np.exp(zs[-1]).sum(axis=1, keepdims=True",
    ),
    deep_batch_squeezed=(
        "your gradients lose an axis where a layer has one unit; wanted is exactly the parameter's shape",
        "hs[l].T @ D)\n        db.append(D.sum(axis=0",
        "np.squeeze(hs[l].T @ D))\n        db.append(np.squeeze(D.sum(axis=0)",
    ),
    deep_batch_without_softmax=(
        "your error compares logits with Y; wanted are probabilities",
        "softmax(zs[-1])",
        "zs[-1]",
    ),
    deep_batch_two_layers_only=(
        "your walk reaches the last two layers only; wanted are all",
        " 1])",
        " 1]) * (l > len(weights) - 2)",
    ),
    deep_batch_square_not_transposed=(
        "your answer treats square weights differently; wanted is the same treatment whatever their shape",
        "weights[l].T) * phi_prime(zs[l - 1]",
        "(weights[l] if weights[l].shape[0] == weights[l].shape[1] else weights[l].T)) * phi_prime(\n                zs[l - 1]\n            ",
    ),
    deep_batch_pairs=(
        "your answer is a list of pairs; wanted are two lists",
        "dW[::-1], db[::-1]",
        "list(zip(dW[::-1], db[::-1], strict=True))",
    ),
    deep_batch_columns=(
        "your output is right for a single example only, the rest of the batch is lost; wanted are all examples",
        "hs[l].T @ D",
        "np.outer(hs[l][0], D[0])",
    ),
)


slips(
    "backprop_deep",
    _right_backprop_deep,
    BATCH,
    deep_batch_mean_at_every_layer=(
        "your gradients are divided by n again at every layer; wanted is once",
        "* phi_prime(zs[l - 1])",
        "* phi_prime(zs[l - 1]) / len(X)",
    ),
    deep_batch_first_layer_left_out=(
        "your loop ends before the first layer; wanted is its gradient, too",
        "range(len(weights))",
        "range(1, len(weights))",
    ),
    deep_batch_dict=(
        "your answer is a dict; wanted are two lists, (dW, db)",
        "return dW[::-1], db[::-1]",
        'return {f"{k}{l}": g for k, all_ in (("W", dW), ("b", db)) for l, g in enumerate(all_[::-1], 1)}',
    ),
)
