"""The reference functions of notebook 2 agree with truths found without them: PyTorch, closed forms, exact sums."""

import inspect
from decimal import Decimal, localcontext

import numpy as np
import pytest
import torch
from submissions import HERE

from autograder.modules import load

reference = load(HERE.solution_file("2_forward_propagation"))

SIGNATURES = {
    "hidden_layer": "(x, W1, phi)",
    "output_layer": "(h, W2)",
    "softmax": "(o)",
    "cross_entropy": "(o, y)",
    "l2_penalty": "(W1, W2, lam)",
    "objective": "(x, y, W1, W2, lam, phi)",
    "forward_batch": "(X, W1, b1, W2, b2, phi)",
    "mean_cross_entropy": "(O, Y)",
    "forward_deep": "(x, weights, phi)",
}
ACTIVATIONS = [(np.tanh, torch.tanh), (np.sin, torch.sin), (lambda z: np.maximum(z, 0), torch.relu)]


@pytest.fixture
def rng():
    return np.random.default_rng(20)


def tensor(*arrays):
    made = [torch.tensor(np.asarray(a), dtype=torch.float64) for a in arrays]
    return made[0] if len(made) == 1 else made


def agree(got, truth, rtol=1e-10, atol=1e-13):
    truth = truth.numpy() if isinstance(truth, torch.Tensor) else np.asarray(truth)
    assert np.shape(got) == truth.shape
    np.testing.assert_allclose(got, truth, rtol=rtol, atol=atol)


def exact_loss(o, true):
    """The cross-entropy in 60-digit arithmetic."""
    with localcontext() as context:
        context.prec = 60
        logits = [Decimal(float(v)) for v in o]
        top = max(logits)
        return float(top + sum((v - top).exp() for v in logits).ln() - logits[true])


@pytest.mark.parametrize(("name", "signature"), SIGNATURES.items())
def test_signature_is_the_curriculums(name, signature):
    assert str(inspect.signature(getattr(reference, name))) == signature


@pytest.mark.parametrize(("phi", "torch_phi"), ACTIVATIONS)
def test_layers(rng, phi, torch_phi):
    for d, h, q in [(3, 5, 2), (1, 4, 6), (6, 1, 1)]:
        x, W1, W2 = rng.normal(size=d), rng.normal(size=(h, d)), rng.normal(size=(q, h))
        z, hidden = reference.hidden_layer(x, W1, phi)
        truth = torch.nn.functional.linear(*tensor(x, W1))
        agree(z, truth)
        agree(hidden, torch_phi(truth))
        agree(reference.output_layer(hidden, W2), torch.nn.functional.linear(*tensor(hidden, W2)))


def test_softmax_at_every_size(rng):
    for size in [(1,), (4,), (3, 5), (5, 3), (2, 3, 4)]:
        for scale, offset in [(1, 0), (50, 0), (3, 9_990), (3, -9_990), (2_500, 0)]:
            o = np.clip(scale * rng.normal(size=size) + offset, -1e4, 1e4)
            agree(reference.softmax(o), torch.softmax(tensor(o), dim=-1))
    o = rng.normal(size=(4, 3)) + np.array([[1e4 - 10], [-9_000], [0], [700]])
    agree(reference.softmax(o), torch.softmax(tensor(o), dim=-1))
    agree(reference.softmax(np.array([1e4, -1e4, 0])), [1, 0, 0])
    agree(reference.softmax(np.array([[3, 3], [0, 0]])), np.full((2, 2), 0.5))


def test_cross_entropy_in_exact_arithmetic(rng):
    for scale, offset in [(1, 0), (20, 0), (400, 0), (3, 9_990), (3, -9_990), (2_500, 0)]:
        o = np.clip(scale * rng.normal(size=6) + offset, -1e4, 1e4)
        for true in range(6):
            got = reference.cross_entropy(o, np.eye(6)[true])
            agree(got, exact_loss(o, true), rtol=1e-12, atol=1e-12)
            agree(got, torch.nn.functional.cross_entropy(tensor(o), torch.tensor(true)), atol=2e-11)


def test_cross_entropy_at_the_extremes():
    assert reference.cross_entropy(np.array([-1e4, 1e4]), np.array([1, 0])) == 2e4
    assert reference.cross_entropy(np.array([1e4, -1e4]), np.array([1, 0])) == 0
    agree(reference.cross_entropy(np.array([0, -30]), np.array([1, 0])), np.log1p(np.exp(-30.0)), rtol=0, atol=1e-15)


