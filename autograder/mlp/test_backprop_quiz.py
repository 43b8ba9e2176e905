"""Hidden tests of notebook 3: the rules, the regularized backward pass, the quiz, and checking gradients."""

import numpy as np

from autograder.testing import Expr, Np, Wrong, check, close, entry, numbers, shape, task

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


def agree(got, want, what, *roads, **tolerance):
    """close, where a value that follows from the student's own earlier answer by one of the roads is right too.

    A road is a function without arguments. Its value counts only with as many entries as were asked for, and not
    when more than two of them are all equal, so that a constant returned everywhere never agrees with itself.
    """
    for road in roads:
        try:
            return close(got, want, what, own=lambda road=road: follow(road, np.size(want)), **tolerance)
        except Wrong:
            pass
    return close(got, want, what, **tolerance)


def follow(road, size):
    try:
        value = numbers(road(), "the value").astype(float)
    except Wrong:
        raise
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:  # strange answers do not compose
        raise Wrong("an earlier answer cannot be used") from error
    constant = size > 2 and np.all(value == value.flat[0]) if value.size else True
    check(value.size == size and np.isfinite(value).all() and not constant, "an earlier answer cannot be used")
    return value


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
# (m, n): not square, so that no layout hides; one square, for answers that choose the layout by shape.
SIZES = [(2, 3), (4, 2), (5, 3), (1, 4), (3, 1), (3, 3)]


# 3.1 ------------------------------------------------------------------------------------------------------


@task("jacobians", weight=2)
def test_jacobian_column(student, rng):
    """Is the Jacobian of z = W x right, with outputs along its rows?"""
    for m, n in SIZES:
        W, x = rng.normal(size=(m, n)), rng.normal(size=n)
        got = student.jacobian_column.unchanged(W)
        close(got, W, "jacobian_column(W)")
        columns = [slopes(lambda x, W=W, i=i: (W @ x)[i], x) for i in range(m)]
        close(got, columns, "jacobian_column(W)", **NUMERICAL)
    W = rng.integers(-9, 9, size=(3, 4))
    close(student.jacobian_column(W), W, "jacobian_column of integers")


@task("jacobians", weight=2)
def test_jacobian_row(student, rng):
    """Is the Jacobian of the row z = x W right, with outputs along its rows?"""
    for m, n in SIZES:
        W, x = rng.normal(size=(n, m)), rng.normal(size=n)
        got = student.jacobian_row.unchanged(W)
        rows = [slopes(lambda x, W=W, i=i: (x @ W)[i], x) for i in range(m)]
        close(got, rows, "jacobian_row(W)", **NUMERICAL)
        close(got, W.T, "jacobian_row(W)")
    W = rng.integers(-9, 9, size=(3, 4))
    close(student.jacobian_row(W), W.T, "jacobian_row of integers")


@task("jacobians", weight=1)
def test_jacobian_identity(student, rng):
    """Is the Jacobian of z = x right in every dimension?"""
    for n in [1, 2, 5, int(rng.integers(6, 20))]:
        close(student.jacobian_identity(n), np.eye(n), f"jacobian_identity({n})")


@task("jacobians", weight=2)
def test_jacobian_elementwise(student, rng):
    """Is the Jacobian of an elementwise function right, for several functions?"""
    for phi, phi_prime in PAIRS:
        for n in [1, 3, 6]:
            x = 2 * rng.normal(size=n)
            got = student.jacobian_elementwise.unchanged(phi_prime, x)
            want = np.diag(here(phi_prime)(x))
            close(got, want, "jacobian_elementwise(phi_prime, x)")
            f = here(phi)
            rows = [slopes(lambda x, f=f, i=i: f(x)[i], x) for i in range(n)]
            # a derivative may be 20 at |x| = 4, and its third derivative as large
            close(got, rows, "jacobian_elementwise(phi_prime, x)", rtol=1e-6, atol=1e-6)


@task("jacobians", weight=1)
def test_jacobian_elementwise_integers(student, rng):
    """Does jacobian_elementwise keep fractions when x holds integers?"""
    x = rng.integers(-3, 4, size=5)
    got = student.jacobian_elementwise(Expr("lambda z: 1 / (1 + z ** 2)"), x)
    close(got, np.diag(1 / (1 + x**2)), "jacobian_elementwise of integers")


# 3.2 ------------------------------------------------------------------------------------------------------


@task("weight-rules", weight=3)
def test_grad_W_column(student, rng):
    """Does grad_W_column give dJ/dW of z = W x in W's shape?"""
    for m, n in [*SIZES, (1, 1)]:
        delta, x = rng.normal(size=(1, m)), rng.normal(size=(n, 1))
        got = student.grad_W_column.unchanged(delta, x)
        want = slopes(lambda W, delta=delta, x=x: (delta @ (W @ x)).item(), rng.normal(size=(m, n)))
        close(got, want, "grad_W_column(delta, x)", **NUMERICAL)
        close(got, np.outer(delta, x), "grad_W_column(delta, x)")


