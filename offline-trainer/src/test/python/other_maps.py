"""Other maps than Grad-CAM, from the features and gradients inside a model's own graph: which find a planted feature, and which points
does the answer need? For docs/decisions/0013-which-map-is-shipped.md.

    pip install numpy onnx onnxruntime
    python other_maps.py ../../../../models/wanderscope.onnx 100

The number is that of the tracks of each feature, and half that of the tracks of each class; all have 1000 points. 100 takes a few minutes.
"""
import sys

import numpy as np
import onnx
import onnxruntime as ort
from onnx import helper, numpy_helper

POINTS, FEATURE, BATCH, STAGES = 1000, 20, 25, (1, 2, 3, 4)
CLASSES = ["ATTM", "CTRW", "SUB_FBM", "SUB_SBM", "SUPER_FBM", "LEVY_WALK", "SUPER_SBM", "BROWNIAN"]
#: The class that a feature speaks for. All but the turn are planted in Brownian motion and speak against that.
FITS = {"rest": "CTRW", "flight": "LEVY_WALK", "faster": "ATTM", "slower": "ATTM", "turn": "LEVY_WALK"}
random = np.random.default_rng(11)


class Model:
    """A model whose graph also gives each stage's features and the gradient of the explained score with respect to them. Nodes are found
    by the weights that they use, since their numbers change with the export."""

    def __init__(self, path):
        model = onnx.load(path)
        self.nodes = list(model.graph.node)
        self.made_by = {output: node for node in self.nodes for output in node.output}
        weights = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
        self.features = [self.relu_after(f"stage{stage}-block2-convolution2.weights") for stage in STAGES]
        self.gradients = [
            self.ungated(self.user_of(f"stage{stage}-block2-convolution2.gradient0.weights").input[0]) for stage in STAGES[1:]
        ]
        # The graph has only the mean of stage 1's gradient: these two convolutions lead from its features to stage 2.
        names = ["stage2-block1-convolution1", "stage2-block1-shortcut"]
        self.first = [self.gated_before(f"{name}.gradient_matrix") for name in names]
        self.kernels = [self.by_tap(weights[f"{name}.gradient_matrix"], weights[f"{name}.bias"].size) for name in names]
        self.inside = self.features + self.gradients + self.first
        for name in self.inside:
            model.graph.output.append(helper.make_empty_tensor_value_info(name))
        options = ort.SessionOptions()
        options.log_severity_level = 3
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self.session = ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])

    def user_of(self, tensor):
        return next(node for node in self.nodes if tensor in node.input)

    def relu_after(self, weights):
        node = self.user_of(weights)
        while node.op_type != "Relu":
            node = self.user_of(node.output[0])
        return node.output[0]

    def ungated(self, product):
        """What is multiplied by whether the unit was active."""
        factors = self.made_by[product].input
        return next(each for each in factors if self.made_by[each].op_type != "Cast")

    def gated_before(self, weights):
        """[reads, transposed gradient] → sums per tap → one row → matrix: back to the gradient."""
        sums = self.made_by[self.made_by[self.user_of(weights).input[0]].input[0]]
        return self.made_by[self.made_by[sums.input[1]].input[0]].input[0]

    @staticmethod
    def by_tap(matrix, outputs):
        return matrix.reshape(-1, outputs, matrix.shape[-1])

    def run(self, positions, outputs, explained=-1):
        batch, points = positions.shape[:2]
        return self.session.run(outputs, {
            "positions": positions.astype(np.float32),
            "lengths": np.full(batch, points, np.int64),
            "observed": np.ones((batch, points), np.float32),
            "imaging": np.full((batch, 2), -1, np.float32),
            "explained_class": np.full(batch, explained, np.int64),
        })

    def answers(self, positions):
        return self.run(positions, ["probabilities"])[0].argmax(1)

    def inner(self, positions, explained=-1):
        """Features and gradients of each stage, [batch, channels, positions], and the model's own maps."""
        saliency, absolute, *inside = self.run(positions, ["saliency", "absolute_saliency"] + self.inside, explained)
        features = [each[:, :, 0, :] for each in inside[:4]]
        gradients = [each[:, :, 0, :] for each in inside[4:7]]
        gradients[-1] = np.broadcast_to(gradients[-1], features[-1].shape)
        gradients.insert(0, self.of_first_stage(inside[7:], features[0].shape))
        for stage in range(4):  # what was found is what the model uses
            expected = at_points((gradients[stage].mean(2, keepdims=True) * features[stage]).sum(1), stage)
            assert np.abs(expected - saliency[:, stage]).max() < 1e-3 * np.abs(saliency[:, stage]).max(), stage + 1
        return features, gradients, saliency, absolute

    def of_first_stage(self, gated, shape):
        gradient = np.zeros(shape, np.float32)
        for kernel, output in zip(self.kernels, gated):
            output = output[:, :, 0, :]
            for tap, weights in enumerate(kernel):
                reads = 2 * np.arange(output.shape[2]) + tap - len(kernel) // 2
                inside = (reads >= 0) & (reads < shape[2])
                gradient[:, :, reads[inside]] += np.einsum("boj,oi->bij", output[:, :, inside], weights)
        return gradient


