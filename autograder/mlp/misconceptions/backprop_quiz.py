"""Named wrong answers of notebook 3."""

import numpy as np

from autograder.testing import slips, wrong

# 3.1 ------------------------------------------------------------------------------------------------------
SHAPES = "3.1 Predict the shapes"


# failing_gradients hands numerical_gradient a function of the student's own, which cannot be lent.
FINDER = ("failing-gradients",)


@wrong("quiz_shapes", hint="your deltas are columns; wanted are Jacobians with one output", see=SHAPES)
def shapes_deltas_as_columns(d_x, d_h, n_c):
    shapes = {"delta1": (n_c, 1), "delta2": (d_h, 1), "W1": (d_h, d_x), "b1": (d_h, 1)}
    return shapes | {"W2": (n_c, d_h), "b2": (n_c, 1), "x": (d_x, 1)}


@wrong(
    "quiz_shapes",
    hint="your delta1 belongs to z1; wanted is the one that belongs to z2, delta counts from the output",
    see=SHAPES,
)
def shapes_deltas_swapped(d_x, d_h, n_c):
    shapes = {"delta1": (1, d_h), "delta2": (1, n_c), "W1": (d_h, d_x), "b1": (d_h, 1)}
    return shapes | {"W2": (n_c, d_h), "b2": (n_c, 1), "x": (d_x, 1)}


@wrong("quiz_shapes", hint="your matrices are those of the row layout; wanted are those of z = W x", see=SHAPES)
def shapes_matrices_in_rows(d_x, d_h, n_c):
    shapes = {"delta1": (1, n_c), "delta2": (1, d_h), "W1": (d_x, d_h), "b1": (d_h, 1)}
    return shapes | {"W2": (d_h, n_c), "b2": (n_c, 1), "x": (d_x, 1)}


@wrong(
    "quiz_shapes",
    hint="your biases' gradients are rows; wanted is the shape of the biases, which are columns here",
    see=SHAPES,
)
def shapes_biases_as_rows(d_x, d_h, n_c):
    shapes = {"delta1": (1, n_c), "delta2": (1, d_h), "W1": (d_h, d_x), "b1": (1, d_h)}
    return shapes | {"W2": (n_c, d_h), "b2": (1, n_c), "x": (d_x, 1)}


@wrong("quiz_shapes", hint="your gradient of x is a row; wanted is the shape of x", see=SHAPES)
def shapes_x_as_row(d_x, d_h, n_c):
    shapes = {"delta1": (1, n_c), "delta2": (1, d_h), "W1": (d_h, d_x), "b1": (d_h, 1)}
    return shapes | {"W2": (n_c, d_h), "b2": (n_c, 1), "x": (1, d_x)}


@wrong(
    "quiz_shapes",
    hint="your vectors have one axis; wanted are two, in the quiz all vectors are columns",
    see=SHAPES,
)
def shapes_with_one_axis(d_x, d_h, n_c):
    shapes = {"delta1": (n_c,), "delta2": (d_h,), "W1": (d_h, d_x), "b1": (d_h,)}
    return shapes | {"W2": (n_c, d_h), "b2": (n_c,), "x": (d_x,)}


@wrong(
    "quiz_shapes",
    hint="your shapes are the same for all sizes; wanted are those of the sizes handed in",
    see=SHAPES,
)
def shapes_of_the_example(d_x, d_h, n_c):
    shapes = {"delta1": (1, 3), "delta2": (1, 2), "W1": (2, 4), "b1": (2, 1)}
    return shapes | {"W2": (3, 2), "b2": (3, 1), "x": (4, 1)}


@wrong("quiz_shapes", hint="your biases have one axis; wanted are two, in the quiz they are columns", see=SHAPES)
def shapes_biases_with_one_axis(d_x, d_h, n_c):
    shapes = {"delta1": (1, n_c), "delta2": (1, d_h), "W1": (d_h, d_x), "b1": (d_h,)}
    return shapes | {"W2": (n_c, d_h), "b2": (n_c,), "x": (d_x, 1)}


@wrong(
    "quiz_shapes",
    hint="your biases have as many entries as the layer before; wanted is the layer they are added to",
    see=SHAPES,
)
def shapes_biases_of_the_layer_before(d_x, d_h, n_c):
    shapes = {"delta1": (1, n_c), "delta2": (1, d_h), "W1": (d_h, d_x), "b1": (d_x, 1)}
    return shapes | {"W2": (n_c, d_h), "b2": (d_h, 1), "x": (d_x, 1)}


@wrong(
    "quiz_shapes",
    hint="your shapes are all transposed; wanted are those of the quiz, whose examples are columns",
    see=SHAPES,
)
def shapes_all_transposed(d_x, d_h, n_c):
    shapes = {"delta1": (n_c, 1), "delta2": (d_h, 1), "W1": (d_x, d_h), "b1": (1, d_h)}
    return shapes | {"W2": (d_h, n_c), "b2": (1, n_c), "x": (1, d_x)}


# 3.2 ------------------------------------------------------------------------------------------------------
RULES = "3.2 The rules of matrix calculus"


@wrong("jacobian_column", hint="your inputs stand along the rows; wanted are the outputs there", see=RULES)
def column_jacobian_transposed(W):
    return np.array(W).T


@wrong("jacobian_column", hint="your answer is a vector, W summed over its rows; wanted is a matrix", see=RULES)
def column_jacobian_summed(W):
    return np.sum(W, axis=0)


@wrong(
    "jacobian_column",
    hint="your answer loses an axis where W has one row or one column; wanted are two axes always",
    see=RULES,
)
def column_jacobian_squeezed(W):
    return np.squeeze(W)


@wrong(
    "jacobian_row",
    hint="your inputs stand along the rows; wanted are the outputs there, as many as W has columns",
    see=RULES,
)
def row_jacobian_not_transposed(W):
    return np.array(W)


@wrong(
    "jacobian_row",
    hint="your entries were reshaped, which leaves them in the order of W; wanted is each at the place of its output and input",
    see=RULES,
)
def row_jacobian_reshaped(W):
    return np.reshape(W, np.shape(W)[::-1])


@wrong(
    "jacobian_row",
    hint="your answer loses an axis where W has one row or one column; wanted are two axes always",
    see=RULES,
)
def row_jacobian_squeezed(W):
    return np.squeeze(W.T)


@wrong(
    "jacobian_row",
    hint="your answer leaves a square W as it is; wanted is the same treatment whatever W's shape",
    see=RULES,
)
def row_jacobian_square_left_alone(W):
    return W if W.shape[0] == W.shape[1] else W.T


@wrong(
    "jacobian_identity",
    hint="your answer lets every entry depend on every other; wanted is that each depends on itself alone",
    see=RULES,
)
def identity_all_ones(n):
    return np.ones((n, n))


@wrong("jacobian_identity", hint="your answer has one axis; wanted is a matrix of n outputs and n inputs", see=RULES)
def identity_as_vector(n):
    return np.ones(n)


@wrong("jacobian_identity", hint="your answer has the same size for every n; wanted is the n handed in", see=RULES)
def identity_of_fixed_size(n):
    return np.eye(3)


@wrong("jacobian_elementwise", hint="your answer has one axis; wanted is a matrix of n outputs and n inputs", see=RULES)
def elementwise_jacobian_as_vector(phi_prime, x):
    return phi_prime(x)


@wrong("jacobian_elementwise", hint="your diagonal holds x; wanted is the derivative at x", see=RULES)
def elementwise_jacobian_of_x(phi_prime, x):
    return np.diag(x)