@task("weight-rules", weight=3)
def test_grad_W_row(student, rng):
    """Does grad_W_row give dJ/dW of z = x W in W's shape?"""
    for m, n in [*SIZES, (1, 1)]:
        delta, x = rng.normal(size=(1, m)), rng.normal(size=(1, n))
        got = student.grad_W_row.unchanged(x, delta)
        want = slopes(lambda W, delta=delta, x=x: (x @ W @ delta.T).item(), rng.normal(size=(n, m)))
        close(got, want, "grad_W_row(x, delta)", **NUMERICAL)
        close(got, np.outer(x, delta), "grad_W_row(x, delta)")


@task("weight-rules", weight=1)
def test_grad_W_column_mixed_numbers(student, rng):
    """Is grad_W_column right for integers beside floats?"""
    delta, x = rng.normal(size=(1, 3)), rng.integers(-5, 5, size=(4, 1))
    close(student.grad_W_column(delta, x), np.outer(delta, x), "grad_W_column(delta, x)")


@task("weight-rules", weight=1)
def test_grad_W_row_mixed_numbers(student, rng):
    """Is grad_W_row right for integers beside floats?"""
    delta, x = rng.normal(size=(1, 3)), rng.integers(-5, 5, size=(1, 4))
    close(student.grad_W_row(x, delta), np.outer(x, delta), "grad_W_row(x, delta)")


# 3.3 ------------------------------------------------------------------------------------------------------


@task("grad-logits", weight=2)
def test_grad_logits_one_example(student, rng):
    """Is grad_logits right for one example, flat, as a column and as a row?"""
    for k in [2, 3, 7]:
        z, y = 2 * rng.normal(size=k), one_hot(rng, 1, k)[0]
        want = soft(z) - y
        for form in [(k,), (k, 1), (1, k)]:
            got = student.grad_logits.unchanged(soft(z).reshape(form), y.reshape(form))
            close(got, want.reshape(form), f"grad_logits of shape {form}")
        close(
            numbers(got, "grad_logits").ravel(),
            slopes(lambda z, y=y: mean_loss(z, y), z),
            "grad_logits",
            **NUMERICAL,
        )


@task("grad-logits", weight=1)
def test_grad_logits_many_examples(student, rng):
    """Is grad_logits right for the rows of a minibatch, each by itself?"""
    y_hat, y = soft(rng.normal(size=(5, 3))), one_hot(rng, 5, 3)
    close(student.grad_logits(y_hat, y), y_hat - y, "grad_logits of shape (5, 3)")


@task("grad-logits", weight=1)
def test_grad_logits_extremes(student):
    """Is grad_logits right for certain predictions and for integers?"""
    y_hat, y = np.array([1.0, 0.0, 0.0, 0.0]), np.array([0, 0, 1, 0])
    close(student.grad_logits(y_hat, y), [1, 0, -1, 0], "grad_logits of a certain prediction")
    close(student.grad_logits(np.array([1, 0]), np.array([0, 1])), [1, -1], "grad_logits of integers")
    tiny = np.array([1 - 1e-9, 1e-9])
    close(student.grad_logits(tiny, np.array([0.0, 1.0])), [1 - 1e-9, 1e-9 - 1], "grad_logits of a tiny probability")


# 3.4 ------------------------------------------------------------------------------------------------------


class Regularized:
    """One random instance of the regularized network, sizes all different, with everything of its forward pass."""

    def __init__(self, rng, pair, lam, scale=1.0, sizes=(4, 5, 3)):
        d, h, q = sizes
        self.phi, self.phi_prime = pair
        self.x, self.y, self.lam = rng.normal(size=d), one_hot(rng, 1, q)[0], lam
        self.W1, self.W2 = rng.normal(size=(h, d)), scale * rng.normal(size=(q, h))
        self.forward()

    def forward(self):
        self.z = self.W1 @ self.x
        self.h = here(self.phi)(self.z)
        self.o = self.W2 @ self.h
        self.slope = here(self.phi_prime)(self.z)

    @property
    def arguments(self):
        return self.x, self.y, self.W1, self.W2, self.lam, self.phi, self.phi_prime

    def J(self, W1, W2):
        h = here(self.phi)(W1 @ self.x)
        return mean_loss(W2 @ h, self.y) + self.lam / 2 * ((W1**2).sum() + (W2**2).sum())

    def roads(self, key, got, student):
        """What follows for one key from the student's own other keys and earlier functions."""

        def mine(other):
            return numbers(entry(got, other, "the dict"), other).astype(float)

        def outer(delta, x):
            return numbers(student.grad_W_column(delta[None, :], x[:, None]), "grad_W_column")

        def probabilities(own):
            return numbers(student.softmax(self.o), "softmax") if own else soft(self.o)

        return {
            "do": [
                lambda: student.grad_logits(soft(self.o), self.y),
                lambda: probabilities(True) - self.y,
                lambda: student.grad_logits(probabilities(True), self.y),
            ],
            "dW2": [
                lambda: np.outer(mine("do"), self.h) + self.lam * self.W2,
                lambda: outer(mine("do"), self.h) + self.lam * self.W2,
            ],
            "dh": [
                lambda: self.W2.T @ mine("do"),
                lambda: mine("do") @ numbers(student.jacobian_column(self.W2), "jacobian_column"),
            ],
            "dz": [
                lambda: mine("dh") * self.slope,
                lambda: mine("dh") @ numbers(student.jacobian_elementwise(self.phi_prime, self.z), "the Jacobian"),
            ],
            "dW1": [
                lambda: np.outer(mine("dz"), self.x) + self.lam * self.W1,
                lambda: outer(mine("dz"), self.x) + self.lam * self.W1,
            ],
        }[key]

    def expect(self, key, student, solution):
        got = student.backward(*self.arguments)
        want = solution.backward(*self.arguments)[key]
        agree(entry(got, key, "backward"), want, f'backward(...)["{key}"]', *self.roads(key, got, student))


