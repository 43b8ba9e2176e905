"""Named wrong answers to notebook 6, generalization and regularization."""

import numpy as np

from autograder.testing import seen, slips, wrong

NEIGHBOURS = "6.1 Neighbours and kernels"
INTERPOLATION = "6.2 Interpolation with more weights than examples"
PENALTIES, DECAY = "6.3 Ridge and lasso", "6.4 Weight decay"
STOPPING, DROPOUT = "6.5 Early stopping", "6.6 Dropout"


# --- knn_predict ---


@wrong("knn_predict", hint="your answer uses the single nearest example; wanted are k of them", see=NEIGHBOURS)
def nearest_only(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return y_train[np.argmin(d, axis=1)]


@wrong("knn_predict", hint="your answer adds the neighbours' targets up; wanted is their mean", see=NEIGHBOURS)
def neighbours_summed(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return y_train[np.argsort(d, axis=1)[:, :k]].sum(axis=1)


@wrong("knn_predict", hint="your answer takes the farthest examples; wanted are the nearest", see=NEIGHBOURS)
def farthest_neighbours(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return y_train[np.argsort(d, axis=1)[:, -k:]].mean(axis=1)


@wrong(
    "knn_predict",
    hint="your answer averages more than k examples where several are equally far; wanted are exactly k",
    see=NEIGHBOURS,
)
def all_within_the_kth_distance(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    near = d <= np.sort(d, axis=1)[:, k - 1 : k]
    return (near * y_train).sum(axis=1) / near.sum(axis=1)


@wrong("knn_predict", hint="your answer averages k + 1 examples; wanted are k", see=NEIGHBOURS)
def one_neighbour_too_many(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return y_train[np.argsort(d, axis=1)[:, : k + 1]].mean(axis=1)


@wrong(
    "knn_predict",
    hint="your answer leaves the nearest example out; wanted are the k nearest, that one included",
    see=NEIGHBOURS,
)
def nearest_skipped(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    order = np.argsort(d, axis=1)
    return y_train[order[:, 1 : k + 1] if len(X_train) > 1 else order].mean(axis=1)


@wrong("knn_predict", hint="your answer leaves out examples at distance 0; wanted is that they count", see=NEIGHBOURS)
def own_example_left_out(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    d[d == 0] = np.inf
    return y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1)


@wrong("knn_predict", hint="your distance adds absolute differences; wanted is the Euclidean one", see=NEIGHBOURS)
def manhattan_distance(X_train, y_train, X, k):
    d = np.abs(X[:, None] - X_train[None]).sum(axis=2)
    return y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1)


@wrong(
    "knn_predict",
    hint="your distance is the largest difference of one input; wanted is the Euclidean one",
    see=NEIGHBOURS,
)
def largest_difference_as_distance(X_train, y_train, X, k):
    d = np.abs(X[:, None] - X_train[None]).max(axis=2)
    return y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1)


@wrong("knn_predict", hint="your distance looks at the first input only; wanted are all of them", see=NEIGHBOURS)
def first_input_only(X_train, y_train, X, k):
    d = np.abs(X[:, None, 0] - X_train[None, :, 0])
    return y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1)


@wrong(
    "knn_predict",
    hint="your distance lets differences of opposite sign cancel; wanted is the Euclidean one",
    see=NEIGHBOURS,
)
def differences_cancel(X_train, y_train, X, k):
    d = np.abs((X[:, None] - X_train[None]).sum(axis=2))
    return y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1)


@wrong("knn_predict", hint="your answer is the median of the neighbours' targets; wanted is their mean", see=NEIGHBOURS)
def neighbours_median(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return np.median(y_train[np.argsort(d, axis=1)[:, :k]], axis=1)


@wrong("knn_predict", hint="your answer averages distances; wanted is the mean of the targets", see=NEIGHBOURS)
def distances_averaged(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return np.sort(d, axis=1)[:, :k].mean(axis=1)


@wrong(
    "knn_predict",
    hint="your answer lets near neighbours count more; wanted is that all k count the same",
    see=NEIGHBOURS,
)
def neighbours_weighted_by_distance(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2) + 1e-12
    order = np.argsort(d, axis=1)[:, :k]
    w = 1 / np.take_along_axis(d, order, axis=1)
    return (w * y_train[order]).sum(axis=1) / w.sum(axis=1)


@wrong(
    "knn_predict",
    hint="your answer gives the first point's prediction to all; wanted is one for each row of X",
    see=NEIGHBOURS,
)
def first_point_for_all(X_train, y_train, X, k):
    d = np.linalg.norm(X_train - X[0], axis=1)
    return np.full(len(X), y_train[np.argsort(d)[:k]].mean())


@wrong(
    "knn_predict",
    hint="your means are cut to integers where the targets are integers; wanted are the means themselves",
    see=NEIGHBOURS,
)
def neighbour_means_truncated(X_train, y_train, X, k):
    out = np.zeros(len(X), dtype=y_train.dtype)
    for i, x in enumerate(X):
        out[i] = y_train[np.argsort(((X_train - x) ** 2).sum(axis=1))[:k]].mean()
    return out


@wrong(
    "knn_predict",
    hint="your answer scales the inputs before it takes distances; wanted are distances of the inputs as they are",
    see=NEIGHBOURS,
)
def inputs_standardised(X_train, y_train, X, k):
    mean, sd = X_train.mean(axis=0), X_train.std(axis=0)
    d = np.linalg.norm((X[:, None] - mean) / sd - (X_train[None] - mean) / sd, axis=2)
    return y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1)


@wrong(
    "knn_predict", hint="your answer for a single point is a number; wanted is an array of shape (1,)", see=NEIGHBOURS
)
def prediction_squeezed(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return np.squeeze(y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1))


# --- kernel_predict ---


@wrong(
    "kernel_predict",
    hint="your weights all underflow to 0 far from the data, and 0/0 is nan; wanted is the right mean there, too",
    see=NEIGHBOURS,
)
def kernel_weights_underflow(X_train, y_train, X, width):
    squared = ((X[:, None] - X_train[None]) ** 2).sum(axis=2)
    w = np.exp(-squared / (2 * width**2))
    return w @ y_train / w.sum(axis=1)


@wrong(
    "kernel_predict",
    hint="your prediction becomes 0 far from the data, where all weights underflow; wanted is the right mean there, too",
    see=NEIGHBOURS,
)
def kernel_epsilon_in_denominator(X_train, y_train, X, width):
    squared = ((X[:, None] - X_train[None]) ** 2).sum(axis=2)
    w = np.exp(-squared / (2 * width**2))
    return w @ y_train / (w.sum(axis=1) + 1e-300)


@wrong(
    "kernel_predict",
    hint="your answer takes the nearest target where all weights underflow; wanted is the weighted mean, in which others may still count",
    see=NEIGHBOURS,
)
def kernel_falls_back_to_nearest(X_train, y_train, X, width):
    squared = ((X[:, None] - X_train[None]) ** 2).sum(axis=2)
    w = np.exp(-squared / (2 * width**2))
    total = w.sum(axis=1)
    return np.where(total > 0, w @ y_train / np.where(total > 0, total, 1), y_train[np.argmin(squared, axis=1)])


@wrong(
    "kernel_predict",
    hint="your answer takes the plain mean where all weights underflow; wanted is the weighted one",
    see=NEIGHBOURS,
)
def kernel_falls_back_to_mean(X_train, y_train, X, width):
    squared = ((X[:, None] - X_train[None]) ** 2).sum(axis=2)
    w = np.exp(-squared / (2 * width**2))
    total = w.sum(axis=1)
    return np.where(total > 0, w @ y_train / np.where(total > 0, total, 1), y_train.mean())


@wrong(
    "kernel_predict",
    hint="your cut-off makes all far examples equally heavy; wanted are their own weights",
    see=NEIGHBOURS,
)
def kernel_exponents_clipped(X_train, y_train, X, width):
    squared = ((X[:, None] - X_train[None]) ** 2).sum(axis=2)
    w = np.exp(np.maximum(-squared / (2 * width**2), -700))
    return w @ y_train / w.sum(axis=1)


@wrong("kernel_predict", hint="your distance is not squared; wanted is its square", see=NEIGHBOURS)
def kernel_distance_not_squared(X_train, y_train, X, width):
    a = -np.sqrt(((X[:, None] - X_train[None]) ** 2).sum(axis=2)) / (2 * width**2)
    w = np.exp(a - a.max(axis=1, keepdims=True))
    return w @ y_train / w.sum(axis=1)


@wrong("kernel_predict", hint="your answer is a weighted sum; wanted is a weighted mean", see=NEIGHBOURS)
def kernel_not_normalised(X_train, y_train, X, width):
    return np.exp(-((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2)) @ y_train


@wrong(
    "kernel_predict", hint="your answer divides by the number of examples; wanted is a weighted mean", see=NEIGHBOURS
)
def kernel_divided_by_count(X_train, y_train, X, width):
    return np.exp(-((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2)) @ y_train / len(X_train)


@wrong("kernel_predict", hint="your weights add up to 1 over the points; wanted is over the examples", see=NEIGHBOURS)
def kernel_normalised_over_points(X_train, y_train, X, width):
    a = -((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2)
    w = np.exp(a - a.max(axis=0, keepdims=True))
    return (w / w.sum(axis=0)) @ y_train


@wrong("kernel_predict", hint="your answer changes the caller's arrays; wanted is that they stay", see=NEIGHBOURS)
def kernel_inputs_scaled_in_place(X_train, y_train, X, width):
    X_train /= width
    X /= width
    a = -((X[:, None] - X_train[None]) ** 2).sum(axis=2) / 2
    w = np.exp(a - a.max(axis=1, keepdims=True))
    return w @ y_train / w.sum(axis=1)


def _right_kernel_predict(X_train, y_train, X, width):
    a = -((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2)
    w = np.exp(a - a.max(axis=1, keepdims=True))
    return w @ y_train / w.sum(axis=1)


slips(
    "kernel_predict",
    _right_kernel_predict,
    NEIGHBOURS,
    kernel_one_shift_for_all_points=(
        "your answer treats all points alike, so that far ones break beside near ones; wanted is each point by itself",
        "axis=1, keepdims=True",
        "",
    ),
    kernel_two_missing=(
        "your exponent lacks the factor 2 of the formula; wanted is the formula's denominator",
        "(2 * width**2)",
        "width**2",
    ),
    kernel_width_not_squared=("your width is not squared; wanted is its square", "width**2", "width"),
    kernel_two_squared_as_well=(
        "your denominator squares the 2 as well; wanted is the square of the width alone",
        "width**2)",
        "width) ** 2",
    ),
    kernel_sign_of_exponent=("your far examples count more than near ones; wanted is the opposite", "= -", "= "),
    kernel_means_truncated=(
        "your predictions are cut to integers where the targets are integers; wanted are the means themselves",
        "w @ y_train / w.sum(axis=1",
        "(w @ y_train / w.sum(axis=1)).astype(y_train.dtype",
    ),
    kernel_shifted_by_the_mean=(
        "your weights overflow for some points; wanted is the right mean at any distance",
        "a.max",
        "a.mean",
    ),
    kernel_one_shift_for_each_example=(
        "your weights of one point are scaled by different numbers; wanted are their own ratios",
        "1, keepdims=True",
        "0",
    ),
    kernel_of_manhattan_distance=(
        "your distance adds absolute differences; wanted is the Euclidean one",
        "(X[:, None] - X_train[None]) ** 2).sum(axis=2",
        "np.abs(X[:, None] - X_train[None]).sum(axis=2) ** 2",
    ),
)


def _kernel(X_train, y_train, X, width):
    squared = ((X[:, None] - X_train[None]) ** 2).sum(axis=2)
    nearer = squared - squared.min(axis=1, keepdims=True)
    w = np.exp(-nearer / (2 * width**2))
    return w @ y_train / w.sum(axis=1)


slips(
    "kernel_predict",
    _kernel,
    NEIGHBOURS,
    kernel_shifted_sum=(
        "your answer is a weighted sum; wanted is a weighted mean",
        "w @ y_train / w.sum(axis=1)",
        "w @ y_train",
    ),
    kernel_normalised_over_points_after_the_shift=(
        "your weights add up to 1 over the points; wanted is over the examples",
        "w @ y_train / w.sum(axis=1)",
        "(w / w.sum(axis=0)) @ y_train",
    ),
    kernel_distance_shifted_before_squaring=(
        "your shift is taken from the distance, before it is squared, which changes the ratios; wanted is one factor for all weights of a point",
        "squared - squared.min(axis=1, keepdims=True)",
        "(np.sqrt(squared) - np.sqrt(squared).min(axis=1, keepdims=True)) ** 2",
    ),
)


# --- min_norm_fit ---


@wrong(
    "min_norm_fit",
    hint="your Phi^T Phi has no inverse where features are dependent or outnumber examples; wanted is an answer there, too",
    see=INTERPOLATION,
)
def normal_equations(Phi, y):
    return np.linalg.solve(Phi.T @ Phi, Phi.T @ y)


@wrong(
    "min_norm_fit",
    hint="your Phi Phi^T has no inverse where examples outnumber features; wanted is an answer there, too",
    see=INTERPOLATION,
)
def dual_equations(Phi, y):
    return Phi.T @ np.linalg.solve(Phi @ Phi.T, y)


@wrong(
    "min_norm_fit",
    hint="your answer adds a ridge, and no longer interpolates; wanted is plain least squares",
    see=INTERPOLATION,
)
def visible_ridge(Phi, y):
    return np.linalg.solve(Phi.T @ Phi + 1e-3 * np.eye(Phi.shape[1]), Phi.T @ y)


@wrong("min_norm_fit", hint="your answer fits with some features only; wanted is the shortest fit", see=INTERPOLATION)
def first_features_only(Phi, y):
    m = min(Phi.shape)
    w = np.zeros(Phi.shape[1])
    w[:m] = np.linalg.lstsq(Phi[:, :m], y, rcond=None)[0]
    return w


@wrong("min_norm_fit", hint="your answer is Phi^T y, a direction; wanted are least-squares weights", see=INTERPOLATION)
def transpose_for_inverse(Phi, y):
    return Phi.T @ y / len(y)


@wrong("min_norm_fit", hint="your descent stops long before it has converged; wanted is its end", see=INTERPOLATION)
def a_few_gradient_steps(Phi, y):
    w = np.zeros(Phi.shape[1])
    for _ in range(50):
        w -= 0.01 * Phi.T @ (Phi @ w - y)
    return w


@wrong("min_norm_fit", hint="your answer holds predictions; wanted are weights, (k,)", see=INTERPOLATION)
def predictions_instead_of_weights(Phi, y):
    return Phi @ np.linalg.lstsq(Phi, y, rcond=None)[0]


@wrong(
    "min_norm_fit",
    hint="your weights fit, but keep a part of their random start; wanted is the shortest fit",
    see=INTERPOLATION,
)
def random_start_kept(Phi, y):
    w = np.random.default_rng(0).normal(size=Phi.shape[1])
    return w + np.linalg.lstsq(Phi, y - Phi @ w, rcond=None)[0]


@wrong("min_norm_fit", hint="your answer takes the mean out of y; wanted is a fit of y itself", see=INTERPOLATION)
def targets_centred(Phi, y):
    return np.linalg.lstsq(Phi, y - y.mean(), rcond=None)[0]


@wrong(
    "min_norm_fit",
    hint="your Phi^T Phi has no inverse where features are dependent or outnumber examples; wanted is an answer there, too",
    see=INTERPOLATION,
)
def inverse_of_normal_equations(Phi, y):
    return np.linalg.inv(Phi.T @ Phi) @ Phi.T @ y


@wrong(
    "min_norm_fit",
    hint="your answer goes by the shape of Phi, and fails where features or examples repeat; wanted is an answer there, too",
    see=INTERPOLATION,
)
def equations_chosen_by_shape(Phi, y):
    if Phi.shape[0] >= Phi.shape[1]:
        return np.linalg.solve(Phi.T @ Phi, Phi.T @ y)
    return Phi.T @ np.linalg.solve(Phi @ Phi.T, y)


@wrong(
    "min_norm_fit",
    hint="your matrix is singular without an error, and the weights are noise; wanted is the shortest fit",
    see=INTERPOLATION,
)
def singular_only_where_it_raises(Phi, y):
    try:
        return np.linalg.solve(Phi.T @ Phi, Phi.T @ y)
    except np.linalg.LinAlgError:
        return np.linalg.pinv(Phi) @ y


@wrong(
    "min_norm_fit",
    hint="your answer adds a small ridge, and no longer interpolates; wanted is plain least squares",
    see=INTERPOLATION,
)
def small_ridge(Phi, y):
    return np.linalg.solve(Phi.T @ Phi + 1e-6 * np.eye(Phi.shape[1]), Phi.T @ y)


@wrong(
    "min_norm_fit",
    hint="your cut-off leaves out directions in which Phi varies little; wanted is that they are fitted, too",
    see=INTERPOLATION,
)
def cut_off_too_coarse(Phi, y):
    return np.linalg.pinv(Phi, rcond=0.05) @ y


@wrong(
    "min_norm_fit",
    hint="your answer divides by singular values that are 0 but for rounding; wanted is that they count as 0",
    see=INTERPOLATION,
)
def divided_by_every_singular_value(Phi, y):
    U, s, Vt = np.linalg.svd(Phi, full_matrices=False)
    return Vt.T @ (U.T @ y / s)


@wrong("min_norm_fit", hint="your answer is a column; wanted is shape (k,)", see=INTERPOLATION)
def weights_in_a_column(Phi, y):
    return np.linalg.pinv(Phi) @ y[:, None]


# --- ridge_penalty ---


@wrong(
    "ridge_penalty",
    hint="your penalty is twice as large as it should be; wanted is the formula's factor",
    see=PENALTIES,
)
def ridge_without_half(W, lam):
    return lam * np.sum(W**2)


@wrong("ridge_penalty", hint="your penalty uses the norm; wanted is its square", see=PENALTIES)
def ridge_norm_not_squared(W, lam):
    return lam / 2 * np.sqrt(np.sum(W**2))


@wrong("ridge_penalty", hint="your penalty averages the squares; wanted is their sum", see=PENALTIES)
def ridge_mean_of_squares(W, lam):
    return lam / 2 * np.mean(W**2)


@wrong("ridge_penalty", hint="your penalty squares lam; wanted is lam to the first power", see=PENALTIES)
def ridge_lam_squared(W, lam):
    return lam**2 / 2 * np.sum(W**2)


@wrong(
    "ridge_penalty", hint="your penalty squares the sum of the entries; wanted is the sum of the squares", see=PENALTIES
)
def ridge_square_of_sum(W, lam):
    return lam / 2 * np.sum(W) ** 2


@wrong("ridge_penalty", hint="your penalty sums one axis only; wanted is a single number", see=PENALTIES)
def ridge_one_axis(W, lam):
    return lam / 2 * np.sum(W**2, axis=0)


@wrong("ridge_penalty", hint="your penalty leaves out the first row; wanted are all entries", see=PENALTIES)
def ridge_first_row_left_out(W, lam):
    return lam / 2 * np.sum(W[1:] ** 2)


@wrong(
    "ridge_penalty",
    hint="your penalty uses the largest singular value; wanted are the squares of all entries",
    see=PENALTIES,
)
def ridge_spectral_norm(W, lam):
    return lam / 2 * np.linalg.norm(W.reshape(len(W), -1), 2) ** 2


@wrong("ridge_penalty", hint="your answer changes W; wanted is that it stays", see=PENALTIES)
def ridge_weights_squared_in_place(W, lam):
    W *= W
    return lam / 2 * np.sum(W)


# --- ridge_grad ---


@wrong("ridge_grad", hint="your gradient is twice the slope of the penalty; wanted is its slope", see=PENALTIES)
def ridge_gradient_doubled(W, lam):
    return 2 * lam * W


@wrong("ridge_grad", hint="your gradient is half the slope of the penalty; wanted is its slope", see=PENALTIES)
def ridge_gradient_halved(W, lam):
    return lam / 2 * W


@wrong("ridge_grad", hint="your gradient is one number; wanted is an array of W's shape", see=PENALTIES)
def ridge_gradient_summed(W, lam):
    return lam * np.sum(W)


@wrong(
    "ridge_grad", hint="your gradient loses the sign of the weights; wanted is the slope, with its sign", see=PENALTIES
)
def ridge_gradient_without_sign(W, lam):
    return lam * np.abs(W)


@wrong("ridge_grad", hint="your gradient still holds squares; wanted is the slope of the penalty", see=PENALTIES)
def ridge_gradient_squared(W, lam):
    return lam * W**2


@wrong("ridge_grad", hint="your gradient is that of the norm; wanted is that of the penalty", see=PENALTIES)
def ridge_gradient_of_the_norm(W, lam):
    return lam * W / np.sqrt(np.sum(W**2))


@wrong("ridge_grad", hint="your answer changes W; wanted is a new array", see=PENALTIES)
def ridge_gradient_in_place(W, lam):
    W *= lam
    return W


# --- lasso_penalty ---


@wrong(
    "lasso_penalty", hint="your penalty adds the entries with their signs; wanted are absolute values", see=PENALTIES
)
def lasso_without_absolute(W, lam):
    return lam * np.sum(W)


@wrong(
    "lasso_penalty",
    hint="your penalty is the absolute value of the sum; wanted is the sum of absolute values",
    see=PENALTIES,
)
def lasso_absolute_of_sum(W, lam):
    return lam * np.abs(np.sum(W))


@wrong(
    "lasso_penalty", hint="your penalty is half as large as it should be; wanted is the formula's factor", see=PENALTIES
)
def lasso_with_half(W, lam):
    return lam / 2 * np.sum(np.abs(W))


@wrong(
    "lasso_penalty", hint="your penalty is the largest column sum; wanted is the sum over all entries", see=PENALTIES
)
def lasso_matrix_norm(W, lam):
    flat = W if W.ndim < 3 else W.reshape(len(W), -1)
    return lam * np.linalg.norm(flat, 1)


@wrong("lasso_penalty", hint="your penalty averages the absolute values; wanted is their sum", see=PENALTIES)
def lasso_mean(W, lam):
    return lam * np.mean(np.abs(W))


@wrong("lasso_penalty", hint="your penalty is the largest absolute value; wanted is the sum of all", see=PENALTIES)
def lasso_largest(W, lam):
    return lam * np.max(np.abs(W))


@wrong("lasso_penalty", hint="your penalty sums one axis only; wanted is a single number", see=PENALTIES)
def lasso_one_axis(W, lam):
    return lam * sum(np.abs(W))


@wrong(
    "lasso_penalty", hint="your penalty is the Euclidean length; wanted is the sum of absolute values", see=PENALTIES
)
def lasso_euclidean(W, lam):
    return lam * np.sqrt(np.sum(np.square(W)))


# --- lasso_grad ---


@wrong(
    "lasso_grad", hint="your gradient loses the sign of the weights; wanted is the slope, with its sign", see=PENALTIES
)
def lasso_gradient_without_sign(W, lam):
    return lam * np.ones(W.shape)


@wrong(
    "lasso_grad",
    hint="your gradient grows with the weight, as that of ridge does; wanted is the slope of the lasso penalty",
    see=PENALTIES,
)
def lasso_gradient_of_ridge(W, lam):
    return lam * W


@wrong(
    "lasso_grad",
    hint="your gradient contains the weight's absolute value; wanted is the slope of the lasso penalty",
    see=PENALTIES,
)
def lasso_gradient_absolute(W, lam):
    return lam * np.abs(W)


@wrong("lasso_grad", hint="your gradient is not 0 at a weight of exactly 0; wanted is 0 there", see=PENALTIES)
def lasso_gradient_one_at_zero(W, lam):
    return np.where(W >= 0, lam, -lam)


@wrong("lasso_grad", hint="your gradient is not 0 at a weight of exactly 0; wanted is 0 there", see=PENALTIES)
def lasso_gradient_minus_one_at_zero(W, lam):
    return np.where(W > 0, lam, -lam)


@wrong("lasso_grad", hint="your gradient is 0/0 at a weight of exactly 0; wanted is 0 there", see=PENALTIES)
def lasso_gradient_zero_by_zero(W, lam):
    return lam * W / np.abs(W)


@wrong("lasso_grad", hint="your gradient lacks lam; wanted is the slope of the penalty", see=PENALTIES)
def lasso_gradient_without_lam(W, lam):
    return np.sign(W)


@wrong("lasso_grad", hint="your gradient is half the slope of the penalty; wanted is its slope", see=PENALTIES)
def lasso_gradient_halved(W, lam):
    return lam / 2 * np.sign(W)


@wrong(
    "lasso_grad",
    hint="your gradient is too small at small weights; wanted is the slope of the penalty there, too",
    see=PENALTIES,
)
def lasso_gradient_smoothed(W, lam):
    return lam * np.tanh(100 * W)


@wrong("lasso_grad", hint="your gradient is cut to integers where W holds integers; wanted is its value", see=PENALTIES)
def lasso_gradient_truncated(W, lam):
    gradient = np.zeros_like(W)
    gradient[W > 0], gradient[W < 0] = lam, -lam
    return gradient


@wrong(
    "lasso_grad",
    hint="your gradient is too small at tiny weights; wanted is the slope of the penalty there, too",
    see=PENALTIES,
)
def lasso_gradient_with_epsilon(W, lam):
    return lam * W / (np.abs(W) + 1e-8)


@wrong("lasso_grad", hint="your slope is 0 for negative weights; wanted is that they pull up, too", see=PENALTIES)
def lasso_gradient_of_positive_weights_only(W, lam):
    return lam * (W > 0)


# --- weight_decay_step ---


@wrong(
    "weight_decay_step",
    hint="your decay does not depend on lr; wanted is a step of size lr down both gradients",
    see=DECAY,
)
def decay_without_learning_rate(W, grad, lr, lam):
    return W - lr * grad - lam * W


@wrong(
    "weight_decay_step",
    hint="your decay makes the weights grow; wanted is a step down the penalty's gradient",
    see=DECAY,
)
def decay_with_wrong_sign(W, grad, lr, lam):
    return W - lr * (grad - lam * W)


@wrong(
    "weight_decay_step", hint="your decay is half as strong as the penalty's gradient; wanted is all of it", see=DECAY
)
def decay_halved(W, grad, lr, lam):
    return W - lr * (grad + lam / 2 * W)


@wrong("weight_decay_step", hint="your decay is twice as strong as the penalty's gradient; wanted is once", see=DECAY)
def decay_doubled(W, grad, lr, lam):
    return W - lr * (grad + 2 * lam * W)


@wrong(
    "weight_decay_step", hint="your step leaves the penalty out; wanted is the gradient of loss and penalty", see=DECAY
)
def decay_missing(W, grad, lr, lam):
    return W - lr * grad


@wrong("weight_decay_step", hint="your decay is that of lasso; wanted is that of ridge", see=DECAY)
def decay_of_lasso(W, grad, lr, lam):
    return W - lr * (grad + lam * np.sign(W))


@wrong("weight_decay_step", hint="your step goes up the gradient; wanted is down", see=DECAY)
def step_uphill(W, grad, lr, lam):
    return W + lr * (grad + lam * W)


@wrong(
    "weight_decay_step",
    hint="your decay acts on the weights after the step; wanted is one step down both gradients at W",
    see=DECAY,
)
def decay_after_the_step(W, grad, lr, lam):
    stepped = W - lr * grad
    return stepped - lr * lam * stepped


@wrong(
    "weight_decay_step",
    hint="your loss gradient is not multiplied by lr; wanted is a step of size lr down both gradients",
    see=DECAY,
)
def gradient_without_learning_rate(W, grad, lr, lam):
    return W - grad - lr * lam * W


@wrong(
    "weight_decay_step", hint="your loss gradient is multiplied by lam; wanted is the gradient of L as it is", see=DECAY
)
def lam_on_both_parts(W, grad, lr, lam):
    return W - lr * lam * (grad + W)


@wrong("weight_decay_step", hint="your answer is the change; wanted are the new weights", see=DECAY)
def only_the_change(W, grad, lr, lam):
    return -lr * (grad + lam * W)


@wrong("weight_decay_step", hint="your answer changes W; wanted is a new array", see=DECAY)
def step_in_place(W, grad, lr, lam):
    W[...] = W - lr * (grad + lam * W)
    return W


@wrong("weight_decay_step", hint="your answer changes grad; wanted is that it stays", see=DECAY)
def gradient_in_place(W, grad, lr, lam):
    total = grad + lam * W
    grad[...] = total
    return W - lr * total


@wrong(
    "weight_decay_step",
    hint="your weights are cut to integers where W holds integers; wanted are their values",
    see=DECAY,
)
def step_truncated(W, grad, lr, lam):
    return (W - lr * (grad + lam * W)).astype(W.dtype)


@wrong("weight_decay_step", hint="your step goes up the loss; wanted is down both gradients", see=DECAY)
def gradient_uphill(W, grad, lr, lam):
    return W + lr * grad - lr * lam * W


# --- early_stopping ---


@wrong(
    "early_stopping",
    hint="your answer waits one epoch less than patience says; wanted is exactly patience",
    see=STOPPING,
)
def one_epoch_too_impatient(val_losses, patience):
    best = 0
    for t in range(1, len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best >= max(patience - 1, 1):
            return best, t
    return best, len(val_losses) - 1


@wrong(
    "early_stopping", hint="your answer compares with the epoch before; wanted is with the best so far", see=STOPPING
)
def compared_with_previous_epoch(val_losses, patience):
    bad, best = 0, 0
    for t in range(1, len(val_losses)):
        bad = bad + 1 if val_losses[t] >= val_losses[t - 1] else 0
        best = t if val_losses[t] < val_losses[best] else best
        if bad >= patience:
            return best, t
    return best, len(val_losses) - 1


@wrong("early_stopping", hint="your answer counts all bad epochs; wanted are those in a row", see=STOPPING)
def count_not_restarted(val_losses, patience):
    best, bad = 0, 0
    for t in range(1, len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        else:
            bad += 1
        if bad >= patience:
            return best, t
    return best, len(val_losses) - 1


@wrong(
    "early_stopping",
    hint="your answer never stops early; wanted is a stop after patience epochs without improvement",
    see=STOPPING,
)
def never_stops(val_losses, patience):
    return int(np.argmin(val_losses)), len(val_losses) - 1


@wrong(
    "early_stopping",
    hint="your answer ignores losses above 1; wanted is that the first epoch is the first best one",
    see=STOPPING,
)
def best_loss_starts_at_one(val_losses, patience):
    best, best_loss, bad = 0, 1.0, 0
    for t in range(len(val_losses)):
        if val_losses[t] < best_loss:
            best, best_loss, bad = t, val_losses[t], 0
        else:
            bad += 1
        if bad >= patience:
            return best, t
    return best, len(val_losses) - 1


@wrong("early_stopping", hint="your answer keeps the last of several equal losses; wanted is the first", see=STOPPING)
def last_of_equal_losses(val_losses, patience):
    best = 0
    for t in range(len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best >= patience:
            break
    run = np.asarray(val_losses)[: t + 1]
    return int(np.flatnonzero(run == run.min())[-1]), t


@wrong("early_stopping", hint="your answer starts from a best loss of 0; wanted is the first epoch's", see=STOPPING)
def best_loss_starts_at_zero(val_losses, patience):
    best, best_loss, bad = 0, 0.0, 0
    for t in range(len(val_losses)):
        if val_losses[t] < best_loss:
            best, best_loss, bad = t, val_losses[t], 0
        else:
            bad += 1
        if bad >= patience:
            return best, t
    return best, len(val_losses) - 1


def _right_early_stopping(val_losses, patience):
    best = 0
    for t in range(len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best >= patience:
            return best, t
    return best, len(val_losses) - 1


slips(
    "early_stopping",
    _right_early_stopping,
    STOPPING,
    tie_is_better=(
        "your answer takes an equal loss for an improvement; wanted is strictly better",
        "len(val_losses)):\n        if val_losses[t] <",
        "1, len(val_losses)):\n        if val_losses[t] <=",
    ),
    one_epoch_too_patient=(
        "your answer waits one epoch more than patience says; wanted is exactly patience",
        ">=",
        ">",
    ),
    last_epoch_kept=(
        "your answer keeps the last epoch; wanted is the best one",
        "best, t\n    return best",
        "t, t\n    return len(val_losses) - 1",
    ),
    best_of_epochs_never_run=(
        "your best epoch comes after the stop; wanted is the best of those run",
        "     return best",
        "     return int(np.argmin(val_losses))",
    ),
    number_of_epochs=(
        "your stop_epoch is the number of epochs; wanted is the last one's index",
        "t\n    return best, len(val_losses) - 1",
        "t + 1\n    return best, len(val_losses)",
    ),
    epochs_from_one=(
        "your epochs count from 1; wanted is from 0",
        "best, t\n    return best, len(val_losses) - 1",
        "best + 1, t + 1\n    return best + 1, len(val_losses)",
    ),
    stop_before_best=(
        "your two values come in the other order; wanted is (best_epoch, stop_epoch)",
        "best, t\n    return best, len(val_losses) - 1",
        "t, best\n    return len(val_losses) - 1, best",
    ),
    best_loss_instead_of_epoch=(
        "your answer holds the best loss; wanted is its epoch",
        "best, t\n    return best",
        "val_losses[best], t\n    return val_losses[best]",
    ),
    best_is_stop_minus_patience=(
        "your best epoch is stop_epoch - patience always; wanted is the best one, also where no stop came",
        "    return best, len",
        "    return max(len(val_losses) - 1 - patience, 0), len",
    ),
    improvement_needs_a_margin=(
        "your answer asks for an improvement by a margin; wanted is any, however small",
        "best]",
        "best] - 0.01 * abs(val_losses[best])",
    ),
    number_of_epochs_without_a_stop=(
        "your stop_epoch is the number of epochs where no stop came; wanted is the last one's index",
        " - 1",
        "",
    ),
)


slips(
    "early_stopping",
    _right_early_stopping,
    STOPPING,
    stop_one_past_the_last_epoch=(
        "your stop_epoch is one past the last epoch run; wanted is that epoch itself",
        "return best, t",
        "return best, t + 1",
    ),
    nothing_returned_without_a_stop=(
        "your answer returns nothing where no stop comes; wanted is the pair there, too",
        "return best, len(val_losses) - 1",
        "return None",
    ),
)


# --- dropout ---


@seen("dropout")
def _mask_and_share(answer, h, p, rng):
    """What a mask holds, how it was drawn and whether out follows it: chance may draw another one."""
    out, mask = (np.asarray(v, dtype=float) for v in answer)
    values, dropped = np.unique(mask), mask == 0
    near = [q for q in (p, 1 - p, 0.5) if abs(dropped.mean() - q) < 4 * np.sqrt(max(q * (1 - q), 0) / mask.size) + 1e-9]
    alike = [mask.ndim > 1 and bool((dropped == np.take(dropped, [0], axis)).all()) for axis in (0, -1)]
    return values[:3], len(values) > 3, near[:1] or dropped.mean(), alike, np.allclose(out, mask * h)


@wrong("dropout", hint="your kept entries stay as they are; wanted is that the mean over masks is kept", see=DROPOUT)
def dropout_without_scaling(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) >= p) * 1.0
    return h * mask, mask


@wrong("dropout", hint="your p is the probability of keeping; wanted is that of dropping", see=DROPOUT)
def p_as_keep_probability(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) < p) / p if p else np.ones(h.shape)
    return h * mask, mask


@wrong(
    "dropout",
    hint="your kept entries are multiplied by another number than the one that keeps the mean; wanted is that one",
    see=DROPOUT,
)
def scaled_by_p(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) >= p) / (p or 1.0)
    return h * mask, mask


@wrong(
    "dropout",
    hint="your answer keeps with probability p, but scales as if it dropped with p; wanted is dropping with p",
    see=DROPOUT,
)
def kept_with_p(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) < (p or 1)) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="your kept entries get smaller; wanted is that the mean over masks is kept", see=DROPOUT)
def scaled_down(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) >= p) * (1 - p)
    return h * mask, mask


@wrong("dropout", hint="your answer draws once a column; wanted is a draw for each entry", see=DROPOUT)
def one_mask_per_column(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = np.broadcast_to((rng.random(h.shape[-1:]) >= p) / (1 - p), h.shape)
    return h * mask, mask


@wrong("dropout", hint="your answer draws once a row; wanted is a draw for each entry", see=DROPOUT)
def one_mask_per_row(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    keep = rng.random(h.shape[:1]) >= p
    mask = np.ones(h.shape) * (keep / (1 - p)).reshape((-1,) + (1,) * (h.ndim - 1))
    return h * mask, mask


@wrong("dropout", hint="your answer draws once for the whole array; wanted is a draw for each entry", see=DROPOUT)
def one_draw_for_all(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = np.full(h.shape, (rng.random() >= p) / (1 - p))
    return h * mask, mask


@wrong(
    "dropout",
    hint="your answer always drops the same number of entries; wanted is a draw for each by itself",
    see=DROPOUT,
)
def fixed_number_dropped(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = np.full(h.size, 1 / (1 - p))
    mask[rng.permutation(h.size)[: round(p * h.size)]] = 0
    return h * mask.reshape(h.shape), mask.reshape(h.shape)


@wrong(
    "dropout",
    hint="your answer drops the same number in every row; wanted is a draw for each entry by itself",
    see=DROPOUT,
)
def fixed_number_dropped_per_row(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    units = h.shape[-1]
    order = np.argsort(rng.random(h.shape), axis=-1)
    mask = (order >= round(p * units)) / (1 - p)
    return h * mask, mask


@wrong(
    "dropout",
    hint="your answer drops fewer than a share p, since it draws some entries twice; wanted is a draw for each entry",
    see=DROPOUT,
)
def dropped_with_replacement(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = np.full(h.size, 1 / (1 - p))
    mask[rng.integers(0, h.size, round(p * h.size))] = 0
    return h * mask.reshape(h.shape), mask.reshape(h.shape)


@wrong(
    "dropout", hint="your draws are normal, so that the share dropped is not p; wanted is probability p", see=DROPOUT
)
def normal_instead_of_uniform(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.normal(size=h.shape) >= p) / (1 - p) if p else np.ones(h.shape)
    return h * mask, mask


@wrong("dropout", hint="your mask holds normal noise; wanted is that entries are dropped or kept", see=DROPOUT)
def gaussian_dropout(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = rng.normal(1.0, np.sqrt(p / (1 - p)), h.shape)
    return h * mask, mask


@wrong("dropout", hint="your answer drops small activations; wanted is that chance decides, whatever h is", see=DROPOUT)
def small_activations_dropped(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (np.abs(h) >= np.quantile(np.abs(h), p)) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="your answer draws from NumPy's global state; wanted is from rng", see=DROPOUT)
def global_random_state(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (np.random.random(h.shape) >= p) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="your answer draws the same mask every time; wanted is one drawn from rng", see=DROPOUT)
def seeded_inside(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (np.random.default_rng(0).random(h.shape) >= p) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="your out is made with another mask than the one returned; wanted is the same", see=DROPOUT)
def another_mask_returned(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    out = h * (rng.random(h.shape) >= p) / (1 - p)
    return out, (rng.random(h.shape) >= p) / (1 - p)


@wrong(
    "dropout",
    hint="your mask says only which entries are kept; wanted is the mask that h is multiplied with",
    see=DROPOUT,
)
def boolean_mask_returned(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    keep = rng.random(h.shape) >= p
    return h * keep / (1 - p), keep


@wrong("dropout", hint="your mask marks the dropped entries; wanted is 0 there", see=DROPOUT)
def mask_of_the_dropped(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    drop = rng.random(h.shape) < p
    return h * ~drop / (1 - p), drop / (1 - p)


@wrong(
    "dropout", hint="your mask is out / h, nan where h is 0; wanted is a mask that does not depend on h", see=DROPOUT
)
def mask_from_the_quotient(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    out = rng.binomial(1, 1 - p, size=h.shape) / (1 - p) * h
    return out, out / h


@wrong("dropout", hint="your two values come in the other order; wanted is (out, mask)", see=DROPOUT)
def mask_before_out(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) >= p) / (1 - p)
    return mask, h * mask


@wrong("dropout", hint="your answer is out alone; wanted is (out, mask)", see=DROPOUT)
def only_out_returned(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    return h * (rng.random(h.shape) >= p) / (1 - p)


@wrong("dropout", hint="your answer drops nothing; wanted is dropping with probability p", see=DROPOUT)
def nothing_dropped(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    return h * 1.0, np.ones(h.shape)


@wrong("dropout", hint="your answer takes p outside [0, 1); wanted is a ValueError", see=DROPOUT)
def p_not_checked(h, p, rng):
    mask = rng.binomial(1, np.clip(1 - p, 0, 1), size=h.shape) / (1 - p) if p != 1 else np.zeros(h.shape)
    return h * mask, mask


@wrong("dropout", hint="your answer takes p = 1; wanted is a ValueError", see=DROPOUT)
def p_one_allowed(h, p, rng):
    if p < 0 or p > 1:
        raise ValueError(p)
    mask = rng.binomial(1, 1 - p, size=h.shape) / max(1 - p, 1e-12)
    return h * mask, mask


@wrong("dropout", hint="your answer refuses p = 0; wanted is that it keeps everything", see=DROPOUT)
def p_zero_refused(h, p, rng):
    if not 0 < p < 1:
        raise ValueError(p)
    mask = rng.binomial(1, 1 - p, size=h.shape) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="your answer raises another error for p outside [0, 1); wanted is a ValueError", see=DROPOUT)
def p_checked_by_assert(h, p, rng):
    if not 0 <= p < 1:
        raise AssertionError(p)
    mask = rng.binomial(1, 1 - p, size=h.shape) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="your answer changes h; wanted is a new array", see=DROPOUT)
def dropped_in_place(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) >= p) / (1 - p)
    h *= mask
    return h, mask


@wrong("dropout", hint="your mask is cut to integers where h holds integers; wanted is its value", see=DROPOUT)
def mask_of_the_type_of_h(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = ((rng.random(h.shape) >= p) / (1 - p)).astype(h.dtype)
    return h * mask, mask


@wrong(
    "dropout",
    hint="your answer uses one half of the mask for the other half, too; wanted is a draw for each entry",
    see=DROPOUT,
)
def mask_used_twice(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    half = rng.random(((h.size + 1) // 2,)) >= p
    mask = np.resize(half, h.shape) / (1 - p)
    return h * mask, mask


@wrong(
    "dropout",
    hint="your answer draws once a channel where there are three axes; wanted is a draw for each entry",
    see=DROPOUT,
)
def one_draw_per_channel(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = np.ones(h.shape) * (rng.random(h.shape[:2] + (1,) * (h.ndim - 2)) >= p) / (1 - p)
    return h * mask, mask


@wrong(
    "dropout",
    hint="your mask takes an activation of 0 for a dropped one; wanted is a mask that does not depend on h",
    see=DROPOUT,
)
def mask_read_off_the_output(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    out = rng.binomial(1, 1 - p, size=h.shape) / (1 - p) * h
    return out, (out != 0) / (1 - p)


@wrong(
    "dropout",
    hint="your factor depends on the share kept in this draw; wanted is one that depends on p alone",
    see=DROPOUT,
)
def factor_from_the_share_kept(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    keep = rng.random(h.shape) >= p
    mask = keep * (keep.size / max(keep.sum(), 1))
    return h * mask, mask


@wrong("dropout", hint="your coin is fair whatever p is; wanted is that entries drop with probability p", see=DROPOUT)
def fair_coin(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) >= 0.5) / (1 - p)
    return h * mask, mask


# --- dropout_backward ---


@wrong(
    "dropout_backward",
    hint="your gradient of the kept entries is as it came in; wanted is the slope with respect to h",
    see=DROPOUT,
)
def backward_without_scaling(grad, mask):
    return grad * (mask > 0)


@wrong(
    "dropout_backward",
    hint="your answer hands the gradient through, to dropped entries, too; wanted is the slope with respect to h",
    see=DROPOUT,
)
def gradient_handed_through(grad, mask):
    return grad * 1.0


@wrong("dropout_backward", hint="your answer draws a fresh mask; wanted is that of the forward pass", see=DROPOUT)
def fresh_mask_in_backward(grad, mask):
    p = np.mean(mask == 0)
    return grad * (np.random.default_rng(0).random(grad.shape) >= p) * np.max(mask)


@wrong(
    "dropout_backward",
    hint="your answer divides by the mask's numbers; wanted is the slope with respect to h",
    see=DROPOUT,
)
def backward_divided(grad, mask):
    return np.where(mask > 0, grad / np.where(mask > 0, mask, 1), 0.0)


@wrong("dropout_backward", hint="your answer applies the mask's numbers twice; wanted is once", see=DROPOUT)
def backward_scaled_twice(grad, mask):
    return grad * mask**2


@wrong(
    "dropout_backward",
    hint="your gradient reaches the dropped entries; wanted is that it reaches the kept ones",
    see=DROPOUT,
)
def backward_through_the_dropped(grad, mask):
    return grad * (mask == 0)


@wrong("dropout_backward", hint="your answer is one number; wanted is an array of h's shape", see=DROPOUT)
def backward_summed(grad, mask):
    return np.sum(grad * mask)


@wrong("dropout_backward", hint="your answer changes grad; wanted is a new array", see=DROPOUT)
def backward_in_place(grad, mask):
    grad[...] = grad * mask
    return grad


@wrong(
    "dropout_backward",
    hint="your answer is cut to integers where grad holds integers; wanted is its value",
    see=DROPOUT,
)
def backward_truncated(grad, mask):
    return (grad * mask).astype(grad.dtype)


@wrong(
    "dropout_backward",
    hint="your answer divides by the share kept; wanted is nothing beyond what the mask holds",
    see=DROPOUT,
)
def backward_divided_by_share(grad, mask):
    return grad * mask / np.mean(mask > 0)


@wrong("dropout_backward", hint="your answer is a matrix product; wanted is entry by entry", see=DROPOUT)
def backward_matrix_product(grad, mask):
    return grad @ mask


@wrong("dropout_backward", hint="your factor is always 2; wanted is what the mask holds", see=DROPOUT)
def backward_factor_of_two(grad, mask):
    return 2.0 * grad * (mask > 0)


@wrong(
    "dropout_backward", hint="your factor is the share kept in this draw; wanted is what the mask holds", see=DROPOUT
)
def backward_by_the_share_kept(grad, mask):
    return grad * (mask > 0) / np.mean(mask > 0)


@wrong("lasso_penalty", hint="your penalty is minus the sum of the entries; wanted are absolute values", see=PENALTIES)
def lasso_negative_sum(W, lam):
    return -lam * np.sum(W)


@wrong("lasso_penalty", hint="your sum is squared, as in ridge; wanted is the sum itself", see=PENALTIES)
def lasso_sum_squared(W, lam):
    return lam * np.sum(np.abs(W)) ** 2


@wrong("lasso_penalty", hint="your absolute values are not added up; wanted is one number", see=PENALTIES)
def lasso_not_summed(W, lam):
    return lam * np.abs(W)


@wrong(
    "lasso_penalty",
    hint="your np.linalg.norm(W, 1) of a matrix is its largest column; wanted is the sum",
    see=PENALTIES,
)
def lasso_matrix_norm_squared(W, lam):
    return lam * np.linalg.norm(W, 1) ** 2