@wrong(
    "jacobian_elementwise",
    hint="your entries off the diagonal are the derivative at zero; wanted are zeros",
    see=RULES,
)
def elementwise_jacobian_of_the_diagonal(phi_prime, x):
    return phi_prime(np.diag(x))


@wrong(
    "jacobian_elementwise",
    hint="your rows all show all derivatives; wanted is that output i depends on input i alone",
    see=RULES,
)
def elementwise_jacobian_repeated(phi_prime, x):
    return np.tile(phi_prime(x), (len(x), 1))


@wrong(
    "jacobian_elementwise",
    hint="your answer calls phi_prime on its own result; wanted is one call, on x",
    see=RULES,
)
def elementwise_jacobian_twice(phi_prime, x):
    return np.diag(phi_prime(phi_prime(x)))


@wrong(
    "jacobian_elementwise",
    hint="your array has x's integer type, and cuts fractions off; wanted are all digits",
    see=RULES,
)
def elementwise_jacobian_truncated(phi_prime, x):
    J = np.zeros((len(x), len(x)), dtype=x.dtype)
    np.fill_diagonal(J, phi_prime(x))
    return J


@wrong(
    "jacobian_elementwise",
    hint="your entries are products of two derivatives; wanted is that output i depends on input i alone",
    see=RULES,
)
def elementwise_jacobian_outer_product(phi_prime, x):
    return np.outer(phi_prime(x), phi_prime(x))


@wrong(
    "jacobian_elementwise",
    hint="your answer is what np.fill_diagonal returns, which is None; wanted is the array it filled",
    see=RULES,
)
def elementwise_jacobian_of_fill_diagonal(phi_prime, x):
    return np.fill_diagonal(np.zeros((len(x), len(x))), phi_prime(x))


@wrong(
    "grad_W_column",
    hint="your answer has a row for every entry of x; wanted is one for every entry of delta, as in W",
    see=RULES,
)
def column_rule_transposed(delta, x):
    return x @ delta


@wrong("grad_W_column", hint="your answer is an inner product; wanted is an entry for every weight", see=RULES)
def column_rule_inner_product(delta, x):
    return np.dot(delta.ravel()[: x.size], x.ravel()[: delta.size])


@wrong("grad_W_column", hint="your sign is flipped; wanted is the gradient, not the step", see=RULES)
def column_rule_negative(delta, x):
    return -delta.T @ x.T


@wrong(
    "grad_W_column",
    hint="your entries do not depend on x; wanted is what each weight was multiplied with, too",
    see=RULES,
)
def column_rule_without_x(delta, x):
    return delta.T @ np.ones_like(x).T


@wrong("grad_W_column", hint="your answer is divided by the number of outputs; wanted is no mean", see=RULES)
def column_rule_averaged(delta, x):
    return delta.T @ x.T / delta.size


@wrong("grad_W_column", hint="your answer has one axis; wanted is W's shape", see=RULES)
def column_rule_flat(delta, x):
    return (delta.T @ x.T).ravel()


@wrong(
    "grad_W_column",
    hint="your entries were reshaped into place; wanted is each at the place of its output and input",
    see=RULES,
)
def column_rule_reshaped(delta, x):
    return (x @ delta).reshape(delta.size, x.size)


@wrong("grad_W_column", hint="your products are stored in x's integer type; wanted are all digits", see=RULES)
def column_rule_truncated(delta, x):
    return (delta.T @ x.T).astype(x.dtype)


@wrong("grad_W_column", hint="your answer loses an axis of length 1; wanted are W's two axes always", see=RULES)
def column_rule_squeezed(delta, x):
    return np.squeeze(delta.T @ x.T)


@wrong(
    "grad_W_row",
    hint="your answer has a row for every entry of delta; wanted is one for every entry of x, as in W",
    see=RULES,
)
def row_rule_transposed(x, delta):
    return delta.T @ x


@wrong(
    "grad_W_row",
    hint="your entries were reshaped into place; wanted is each at the place of its input and output",
    see=RULES,
)
def row_rule_reshaped(x, delta):
    return (delta.T @ x).reshape(x.size, delta.size)


@wrong("grad_W_row", hint="your arguments are in the order delta, x; wanted is x, delta", see=RULES)
def row_rule_arguments_swapped(delta, x):
    return np.outer(x, delta)


@wrong("grad_W_row", hint="your entries are sums; wanted are products", see=RULES)
def row_rule_sum(x, delta):
    return x.T + delta


@wrong("grad_W_row", hint="your products are stored in x's integer type; wanted are all digits", see=RULES)
def row_rule_truncated(x, delta):
    return (x.T @ delta).astype(x.dtype)


@wrong("grad_W_row", hint="your answer loses an axis of length 1; wanted are W's two axes always", see=RULES)
def row_rule_squeezed(x, delta):
    return np.squeeze(x.T @ delta)


# 3.3 ------------------------------------------------------------------------------------------------------
LOGITS = "3.3 Softmax and cross-entropy together"


@wrong(
    "grad_logits",
    hint="your sign is flipped: it says that raising the true logit raises J; wanted is the derivative of J",
    see=LOGITS,
)
def logits_sign_flipped(y_hat, y):
    return y - y_hat


@wrong(
    "grad_logits",
    hint="your answer is the product that the slide shows, where a sign was lost; wanted is the derivative of J",
    see=LOGITS,
)
def logits_product(y_hat, y):
    return y_hat * y


@wrong(
    "grad_logits",
    hint="your answer is the derivative with respect to y_hat; wanted is the one with respect to z",
    see=LOGITS,
)
def logits_gradient_of_log_only(y_hat, y):
    return -y / y_hat


@wrong(
    "grad_logits",
    hint="your answer multiplies in a derivative once more; wanted is dJ/dz, the softmax is in it already",
    see=LOGITS,
)
def logits_extra_derivative(y_hat, y):
    return (y_hat - y) * y_hat * (1 - y_hat)


@wrong(
    "grad_logits",
    hint="your answer takes a softmax of the argument; wanted is y_hat as it is, which holds probabilities already",
    see=LOGITS,
)
def logits_softmax_again(y_hat, y):
    e = np.exp(y_hat)
    return e / e.sum(axis=-1, keepdims=True) - y


@wrong("grad_logits", hint="your answer is divided by the number of classes; wanted is no mean", see=LOGITS)
def logits_averaged(y_hat, y):
    return (y_hat - y) / y.shape[-1]


@wrong(
    "grad_logits",
    hint="your answer is the derivative of a squared error; wanted is that of the cross-entropy",
    see=LOGITS,
)
def logits_squared_error(y_hat, y):
    return 2 * (y_hat - y)


@wrong("grad_logits", hint="your answer has lost the signs; wanted is the derivative, with its sign", see=LOGITS)
def logits_absolute(y_hat, y):
    return np.abs(y_hat - y)


@wrong("grad_logits", hint="your answer changes y_hat; wanted is a new array", see=LOGITS)
def logits_in_place(y_hat, y):
    y_hat -= y
    return y_hat


@wrong("grad_logits", hint="your answer is flat; wanted is the shape that was handed in", see=LOGITS)
def logits_flattened(y_hat, y):
    return np.ravel(y_hat - y)


@wrong("grad_logits", hint="your answer is divided by the number of rows; wanted is each row by itself", see=LOGITS)
def logits_mean_over_rows(y_hat, y):
    return (y_hat - y) / (len(y) if y.ndim == 2 else 1)


@wrong("grad_logits", hint="your answer is 0 for every class but the true one; wanted are the others, too", see=LOGITS)
def logits_true_class_only(y_hat, y):
    return (y_hat - y) * y


# 3.4 ------------------------------------------------------------------------------------------------------
D1 = "3.4 δ₁"