def instances(rng):
    for pair in PAIRS:
        for lam in [0.0, 0.3, 2.5]:
            yield Regularized(rng, pair, lam)
    yield Regularized(rng, PAIRS[0], 0.7, sizes=(1, 3, 2))
    yield Regularized(rng, PAIRS[1], 0.7, sizes=(6, 2, 5))
    yield Regularized(rng, PAIRS[1], 0.7, sizes=(4, 4, 4))


@task("backward", weight=1)
def test_backward_do(student, solution, rng):
    """Is dJ/do right?"""
    for one in instances(rng):
        one.expect("do", student, solution)


@task("backward", weight=2)
def test_backward_dW2(student, solution, rng):
    """Is dJ/dW2 right, the penalty's part included, given dJ/do?"""
    for one in instances(rng):
        one.expect("dW2", student, solution)


@task("backward", weight=2)
def test_backward_dh(student, solution, rng):
    """Is dJ/dh right, given dJ/do?"""
    for one in instances(rng):
        one.expect("dh", student, solution)


@task("backward", weight=2)
def test_backward_dz(student, solution, rng):
    """Is dJ/dz right, given dJ/dh: is phi' there, once, and at the right place?"""
    for one in instances(rng):
        one.expect("dz", student, solution)


@task("backward", weight=2)
def test_backward_dW1(student, solution, rng):
    """Is dJ/dW1 right, the penalty's part included, given dJ/dz?"""
    for one in instances(rng):
        one.expect("dW1", student, solution)


@task("backward", weight=1)
def test_backward_numerically(student, rng):
    """Do dJ/dW1 and dJ/dW2 agree with finite differences of J?"""
    one = Regularized(rng, PAIRS[0], 0.4)
    got = student.backward(*one.arguments)
    truth = {"dW1": slopes(lambda W: one.J(W, one.W2), one.W1), "dW2": slopes(lambda W: one.J(one.W1, W), one.W2)}
    for key, want in truth.items():
        roads = one.roads(key, got, student)
        agree(entry(got, key, "backward"), want, f'backward(...)["{key}"]', *roads, **NUMERICAL)


@task("backward", weight=1)
def test_backward_large_logits(student, solution, rng):
    """Is dJ/do finite and right where the logits are as large as 1e4?"""
    for pair in PAIRS[:3]:
        one = Regularized(rng, pair, 0.1)
        one.W2 = one.W2 * (9e3 / np.abs(one.o).max())
        one.forward()
        one.expect("do", student, solution)


@task("backward", weight=1)
def test_backward_integers_and_arguments(student, solution, rng):
    """Is backward right for integers, and does it leave its arguments alone?"""
    one = Regularized(rng, PAIRS[1], 3)
    one.x, one.y = rng.integers(1, 4, size=4), one.y.astype(int)
    one.W1, one.W2 = rng.integers(-2, 3, size=(5, 4)), rng.integers(-2, 3, size=(3, 5))
    one.forward()
    got = student.backward.unchanged(*one.arguments)
    want = solution.backward(*one.arguments)
    for key in ["dW1", "dW2"]:
        roads = one.roads(key, got, student)
        agree(entry(got, key, "backward"), want[key], f'backward of integers: "{key}"', *roads)


# 3.5 ------------------------------------------------------------------------------------------------------


def shapes_of(student, rng):
    for sizes in [
        (4, 6, 3),
        (2, 7, 5),
        (1, 3, 2),
        (5, 1, 4),
        (3, 2, 1),
        tuple(int(n) for n in rng.integers(8, 99, size=3)),
    ]:
        yield sizes, student.quiz_shapes(*sizes)


@task("quiz-shapes", weight=2)
def test_shapes_of_the_deltas(student, rng):
    """Are delta1 and delta2 predicted as the derivatives of a number with respect to a column?"""
    for (_, d_h, n_c), got in shapes_of(student, rng):
        close(entry(got, "delta1", "quiz_shapes"), (1, n_c), "the shape of delta1")
        close(entry(got, "delta2", "quiz_shapes"), (1, d_h), "the shape of delta2")


