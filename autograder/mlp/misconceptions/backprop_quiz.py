"""Named wrong answers of notebook 3."""

import numpy as np

from autograder.testing import wrong

# 3.1 ------------------------------------------------------------------------------------------------------
FOUR = "3.1 Four Jacobians"


@wrong("jacobian_column", hint="outputs index the rows of a Jacobian, inputs its columns", see=FOUR)
def column_jacobian_transposed(W):
    return np.array(W).T


@wrong("jacobian_column", hint="the Jacobian of a linear map does not collapse to a vector", see=FOUR)
def column_jacobian_summed(W):
    return np.sum(W, axis=0)


@wrong("jacobian_column", hint="an axis of length 1 is dropped; a Jacobian has two axes whatever its size", see=FOUR)
def column_jacobian_squeezed(W):
    return np.squeeze(W)


@wrong(
    "jacobian_row", hint="outputs index the rows here too; the row x W has as many entries as W has columns", see=FOUR
)
def row_jacobian_not_transposed(W):
    return np.array(W)


@wrong("jacobian_row", hint="reshaping moves no entry to its mirrored place; transposing does", see=FOUR)
def row_jacobian_reshaped(W):
    return np.reshape(W, np.shape(W)[::-1])


@wrong("jacobian_row", hint="an axis of length 1 is dropped; a Jacobian has two axes whatever its size", see=FOUR)
def row_jacobian_squeezed(W):
    return np.squeeze(W.T)


@wrong("jacobian_row", hint="a square matrix is left as it is; its shape does not tell the layout", see=FOUR)
def row_jacobian_square_left_alone(W):
    return W if W.shape[0] == W.shape[1] else W.T


@wrong("jacobian_identity", hint="an entry does not depend on the other entries", see=FOUR)
def identity_all_ones(n):
    return np.ones((n, n))


@wrong("jacobian_identity", hint="a Jacobian of n outputs and n inputs has two axes", see=FOUR)
def identity_as_vector(n):
    return np.ones(n)


@wrong("jacobian_identity", hint="the size is an argument", see=FOUR)
def identity_of_fixed_size(n):
    return np.eye(3)


@wrong("jacobian_elementwise", hint="output i depends on input i alone: where are the zeros?", see=FOUR)
def elementwise_jacobian_as_vector(phi_prime, x):
    return phi_prime(x)


@wrong("jacobian_elementwise", hint="the derivative is a function of x; here x itself stands on the diagonal", see=FOUR)
def elementwise_jacobian_of_x(phi_prime, x):
    return np.diag(x)


@wrong("jacobian_elementwise", hint="off the diagonal an entry is zero, not the derivative at zero", see=FOUR)
def elementwise_jacobian_of_the_diagonal(phi_prime, x):
    return phi_prime(np.diag(x))


@wrong("jacobian_elementwise", hint="every row shows all derivatives; output i depends on input i alone", see=FOUR)
def elementwise_jacobian_repeated(phi_prime, x):
    return np.tile(phi_prime(x), (len(x), 1))


@wrong("jacobian_elementwise", hint="phi' is taken once, at x", see=FOUR)
def elementwise_jacobian_twice(phi_prime, x):
    return np.diag(phi_prime(phi_prime(x)))


@wrong("jacobian_elementwise", hint="an array made in x's integer type cuts fractions off", see=FOUR)
def elementwise_jacobian_truncated(phi_prime, x):
    J = np.zeros((len(x), len(x)), dtype=x.dtype)
    np.fill_diagonal(J, phi_prime(x))
    return J


@wrong("jacobian_elementwise", hint="products of two derivatives; output i depends on input i alone", see=FOUR)
def elementwise_jacobian_outer_product(phi_prime, x):
    return np.outer(phi_prime(x), phi_prime(x))


@wrong("jacobian_elementwise", hint="np.fill_diagonal works in place and returns nothing", see=FOUR)
def elementwise_jacobian_of_fill_diagonal(phi_prime, x):
    return np.fill_diagonal(np.zeros((len(x), len(x))), phi_prime(x))


@wrong("jacobian_elementwise", hint="a factor x too many: the derivative alone stands on the diagonal", see=FOUR)
def elementwise_jacobian_times_x(phi_prime, x):
    return np.diag(phi_prime(x) * x)


# 3.2 ------------------------------------------------------------------------------------------------------
RULES = "3.2 From δ to the gradient of a matrix"


@wrong("grad_W_column", hint="this is the gradient of W's transpose; W has a row for every entry of delta", see=RULES)
def column_rule_transposed(delta, x):
    return x @ delta


@wrong("grad_W_column", hint="an inner product is a number; every weight needs its own entry", see=RULES)
def column_rule_inner_product(delta, x):
    return np.dot(delta.ravel()[: x.size], x.ravel()[: delta.size])


@wrong(
    "grad_W_column", hint="the sign of the gradient is that of delta times x; the minus belongs to the step", see=RULES
)
def column_rule_negative(delta, x):
    return -delta.T @ x.T


@wrong("grad_W_column", hint="each entry is delta_i times x_j; x is missing", see=RULES)
def column_rule_without_x(delta, x):
    return delta.T @ np.ones_like(x).T


@wrong("grad_W_column", hint="each entry is delta_i times x_j; nothing is divided or averaged", see=RULES)
def column_rule_averaged(delta, x):
    return delta.T @ x.T / delta.size


@wrong("grad_W_column", hint="two axes: a number for every pair of output and input", see=RULES)
def column_rule_flat(delta, x):
    return (delta.T @ x.T).ravel()


@wrong("grad_W_column", hint="reshaping moves no entry to its mirrored place; transposing does", see=RULES)
def column_rule_reshaped(delta, x):
    return (x @ delta).reshape(delta.size, x.size)


@wrong("grad_W_column", hint="the products are stored in the integer type of x, and fractions are cut off", see=RULES)
def column_rule_truncated(delta, x):
    return (delta.T @ x.T).astype(x.dtype)