@wrong("delta1", hint="your answer is a column; wanted is a row", see=D1)
def delta1_as_column(y_hat, y):
    return y_hat - y


@wrong("delta1", hint="your sign is flipped; wanted is the derivative of J", see=D1)
def delta1_sign_flipped(y_hat, y):
    return (y - y_hat).T


@wrong("delta1", hint="your answer has one axis; wanted are two, a row", see=D1)
def delta1_flat(y_hat, y):
    return (y_hat - y).ravel()


@wrong("delta1", hint="your answer multiplies in a derivative of the softmax once more; wanted is dJ/dz2", see=D1)
def delta1_with_softmax_derivative(y_hat, y):
    return ((y_hat - y) * y_hat * (1 - y_hat)).T


@wrong("delta1", hint="your answer is a square, where a column met a row; wanted is a row", see=D1)
def delta1_broadcast(y_hat, y):
    return y_hat - y.T


@wrong(
    "delta1",
    hint="your answer is the product that the slide shows, where a sign was lost; wanted is the derivative of J",
    see=D1,
)
def delta1_product(y_hat, y):
    return (y_hat * y).T


@wrong("delta1", hint="your answer is divided by the number of classes; wanted is no mean", see=D1)
def delta1_averaged(y_hat, y):
    return (y_hat - y).T / len(y)


@wrong("delta1", hint="your answer changes y_hat; wanted is a new array", see=D1)
def delta1_in_place(y_hat, y):
    y_hat -= y
    return y_hat.T


@wrong("delta1", hint="your answer is dJ/dy_hat; wanted is dJ/dz2", see=D1)
def delta1_gradient_of_log_only(y_hat, y):
    return -(y / y_hat).T


# 3.5 ------------------------------------------------------------------------------------------------------
D2 = "3.5 δ₂"