@task("quiz-shapes", weight=2)
def test_shapes_of_the_matrices(student, rng):
    """Are the shapes of dJ/dW1 and dJ/dW2 those of W1 and W2?"""
    for (d_x, d_h, n_c), got in shapes_of(student, rng):
        close(entry(got, "W1", "quiz_shapes"), (d_h, d_x), "the shape of W1")
        close(entry(got, "W2", "quiz_shapes"), (n_c, d_h), "the shape of W2")


@task("quiz-shapes", weight=2)
def test_shapes_of_the_columns(student, rng):
    """Are the shapes of dJ/db1, dJ/db2 and dJ/dx those of b1, b2 and x?"""
    for (d_x, d_h, n_c), got in shapes_of(student, rng):
        close(entry(got, "b1", "quiz_shapes"), (d_h, 1), "the shape of b1")
        close(entry(got, "b2", "quiz_shapes"), (n_c, 1), "the shape of b2")
        close(entry(got, "x", "quiz_shapes"), (d_x, 1), "the shape of x")


# 3.6 to 3.8 -----------------------------------------------------------------------------------------------


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
        self.z2 = self.W2 @ self.h1 + self.b2
        self.y_hat = soft(self.z2.T).T
        self.d1 = (self.y_hat - self.y).T
        self.d2 = (self.d1 @ self.W2) * here(self.phi_prime)(self.z1).T

    def J(self, **moved):
        p = {name: getattr(self, name) for name in ("W1", "b1", "W2", "b2", "x")} | moved
        h1 = here(self.phi)(moved["z1"] if "z1" in moved else p["W1"] @ p["x"] + p["b1"])
        return mean_loss((p["W2"] @ h1 + p["b2"]).T, self.y.T)

    def truth(self, name):
        """dJ/d(name) by central differences, in the shape of the thing."""
        return slopes(lambda value: self.J(**{name: value}), getattr(self, name))


QUIZZES = [(5, 4, 3), (2, 6, 4), (3, 2, 7), (1, 3, 2), (4, 1, 3), (3, 3, 3)]


@task("delta1", weight=3)
def test_delta1(student, rng):
    """Is delta1 the derivative of J with respect to z2, as a row?"""
    for sizes in QUIZZES:
        q = Quiz(rng, sizes=sizes)
        got = student.delta1.unchanged(q.y_hat, q.y)

        def road(q=q):
            return numbers(student.grad_logits(q.y_hat, q.y), "grad_logits").T

        def flat_road(q=q):
            return numbers(student.grad_logits(q.y_hat.T, q.y.T), "grad_logits")

        agree(got, q.d1, "delta1(y_hat, y)", road, flat_road)
    z2 = slopes(lambda z: mean_loss(z.T, q.y.T), q.z2)
    agree(got, z2.T, "delta1(y_hat, y)", road, flat_road, **NUMERICAL)


@task("delta1", weight=1)
def test_delta1_certain_and_integers(student):
    """Is delta1 right for a certain prediction and for integers?"""
    y = np.array([[0], [0], [1], [0]])
    for y_hat in [np.array([[1.0], [0.0], [0.0], [0.0]]), np.array([[1], [0], [0], [0]])]:

        def road(y_hat=y_hat):
            return numbers(student.grad_logits(y_hat, y), "grad_logits").T

        agree(student.delta1(y_hat, y), [[1, 0, -1, 0]], "delta1 of a certain prediction", road)


def delta2_roads(student, d1, W2, z1, phi_prime):
    """delta2 by the student's own Jacobians, each or both."""
    column, diagonal = lambda: W2, lambda: np.diag(here(phi_prime)(z1[:, 0]))

    def own_column():
        return numbers(student.jacobian_column(W2), "jacobian_column")

    def own_diagonal():
        return numbers(student.jacobian_elementwise(phi_prime, z1[:, 0]), "jacobian_elementwise")

    links = [(own_column, diagonal), (column, own_diagonal), (own_column, own_diagonal)]
    return [lambda a=a, b=b: d1 @ a() @ b() for a, b in links]


def expect_delta2(student, d1, W2, z1, phi_prime, **tolerance):
    got = student.delta2(d1, W2, z1, phi_prime)
    want = (d1 @ W2) * here(phi_prime)(z1).T
    agree(got, want, "delta2(delta1, W2, z1, phi_prime)", *delta2_roads(student, d1, W2, z1, phi_prime), **tolerance)


@task("delta2", weight=3)
def test_delta2(student, rng):
    """Is delta2 right on the forward passes of several networks?"""
    for sizes in QUIZZES:
        for pair in PAIRS:
            q = Quiz(rng, pair, sizes)
            expect_delta2(student, q.d1, q.W2, q.z1, q.phi_prime)