@wrong("grad_W_column", hint="an axis of length 1 is dropped; the gradient has W's two axes", see=RULES)
def column_rule_squeezed(delta, x):
    return np.squeeze(delta.T @ x.T)


@wrong("grad_W_row", hint="in rows W is (n, m): a row for every entry of x", see=RULES)
def row_rule_transposed(x, delta):
    return delta.T @ x


@wrong("grad_W_row", hint="this is the column rule's shape, filled in the wrong order", see=RULES)
def row_rule_reshaped(x, delta):
    return (delta.T @ x).reshape(x.size, delta.size)


@wrong("grad_W_row", hint="the order of the arguments is x, delta", see=RULES)
def row_rule_arguments_swapped(delta, x):
    return np.outer(x, delta)


@wrong("grad_W_row", hint="each entry is x_i times delta_j; a sum is not", see=RULES)
def row_rule_sum(x, delta):
    return x.T + delta


@wrong("grad_W_row", hint="the products are stored in the integer type of x, and fractions are cut off", see=RULES)
def row_rule_truncated(x, delta):
    return (x.T @ delta).astype(x.dtype)


@wrong("grad_W_row", hint="an axis of length 1 is dropped; the gradient has W's two axes", see=RULES)
def row_rule_squeezed(x, delta):
    return np.squeeze(x.T @ delta)


# 3.3 ------------------------------------------------------------------------------------------------------
LOGITS = "3.3 Softmax and cross-entropy together"


@wrong("grad_logits", hint="the sign is flipped: raising the true logit lowers J", see=LOGITS)
def logits_sign_flipped(y_hat, y):
    return y - y_hat


@wrong("grad_logits", hint="the slide lost a sign between the two: this is their product", see=LOGITS)
def logits_product(y_hat, y):
    return y_hat * y


@wrong("grad_logits", hint="this is dJ/dy_hat; it has not been carried through the softmax", see=LOGITS)
def logits_gradient_of_log_only(y_hat, y):
    return -y / y_hat


@wrong("grad_logits", hint="the softmax is inside the rule already; no further derivative", see=LOGITS)
def logits_extra_derivative(y_hat, y):
    return (y_hat - y) * y_hat * (1 - y_hat)


@wrong("grad_logits", hint="the arguments are probabilities already", see=LOGITS)
def logits_softmax_again(y_hat, y):
    e = np.exp(y_hat)
    return e / e.sum(axis=-1, keepdims=True) - y


@wrong(
    "grad_logits", hint="this is the gradient of one example; nothing is divided by the number of classes", see=LOGITS
)
def logits_averaged(y_hat, y):
    return (y_hat - y) / y.shape[-1]


@wrong("grad_logits", hint="this is the derivative of the squared error", see=LOGITS)
def logits_squared_error(y_hat, y):
    return 2 * (y_hat - y)


@wrong("grad_logits", hint="the size of the error is kept, its sign is lost", see=LOGITS)
def logits_absolute(y_hat, y):
    return np.abs(y_hat - y)


@wrong("grad_logits", hint="an argument is changed in place", see=LOGITS)
def logits_in_place(y_hat, y):
    y_hat -= y
    return y_hat


@wrong("grad_logits", hint="the shape is lost; the gradient has the shape of what was handed in", see=LOGITS)
def logits_flattened(y_hat, y):
    return np.ravel(y_hat - y)


@wrong(
    "grad_logits",
    hint="divided by the number of rows: each row is an example by itself, and no mean is taken",
    see=LOGITS,
)
def logits_mean_over_rows(y_hat, y):
    return (y_hat - y) / (len(y) if y.ndim == 2 else 1)


# 3.4 ------------------------------------------------------------------------------------------------------
BACK = "3.4 The backward pass of the regularized network"


@wrong("backward", hint="phi' is taken at h; it belongs at z, which went into phi", see=BACK)
def backward_phi_prime_at_h(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(h)
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x) + lam * W1}


@wrong("backward", hint="the step back through phi is missing", see=BACK)
def backward_without_phi_prime(x, y, W1, W2, lam, phi, phi_prime):
    h = phi(W1 @ x)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dh, "dW1": np.outer(dh, x) + lam * W1}


@wrong("backward", hint="phi' is multiplied in twice", see=BACK)
def backward_phi_prime_twice(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW1 = np.outer(dz * phi_prime(z), x) + lam * W1
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dz, "dW1": dW1}


@wrong("backward", hint="phi itself stands where its derivative belongs", see=BACK)
def backward_phi_for_phi_prime(x, y, W1, W2, lam, phi, phi_prime):
    h = phi(W1 @ x)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * h
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x) + lam * W1}


@wrong("backward", hint="the penalty's gradient is left out", see=BACK)
def backward_without_penalty(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    return {"do": do, "dW2": np.outer(do, h), "dh": dh, "dz": dz, "dW1": np.outer(dz, x)}


@wrong("backward", hint="only one of the two matrices gets its part of the penalty", see=BACK)
def backward_penalty_on_W2_only(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x)}