def test_penalty(rng):
    W1, W2 = rng.normal(size=(3, 5)), rng.normal(size=(2, 3))
    for lam in (0.0, 0.3, 7):
        norms = [torch.linalg.matrix_norm(tensor(W), "fro") ** 2 for W in (W1, W2)]
        agree(reference.l2_penalty(W1, W2, lam), lam / 2 * sum(norms))


@pytest.mark.parametrize(("phi", "torch_phi"), ACTIVATIONS)
def test_objective(rng, phi, torch_phi):
    x, y = rng.normal(size=4), np.eye(3)[1]
    W1, W2, lam = rng.normal(size=(5, 4)), rng.normal(size=(3, 5)), 0.7
    got = reference.objective(x, y, W1, W2, lam, phi)
    z = tensor(W1) @ tensor(x)
    h = torch_phi(z)
    o = tensor(W2) @ h
    L = -(tensor(y) * torch.log_softmax(o, dim=0)).sum()
    s = lam / 2 * sum(W.pow(2).sum() for W in tensor(W1, W2))
    assert set(got) == {"z", "h", "o", "L", "s", "J"}
    for key, truth in dict(z=z, h=h, o=o, L=L, s=s, J=L + s).items():
        agree(got[key], truth)


@pytest.mark.parametrize(("phi", "torch_phi"), ACTIVATIONS)
def test_batch(rng, phi, torch_phi):
    for n, d, h, q in [(6, 3, 5, 4), (1, 2, 3, 2), (4, 1, 1, 5)]:
        X, W1, b1 = rng.normal(size=(n, d)), rng.normal(size=(d, h)), rng.normal(size=h)
        W2, b2 = rng.normal(size=(h, q)), rng.normal(size=q)
        H, O = reference.forward_batch(X, W1, b1, W2, b2, phi)
        first, second = torch.nn.Linear(d, h).double(), torch.nn.Linear(h, q).double()
        with torch.no_grad():
            for layer, W, b in [(first, W1, b1), (second, W2, b2)]:
                layer.weight.copy_(tensor(W.T))
                layer.bias.copy_(tensor(b))
            hidden = torch_phi(first(tensor(X)))
            agree(H, hidden)
            agree(O, second(hidden))


def test_mean_cross_entropy(rng):
    for n, q in [(1, 4), (5, 3), (30, 10)]:
        for offsets in (0, rng.uniform(-9_900, 9_900, size=(n, 1))):
            O, labels = 3 * rng.normal(size=(n, q)) + offsets, rng.integers(q, size=n)
            truth = torch.nn.functional.cross_entropy(tensor(O), torch.tensor(labels))
            got = reference.mean_cross_entropy(O, np.eye(q)[labels])
            agree(got, truth, atol=2e-11)  # torch adds the offset back, and loses digits of 1e4
            agree(got, np.mean([exact_loss(o, t) for o, t in zip(O, labels, strict=True)]), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("phi", "torch_phi"), ACTIVATIONS)
def test_deep(rng, phi, torch_phi):
    for widths in [(3, 5), (2, 4, 3), (4, 2, 5, 3, 6)]:
        x = rng.normal(size=widths[0])
        weights = [rng.normal(size=size) for size in zip(widths[1:], widths[:-1], strict=True)]
        truth = [tensor(x)]
        for l, W in enumerate(weights, start=1):
            z = torch.mv(tensor(W), truth[-1])
            truth.append(z if l == len(weights) else torch_phi(z))
        got = reference.forward_deep(x, weights, phi)
        assert len(got) == len(truth)
        for mine, theirs in zip(got, truth, strict=True):
            agree(mine, theirs)


def test_the_two_layouts_agree(rng):
    X, W1, W2 = rng.normal(size=(6, 4)), rng.normal(size=(3, 4)), rng.normal(size=(5, 3))
    H, O = reference.forward_batch(X, W1.T, np.zeros(3), W2.T, np.zeros(5), np.tanh)
    for x, h, o in zip(X, H, O, strict=True):
        agree(reference.hidden_layer(x, W1, np.tanh)[1], h)
        agree(reference.forward_deep(x, [W1, W2], np.tanh)[-1], o)