@task("delta2", weight=1)
def test_delta2_numerically(student, rng):
    """Does delta2 agree with finite differences of J with respect to z1?"""
    for pair in PAIRS:
        q = Quiz(rng, pair)
        got = student.delta2.unchanged(q.d1, q.W2, q.z1, q.phi_prime)
        roads = delta2_roads(student, q.d1, q.W2, q.z1, q.phi_prime)
        agree(got, q.truth("z1").T, "delta2(delta1, W2, z1, phi_prime)", *roads, **NUMERICAL)


@task("delta2", weight=1)
def test_delta2_any_row(student, rng):
    """Is delta2 computed from the row handed in, whatever it is, and from z1 as it is?"""
    for n_c, d_h in [(3, 5), (4, 2), (1, 3), (2, 1)]:
        d1, W2, z1 = 3 * rng.normal(size=(1, n_c)), rng.normal(size=(n_c, d_h)), 4 * rng.normal(size=(d_h, 1))
        for _, phi_prime in PAIRS[1:4]:
            expect_delta2(student, d1, W2, z1, phi_prime)


@task("delta2", weight=1)
def test_delta2_relu_and_saturation(student, rng):
    """Is delta2 right where phi' is 0 for some units, and for saturated ones?"""
    d1, W2 = rng.normal(size=(1, 3)), rng.normal(size=(3, 5))
    z1 = np.array([[-2.0], [0.5], [3.0], [-0.1], [1e4]])
    expect_delta2(student, d1, W2, z1, Expr("lambda z: np.where(z > 0, 1.0, 0.0)"))
    expect_delta2(student, d1, W2, z1, Expr("lambda z: 1 - np.tanh(z) ** 2"))
    expect_delta2(student, d1, W2, z1, Expr("lambda z: np.where(z > 0, 1.0, 0.01)"))


@task("delta2", weight=1)
def test_delta2_integers(student, rng):
    """Does delta2 keep fractions when everything handed in holds integers?"""
    d1, W2, z1 = rng.integers(1, 5, size=(1, 3)), rng.integers(1, 5, size=(3, 4)), rng.integers(1, 4, size=(4, 1))
    expect_delta2(student, d1, W2, z1, Expr("lambda z: 1 / (1 + z ** 2)"))


@task("quiz-gradients", weight=3)
def test_grad_W2(student, rng):
    """Is dJ/dW2 right, in W2's shape?"""
    for sizes in QUIZZES:
        for pair in PAIRS:
            q = Quiz(rng, pair, sizes)
            got = student.grad_W2.unchanged(q.d1, q.h1)
            agree(got, np.outer(q.d1, q.h1), "grad_W2(delta1, h1)", road_column(student, q.d1, q.h1))
    agree(got, q.truth("W2"), "grad_W2(delta1, h1)", road_column(student, q.d1, q.h1), **NUMERICAL)


@task("quiz-gradients", weight=2)
def test_grad_b2(student, rng):
    """Is dJ/db2 right, in b2's shape?"""
    for sizes in QUIZZES:
        q = Quiz(rng, sizes=sizes)
        got = student.grad_b2.unchanged(q.d1)
        close(got, q.d1.T, "grad_b2(delta1)")
        close(got, q.truth("b2"), "grad_b2(delta1)", **NUMERICAL)
    close(student.grad_b2(np.array([[3, -1, 4]])), [[3], [-1], [4]], "grad_b2 of integers")


@task("quiz-gradients", weight=3)
def test_grad_W1(student, rng):
    """Is dJ/dW1 right, in W1's shape?"""
    for sizes in QUIZZES:
        for pair in PAIRS:
            q = Quiz(rng, pair, sizes)
            got = student.grad_W1.unchanged(q.d2, q.x)
            agree(got, np.outer(q.d2, q.x), "grad_W1(delta2, x)", road_column(student, q.d2, q.x))
    agree(got, q.truth("W1"), "grad_W1(delta2, x)", road_column(student, q.d2, q.x), **NUMERICAL)


@task("quiz-gradients", weight=2)
def test_grad_b1(student, rng):
    """Is dJ/db1 right, in b1's shape?"""
    for sizes in QUIZZES:
        q = Quiz(rng, sizes=sizes)
        got = student.grad_b1.unchanged(q.d2)
        close(got, q.d2.T, "grad_b1(delta2)")
        close(got, q.truth("b1"), "grad_b1(delta2)", **NUMERICAL)
    close(student.grad_b1(np.array([[3, -1, 4]])), [[3], [-1], [4]], "grad_b1 of integers")


@task("quiz-gradients", weight=3)
def test_grad_x(student, rng):
    """Is dJ/dx right, as a column?"""
    for sizes in QUIZZES:
        for pair in PAIRS:
            q = Quiz(rng, pair, sizes)
            got = student.grad_x.unchanged(q.d2, q.W1)
            agree(got, q.W1.T @ q.d2.T, "grad_x(delta2, W1)", road_x(student, q))
    agree(got, q.truth("x"), "grad_x(delta2, W1)", road_x(student, q), **NUMERICAL)


