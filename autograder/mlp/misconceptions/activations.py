"""Named wrong answers of notebook 1, activations."""

import numpy as np

from autograder.testing import seen, wrong


def _off_by_a_little(slope):
    """Sign of a difference quotient: near the slope wherever x is of ordinary size, and not the slope."""

    def sign(calls):
        far = [np.max((np.abs(got - slope(x * 1.0)))[np.abs(x) < 3], initial=0.0) for (x,), got in calls]
        return 1e-12 < max(far) < 0.01

    return sign


def _logistic(x):
    return 0.5 + 0.5 * np.tanh(x / 2)


@wrong("affine", hint="your answer leaves the bias out; it is wanted on every row", see="1.1 The affine map")
def affine_without_bias(X, W, b):
    return X @ W


@wrong("affine", hint="your answer subtracts the bias; it is to be added", see="1.1 The affine map")
def affine_bias_subtracted(X, W, b):
    return X @ W - b


@wrong(
    "affine",
    hint="your answer puts the weights on the left, for examples in columns; here each example is a row",
    see="1.1 The affine map",
)
def affine_in_columns(X, W, b):
    return W @ X + b


@wrong(
    "affine",
    hint="your answer uses the transposed weights, which only a square matrix forgives; W is wanted as it is",
    see="1.1 The affine map",
)
def affine_weights_transposed(X, W, b):
    return X @ W.T + b


@wrong("affine", hint="your answer adds the bias to one row; it is wanted on every row", see="1.1 The affine map")
def affine_bias_on_first_row(X, W, b):
    out = (X @ W).astype(float)
    out[0] += b
    return out


@wrong(
    "affine",
    hint="your answer adds the biases to the inputs; they belong to the outputs of the map",
    see="1.1 The affine map",
)
def affine_bias_added_to_inputs(X, W, b):
    return (X + np.sum(b)) @ W


@wrong(
    "affine",
    hint="your answer lets the bias run along the examples; it runs along the hidden units",
    see="1.1 The affine map",
)
def affine_bias_down_the_columns(X, W, b):
    out = (X @ W).T
    return (out + np.resize(b, out.shape[1])).T


@wrong(
    "affine",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="1.1 The affine map",
)
def affine_truncated_to_integers(X, W, b):
    out = X @ W + b
    return out.astype(np.asarray(X).dtype)


@wrong(
    "affine", hint="your answer gives every unit the first bias; each unit has one of its own", see="1.1 The affine map"
)
def affine_first_bias_for_all(X, W, b):
    return X @ W + b[0]


@wrong(
    "affine",
    hint="your answer drops an axis of length 1; one row is still a row, one unit still a column",
    see="1.1 The affine map",
)
def affine_squeezed(X, W, b):
    return np.squeeze(X @ W + b)


@wrong(
    "affine",
    hint="your answer makes the bias a column, one entry an example; it has one entry a hidden unit",
    see="1.1 The affine map",
)
def affine_bias_as_a_column(X, W, b):
    return X @ W + b.reshape(-1, 1)


@wrong(
    "affine",
    hint="your answer drops the bias where one of its entries is 0; the other entries still count",
    see="1.1 The affine map",
)
def affine_bias_dropped_where_one_is_zero(X, W, b):
    return X @ W + b if np.all(b) else X @ W


@wrong("affine", hint="your answer multiplies element by element; a matrix product is wanted", see="1.1 The affine map")
def affine_elementwise_product(X, W, b):
    return X * W + b


@wrong("collapse", hint="your b holds b2 alone; b1 acts on the output, too", see="1.2 Two affine maps are one")
def collapse_forgets_first_bias(W1, b1, W2, b2):
    return W1 @ W2, b2


