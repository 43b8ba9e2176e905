"""The reference functions of notebook 3 agree with truths found without them: PyTorch's autograd, closed forms."""

import inspect

import numpy as np
import pytest
import torch
from submissions import HERE

from autograder.modules import load

reference = load(HERE.solution_file("3_backprop_quiz"))

SIGNATURES = {
    "jacobian_column": "(W)",
    "jacobian_row": "(W)",
    "jacobian_identity": "(n)",
    "jacobian_elementwise": "(phi_prime, x)",
    "grad_W_column": "(delta, x)",
    "grad_W_row": "(x, delta)",
    "grad_logits": "(y_hat, y)",
    "backward": "(x, y, W1, W2, lam, phi, phi_prime)",
    "quiz_shapes": "(d_x, d_h, n_c)",
    "delta1": "(y_hat, y)",
    "delta2": "(delta1, W2, z1, phi_prime)",
    "grad_W2": "(delta1, h1)",
    "grad_b2": "(delta1)",
    "grad_W1": "(delta2, x)",
    "grad_b1": "(delta2)",
    "grad_x": "(delta2, W1)",
    "numerical_gradient": "(f, W, eps=1e-05)",
    "relative_error": "(a, b)",
    "failing_gradients": "(f, params, grads, tol=1e-05)",
    "backprop_batch": "(X, Y, W1, b1, W2, b2, phi, phi_prime)",
    "sgd_step": "(params, grads, lr)",
}

# phi, its derivative, PyTorch's phi
ACTIVATIONS = [
    (np.tanh, lambda z: 1 - np.tanh(z) ** 2, torch.tanh),
    (np.sin, np.cos, torch.sin),
    (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float), torch.relu),
    (lambda z: np.logaddexp(0, z), lambda z: 1 / (1 + np.exp(-z)), torch.nn.functional.softplus),
]


@pytest.fixture
def rng():
    return np.random.default_rng(30)


def leaf(a):
    return torch.tensor(np.asarray(a, dtype=float), dtype=torch.float64, requires_grad=True)


def agree(got, truth, rtol=1e-10, atol=1e-13):
    truth = truth.detach().numpy() if isinstance(truth, torch.Tensor) else np.asarray(truth)
    assert np.shape(got) == truth.shape
    np.testing.assert_allclose(got, truth, rtol=rtol, atol=atol)


def one_hot(rng, n, k):
    return np.eye(k)[rng.integers(k, size=n)]


def loss(O, Y):
    """Mean cross-entropy of the rows of O."""
    return -(torch.tensor(Y) * torch.log_softmax(O, dim=1)).sum(dim=1).mean()


@pytest.mark.parametrize(("name", "signature"), SIGNATURES.items())
def test_signature_is_the_curriculums(name, signature):
    assert str(inspect.signature(getattr(reference, name))) == signature


def test_jacobians(rng):
    W, x, row = rng.normal(size=(3, 5)), rng.normal(size=5), rng.normal(size=3)
    jacobian = torch.autograd.functional.jacobian
    agree(reference.jacobian_column(W), jacobian(lambda x: torch.tensor(W) @ x, torch.tensor(x)))
    agree(reference.jacobian_row(W), jacobian(lambda x: x @ torch.tensor(W), torch.tensor(row)))
    agree(reference.jacobian_identity(5), jacobian(lambda x: x.clone(), torch.tensor(x)))
    for _, phi_prime, torch_phi in ACTIVATIONS:
        agree(reference.jacobian_elementwise(phi_prime, x), jacobian(torch_phi, torch.tensor(x)))


def test_weight_rules(rng):
    delta, x = rng.normal(size=(1, 3)), rng.normal(size=(4, 1))
    W = leaf(rng.normal(size=(3, 4)))
    (torch.tensor(delta) @ (W @ torch.tensor(x))).sum().backward()
    agree(reference.grad_W_column(delta, x), W.grad)
    W = leaf(rng.normal(size=(4, 3)))
    (torch.tensor(x.T) @ W @ torch.tensor(delta.T)).sum().backward()
    agree(reference.grad_W_row(x.T, delta), W.grad)