def road_column(student, delta, x):
    return lambda: student.grad_W_column(delta, x)


def road_x(student, q):
    return lambda: (q.d2 @ numbers(student.jacobian_column(q.W1), "jacobian_column")).T


@task("quiz-gradients", weight=1)
def test_quiz_gradients_mixed_numbers(student, rng):
    """Are the products of the quiz right for integers beside floats?"""
    d, v, W = rng.normal(size=(1, 3)), rng.integers(-4, 5, size=(6, 1)), rng.integers(-4, 5, size=(3, 5))
    rules = [lambda: student.grad_W_column(d, v)]
    agree(student.grad_W2(d, v), np.outer(d, v), "grad_W2(delta1, h1)", *rules)
    agree(student.grad_W1(d, v), np.outer(d, v), "grad_W1(delta2, x)", *rules)
    own = [lambda: (d @ numbers(student.jacobian_column(W), "jacobian_column")).T]
    agree(student.grad_x(d, W), (d @ W).T, "grad_x(delta2, W1)", *own)


# 3.9 ------------------------------------------------------------------------------------------------------

CUBES = Expr("lambda W: float((W ** 3).sum())")
SMOOTH = [  # functions whose entries depend on each other, and their gradients
    (
        Expr("lambda W: float(np.sin(W).sum() * np.cos(W).sum())"),
        lambda W: np.cos(W) * np.cos(W).sum() - np.sin(W) * np.sin(W).sum(),
    ),
    (Expr("lambda W: np.log(np.exp(W).sum())"), lambda W: np.exp(W) / np.exp(W).sum()),
    (Expr("lambda W: np.asarray(np.sqrt(1 + (W ** 2).sum()))"), lambda W: W / np.sqrt(1 + (W**2).sum())),
]


@task("numerical-gradient", weight=3)
def test_numerical_gradient_is_central(student, rng):
    """Is it the central difference with the eps handed in?"""
    # For a sum of cubes it is 3 W^2 + eps^2 exactly, and the one-sided difference 3 W^2 + 3 W eps + eps^2.
    for form, eps in [((2, 3), 0.1), ((4,), 0.5), ((3, 1), 0.01), ((1, 2), 1.0)]:
        W = rng.normal(size=form)
        # rounding: 1e-16 times sums below 100, divided by eps
        close(student.numerical_gradient(CUBES, W, eps), 3 * W**2 + eps**2, f"with eps = {eps}", rtol=1e-9, atol=1e-10)
    close(student.numerical_gradient(CUBES, W, eps=0.25), 3 * W**2 + 0.0625, "with eps = 0.25", rtol=1e-9, atol=1e-10)


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
    for eps in [1e-5, 1e-3]:
        got = student.numerical_gradient.unchanged(CUBES, W, eps)
        # values up to 1e4, rounded by 1e-12, divided by 1e-5
        close(got, 3 * W**2 + eps**2, "the result", rtol=1e-6, atol=1e-5)


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
    close(
        student.numerical_gradient.unchanged(CUBES, transposed), want, "the gradient at a transposed array", **NUMERICAL
    )


@task("relative-error", weight=3)
def test_relative_error_values(student, rng):
    """Is it the largest difference over the largest sum of sizes, for arrays of any shape?"""
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
    for form in [(4,), (2, 3), (1,), ()]:
        close(student.relative_error(np.zeros(form), np.zeros(form)), 0, "zeros against zeros")
    close(student.relative_error(np.array([0.0, 3.0]), np.array([0.0, 1.0])), 0.5, "a zero in both arrays")


@task("relative-error", weight=1)
def test_relative_error_one_scale(student):
    """Does one scale serve the whole array?"""
    a, b = np.array([1e-9, 5.0, -2.0]), np.array([-1e-9, 5.0, -2.0])
    close(student.relative_error(a, b), 2e-10, "rounding noise beside ordinary entries", rtol=1e-6)
    close(student.relative_error(np.array([4.0, 1.0]), np.array([4.0, 2.0])), 1 / 8, "relative_error(a, b)")


@task("relative-error", weight=1)
def test_relative_error_any_size(student, rng):
    """Does it not depend on the size of the numbers, tiny or large?"""
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


# 3.10 -----------------------------------------------------------------------------------------------------

KEYS = ("W1", "b1", "W2", "b2")