@wrong("backward", hint="the penalty has a half that cancels against the square", see=BACK)
def backward_penalty_doubled(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2, dW1 = np.outer(do, h) + 2 * lam * W2, np.outer(dz, x) + 2 * lam * W1
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


@wrong("backward", hint="differentiating the square leaves a factor 2 that the half cancels", see=BACK)
def backward_penalty_halved(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2, dW1 = np.outer(do, h) + lam / 2 * W2, np.outer(dz, x) + lam / 2 * W1
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


@wrong("backward", hint="the penalty is added to the gradient, with a plus", see=BACK)
def backward_penalty_subtracted(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2, dW1 = np.outer(do, h) - lam * W2, np.outer(dz, x) - lam * W1
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


@wrong("backward", hint="the penalty's gradient is proportional to W, not to its sign", see=BACK)
def backward_penalty_of_absolute_values(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2, dW1 = np.outer(do, h) + lam * np.sign(W2), np.outer(dz, x) + lam * np.sign(W1)
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


@wrong("backward", hint="dJ/do has the sign flipped", see=BACK)
def backward_sign_flipped(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = y - softmax(W2 @ h)
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x) + lam * W1}


@wrong("backward", hint="W2 was multiplied by h, which is what went into it, not by z", see=BACK)
def backward_dW2_from_z(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    return {"do": do, "dW2": np.outer(do, z) + lam * W2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x) + lam * W1}


@wrong("backward", hint="dW1 uses dJ/dh where dJ/dz belongs", see=BACK)
def backward_dW1_from_dh(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dz, "dW1": np.outer(dh, x) + lam * W1}


@wrong("backward", hint="the outer products are transposed: a gradient has its matrix's shape", see=BACK)
def backward_outer_transposed(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2, dW1 = np.outer(h, do) + lam * W2.T, np.outer(x, dz) + lam * W1.T
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


@wrong("backward", hint="the softmax overflows for large logits", see=BACK)
def backward_softmax_without_shift(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    e = np.exp(W2 @ h)
    do = e / e.sum() - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x) + lam * W1}


@wrong("backward", hint="the softmax is missing: the logits are no probabilities", see=BACK)
def backward_without_softmax(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = W2 @ h - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x) + lam * W1}


@wrong("backward", hint="W2 was already updated when dJ/dh was computed from it", see=BACK)
def backward_through_updated_W2(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dW2 = np.outer(do, h) + lam * W2
    dh = (W2 - 0.1 * dW2).T @ do
    dz = dh * phi_prime(z)
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x) + lam * W1}


@wrong("backward", hint="there is no activation on the output, so no phi' there", see=BACK)
def backward_extra_phi_prime_at_output(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    o = W2 @ h
    do = (softmax(o) - y) * phi_prime(o)
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x) + lam * W1}


@wrong("backward", hint="W2 itself was changed: work on a copy", see=BACK)
def backward_changes_W2(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW1 = np.outer(dz, x) + lam * W1
    W2 *= lam
    return {"do": do, "dW2": W2 + np.outer(do, h), "dh": dh, "dz": dz, "dW1": dW1}


@wrong("backward", hint="W2 is not transposed where it is square; its shape does not tell the layout", see=BACK)
def backward_square_W2_not_transposed(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = (W2 if W2.shape[0] == W2.shape[1] else W2.T) @ do
    dz = dh * phi_prime(z)
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x) + lam * W1}