@pytest.mark.parametrize("size", [1.0, 30.0, 1e4])
def test_gradient_of_the_logits(rng, size):
    logits, y = size * rng.normal(size=6), one_hot(rng, 1, 6)
    z = leaf(logits)
    loss(z[None, :], y).backward()
    agree(reference.grad_logits(reference.softmax(logits), y[0]), z.grad, atol=1e-12)


@pytest.mark.parametrize("scale", [1.0, 1e4])
@pytest.mark.parametrize(("phi", "phi_prime", "torch_phi"), ACTIVATIONS)
def test_backward(rng, phi, phi_prime, torch_phi, scale):
    x, y, lam = rng.normal(size=4), one_hot(rng, 1, 3)[0], 0.7
    W1, W2 = rng.normal(size=(5, 4)), scale * rng.normal(size=(3, 5))
    t1, t2 = leaf(W1), leaf(W2)
    z = t1 @ torch.tensor(x)
    h = torch_phi(z)
    o = t2 @ h
    for node in (z, h, o):
        node.retain_grad()
    J = loss(o[None, :], y[None, :]) + lam / 2 * ((t1**2).sum() + (t2**2).sum())
    J.backward()
    got = reference.backward(x, y, W1, W2, lam, phi, phi_prime)
    truth = {"do": o.grad, "dW2": t2.grad, "dh": h.grad, "dz": z.grad, "dW1": t1.grad}
    for key, want in truth.items():
        agree(got[key], want, atol=1e-12 * scale)


@pytest.mark.parametrize(("phi", "phi_prime", "torch_phi"), ACTIVATIONS)
def test_quiz(rng, phi, phi_prime, torch_phi):
    d_x, d_h, n_c = 4, 5, 3
    forms = {"x": (d_x, 1), "W1": (d_h, d_x), "b1": (d_h, 1), "W2": (n_c, d_h), "b2": (n_c, 1)}
    p, y = {name: rng.normal(size=form) for name, form in forms.items()}, one_hot(rng, 1, n_c).T
    t = {name: leaf(value) for name, value in p.items()}
    z1 = t["W1"] @ t["x"] + t["b1"]
    z2 = t["W2"] @ torch_phi(z1) + t["b2"]
    z1.retain_grad()
    z2.retain_grad()
    loss(z2.T, y.T).backward()

    z1_, h1 = z1.detach().numpy(), phi(z1.detach().numpy())
    d1 = reference.delta1(torch.softmax(z2.detach(), dim=0).numpy(), y)
    d2 = reference.delta2(d1, p["W2"], z1_, phi_prime)
    agree(d1, z2.grad.T)
    agree(d2, z1.grad.T)
    got = {"W2": reference.grad_W2(d1, h1), "b2": reference.grad_b2(d1), "W1": reference.grad_W1(d2, p["x"])}
    got |= {"b1": reference.grad_b1(d2), "x": reference.grad_x(d2, p["W1"])}
    shapes = reference.quiz_shapes(d_x, d_h, n_c)
    assert shapes["delta1"] == d1.shape and shapes["delta2"] == d2.shape
    for name in forms:
        agree(got[name], t[name].grad)
        assert shapes[name] == forms[name]


@pytest.mark.parametrize("scale", [1.0, 1e4])
@pytest.mark.parametrize("sizes", [(6, 4, 5, 3), (1, 3, 2, 4), (9, 1, 3, 2)])
@pytest.mark.parametrize(("phi", "phi_prime", "torch_phi"), ACTIVATIONS)
def test_minibatch(rng, phi, phi_prime, torch_phi, sizes, scale):
    n, d, h, q = sizes
    X, Y = rng.normal(size=(n, d)), one_hot(rng, n, q)
    forms = {"W1": (d, h), "b1": (h,), "W2": (h, q), "b2": (q,)}
    p = {name: rng.normal(size=form) for name, form in forms.items()}
    p["W2"] = p["W2"] * scale
    t = {name: leaf(value) for name, value in p.items()}
    loss(torch_phi(torch.tensor(X) @ t["W1"] + t["b1"]) @ t["W2"] + t["b2"], Y).backward()
    got = reference.backprop_batch(X, Y, **p, phi=phi, phi_prime=phi_prime)
    for name in forms:
        agree(got[name], t[name].grad, atol=1e-12 * scale)


