"""Named wrong answers to notebook 2: what was done, and what to say about it."""

import numpy as np

from autograder.testing import wrong

LAYER, OUTPUT, SOFTMAX, LOSS = "2.1 Hidden layer", "2.2 Output layer", "2.3 Softmax", "2.4 Cross-entropy"
PENALTY, OBJECTIVE, BATCH, DEEP = (
    "2.5 L2 penalty",
    "2.6 The regularized objective",
    "2.7 A minibatch",
    "2.8 Deeper networks",
)


# --- 2.1 hidden_layer


@wrong("hidden_layer", hint="this is the layout of rows; here the weights stand on the left", see=LAYER)
def hidden_layer_in_rows(x, W1, phi):
    z = x @ W1
    return z, phi(z)


@wrong("hidden_layer", hint="the weights are transposed: z has one entry for each row of W1", see=LAYER)
def hidden_layer_weights_transposed(x, W1, phi):
    z = W1.T @ x
    return z, phi(z)


@wrong("hidden_layer", hint="* multiplies entry by entry; a layer needs a matrix product", see=LAYER)
def hidden_layer_elementwise_product(x, W1, phi):
    z = W1 * x
    return z, phi(z)


@wrong("hidden_layer", hint="the order is z, then h", see=LAYER)
def hidden_layer_h_before_z(x, W1, phi):
    z = W1 @ x
    return phi(z), z


@wrong("hidden_layer", hint="h is returned in both places; z, before the activation, is lost", see=LAYER)
def hidden_layer_h_in_place_of_z(x, W1, phi):
    h = phi(W1 @ x)
    return h, h


@wrong("hidden_layer", hint="the activation is not applied", see=LAYER)
def hidden_layer_without_phi(x, W1, phi):
    z = W1 @ x
    return z, z


@wrong("hidden_layer", hint="the activation acts on z, not on the input", see=LAYER)
def hidden_layer_phi_on_the_input(x, W1, phi):
    z = W1 @ x
    return z, W1 @ phi(x)


@wrong("hidden_layer", hint="one activation is built in; use the phi that is handed in", see=LAYER)
def hidden_layer_always_tanh(x, W1, phi):
    z = W1 @ x
    return z, np.tanh(z)


@wrong("hidden_layer", hint="the activation is applied twice", see=LAYER)
def hidden_layer_phi_twice(x, W1, phi):
    z = W1 @ x
    return z, phi(phi(z))


@wrong("hidden_layer", hint="z and h are columns of shape (h, 1); they should have shape (h,)", see=LAYER)
def hidden_layer_as_columns(x, W1, phi):
    z = W1 @ x[:, None]
    return z, phi(z)


@wrong("hidden_layer", hint="fractions are cut off: the result has the integer type of the input", see=LAYER)
def hidden_layer_integer_result(x, W1, phi):
    z = (W1 @ x).astype(W1.dtype)
    h = np.zeros_like(z)
    h[:] = phi(z)
    return z, h


@wrong("hidden_layer", hint="z is stored in the integer type of x, and fractions are cut off", see=LAYER)
def hidden_layer_in_the_type_of_x(x, W1, phi):
    z = np.zeros(len(W1), dtype=x.dtype)
    z[:] = W1 @ x
    return z, phi(z)


@wrong("hidden_layer", hint="an axis of length 1 is dropped; a layer of one unit still has an axis", see=LAYER)
def hidden_layer_squeezed(x, W1, phi):
    z = np.squeeze(W1 @ x)
    return z, phi(z)


# --- 2.2 output_layer


@wrong("output_layer", hint="this is the layout of rows; here the weights stand on the left", see=OUTPUT)
def output_layer_in_rows(h, W2):
    return h @ W2


@wrong("output_layer", hint="the weights are transposed: o has one entry for each row of W2", see=OUTPUT)
def output_layer_weights_transposed(h, W2):
    return W2.T @ h


@wrong("output_layer", hint="the output layer returns logits; softmax belongs to the loss", see=OUTPUT)
def output_layer_with_softmax(h, W2):
    o = W2 @ h
    e = np.exp(o - o.max())
    return e / e.sum()


@wrong("output_layer", hint="there is no activation on the output", see=OUTPUT)
def output_layer_with_relu(h, W2):
    return np.maximum(W2 @ h, 0)


@wrong("output_layer", hint="there is no activation on the output", see=OUTPUT)
def output_layer_with_tanh(h, W2):
    return np.tanh(W2 @ h)


@wrong("output_layer", hint="* multiplies entry by entry; the products of each row are still to be summed", see=OUTPUT)
def output_layer_elementwise_product(h, W2):
    return W2 * h