@wrong("collapse", hint="your b leaves b2 out; it acts on the output, too", see="1.2 Two affine maps are one")
def collapse_forgets_second_bias(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2


@wrong("collapse", hint="your answer returns b before W; W is wanted first", see="1.2 Two affine maps are one")
def collapse_swaps_the_results(W1, b1, W2, b2):
    return b1 @ W2 + b2, W1 @ W2


@wrong(
    "collapse",
    hint="your b is the plain sum of the two biases; they belong to layers of different widths",
    see="1.2 Two affine maps are one",
)
def collapse_adds_the_biases(W1, b1, W2, b2):
    return W1 @ W2, b1 + b2


@wrong(
    "collapse",
    hint="your answer multiplies as for examples in columns; here each example is a row",
    see="1.2 Two affine maps are one",
)
def collapse_in_columns(W1, b1, W2, b2):
    return W2 @ W1, W2 @ b1 + b2


@wrong("collapse", hint="your b has two axes; one axis, (q,), is wanted", see="1.2 Two affine maps are one")
def collapse_bias_is_a_row_matrix(W1, b1, W2, b2):
    return W1 @ W2, b1.reshape(1, -1) @ W2 + b2


@wrong(
    "collapse",
    hint="your b treats all hidden biases alike; each hidden unit has its own weights into the output",
    see="1.2 Two affine maps are one",
)
def collapse_bias_through_column_sums(W1, b1, W2, b2):
    return W1 @ W2, b1.mean() * W2.sum(axis=0) + b2


@wrong("collapse", hint="your b takes the part of b1 with the wrong sign", see="1.2 Two affine maps are one")
def collapse_subtracts_first_bias(W1, b1, W2, b2):
    return W1 @ W2, b2 - b1 @ W2


@wrong(
    "collapse",
    hint="your b sends b2 through the second layer; b2 comes in after that layer",
    see="1.2 Two affine maps are one",
)
def collapse_bias_through_both_layers(W1, b1, W2, b2):
    return W1 @ W2, (b1 + b2.sum()) @ W2


@wrong(
    "collapse",
    hint="your answer changes the array b2 that was handed in; a new array is wanted",
    see="1.2 Two affine maps are one",
)
def collapse_adds_into_second_bias(W1, b1, W2, b2):
    b2 += b1 @ W2
    return W1 @ W2, b2


@wrong(
    "collapse",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="1.2 Two affine maps are one",
)
def collapse_products_truncated(W1, b1, W2, b2):
    W = np.zeros((W1.shape[0], W2.shape[1]), dtype=W1.dtype)
    W[:] = W1 @ W2
    return W, b1 @ W2 + b2


@wrong(
    "collapse",
    hint="your W is the product in the layout of columns, transposed; here each example is a row",
    see="1.2 Two affine maps are one",
)
def collapse_transposed(W1, b1, W2, b2):
    return W2.T @ W1.T, W2.T @ b1 + b2


@wrong("relu", hint="your answer turns negative elements positive; 0 is wanted there", see="1.3 ReLU, sigmoid, tanh")
def relu_absolute_value(x):
    return np.abs(x)


@wrong("relu", hint="your answer is that of -x; that of x is wanted", see="1.3 ReLU, sigmoid, tanh")
def relu_of_minus_x(x):
    return np.maximum(-x, 0)


@wrong("relu", hint="your answer takes the smaller of x and 0; the larger is wanted", see="1.3 ReLU, sigmoid, tanh")
def relu_smaller_instead_of_larger(x):
    return np.minimum(x, 0)


@wrong(
    "relu",
    hint="your `if`, or Python's max, takes one decision for the whole array; one for each element is wanted",
    see="1.3 ReLU, sigmoid, tanh",
)
def relu_python_max(x):
    return max(x, 0)


@wrong(
    "relu",
    hint="your answer takes a maximum along an axis; one result for each element is wanted",
    see="1.3 ReLU, sigmoid, tanh",
)
def relu_max_over_axis(x):
    return np.max(x, 0)


@wrong("relu", hint="your answer says where x is positive; x itself is wanted there", see="1.3 ReLU, sigmoid, tanh")
def relu_mask_only(x):
    return np.where(np.greater(x, 0), 1.0, 0.0)


@wrong(
    "relu",
    hint="your answer changes the array that was handed in; a new array is wanted",
    see="1.3 ReLU, sigmoid, tanh",
)
def relu_in_place(x):
    x[x < 0] = 0
    return x


@wrong("relu", hint="your answer stops at an upper limit; relu has none", see="1.3 ReLU, sigmoid, tanh")
def relu_clipped_at_six(x):
    return np.clip(x, 0, 6)


@wrong("relu", hint="your answer stops at an upper limit; relu has none", see="1.3 ReLU, sigmoid, tanh")
def relu_clipped_at_one(x):
    return np.clip(x, 0, 1)


@wrong("relu", hint="your answer leaks for negative elements; 0 is wanted there", see="1.3 ReLU, sigmoid, tanh")
def relu_leaks(x):
    return np.where(np.greater(x, 0), x, 0.01 * np.asarray(x))


@wrong("relu", hint="your answer is a smooth relative of relu; relu itself is wanted", see="1.3 ReLU, sigmoid, tanh")
def relu_smoothed(x):
    return np.logaddexp(0, x)


@wrong("relu", hint="your answer loses the shape of x; the same shape is wanted", see="1.3 ReLU, sigmoid, tanh")
def relu_flattened(x):
    return np.maximum(np.ravel(x), 0)


@wrong(
    "relu",
    hint="your np.asarray makes no copy of a float array, so the argument changes; a new array is wanted",
    see="1.3 ReLU, sigmoid, tanh",
)
def relu_in_place_after_asarray(x):
    out = np.asarray(x, dtype=float)
    out[out < 0] = 0
    return out


@wrong(
    "relu",
    hint="your np.vectorize takes the type of all results from the first one, so some lose their fractions; every value is wanted whole",
    see="1.3 ReLU, sigmoid, tanh",
)
def relu_vectorized_without_type(x):
    return np.vectorize(lambda v: v if v > 0 else 0)(x)


@wrong(
    "relu",
    hint="your answer takes one decision for the whole array; one for each element is wanted",
    see="1.3 ReLU, sigmoid, tanh",
)
def relu_all_or_nothing(x):
    return 0 * np.asarray(x) if np.any(np.less(x, 0)) else x


@wrong(
    "relu",
    hint="your `if`, or Python's max, takes one decision for the whole array; one for each element is wanted",
    see="1.3 ReLU, sigmoid, tanh",
)
def relu_by_a_plain_if(x):
    if x > 0:
        return x
    return 0


@wrong("sigmoid", hint="your answer falls as x grows; sigmoid rises", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_sign_flipped(x):
    return 1 / (1 + np.exp(x))


@wrong(
    "sigmoid",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity or multiplied by 0; finite values are wanted out to 10,000",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_overflows(x):
    return np.exp(x) / (1 + np.exp(x))


@wrong(
    "sigmoid",
    hint="your answer divides before it adds, for want of brackets; the sum stands below the line",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_bracket_missing(x):
    return 1 / 1 + np.exp(-np.asarray(x, dtype=float))


@wrong("sigmoid", hint="your denominator has a wrong sign", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_minus_in_denominator(x):
    with np.errstate(all="ignore"):
        return 1 / (1 - np.exp(-np.asarray(x, dtype=float)))


@wrong("sigmoid", hint="your answer lies between -1 and 1; sigmoid lies between 0 and 1", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_is_tanh(x):
    return np.tanh(x)


@wrong(
    "sigmoid",
    hint="your answer is a sigmoid twice as steep; look at the argument of its tanh",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_half_argument_lost(x):
    return 0.5 * (1 + np.tanh(x))


@wrong(
    "sigmoid",
    hint="your answer stays constant where sigmoid still changes; x was cut off too early",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_clipped_too_early(x):
    return 1 / (1 + np.exp(-np.clip(x, -10, 10)))


@wrong(
    "sigmoid",
    hint="your answer takes math.exp, which works on one number; arrays are handed in",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_with_math_exp(x):
    import math

    return 1 / (1 + math.exp(-x))


@wrong(
    "sigmoid",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_integers_truncated(x):
    out = np.empty_like(x)
    out[...] = 1 / (1 + np.exp(-np.asarray(x, dtype=float)))
    return out


@wrong(
    "sigmoid",
    hint="your answer is a piecewise linear stand-in; sigmoid itself is wanted",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_piecewise_linear(x):
    return np.clip(0.2 * np.asarray(x) + 0.5, 0, 1)


@wrong(
    "sigmoid",
    hint="your answer divides by a sum over the array; each element stands for itself",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_normalized_over_the_array(x):
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


@wrong("sigmoid", hint="your answer applies sigmoid to its own output; once is wanted", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_applied_twice(x):
    s = 1 / (1 + np.exp(-np.asarray(x, dtype=float)))
    return 1 / (1 + np.exp(-s))


@wrong("sigmoid", hint="your answer takes powers of 2; the base is e", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_base_two(x):
    return 1 / (1 + 2.0 ** -np.asarray(x, dtype=float))


@wrong(
    "sigmoid",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity or multiplied by 0; finite values are wanted out to 10,000",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_both_branches_multiplied_by_masks(x):
    x = np.asarray(x, dtype=float)
    return (x >= 0) / (1 + np.exp(-x)) + (x < 0) * np.exp(x) / (1 + np.exp(x))


@wrong(
    "sigmoid",
    hint="your answer is cut off close to 0 and 1; sigmoid still has values there",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_result_clipped(x):
    return np.clip(1 / (1 + np.exp(-np.asarray(x, dtype=float))), 1e-7, 1 - 1e-7)


@wrong(
    "sigmoid",
    hint="your answer replaces nan by 0, and the nan came from large x, where sigmoid is near 1",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_nan_taken_for_zero(x):
    return np.nan_to_num(np.exp(x) / (1 + np.exp(x)))


@wrong(
    "sigmoid",
    hint="your answer ignores the sign of x; negative x are wanted below one half",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_of_the_size_of_x(x):
    return 1 / (1 + np.exp(-np.abs(x)))


@wrong(
    "tanh",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity; finite values are wanted out to 10,000",
    see="1.3 ReLU, sigmoid, tanh",
)
def tanh_by_the_lecture_fraction(x):
    e = np.exp(-2 * np.asarray(x, dtype=float))
    return (1 - e) / (1 + e)


@wrong(
    "tanh",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity; finite values are wanted out to 10,000",
    see="1.3 ReLU, sigmoid, tanh",
)
def tanh_by_two_exponentials(x):
    x = np.asarray(x, dtype=float)
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


@wrong(
    "tanh",
    hint="your answer is a tanh half as steep; a factor of the exponent is missing",
    see="1.3 ReLU, sigmoid, tanh",
)
def tanh_factor_two_lost(x):
    return np.tanh(np.asarray(x) / 2)


@wrong("tanh", hint="your answer falls as x grows; tanh rises", see="1.3 ReLU, sigmoid, tanh")
def tanh_sign_flipped(x):
    return -np.tanh(x)


@wrong("tanh", hint="your answer lies between 0 and 2; tanh lies between -1 and 1", see="1.3 ReLU, sigmoid, tanh")
def tanh_scaled_sigmoid_not_shifted(x):
    return 2 * sigmoid(2 * x)


@wrong("tanh", hint="your answer lies between 0 and 1; tanh lies between -1 and 1", see="1.3 ReLU, sigmoid, tanh")
def tanh_is_sigmoid(x):
    return sigmoid(x)


@wrong("tanh", hint="your answer is a straight line with ends; tanh bends", see="1.3 ReLU, sigmoid, tanh")
def tanh_clipped_line(x):
    return np.clip(x, -1, 1)


@wrong("tanh", hint="your answer grows without limit; tanh lies between -1 and 1", see="1.3 ReLU, sigmoid, tanh")
def tanh_is_sinh(x):
    with np.errstate(all="ignore"):
        return np.sinh(x)


@wrong("tanh", hint="your answer is another function that looks alike; tanh is wanted", see="1.3 ReLU, sigmoid, tanh")
def tanh_is_arctan(x):
    return np.arctan(x)


@wrong(
    "tanh",
    hint="your answer replaces nan by one value, and the nan came from both sides; the sign of x counts",
    see="1.3 ReLU, sigmoid, tanh",
)
def tanh_nan_taken_for_one(x):
    e = np.exp(-2 * np.asarray(x, dtype=float))
    return np.nan_to_num((1 - e) / (1 + e), nan=1.0)


@wrong(
    "tanh",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="1.3 ReLU, sigmoid, tanh",
)
def tanh_integers_truncated(x):
    return np.tanh(x).astype(np.asarray(x).dtype)


@wrong(
    "tanh",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity; finite values are wanted out to 10,000",
    see="1.3 ReLU, sigmoid, tanh",
)
def tanh_by_sinh_and_cosh(x):
    return np.sinh(x) / np.cosh(x)


@wrong(
    "mlp",
    hint="your answer applies phi to the output, too; the output has no activation",
    see="1.4 The multilayer perceptron",
)
def mlp_activation_on_the_output(X, W1, b1, W2, b2, phi):
    return phi(phi(X @ W1 + b1) @ W2 + b2)


@wrong(
    "mlp",
    hint="your answer leaves phi out, so that two maps collapse into one; phi is wanted on the hidden layer",
    see="1.4 The multilayer perceptron",
)
def mlp_without_activation(X, W1, b1, W2, b2, phi):
    return (X @ W1 + b1) @ W2 + b2


@wrong("mlp", hint="your answer leaves b1 out", see="1.4 The multilayer perceptron")
def mlp_first_bias_forgotten(X, W1, b1, W2, b2, phi):
    return phi(X @ W1) @ W2 + b2


@wrong("mlp", hint="your answer leaves b2 out", see="1.4 The multilayer perceptron")
def mlp_second_bias_forgotten(X, W1, b1, W2, b2, phi):
    return phi(X @ W1 + b1) @ W2


@wrong("mlp", hint="your answer adds b1 after phi; it is wanted before", see="1.4 The multilayer perceptron")
def mlp_bias_after_the_activation(X, W1, b1, W2, b2, phi):
    return (phi(X @ W1) + b1) @ W2 + b2


@wrong("mlp", hint="your answer always takes ReLU; phi is an argument", see="1.4 The multilayer perceptron")
def mlp_fixed_relu(X, W1, b1, W2, b2, phi):
    return np.maximum(X @ W1 + b1, 0) @ W2 + b2


@wrong("mlp", hint="your answer always takes tanh; phi is an argument", see="1.4 The multilayer perceptron")
def mlp_fixed_tanh(X, W1, b1, W2, b2, phi):
    return np.tanh(X @ W1 + b1) @ W2 + b2


@wrong(
    "mlp",
    hint="your answer applies phi to the inputs; it is wanted on the hidden layer",
    see="1.4 The multilayer perceptron",
)
def mlp_activates_the_inputs(X, W1, b1, W2, b2, phi):
    return (phi(X) @ W1 + b1) @ W2 + b2


@wrong(
    "mlp",
    hint="your answer applies phi to the output; it is wanted on the hidden layer",
    see="1.4 The multilayer perceptron",
)
def mlp_activation_on_the_output_only(X, W1, b1, W2, b2, phi):
    return phi((X @ W1 + b1) @ W2 + b2)


@wrong("mlp", hint="your answer applies phi twice; once is wanted", see="1.4 The multilayer perceptron")
def mlp_activation_twice(X, W1, b1, W2, b2, phi):
    return phi(phi(X @ W1 + b1)) @ W2 + b2


@wrong(
    "mlp",
    hint="your answer puts the weights on the left, for examples in columns; here each example is a row",
    see="1.4 The multilayer perceptron",
)
def mlp_in_columns(X, W1, b1, W2, b2, phi):
    return W2 @ phi(W1 @ X + b1) + b2


@wrong("mlp", hint="your answer returns the hidden layer; the output is wanted", see="1.4 The multilayer perceptron")
def mlp_returns_the_hidden_layer(X, W1, b1, W2, b2, phi):
    return phi(X @ W1 + b1)


@wrong(
    "mlp",
    hint="your answer puts a softmax on the output; the output has no activation",
    see="1.4 The multilayer perceptron",
)
def mlp_softmax_on_the_output(X, W1, b1, W2, b2, phi):
    o = phi(X @ W1 + b1) @ W2 + b2
    e = np.exp(o - o.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong("mlp", hint="your answer returns two arrays; the output alone is wanted", see="1.4 The multilayer perceptron")
def mlp_returns_hidden_and_output(X, W1, b1, W2, b2, phi):
    h = phi(X @ W1 + b1)
    return h, h @ W2 + b2


@wrong("mlp", hint="your answer looks at one row; every row has an output", see="1.4 The multilayer perceptron")
def mlp_of_the_first_row(X, W1, b1, W2, b2, phi):
    return (phi(X[0] @ W1 + b1) @ W2 + b2).reshape(1, -1)


@wrong(
    "mlp",
    hint="your answer drops an axis of length 1; one row is still a row, one output still a column",
    see="1.4 The multilayer perceptron",
)
def mlp_squeezed(X, W1, b1, W2, b2, phi):
    return np.squeeze(phi(X @ W1 + b1) @ W2 + b2)


@wrong(
    "mlp",
    hint="your += keeps the integer type of the product, into which a fractional bias does not fit",
    see="1.4 The multilayer perceptron",
)
def mlp_bias_added_in_place(X, W1, b1, W2, b2, phi):
    Z = X @ W1
    Z += b1
    return phi(Z) @ W2 + b2


@wrong(
    "mlp",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="1.4 The multilayer perceptron",
)
def mlp_hidden_layer_truncated(X, W1, b1, W2, b2, phi):
    H = X @ W1 + b1
    H[:] = phi(H)
    return H @ W2 + b2


@seen("xor_weights")
def _on_the_corners(weights):
    """What a network computes there, in rows or else in columns, and the axes of its arrays: units may come in any order."""
    W1, b1, W2, b2 = (np.asarray(v, dtype=float) for v in weights)
    corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    rows = len(W2) == len(b1)
    out = np.maximum(corners @ W1 + b1, 0) @ W2 + b2 if rows else W2 @ np.maximum(W1 @ corners.T + b1[:, None], 0)
    return rows, [W1.ndim, b1.ndim, W2.ndim, b2.ndim], len(b1) > 4, out


@wrong("xor_weights", hint="your network computes OR; look at the corner (1, 1)", see="1.5 XOR")
def xor_or():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0]), np.array([[1.0], [-1.0]]), np.array([0.0])


@wrong("xor_weights", hint="your network computes AND; look at the corners (0, 1) and (1, 0)", see="1.5 XOR")
def xor_and():
    return np.array([[1.0], [1.0]]), np.array([-1.0]), np.array([[1.0]]), np.array([0.0])


@wrong("xor_weights", hint="your network computes the opposite of XOR", see="1.5 XOR")
def xor_opposite():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0]), np.array([[-1.0], [2.0]]), np.array([1.0])


@wrong(
    "xor_weights", hint="your network gives one number on every corner; two different ones are wanted", see="1.5 XOR"
)
def xor_best_constant():
    return np.array([[0.0, 0.0], [0.0, 0.0]]), np.array([0.0, 0.0]), np.array([[0.0], [0.0]]), np.array([0.5])


@wrong("xor_weights", hint="your network computes NAND; look at the corner (0, 0)", see="1.5 XOR")
def xor_nand():
    return np.array([[1.0], [1.0]]), np.array([-1.0]), np.array([[-1.0]]), np.array([1.0])


@wrong(
    "xor_weights", hint="your two units bend at the same place; look at what happens between the corners", see="1.5 XOR"
)
def xor_second_hinge_at_zero():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, 0.0]), np.array([[1.0], [-2.0]]), np.array([0.0])


@wrong("xor_weights", hint="your weights suit units that jump from 0 to 1; ReLU units are wanted", see="1.5 XOR")
def xor_for_step_units():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-0.5, -1.5]), np.array([[1.0], [-1.0]]), np.array([0.0])


@wrong("xor_weights", hint="your weights suit bits that are -1 and 1; here they are 0 and 1", see="1.5 XOR")
def xor_inputs_of_minus_one_and_one():
    return np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([0.0, 0.0]), np.array([[1.0], [1.0]]), np.array([-1.0])


@wrong("xor_weights", hint="your network adds the bits; look at the corner (1, 1)", see="1.5 XOR")
def xor_sum_of_inputs():
    return np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([0.0, 0.0]), np.array([[1.0], [1.0]]), np.array([0.0])


@wrong("xor_weights", hint="your network sees one of the two corners that give 1; look at the other", see="1.5 XOR")
def xor_one_difference_only():
    return np.array([[1.0], [-1.0]]), np.array([0.0]), np.array([[1.0]]), np.array([0.0])


@wrong("xor_weights", hint="your arrays are transposed; W1 is (2, h) and W2 is (h, 1)", see="1.5 XOR")
def xor_weights_transposed():
    return (
        np.array([[1.0, 1.0], [1.0, 1.0], [0.0, 0.0]]),
        np.array([0.0, -1.0, 0.0]),
        np.array([[1.0, -2.0, 0.0]]),
        np.array([0.0]),
    )


@wrong("xor_weights", hint="your network has more than four hidden units", see="1.5 XOR")
def xor_too_many_hidden_units():
    return (
        np.array([[1.0, 1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0, 0.0]]),
        np.array([0.0, -1.0, 0.0, 0.0, 0.0]),
        np.array([[1.0], [-2.0], [0.0], [0.0], [0.0]]),
        np.array([0.0]),
    )


@wrong("xor_weights", hint="your network has two outputs; one is wanted", see="1.5 XOR")
def xor_two_outputs():
    return (
        np.array([[1.0, 1.0], [1.0, 1.0]]),
        np.array([0.0, -1.0]),
        np.array([[-1.0, 1.0], [2.0, -2.0]]),
        np.array([1.0, 0.0]),
    )


@wrong("xor_weights", hint="your b2 has no axis; the shape (1,) is wanted", see="1.5 XOR")
def xor_output_bias_is_a_number():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0]), np.array([[1.0], [-2.0]]), np.array(0.0)


@wrong("xor_weights", hint="your answer lacks the biases; four arrays are wanted", see="1.5 XOR")
def xor_biases_left_out():
    return np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([[1.0], [1.0]])


@wrong("xor_weights", hint="your arrays come in another order; W1, b1, W2, b2 is wanted", see="1.5 XOR")
def xor_values_in_another_order():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([[1.0], [-2.0]]), np.array([0.0, -1.0]), np.array([0.0])


@wrong("xor_weights", hint="your answer gives the outputs; the weights are wanted", see="1.5 XOR")
def xor_returns_the_answers():
    return np.array([[0.0], [1.0], [1.0], [0.0]])


@wrong(
    "xor_weights",
    hint="your W1 holds the weights of a unit in a row; for examples in rows they stand in a column",
    see="1.5 XOR",
)
def xor_units_in_rows():
    return np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([0.0, -2.0]), np.array([[1.0], [-1.0]]), np.array([0.0])


@wrong("xor_weights", hint="your large weights suit sigmoid or step units; ReLU units are wanted", see="1.5 XOR")
def xor_for_sigmoid_units():
    return (
        np.array([[20.0, -20.0], [20.0, -20.0]]),
        np.array([-10.0, 30.0]),
        np.array([[20.0], [20.0]]),
        np.array([-30.0]),
    )


@wrong("relu_prime", hint="your answer at 0 differs from the value that the task fixes there", see="1.6 Slopes")
def relu_prime_one_at_zero(x):
    return np.where(np.greater_equal(x, 0), 1.0, 0.0)


@wrong("relu_prime", hint="your answer at 0 differs from the value that the task fixes there", see="1.6 Slopes")
def relu_prime_half_at_zero(x):
    return np.heaviside(x, 0.5)


@wrong("relu_prime", hint="your answer is nan at 0; the task fixes a value there", see="1.6 Slopes")
def relu_prime_nan_at_zero(x):
    x = np.asarray(x, dtype=float)
    return np.maximum(x, 0) / x


@wrong("relu_prime", hint="your answer is the function itself; its slope is wanted", see="1.6 Slopes")
def relu_prime_is_relu(x):
    return np.maximum(x, 0)


@wrong("relu_prime", hint="your slope is negative for negative x; relu is flat there", see="1.6 Slopes")
def relu_prime_is_the_sign(x):
    return np.sign(x)


@wrong("relu_prime", hint="your slope is the same everywhere; relu is flat where it is off", see="1.6 Slopes")
def relu_prime_always_one(x):
    return np.ones(np.shape(x))


@wrong("relu_prime", hint="your two sides are exchanged", see="1.6 Slopes")
def relu_prime_sides_swapped(x):
    return np.where(np.greater(x, 0), 0.0, 1.0)


@wrong(
    "relu_prime", hint="your answer is one number for the whole array; each element has its own slope", see="1.6 Slopes"
)
def relu_prime_of_a_whole_array(x):
    return 1.0 if np.all(np.greater(x, 0)) else 0.0


@wrong("relu_prime", hint="your slope is that of a smooth relative; relu's own is wanted", see="1.6 Slopes")
def relu_prime_is_sigmoid(x):
    return sigmoid(x)


@wrong("sigmoid_prime", hint="your answer is the function itself; its slope is wanted", see="1.6 Slopes")
def sigmoid_prime_is_sigmoid(x):
    return sigmoid(x)


@wrong(
    "sigmoid_prime", hint="your answer takes x for what came out of the activation; x is what went in", see="1.6 Slopes"
)
def sigmoid_prime_takes_x_for_the_output(x):
    return x * (1 - x)


@wrong("sigmoid_prime", hint="your slope is not even in x; sigmoid is as steep at -x as at x", see="1.6 Slopes")
def sigmoid_prime_first_factor_missing(x):
    return 1 - sigmoid(x)


@wrong("sigmoid_prime", hint="your slope is large where sigmoid is flat; look at a sign", see="1.6 Slopes")
def sigmoid_prime_plus_for_minus(x):
    s = sigmoid(x)
    return s * (1 + s)


@wrong("sigmoid_prime", hint="your slope is negative; sigmoid rises", see="1.6 Slopes")
def sigmoid_prime_sign_of_the_whole(x):
    s = sigmoid(x)
    return -s * (1 - s)


@wrong(
    "sigmoid_prime",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity; finite values are wanted out to 10,000",
    see="1.6 Slopes",
)
def sigmoid_prime_fraction_overflows(x):
    x = np.asarray(x, dtype=float)
    return np.exp(-x) / (1 + np.exp(-x)) ** 2


@wrong("sigmoid_prime", hint="your answer applies sigmoid to its own output; once is wanted", see="1.6 Slopes")
def sigmoid_prime_applies_sigmoid_twice(x):
    s = sigmoid(sigmoid(x))
    return s * (1 - s)


@wrong("sigmoid_prime", hint="your answer borrows from another function; measure it against sigmoid", see="1.6 Slopes")
def sigmoid_prime_of_tanh(x):
    return 1 - sigmoid(x) ** 2


@wrong(
    "sigmoid_prime", hint="your answer mixes x itself into the slope; compare it with a measured one", see="1.6 Slopes"
)
def sigmoid_prime_one_minus_x(x):
    return sigmoid(x) * (1 - x)


@wrong("sigmoid_prime", hint="your slope is too large by a constant factor", see="1.6 Slopes")
def sigmoid_prime_scaled_to_one(x):
    s = sigmoid(x)
    return 4 * s * (1 - s)


@wrong("sigmoid_prime", hint="your slope is too large: a power got lost on the way", see="1.6 Slopes")
def sigmoid_prime_square_of_the_denominator_lost(x):
    x = np.asarray(x, dtype=float)
    return np.exp(-np.abs(x)) / (1 + np.exp(-np.abs(x)))


@wrong(
    "sigmoid_prime",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="1.6 Slopes",
)
def sigmoid_prime_integers_truncated(x):
    s = sigmoid(x)
    return (s * (1 - s)).astype(np.asarray(x).dtype)


@wrong(
    "sigmoid_prime",
    hint="your answer adds where a product is wanted; compare it with a measured slope",
    see="1.6 Slopes",
)
def sigmoid_prime_sum_for_product(x):
    s = sigmoid(x)
    return s + (1 - s)


@wrong(
    "tanh_prime", hint="your answer takes x for what came out of the activation; x is what went in", see="1.6 Slopes"
)
def tanh_prime_takes_x_for_the_output(x):
    return 1 - np.square(np.asarray(x, dtype=float))


@wrong("tanh_prime", hint="your slope is not even in x; tanh is as steep at -x as at x", see="1.6 Slopes")
def tanh_prime_square_missing(x):
    return 1 - np.tanh(x)


@wrong("tanh_prime", hint="your slope grows away from 0; tanh flattens there", see="1.6 Slopes")
def tanh_prime_plus_for_minus(x):
    return 1 + np.tanh(x) ** 2


@wrong("tanh_prime", hint="your answer is the function itself; its slope is wanted", see="1.6 Slopes")
def tanh_prime_is_tanh(x):
    return np.tanh(x)


@wrong("tanh_prime", hint="your answer borrows from another function; measure it against tanh", see="1.6 Slopes")
def tanh_prime_of_sigmoid(x):
    t = np.tanh(x)
    return t * (1 - t)


@wrong("tanh_prime", hint="your square is taken before the tanh; look at the order", see="1.6 Slopes")
def tanh_prime_square_inside(x):
    return 1 - np.tanh(np.square(np.asarray(x, dtype=float)))


@wrong("tanh_prime", hint="your slope falls too slowly: a power is missing", see="1.6 Slopes")
def tanh_prime_not_squared_secant(x):
    return 1 / np.cosh(np.clip(x, -700, 700))


@wrong("tanh_prime", hint="your square covers too much; look at the brackets", see="1.6 Slopes")
def tanh_prime_square_of_the_difference(x):
    return (1 - np.tanh(x)) ** 2


@wrong("tanh_prime", hint="your answer applies tanh to its own output; once is wanted", see="1.6 Slopes")
def tanh_prime_applies_tanh_twice(x):
    return 1 - np.tanh(np.tanh(x)) ** 2


@wrong("tanh_prime", hint="your slope is too wide; look at the argument of your sigmoid", see="1.6 Slopes")
def tanh_prime_sigmoid_argument_not_doubled(x):
    s = sigmoid(x)
    return 4 * s * (1 - s)


@wrong(
    "tanh_prime",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity; finite values are wanted out to 10,000",
    see="1.6 Slopes",
)
def tanh_prime_fraction_overflows(x):
    x = np.asarray(x, dtype=float)
    return 1 - ((np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))) ** 2


@wrong(
    "tanh_prime",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity; finite values are wanted out to 10,000",
    see="1.6 Slopes",
)
def tanh_prime_one_sided_fraction_overflows(x):
    e = np.exp(2 * np.asarray(x, dtype=float))
    return 4 * e / (1 + e) ** 2


@wrong(
    "tanh_prime",
    hint="your answer leaves out the change of an inner function; the slope of the whole is wanted",
    see="1.6 Slopes",
)
def tanh_prime_inner_derivative_lost(x):
    s = sigmoid(2 * np.asarray(x))
    return 2 * s * (1 - s)


@wrong("dead_units", hint="your answer looks at the first row; dead means off on every row", see="1.7 Dead units")
def dead_units_from_one_example(X, W, b):
    return X[0] @ W + b <= 0


@wrong(
    "dead_units",
    hint="your answer marks units that are off on some row; dead means off on every row",
    see="1.7 Dead units",
)
def dead_units_off_on_some_row(X, W, b):
    return (X @ W + b <= 0).any(axis=0)


@wrong("dead_units", hint="your answer has one entry a row of X; one a unit is wanted", see="1.7 Dead units")
def dead_units_over_the_wrong_axis(X, W, b):
    return (X @ W + b <= 0).all(axis=1)


@wrong("dead_units", hint="your answer takes a z of exactly 0 for alive; the output is 0 there", see="1.7 Dead units")
def dead_units_zero_taken_for_alive(X, W, b):
    return (X @ W + b < 0).all(axis=0)


@wrong("dead_units", hint="your answer marks the units that are alive; the dead ones are wanted", see="1.7 Dead units")
def dead_units_the_alive_ones(X, W, b):
    return (X @ W + b > 0).any(axis=0)


@wrong(
    "dead_units",
    hint="your answer adds up or averages z itself, in which positive and negative rows cancel; what the units put out counts",
    see="1.7 Dead units",
)
def dead_units_by_the_mean(X, W, b):
    return (X @ W + b).mean(axis=0) <= 0


@wrong("dead_units", hint="your answer leaves the bias out", see="1.7 Dead units")
def dead_units_bias_forgotten(X, W, b):
    return (X @ W <= 0).all(axis=0)


@wrong("dead_units", hint="your answer counts the dead units; one bool a unit is wanted", see="1.7 Dead units")
def dead_units_counted(X, W, b):
    return int((X @ W + b <= 0).all(axis=0).sum())


@wrong(
    "dead_units",
    hint="your answer gives the numbers of the dead units; one bool a unit is wanted",
    see="1.7 Dead units",
)
def dead_units_as_indices(X, W, b):
    return np.flatnonzero((X @ W + b <= 0).all(axis=0))


@wrong("dead_units", hint="your answer gives a share of rows; True or False is wanted", see="1.7 Dead units")
def dead_units_share_of_rows(X, W, b):
    return (X @ W + b <= 0).mean(axis=0)


@wrong("dead_units", hint="your answer looks at the last row; dead means off on every row", see="1.7 Dead units")
def dead_units_of_the_last_row(X, W, b):
    return X[-1] @ W + b <= 0


@wrong("dead_units", hint="your answer takes small outputs for 0; dead means exactly 0", see="1.7 Dead units")
def dead_units_by_a_threshold(X, W, b):
    return (X @ W + b <= 0.1).all(axis=0)


@wrong(
    "dead_units",
    hint="your answer marks units that are off on most rows; dead means off on every row",
    see="1.7 Dead units",
)
def dead_units_mostly_off(X, W, b):
    return (X @ W + b <= 0).mean(axis=0) >= 0.9


@wrong("dead_units", hint="your answer has an entry for each row and unit; one a unit is wanted", see="1.7 Dead units")
def dead_units_by_the_mask(X, W, b):
    return X @ W + b <= 0


@wrong(
    "dead_units",
    hint="your answer marks units that are on for every row; those that are off are wanted",
    see="1.7 Dead units",
)
def dead_units_saturated_instead(X, W, b):
    return (X @ W + b > 0).all(axis=0)


@wrong(
    "dead_units",
    hint="your answer marks units whose outputs are all equal; dead means 0 on every row",
    see="1.7 Dead units",
)
def dead_units_by_one_constant_output(X, W, b):
    h = np.maximum(X @ W + b, 0)
    return h.max(axis=0) == h.min(axis=0)


@wrong("dead_units", hint="your answer takes small outputs for 0; dead means exactly 0", see="1.7 Dead units")
def dead_units_nearly_zero(X, W, b):
    return np.isclose(np.maximum(X @ W + b, 0), 0).all(axis=0)


@wrong("dead_units", hint="your answer has an axis too many; the shape (h,) is wanted", see="1.7 Dead units")
def dead_units_with_two_axes(X, W, b):
    return (X @ W + b <= 0).all(axis=0, keepdims=True)


@wrong(
    "dead_units",
    hint="your answer adds up or averages z itself, in which positive and negative rows cancel; what the units put out counts",
    see="1.7 Dead units",
)
def dead_units_by_the_sum_of_z(X, W, b):
    return (X @ W + b).sum(axis=0) <= 0


@wrong(
    "dead_units",
    hint="your answer looks at the signs of W and b; what a unit puts out on the rows of X counts",
    see="1.7 Dead units",
)
def dead_units_by_the_weights(X, W, b):
    return (W <= 0).all(axis=0) & (b <= 0)


@wrong("elu", hint="your answer does not use alpha; it is an argument", see="1.8 ELU and leaky ReLU")
def elu_alpha_ignored(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, np.expm1(np.minimum(x, 0)))


@wrong(
    "elu", hint="your two branches do not meet at 0; a term of the lower one is missing", see="1.8 ELU and leaky ReLU"
)
def elu_minus_one_missing(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, alpha * np.exp(np.minimum(x, 0)))


@wrong("elu", hint="your branches are exchanged; x stays as it is where it is positive", see="1.8 ELU and leaky ReLU")
def elu_branches_swapped(x, alpha=1.0):
    return np.where(np.greater(x, 0), alpha * np.expm1(np.minimum(x, 50)), x)


@wrong("elu", hint="your alpha scales both branches; it belongs to one", see="1.8 ELU and leaky ReLU")
def elu_alpha_on_both_branches(x, alpha=1.0):
    return alpha * np.where(np.greater(x, 0), x, np.expm1(np.minimum(x, 0)))


@wrong(
    "elu",
    hint="your answer is nan far from 0, where a mask of 0 multiplies an infinity; a finite value is wanted there",
    see="1.8 ELU and leaky ReLU",
)
def elu_masked_overflow(x, alpha=1.0):
    x = np.asarray(x, dtype=float)
    return (x > 0) * x + (x <= 0) * alpha * (np.exp(x) - 1)


@wrong(
    "elu",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="1.8 ELU and leaky ReLU",
)
def elu_integers_truncated(x, alpha=1.0):
    out = np.array(x)
    low = out <= 0
    out[low] = alpha * np.expm1(out[low])
    return out


@wrong(
    "elu",
    hint="your alpha multiplies a part of the lower branch; the whole branch is to be scaled",
    see="1.8 ELU and leaky ReLU",
)
def elu_alpha_inside_the_exponential(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, alpha * np.exp(np.minimum(x, 0)) - 1)


@wrong(
    "elu", hint="your 1 is subtracted from x; it is to be subtracted from the exponential", see="1.8 ELU and leaky ReLU"
)
def elu_minus_one_in_the_exponent(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, alpha * np.exp(np.minimum(x, 0) - 1.0))


@wrong("elu", hint="your alpha stands in the exponent; it scales the branch", see="1.8 ELU and leaky ReLU")
def elu_alpha_in_the_exponent(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, np.expm1(alpha * np.minimum(x, 0)))


@wrong(
    "elu", hint="your answer takes the larger of the two branches; the sign of x decides", see="1.8 ELU and leaky ReLU"
)
def elu_larger_branch(x, alpha=1.0):
    return np.maximum(x, alpha * (np.exp(x) - 1))


@wrong(
    "elu", hint="your answer changes the array that was handed in; a new array is wanted", see="1.8 ELU and leaky ReLU"
)
def elu_in_place(x, alpha=1.0):
    out = np.asarray(x, dtype=float)
    low = out <= 0
    out[low] = alpha * np.expm1(out[low])
    return out


@wrong("elu", hint="your lower branch lies above 0; it is wanted below", see="1.8 ELU and leaky ReLU")
def elu_lower_branch_positive(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, -alpha * np.expm1(np.minimum(x, 0)))


@wrong(
    "elu",
    hint="your np.vectorize takes the type of all results from the first one, so some lose their fractions; every value is wanted whole",
    see="1.8 ELU and leaky ReLU",
)
def elu_vectorized_without_type(x, alpha=1.0):
    return np.vectorize(lambda v: v if v > 0 else alpha * np.expm1(v))(x)


@wrong(
    "elu",
    hint="your answer takes alpha = 0 for an alpha that was not given; 0 is an allowed value",
    see="1.8 ELU and leaky ReLU",
)
def elu_zero_alpha_taken_for_default(x, alpha=None):
    alpha = alpha or 1.0
    return np.where(np.greater(x, 0), x, alpha * np.expm1(np.minimum(x, 0)))


@wrong(
    "leaky_relu",
    hint="your small slope stands on the positive side; it is wanted on the negative one",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_wrong_side(x, alpha=0.01):
    return np.where(np.greater(x, 0), alpha * np.asarray(x), x)


@wrong("leaky_relu", hint="your answer always takes 0.01; alpha is an argument", see="1.8 ELU and leaky ReLU")
def leaky_relu_alpha_fixed(x, alpha=0.01):
    return np.where(np.greater(x, 0), x, 0.01 * np.asarray(x))


@wrong("leaky_relu", hint="your answer is 0 for negative x; a leak is wanted", see="1.8 ELU and leaky ReLU")
def leaky_relu_without_leak(x, alpha=0.01):
    return np.maximum(x, 0)


@wrong("leaky_relu", hint="your lower branch is constant; it depends on x", see="1.8 ELU and leaky ReLU")
def leaky_relu_alpha_itself(x, alpha=0.01):
    return np.where(np.greater(x, 0), x, alpha)


@wrong(
    "leaky_relu",
    hint="your small slope stands on the positive side; it is wanted on the negative one",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_smaller_branch(x, alpha=0.01):
    return np.minimum(x, alpha * np.asarray(x))


@wrong("leaky_relu", hint="your leak is positive; it has the sign of x", see="1.8 ELU and leaky ReLU")
def leaky_relu_positive_leak(x, alpha=0.01):
    return np.where(np.greater(x, 0), x, alpha * np.abs(x))


@wrong("leaky_relu", hint="your lower branch is constant; it depends on x", see="1.8 ELU and leaky ReLU")
def leaky_relu_cut_at_alpha(x, alpha=0.01):
    return np.maximum(x, alpha)


@wrong(
    "leaky_relu",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_integers_truncated(x, alpha=0.01):
    out = np.array(x)
    out[out <= 0] = alpha * out[out <= 0]
    return out


@wrong(
    "leaky_relu",
    hint="your answer changes the array that was handed in; a new array is wanted",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_in_place(x, alpha=0.01):
    out = np.asarray(x, dtype=float)
    out[out < 0] *= alpha
    return out


@wrong(
    "leaky_relu", hint="your leak is added for positive x, too; these stay as they are", see="1.8 ELU and leaky ReLU"
)
def leaky_relu_leak_added_everywhere(x, alpha=0.01):
    return np.maximum(x, 0) + alpha * np.asarray(x)


@wrong("leaky_relu", hint="your answer subtracts alpha; alpha is a slope", see="1.8 ELU and leaky ReLU")
def leaky_relu_shifted(x, alpha=0.01):
    return np.where(np.greater(x, 0), x, np.asarray(x) - alpha)


@wrong(
    "leaky_relu",
    hint="your np.vectorize takes the type of all results from the first one, so some lose their fractions; every value is wanted whole",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_vectorized_without_type(x, alpha=0.01):
    return np.vectorize(lambda v: v if v > 0 else alpha * v)(x)


@wrong(
    "leaky_relu",
    hint="your answer takes alpha = 0 for an alpha that was not given; 0 is an allowed value",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_zero_alpha_taken_for_default(x, alpha=None):
    alpha = alpha or 0.01
    return np.where(np.greater(x, 0), x, alpha * np.asarray(x))


@wrong("elu_prime", hint="your answer does not use alpha; it is an argument", see="1.8 ELU and leaky ReLU")
def elu_prime_alpha_forgotten(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, np.exp(np.minimum(x, 0)))


@wrong(
    "elu_prime", hint="your answer at 0 differs from the value that the task fixes there", see="1.8 ELU and leaky ReLU"
)
def elu_prime_one_at_zero(x, alpha=1.0):
    return np.where(np.greater_equal(x, 0), 1.0, alpha * np.exp(np.minimum(x, 0)))


@wrong("elu_prime", hint="your slope is negative for negative x; elu rises there", see="1.8 ELU and leaky ReLU")
def elu_prime_keeps_minus_one(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, alpha * np.expm1(np.minimum(x, 0)))


@wrong("elu_prime", hint="your slope is constant for negative x; elu is curved there", see="1.8 ELU and leaky ReLU")
def elu_prime_constant_slope(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, alpha)


@wrong(
    "elu_prime",
    hint="your answer takes x for what came out of the activation; x is what went in",
    see="1.8 ELU and leaky ReLU",
)
def elu_prime_takes_x_for_the_output(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, np.asarray(x) + alpha)


@wrong(
    "elu_prime",
    hint="your answer is nan far from 0, where a mask of 0 multiplies an infinity; a finite value is wanted there",
    see="1.8 ELU and leaky ReLU",
)
def elu_prime_masked_overflow(x, alpha=1.0):
    x = np.asarray(x, dtype=float)
    return (x > 0) * 1.0 + (x <= 0) * alpha * np.exp(x)


@wrong("elu_prime", hint="your slope has a factor too many for negative x", see="1.8 ELU and leaky ReLU")
def elu_prime_chain_factor_x(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, alpha * x * np.exp(np.minimum(x, 0)))


@wrong(
    "elu_prime",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="1.8 ELU and leaky ReLU",
)
def elu_prime_integers_truncated(x, alpha=1.0):
    out = np.ones_like(x)
    low = np.less_equal(x, 0)
    out[low] = alpha * np.exp(np.asarray(x, dtype=float)[low])
    return out


@wrong("elu_prime", hint="your two sides are exchanged", see="1.8 ELU and leaky ReLU")
def elu_prime_sides_swapped(x, alpha=1.0):
    return np.where(np.greater(x, 0), alpha * np.exp(np.minimum(x, 50)), 1.0)


@wrong(
    "elu_prime",
    hint="your answer takes alpha = 0 for an alpha that was not given; 0 is an allowed value",
    see="1.8 ELU and leaky ReLU",
)
def elu_prime_zero_alpha_taken_for_default(x, alpha=None):
    alpha = alpha or 1.0
    return np.where(np.greater(x, 0), 1.0, alpha * np.exp(np.minimum(x, 0)))


@wrong(
    "elu_prime",
    hint="your answer takes the smaller of the two slopes; the sign of x decides",
    see="1.8 ELU and leaky ReLU",
)
def elu_prime_smaller_slope(x, alpha=1.0):
    return np.minimum(1.0, alpha * np.exp(x))


@wrong("elu_prime", hint="your answer holds for alpha = 1 alone; alpha is an argument", see="1.8 ELU and leaky ReLU")
def elu_prime_elu_plus_one(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, elu(x, alpha) + 1)


@wrong("elu_prime", hint="your alpha stands in the exponent; it scales the branch", see="1.8 ELU and leaky ReLU")
def elu_prime_alpha_in_the_exponent(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, np.exp(alpha * np.minimum(x, 0)))


@wrong("elu_prime", hint="your upper branch is elu itself; its slope is wanted", see="1.8 ELU and leaky ReLU")
def elu_prime_keeps_x(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, alpha * np.exp(np.minimum(x, 0)))


@wrong(
    "leaky_relu_prime",
    hint="your answer at 0 differs from the value that the task fixes there",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_prime_one_at_zero(x, alpha=0.01):
    return np.where(np.greater_equal(x, 0), 1.0, alpha)


@wrong("leaky_relu_prime", hint="your answer always takes 0.01; alpha is an argument", see="1.8 ELU and leaky ReLU")
def leaky_relu_prime_alpha_fixed(x, alpha=0.01):
    return np.where(np.greater(x, 0), 1.0, 0.01)


@wrong(
    "leaky_relu_prime",
    hint="your slope is 0 for negative x; leaky_relu is not flat there",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_prime_without_leak(x, alpha=0.01):
    return np.where(np.greater(x, 0), 1.0, 0.0)


@wrong("leaky_relu_prime", hint="your two sides are exchanged", see="1.8 ELU and leaky ReLU")
def leaky_relu_prime_sides_swapped(x, alpha=0.01):
    return np.where(np.greater(x, 0), alpha, 1.0)


@wrong(
    "leaky_relu_prime",
    hint="your lower branch depends on x; a straight line has one slope",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_prime_keeps_x(x, alpha=0.01):
    return np.where(np.greater(x, 0), 1.0, alpha * np.asarray(x))


@wrong(
    "leaky_relu_prime",
    hint="your slope is negative for negative x; leaky_relu rises there",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_prime_negative_slope(x, alpha=0.01):
    return np.where(np.greater(x, 0), 1.0, -alpha)


@wrong("leaky_relu_prime", hint="your answer is the function itself; its slope is wanted", see="1.8 ELU and leaky ReLU")
def leaky_relu_prime_is_leaky_relu(x, alpha=0.01):
    return np.where(np.greater(x, 0), x, alpha * np.asarray(x))


@wrong(
    "leaky_relu_prime",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_prime_integers_truncated(x, alpha=0.01):
    out = np.ones_like(x)
    out[np.less_equal(x, 0)] = alpha
    return out


@wrong(
    "leaky_relu_prime",
    hint="your answer at 0 differs from the value that the task fixes there",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_prime_zero_at_zero(x, alpha=0.01):
    return np.where(np.greater(x, 0), 1.0, np.where(np.less(x, 0), alpha, 0.0))


@wrong("leaky_relu_prime", hint="your answer is nan at 0; the task fixes a value there", see="1.8 ELU and leaky ReLU")
def leaky_relu_prime_nan_at_zero(x, alpha=0.01):
    return leaky_relu(x, alpha) / x


@wrong(
    "leaky_relu_prime", hint="your slope for positive x holds alpha; x alone stands there", see="1.8 ELU and leaky ReLU"
)
def leaky_relu_prime_slopes_added(x, alpha=0.01):
    return np.greater(x, 0) + alpha


@wrong(
    "leaky_relu_prime",
    hint="your second mask looks at what the first has written; both should look at x",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_prime_second_mask_of_the_result(x, alpha=0.01):
    out = np.array(x, dtype=float)
    out[out <= 0] = alpha
    out[out > 0] = 1
    return out


@wrong(
    "leaky_relu_prime",
    hint="your np.vectorize takes the type of all results from the first one, so some lose their fractions; every value is wanted whole",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_prime_vectorized_without_type(x, alpha=0.01):
    return np.vectorize(lambda v: 1 if v > 0 else alpha)(x)


@wrong(
    "leaky_relu_prime",
    hint="your answer takes alpha = 0 for an alpha that was not given; 0 is an allowed value",
    see="1.8 ELU and leaky ReLU",
)
def leaky_relu_prime_zero_alpha_taken_for_default(x, alpha=None):
    return np.where(np.greater(x, 0), 1.0, alpha or 0.01)


@wrong("gelu", hint="your answer is the exact form; the tanh form is wanted", see="1.9 GELU, swish, softplus, mish")
def gelu_exact_form(x):
    import math

    gate = np.vectorize(lambda v: 0.5 * (1 + math.erf(v / math.sqrt(2))))
    return x * gate(np.asarray(x, dtype=float))


@wrong(
    "gelu",
    hint="your answer is a coarser form with a sigmoid; the tanh form is wanted",
    see="1.9 GELU, swish, softplus, mish",
)
def gelu_by_a_sigmoid(x):
    x = np.asarray(x, dtype=float)
    return x * sigmoid(1.702 * x)


@wrong(
    "gelu",
    hint="your answer is twice what is wanted; a constant factor is missing",
    see="1.9 GELU, swish, softplus, mish",
)
def gelu_half_missing(x):
    x = np.asarray(x, dtype=float)
    return x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


@wrong("gelu", hint="your gate runs from -1 to 1; it is wanted between 0 and 1", see="1.9 GELU, swish, softplus, mish")
def gelu_one_missing(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))


@wrong(
    "gelu", hint="your tanh holds an even power of x; another power is wanted", see="1.9 GELU, swish, softplus, mish"
)
def gelu_square_for_cube(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**2)))


@wrong("gelu", hint="your fraction under the root is upside down", see="1.9 GELU, swish, softplus, mish")
def gelu_fraction_inverted(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(np.sqrt(np.pi / 2) * (x + 0.044715 * x**3)))


@wrong("gelu", hint="your answer leaves the root out", see="1.9 GELU, swish, softplus, mish")
def gelu_root_missing(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(2 / np.pi * (x + 0.044715 * x**3)))


@wrong("gelu", hint="your root covers the 2 alone; it covers the whole fraction", see="1.9 GELU, swish, softplus, mish")
def gelu_root_of_two_only(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(np.sqrt(2) / np.pi * (x + 0.044715 * x**3)))


@wrong("gelu", hint="your answer is the gate; x weighed by the gate is wanted", see="1.9 GELU, swish, softplus, mish")
def gelu_x_missing(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


@wrong("gelu", hint="your tanh lacks the term x itself", see="1.9 GELU, swish, softplus, mish")
def gelu_linear_term_lost(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * 0.044715 * x**3))


@wrong("gelu", hint="your constant 0.044715 has a wrong digit", see="1.9 GELU, swish, softplus, mish")
def gelu_constant_mistyped(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.44715 * x**3)))


@wrong(
    "gelu", hint="your root multiplies one term; it multiplies the whole bracket", see="1.9 GELU, swish, softplus, mish"
)
def gelu_root_covers_first_term_only(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * x + 0.044715 * x**3))


@wrong(
    "gelu",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity; finite values are wanted out to 10,000",
    see="1.9 GELU, swish, softplus, mish",
)
def gelu_tanh_by_its_fraction(x):
    x = np.asarray(x, dtype=float)
    u = np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)
    e = np.exp(-2 * u)
    return 0.5 * x * (1 + (1 - e) / (1 + e))


@wrong(
    "gelu",
    hint="your constant is rounded to a few digits; all its digits are wanted",
    see="1.9 GELU, swish, softplus, mish",
)
def gelu_root_rounded(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(0.798 * (x + 0.044715 * x**3)))


@wrong(
    "gelu",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity; finite values are wanted out to 10,000",
    see="1.9 GELU, swish, softplus, mish",
)
def gelu_tanh_by_two_exponentials(x):
    x = np.asarray(x, dtype=float)
    u = np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)
    return 0.5 * x * (1 + (np.exp(u) - np.exp(-u)) / (np.exp(u) + np.exp(-u)))


@wrong(
    "gelu",
    hint="your 1 stands inside the tanh, for want of brackets; it is to be added to the tanh",
    see="1.9 GELU, swish, softplus, mish",
)
def gelu_bracket_misplaced(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * np.tanh(1 + np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))


@wrong("swish", hint="your answer is the gate; x weighed by the gate is wanted", see="1.9 GELU, swish, softplus, mish")
def swish_gate_only(x):
    return sigmoid(x)


@wrong(
    "swish",
    hint="your gate opens for negative x; it is wanted open for positive x",
    see="1.9 GELU, swish, softplus, mish",
)
def swish_gate_flipped(x):
    return x * sigmoid(-x)


@wrong("swish", hint="your gate runs from -1 to 1; it is wanted between 0 and 1", see="1.9 GELU, swish, softplus, mish")
def swish_with_tanh_gate(x):
    return x * np.tanh(x)


@wrong(
    "swish",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity; finite values are wanted out to 10,000",
    see="1.9 GELU, swish, softplus, mish",
)
def swish_overflows(x):
    x = np.asarray(x, dtype=float)
    return x * np.exp(x) / (1 + np.exp(x))


@wrong("swish", hint="your answer multiplies by the bracket; its power is -1", see="1.9 GELU, swish, softplus, mish")
def swish_multiplied_instead_of_divided(x):
    x = np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):
        return x * (1 + np.exp(-x))


@wrong("swish", hint="your answer divides before it adds, for want of brackets", see="1.9 GELU, swish, softplus, mish")
def swish_bracket_missing(x):
    x = np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):
        return x / 1 + np.exp(-x)


@wrong(
    "swish",
    hint="your gate is a piecewise linear stand-in; the smooth one is wanted",
    see="1.9 GELU, swish, softplus, mish",
)
def swish_piecewise_linear_gate(x):
    x = np.asarray(x, dtype=float)
    return x * np.clip(x / 6 + 0.5, 0, 1)


@wrong("swish", hint="your answer applies the gate twice; once is wanted", see="1.9 GELU, swish, softplus, mish")
def swish_gate_twice(x):
    s = sigmoid(x)
    return x * s * s


@wrong(
    "swish", hint="your answer adds the gate; x weighed by the gate is wanted", see="1.9 GELU, swish, softplus, mish"
)
def swish_sum_for_product(x):
    return x + sigmoid(x)


@wrong(
    "swish",
    hint="your answer sends its result through a sigmoid; nothing comes after the product",
    see="1.9 GELU, swish, softplus, mish",
)
def swish_sigmoid_of_the_output(x):
    return sigmoid(x * sigmoid(x))


@wrong(
    "swish",
    hint="your answer replaces nan by 0, and the nan came from large x, where swish is about x",
    see="1.9 GELU, swish, softplus, mish",
)
def swish_nan_taken_for_zero(x):
    return np.nan_to_num(x * (np.exp(x) / (1 + np.exp(x))))


@wrong(
    "swish",
    hint="your answer changes the array that was handed in; a new array is wanted",
    see="1.9 GELU, swish, softplus, mish",
)
def swish_in_place(x):
    x *= sigmoid(x)
    return x


@wrong(
    "swish",
    hint="your answer is 0 for every negative x; swish dips below 0 there",
    see="1.9 GELU, swish, softplus, mish",
)
def swish_cut_at_zero(x):
    return np.maximum(x, 0) * sigmoid(x)


@wrong(
    "softplus",
    hint="your answer is inf for large x; a finite value is wanted out to 10,000",
    see="1.9 GELU, swish, softplus, mish",
)
def softplus_overflows(x):
    x = np.asarray(x, dtype=float)
    return np.log(1 + np.exp(x))


@wrong("softplus", hint="your answer falls as x grows; softplus rises", see="1.9 GELU, swish, softplus, mish")
def softplus_sign_flipped(x):
    return np.logaddexp(0, -np.asarray(x, dtype=float))


@wrong(
    "softplus", hint="your answer goes to 0 for large x; softplus grows with x", see="1.9 GELU, swish, softplus, mish"
)
def softplus_large_part_missing(x):
    return np.log1p(np.exp(-np.abs(x)))


@wrong(
    "softplus",
    hint="your answer stops growing where x was cut off; softplus has no upper limit",
    see="1.9 GELU, swish, softplus, mish",
)
def softplus_clipped(x):
    return np.log1p(np.exp(np.clip(x, -20, 20)))


@wrong("softplus", hint="your logarithm has base 2; the natural one is wanted", see="1.9 GELU, swish, softplus, mish")
def softplus_base_two(x):
    return np.logaddexp2(0, np.asarray(x, dtype=float) / np.log(2))


@wrong("softplus", hint="your answer has a kink at 0; softplus is smooth", see="1.9 GELU, swish, softplus, mish")
def softplus_is_relu(x):
    x = np.asarray(x, dtype=float)
    return np.maximum(x, 0)


@wrong(
    "softplus", hint="your answer is replaced by x where the two still differ", see="1.9 GELU, swish, softplus, mish"
)
def softplus_switched_too_early(x):
    x = np.asarray(x, dtype=float)
    return np.where(x > 5, x, np.log1p(np.exp(np.minimum(x, 5))))


@wrong(
    "softplus",
    hint="your answer lies between 0 and 1; softplus has no upper limit",
    see="1.9 GELU, swish, softplus, mish",
)
def softplus_is_sigmoid(x):
    return sigmoid(x)


@wrong(
    "softplus",
    hint="your answer grows to the left, too; softplus goes to 0 there",
    see="1.9 GELU, swish, softplus, mish",
)
def softplus_absolute_value_kept(x):
    return np.abs(x) + np.log1p(np.exp(-np.abs(x)))


@wrong(
    "softplus",
    hint="your answer is too large by far on both sides; look at the sign of an exponent",
    see="1.9 GELU, swish, softplus, mish",
)
def softplus_exponential_of_x_in_the_second_term(x):
    x = np.asarray(x, dtype=float)
    return np.maximum(x, 0) + np.log1p(np.exp(np.minimum(np.abs(x), 700)))


@wrong(
    "softplus",
    hint="your answer stops growing where x was cut off; softplus has no upper limit",
    see="1.9 GELU, swish, softplus, mish",
)
def softplus_clipped_far_out(x):
    return np.log1p(np.exp(np.clip(x, -500, 500)))


@wrong(
    "softplus",
    hint="your answer takes the logarithm of a number that underflows to 0; a finite value is wanted for large x",
    see="1.9 GELU, swish, softplus, mish",
)
def softplus_by_the_logarithm_of_sigmoid(x):
    return -np.log(sigmoid(-np.asarray(x)))


@wrong(
    "softplus",
    hint="your answer falls below 0 on the left; softplus stays above",
    see="1.9 GELU, swish, softplus, mish",
)
def softplus_x_in_front(x):
    return x + np.log1p(np.exp(-np.abs(x)))


@wrong(
    "softplus",
    hint="your answer takes one shift for the whole array, and loses elements far below the largest; each stands for itself",
    see="1.9 GELU, swish, softplus, mish",
)
def softplus_one_shift_for_all(x):
    m = max(np.max(x), 0)
    return m + np.log(np.exp(-m) + np.exp(x - m))


@wrong(
    "softplus",
    hint="your np.vectorize takes the type of all results from the first one, so some lose their fractions; every value is wanted whole",
    see="1.9 GELU, swish, softplus, mish",
)
def softplus_vectorized_without_type(x):
    return np.vectorize(lambda v: v if v > 30 else np.log1p(np.exp(v)))(x)


@wrong(
    "softplus",
    hint="your two parts are not those of one formula: for large x a constant is left over; softplus(x) - x goes to 0 there",
    see="1.9 GELU, swish, softplus, mish",
)
def softplus_smaller_part_kept(x):
    return np.maximum(x, 0) + np.log1p(np.exp(np.minimum(x, 0)))


@wrong("mish", hint="your answer is the gate; x weighed by the gate is wanted", see="1.9 GELU, swish, softplus, mish")
def mish_gate_only(x):
    return np.tanh(softplus(x))


@wrong("mish", hint="your tanh is taken of x; it is wanted of the softplus", see="1.9 GELU, swish, softplus, mish")
def mish_roles_exchanged(x):
    return np.tanh(x) * softplus(x)


@wrong("mish", hint="your two functions are nested in the other order", see="1.9 GELU, swish, softplus, mish")
def mish_softplus_of_tanh(x):
    return x * softplus(np.tanh(x))


@wrong(
    "mish",
    hint="your tanh is taken of an exponential; it is wanted of the softplus",
    see="1.9 GELU, swish, softplus, mish",
)
def mish_exponential_for_softplus(x):
    x = np.asarray(x, dtype=float)
    return x * np.tanh(np.exp(np.minimum(x, 700)))


@wrong("mish", hint="your gate is made with a sigmoid; a tanh is wanted", see="1.9 GELU, swish, softplus, mish")
def mish_sigmoid_for_tanh(x):
    return x * sigmoid(softplus(x))


@wrong("mish", hint="your tanh is taken of x; it is wanted of the softplus", see="1.9 GELU, swish, softplus, mish")
def mish_softplus_missing(x):
    return x * np.tanh(x)


@wrong(
    "mish",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity; finite values are wanted out to 10,000",
    see="1.9 GELU, swish, softplus, mish",
)
def mish_fraction_overflows(x):
    x = np.asarray(x, dtype=float)
    w = (1 + np.exp(x)) ** 2
    return x * (w - 1) / (w + 1)


@wrong("mish", hint="your answer is swish; mish has another gate", see="1.9 GELU, swish, softplus, mish")
def mish_is_swish(x):
    return x * sigmoid(x)


@wrong(
    "mish",
    hint="your gate opens for negative x; it is wanted open for positive x",
    see="1.9 GELU, swish, softplus, mish",
)
def mish_sign_of_the_gate_flipped(x):
    return x * np.tanh(softplus(-np.asarray(x)))


@wrong("mish", hint="your answer leaves the tanh out", see="1.9 GELU, swish, softplus, mish")
def mish_without_tanh(x):
    return x * softplus(x)


@wrong(
    "mish",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="1.9 GELU, swish, softplus, mish",
)
def mish_integers_truncated(x):
    out = np.array(x)
    out[...] = x * np.tanh(softplus(x))
    return out


@wrong(
    "gelu_prime",
    hint="your answer holds one term of the slope; a product changes in more than one way",
    see="1.10 Slopes of the smooth ones",
)
def gelu_prime_second_term_lost(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t)


@wrong(
    "gelu_prime",
    hint="your answer holds one term of the slope; a product changes in more than one way",
    see="1.10 Slopes of the smooth ones",
)
def gelu_prime_first_term_lost(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * x * (1 - t**2) * k * (1 + 3 * 0.044715 * x**2)


@wrong(
    "gelu_prime",
    hint="your answer leaves out the change of an inner function; the slope of the whole is wanted",
    see="1.10 Slopes of the smooth ones",
)
def gelu_prime_inner_derivative_lost(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2)


@wrong("gelu_prime", hint="your inner slope lacks a constant factor", see="1.10 Slopes of the smooth ones")
def gelu_prime_three_lost(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * k * (1 + 0.044715 * x**2)


@wrong(
    "gelu_prime",
    hint="your inner slope lacks the constant that stands before the bracket",
    see="1.10 Slopes of the smooth ones",
)
def gelu_prime_root_lost(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * (1 + 3 * 0.044715 * x**2)


@wrong(
    "gelu_prime",
    hint="your slope of the tanh is not the one of 1.6; compare it with a measured one",
    see="1.10 Slopes of the smooth ones",
)
def gelu_prime_tanh_not_squared(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t) * k * (1 + 3 * 0.044715 * x**2)


@wrong("gelu_prime", hint="your second term lacks a factor", see="1.10 Slopes of the smooth ones")
def gelu_prime_x_lost_in_second_term(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * (1 - t**2) * k * (1 + 3 * 0.044715 * x**2)


@wrong("gelu_prime", hint="your inner slope holds a power of x that is too high", see="1.10 Slopes of the smooth ones")
def gelu_prime_cube_kept(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * k * (1 + 3 * 0.044715 * x**3)


@wrong("gelu_prime", hint="your second term is twice what is wanted", see="1.10 Slopes of the smooth ones")
def gelu_prime_half_lost_in_second_term(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + x * (1 - t**2) * k * (1 + 3 * 0.044715 * x**2)


@wrong(
    "gelu_prime",
    hint="your answer is the slope of the exact form; that of the tanh form is wanted",
    see="1.10 Slopes of the smooth ones",
)
def gelu_prime_of_the_exact_form(x):
    import math

    gate = np.vectorize(lambda v: 0.5 * (1 + math.erf(v / math.sqrt(2))))
    x = np.asarray(x, dtype=float)
    return gate(x) + x * np.exp(-x * x / 2) / np.sqrt(2 * np.pi)


@wrong(
    "gelu_prime",
    hint="your answer is the slope of a coarser form; that of the tanh form is wanted",
    see="1.10 Slopes of the smooth ones",
)
def gelu_prime_by_a_sigmoid(x):
    s = sigmoid(1.702 * np.asarray(x))
    return s + 1.702 * x * s * (1 - s)


@wrong(
    "gelu_prime", hint="your answer is the function itself; its slope is wanted", see="1.10 Slopes of the smooth ones"
)
def gelu_prime_is_gelu(x):
    return gelu(x)


@wrong("gelu_prime", hint="your inner slope holds a power of x that is too low", see="1.10 Slopes of the smooth ones")
def gelu_prime_square_lost(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * k * (1 + 3 * 0.044715 * x)


@wrong(
    "swish_prime",
    hint="your answer holds one term of the slope; a product changes in more than one way",
    see="1.10 Slopes of the smooth ones",
)
def swish_prime_second_term_lost(x):
    return sigmoid(x)


@wrong(
    "swish_prime",
    hint="your answer holds one term of the slope; a product changes in more than one way",
    see="1.10 Slopes of the smooth ones",
)
def swish_prime_first_term_lost(x):
    s = sigmoid(x)
    return x * s * (1 - s)


@wrong(
    "swish_prime",
    hint="your answer is the slope of the gate; that of the product is wanted",
    see="1.10 Slopes of the smooth ones",
)
def swish_prime_of_the_gate_only(x):
    s = sigmoid(x)
    return s * (1 - s)


@wrong(
    "swish_prime",
    hint="your second term holds the gate itself; its slope belongs there",
    see="1.10 Slopes of the smooth ones",
)
def swish_prime_gate_not_differentiated(x):
    s = sigmoid(x)
    return s + x * s


@wrong("swish_prime", hint="your second term lacks a factor", see="1.10 Slopes of the smooth ones")
def swish_prime_x_lost_in_second_term(x):
    s = sigmoid(x)
    return s + s * (1 - s)


@wrong("swish_prime", hint="your slope of the gate lacks a factor", see="1.10 Slopes of the smooth ones")
def swish_prime_gate_derivative_incomplete(x):
    s = sigmoid(x)
    return s + x * (1 - s)


@wrong(
    "swish_prime",
    hint="your two terms are subtracted; compare with a measured slope",
    see="1.10 Slopes of the smooth ones",
)
def swish_prime_minus_for_plus(x):
    s = sigmoid(x)
    return s - x * s * (1 - s)


@wrong(
    "swish_prime", hint="your answer is the function itself; its slope is wanted", see="1.10 Slopes of the smooth ones"
)
def swish_prime_is_swish(x):
    return x * sigmoid(x)


@wrong(
    "swish_prime",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity; finite values are wanted out to 10,000",
    see="1.10 Slopes of the smooth ones",
)
def swish_prime_overflows(x):
    x = np.asarray(x, dtype=float)
    e = np.exp(x)
    return e * (1 + e + x) / (1 + e) ** 2


@wrong(
    "swish_prime", hint="your answer has swish in a place where the gate belongs", see="1.10 Slopes of the smooth ones"
)
def swish_prime_swish_in_both_places(x):
    y = x * sigmoid(x)
    return y + y * (1 - y)


@wrong("swish_prime", hint="your answer has x in a place where the gate belongs", see="1.10 Slopes of the smooth ones")
def swish_prime_one_minus_x(x):
    s = sigmoid(x)
    return s + x * s * (1 - np.asarray(x))


@wrong("swish_prime", hint="your slope of the gate has a wrong sign", see="1.10 Slopes of the smooth ones")
def swish_prime_plus_in_the_gate_derivative(x):
    s = sigmoid(x)
    return s + x * s * (1 + s)


@wrong(
    "swish_prime",
    hint="your second term holds swish's own factors; the slope of the gate belongs there",
    see="1.10 Slopes of the smooth ones",
)
def swish_prime_gate_squared(x):
    s = sigmoid(x)
    return s + x * s**2


@wrong(
    "swish_prime",
    hint="your quotient becomes inf / inf for very negative x; right values are wanted down to -10,000",
    see="1.10 Slopes of the smooth ones",
)
def swish_prime_by_the_quotient_rule(x):
    e = np.exp(-np.asarray(x, dtype=float))
    return (1 + e + x * e) / (1 + e) ** 2


@wrong(
    "swish_prime",
    hint="your gate has the slope of tanh; here it is a sigmoid",
    see="1.10 Slopes of the smooth ones",
)
def swish_prime_gate_slope_of_tanh(x):
    s = sigmoid(x)
    return s + x * (1 - s**2)


@wrong(
    "swish_prime",
    hint="your second term misses a bracket: swish(x) times the gate alone; the product rule gives another factor there",
    see="1.10 Slopes of the smooth ones",
)
def swish_prime_one_minus_lost(x):
    s = sigmoid(x)
    return x * s + s * x * s


@wrong(
    "swish_prime",
    hint="your answer is a difference quotient, near the slope and no more; the derived formula is wanted",
    see="1.10 Slopes of the smooth ones",
    sign=_off_by_a_little(lambda x: _logistic(x) * (1 + x * _logistic(-x))),
)
def swish_prime_by_differences(x):
    return (swish(x + 1e-6) - swish(x - 1e-6)) / 2e-6


@wrong(
    "softplus_prime", hint="your slope falls as x grows; softplus gets steeper", see="1.10 Slopes of the smooth ones"
)
def softplus_prime_sign_flipped(x):
    return sigmoid(-np.asarray(x))


@wrong(
    "softplus_prime",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity; finite values are wanted out to 10,000",
    see="1.10 Slopes of the smooth ones",
)
def softplus_prime_overflows(x):
    x = np.asarray(x, dtype=float)
    return np.exp(x) / (1 + np.exp(x))


@wrong(
    "softplus_prime",
    hint="your answer is the slope of the slope; the first is wanted",
    see="1.10 Slopes of the smooth ones",
)
def softplus_prime_second_derivative(x):
    s = sigmoid(x)
    return s * (1 - s)


@wrong(
    "softplus_prime",
    hint="your answer is the function itself; its slope is wanted",
    see="1.10 Slopes of the smooth ones",
)
def softplus_prime_is_softplus(x):
    return softplus(x)


@wrong("softplus_prime", hint="your slope jumps at 0; softplus is smooth", see="1.10 Slopes of the smooth ones")
def softplus_prime_of_relu(x):
    return np.where(np.greater(x, 0), 1.0, 0.0)


@wrong(
    "softplus_prime",
    hint="your slope is negative on the left; softplus rises everywhere",
    see="1.10 Slopes of the smooth ones",
)
def softplus_prime_is_tanh(x):
    return np.tanh(x)


@wrong(
    "softplus_prime",
    hint="your answer replaces nan by 0, and the nan came from large x, where softplus is steepest",
    see="1.10 Slopes of the smooth ones",
)
def softplus_prime_nan_taken_for_zero(x):
    return np.nan_to_num(np.exp(x) / (1 + np.exp(x)))


@wrong(
    "softplus_prime",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="1.10 Slopes of the smooth ones",
)
def softplus_prime_integers_truncated(x):
    return sigmoid(x).astype(np.asarray(x).dtype)


def _clipped_argument(calls):
    """The values are those of the argument cut off at one bound c < 25."""
    (c,) = {round(float(np.log(np.max(v) / (1 - np.max(v)))), 6) for (x,), v in calls if np.max(x) > 500}
    return 0 < c < 25 and all(np.allclose(v, _logistic(np.clip(x, -c, c)), atol=1e-9) for (x,), v in calls)


@wrong(
    "softplus_prime",
    hint="your x is clipped at a bound so small that the slope stops short of 0 and 1; the slope itself is wanted",
    see="1.10 Slopes of the smooth ones",
    sign=_clipped_argument,
)
def softplus_prime_clipped(x):
    return 1 / (1 + np.exp(-np.clip(x, -10, 10)))


@wrong(
    "softplus_prime",
    hint="your answer is a difference quotient, near the slope and no more; the derived formula is wanted",
    see="1.10 Slopes of the smooth ones",
    sign=_off_by_a_little(_logistic),
)
def softplus_prime_by_differences(x):
    return (softplus(x + 1e-6) - softplus(x)) / 1e-6


@wrong(
    "mish_prime",
    hint="your answer holds one term of the slope; a product changes in more than one way",
    see="1.10 Slopes of the smooth ones",
)
def mish_prime_second_term_lost(x):
    t = np.tanh(softplus(x))
    return t


@wrong(
    "mish_prime",
    hint="your answer holds one term of the slope; a product changes in more than one way",
    see="1.10 Slopes of the smooth ones",
)
def mish_prime_first_term_lost(x):
    t = np.tanh(softplus(x))
    return x * (1 - t**2) * sigmoid(x)


@wrong(
    "mish_prime",
    hint="your answer leaves out the change of an inner function; the slope of the whole is wanted",
    see="1.10 Slopes of the smooth ones",
)
def mish_prime_softplus_not_differentiated(x):
    t = np.tanh(softplus(x))
    return t + x * (1 - t**2)


@wrong(
    "mish_prime",
    hint="your second term takes a tanh of x; look at what stands inside the gate",
    see="1.10 Slopes of the smooth ones",
)
def mish_prime_tanh_of_x(x):
    t = np.tanh(softplus(x))
    return t + x * (1 - np.tanh(x) ** 2) * sigmoid(x)


@wrong(
    "mish_prime",
    hint="your slope of the tanh is not the one of 1.6; compare it with a measured one",
    see="1.10 Slopes of the smooth ones",
)
def mish_prime_tanh_not_squared(x):
    t = np.tanh(softplus(x))
    return t + x * (1 - t) * sigmoid(x)


@wrong("mish_prime", hint="your second term lacks a factor", see="1.10 Slopes of the smooth ones")
def mish_prime_x_lost_in_second_term(x):
    t = np.tanh(softplus(x))
    return t + (1 - t**2) * sigmoid(x)


@wrong(
    "mish_prime",
    hint="your answer repeats an inner function; its slope belongs there",
    see="1.10 Slopes of the smooth ones",
)
def mish_prime_softplus_kept(x):
    t = np.tanh(softplus(x))
    return t + x * (1 - t**2) * softplus(x)


@wrong(
    "mish_prime",
    hint="your answer is nan far from 0, where an infinity is divided by an infinity; finite values are wanted out to 10,000",
    see="1.10 Slopes of the smooth ones",
)
def mish_prime_fraction_overflows(x):
    x = np.asarray(x, dtype=float)
    e = np.exp(x)
    omega = 4 * (x + 1) + 4 * e**2 + e**3 + e * (4 * x + 6)
    return e * omega / (2 * e + e**2 + 2) ** 2


@wrong("mish_prime", hint="your inner slope was differentiated once too often", see="1.10 Slopes of the smooth ones")
def mish_prime_derivative_of_sigmoid_inside(x):
    t = np.tanh(softplus(x))
    s = sigmoid(x)
    return t + x * (1 - t**2) * s * (1 - s)


@wrong(
    "mish_prime", hint="your answer is the slope of swish; mish has another gate", see="1.10 Slopes of the smooth ones"
)
def mish_prime_of_swish(x):
    s = sigmoid(x)
    return s + x * s * (1 - s)


@wrong(
    "mish_prime", hint="your answer is the function itself; its slope is wanted", see="1.10 Slopes of the smooth ones"
)
def mish_prime_is_mish(x):
    return x * np.tanh(softplus(x))


@wrong(
    "mish_prime",
    hint="your two terms are subtracted; compare with a measured slope",
    see="1.10 Slopes of the smooth ones",
)
def mish_prime_minus_for_plus(x):
    t = np.tanh(softplus(x))
    return t - x * (1 - t**2) * sigmoid(x)