@wrong(
    "delta2",
    hint="your phi' is taken at the output of the activation (here: of tanh); wanted is the derivative at its input",
    see=D2,
)
def delta2_phi_prime_at_h1(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * phi_prime(np.tanh(z1)).T


@wrong(
    "delta2",
    hint="your phi' is taken at the output of the activation (here: of ReLU); wanted is the derivative at its input",
    see=D2,
)
def delta2_phi_prime_at_relu(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * phi_prime(np.maximum(z1, 0)).T


@wrong("delta2", hint="your answer is dJ/dh1; wanted is one link more, to z1", see=D2)
def delta2_without_phi_prime(delta1, W2, z1, phi_prime):
    return delta1 @ W2


@wrong("delta2", hint="your answer has phi' in it twice; wanted is once", see=D2)
def delta2_phi_prime_twice(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * phi_prime(z1).T ** 2


@wrong("delta2", hint="your answer multiplies by z1; wanted is the derivative at z1", see=D2)
def delta2_z1_itself(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * z1.T


@wrong("delta2", hint="your answer uses the derivative of tanh; wanted is the phi_prime handed in", see=D2)
def delta2_always_tanh(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * (1 - np.tanh(z1) ** 2).T


@wrong("delta2", hint="your answer uses the derivative of ReLU; wanted is the phi_prime handed in", see=D2)
def delta2_always_relu(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * (z1 > 0).T


@wrong("delta2", hint="your answer is a square, where a row met a column; wanted is a row", see=D2)
def delta2_broadcast(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * phi_prime(z1)


@wrong("delta2", hint="your answer is a column; wanted is a row", see=D2)
def delta2_as_column(delta1, W2, z1, phi_prime):
    return W2.T @ delta1.T * phi_prime(z1)


@wrong("delta2", hint="your answer is one number, summed over the hidden units; wanted is one for each of them", see=D2)
def delta2_inner_product(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) @ phi_prime(z1)


@wrong("delta2", hint="your W2 was reshaped, and its weights meet the wrong units; wanted is W2 as it is", see=D2)
def delta2_W2_reshaped(delta1, W2, z1, phi_prime):
    return (delta1 @ W2.reshape(W2.shape[::-1]).T) * phi_prime(z1).T


@wrong("delta2", hint="your answer has lost the signs of W2; wanted are the weights as they are", see=D2)
def delta2_absolute_weights(delta1, W2, z1, phi_prime):
    return (delta1 @ np.abs(W2)) * phi_prime(z1).T


@wrong("delta2", hint="your answer is a mean over the classes; wanted is all they contribute", see=D2)
def delta2_averaged(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * phi_prime(z1).T / W2.shape[0]


@wrong("delta2", hint="your answer is stored in an integer array; wanted are all digits", see=D2)
def delta2_truncated(delta1, W2, z1, phi_prime):
    out = delta1 @ W2
    out[:] = out * phi_prime(z1).T
    return out


@wrong(
    "delta2",
    hint="your answer treats a square W2 differently; wanted is the same treatment whatever its shape",
    see=D2,
)
def delta2_square_W2_transposed(delta1, W2, z1, phi_prime):
    return (delta1 @ (W2.T if W2.shape[0] == W2.shape[1] else W2)) * phi_prime(z1).T


@wrong("delta2", hint="your answer has one axis; wanted are two, a row", see=D2)
def delta2_flat(delta1, W2, z1, phi_prime):
    return np.ravel((delta1 @ W2) * phi_prime(z1).T)


@wrong("delta2", hint="your answer calls phi_prime on its own result; wanted is one call", see=D2)
def delta2_phi_prime_of_phi_prime(delta1, W2, z1, phi_prime):
    return (delta1 @ W2) * phi_prime(phi_prime(z1)).T


# 3.6 ------------------------------------------------------------------------------------------------------
FIVE = "3.6 The five gradients"


@wrong("grad_W2", hint="your answer is transposed; wanted is W2's shape", see=FIVE)
def grad_W2_transposed(delta1, h1):
    return h1 @ delta1


@wrong("grad_W2", hint="your sign is flipped; wanted is the gradient, not the step", see=FIVE)
def grad_W2_negative(delta1, h1):
    return -delta1.T @ h1.T


@wrong(
    "grad_W2",
    hint="your entries were reshaped into place; wanted is each at the place of its output and input",
    see=FIVE,
)
def grad_W2_reshaped(delta1, h1):
    return (h1 @ delta1).reshape(delta1.size, h1.size)


@wrong("grad_W2", hint="your answer loses an axis of length 1; wanted are W2's two axes always", see=FIVE)
def grad_W2_squeezed(delta1, h1):
    return np.squeeze(delta1.T @ h1.T)


@wrong("grad_W2", hint="your products are stored in an integer type; wanted are all digits", see=FIVE)
def grad_W2_truncated(delta1, h1):
    return (delta1.T @ h1.T).astype(h1.dtype)


@wrong("grad_W2", hint="your answer is divided by the number of classes; wanted is no mean", see=FIVE)
def grad_W2_averaged(delta1, h1):
    return delta1.T @ h1.T / delta1.size


@wrong("grad_b2", hint="your answer is a row; wanted is b2's shape, a column", see=FIVE)
def grad_b2_as_row(delta1):
    return np.array(delta1)


@wrong("grad_b2", hint="your answer is one number; wanted is one for each entry of b2", see=FIVE)
def grad_b2_summed(delta1):
    return np.sum(delta1, axis=1, keepdims=True)


@wrong("grad_b2", hint="your answer has one axis; wanted are two, a column", see=FIVE)
def grad_b2_flat(delta1):
    return np.ravel(delta1)


@wrong("grad_W1", hint="your answer is transposed; wanted is W1's shape", see=FIVE)
def grad_W1_transposed(delta2, x):
    return x @ delta2


@wrong("grad_W1", hint="your answer depends on the signs of x only; wanted are its values", see=FIVE)
def grad_W1_sign_of_x(delta2, x):
    return delta2.T @ np.sign(x).T


@wrong("grad_W1", hint="your entries are sums; wanted are products", see=FIVE)
def grad_W1_sum(delta2, x):
    return delta2.T + x.T


@wrong(
    "grad_W1",
    hint="your entries were reshaped into place; wanted is each at the place of its output and input",
    see=FIVE,
)
def grad_W1_reshaped(delta2, x):
    return (x @ delta2).reshape(delta2.size, x.size)


@wrong("grad_W1", hint="your products are stored in an integer type; wanted are all digits", see=FIVE)
def grad_W1_truncated(delta2, x):
    return (delta2.T @ x.T).astype(x.dtype)


@wrong("grad_W1", hint="your answer loses an axis of length 1; wanted are W1's two axes always", see=FIVE)
def grad_W1_squeezed(delta2, x):
    return np.squeeze(delta2.T @ x.T)


@wrong("grad_b1", hint="your answer is a row; wanted is b1's shape, a column", see=FIVE)
def grad_b1_as_row(delta2):
    return np.array(delta2)


@wrong("grad_b1", hint="your answer is divided by the number of units; wanted is no mean", see=FIVE)
def grad_b1_averaged(delta2):
    return np.array(delta2).T / np.size(delta2)


@wrong("grad_x", hint="your answer is a row; wanted is x's shape, a column", see=FIVE)
def grad_x_as_row(delta2, W1):
    return delta2 @ W1


@wrong("grad_x", hint="your sign is flipped; wanted is the gradient, not the step", see=FIVE)
def grad_x_negative(delta2, W1):
    return -W1.T @ delta2.T


@wrong("grad_x", hint="your answer has one axis; wanted are two, a column", see=FIVE)
def grad_x_flat(delta2, W1):
    return (delta2 @ W1).ravel()


@wrong(
    "grad_x",
    hint="your W1 was reshaped, and its weights meet the wrong units; wanted is W1 turned, not rearranged",
    see=FIVE,
)
def grad_x_reshaped(delta2, W1):
    return W1.reshape(W1.shape[::-1]) @ delta2.T


@wrong("grad_x", hint="your answer is a matrix, nothing is summed; wanted is one number for each input", see=FIVE)
def grad_x_not_summed(delta2, W1):
    return W1.T * delta2


@wrong("grad_x", hint="your answer is a mean over the hidden units; wanted is all they contribute", see=FIVE)
def grad_x_averaged(delta2, W1):
    return W1.T @ delta2.T / delta2.size


@wrong(
    "grad_x",
    hint="your answer treats a square W1 differently; wanted is the same treatment whatever its shape",
    see=FIVE,
)
def grad_x_square_W1_not_transposed(delta2, W1):
    return (W1 if W1.shape[0] == W1.shape[1] else W1.T) @ delta2.T


# 3.7 ------------------------------------------------------------------------------------------------------
CENTRAL = "3.7 Central differences, and how to compare"


@wrong(
    "numerical_gradient",
    also=FINDER,
    hint="your difference goes one step up; wanted is one that goes both ways",
    see=CENTRAL,
)
def numerical_one_sided(f, W, eps=1e-5):
    W = np.array(W, dtype=float)
    g = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        E = np.zeros_like(W)
        E[i] = eps
        g[i] = (f(W + E) - f(W)) / eps
    return g


@wrong(
    "numerical_gradient",
    also=FINDER,
    hint="your difference goes one step down; wanted is one that goes both ways",
    see=CENTRAL,
)
def numerical_backward_difference(f, W, eps=1e-5):
    W = np.array(W, dtype=float)
    g = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        E = np.zeros_like(W)
        E[i] = eps
        g[i] = (f(W) - f(W - E)) / eps
    return g


@wrong(
    "numerical_gradient",
    also=FINDER,
    hint="your difference is divided by eps; wanted is the distance of the two points",
    see=CENTRAL,
)
def numerical_divided_by_eps(f, W, eps=1e-5):
    W = np.array(W, dtype=float)
    g = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        E = np.zeros_like(W)
        E[i] = eps
        g[i] = (f(W + E) - f(W - E)) / eps
    return g


@wrong("numerical_gradient", also=FINDER, hint="your step is always the same; wanted is the eps handed in", see=CENTRAL)
def numerical_fixed_step(f, W, eps=1e-5):
    W = np.array(W, dtype=float)
    g = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        E = np.zeros_like(W)
        E[i] = 1e-5
        g[i] = (f(W + E) - f(W - E)) / 2e-5
    return g


@wrong(
    "numerical_gradient", also=FINDER, hint="your W is not put back after a step; wanted is W as it was", see=CENTRAL
)
def numerical_not_put_back(f, W, eps=1e-5):
    g = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        W[i] += eps
        above = f(W)
        W[i] -= 2 * eps
        g[i] = (above - f(W)) / (2 * eps)
    return g


@wrong(
    "numerical_gradient",
    also=FINDER,
    hint="your W is put back by arithmetic, which rounds; wanted is W to the last bit",
    see=CENTRAL,
)
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


@wrong(
    "numerical_gradient",
    also=FINDER,
    hint="your step is stored in an array of integers, and cut off; wanted is the step in full",
    see=CENTRAL,
)
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


@wrong(
    "numerical_gradient",
    also=FINDER,
    hint="your result is stored in W's integer type; wanted are all digits",
    see=CENTRAL,
)
def numerical_result_truncated(f, W, eps=1e-5):
    g = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = eps
        g[i] = (f(W + E) - f(W - E)) / (2 * eps)
    return g


@wrong(
    "numerical_gradient",
    also=FINDER,
    hint="your answer moves all entries at once; wanted is one at a time",
    see=CENTRAL,
)
def numerical_all_at_once(f, W, eps=1e-5):
    return np.full(np.shape(W), (f(W + eps) - f(W - eps)) / (2 * eps))


@wrong("numerical_gradient", also=FINDER, hint="your result is flat; wanted is W's shape", see=CENTRAL)
def numerical_flat_result(f, W, eps=1e-5):
    g = []
    for i in np.ndindex(np.shape(W)):
        E = np.zeros(np.shape(W))
        E[i] = eps
        g.append((f(W + E) - f(W - E)) / (2 * eps))
    return np.array(g)


@wrong("numerical_gradient", also=FINDER, hint="your loops fit two axes; wanted is any number of them", see=CENTRAL)
def numerical_matrices_only(f, W, eps=1e-5):
    g = np.zeros(W.shape)
    rows, columns = W.shape
    for i in range(rows):
        for j in range(columns):
            E = np.zeros(W.shape)
            E[i, j] = eps
            g[i, j] = (f(W + E) - f(W - E)) / (2 * eps)
    return g


@wrong(
    "numerical_gradient", also=FINDER, hint="your answer hands f a flat array; wanted is one of W's shape", see=CENTRAL
)
def numerical_calls_f_flat(f, W, eps=1e-5):
    flat = np.array(W, dtype=float).ravel()
    g = [(f(flat + eps * e) - f(flat - eps * e)) / (2 * eps) for e in np.eye(flat.size)]
    return np.reshape(g, np.shape(W))


@wrong("numerical_gradient", also=FINDER, hint="your default step is another; wanted is 1e-5", see=CENTRAL)
def numerical_other_default(f, W, eps=1e-4):
    W = np.array(W, dtype=float)
    g = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        E = np.zeros_like(W)
        E[i] = eps
        g[i] = (f(W + E) - f(W - E)) / (2 * eps)
    return g


@wrong(
    "numerical_gradient",
    also=FINDER,
    hint="your earlier entries stay moved while later ones are differenced; wanted is one moved at a time",
    see=CENTRAL,
)
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
    also=FINDER,
    hint="your steps go into a copy that f never sees, where W is transposed; wanted are steps that reach f",
    see=CENTRAL,
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


@wrong(
    "numerical_gradient",
    also=FINDER,
    hint="your quotient divides by 2 and multiplies by eps; wanted is a division by both",
    see=CENTRAL,
)
def numerical_bracket_missing(f, W, eps=1e-5):
    g = np.zeros(np.shape(W))
    for i in np.ndindex(g.shape):
        E = np.zeros(g.shape)
        E[i] = eps
        g[i] = (f(W + E) - f(W - E)) / 2 * eps
    return g


@wrong(
    "numerical_gradient",
    hint="your entries are moved and stay moved, in one array for up and one for down; wanted is one entry at a time",
    see=CENTRAL,
    also=FINDER,
)
def numerical_two_arrays_stay_moved(f, W, eps=1e-5):
    slope = np.zeros(W.shape)
    up, down = W.astype(float), W.astype(float)
    for i in np.ndindex(W.shape):
        up[i] += eps
        down[i] -= eps
        slope[i] = (f(up) - f(down)) / (2 * eps)
    return slope


@wrong("relative_error", hint="your answer is 0/0 for two arrays of zeros; wanted is that they agree", see=CENTRAL)
def relative_zero_over_zero(a, b):
    return np.max(np.abs(a - b)) / np.max(np.abs(a) + np.abs(b))


@wrong(
    "relative_error",
    hint="your answer is the largest of the ratios; wanted is one scale for the whole array",
    see=CENTRAL,
)
def relative_entry_by_entry(a, b):
    return np.max(np.abs(np.subtract(a, b)) / np.maximum(np.abs(a) + np.abs(b), 1e-300))


@wrong(
    "relative_error",
    hint="your denominator has a small number added, which hides tiny gradients; wanted is none",
    see=CENTRAL,
)
def relative_epsilon_added(a, b):
    return np.max(np.abs(np.subtract(a, b))) / (np.max(np.abs(a) + np.abs(b)) + 1e-8)


@wrong("relative_error", hint="your denominator has a floor, which hides tiny gradients; wanted is none", see=CENTRAL)
def relative_floor(a, b):
    return np.max(np.abs(np.subtract(a, b))) / max(np.max(np.abs(a) + np.abs(b)), 1e-8)


@wrong(
    "relative_error",
    hint="your answer is the absolute error; wanted is one divided by the scale of both",
    see=CENTRAL,
)
def relative_absolute_error(a, b):
    return np.max(np.abs(np.subtract(a, b)))


@wrong(
    "relative_error",
    hint="your difference keeps its sign, so that a negative one is never the largest; wanted are absolute values",
    see=CENTRAL,
)
def relative_signed(a, b):
    scale = np.max(np.abs(a) + np.abs(b))
    return 0.0 if scale == 0 else np.max(np.subtract(a, b)) / scale


@wrong("relative_error", hint="your answer is made of norms; wanted are largest entries", see=CENTRAL)
def relative_norms(a, b):
    scale = np.linalg.norm(np.ravel(a)) + np.linalg.norm(np.ravel(b))
    return 0.0 if scale == 0 else np.linalg.norm(np.ravel(np.subtract(a, b))) / scale


@wrong("relative_error", hint="your answer is made of means; wanted are largest entries", see=CENTRAL)
def relative_means(a, b):
    scale = np.mean(np.abs(a) + np.abs(b))
    return 0.0 if scale == 0 else np.mean(np.abs(np.subtract(a, b))) / scale


@wrong("relative_error", hint="your scale is that of one array; wanted is that of both", see=CENTRAL)
def relative_to_the_second(a, b):
    scale = np.max(np.abs(b))
    return 0.0 if scale == 0 else np.max(np.abs(np.subtract(a, b))) / scale


@wrong("relative_error", hint="your scale is the larger of the two absolute values; wanted is their sum", see=CENTRAL)
def relative_to_the_larger(a, b):
    scale = np.max(np.maximum(np.abs(a), np.abs(b)))
    return 0.0 if scale == 0 else np.max(np.abs(np.subtract(a, b))) / scale


@wrong(
    "relative_error",
    hint="your scale is the absolute value of a sum, where opposite signs cancel; wanted is a sum of absolute values",
    see=CENTRAL,
)
def relative_size_of_the_sum(a, b):
    scale = np.max(np.abs(np.add(a, b)))
    return 0.0 if scale == 0 else np.max(np.abs(np.subtract(a, b))) / scale


@wrong(
    "relative_error",
    hint="your scale adds two maxima that may stand in different entries; wanted is the largest of the sums",
    see=CENTRAL,
)
def relative_sum_of_maxima(a, b):
    scale = np.max(np.abs(a)) + np.max(np.abs(b))
    return 0.0 if scale == 0 else np.max(np.abs(np.subtract(a, b))) / scale


@wrong("relative_error", hint="your answer has an entry for every entry; wanted is one number", see=CENTRAL)
def relative_array(a, b):
    scale = np.max(np.abs(a) + np.abs(b))
    return np.zeros(np.shape(a)) if scale == 0 else np.abs(np.subtract(a, b)) / scale


@wrong(
    "relative_error",
    hint="your answer calls arrays that are close equal; wanted is how close they are",
    see=CENTRAL,
)
def relative_close_is_equal(a, b):
    if np.allclose(a, b):
        return 0.0
    return np.max(np.abs(np.subtract(a, b))) / np.max(np.abs(a) + np.abs(b))


@wrong(
    "relative_error",
    hint="your answer is 0 where one of the arrays is zero; wanted is that only where both are",
    see=CENTRAL,
)
def relative_zero_where_one_is_zero(a, b):
    if not np.any(a) or not np.any(b):
        return 0.0
    return np.max(np.abs(np.subtract(a, b))) / np.max(np.abs(a) + np.abs(b))


# 3.8 ------------------------------------------------------------------------------------------------------
TOOL = "3.8 A tool that finds bugs"


@wrong("failing_gradients", hint="your answer compares with one fixed tolerance; wanted is the tol handed in", see=TOOL)
def failing_fixed_tol(f, params, grads, tol=1e-5):
    out = []
    for name in sorted(params):
        central = numerical_gradient(lambda v, name=name: f({**params, name: v}), params[name])
        if relative_error(grads[name], central) > 1e-5:
            out.append(name)
    return out


@wrong("failing_gradients", hint="your answer leaves a moved array in params; wanted is params as it was", see=TOOL)
def failing_changes_params(f, params, grads, tol=1e-5):
    out = []
    for name in sorted(params):
        at = params[name]

        def moved(value, name=name):
            params[name] = value
            return f(params)

        if relative_error(grads[name], numerical_gradient(moved, at)) > tol:
            out.append(name)
        params[name] = at + 1e-5
    return out


@wrong("failing_gradients", hint="your answer is a dict of errors; wanted is the list of names", see=TOOL)
def failing_dict_of_errors(f, params, grads, tol=1e-5):
    central = {k: numerical_gradient(lambda v, k=k: f({**params, k: v}), params[k]) for k in params}
    errors = {k: relative_error(grads[k], central[k]) for k in params}
    return {k: error for k, error in errors.items() if error > tol}


@wrong(
    "failing_gradients",
    hint="your truth is a one-sided difference, not near enough for this tol; wanted are your central differences",
    see=TOOL,
)
def failing_one_sided(f, params, grads, tol=1e-5):
    out = []
    for name in sorted(params):
        at = np.array(params[name], dtype=float)
        slope = np.zeros(at.shape)
        for i in np.ndindex(at.shape):
            up = at.copy()
            up[i] += 1e-4
            slope[i] = (f({**params, name: up}) - f(params)) / 1e-4
        if relative_error(grads[name], slope) > tol:
            out.append(name)
    return out


@wrong(
    "failing_gradients",
    hint="your answer moves all parameters by the same step; wanted is one array at a time",
    see=TOOL,
)
def failing_moves_all_together(f, params, grads, tol=1e-5):
    eps = 1e-5
    up, down = ({k: v + s * eps for k, v in params.items()} for s in (1, -1))
    slope = (f(up) - f(down)) / (2 * eps)
    return sorted(k for k in params if abs(np.sum(grads[k]) - slope) > tol * abs(slope))


@wrong(
    "failing_gradients",
    hint="your functions of one array all move the same one, the last: a lambda looks its names up when it is called",
    see=TOOL,
)
def failing_late_binding(f, params, grads, tol=1e-5):
    moved = {}
    for name in params:
        moved[name] = lambda v: f({**params, name: v})  # noqa: B023 (the mistake itself)
    return sorted(k for k in params if relative_error(grads[k], numerical_gradient(moved[k], params[k])) > tol)


def _right_failing_gradients(f, params, grads, tol=1e-05):
    out = []
    for name in sorted(params):
        central = numerical_gradient(lambda v, name=name: f({**params, name: v}), params[name])
        if relative_error(grads[name], central) > tol:
            out.append(name)
    return out


slips(
    "failing_gradients",
    _right_failing_gradients,
    TOOL,
    failing_those_that_pass=("your list names the gradients that are right; wanted are the wrong ones", ">", "<="),
    failing_unsorted=("your names come in the order of the dict; wanted are they sorted", "sorted(params)", "params"),
    failing_absolute=(
        "your error is an absolute one, so that the scale of the loss decides; wanted is the relative error",
        "relative_error(grads[name], central",
        "np.abs(grads[name] - central).max(",
    ),
    failing_entry_by_entry=(
        "your errors are ratios entry by entry; wanted is the relative error of the array",
        "relative_error(grads[name], central",
        "np.max(np.abs(grads[name] - central) / (np.abs(grads[name]) + np.abs(central) + 1e-8)",
    ),
    failing_first_only=(
        "your answer stops at the first wrong gradient; wanted are all of them",
        "out.append(name)",
        "return [name]",
    ),
    failing_all_or_none=(
        "your answer names every parameter as soon as one is wrong; wanted are the wrong ones only",
        "out.append(name",
        "return sorted(params",
    ),
    failing_as_text=("your answer is one text; wanted is a list of names", "return out", 'return ", ".join(out)'),
    failing_signed=(
        "your answer notices only gradients that are too large; wanted are both kinds of error",
        "relative_error(grads[name], central",
        "np.max(grads[name] - central) / np.max(np.abs(grads[name]) + np.abs(central)",
    ),
    failing_mean_error=(
        "your answer averages the error over the entries, and one wrong entry is lost; wanted is the largest",
        "relative_error(grads[name], central) > tol",
        "abs(np.mean(grads[name] - central)) / np.max(np.abs(grads[name]) + np.abs(central)) > 0.1",
    ),
    failing_tol_as_step=(
        "your tol is handed on as eps, the step; wanted is the limit of the error",
        "params[name]",
        "params[name], tol",
    ),
    failing_by_allclose=(
        "your np.allclose has a limit of its own for small numbers; wanted is the relative error",
        "relative_error(grads[name], central) > tol",
        "not np.allclose(grads[name], central, rtol=tol)",
    ),
    failing_f_of_one_array=(
        "your f gets one array alone; wanted is a dict of all of them, one moved",
        "**params, name",
        "name",
    ),
)


# 3.9 ------------------------------------------------------------------------------------------------------
BACK = "3.9 The backward pass of the regularized network"


@wrong("backward", hint="your dz is dh; wanted is the derivative with respect to what went into phi", see=BACK)
def backward_without_phi_prime(x, y, W1, W2, lam, phi, phi_prime):
    h = phi(W1 @ x)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dh, "dW1": np.outer(dh, x) + lam * W1}


@wrong("backward", hint="your dW1 has phi' in it twice; wanted is once", see=BACK)
def backward_phi_prime_twice(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW1 = np.outer(dz * phi_prime(z), x) + lam * W1
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dz, "dW1": dW1}


@wrong("backward", hint="your dz uses phi itself; wanted is its derivative", see=BACK)
def backward_phi_for_phi_prime(x, y, W1, W2, lam, phi, phi_prime):
    h = phi(W1 @ x)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * h
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x) + lam * W1}


@wrong(
    "backward",
    hint="your part of the penalty is twice too large; wanted is the derivative of s, with its half",
    see=BACK,
)
def backward_penalty_doubled(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2, dW1 = np.outer(do, h) + 2 * lam * W2, np.outer(dz, x) + 2 * lam * W1
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


@wrong(
    "backward",
    hint="your part of the penalty is half of what it should be; wanted is the derivative of s",
    see=BACK,
)
def backward_penalty_halved(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2, dW1 = np.outer(do, h) + lam / 2 * W2, np.outer(dz, x) + lam / 2 * W1
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


@wrong("backward", hint="your penalty is subtracted; wanted is the gradient of the sum L + s", see=BACK)
def backward_penalty_subtracted(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2, dW1 = np.outer(do, h) - lam * W2, np.outer(dz, x) - lam * W1
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


@wrong(
    "backward",
    hint="your penalty's part depends on the signs of the weights only; wanted is the derivative of a sum of squares",
    see=BACK,
)
def backward_penalty_of_absolute_values(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2, dW1 = np.outer(do, h) + lam * np.sign(W2), np.outer(dz, x) + lam * np.sign(W1)
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


@wrong("backward", hint="your dW1 and dW2 are transposed; wanted are the shapes of W1 and W2", see=BACK)
def backward_outer_transposed(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2, dW1 = np.outer(h, do) + lam * W2.T, np.outer(x, dz) + lam * W1.T
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


@wrong("backward", hint="your dh went back through a W2 that had moved; wanted is the W2 handed in", see=BACK)
def backward_through_updated_W2(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dW2 = np.outer(do, h) + lam * W2
    dh = (W2 - 0.1 * dW2).T @ do
    dz = dh * phi_prime(z)
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x) + lam * W1}


@wrong("backward", hint="your answer changes W2; wanted is a new array", see=BACK)
def backward_changes_W2(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW1 = np.outer(dz, x) + lam * W1
    W2 *= lam
    return {"do": do, "dW2": W2 + np.outer(do, h), "dh": dh, "dz": dz, "dW1": dW1}


@wrong("backward", hint="your gradients are stored in the weights' integer type; wanted are all digits", see=BACK)
def backward_gradients_truncated(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2 = (np.outer(do, h) + lam * W2).astype(W2.dtype)
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": (np.outer(dz, x) + lam * W1).astype(W1.dtype)}


@wrong(
    "backward",
    hint="your gradients lose an axis where there is one unit or one input; wanted are the shapes of W1 and W2",
    see=BACK,
)
def backward_squeezed(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2, dW1 = np.outer(do, h) + lam * W2, np.outer(dz, x) + lam * W1
    return {"do": do, "dW2": np.squeeze(dW2), "dh": dh, "dz": dz, "dW1": np.squeeze(dW1)}


def _right_backward(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    return {"do": do, "dW2": np.outer(do, h) + lam * W2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x) + lam * W1}


slips(
    "backward",
    _right_backward,
    BACK,
    backward_phi_prime_at_h=(
        "your phi' is taken at the output of phi; wanted is the derivative where phi was evaluated",
        "phi_prime(z",
        "phi_prime(h",
    ),
    backward_without_penalty=(
        "your gradients are those of L alone; wanted are those of J, penalty included",
        ' + lam * W2, "dh": dh, "dz": dz, "dW1": np.outer(dz, x) + lam * W1',
        ', "dh": dh, "dz": dz, "dW1": np.outer(dz, x)',
    ),
    backward_penalty_on_W2_only=(
        "your dW1 has no part of the penalty; wanted is the gradient of J, whose penalty sees both matrices",
        " + lam * W1",
        "",
    ),
    backward_sign_flipped=(
        "your do has its sign flipped, and all that follows from it; wanted is the derivative of J",
        "softmax(W2 @ h) - y",
        "y - softmax(W2 @ h)",
    ),
    backward_dW2_from_z=(
        "your dW2 is built with what went into phi; wanted is what W2 was multiplied with",
        "do, h",
        "do, z",
    ),
    backward_dW1_from_dh=(
        "your dW1 is built from dh; wanted is the derivative behind W1, on the other side of phi",
        "np.outer(dz",
        "np.outer(dh",
    ),
    backward_softmax_without_shift=(
        "your softmax overflows for large logits; wanted is a finite answer there",
        "do = softmax(W2 @ h",
        "e = np.exp(W2 @ h)\n    do = e / e.sum(",
    ),
    backward_without_softmax=("your do compares logits with y; wanted are probabilities", "softmax(W2 @ h)", "W2 @ h"),
    backward_extra_phi_prime_at_output=(
        "your do has a phi' in it; wanted is the derivative at the logits, where no phi was applied",
        "do = softmax(W2 @ h) - y",
        "o = W2 @ h\n    do = (softmax(o) - y) * phi_prime(o)",
    ),
    backward_square_W2_not_transposed=(
        "your answer treats a square W2 differently; wanted is the same treatment whatever its shape",
        "W2.T",
        "(W2 if W2.shape[0] == W2.shape[1] else W2.T)",
    ),
)


def _backward(x, y, W1, W2, lam, phi, phi_prime):
    z = W1 @ x
    h = phi(z)
    p = softmax(W2 @ h)
    do = p - y
    dh = W2.T @ do
    dz = dh * phi_prime(z)
    dW2, dW1 = np.outer(do, h) + lam * W2, np.outer(dz, x) + lam * W1
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


slips(
    "backward",
    _backward,
    BACK,
    backward_with_softmax_slope=(
        "your do has the slope of softmax a second time; wanted is dJ/do, in which it is already",
        "do = p - y",
        "do = (p - y) * p * (1 - p)",
    ),
    backward_phi_prime_in_dh=(
        "your dh passes through phi already; wanted is dJ/dh, and phi comes with dz",
        "dh = W2.T @ do\n    dz = dh * phi_prime(z)",
        "dh = (W2.T @ do) * phi_prime(z)\n    dz = dh",
    ),
    backward_phi_prime_in_dh_and_dz=(
        "your phi' stands in dh and again in dz; wanted is dJ/dh, before phi, and phi' once",
        "dh = W2.T @ do",
        "dh = (W2.T @ do) * phi_prime(z)",
    ),
    backward_penalty_in_dh=(
        "your dh has a part of the penalty; wanted is none, for h is no weight",
        "dh = W2.T @ do",
        "dh = W2.T @ do + lam * W2.sum(axis=0)",
    ),
    backward_outer_reshaped=(
        "your outer products are transposed, and reshaped to fit; wanted are the entries in their own places",
        "np.outer(do, h) + lam * W2, np.outer(dz, x) + lam * W1",
        "np.outer(h, do).reshape(W2.shape) + lam * W2, np.outer(x, dz).reshape(W1.shape) + lam * W1",
    ),
)


# 3.10 -----------------------------------------------------------------------------------------------------
BATCH = "3.10 Backpropagation of a minibatch"


@wrong("backprop_batch", hint="your gradients of the first layer are divided by n twice; wanted is once", see=BATCH)
def batch_mean_twice_in_first_layer(X, Y, W1, b1, W2, b2, phi, phi_prime):
    n = len(X)
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / n
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ / n, "b1": dZ.sum(axis=0) / n, "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="your gradients are divided by n twice; wanted is once", see=BATCH)
def batch_mean_twice(X, Y, W1, b1, W2, b2, phi, phi_prime):
    n = len(X)
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / n
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ / n, "b1": dZ.mean(axis=0), "W2": H.T @ dO / n, "b2": dO.mean(axis=0)}


@wrong(
    "backprop_batch",
    hint="your gradients of the biases are those of the sum; wanted are those of the mean",
    see=BATCH,
)
def batch_biases_without_mean(X, Y, W1, b1, W2, b2, phi, phi_prime):
    n = len(X)
    Z = X @ W1 + b1
    H = phi(Z)
    dO = softmax(H @ W2 + b2) - Y
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ / n, "b1": dZ.sum(axis=0), "W2": H.T @ dO / n, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="your gradients of the first layer pass phi by; wanted is its derivative, too", see=BATCH)
def batch_without_phi_prime(X, Y, W1, b1, W2, b2, phi, phi_prime):
    H = phi(X @ W1 + b1)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = dO @ W2.T
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="your answer uses the derivative of tanh; wanted is the phi_prime handed in", see=BATCH)
def batch_always_tanh(X, Y, W1, b1, W2, b2, phi, phi_prime):
    H = phi(X @ W1 + b1)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * (1 - H**2)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong(
    "backprop_batch",
    hint="your gradient of W2 is built with what went into phi; wanted is what W2 was multiplied with",
    see=BATCH,
)
def batch_W2_from_Z(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    dO = (softmax(phi(Z) @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": Z.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="your gradients are those of the first example; wanted are all of them", see=BATCH)
def batch_first_example_only(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X[:1] @ W1 + b1
    H = phi(Z)
    dO = softmax(H @ W2 + b2) - Y[:1]
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X[:1].T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="your error went back through a W2 that had moved; wanted is the W2 handed in", see=BATCH)
def batch_through_updated_W2(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dW2 = H.T @ dO
    dZ = (dO @ (W2 - 0.1 * dW2).T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": dW2, "b2": dO.sum(axis=0)}


@wrong("backprop_batch", hint="your gradient of b1 passes phi by; wanted is its derivative, too", see=BATCH)
def batch_b1_without_phi_prime(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dH = dO @ W2.T
    return {"W1": X.T @ (dH * phi_prime(Z)), "b1": dH.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


@wrong(
    "backprop_batch",
    hint="your gradients lose an axis where there is one unit or one input; wanted is exactly the parameter's shape",
    see=BATCH,
)
def batch_squeezed(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    grads = {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}
    return {key: np.squeeze(value) for key, value in grads.items()}


@wrong(
    "backprop_batch",
    hint="your gradients of the biases become numbers where there is one unit; wanted is the bias's shape",
    see=BATCH,
)
def batch_biases_squeezed(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    ones = np.ones((1, len(X)))
    return {"W1": X.T @ dZ, "b1": np.squeeze(ones @ dZ), "W2": H.T @ dO, "b2": np.squeeze(ones @ dO)}


def _right_backprop_batch(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


slips(
    "backprop_batch",
    _right_backprop_batch,
    BATCH,
    batch_without_mean=(
        "your gradients are those of the sum over the examples; wanted are those of the mean",
        "(softmax(H @ W2 + b2) - Y) / len(X)",
        "softmax(H @ W2 + b2) - Y",
    ),
    batch_mean_over_classes_too=(
        "your gradients are divided by the number of classes, too; wanted is the mean over examples",
        "len(X)",
        "Y.size",
    ),
    batch_biases_not_summed=(
        "your gradients of the biases have a row for every example; wanted is the shape of the bias",
        'dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)',
        'dZ, "W2": H.T @ dO, "b2": dO',
    ),
    batch_biases_over_wrong_axis=(
        "your gradients of the biases have an entry for every example; wanted is one for every unit",
        '0), "W2": H.T @ dO, "b2": dO.sum(axis=0',
        '1), "W2": H.T @ dO, "b2": dO.sum(axis=1',
    ),
    batch_biases_with_two_axes=(
        "your gradients of the biases have two axes; wanted is one, as the bias has",
        '0), "W2": H.T @ dO, "b2": dO.sum(axis=0',
        '0, keepdims=True), "W2": H.T @ dO, "b2": dO.sum(axis=0, keepdims=True',
    ),
    batch_biases_summed_over_all=(
        "your gradients of the biases are one number each; wanted is one for every unit",
        'axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0',
        '), "W2": H.T @ dO, "b2": dO.sum(',
    ),
    batch_phi_prime_at_H=(
        "your phi' is taken at the output of phi; wanted is the derivative where phi was evaluated",
        "phi_prime(Z",
        "phi_prime(H",
    ),
    batch_sign_flipped=(
        "your sign is flipped; wanted is the derivative of J",
        "softmax(H @ W2 + b2) - Y",
        "Y - softmax(H @ W2 + b2)",
    ),
    batch_softmax_over_examples=(
        "your softmax runs over the examples; wanted is one distribution for each row",
        "dO = (softmax(H @ W2 + b2",
        "O = H @ W2 + b2\n    E = np.exp(O - O.max(axis=0))\n    dO = (E / E.sum(axis=0",
    ),
    batch_one_maximum=(
        "your softmax shifts all rows by one maximum, and some underflow; wanted is a right answer for every row",
        "dO = (softmax(H @ W2 + b2",
        "O = H @ W2 + b2\n    E = np.exp(O - O.max())\n    dO = (E / E.sum(axis=1, keepdims=True",
    ),
    batch_softmax_without_shift=(
        "your softmax overflows for large logits; wanted is a finite answer there",
        "dO = (softmax(H @ W2 + b2",
        "E = np.exp(H @ W2 + b2)\n    dO = (E / E.sum(axis=1, keepdims=True",
    ),
    batch_forward_without_biases=(
        "your forward pass leaves out the biases; wanted is the network of the task",
        "W1 + b1\n    H = phi(Z)\n    dO = (softmax(H @ W2 + b2",
        "W1\n    H = phi(Z)\n    dO = (softmax(H @ W2",
    ),
    batch_matrices_transposed=(
        "your gradients of the matrices are transposed; wanted are their shapes in rows",
        'X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO',
        'dZ.T @ X, "b1": dZ.sum(axis=0), "W2": dO.T @ H',
    ),
    batch_activation_on_output=(
        "your network has an activation on its output; wanted is none there",
        "H @ W2 + b2",
        "phi(H @ W2 + b2)",
    ),
    batch_from_decisions=(
        "your error is that of decisions; wanted is that of probabilities",
        "softmax(H @ W2 + b2)",
        "np.eye(Y.shape[1])[(H @ W2 + b2).argmax(axis=1)]",
    ),
    batch_with_weight_penalty=(
        "your gradients have a penalty in them; wanted is the cross-entropy alone",
        'dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO',
        'dZ + 0.01 * W1, "b1": dZ.sum(axis=0), "W2": H.T @ dO + 0.01 * W2',
    ),
    batch_biases_mean_twice=(
        "your gradients of the biases are divided by n twice; wanted is once",
        'dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum',
        'dZ.mean(axis=0), "W2": H.T @ dO, "b2": dO.mean',
    ),
    batch_biases_of_the_first_example=(
        "your gradients of the biases are those of the first example; wanted are all of them",
        'dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)',
        'dZ[0], "W2": H.T @ dO, "b2": dO[0]',
    ),
    batch_square_W2_not_transposed=(
        "your answer treats a square W2 differently; wanted is the same treatment whatever its shape",
        "W2.T",
        "(W2 if W2.shape[0] == W2.shape[1] else W2.T)",
    ),
    batch_forward_without_b2=("your forward pass leaves out b2; wanted is the network of the task", "W2 + b2", "W2"),
)


def _batch(X, Y, W1, b1, W2, b2, phi, phi_prime):
    Z = X @ W1 + b1
    H = phi(Z)
    P = softmax(H @ W2 + b2)
    dO = (P - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


slips(
    "backprop_batch",
    _batch,
    BATCH,
    batch_without_softmax=(
        "your answer takes the logits for probabilities; wanted is softmax first",
        "softmax(H @ W2 + b2)",
        "H @ W2 + b2",
    ),
    batch_with_softmax_slope=(
        "your dO has the slope of softmax a second time; wanted is dJ/dO, in which it is already",
        "(P - Y) / len(X)",
        "(P - Y) * P * (1 - P) / len(X)",
    ),
    batch_phi_prime_twice=(
        "your phi' stands twice in the first layer; wanted is once",
        "* phi_prime(Z)",
        "* phi_prime(Z) ** 2",
    ),
)


# 3.11 -----------------------------------------------------------------------------------------------------
STEP = "3.11 A step, and learning"


@wrong("sgd_step", hint="your step goes along the gradient; wanted is one against it", see=STEP)
def sgd_uphill(params, grads, lr):
    return {key: params[key] + lr * grads[key] for key in params}


@wrong("sgd_step", hint="your step changes the arrays in params; wanted are new ones", see=STEP)
def sgd_in_place(params, grads, lr):
    new = dict(params)
    for key in new:
        new[key] -= lr * grads[key]
    return new


@wrong("sgd_step", hint="your step overwrites the dict params; wanted is a new one", see=STEP)
def sgd_overwrites_dict(params, grads, lr):
    for key in params:
        params[key] = params[key] - lr * grads[key]
    return params


@wrong("sgd_step", hint="your keys are those of one network; wanted are those of the dicts", see=STEP)
def sgd_fixed_keys(params, grads, lr):
    return {key: params[key] - lr * grads[key] for key in ("W1", "b1", "W2", "b2")}


@wrong("sgd_step", hint="your step does not use lr; wanted is a step of its length", see=STEP)
def sgd_without_lr(params, grads, lr):
    return {key: params[key] - grads[key] for key in params}


@wrong("sgd_step", hint="your step uses the sign of the gradient only; wanted is its value", see=STEP)
def sgd_sign_of_gradient(params, grads, lr):
    return {key: params[key] - lr * np.sign(grads[key]) for key in params}


@wrong("sgd_step", hint="your integer parameters are cut off; wanted are all digits", see=STEP)
def sgd_truncates_integers(params, grads, lr):
    new = {}
    for key in params:
        value = np.array(params[key])
        new[key] = (value - lr * grads[key]).astype(value.dtype)
    return new


@wrong("sgd_step", hint="your step moves the weights only; wanted are all parameters", see=STEP)
def sgd_weights_only(params, grads, lr):
    return {key: value - lr * grads[key] if key.startswith("W") else value for key, value in params.items()}


@wrong("sgd_step", hint="your answer is the step; wanted are the new parameters", see=STEP)
def sgd_step_alone(params, grads, lr):
    return {key: -lr * grads[key] for key in params}


@wrong("sgd_step", hint="your values are paired by their order in the dicts; wanted is by key", see=STEP)
def sgd_pairs_by_order(params, grads, lr):
    return {key: params[key] - lr * grad for key, grad in zip(params, grads.values(), strict=False)}