def test_numerical_gradient_of_cubes_in_closed_form(rng):
    for form in [(3,), (2, 4), (), (2, 3, 2)]:
        W = np.asarray(rng.normal(size=form))
        before = W.copy()
        for eps in [1.0, 0.1, 1e-3]:
            got = reference.numerical_gradient(lambda W: (W**3).sum(), W, eps)
            agree(got, 3 * W**2 + eps**2, rtol=1e-9, atol=1e-11)
        assert W.tobytes() == before.tobytes()
    whole = np.array([[2, -3, 0]])
    agree(reference.numerical_gradient(lambda W: np.asarray((W**3).sum()), whole), [[12, 27, 0]], rtol=1e-8, atol=1e-8)
    assert whole.dtype.kind == "i" and whole.tolist() == [[2, -3, 0]]


def test_numerical_gradient_against_autograd(rng):
    W = rng.normal(size=(3, 4))
    t = leaf(W)
    torch.logsumexp(torch.sin(t) * 3, dim=(0, 1)).backward()
    got = reference.numerical_gradient(lambda W: float(np.log(np.exp(3 * np.sin(W)).sum())), W)
    agree(got, t.grad, rtol=1e-7, atol=1e-8)
    assert reference.relative_error(got, t.grad.numpy()) < 1e-8


def test_relative_error_properties(rng):
    a, b = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    error = reference.relative_error(a, b)
    assert 0 < error <= 1
    agree(reference.relative_error(b, a), error)
    agree(reference.relative_error(1e-200 * a, 1e-200 * b), error)
    assert reference.relative_error(a, a) == 0
    assert reference.relative_error(a, -a) == 1
    assert reference.relative_error(np.zeros(3), np.zeros(3)) == 0
    agree(reference.relative_error(3, 1), 0.5)
    agree(reference.relative_error(np.asarray(2.0), np.asarray(6.0)), 0.5)


def test_failing_gradients_against_autograd(rng):
    params = {"v": rng.normal(size=3), "A": rng.normal(size=(2, 3)), "s": np.asarray(rng.normal())}
    leaves = {key: leaf(value) for key, value in params.items()}
    (torch.tanh(leaves["A"] @ leaves["v"]).sum() * torch.exp(leaves["s"])).backward()
    grads = {key: value.grad.numpy() for key, value in leaves.items()}

    def f(p):
        return np.tanh(p["A"] @ p["v"]).sum() * np.exp(p["s"])

    assert reference.failing_gradients(f, params, grads) == []
    for name in params:
        assert reference.failing_gradients(f, params, grads | {name: -grads[name]}) == [name]
    assert reference.failing_gradients(f, params, {k: -g for k, g in grads.items()}) == ["A", "s", "v"]
    assert reference.failing_gradients(f, params, {k: 1.01 * g for k, g in grads.items()}, tol=0.1) == []


def test_sgd_step_is_pytorchs(rng):
    params = {key: rng.normal(size=form) for key, form in {"a": (2, 3), "b": (4,), "c": ()}.items()}
    grads = {key: np.asarray(rng.normal(size=np.shape(value))) for key, value in params.items()}
    leaves = {key: leaf(value) for key, value in params.items()}
    for key, value in leaves.items():
        value.grad = torch.tensor(grads[key])
    torch.optim.SGD(leaves.values(), lr=0.3).step()
    got = reference.sgd_step(params, grads, 0.3)
    assert got.keys() == params.keys()
    for key in params:
        agree(got[key], leaves[key])