@wrong("output_layer", hint="all logits are summed into one number", see=OUTPUT)
def output_layer_summed(h, W2):
    return np.sum(W2 * h)


@wrong("output_layer", hint="o has an axis too many; its shape should be (q,)", see=OUTPUT)
def output_layer_as_a_column(h, W2):
    return W2 @ h.reshape(-1, 1)


@wrong("output_layer", hint="the sum runs over the outputs, not over the hidden units", see=OUTPUT)
def output_layer_summed_over_outputs(h, W2):
    return (W2 * h).sum(axis=0)


@wrong(
    "output_layer", hint="the largest logit is subtracted; a shift belongs to softmax, not to the logits", see=OUTPUT
)
def output_layer_shifted(h, W2):
    o = W2 @ h
    return o - o.max()


@wrong("output_layer", hint="an axis of length 1 is dropped; one output still has an axis", see=OUTPUT)
def output_layer_squeezed(h, W2):
    return np.squeeze(W2 @ h)


@wrong("output_layer", hint="the logits are stored in the integer type of W2, and fractions are cut off", see=OUTPUT)
def output_layer_in_the_type_of_W2(h, W2):
    o = np.zeros(len(W2), dtype=W2.dtype)
    o[:] = W2 @ h
    return o


@wrong("output_layer", hint="the result is written over h, the array that was handed in", see=OUTPUT)
def output_layer_overwrites_h(h, W2):
    o = W2 @ h
    if o.shape != h.shape:
        return o
    h[:] = o
    return h


# --- 2.3 softmax


@wrong("softmax", hint="exp overflows for large logits: there is no shift, or one that is too small", see=SOFTMAX)
def softmax_without_shift(o):
    e = np.exp(o)
    return e / e.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="the sum runs over the first axis, not the last", see=SOFTMAX)
def softmax_over_the_first_axis(o):
    e = np.exp(o - o.max(axis=0))
    return e / e.sum(axis=0)


@wrong("softmax", hint="the sum runs over the second axis; with more leading axes that is not the last", see=SOFTMAX)
def softmax_over_the_second_axis(o):
    axis = 1 if o.ndim > 1 else 0
    e = np.exp(o - o.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


@wrong("softmax", hint="one sum for the whole batch; each row is normalised by itself", see=SOFTMAX)
def softmax_one_sum_for_all_rows(o):
    e = np.exp(o - o.max(axis=-1, keepdims=True))
    return e / e.sum()


@wrong("softmax", hint="one shift for the whole batch: rows far below the largest become 0/0", see=SOFTMAX)
def softmax_one_shift_for_all_rows(o):
    e = np.exp(o - o.max())
    return e / e.sum(axis=-1, keepdims=True)


@wrong(
    "softmax",
    hint="rows far below the rest become 0; a tiny number below does not mend that",
    see=SOFTMAX,
)
def softmax_one_shift_and_epsilon(o):
    e = np.exp(o - o.max())
    return e / (e.sum(axis=-1, keepdims=True) + 1e-12)


@wrong("softmax", hint="the exponentials are not divided by their sum", see=SOFTMAX)
def softmax_not_normalised(o):
    return np.exp(o - o.max(axis=-1, keepdims=True))


@wrong("softmax", hint="without exp: only the division by the sum is there", see=SOFTMAX)
def softmax_without_exp(o):
    return o / o.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="the shift goes to the smallest logit, so large differences still overflow", see=SOFTMAX)
def softmax_shifted_by_the_minimum(o):
    e = np.exp(o - o.min(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="a shift by the mean still overflows where logits lie far apart", see=SOFTMAX)
def softmax_shifted_by_the_mean(o):
    e = np.exp(o - o.mean(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="only the numerator is shifted; the same factor must cancel below", see=SOFTMAX)
def softmax_shift_in_the_numerator_only(o):
    return np.exp(o - o.max(axis=-1, keepdims=True)) / np.exp(o).sum(axis=-1, keepdims=True)


@wrong(
    "softmax",
    hint="dividing the logits by the largest changes the answer; softmax ignores offsets only",
    see=SOFTMAX,
)
def softmax_divided_by_the_maximum(o):
    e = np.exp(o / np.abs(o).max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="clipping the logits changes the answer", see=SOFTMAX)
def softmax_of_clipped_logits(o):
    e = np.exp(np.clip(o, -500, 500))
    return e / e.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="the sign is turned round: the largest logit gets the smallest probability", see=SOFTMAX)
def softmax_of_minus_o(o):
    e = np.exp(o.min(axis=-1, keepdims=True) - o)
    return e / e.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="each entry gets a sigmoid by itself; the row does not sum to 1", see=SOFTMAX)
def softmax_as_sigmoids(o):
    return 0.5 * (1 + np.tanh(0.5 * o))