class Batch:
    """A random minibatch and network, rows. The first input is 1 in every row, as an input for a bias would be."""

    def __init__(self, rng, pair, sizes=(6, 4, 5, 3)):
        n, d, h, q = sizes
        self.n, (self.phi, self.phi_prime) = n, pair
        self.X, self.Y = rng.normal(size=(n, d)), one_hot(rng, n, q)
        self.X[:, 0] = 1
        self.W1, self.b1 = rng.normal(size=(d, h)), rng.normal(size=h)
        self.W2, self.b2 = rng.normal(size=(h, q)), rng.normal(size=q)

    @property
    def arguments(self):
        return self.X, self.Y, self.W1, self.b1, self.W2, self.b2, self.phi, self.phi_prime

    def forward(self):
        Z = self.X @ self.W1 + self.b1
        H = here(self.phi)(Z)
        return Z, H, H @ self.W2 + self.b2

    def by_rules(self, soft, logits, outer):
        """The four gradients, with a softmax, a rule for the logits and an outer product of rows handed in."""
        Z, H, O = self.forward()
        D = logits(soft(O), self.Y) / self.n
        E = D @ self.W2.T * here(self.phi_prime)(Z)
        sums = [
            sum(outer(a[None, :], b[None, :]) for a, b in zip(*pair, strict=True)) for pair in ((self.X, E), (H, D))
        ]
        return {"W1": sums[0], "b1": E.sum(axis=0), "W2": sums[1], "b2": D.sum(axis=0)}

    def by_quiz(self, student, soft):
        """The four gradients by the student's own quiz functions, example by example."""
        Z, H, O = (a[:, :, None] for a in self.forward())
        total = dict.fromkeys(KEYS, 0.0)
        for x, y, z, h, y_hat in zip(
            self.X[:, :, None], self.Y[:, :, None], Z, H, soft(O[:, :, 0])[:, :, None], strict=True
        ):
            d1 = numbers(student.delta1(y_hat, y), "delta1")
            d2 = numbers(student.delta2(d1, self.W2.T, z, self.phi_prime), "delta2")
            one = {"W1": student.grad_W1(d2, x), "W2": student.grad_W2(d1, h)}
            one |= {"b1": student.grad_b1(d2), "b2": student.grad_b2(d1)}
            for key in KEYS:
                value = numbers(one[key], key)
                total[key] = total[key] + (value.T if key[0] == "W" else value[:, 0]) / self.n
        return total

    def roads(self, key, got, want, student):
        """What follows for one key from earlier functions, or from one factor that all four gradients share."""

        def own(name):
            return lambda *arguments: numbers(getattr(student, name)(*arguments), name)

        def mine(other):
            return numbers(entry(got, other, "the dict"), other).astype(float)

        def outer(a, b):
            return a.T @ b

        def scaled(factor):
            for other in KEYS:
                close(mine(other), factor * want[other], other)
            return factor * want[key]

        softs, logits, outers = [soft, own("softmax")], [np.subtract, own("grad_logits")], [outer, own("grad_W_row")]
        rules = [(s, g, o) for s in softs for g in logits for o in outers]
        found = [lambda r=r: self.by_rules(*r)[key] for r in rules[1:]]
        found += [lambda s=s: self.by_quiz(student, s)[key] for s in softs]
        found += [lambda f=f: scaled(f) for f in (self.n, 1 / self.n, -1.0, -self.n, -1 / self.n)]
        if key == "b1":  # a bias is the weight of an input that is always 1
            found.append(lambda: mine("W1")[0])
        return found

    def expect(self, key, student, solution):
        got = student.backprop_batch(*self.arguments)
        want = solution.backprop_batch(*self.arguments)
        what = f'backprop_batch(...)["{key}"]'
        value = entry(got, key, "backprop_batch")
        try:
            close(value, want[key], what)
        except Wrong:
            agree(value, want[key], what, *self.roads(key, got, want, student))


def batches(rng):
    for pair in PAIRS:
        yield Batch(rng, pair)
    yield Batch(rng, PAIRS[0], sizes=(1, 4, 3, 2))
    yield Batch(rng, PAIRS[1], sizes=(9, 2, 3, 4))
    yield Batch(rng, PAIRS[2], sizes=(3, 5, 2, 4))
    yield Batch(rng, PAIRS[0], sizes=(6, 2, 3, 3))
    yield Batch(rng, PAIRS[1], sizes=(5, 4, 4, 2))


@task("backprop-batch", weight=2)
def test_batch_mean_and_sign(student, solution, rng):
    """Are the gradients those of the mean over the examples, and do they point uphill?"""
    for one in [Batch(rng, PAIRS[0]), Batch(rng, PAIRS[1], sizes=(9, 2, 3, 4)), Batch(rng, PAIRS[0], (20, 3, 4, 2))]:
        got = student.backprop_batch(*one.arguments)
        want = solution.backprop_batch(*one.arguments)
        values = {key: numbers(entry(got, key, "backprop_batch"), key) for key in KEYS}
        right = False
        for key in KEYS:
            try:
                agree(values[key], want[key], key, *one.roads(key, got, want, student)[:9])
                right = True
                break
            except Wrong:
                continue
        check(right, "none of the four gradients has the right values; think of the mean and of the sign")


@task("backprop-batch", weight=3)
def test_batch_W1(student, solution, rng):
    """Is the gradient of W1 right, for many examples and for one?"""
    for one in batches(rng):
        one.expect("W1", student, solution)


