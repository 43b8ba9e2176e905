"""Hidden tests of notebook 3: the rules, the quiz, checking gradients, the backward passes, a step."""

import numpy as np

from autograder.testing import Expr, Np, check, close, entry, numbers, task

# An activation and its derivative, as they are named across the border. None is even or linear, so that the
# derivative at h = phi(z) is nowhere the derivative at z.
PAIRS = [
    (Np("tanh"), Expr("lambda z: 1 - np.tanh(z) ** 2")),
    (Np("arctan"), Expr("lambda z: 1 / (1 + z ** 2)")),
    (Np("sin"), Np("cos")),
    (Expr("lambda z: z ** 3 / 3 + z"), Expr("lambda z: z ** 2 + 1")),
    (Expr("lambda z: 1 / (1 + np.exp(-z))"), Expr("lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2")),
]


def here(named):
    """The function that a reference names, on this side of the border."""
    return getattr(np, named.value) if isinstance(named, Np) else eval(named.value, {"np": np})


def one_hot(rng, n, k):
    return np.eye(k)[rng.integers(k, size=n)]


def soft(o):
    e = np.exp(o - o.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def mean_loss(o, y):
    """Mean cross-entropy of the rows of o, computed another way than any gradient."""
    o, y = np.atleast_2d(o), np.atleast_2d(y)
    top = o.max(axis=1)
    return np.mean(top + np.log(np.exp(o - top[:, None]).sum(axis=1)) - (o * y).sum(axis=1))


def slopes(f, A, eps=1e-5):
    """Central differences of f, the independent truth for exact gradients."""
    A, out = np.array(A, dtype=float), np.zeros(np.shape(A))
    for i in np.ndindex(A.shape):
        step = np.zeros(A.shape)
        step[i] = eps
        out[i] = (f(A + step) - f(A - step)) / (2 * eps)
    return out


# Central differences of functions of ordinary size: truncation eps^2 f'''/6 and rounding 1e-16/eps, both below 1e-8.
NUMERICAL = {"rtol": 1e-6, "atol": 1e-6}
# Weights near 1e4 magnify the rounding of probabilities, 1e-16, by as much.
LARGE = {"rtol": 1e-8, "atol": 1e-8}
# (m, n): not square, so that no layout hides; one square, for answers that choose the layout by shape.
SIZES = [(2, 3), (4, 2), (5, 3), (1, 4), (3, 1), (3, 3)]


# 3.1 ------------------------------------------------------------------------------------------------------


def shapes_of(student, rng):
    fixed = [(4, 6, 3), (2, 7, 5), (1, 3, 2), (5, 1, 4), (3, 2, 1)]
    for sizes in [*fixed, tuple(int(n) for n in rng.integers(8, 99, size=3))]:
        yield sizes, student.quiz_shapes(*sizes)


def expect_shapes(got, sizes, names):
    d_x, d_h, n_c = sizes
    want = {"delta1": (1, n_c), "delta2": (1, d_h), "x": (d_x, 1)}
    want |= {"W1": (d_h, d_x), "W2": (n_c, d_h), "b1": (d_h, 1), "b2": (n_c, 1)}
    for name in names:
        close(entry(got, name, "quiz_shapes"), want[name], f"the shape of {name}")


@task("quiz-shapes", weight=2)
def test_shapes_of_the_deltas(student, rng):
    """Have delta1 and delta2 the shape of a Jacobian with one output?"""
    for sizes, got in shapes_of(student, rng):
        expect_shapes(got, sizes, ["delta1", "delta2"])


@task("quiz-shapes", weight=2)
def test_shapes_of_the_matrices(student, rng):
    """Are the gradients of W1 and W2 stored in the shape of W1 and W2?"""
    for sizes, got in shapes_of(student, rng):
        expect_shapes(got, sizes, ["W1", "W2"])


@task("quiz-shapes", weight=1)
def test_shapes_of_the_columns(student, rng):
    """Are the gradients of b1, b2 and x stored in the shape of b1, b2 and x?"""
    for sizes, got in shapes_of(student, rng):
        expect_shapes(got, sizes, ["b1", "b2", "x"])


@task("quiz-shapes", weight=3)
def test_shapes_together(student, rng):
    """Do all seven shapes belong to one network?"""
    for sizes, got in shapes_of(student, rng):
        expect_shapes(got, sizes, ["delta1", "delta2", "W1", "b1", "W2", "b2", "x"])


# 3.2 ------------------------------------------------------------------------------------------------------


@task("rules", weight=2)
def test_jacobian_column(student, rng):
    """Is the Jacobian of z = W x right, with outputs along its rows?"""
    for m, n in SIZES:
        W = rng.normal(size=(m, n))
        close(student.jacobian_column.unchanged(W), W, "jacobian_column(W)")


@task("rules", weight=2)
def test_jacobian_row(student, rng):
    """Is the Jacobian of the row z = x W right, with outputs along its rows?"""
    for m, n in SIZES:
        W = rng.normal(size=(n, m))
        close(student.jacobian_row.unchanged(W), W.T, "jacobian_row(W)")


@task("rules", weight=1)
def test_jacobian_identity(student, rng):
    """Is the Jacobian of z = x right for any number of entries?"""
    for n in [5, int(rng.integers(6, 20)), 1, 2]:
        close(student.jacobian_identity(n), np.eye(n), f"jacobian_identity({n})")


@task("rules", weight=2)
def test_jacobian_elementwise(student, rng):
    """Is the Jacobian of an elementwise function right, for several functions?"""
    for _, phi_prime in PAIRS:
        for x in [2 * rng.normal(size=3), 2 * rng.normal(size=1), rng.integers(-3, 4, size=6)]:
            got = student.jacobian_elementwise.unchanged(phi_prime, x)
            close(got, np.diag(here(phi_prime)(x * 1.0)), "jacobian_elementwise(phi_prime, x)")


@task("rules", weight=1.5)
def test_grad_W_column(student, rng):
    """Is dJ/dW of z = W x right, in W's shape?"""
    for m, n in [*SIZES, (1, 1)]:
        delta, x = rng.normal(size=(1, m)), rng.normal(size=(n, 1))
        close(student.grad_W_column.unchanged(delta, x), np.outer(delta, x), "grad_W_column(delta, x)")


@task("rules", weight=0.5)
def test_grad_W_column_integers(student, rng):
    """Is dJ/dW of z = W x right for integers beside floats?"""
    delta, x = rng.normal(size=(1, 3)), rng.integers(-5, 5, size=(4, 1))
    close(student.grad_W_column(delta, x), np.outer(delta, x), "grad_W_column of integers beside floats")


@task("rules", weight=1.5)
def test_grad_W_row(student, rng):
    """Is dJ/dW of z = x W right, in W's shape?"""
    for m, n in [*SIZES, (1, 1)]:
        delta, x = rng.normal(size=(1, m)), rng.normal(size=(1, n))
        close(student.grad_W_row.unchanged(x, delta), np.outer(x, delta), "grad_W_row(x, delta)")


@task("rules", weight=0.5)
def test_grad_W_row_integers(student, rng):
    """Is dJ/dW of z = x W right for integers beside floats?"""
    delta, x = rng.normal(size=(1, 3)), rng.integers(-5, 5, size=(1, 4))
    close(student.grad_W_row(x, delta), np.outer(x, delta), "grad_W_row of integers beside floats")


# 3.3 ------------------------------------------------------------------------------------------------------


@task("grad-logits", weight=2)
def test_grad_logits_one_example(student, rng):
    """Is dJ/dz right for one example, flat, as a column and as a row?"""
    for k in [2, 3, 7]:
        z, y = 2 * rng.normal(size=k), one_hot(rng, 1, k)[0]
        for form in [(k,), (k, 1), (1, k)]:
            got = student.grad_logits.unchanged(soft(z).reshape(form), y.reshape(form))
            close(got, (soft(z) - y).reshape(form), f"grad_logits of shape {form}")
        want = slopes(lambda z, y=y: mean_loss(z, y), z)
        close(numbers(got, "grad_logits").ravel(), want, "grad_logits", **NUMERICAL)


@task("grad-logits", weight=1)
def test_grad_logits_many_examples(student, rng):
    """Is dJ/dz right for the rows of a minibatch, each by itself?"""
    y_hat, y = soft(rng.normal(size=(5, 3))), one_hot(rng, 5, 3)
    close(student.grad_logits(y_hat, y), y_hat - y, "grad_logits of shape (5, 3)")


@task("grad-logits", weight=1)
def test_grad_logits_extremes(student):
    """Is dJ/dz right for predictions that are certain, and wrong?"""
    y_hat, y = np.array([1.0, 0.0, 0.0, 0.0]), np.array([0, 0, 1, 0])
    close(student.grad_logits(y_hat, y), [1, 0, -1, 0], "grad_logits of a certain prediction")
    close(student.grad_logits(np.array([1, 0]), np.array([0, 1])), [1, -1], "grad_logits of integers")
    tiny = np.array([1 - 1e-9, 1e-9])
    close(student.grad_logits(tiny, np.array([0.0, 1.0])), [1 - 1e-9, 1e-9 - 1], "grad_logits of a tiny probability")


# 3.4 to 3.6 -----------------------------------------------------------------------------------------------


class Quiz:
    """One random instance of the quiz with a consistent forward pass: h1 = phi(z1), all sizes different."""

    def __init__(self, rng, pair=PAIRS[0], sizes=(5, 4, 3)):
        d_x, d_h, n_c = sizes
        self.phi, self.phi_prime = pair
        self.x, self.y = rng.normal(size=(d_x, 1)), one_hot(rng, 1, n_c).T
        self.W1, self.b1 = rng.normal(size=(d_h, d_x)), rng.normal(size=(d_h, 1))
        self.W2, self.b2 = rng.normal(size=(n_c, d_h)), rng.normal(size=(n_c, 1))
        self.z1 = self.W1 @ self.x + self.b1
        self.h1 = here(self.phi)(self.z1)
        self.y_hat = soft((self.W2 @ self.h1 + self.b2).T).T
        self.d1 = (self.y_hat - self.y).T
        self.d2 = (self.d1 @ self.W2) * here(self.phi_prime)(self.z1).T

    def truth(self, name):
        """dJ/d(name) by central differences, in the shape of the thing."""

        def J(value):
            p = {n: getattr(self, n) for n in ("W1", "b1", "W2", "b2", "x")} | {name: value}
            h1 = here(self.phi)(value if name == "z1" else p["W1"] @ p["x"] + p["b1"])
            return mean_loss((p["W2"] @ h1 + p["b2"]).T, self.y.T)

        return slopes(J, getattr(self, name))


QUIZZES = [(5, 4, 3), (2, 6, 4), (3, 2, 7), (1, 3, 2), (4, 1, 3), (3, 3, 3)]


def quizzes(rng):
    for sizes in QUIZZES:
        for pair in PAIRS[:3]:
            yield Quiz(rng, pair, sizes)


@task("delta1", weight=3)
def test_delta1(student, rng):
    """Is delta1 the derivative of J with respect to z2, as a row?"""
    for sizes in QUIZZES:
        q = Quiz(rng, sizes=sizes)
        close(student.delta1.unchanged(q.y_hat, q.y), q.d1, "delta1(y_hat, y)")


@task("delta1", weight=1)
def test_delta1_certain_and_integers(student):
    """Is delta1 right for predictions that are certain, and wrong?"""
    y = np.array([[0], [0], [1], [0]])
    for y_hat in [np.array([[1.0], [0.0], [0.0], [0.0]]), np.array([[1], [0], [0], [0]])]:
        close(student.delta1(y_hat, y), [[1, 0, -1, 0]], "delta1 of a certain prediction")


def expect_delta2(student, d1, W2, z1, phi_prime):
    got = student.delta2.unchanged(d1, W2, z1, phi_prime)
    close(got, (d1 @ W2) * here(phi_prime)(z1 * 1.0).T, "delta2(delta1, W2, z1, phi_prime)")


@task("delta2", weight=3)
def test_delta2(student, rng):
    """Is delta2 right on the forward passes of several networks?"""
    for q in quizzes(rng):
        expect_delta2(student, q.d1, q.W2, q.z1, q.phi_prime)


@task("delta2", weight=1)
def test_delta2_numerically(student, rng):
    """Does delta2 agree with finite differences of J with respect to z1?"""
    for pair in PAIRS:
        q = Quiz(rng, pair)
        got = student.delta2(q.d1, q.W2, q.z1, q.phi_prime)
        close(got, q.truth("z1").T, "delta2(delta1, W2, z1, phi_prime)", **NUMERICAL)


@task("delta2", weight=1)
def test_delta2_any_row(student, rng):
    """Is delta2 right for any row handed in, with large z1 and activations that are 0 for some units?"""
    relu_prime = Expr("lambda z: np.where(z > 0, 1.0, 0.0)")
    for n_c, d_h in [(3, 5), (4, 2), (1, 3), (2, 1)]:
        d1, W2, z1 = 3 * rng.normal(size=(1, n_c)), rng.normal(size=(n_c, d_h)), 4 * rng.normal(size=(d_h, 1))
        for phi_prime in [PAIRS[1][1], PAIRS[3][1], relu_prime]:
            expect_delta2(student, d1, W2, z1, phi_prime)


@task("delta2", weight=1)
def test_delta2_integers(student, rng):
    """Does delta2 keep fractions when everything handed in holds integers?"""
    d1, W2, z1 = rng.integers(1, 5, size=(1, 3)), rng.integers(1, 5, size=(3, 4)), rng.integers(1, 4, size=(4, 1))
    expect_delta2(student, d1, W2, z1, Expr("lambda z: 1 / (1 + z ** 2)"))


@task("quiz-gradients", weight=3)
def test_grad_W2(student, rng):
    """Is dJ/dW2 right, in W2's shape?"""
    for q in quizzes(rng):
        close(student.grad_W2.unchanged(q.d1, q.h1), np.outer(q.d1, q.h1), "grad_W2(delta1, h1)")
    h1 = rng.integers(-4, 5, size=(6, 1))
    close(student.grad_W2(q.d1, h1), np.outer(q.d1, h1), "grad_W2 of integers beside floats")


@task("quiz-gradients", weight=2)
def test_grad_b2(student, rng):
    """Is dJ/db2 right, in b2's shape?"""
    for q in quizzes(rng):
        close(student.grad_b2.unchanged(q.d1), q.d1.T, "grad_b2(delta1)")


@task("quiz-gradients", weight=3)
def test_grad_W1(student, rng):
    """Is dJ/dW1 right, in W1's shape?"""
    for q in quizzes(rng):
        close(student.grad_W1.unchanged(q.d2, q.x), np.outer(q.d2, q.x), "grad_W1(delta2, x)")
    x = rng.integers(-4, 5, size=(6, 1))
    close(student.grad_W1(q.d2, x), np.outer(q.d2, x), "grad_W1 of integers beside floats")


@task("quiz-gradients", weight=2)
def test_grad_b1(student, rng):
    """Is dJ/db1 right, in b1's shape?"""
    for q in quizzes(rng):
        close(student.grad_b1.unchanged(q.d2), q.d2.T, "grad_b1(delta2)")


@task("quiz-gradients", weight=3)
def test_grad_x(student, rng):
    """Is dJ/dx right, as a column?"""
    for q in quizzes(rng):
        got = student.grad_x.unchanged(q.d2, q.W1)
        close(got, q.W1.T @ q.d2.T, "grad_x(delta2, W1)")
    close(got, q.truth("x"), "grad_x(delta2, W1)", **NUMERICAL)


# 3.7 ------------------------------------------------------------------------------------------------------

CUBES = Expr("lambda W: float((W ** 3).sum())")
SMOOTH = [  # functions whose entries depend on each other, and their gradients
    (
        Expr("lambda W: float(np.sin(W).sum() * np.cos(W).sum())"),
        lambda W: np.cos(W) * np.cos(W).sum() - np.sin(W) * np.sin(W).sum(),
    ),
    (Expr("lambda W: np.log(np.exp(W).sum())"), lambda W: np.exp(W) / np.exp(W).sum()),
]


@task("numerical-gradient", weight=5)
def test_numerical_gradient_is_central(student, rng):
    """Is it the central difference with the eps handed in?"""
    # For a sum of cubes it is 3 W^2 + eps^2 exactly, and the one-sided difference 3 W^2 + 3 W eps + eps^2.
    for form, eps in [((2, 3), 0.1), ((4,), 0.5), ((3, 1), 0.01), ((1, 2), 1.0)]:
        W = rng.normal(size=form)
        # rounding: 1e-16 times sums below 100, divided by eps
        close(student.numerical_gradient(CUBES, W, eps), 3 * W**2 + eps**2, f"with eps = {eps}", rtol=1e-9, atol=1e-10)


@task("numerical-gradient", weight=2)
def test_numerical_gradient_is_near(student, rng):
    """Is it near the gradient of functions in which the entries depend on each other?"""
    for f, gradient in SMOOTH:
        for form in [(3,), (2, 4), (1, 5), (2, 3, 2), (1,)]:
            W = rng.normal(size=form)
            got = student.numerical_gradient(f, W)
            close(got, gradient(W), f"the gradient for W of shape {form}", **NUMERICAL)


@task("numerical-gradient", weight=1)
def test_numerical_gradient_default_step(student):
    """Is the default step 1e-5?"""
    # At W = 0 the central difference of 1e10 W^3 is 1e10 eps^2: 1 for eps = 1e-5, and 100 for 1e-4.
    got = student.numerical_gradient(Expr("lambda W: float(1e10 * (W ** 3).sum())"), np.zeros((2, 3)))
    close(got, np.ones((2, 3)), "the result with the default eps", rtol=1e-6)


@task("numerical-gradient", weight=2)
def test_numerical_gradient_leaves_W(student, rng):
    """Is W the same to the last bit after the call, and the result right?"""
    # In most of these (w + eps) - eps differs from w in the last bit.
    W = rng.normal(size=(3, 4)) * 10.0 ** rng.integers(-3, 2, size=(3, 4))
    got = student.numerical_gradient.unchanged(CUBES, W, 1e-3)
    # values up to 1e4, rounded by 1e-12, divided by 1e-3
    close(got, 3 * W**2 + 1e-6, "the result", rtol=1e-6, atol=1e-6)


@task("numerical-gradient", weight=1)
def test_numerical_gradient_integers(student, rng):
    """Is it right where W holds integers?"""
    for form in [(4,), (2, 3)]:
        W = rng.integers(-5, 6, size=form)
        got = student.numerical_gradient.unchanged(CUBES, W)
        close(got, 3.0 * W**2, "the gradient at integers", rtol=1e-6, atol=1e-6)


@task("numerical-gradient", weight=1)
def test_numerical_gradient_of_matrix_functions(student, rng):
    """Is f called with an array of W's shape, however W lies in memory?"""
    W = rng.normal(size=(2, 3))
    f = Expr("lambda W: float((W @ np.array([1.0, -2.0, 3.0]))[1] * W[0, 2])")
    want = np.zeros((2, 3))
    want[1] = W[0, 2] * np.array([1.0, -2.0, 3.0])
    want[0, 2] = W[1] @ np.array([1.0, -2.0, 3.0])
    close(student.numerical_gradient(f, W), want, "the gradient of a function of rows and columns", **NUMERICAL)
    transposed = Expr("np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]]).T")  # not a copy: the numbers lie by columns
    want = 3 * np.array([[0.5, 1.5], [-1.0, 0.25], [2.0, -0.75]]) ** 2
    close(student.numerical_gradient(CUBES, transposed), want, "the gradient at a transposed array", **NUMERICAL)


@task("relative-error", weight=3)
def test_relative_error_values(student, rng):
    """Is it right for arrays of any shape?"""
    for form in [(3,), (2, 4), (1, 1), (2, 3, 2), ()]:
        for noise in [1e-6, 0.1, 2.0]:
            a = rng.normal(size=form) * 10.0 ** rng.integers(-2, 3, size=form)
            b = a + noise * rng.normal(size=form)
            want = np.max(np.abs(a - b)) / np.max(np.abs(a) + np.abs(b))
            # noise of 1e-6 beside entries of 1e3 leaves 1e-9 / 1e-16 digits in the difference
            close(student.relative_error.unchanged(a, b), want, "relative_error(a, b)", rtol=1e-6)


@task("relative-error", weight=2)
def test_relative_error_zeros(student, rng):
    """Is it 0 for two arrays of zeros and 1 for zeros against anything else?"""
    some = rng.normal(size=(2, 3))
    close(student.relative_error(np.zeros((2, 3)), some), 1, "zeros against numbers")
    close(student.relative_error(some, np.zeros((2, 3))), 1, "numbers against zeros")
    for form in [(4,), (2, 3), ()]:
        close(student.relative_error(np.zeros(form), np.zeros(form)), 0, "zeros against zeros")


@task("relative-error", weight=2)
def test_relative_error_one_scale(student):
    """Does one scale serve the whole array?"""
    a, b = np.array([1e-9, 5.0, -2.0]), np.array([-1e-9, 5.0, -2.0])
    close(student.relative_error(a, b), 2e-10, "rounding noise beside ordinary entries", rtol=1e-6)
    close(student.relative_error(np.array([4.0, 1.0]), np.array([4.0, 2.0])), 1 / 8, "relative_error(a, b)")


@task("relative-error", weight=1)
def test_relative_error_any_size(student, rng):
    """Do tiny numbers count as much as large ones?"""
    a = rng.normal(size=6)
    b = a * rng.uniform(0.3, 0.9, size=6)  # alike in sign: else the error may be 1 exactly, as a constant has it
    want = np.max(np.abs(a - b)) / np.max(np.abs(a) + np.abs(b))
    for size in [1e-30, 1e-12, 1e-6, 1e6, 1e30]:
        close(student.relative_error(size * a, size * b), want, f"relative_error of numbers near {size:g}", rtol=1e-8)


@task("relative-error", weight=1)
def test_relative_error_numbers_and_integers(student):
    """Is it right for two numbers and for integers, whatever their signs?"""
    close(student.relative_error(3, 1), 0.5, "relative_error(3, 1)")
    close(student.relative_error(2.0, -2.0), 1, "relative_error(2.0, -2.0)")
    close(student.relative_error(np.array([-4, 3]), np.array([-1, 3])), 0.5, "relative_error of integers")


# 3.8 ------------------------------------------------------------------------------------------------------


class Point:
    """A loss of three parameters of several shapes, each with a gradient of ordinary size, known in closed form.

    The last entry of w has hardly any influence: ratios entry by entry see rounding noise there. scale multiplies the
    loss and its gradients: right ones have a relative error below 1e-9 at any scale.
    """

    def __init__(self, rng, scale=1.0, integers=False):
        forms = {"w": (4,), "A": (2, 3), "b": (1, 2, 2)}
        self.params = {k: 0.5 + rng.uniform(size=form) for k, form in forms.items()}
        if integers:
            self.params = {k: rng.integers(1, 5, size=form) for k, form in forms.items()}
        c, m = np.array([1, 1, 1, 1e-9]), np.array([1, 1, 1, 0])
        text = "(np.array([1, 1, 1, 1e-9]) * p['w'] ** 2).sum() * p['A'].sum() + 3 * (p['b'] ** 2).sum() * p['w'][:3].sum()"
        self.f = Expr(f"lambda p: {scale!r} * float({text})")
        w, A, b = (self.params[k] for k in "wAb")
        self.grads = {"w": 2 * c * w * A.sum() + 3 * m * (b**2).sum(), "A": np.full((2, 3), (c * w**2).sum())}
        self.grads["b"] = 6 * b * w[:3].sum()
        self.grads = {k: scale * g for k, g in self.grads.items()}


def failing(student, point, grads, want, **more):
    got = student.failing_gradients.unchanged(point.f, point.params, grads, **more)
    told = isinstance(got, (list, tuple)) and all(isinstance(name, str) for name in got)
    check(told, "failing_gradients should return a list of names")
    check(sorted(got) == sorted(want), f"the names are {sorted(got)}, expected {sorted(want)}")
    check(list(got) == sorted(got), f"the names {list(got)} are not sorted")


@task("failing-gradients", weight=2)
def test_failing_none(student, rng):
    """Does no name come back where all gradients are right?"""
    for scale in [1.0, 1e4]:
        point = Point(rng, scale)
        failing(student, point, point.grads, [])
    point = Point(rng)  # and is one found in the same network?
    failing(student, point, point.grads | {"A": 1.5 * point.grads["A"]}, ["A"])


@task("failing-gradients", weight=3)
def test_failing_one_or_two(student, rng):
    """Are exactly the wrong gradients named?"""
    for wrong in [["w"], ["A"], ["b"], ["A", "b"], ["A", "w"], ["b", "w"]]:
        point = Point(rng)
        factors = {k: rng.choice([-1.0, 0.5, 2.0, 1.01]) for k in wrong}
        failing(student, point, {k: factors.get(k, 1.0) * g for k, g in point.grads.items()}, wrong)


@task("failing-gradients", weight=2)
def test_failing_all_sorted(student, rng):
    """Are all named, and sorted, where all are wrong?"""
    point = Point(rng)
    wrong = {k: -g for k, g in point.grads.items()}
    for order in (["w", "A", "b"], ["b", "w", "A"], ["A", "b", "w"]):
        point.params = {k: point.params[k] for k in order}
        failing(student, point, {k: wrong[k] for k in reversed(order)}, ["A", "b", "w"])


@task("failing-gradients", weight=1)
def test_failing_one_entry(student, rng):
    """Is a gradient named of which a single entry is wrong?"""
    point = Point(rng)
    point.grads["w"][2] = 0.0
    failing(student, point, point.grads, ["w"])


@task("failing-gradients", weight=2)
def test_failing_is_relative(student, rng):
    """Is a wrong gradient of a tiny loss named, and a right one of a large loss not?"""
    point = Point(rng, 1e-9)
    failing(student, point, point.grads | {"b": -point.grads["b"]}, ["b"])
    point = Point(rng, 1e7)
    failing(student, point, point.grads | {"w": 1.02 * point.grads["w"]}, ["w"])


@task("failing-gradients", weight=2)
def test_failing_tolerance(student, rng):
    """Is the tolerance handed in the one that decides?"""
    point = Point(rng)
    grads = point.grads | {"w": 1.02 * point.grads["w"], "A": -point.grads["A"]}  # errors of 1e-2 and 1
    failing(student, point, grads, ["A"], tol=0.1)
    failing(student, point, grads, ["A", "w"], tol=1e-4)
    # A loss that bends within a step of 0.05: whoever takes tol for the step finds right gradients wrong.
    point.params, point.f = (
        {k: point.params[k] for k in "wA"},
        Expr("lambda p: np.sin(15 * p['w']).sum() + p['A'].sum()"),
    )
    grads = {"w": 15 * np.cos(15 * point.params["w"]), "A": np.ones((2, 3))}
    failing(student, point, grads, [], tol=0.1)
    failing(student, point, grads | {"A": -grads["A"]}, ["A"], tol=0.1)


@task("failing-gradients", weight=1)
def test_failing_integers_and_one_name(student, rng):
    """Is it right for parameters of integers, and for a single parameter?"""
    point = Point(rng, integers=True)
    failing(student, point, point.grads | {"A": 2 * point.grads["A"]}, ["A"])
    only = Point(rng)
    only.params, only.f = {"w": only.params["w"]}, Expr("lambda p: np.sin(p['w']).sum()")
    failing(student, only, {"w": np.cos(only.params["w"])}, [])
    failing(student, only, {"w": np.sin(only.params["w"])}, ["w"])


# 3.9 ------------------------------------------------------------------------------------------------------


class Regularized:
    """One random instance of the regularized network, sizes all different unless said otherwise."""

    def __init__(self, rng, pair, lam, sizes=(4, 5, 3), logits=None):
        d, h, q = sizes
        self.phi, self.phi_prime = pair
        self.x, self.y, self.lam = rng.normal(size=d), one_hot(rng, 1, q)[0], lam
        self.W1, self.W2 = rng.normal(size=(h, d)), rng.normal(size=(q, h))
        if logits:
            self.W2 *= logits / np.abs(self.W2 @ here(self.phi)(self.W1 @ self.x)).max()

    @property
    def arguments(self):
        return self.x, self.y, self.W1, self.W2, self.lam, self.phi, self.phi_prime

    def J(self, W1, W2):
        h = here(self.phi)(W1 @ self.x)
        return mean_loss(W2 @ h, self.y) + self.lam / 2 * ((W1**2).sum() + (W2**2).sum())

    def expect(self, student, solution, *keys, **tolerance):
        got, want = student.backward.unchanged(*self.arguments), solution.backward(*self.arguments)
        for key in keys:
            close(entry(got, key, "backward"), want[key], f'backward(...)["{key}"]', **tolerance)


def instances(rng):
    for pair in PAIRS:
        for lam in [0.0, 0.3, 2.5]:
            yield Regularized(rng, pair, lam)
    yield Regularized(rng, PAIRS[1], 0.7, sizes=(6, 2, 5))
    yield Regularized(rng, PAIRS[1], 0.7, sizes=(4, 4, 4))


@task("backward", weight=1)
def test_backward_do(student, solution, rng):
    """Is dJ/do right?"""
    for one in instances(rng):
        one.expect(student, solution, "do")


@task("backward", weight=1)
def test_backward_dh(student, solution, rng):
    """Is dJ/dh right?"""
    for one in instances(rng):
        one.expect(student, solution, "dh")


@task("backward", weight=2)
def test_backward_dz(student, solution, rng):
    """Is dJ/dz right?"""
    for one in instances(rng):
        one.expect(student, solution, "dz")


@task("backward", weight=2)
def test_backward_dW2(student, solution, rng):
    """Is dJ/dW2 right, for any lambda?"""
    for one in instances(rng):
        one.expect(student, solution, "dW2")


@task("backward", weight=3)
def test_backward_dW1(student, solution, rng):
    """Is dJ/dW1 right, for any lambda?"""
    for one in instances(rng):
        one.expect(student, solution, "dW1")


@task("backward", weight=1)
def test_backward_numerically(student, rng):
    """Do dJ/dW1 and dJ/dW2 agree with finite differences of J?"""
    one = Regularized(rng, PAIRS[0], 0.4)
    got = student.backward(*one.arguments)
    truth = {"dW1": slopes(lambda W: one.J(W, one.W2), one.W1), "dW2": slopes(lambda W: one.J(one.W1, W), one.W2)}
    for key, want in truth.items():
        close(entry(got, key, "backward"), want, f'backward(...)["{key}"]', **NUMERICAL)


@task("backward", weight=1)
def test_backward_one_unit(student, solution, rng):
    """Is everything right, and in its shape, where there is one hidden unit or one input?"""
    for sizes in [(1, 3, 2), (4, 1, 3), (1, 1, 2)]:
        Regularized(rng, PAIRS[0], 0.7, sizes).expect(student, solution, "do", "dW2", "dh", "dz", "dW1")


@task("backward", weight=1)
def test_backward_large_logits(student, solution, rng):
    """Is everything finite and right where the logits are as large as 1e4?"""
    for pair in PAIRS[:3]:
        Regularized(rng, pair, 0.1, logits=9e3).expect(student, solution, "do", "dz", "dW1", **LARGE)


@task("backward", weight=1)
def test_backward_integers(student, solution, rng):
    """Is everything right for integers?"""
    one = Regularized(rng, PAIRS[1], 3)
    one.x, one.y = rng.integers(1, 4, size=4), one.y.astype(int)
    one.W1, one.W2 = rng.integers(-2, 3, size=(5, 4)), rng.integers(-2, 3, size=(3, 5))
    one.expect(student, solution, "do", "dW2", "dz", "dW1")


# 3.10 -----------------------------------------------------------------------------------------------------

KEYS = ("W1", "b1", "W2", "b2")


class Batch:
    """A random minibatch and network, rows."""

    def __init__(self, rng, pair, sizes=(6, 4, 5, 3), logits=None):
        n, d, h, q = sizes
        self.phi, self.phi_prime = pair
        self.X, self.Y = rng.normal(size=(n, d)), one_hot(rng, n, q)
        self.W1, self.b1 = rng.normal(size=(d, h)), rng.normal(size=h)
        self.W2, self.b2 = rng.normal(size=(h, q)), rng.normal(size=q)
        if logits:
            self.W2 *= logits / np.abs(here(self.phi)(self.X @ self.W1 + self.b1) @ self.W2).max()

    @property
    def arguments(self):
        return self.X, self.Y, self.W1, self.b1, self.W2, self.b2, self.phi, self.phi_prime

    def expect(self, student, solution, *keys, **tolerance):
        got, want = student.backprop_batch.unchanged(*self.arguments), solution.backprop_batch(*self.arguments)
        for key in keys:
            close(entry(got, key, "backprop_batch"), want[key], f'backprop_batch(...)["{key}"]', **tolerance)


def batches(rng):
    for pair in PAIRS:
        yield Batch(rng, pair)
    for pair, sizes in zip(
        PAIRS * 2, [(1, 4, 3, 2), (9, 2, 3, 4), (3, 5, 2, 4), (6, 2, 3, 3), (5, 4, 4, 2)], strict=False
    ):
        yield Batch(rng, pair, sizes)


@task("backprop-batch", weight=3)
def test_batch_W1(student, solution, rng):
    """Is the gradient of W1 right, for many examples and for one?"""
    for one in batches(rng):
        one.expect(student, solution, "W1")


@task("backprop-batch", weight=2)
def test_batch_b1(student, solution, rng):
    """Is the gradient of b1 right?"""
    for one in batches(rng):
        one.expect(student, solution, "b1")


@task("backprop-batch", weight=2)
def test_batch_W2(student, solution, rng):
    """Is the gradient of W2 right, for many examples and for one?"""
    for one in batches(rng):
        one.expect(student, solution, "W2")


@task("backprop-batch", weight=1)
def test_batch_b2(student, solution, rng):
    """Is the gradient of b2 right?"""
    for one in batches(rng):
        one.expect(student, solution, "b2")


@task("backprop-batch", weight=1)
def test_batch_numerically(student, rng):
    """Does the gradient of W1 agree with finite differences of the mean cross-entropy?"""
    one = Batch(rng, PAIRS[0])
    got = student.backprop_batch(*one.arguments)

    def J(W1):
        return mean_loss(np.tanh(one.X @ W1 + one.b1) @ one.W2 + one.b2, one.Y)

    close(entry(got, "W1", "backprop_batch"), slopes(J, one.W1), "the gradient of W1", **NUMERICAL)


@task("backprop-batch", weight=1)
def test_batch_one_unit_or_input(student, solution, rng):
    """Have all gradients their parameter's shape where there is one hidden unit or one input?"""
    for sizes in [(6, 1, 4, 3), (6, 4, 1, 3), (5, 1, 1, 2), (1, 1, 3, 2), (1, 3, 1, 4)]:
        Batch(rng, PAIRS[0], sizes).expect(student, solution, *KEYS)


@task("backprop-batch", weight=1)
def test_batch_large_logits(student, solution, rng):
    """Are all gradients finite and right where logits are as large as 1e4, with another offset in every row?"""
    together = Batch(rng, PAIRS[0])
    together.b2 = together.b2 + 9e3
    together.expect(student, solution, *KEYS, **LARGE)
    for pair in PAIRS[:2]:
        Batch(rng, pair, logits=9e3).expect(student, solution, *KEYS, **LARGE)


@task("backprop-batch", weight=1)
def test_batch_integers(student, solution, rng):
    """Are all gradients right for integers?"""
    one = Batch(rng, PAIRS[1])
    one.X, one.Y = rng.integers(-2, 3, size=(6, 4)), one.Y.astype(int)
    for name, form in {"W1": (4, 5), "b1": 5, "W2": (5, 3), "b2": 3}.items():
        setattr(one, name, rng.integers(-2, 3, size=form))
    one.expect(student, solution, *KEYS)


# 3.11 -----------------------------------------------------------------------------------------------------


def network(rng):
    forms = {"W1": (2, 5), "b1": (5,), "W2": (5, 3), "b2": (3,)}
    return [{key: rng.normal(size=form) for key, form in forms.items()} for _ in range(2)]


def expect_step(student, params, grads, lr):
    got = student.sgd_step.unchanged(params, grads, lr)
    for key in params:
        close(entry(got, key, "sgd_step"), params[key] - lr * grads[key], f'sgd_step(...)["{key}"]')


@task("sgd-step", weight=2)
def test_sgd_step(student, rng):
    """Does every parameter move against its gradient, by lr times it, and do both dicts stay as they were?"""
    params, grads = network(rng)
    for lr in [0.1, 2.5, 0.0, 1e-3]:
        expect_step(student, params, grads, lr)


@task("sgd-step", weight=1)
def test_sgd_step_any_keys(student, rng):
    """Does it work for any keys, in any order and any number of them, arrays and numbers?"""
    expect_step(student, {"gamma": rng.normal(size=(2, 3, 2))}, {"gamma": rng.normal(size=(2, 3, 2))}, 0.3)
    names = [f"layer {i}" for i in range(7)]
    params, grads = ({n: float(v) for n, v in zip(names, rng.normal(size=7), strict=True)} for _ in range(2))
    expect_step(student, params, {name: grads[name] for name in sorted(grads, reverse=True)}, 0.7)


@task("sgd-step", weight=1)
def test_sgd_step_integers(student):
    """Are integer parameters not truncated?"""
    params, grads = {"W": np.array([[1, -2, 3]]), "b": np.array([4])}, {"W": np.array([[1, 1, -1]]), "b": np.array([2])}
    expect_step(student, params, grads, 0.25)