@wrong(
    "backward", hint="the gradients are stored in the integer type of the weights, and fractions are cut off", see=BACK
)
def backward_gradients_truncated(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2 = (np.outer(do, h) + lam * W2).astype(W2.dtype)
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": (np.outer(dz, x) + lam * W1).astype(W1.dtype)}


# 3.5 ------------------------------------------------------------------------------------------------------
SHAPES = "3.5 Predict the shapes"


@wrong("quiz_shapes", hint="the derivative of a number with respect to a column is a row", see=SHAPES)
def shapes_deltas_as_columns(d_x, d_h, n_c):
    shapes = {"delta1": (n_c, 1), "delta2": (d_h, 1), "W1": (d_h, d_x), "b1": (d_h, 1)}
    return shapes | {"W2": (n_c, d_h), "b2": (n_c, 1), "x": (d_x, 1)}


@wrong("quiz_shapes", hint="delta counts from the output: delta1 belongs to z2", see=SHAPES)
def shapes_deltas_swapped(d_x, d_h, n_c):
    shapes = {"delta1": (1, d_h), "delta2": (1, n_c), "W1": (d_h, d_x), "b1": (d_h, 1)}
    return shapes | {"W2": (n_c, d_h), "b2": (n_c, 1), "x": (d_x, 1)}


@wrong("quiz_shapes", hint="these are the matrices of the row layout; the quiz is in columns", see=SHAPES)
def shapes_matrices_in_rows(d_x, d_h, n_c):
    shapes = {"delta1": (1, n_c), "delta2": (1, d_h), "W1": (d_x, d_h), "b1": (d_h, 1)}
    return shapes | {"W2": (d_h, n_c), "b2": (n_c, 1), "x": (d_x, 1)}


@wrong("quiz_shapes", hint="a gradient is stored in the shape of its parameter, a column here", see=SHAPES)
def shapes_biases_as_rows(d_x, d_h, n_c):
    shapes = {"delta1": (1, n_c), "delta2": (1, d_h), "W1": (d_h, d_x), "b1": (1, d_h)}
    return shapes | {"W2": (n_c, d_h), "b2": (1, n_c), "x": (d_x, 1)}


@wrong("quiz_shapes", hint="the quiz stores the gradient of x in the shape of x", see=SHAPES)
def shapes_x_as_row(d_x, d_h, n_c):
    shapes = {"delta1": (1, n_c), "delta2": (1, d_h), "W1": (d_h, d_x), "b1": (d_h, 1)}
    return shapes | {"W2": (n_c, d_h), "b2": (n_c, 1), "x": (1, d_x)}


@wrong("quiz_shapes", hint="the vectors of the quiz have two axes", see=SHAPES)
def shapes_with_one_axis(d_x, d_h, n_c):
    shapes = {"delta1": (n_c,), "delta2": (d_h,), "W1": (d_h, d_x), "b1": (d_h,)}
    return shapes | {"W2": (n_c, d_h), "b2": (n_c,), "x": (d_x,)}


@wrong("quiz_shapes", hint="the sizes are arguments; these are those of one example", see=SHAPES)
def shapes_of_the_example(d_x, d_h, n_c):
    shapes = {"delta1": (1, 3), "delta2": (1, 2), "W1": (2, 4), "b1": (2, 1)}
    return shapes | {"W2": (3, 2), "b2": (3, 1), "x": (4, 1)}


@wrong("quiz_shapes", hint="the biases have one axis only; in the quiz they are columns", see=SHAPES)
def shapes_biases_with_one_axis(d_x, d_h, n_c):
    shapes = {"delta1": (1, n_c), "delta2": (1, d_h), "W1": (d_h, d_x), "b1": (d_h,)}
    return shapes | {"W2": (n_c, d_h), "b2": (n_c,), "x": (d_x, 1)}


@wrong("quiz_shapes", hint="a bias has the size of the layer that it is added to, not of the layer before", see=SHAPES)
def shapes_biases_of_the_layer_before(d_x, d_h, n_c):
    shapes = {"delta1": (1, n_c), "delta2": (1, d_h), "W1": (d_h, d_x), "b1": (d_x, 1)}
    return shapes | {"W2": (n_c, d_h), "b2": (d_h, 1), "x": (d_x, 1)}


# 3.6, 3.7 -------------------------------------------------------------------------------------------------
D1, D2 = "3.6 δ₁", "3.7 δ₂"


@wrong("delta1", hint="delta1 is a row", see=D1)
def delta1_as_column(y_hat, y):
    return y_hat - y


@wrong("delta1", hint="the sign is flipped", see=D1)
def delta1_sign_flipped(y_hat, y):
    return (y - y_hat).T


@wrong("delta1", hint="a row has two axes here, (1, n_c)", see=D1)
def delta1_flat(y_hat, y):
    return (y_hat - y).ravel()


@wrong("delta1", hint="the softmax is inside the rule already", see=D1)
def delta1_with_softmax_derivative(y_hat, y):
    return ((y_hat - y) * y_hat * (1 - y_hat)).T


@wrong(
    "delta1", hint="a column minus a row is broadcast to a square; transpose both or none, then the difference", see=D1
)
def delta1_broadcast(y_hat, y):
    return y_hat - y.T


@wrong("delta1", hint="this is the product that the slide shows; its minus sign was lost", see=D1)
def delta1_product(y_hat, y):
    return (y_hat * y).T


@wrong("delta1", hint="a row minus a column is broadcast to a square; the difference comes first", see=D1)
def delta1_row_minus_column(y_hat, y):
    return y_hat.T - y


@wrong("delta1", hint="divided by the number of classes; nothing is averaged", see=D1)
def delta1_averaged(y_hat, y):
    return (y_hat - y).T / len(y)


@wrong("delta1", hint="y_hat is changed in place; work on a copy", see=D1)
def delta1_in_place(y_hat, y):
    y_hat -= y
    return y_hat.T


@wrong("delta1", hint="this is dJ/dy_hat; it has not been carried through the softmax", see=D1)
def delta1_gradient_of_log_only(y_hat, y):
    return -(y / y_hat).T


@wrong("delta2", hint="phi' is taken at h1 (here: at tanh of z1); it belongs at z1", see=D2)
def delta2_phi_prime_at_h1(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * phi_prime(np.tanh(z1)).T


@wrong("delta2", hint="phi' is taken at h1 (here: at max(0, z1)); it belongs at z1", see=D2)
def delta2_phi_prime_at_relu(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * phi_prime(np.maximum(z1, 0)).T


@wrong("delta2", hint="the link from h1 to z1 is missing", see=D2)
def delta2_without_phi_prime(delta1, W2, z1, phi_prime):
    return delta1 @ W2


@wrong("delta2", hint="phi' is multiplied in twice", see=D2)
def delta2_phi_prime_twice(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * phi_prime(z1).T ** 2


@wrong("delta2", hint="z1 stands where phi'(z1) belongs", see=D2)
def delta2_z1_itself(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * z1.T


@wrong("delta2", hint="phi_prime is given: the derivative of tanh holds for tanh only", see=D2)
def delta2_always_tanh(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * (1 - np.tanh(z1) ** 2).T


@wrong("delta2", hint="phi_prime is given: the derivative of ReLU holds for ReLU only", see=D2)
def delta2_always_relu(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * (z1 > 0).T


@wrong("delta2", hint="a row met a column in an elementwise product: broadcasting made a square", see=D2)
def delta2_broadcast(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * phi_prime(z1)


@wrong("delta2", hint="right numbers as a column: delta2 is a row", see=D2)
def delta2_as_column(delta1, W2, z1, phi_prime):
    return W2.T @ delta1.T * phi_prime(z1)


@wrong("delta2", hint="the last link is a matrix product with a diagonal matrix, not a scalar product", see=D2)
def delta2_inner_product(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) @ phi_prime(z1)


@wrong("delta2", hint="W2 is taken with the wrong axis: sum over the outputs, not over the hidden units", see=D2)
def delta2_W2_reshaped(delta1, W2, z1, phi_prime):
    return (delta1 @ W2.reshape(W2.shape[::-1]).T) * phi_prime(z1).T


@wrong("delta2", hint="the absolute values of the weights are used", see=D2)
def delta2_absolute_weights(delta1, W2, z1, phi_prime):
    return (delta1 @ np.abs(W2)) * phi_prime(z1).T


@wrong("delta2", hint="an average over the classes; the paths through the logits add up", see=D2)
def delta2_averaged(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * phi_prime(z1).T / W2.shape[0]


@wrong("delta2", hint="fractions are cut off when everything handed in holds integers", see=D2)
def delta2_truncated(delta1, W2, z1, phi_prime):
    out = delta1 @ W2
    out[:] = out * phi_prime(z1).T
    return out


@wrong("delta2", hint="W2 is transposed where it is square; its shape does not tell the layout", see=D2)
def delta2_square_W2_transposed(delta1, W2, z1, phi_prime):
    return (delta1 @ (W2.T if W2.shape[0] == W2.shape[1] else W2)) * phi_prime(z1).T


@wrong("delta2", hint="a row has two axes here, (1, d_h)", see=D2)
def delta2_flat(delta1, W2, z1, phi_prime):
    return np.ravel((delta1 @ W2) * phi_prime(z1).T)


@wrong("delta2", hint="phi' is taken once, at z1, not of its own result", see=D2)
def delta2_phi_prime_of_phi_prime(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * phi_prime(phi_prime(z1)).T


# 3.8 ------------------------------------------------------------------------------------------------------
FIVE = "3.8 The five gradients"


@wrong("grad_W2", hint="transposed: the gradient has W2's shape", see=FIVE)
def grad_W2_transposed(delta1, h1):
    return h1 @ delta1


@wrong("grad_W2", hint="the sign belongs to the step, not to the gradient", see=FIVE)
def grad_W2_negative(delta1, h1):
    return -delta1.T @ h1.T


@wrong("grad_W2", hint="right size, entries in the wrong places: transpose, do not reshape", see=FIVE)
def grad_W2_reshaped(delta1, h1):
    return (h1 @ delta1).reshape(delta1.size, h1.size)


@wrong("grad_W2", hint="an axis of length 1 is dropped; the gradient has W2's two axes", see=FIVE)
def grad_W2_squeezed(delta1, h1):
    return np.squeeze(delta1.T @ h1.T)


@wrong("grad_W2", hint="the products are stored in the integer type of h1, and fractions are cut off", see=FIVE)
def grad_W2_truncated(delta1, h1):
    return (delta1.T @ h1.T).astype(h1.dtype)


@wrong("grad_W2", hint="divided by the number of classes; nothing is averaged", see=FIVE)
def grad_W2_averaged(delta1, h1):
    return delta1.T @ h1.T / delta1.size


@wrong("grad_b2", hint="right numbers as a row; b2 is a column", see=FIVE)
def grad_b2_as_row(delta1):
    return np.array(delta1)


@wrong("grad_b2", hint="each entry of b2 moves its own logit; nothing is summed for one example", see=FIVE)
def grad_b2_summed(delta1):
    return np.sum(delta1, axis=1, keepdims=True)


@wrong("grad_b2", hint="a column has two axes, (n_c, 1)", see=FIVE)
def grad_b2_flat(delta1):
    return np.ravel(delta1)


@wrong("grad_W1", hint="transposed: the gradient has W1's shape", see=FIVE)
def grad_W1_transposed(delta2, x):
    return x @ delta2


@wrong("grad_W1", hint="the input's values are needed, not only their signs", see=FIVE)
def grad_W1_sign_of_x(delta2, x):
    return delta2.T @ np.sign(x).T


@wrong("grad_W1", hint="an outer product, not a sum of a column and a row", see=FIVE)
def grad_W1_sum(delta2, x):
    return delta2.T + x.T


@wrong("grad_W1", hint="right size, entries in the wrong places: transpose, do not reshape", see=FIVE)
def grad_W1_reshaped(delta2, x):
    return (x @ delta2).reshape(delta2.size, x.size)


@wrong("grad_W1", hint="the products are stored in the integer type of x, and fractions are cut off", see=FIVE)
def grad_W1_truncated(delta2, x):
    return (delta2.T @ x.T).astype(x.dtype)


@wrong("grad_W1", hint="an axis of length 1 is dropped; the gradient has W1's two axes", see=FIVE)
def grad_W1_squeezed(delta2, x):
    return np.squeeze(delta2.T @ x.T)


@wrong("grad_b1", hint="right numbers as a row; b1 is a column", see=FIVE)
def grad_b1_as_row(delta2):
    return np.array(delta2)


@wrong(
    "grad_b1", hint="for one example the Jacobian of z1 with respect to b1 is the identity: no mean, no sum", see=FIVE
)
def grad_b1_averaged(delta2):
    return np.array(delta2).T / np.size(delta2)


@wrong("grad_x", hint="right numbers as a row; the quiz stores the gradient of x as x, a column", see=FIVE)
def grad_x_as_row(delta2, W1):
    return delta2 @ W1


@wrong("grad_x", hint="the sign belongs to a step, not to the gradient", see=FIVE)
def grad_x_negative(delta2, W1):
    return -W1.T @ delta2.T


@wrong("grad_x", hint="a flat array: a column has two axes", see=FIVE)
def grad_x_flat(delta2, W1):
    return (delta2 @ W1).ravel()


@wrong("grad_x", hint="transposing is not reshaping: the weights meet the wrong units", see=FIVE)
def grad_x_reshaped(delta2, W1):
    return W1.reshape(W1.shape[::-1]) @ delta2.T


@wrong("grad_x", hint="* multiplies entry by entry; the sum over the hidden units is missing", see=FIVE)
def grad_x_not_summed(delta2, W1):
    return W1.T * delta2


@wrong("grad_x", hint="a mean over the hidden units; the paths through them add up", see=FIVE)
def grad_x_averaged(delta2, W1):
    return W1.T @ delta2.T / delta2.size


@wrong("grad_x", hint="W1 is not transposed where it is square; its shape does not tell the layout", see=FIVE)
def grad_x_square_W1_not_transposed(delta2, W1):
    return (W1 if W1.shape[0] == W1.shape[1] else W1.T) @ delta2.T


# 3.9 ------------------------------------------------------------------------------------------------------
NUMERICAL = "3.9 The numerical gradient, and how to compare"


@wrong("numerical_gradient", hint="one-sided: the step goes up only", see=NUMERICAL)
def numerical_one_sided(f, W, eps=1e-5):
    W = np.array(W, dtype=float)
    g = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        E = np.zeros_like(W)
        E[i] = eps
        g[i] = (f(W + E) - f(W)) / eps
    return g


@wrong("numerical_gradient", hint="one-sided: the step goes down only", see=NUMERICAL)
def numerical_backward_difference(f, W, eps=1e-5):
    W = np.array(W, dtype=float)
    g = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        E = np.zeros_like(W)
        E[i] = eps
        g[i] = (f(W) - f(W - E)) / eps
    return g


@wrong("numerical_gradient", hint="the two points are 2 eps apart", see=NUMERICAL)
def numerical_divided_by_eps(f, W, eps=1e-5):
    W = np.array(W, dtype=float)
    g = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        E = np.zeros_like(W)
        E[i] = eps
        g[i] = (f(W + E) - f(W - E)) / eps
    return g


@wrong("numerical_gradient", hint="eps handed in is not used", see=NUMERICAL)
def numerical_fixed_step(f, W, eps=1e-5):
    W = np.array(W, dtype=float)
    g = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        E = np.zeros_like(W)
        E[i] = 1e-5
        g[i] = (f(W + E) - f(W - E)) / 2e-5
    return g


@wrong("numerical_gradient", hint="W is not put back: after the call it has moved", see=NUMERICAL)
def numerical_not_put_back(f, W, eps=1e-5):
    g = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        W[i] += eps
        above = f(W)
        W[i] -= 2 * eps
        g[i] = (above - f(W)) / (2 * eps)
    return g


@wrong("numerical_gradient", hint="W is put back by arithmetic, which rounds: its last bits change", see=NUMERICAL)
def numerical_put_back_by_adding(f, W, eps=1e-5):
    V = W if W.dtype == float else W.astype(float)
    g = np.zeros(V.shape)
    for i in np.ndindex(V.shape):
        V[i] += eps
        above = f(V)
        V[i] -= 2 * eps
        below = f(V)
        V[i] += eps
        g[i] = (above - below) / (2 * eps)
    return g


@wrong("numerical_gradient", hint="a step stored in an array of integers is cut off", see=NUMERICAL)
def numerical_truncates_integers(f, W, eps=1e-5):
    V = W.copy()
    g = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        kept = V[i]
        V[i] = kept + eps
        above = f(V)
        V[i] = kept - eps
        below = f(V)
        V[i] = kept
        g[i] = (above - below) / (2 * eps)
    return g


@wrong("numerical_gradient", hint="the result is stored in W's integer type and cut off", see=NUMERICAL)
def numerical_result_truncated(f, W, eps=1e-5):
    g = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = eps
        g[i] = (f(W + E) - f(W - E)) / (2 * eps)
    return g


@wrong("numerical_gradient", hint="all entries are moved at once; move one at a time", see=NUMERICAL)
def numerical_all_at_once(f, W, eps=1e-5):
    return np.full(np.shape(W), (f(W + eps) - f(W - eps)) / (2 * eps))


@wrong("numerical_gradient", hint="the result is flat; it has W's shape", see=NUMERICAL)
def numerical_flat_result(f, W, eps=1e-5):
    g = []
    for i in np.ndindex(np.shape(W)):
        E = np.zeros(np.shape(W))
        E[i] = eps
        g.append((f(W + E) - f(W - E)) / (2 * eps))
    return np.array(g)


@wrong("numerical_gradient", hint="only matrices are handled; W may have any number of axes", see=NUMERICAL)
def numerical_matrices_only(f, W, eps=1e-5):
    g = np.zeros(W.shape)
    rows, columns = W.shape
    for i in range(rows):
        for j in range(columns):
            E = np.zeros(W.shape)
            E[i, j] = eps
            g[i, j] = (f(W + E) - f(W - E)) / (2 * eps)
    return g


@wrong("numerical_gradient", hint="f gets a flat array; it expects one of W's shape", see=NUMERICAL)
def numerical_calls_f_flat(f, W, eps=1e-5):
    flat = np.array(W, dtype=float).ravel()
    g = [(f(flat + eps * e) - f(flat - eps * e)) / (2 * eps) for e in np.eye(flat.size)]
    return np.reshape(g, np.shape(W))


@wrong("numerical_gradient", hint="another default step than the docstring's", see=NUMERICAL)
def numerical_other_default(f, W, eps=1e-4):
    W = np.array(W, dtype=float)
    g = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        E = np.zeros_like(W)
        E[i] = eps
        g[i] = (f(W + E) - f(W - E)) / (2 * eps)
    return g


@wrong("numerical_gradient", hint="earlier entries stay moved while later ones are differenced", see=NUMERICAL)
def numerical_entries_stay_moved(f, W, eps=1e-5):
    V = np.array(W, dtype=float)
    g = np.zeros_like(V)
    for i in np.ndindex(V.shape):
        V[i] += eps
        above = f(V)
        V[i] -= 2 * eps
        g[i] = (above - f(V)) / (2 * eps)
    return g


@wrong(
    "numerical_gradient",
    hint="for a transposed array ravel gives a copy, and steps in the copy do not reach f",
    see=NUMERICAL,
)
def numerical_steps_in_a_copy(f, W, eps=1e-5):
    V = np.array(W, dtype=float)
    flat, g = V.ravel(), []
    for k in range(flat.size):
        kept = flat[k]
        flat[k] = kept + eps
        above = f(V)
        flat[k] = kept - eps
        g.append((above - f(V)) / (2 * eps))
        flat[k] = kept
    return np.reshape(g, V.shape)


@wrong("numerical_gradient", hint="a bracket is missing: / 2 * eps multiplies by eps", see=NUMERICAL)
def numerical_bracket_missing(f, W, eps=1e-5):
    g = np.zeros(np.shape(W))
    for i in np.ndindex(g.shape):
        E = np.zeros(g.shape)
        E[i] = eps
        g[i] = (f(W + E) - f(W - E)) / 2 * eps
    return g


@wrong("relative_error", hint="0/0 for two arrays of zeros; they agree", see=NUMERICAL)
def relative_zero_over_zero(a, b):
    return np.max(np.abs(a - b)) / np.max(np.abs(a) + np.abs(b))


@wrong("relative_error", hint="a ratio entry by entry: one scale serves the whole array", see=NUMERICAL)
def relative_entry_by_entry(a, b):
    return np.max(np.abs(np.subtract(a, b)) / np.maximum(np.abs(a) + np.abs(b), 1e-300))


@wrong("relative_error", hint="a number added to the denominator hides tiny gradients", see=NUMERICAL)
def relative_epsilon_added(a, b):
    return np.max(np.abs(np.subtract(a, b))) / (np.max(np.abs(a) + np.abs(b)) + 1e-8)


@wrong(
    "relative_error", hint="a floor under the denominator, or a number added to it, hides tiny gradients", see=NUMERICAL
)
def relative_floor(a, b):
    return np.max(np.abs(np.subtract(a, b))) / max(np.max(np.abs(a) + np.abs(b)), 1e-8)


@wrong("relative_error", hint="this is the absolute error", see=NUMERICAL)
def relative_absolute_error(a, b):
    return np.max(np.abs(np.subtract(a, b)))


@wrong("relative_error", hint="the difference keeps its sign: the largest may be negative", see=NUMERICAL)
def relative_signed(a, b):
    scale = np.max(np.abs(a) + np.abs(b))
    return 0.0 if scale == 0 else np.max(np.subtract(a, b)) / scale


@wrong("relative_error", hint="norms where the largest entries are asked for", see=NUMERICAL)
def relative_norms(a, b):
    scale = np.linalg.norm(np.ravel(a)) + np.linalg.norm(np.ravel(b))
    return 0.0 if scale == 0 else np.linalg.norm(np.ravel(np.subtract(a, b))) / scale


@wrong("relative_error", hint="means where the largest entries are asked for", see=NUMERICAL)
def relative_means(a, b):
    scale = np.mean(np.abs(a) + np.abs(b))
    return 0.0 if scale == 0 else np.mean(np.abs(np.subtract(a, b))) / scale


@wrong("relative_error", hint="one array alone sets the scale", see=NUMERICAL)
def relative_to_the_second(a, b):
    scale = np.max(np.abs(b))
    return 0.0 if scale == 0 else np.max(np.abs(np.subtract(a, b))) / scale


@wrong("relative_error", hint="the larger of the two sizes is not their sum", see=NUMERICAL)
def relative_to_the_larger(a, b):
    scale = np.max(np.maximum(np.abs(a), np.abs(b)))
    return 0.0 if scale == 0 else np.max(np.abs(np.subtract(a, b))) / scale


@wrong("relative_error", hint="the size of a sum is not the sum of sizes: opposite signs cancel", see=NUMERICAL)
def relative_size_of_the_sum(a, b):
    scale = np.max(np.abs(np.add(a, b)))
    return 0.0 if scale == 0 else np.max(np.abs(np.subtract(a, b))) / scale


@wrong("relative_error", hint="the two largest sizes may stand in different entries", see=NUMERICAL)
def relative_sum_of_maxima(a, b):
    scale = np.max(np.abs(a)) + np.max(np.abs(b))
    return 0.0 if scale == 0 else np.max(np.abs(np.subtract(a, b))) / scale


@wrong("relative_error", hint="one number for the arrays, not one for every entry", see=NUMERICAL)
def relative_array(a, b):
    scale = np.max(np.abs(a) + np.abs(b))
    return np.zeros(np.shape(a)) if scale == 0 else np.abs(np.subtract(a, b)) / scale


@wrong(
    "relative_error", hint="arrays that are close are called equal; how close they are is the question", see=NUMERICAL
)
def relative_close_is_equal(a, b):
    if np.allclose(a, b):
        return 0.0
    return np.max(np.abs(np.subtract(a, b))) / np.max(np.abs(a) + np.abs(b))


@wrong("relative_error", hint="one array of zeros is not enough for agreement; both must be", see=NUMERICAL)
def relative_zero_where_one_is_zero(a, b):
    if not np.any(a) or not np.any(b):
        return 0.0
    return np.max(np.abs(np.subtract(a, b))) / np.max(np.abs(a) + np.abs(b))


# 3.10 -----------------------------------------------------------------------------------------------------
BATCH = "3.10 Backpropagation of a minibatch"


@wrong("backprop_batch", hint="the 1/n of the mean is missing", see=BATCH)
def batch_without_mean(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = softmax(H @ W2 + b2) - Y
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="1/n is applied twice in the first layer", see=BATCH)
def batch_mean_twice_in_first_layer(X, Y, W1, b1, W2, b2, phi, phi_prime):
    n = len(X)
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / n
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ / n, "b1": dZ.sum(axis=0) / n, "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="1/n is applied twice", see=BATCH)
def batch_mean_twice(X, Y, W1, b1, W2, b2, phi, phi_prime):
    n = len(X)
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / n
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ / n, "b1": dZ.mean(axis=0), "W2": H.T @ dO / n, "b2": dO.mean(axis=0)}


@wrong("backprop_batch", hint="divided by n times the number of classes: the mean is over examples", see=BATCH)
def batch_mean_over_classes_too(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / Y.size
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="the matrices have their 1/n, the biases have not", see=BATCH)
def batch_biases_without_mean(X, Y, W1, b1, W2, b2, phi, phi_prime):
    n = len(X)
    Z = X @ W1 + b1
    H = phi(Z)
    dO = softmax(H @ W2 + b2) - Y
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ / n, "b1": dZ.sum(axis=0), "W2": H.T @ dO / n, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="a bias collects a term from every example; these are not summed", see=BATCH)
def batch_biases_not_summed(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ, "W2": H.T @ dO, "b2": dO}


@wrong("backprop_batch", hint="the sum for a bias runs over its units, not over the examples", see=BATCH)
def batch_biases_over_wrong_axis(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=1), "W2": H.T @ dO, "b2": dO.sum(axis=1)}


@wrong("backprop_batch", hint="a bias here has one axis; its gradient has two", see=BATCH)
def batch_biases_with_two_axes(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0, keepdims=True), "W2": H.T @ dO, "b2": dO.sum(axis=0, keepdims=True)}


@wrong("backprop_batch", hint="the bias gradients are summed to one number each", see=BATCH)
def batch_biases_summed_over_all(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(), "W2": H.T @ dO, "b2": dO.sum()}


@wrong("backprop_batch", hint="phi' is taken at H; it belongs at Z", see=BATCH)
def batch_phi_prime_at_H(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(H)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="the step back through phi is missing", see=BATCH)
def batch_without_phi_prime(X, Y, W1, b1, W2, b2, phi, phi_prime):
    H = phi(X @ W1 + b1)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = dO @ W2.T
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="the derivative of tanh is written in; phi_prime is an argument", see=BATCH)
def batch_always_tanh(X, Y, W1, b1, W2, b2, phi, phi_prime):
    H = phi(X @ W1 + b1)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * (1 - H**2)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="the sign is flipped", see=BATCH)
def batch_sign_flipped(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (Y - softmax(H @ W2 + b2)) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="softmax over the examples; each row is one distribution", see=BATCH)
def batch_softmax_over_examples(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    O = H @ W2 + b2
    E = np.exp(O - O.max(axis=0))
    dO = (E / E.sum(axis=0) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="one maximum for the whole batch: rows with small logits underflow", see=BATCH)
def batch_one_maximum(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    O = H @ W2 + b2
    E = np.exp(O - O.max())
    dO = (E / E.sum(axis=1, keepdims=True) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="the softmax overflows for large logits", see=BATCH)
def batch_softmax_without_shift(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    E = np.exp(H @ W2 + b2)
    dO = (E / E.sum(axis=1, keepdims=True) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="the biases are left out of the forward pass", see=BATCH)
def batch_forward_without_biases(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1
    H = phi(Z)
    dO = (softmax(H @ W2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="the gradient of W2 uses Z; H is what W2 was multiplied with", see=BATCH)
def batch_W2_from_Z(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    dO = (softmax(phi(Z) @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": Z.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="the gradients of the matrices have the column layout's shape", see=BATCH)
def batch_matrices_transposed(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": dZ.T @ X, "b1": dZ.sum(axis=0), "W2": dO.T @ H, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="only the first example teaches", see=BATCH)
def batch_first_example_only(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X[:1] @ W1 + b1
    H = phi(Z)
    dO = softmax(H @ W2 + b2) - Y[:1]
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X[:1].T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="an activation is put on the output too", see=BATCH)
def batch_activation_on_output(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(phi(H @ W2 + b2)) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="the probabilities are rounded to a decision before the gradient", see=BATCH)
def batch_from_decisions(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (np.eye(Y.shape[1])[(H @ W2 + b2).argmax(axis=1)] - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="W2 was already updated when the error was sent back through it", see=BATCH)
def batch_through_updated_W2(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dW2 = H.T @ dO
    dZ = (dO @ (W2 - 0.1 * dW2).T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": dW2, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="there is no penalty in this objective", see=BATCH)
def batch_with_weight_penalty(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ + 0.01 * W1, "b1": dZ.sum(axis=0), "W2": H.T @ dO + 0.01 * W2, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="the biases are averaged after the division by n: 1/n twice for them", see=BATCH)
def batch_biases_mean_twice(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.mean(axis=0), "W2": H.T @ dO, "b2": dO.mean(axis=0)}


@wrong("backprop_batch", hint="the biases learn from the first example only", see=BATCH)
def batch_biases_of_the_first_example(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ[0], "W2": H.T @ dO, "b2": dO[0]}


@wrong("backprop_batch", hint="the gradient of b1 lacks the step back through phi", see=BATCH)
def batch_b1_without_phi_prime(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dH = dO @ W2.T
    return {"W1": X.T @ (dH * phi_prime(Z)), "b1": dH.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="W2 is not transposed where it is square; its shape does not tell the layout", see=BATCH)
def batch_square_W2_not_transposed(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ (W2 if W2.shape[0] == W2.shape[1] else W2.T)) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="b2 is left out of the forward pass", see=BATCH)
def batch_forward_without_b2(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


# 3.11 -----------------------------------------------------------------------------------------------------
STEP = "3.11 A step, and learning"


@wrong("sgd_step", hint="uphill: the step goes against the gradient", see=STEP)
def sgd_uphill(params, grads, lr):
    return {key: params[key] + lr * grads[key] for key in params}


@wrong("sgd_step", hint="the arrays in params are changed in place", see=STEP)
def sgd_in_place(params, grads, lr):
    new = dict(params)
    for key in new:
        new[key] -= lr * grads[key]
    return new


@wrong("sgd_step", hint="the dict handed in is overwritten", see=STEP)
def sgd_overwrites_dict(params, grads, lr):
    for key in params:
        params[key] = params[key] - lr * grads[key]
    return params


@wrong("sgd_step", hint="the keys of one network are written in", see=STEP)
def sgd_fixed_keys(params, grads, lr):
    return {key: params[key] - lr * grads[key] for key in ("W1", "b1", "W2", "b2")}


@wrong("sgd_step", hint="lr is not used", see=STEP)
def sgd_without_lr(params, grads, lr):
    return {key: params[key] - grads[key] for key in params}


@wrong("sgd_step", hint="only the direction of the gradient is used", see=STEP)
def sgd_sign_of_gradient(params, grads, lr):
    return {key: params[key] - lr * np.sign(grads[key]) for key in params}


@wrong("sgd_step", hint="integer parameters are truncated", see=STEP)
def sgd_truncates_integers(params, grads, lr):
    new = {}
    for key in params:
        value = np.array(params[key])
        new[key] = (value - lr * grads[key]).astype(value.dtype)
    return new


@wrong("sgd_step", hint="the biases are forgotten", see=STEP)
def sgd_weights_only(params, grads, lr):
    return {key: value - lr * grads[key] if key.startswith("W") else value for key, value in params.items()}


@wrong("sgd_step", hint="the step alone is returned, not the new parameters", see=STEP)
def sgd_step_alone(params, grads, lr):
    return {key: -lr * grads[key] for key in params}


@wrong("sgd_step", hint="values are paired by their order in the two dicts, not by their key", see=STEP)
def sgd_pairs_by_order(params, grads, lr):
    return {key: params[key] - lr * grad for key, grad in zip(params, grads.values(), strict=False)}