def at_points(map_, stage):
    return map_[:, np.minimum(np.arange(POINTS) // 2 ** (stage + 1), map_.shape[1] - 1)]


def z(map_):
    return (map_ - map_.mean(1, keepdims=True)) / (map_.std(1, keepdims=True) + 1e-12)


def maps(model, positions, explained=-1):
    """The maps by name, [batch, points]."""
    features, gradients, saliency, absolute = model.inner(positions, explained)
    found = {"absolute Grad-CAM": absolute}
    by_stage = {}
    for stage, (a, g) in enumerate(zip(features, gradients)):
        plus = g**2 / (2 * g**2 + (a * g**3).sum(2, keepdims=True) + 1e-30)
        for name, map_ in {
            "Grad-CAM": saliency[:, stage],
            "Grad-CAM++": at_points(((plus * np.maximum(g, 0)).sum(2, keepdims=True) * a).sum(1), stage),
            "LayerCAM": at_points((np.maximum(g, 0) * a).sum(1), stage),
            "HiResCAM": at_points((g * a).sum(1), stage),
            "HiResCAM of departures": at_points((g * (a - a.mean(2, keepdims=True))).sum(1), stage),
        }.items():
            by_stage.setdefault(name, []).append(map_)
    for name, stages in by_stage.items():
        found[name + ", stage 3"] = stages[2]
        found[name + ", sum of z-scores"] = sum(z(each) for each in stages)
    return found


def unsigned(name, map_):
    """As UnsignedMap in the studies: absolute Grad-CAM has no sign, of others the departure from the median counts."""
    return map_ if name.startswith("absolute") else np.abs(map_ - np.median(map_, 1, keepdims=True))


def planted(kind, tracks):
    """Brownian tracks with a feature of 20 points, or straight ones with a turn; and where it is."""
    steps = random.normal(size=(tracks, POINTS - 1, 2))
    inside = np.zeros((tracks, POINTS), bool)
    for track, at in enumerate(random.integers(60, POINTS - 80, tracks)):
        window = slice(at, at + FEATURE)
        inside[track, at : at + FEATURE + 1] = True
        angle = random.uniform(0, 2 * np.pi)
        direction = np.array([np.cos(angle), np.sin(angle)])
        if kind == "rest":
            steps[track, window] = 0
        elif kind == "flight":
            steps[track, window] = np.sqrt(2) * direction
        elif kind == "turn":
            angle += random.choice([-1, 1]) * random.uniform(np.pi / 4, np.pi)
            steps[track, : at + FEATURE // 2] = direction
            steps[track, at + FEATURE // 2 :] = np.cos(angle), np.sin(angle)
        else:
            steps[track, window] *= np.sqrt(10 if kind == "faster" else 0.1)
    return path(steps), inside


def path(steps):
    return np.concatenate([np.zeros_like(steps[:, :1]), steps.cumsum(1)], 1)


def area(map_, inside):
    """Mean over the tracks of the probability that a point of the feature has a larger weight than another; ties count half."""
    areas = []
    for weights, feature in zip(map_, inside):
        values, index = np.unique(weights, return_inverse=True)
        count = np.bincount(index)
        rank = (np.cumsum(count) - (count - 1) / 2)[index]
        size = feature.sum()
        areas.append((rank[feature].sum() - size * (size + 1) / 2) / (size * (POINTS - size)))
    return np.mean(areas)


def hits(map_, inside):
    """Share of the tracks whose largest weight lies within 100 points of the feature."""
    return np.mean([abs(weights.argmax() - np.flatnonzero(feature).mean()) <= 100 for weights, feature in zip(map_, inside)])


def fractional_noise(exponent):
    """Fractional Gaussian noise along two axes (Davies and Harte)."""
    size = POINTS - 1
    lags = np.arange(size + 1.0)
    covariance = ((lags + 1) ** exponent - 2 * lags**exponent + np.abs(lags - 1) ** exponent) / 2
    eigenvalues = np.fft.fft(np.concatenate([covariance, covariance[-2:0:-1]])).real.clip(0)
    noise = random.normal(size=(2, eigenvalues.size))
    both = np.fft.fft(np.sqrt(eigenvalues / eigenvalues.size) * (noise[0] + 1j * noise[1]))[:size]
    return np.stack([both.real, both.imag], 1)


def simulated(name):
    """Displacements of one of the eight models."""
    size = POINTS - 1
    gaussian = random.normal(size=(size, 2))
    sub = name in ("ATTM", "CTRW") or name.startswith("SUB")
    exponent = random.uniform(0.1, 0.9) if sub else random.uniform(1.1, 1.9)
    if name.endswith("FBM"):
        return fractional_noise(exponent)
    if name.endswith("SBM"):
        return gaussian * np.sqrt(np.diff(np.arange(POINTS) ** exponent))[:, None]
    if name == "ATTM":
        return gaussian * annealed(exponent)[:, None]
    if name in ("CTRW", "LEVY_WALK"):
        return renewals(name, exponent)
    return gaussian


def annealed(exponent):
    """Standard deviation of each displacement of ATTM: a diffusivity D, distributed as D^(σ−1), stays for D^−γ, with σ = αγ < γ < σ + 1."""
    gamma = random.uniform(0.03, 3.3) / exponent
    while gamma > exponent * gamma + 1:
        gamma = random.uniform(0.03, 3.3) / exponent
    deviation, time = np.zeros(POINTS - 1), 0
    while time < deviation.size:
        diffusivity = random.uniform(0.01, 0.9) ** (1 / (exponent * gamma))
        end = int(np.ceil(time + min(diffusivity**-gamma, POINTS)))
        deviation[time:end] = np.sqrt(2 * diffusivity)
        time = end
    return deviation


def renewals(name, exponent):
    """Rests between jumps, or flights between turns, of heavy-tailed durations."""
    walk = name == "CTRW"
    ends, knots = [0.0], [np.zeros(2)]
    while ends[-1] < POINTS:
        duration = min((1 - random.uniform()) ** (-1 / (exponent if walk else 3 - exponent)), POINTS + 1)
        angle = random.uniform(0, 2 * np.pi)
        leap = random.normal(size=2) if walk else duration * np.array([np.cos(angle), np.sin(angle)])
        ends.append(ends[-1] + duration)
        knots.append(knots[-1] + leap)
    ends, knots, times = np.array(ends), np.array(knots), np.arange(POINTS)
    positions = (
        knots[np.searchsorted(ends, times, "right") - 1]
        if walk
        else np.stack([np.interp(times, ends, knots[:, axis]) for axis in (0, 1)], 1)
    )
    steps = np.diff(positions, axis=0)
    return steps if steps.any() else renewals(name, exponent)


def labelled(tracks):
    """Displacements of unit standard deviation along each axis, and the class of each."""
    steps = np.stack([simulated(name) for name in CLASSES for _ in range(tracks)])
    deviation = steps.std(1, keepdims=True)
    return steps / np.where(deviation > 0, deviation, 1), np.repeat(np.arange(8), tracks)


def kept(map_, segment, most):
    """Without the most or the least salient half of the segments: which displacements remain."""
    size = (POINTS - 1) // segment * segment
    weights = map_[:, 1 : 1 + size].reshape(len(map_), -1, segment).mean(2)
    order = np.argsort(-weights if most else weights, axis=1, kind="stable")
    keep = np.ones(weights.shape, bool)
    np.put_along_axis(keep, order[:, : order.shape[1] // 2], False, 1)
    keep = np.repeat(keep, segment, 1)
    return np.concatenate([keep, np.ones((len(map_), POINTS - 1 - size), bool)], 1)


def right(model, steps, labels, keep):
    joined = [path(np.stack([s[k] for s, k in zip(steps[b : b + BATCH], keep[b : b + BATCH])])) for b in batches(len(steps))]
    return np.concatenate([model.answers(each) for each in joined]) == labels


def batches(tracks):
    return range(0, tracks, BATCH)


def of_all(model, positions, explained=-1):
    parts = [maps(model, positions[b : b + BATCH], explained) for b in batches(len(positions))]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def percent(differences):
    return f"{100 * differences.mean():.1f} ± {100 * differences.std(ddof=1) / len(differences) ** 0.5:.1f}"


def row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def print_planted(model, tracks):
    print("Area of the unsigned map; its hits in %; area of the map of the class that the feature speaks for; and of Brownian motion,"
          " which a map with a sign has below 0.5:\n")
    columns = {}
    for kind, fits in FITS.items():
        positions, inside = planted(kind, tracks)
        own = of_all(model, positions)
        towards = of_all(model, positions, CLASSES.index(fits))
        against = of_all(model, positions, CLASSES.index("BROWNIAN"))
        for name, map_ in own.items():
            plain = unsigned(name, map_)
            columns.setdefault(name, []).append(
                f"{area(plain, inside):.2f}; {100 * hits(plain, inside):.0f}; {area(towards[name], inside):.2f}"
                + ("" if kind == "turn" else f"; {area(against[name], inside):.2f}")
            )
    row("map", *FITS)
    row(*["---"] * (1 + len(FITS)))
    for name, cells in columns.items():
        row(name, *cells)


def print_cut(model, tracks):
    steps, labels = labelled(tracks)
    found = of_all(model, path(steps))
    whole = right(model, steps, labels, np.ones(steps.shape[:2], bool)).astype(float)
    print(f"\nPoints of accuracy lost of {100 * whole.mean():.1f} %, cut out and joined: with the most salient half beyond a random half;"
          " with the least salient half:\n")
    row("map", "segments of 8 points", "of 25 points")
    row(*["---"] * 3)
    chance = random.normal(size=(len(steps), POINTS))
    by_chance = {segment: right(model, steps, labels, kept(chance, segment, True)) for segment in (8, 25)}
    row("(a random half itself)", *[percent(whole - by_chance[segment]) for segment in (8, 25)])
    for name, map_ in found.items():
        row(name, *[
            percent(by_chance[segment].astype(float) - right(model, steps, labels, kept(map_, segment, True)))
            + "; " + percent(whole - right(model, steps, labels, kept(map_, segment, False)))
            for segment in (8, 25)
        ])


if __name__ == "__main__":
    shipped = Model(sys.argv[1])
    count = int(sys.argv[2])
    print_planted(shipped, count)
    print_cut(shipped, count // 2)