@task("backprop-batch", weight=2)
def test_batch_b1(student, solution, rng):
    """Is the gradient of b1 right and of b1's shape?"""
    for one in batches(rng):
        one.expect("b1", student, solution)


@task("backprop-batch", weight=3)
def test_batch_W2(student, solution, rng):
    """Is the gradient of W2 right, for many examples and for one?"""
    for one in batches(rng):
        one.expect("W2", student, solution)


@task("backprop-batch", weight=2)
def test_batch_b2(student, solution, rng):
    """Is the gradient of b2 right and of b2's shape?"""
    for one in batches(rng):
        one.expect("b2", student, solution)


@task("backprop-batch", weight=1)
def test_batch_numerically(student, solution, rng):
    """Does the gradient of W1 agree with finite differences of the mean cross-entropy?"""
    one = Batch(rng, PAIRS[0])
    got = student.backprop_batch(*one.arguments)
    want = solution.backprop_batch(*one.arguments)

    def J(W1):
        return mean_loss(np.tanh(one.X @ W1 + one.b1) @ one.W2 + one.b2, one.Y)

    value = entry(got, "W1", "backprop_batch")
    agree(value, slopes(J, one.W1), "the gradient of W1", *one.roads("W1", got, want, student), **NUMERICAL)


@task("backprop-batch", weight=1)
def test_batch_large_logits(student, solution, rng):
    """Are the gradients finite and right where logits are as large as 1e4, with another offset in every row?"""
    for pair in PAIRS[:2]:
        one = Batch(rng, pair)
        one.W2 = one.W2 * (9e3 / np.abs(one.forward()[2]).max())
        one.expect("b2", student, solution)
        one.expect("W2", student, solution)


@task("backprop-batch", weight=1)
def test_batch_integers_and_arguments(student, solution, rng):
    """Is it right for integers, and does it leave its arguments alone?"""
    one = Batch(rng, PAIRS[1])
    one.X, one.Y = rng.integers(-2, 3, size=(6, 4)), one.Y.astype(int)
    one.X[:, 0] = 1
    for name, form in {"W1": (4, 5), "b1": 5, "W2": (5, 3), "b2": 3}.items():
        setattr(one, name, rng.integers(-2, 3, size=form))
    student.backprop_batch.unchanged(*one.arguments)
    one.expect("W2", student, solution)


# 3.11 -----------------------------------------------------------------------------------------------------


def network(rng):
    forms = {"W1": (2, 5), "b1": (5,), "W2": (5, 3), "b2": (3,)}
    return [{key: rng.normal(size=form) for key, form in forms.items()} for _ in range(2)]


@task("sgd-step", weight=2)
def test_sgd_step(student, rng):
    """Does every parameter move against its gradient, by lr times it?"""
    params, grads = network(rng)
    for lr in [0.1, 2.5, 0.0, 1e-3]:
        got = student.sgd_step(params, grads, lr)
        for key in params:
            close(entry(got, key, "sgd_step"), params[key] - lr * grads[key], f'sgd_step(...)["{key}"]')


@task("sgd-step", weight=1)
def test_sgd_step_any_keys(student, rng):
    """Does it work for any keys, in any order and any number of them, arrays and numbers?"""
    params, grads = {"gamma": rng.normal(size=(2, 3, 2))}, {"gamma": rng.normal(size=(2, 3, 2))}
    got = student.sgd_step(params, grads, 0.3)
    close(entry(got, "gamma", "sgd_step"), params["gamma"] - 0.3 * grads["gamma"], 'sgd_step(...)["gamma"]')
    names = [f"layer {i}" for i in range(7)]
    params, grads = (
        {name: float(value) for name, value in zip(names, rng.normal(size=7), strict=True)} for _ in range(2)
    )
    got = student.sgd_step(params, {name: grads[name] for name in sorted(grads, reverse=True)}, 0.7)
    for name in names:
        close(entry(got, name, "sgd_step"), params[name] - 0.7 * grads[name], f'sgd_step(...)["{name}"]')


@task("sgd-step", weight=2)
def test_sgd_step_leaves_its_arguments(student, rng):
    """Do both dicts, and the arrays in them, stay as they were, and is the result right?"""
    params, grads = network(rng)
    got = student.sgd_step.unchanged(params, grads, 0.2)
    for key in params:
        close(entry(got, key, "sgd_step"), params[key] - 0.2 * grads[key], f'sgd_step(...)["{key}"]')


@task("sgd-step", weight=1)
def test_sgd_step_integers(student):
    """Are integer parameters not truncated?"""
    params, grads = {"W": np.array([[1, -2, 3]]), "b": np.array([4])}, {"W": np.array([[1, 1, -1]]), "b": np.array([2])}
    got = student.sgd_step(params, grads, 0.25)
    close(shape(entry(got, "W", "sgd_step"), (1, 3), "W"), [[0.75, -2.25, 3.25]], 'sgd_step(...)["W"]')
    close(entry(got, "b", "sgd_step"), [3.5], 'sgd_step(...)["b"]')