@wrong("softmax", hint="powers of 2 instead of e", see=SOFTMAX)
def softmax_with_base_two(o):
    e = np.exp2(o - o.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="the argument is shifted in place; work on a copy", see=SOFTMAX)
def softmax_in_place(o):
    if o.dtype.kind == "f":
        o -= o.max(axis=-1, keepdims=True)
        e = np.exp(o)
    else:
        e = np.exp(o - o.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="this is the logarithm of softmax", see=SOFTMAX)
def softmax_logarithm(o):
    shifted = o - o.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


@wrong("softmax", hint="a 1 for the largest and 0 elsewhere: that is argmax, softmax shares out", see=SOFTMAX)
def softmax_hard(o):
    return (o == o.max(axis=-1, keepdims=True)).astype(float)


@wrong(
    "softmax",
    hint="axis=1 is the last axis of a batch only: one row has no such axis, and of three it is another",
    see=SOFTMAX,
)
def softmax_axis_one(o):
    e = np.exp(o - o.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax", hint="the axis of the sum is lost, so that each entry is divided by another row's sum", see=SOFTMAX)
def softmax_without_keepdims(o):
    e = np.exp(o - o.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1)


@wrong("softmax", hint="the shift is the largest size: very negative logits are moved down, not up", see=SOFTMAX)
def softmax_shifted_by_the_largest_size(o):
    e = np.exp(o - np.abs(o).max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="a small number added below is not needed after the shift, and costs digits", see=SOFTMAX)
def softmax_epsilon_in_the_denominator(o):
    e = np.exp(o - o.max(axis=-1, keepdims=True))
    return e / (e.sum(axis=-1, keepdims=True) + 1e-8)


@wrong("softmax", hint="the result is stored in the integer type of o, and fractions are cut off", see=SOFTMAX)
def softmax_integers_truncated(o):
    e = np.exp(o - o.max(axis=-1, keepdims=True))
    return (e / e.sum(axis=-1, keepdims=True)).astype(o.dtype)


@wrong(
    "softmax", hint="each entry along the first axis is taken for one row; with more axes it holds many", see=SOFTMAX
)
def softmax_loop_over_the_first_axis(o):
    rows = [np.exp(row - row.max()) for row in np.atleast_2d(o)]
    return np.reshape([e / e.sum() for e in rows], o.shape)


# --- 2.4 cross_entropy


@wrong("cross_entropy", hint="the minus sign is missing", see=LOSS)
def cross_entropy_without_minus(o, y):
    shifted = o - o.max()
    return np.sum(y * shifted) - np.log(np.exp(shifted).sum())


@wrong(
    "cross_entropy",
    hint="a confident mistake costs inf: exponentials leave their range before the logarithm; use log-sum-exp, well shifted",
    see=LOSS,
)
def cross_entropy_log_of_softmax(o, y):
    e = np.exp(o - o.max())
    return -np.log((e / e.sum())[np.argmax(y)])


@wrong("cross_entropy", hint="an epsilon inside the logarithm: confident mistakes cost too little", see=LOSS)
def cross_entropy_with_epsilon(o, y):
    e = np.exp(o - o.max())
    return -np.sum(y * np.log(e / e.sum() + 1e-12))


@wrong("cross_entropy", hint="a tiny number inside the logarithm still caps the loss of a confident mistake", see=LOSS)
def cross_entropy_with_tiny_epsilon(o, y):
    e = np.exp(o - o.max())
    return -np.sum(y * np.log(e / e.sum() + 1e-300))


@wrong("cross_entropy", hint="clipped probabilities cap the loss of a confident mistake", see=LOSS)
def cross_entropy_of_clipped_probabilities(o, y):
    e = np.exp(o - o.max())
    return -np.sum(y * np.log(np.clip(e / e.sum(), 1e-15, 1 - 1e-15)))


@wrong("cross_entropy", hint="clipped logits change the loss", see=LOSS)
def cross_entropy_of_clipped_logits(o, y):
    o = np.clip(o, -700, 700)
    shifted = o - o.max()
    return np.log(np.exp(shifted).sum()) - np.sum(y * shifted)


@wrong("cross_entropy", hint="log-sum-exp without a shift overflows", see=LOSS)
def cross_entropy_without_shift(o, y):
    return np.log(np.sum(np.exp(o))) - np.sum(y * o)


@wrong("cross_entropy", hint="shifted inside the sum, but the true logit is not shifted", see=LOSS)
def cross_entropy_half_shifted(o, y):
    return np.log(np.sum(np.exp(o - o.max()))) - np.sum(y * o)


@wrong("cross_entropy", hint="a logarithm to base 2; the loss uses natural logarithms", see=LOSS)
def cross_entropy_in_bits(o, y):
    shifted = o - o.max()
    return (np.log(np.exp(shifted).sum()) - np.sum(y * shifted)) / np.log(2)


@wrong("cross_entropy", hint="divided by the number of classes; the sum over the classes is the loss", see=LOSS)
def cross_entropy_mean_over_classes(o, y):
    shifted = o - o.max()
    return (np.log(np.exp(shifted).sum()) - np.sum(y * shifted)) / len(o)


@wrong("cross_entropy", hint="o holds logits, not probabilities", see=LOSS)
def cross_entropy_taking_probabilities(o, y):
    return -np.sum(y * np.log(np.abs(o) + 1e-300))


@wrong("cross_entropy", hint="softmax twice: o holds logits", see=LOSS)
def cross_entropy_softmax_twice(o, y):
    e = np.exp(o - o.max())
    p = e / e.sum()
    return np.log(np.exp(p).sum()) - np.sum(y * p)


@wrong("cross_entropy", hint="the classes that are not true are counted as well (one sigmoid a class)", see=LOSS)
def cross_entropy_binary(o, y):
    return np.sum(np.logaddexp(0, o) - y * o)


@wrong("cross_entropy", hint="only the largest logit is looked at, not the true one", see=LOSS)
def cross_entropy_of_the_prediction(o, y):
    return np.log(np.exp(o - o.max()).sum())


@wrong("cross_entropy", hint="one loss for each class; the sum over the classes is missing", see=LOSS)
def cross_entropy_not_summed(o, y):
    shifted = o - o.max()
    return y * (np.log(np.exp(shifted).sum()) - shifted)


@wrong("cross_entropy", hint="the probability is returned; its logarithm is the loss", see=LOSS)
def cross_entropy_without_log(o, y):
    e = np.exp(o - o.max())
    return -np.sum(y * e / e.sum())


@wrong("cross_entropy", hint="label and prediction have changed places", see=LOSS)
def cross_entropy_arguments_swapped(o, y):
    shifted = y - y.max()
    return np.log(np.exp(shifted).sum()) - np.sum(o * shifted)


@wrong("cross_entropy", hint="the squared distance of probabilities is another loss", see=LOSS)
def cross_entropy_squared_error(o, y):
    e = np.exp(o - o.max())
    return np.sum((e / e.sum() - y) ** 2)


@wrong(
    "cross_entropy",
    hint="the largest logit stands in for log-sum-exp, which it only approaches",
    see=LOSS,
)
def cross_entropy_hard_maximum(o, y):
    return o.max() - np.sum(y * o)


@wrong("cross_entropy", hint="the logits are shifted in place; work on a copy", see=LOSS)
def cross_entropy_in_place(o, y):
    if o.dtype.kind == "f":
        o -= o.max()
    shifted = o - o.max()
    return np.log(np.exp(shifted).sum()) - np.sum(y * shifted)


@wrong(
    "cross_entropy",
    hint="0 times -inf is nan: a class that underflows spoils the sum, even one that is not true",
    see=LOSS,
)
def cross_entropy_sum_over_log_of_softmax(o, y):
    return -np.sum(y * np.log(softmax(o)))


@wrong("cross_entropy", hint="an array of one entry is returned, not a number", see=LOSS)
def cross_entropy_in_an_array(o, y):
    shifted = o - o.max()
    return (np.log(np.exp(shifted).sum()) - shifted)[y == 1]


# --- 2.5 l2_penalty


@wrong("l2_penalty", hint="lambda instead of lambda / 2", see=PENALTY)
def l2_penalty_without_the_half(W1, W2, lam):
    return lam * (np.sum(W1**2) + np.sum(W2**2))


@wrong("l2_penalty", hint="the norms are not squared", see=PENALTY)
def l2_penalty_norms_not_squared(W1, W2, lam):
    return lam / 2 * (np.linalg.norm(W1) + np.linalg.norm(W2))


@wrong("l2_penalty", hint="a root is taken over the whole sum", see=PENALTY)
def l2_penalty_root_of_the_sum(W1, W2, lam):
    return lam / 2 * np.sqrt(np.sum(W1**2) + np.sum(W2**2))


@wrong("l2_penalty", hint="only the first weight matrix is penalised", see=PENALTY)
def l2_penalty_first_matrix_only(W1, W2, lam):
    return lam / 2 * np.sum(W1**2)


@wrong("l2_penalty", hint="only the second weight matrix is penalised", see=PENALTY)
def l2_penalty_second_matrix_only(W1, W2, lam):
    return lam / 2 * np.sum(W2**2)


@wrong("l2_penalty", hint="absolute values instead of squares: that is the L1 penalty", see=PENALTY)
def l2_penalty_absolute_values(W1, W2, lam):
    return lam / 2 * (np.sum(np.abs(W1)) + np.sum(np.abs(W2)))


@wrong("l2_penalty", hint="lambda / 2 multiplies the first term only: a bracket is missing", see=PENALTY)
def l2_penalty_bracket_missing(W1, W2, lam):
    return lam / 2 * np.sum(W1**2) + np.sum(W2**2)


@wrong("l2_penalty", hint="the mean of the squares instead of their sum", see=PENALTY)
def l2_penalty_mean_of_squares(W1, W2, lam):
    return lam / 2 * (np.mean(W1**2.0) + np.mean(W2**2.0))


@wrong("l2_penalty", hint="the spectral norm, not the Frobenius norm", see=PENALTY)
def l2_penalty_spectral_norm(W1, W2, lam):
    return lam / 2 * (np.linalg.norm(W1, 2) ** 2 + np.linalg.norm(W2, 2) ** 2)


@wrong("l2_penalty", hint="the sum is squared instead of the entries", see=PENALTY)
def l2_penalty_square_of_the_sum(W1, W2, lam):
    return lam / 2 * (np.sum(W1) ** 2 + np.sum(W2) ** 2)


@wrong("l2_penalty", hint="lambda is squared too", see=PENALTY)
def l2_penalty_lambda_squared(W1, W2, lam):
    return lam**2 / 2 * (np.sum(W1**2) + np.sum(W2**2))


@wrong(
    "l2_penalty",
    hint="the sum runs over the whole product with the transpose; the squares stand on its diagonal",
    see=PENALTY,
)
def l2_penalty_sum_of_the_product(W1, W2, lam):
    return lam / 2 * (np.sum(W1 @ W1.T) + np.sum(W2 @ W2.T))


@wrong("l2_penalty", hint="the norms are added before squaring; each has its own square", see=PENALTY)
def l2_penalty_square_of_the_summed_norms(W1, W2, lam):
    return lam / 2 * (np.linalg.norm(W1) + np.linalg.norm(W2)) ** 2


# --- 2.6 objective


@wrong("objective", hint="J leaves out the penalty", see=OBJECTIVE)
def objective_without_penalty(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L}


@wrong("objective", hint="J subtracts the penalty", see=OBJECTIVE)
def objective_minus_penalty(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L - s}


@wrong("objective", hint="s already holds lambda; in J it is multiplied in once more", see=OBJECTIVE)
def objective_lambda_twice(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + lam * s}


@wrong("objective", hint="the output layer is fed with z, not with h", see=OBJECTIVE)
def objective_output_from_z(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(z, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


@wrong("objective", hint="h is stored under the key z", see=OBJECTIVE)
def objective_h_stored_as_z(x, y, W1, W2, lam, phi):
    _, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return {"z": h, "h": h, "o": o, "L": L, "s": s, "J": L + s}


@wrong("objective", hint="the loss takes logits; softmax is applied before it as well", see=OBJECTIVE)
def objective_loss_of_softmax(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(softmax(o), y), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


@wrong("objective", hint="probabilities are stored under the key o, which asks for logits", see=OBJECTIVE)
def objective_probabilities_stored_as_o(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": softmax(o), "L": L, "s": s, "J": L + s}


@wrong("objective", hint="only the number J is returned; a dict of six entries is asked for", see=OBJECTIVE)
def objective_returns_j_only(x, y, W1, W2, lam, phi):
    o = output_layer(hidden_layer(x, W1, phi)[1], W2)
    return cross_entropy(o, y) + l2_penalty(W1, W2, lam)


@wrong("objective", hint="a tuple is returned; a dict with keys is asked for", see=OBJECTIVE)
def objective_returns_a_tuple(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return z, h, o, L, s, L + s


@wrong("objective", hint="the entry s is missing", see=OBJECTIVE)
def objective_lacks_s(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L = cross_entropy(o, y)
    return {"z": z, "h": h, "o": o, "L": L, "J": L + l2_penalty(W1, W2, lam)}


@wrong("objective", hint="one activation is built in; use the phi that is handed in", see=OBJECTIVE)
def objective_always_tanh(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, np.tanh)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


@wrong("objective", hint="the penalty of W1 is counted twice, that of W2 not at all", see=OBJECTIVE)
def objective_penalty_of_w1_twice(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W1, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


@wrong("objective", hint="the logits get an activation", see=OBJECTIVE)
def objective_phi_on_the_output(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = phi(output_layer(h, W2))
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


@wrong("objective", hint="o holds probabilities, and the loss takes them for logits", see=OBJECTIVE)
def objective_probabilities_taken_for_logits(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = softmax(output_layer(h, W2))
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


@wrong(
    "objective",
    hint="the logarithm of softmax is -inf where softmax underflows; L has a function of its own",
    see=OBJECTIVE,
)
def objective_log_of_softmax(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = -np.sum(y * np.log(softmax(o))), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


@wrong("objective", hint="label and logits have changed places in the loss", see=OBJECTIVE)
def objective_loss_arguments_swapped(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(y, o), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


@wrong("objective", hint="lambda instead of lambda / 2 in s", see=OBJECTIVE)
def objective_penalty_without_the_half(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), lam * (np.sum(W1**2) + np.sum(W2**2))
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


# --- 2.7 forward_batch


@wrong("forward_batch", hint="the first bias is left out", see=BATCH)
def forward_batch_without_b1(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1)
    return H, H @ W2 + b2


@wrong("forward_batch", hint="the second bias is left out", see=BATCH)
def forward_batch_without_b2(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 + b1)
    return H, H @ W2


@wrong("forward_batch", hint="the bias is added after the activation, not before", see=BATCH)
def forward_batch_bias_after_phi(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1) + b1
    return H, H @ W2 + b2


@wrong("forward_batch", hint="the activation is not applied", see=BATCH)
def forward_batch_without_phi(X, W1, b1, W2, b2, phi):
    H = X @ W1 + b1
    return H, H @ W2 + b2


@wrong("forward_batch", hint="the output layer has no activation", see=BATCH)
def forward_batch_phi_on_the_output(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 + b1)
    return H, phi(H @ W2 + b2)


@wrong("forward_batch", hint="the pre-activation is returned in place of H", see=BATCH)
def forward_batch_returns_z(X, W1, b1, W2, b2, phi):
    Z = X @ W1 + b1
    return Z, phi(Z) @ W2 + b2


@wrong("forward_batch", hint="the order is H, then O", see=BATCH)
def forward_batch_o_before_h(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 + b1)
    return H @ W2 + b2, H


@wrong("forward_batch", hint="only O is returned; H is asked for as well", see=BATCH)
def forward_batch_returns_o_only(X, W1, b1, W2, b2, phi):
    return phi(X @ W1 + b1) @ W2 + b2


@wrong("forward_batch", hint="this is the layout of columns: W1 is (d, h) here and stands on the right", see=BATCH)
def forward_batch_weights_transposed(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1.T + b1)
    return H, H @ W2.T + b2


@wrong("forward_batch", hint="examples have become columns in the result; keep one example a row", see=BATCH)
def forward_batch_examples_in_columns(X, W1, b1, W2, b2, phi):
    H = phi(W1.T @ X.T + b1[:, None])
    return H, W2.T @ H + b2[:, None]


@wrong("forward_batch", hint="the output is turned into probabilities; logits are asked for", see=BATCH)
def forward_batch_with_softmax(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 + b1)
    return H, softmax(H @ W2 + b2)


@wrong("forward_batch", hint="the bias is subtracted", see=BATCH)
def forward_batch_minus_bias(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 - b1)
    return H, H @ W2 - b2


@wrong("forward_batch", hint="one activation is built in; use the phi that is handed in", see=BATCH)
def forward_batch_always_relu(X, W1, b1, W2, b2, phi):
    H = np.maximum(X @ W1 + b1, 0)
    return H, H @ W2 + b2


@wrong(
    "forward_batch", hint="an axis of length 1 is dropped; one example is still a row, and one unit a column", see=BATCH
)
def forward_batch_squeezed(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 + b1)
    return np.squeeze(H), np.squeeze(H @ W2 + b2)


@wrong("forward_batch", hint="H is stored in the integer type of X W1 + b1, and fractions are cut off", see=BATCH)
def forward_batch_hidden_layer_truncated(X, W1, b1, W2, b2, phi):
    H = X @ W1 + b1
    H[:] = phi(H)
    return H, H @ W2 + b2


@wrong(
    "forward_batch",
    hint="+= keeps the integer type of the product, into which a fractional bias does not fit",
    see=BATCH,
)
def forward_batch_bias_added_in_place(X, W1, b1, W2, b2, phi):
    Z = X @ W1
    Z += b1
    H = phi(Z)
    return H, H @ W2 + b2


@wrong(
    "forward_batch", hint="b1 was made a column: its entries belong to the hidden units, not to the examples", see=BATCH
)
def forward_batch_bias_as_a_column(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 + b1[:, None])
    return H, H @ W2 + b2


@wrong("forward_batch", hint="every row is the same array, overwritten for each example", see=BATCH)
def forward_batch_rows_share_an_array(X, W1, b1, W2, b2, phi):
    H, O, h, o = [], [], np.zeros(len(b1)), np.zeros(len(b2))
    for x in X:
        h[:] = phi(x @ W1 + b1)
        o[:] = h @ W2 + b2
        H.append(h)
        O.append(o)
    return np.array(H), np.array(O)


# --- 2.7 mean_cross_entropy


@wrong("mean_cross_entropy", hint="the sum over the examples, not the mean", see=BATCH)
def mean_cross_entropy_sum(O, Y):
    shifted = O - O.max(axis=1, keepdims=True)
    return np.sum(np.log(np.exp(shifted).sum(axis=1)) - np.sum(Y * shifted, axis=1))


@wrong("mean_cross_entropy", hint="divided by all entries, n q; the mean runs over the n examples", see=BATCH)
def mean_cross_entropy_over_all_entries(O, Y):
    shifted = O - O.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.mean(Y * log_p)


@wrong("mean_cross_entropy", hint="divided by the number of classes, not of examples", see=BATCH)
def mean_cross_entropy_divided_by_q(O, Y):
    shifted = O - O.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.sum(Y * log_p) / O.shape[1]


@wrong("mean_cross_entropy", hint="softmax runs over the examples instead of the classes", see=BATCH)
def mean_cross_entropy_over_the_first_axis(O, Y):
    shifted = O - O.max(axis=0)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=0))
    return -np.sum(Y * log_p) / len(O)


@wrong("mean_cross_entropy", hint="one shift for the whole batch: the other rows underflow", see=BATCH)
def mean_cross_entropy_one_shift_for_all_rows(O, Y):
    shifted = O - O.max()
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - np.sum(Y * shifted, axis=1))


@wrong("mean_cross_entropy", hint="one sum of exponentials for the whole batch", see=BATCH)
def mean_cross_entropy_one_sum_for_all_rows(O, Y):
    shifted = O - O.max()
    return np.log(np.exp(shifted).sum()) - np.sum(Y * shifted) / len(O)


@wrong(
    "mean_cross_entropy", hint="the logarithm of softmax is -inf where softmax underflows: use log-sum-exp", see=BATCH
)
def mean_cross_entropy_log_of_softmax(O, Y):
    p = softmax(O)
    return -np.mean(np.log(p[np.arange(len(O)), Y.argmax(axis=1)]))


@wrong("mean_cross_entropy", hint="an epsilon inside the logarithm: confident mistakes cost too little", see=BATCH)
def mean_cross_entropy_with_epsilon(O, Y):
    return -np.mean(np.sum(Y * np.log(softmax(O) + 1e-12), axis=1))


@wrong("mean_cross_entropy", hint="the mean logits are one example; the mean of the losses is asked for", see=BATCH)
def mean_cross_entropy_of_the_mean_logits(O, Y):
    o, y = O.mean(axis=0), Y.mean(axis=0)
    return np.logaddexp.reduce(o) - np.sum(y * o)


@wrong("mean_cross_entropy", hint="one loss for each example; their mean is missing", see=BATCH)
def mean_cross_entropy_not_averaged(O, Y):
    return np.logaddexp.reduce(O, axis=1) - np.sum(Y * O, axis=1)


@wrong("mean_cross_entropy", hint="the minus sign is missing", see=BATCH)
def mean_cross_entropy_without_minus(O, Y):
    return np.mean(np.sum(Y * O, axis=1) - np.logaddexp.reduce(O, axis=1))


@wrong("mean_cross_entropy", hint="divided by n twice", see=BATCH)
def mean_cross_entropy_mean_twice(O, Y):
    return np.mean(np.logaddexp.reduce(O, axis=1) - np.sum(Y * O, axis=1)) / len(O)


@wrong("mean_cross_entropy", hint="each row meets the labels of all rows; a row has one label", see=BATCH)
def mean_cross_entropy_of_all_pairs(O, Y):
    losses = np.logaddexp.reduce(O, axis=1)[:, None] - O[:, Y.argmax(axis=1)]
    return losses.mean()


@wrong(
    "mean_cross_entropy",
    hint="0 times -inf is nan: a class that underflows spoils the sum, even one that is not true",
    see=BATCH,
)
def mean_cross_entropy_sum_over_log_of_softmax(O, Y):
    return -np.mean(np.sum(Y * np.log(softmax(O)), axis=1))


@wrong("mean_cross_entropy", hint="the logarithm of the mean is not the mean of the logarithms", see=BATCH)
def mean_cross_entropy_log_of_the_mean(O, Y):
    return -np.log(np.mean(np.sum(Y * softmax(O), axis=1)))


@wrong("mean_cross_entropy", hint="the logits are shifted in place; work on a copy", see=BATCH)
def mean_cross_entropy_in_place(O, Y):
    O -= O.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(O).sum(axis=1)) - np.sum(Y * O, axis=1))


# --- 2.8 forward_deep


@wrong("forward_deep", hint="phi is applied on the last layer too; the output layer has none", see=DEEP)
def forward_deep_phi_on_every_layer(x, weights, phi):
    hs = [x]
    for W in weights:
        hs.append(phi(W @ hs[-1]))
    return hs


@wrong("forward_deep", hint="phi is not applied at all", see=DEEP)
def forward_deep_without_phi(x, weights, phi):
    hs = [x]
    for W in weights:
        hs.append(W @ hs[-1])
    return hs


@wrong("forward_deep", hint="the list starts with h0 = x", see=DEEP)
def forward_deep_without_h0(x, weights, phi):
    hs, h = [], x
    for W in weights[:-1]:
        h = phi(W @ h)
        hs.append(h)
    return hs + [weights[-1] @ h]


@wrong("forward_deep", hint="the last layer is missing from the list", see=DEEP)
def forward_deep_without_the_last_layer(x, weights, phi):
    hs = [x]
    for W in weights[:-1]:
        hs.append(phi(W @ hs[-1]))
    return hs


@wrong("forward_deep", hint="only the output is returned; all layers are asked for", see=DEEP)
def forward_deep_returns_the_output_only(x, weights, phi):
    h = x
    for W in weights[:-1]:
        h = phi(W @ h)
    return weights[-1] @ h


@wrong("forward_deep", hint="pre-activations are collected instead of activations", see=DEEP)
def forward_deep_collects_z(x, weights, phi):
    zs, h = [x], x
    for W in weights:
        zs.append(W @ h)
        h = phi(zs[-1])
    return zs


@wrong("forward_deep", hint="this is the layout of rows; here the weights stand on the left", see=DEEP)
def forward_deep_in_rows(x, weights, phi):
    hs = [x]
    for W in weights[:-1]:
        hs.append(phi(hs[-1] @ W))
    return hs + [hs[-1] @ weights[-1]]


@wrong("forward_deep", hint="phi is applied to the input as well", see=DEEP)
def forward_deep_phi_on_the_input(x, weights, phi):
    hs = [phi(x)]
    for W in weights[:-1]:
        hs.append(phi(W @ hs[-1]))
    return hs + [weights[-1] @ hs[-1]]


@wrong("forward_deep", hint="the number of layers is fixed at two", see=DEEP)
def forward_deep_two_layers_only(x, weights, phi):
    h = phi(weights[0] @ x)
    return [x, h, weights[1] @ h]


@wrong("forward_deep", hint="phi is left out on the first layer, not on the last", see=DEEP)
def forward_deep_no_phi_on_the_first_layer(x, weights, phi):
    hs = [x, weights[0] @ x]
    for W in weights[1:]:
        hs.append(phi(W @ hs[-1]))
    return hs


@wrong("forward_deep", hint="the list runs backwards, from the output to the input", see=DEEP)
def forward_deep_reversed(x, weights, phi):
    hs = [x]
    for W in weights[:-1]:
        hs.append(phi(W @ hs[-1]))
    return [weights[-1] @ hs[-1], *hs[::-1]]


@wrong("forward_deep", hint="with a single layer phi is applied; a single layer is the output layer", see=DEEP)
def forward_deep_phi_on_a_single_layer(x, weights, phi):
    hs = [x, phi(weights[0] @ x)]
    for W in weights[1:-1]:
        hs.append(phi(W @ hs[-1]))
    return hs + [weights[-1] @ hs[-1]] if len(weights) > 1 else hs


@wrong("forward_deep", hint="the list that was handed in grows smaller: weights are taken out of it", see=DEEP)
def forward_deep_empties_the_list(x, weights, phi):
    hs = [x]
    while len(weights) > 1:
        hs.append(phi(weights.pop(0) @ hs[-1]))
    return hs + [weights[0] @ hs[-1]]


@wrong("forward_deep", hint="the last layer is known by its matrix, which may serve in other layers as well", see=DEEP)
def forward_deep_last_layer_by_its_matrix(x, weights, phi):
    hs = [x]
    for W in weights:
        z = W @ hs[-1]
        hs.append(z if W is weights[-1] else phi(z))
    return hs


@wrong("forward_deep", hint="phi is applied before each layer instead of after it", see=DEEP)
def forward_deep_phi_before_each_layer(x, weights, phi):
    hs = [x]
    for W in weights:
        hs.append(W @ phi(hs[-1]))
    return hs


@wrong("forward_deep", hint="phi ends a layer too early: the last hidden layer has it as well", see=DEEP)
def forward_deep_no_phi_on_the_last_hidden_layer(x, weights, phi):
    hs = [x]
    for l, W in enumerate(weights):
        z = W @ hs[-1]
        hs.append(phi(z) if l < len(weights) - 2 else z)
    return hs
