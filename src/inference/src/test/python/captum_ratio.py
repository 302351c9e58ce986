"""Compares the speed of the engine's Grad-CAM with that of Captum on a network of the same shape.

The network has the widths and kernels of the model file's convolutions, with their weights. It is given 19 channels as input, so
the channels of statistics, the calibration and everything else around the network cost the engine alone. Both use the same number of
threads, in turn, and the ratio is that of the medians.

    python3 src/inference/src/test/python/captum_ratio.py models/wanderscope.onnx

It needs onnx, onnxruntime, torch and captum. Options: --points 256 --batch 64 --threads 2 --rounds 15
"""

import argparse
import statistics
import time

import captum.attr
import numpy as np
import onnx
import onnxruntime
import torch

CLASSES = 8


class Block(torch.nn.Module):
    def __init__(self, constants, name, stride):
        super().__init__()
        self.first = convolution(constants, name + "-convolution1", stride)
        self.second = convolution(constants, name + "-convolution2", 1)
        shortcut = name + "-shortcut"
        self.shortcut = convolution(constants, shortcut, stride) if shortcut + ".weights" in constants else None

    def forward(self, features):
        shortcut = features if self.shortcut is None else self.shortcut(features)
        return torch.relu(self.second(torch.relu(self.first(features))) + shortcut)


class Network(torch.nn.Module):
    def __init__(self, constants):
        super().__init__()
        self.stem = convolution(constants, "stem", 2)
        self.stages = torch.nn.ModuleList(
            torch.nn.Sequential(
                Block(constants, f"stage{stage}-block1", 1 if stage == 1 else 2),
                Block(constants, f"stage{stage}-block2", 1),
            )
            for stage in range(1, 5)
        )
        self.output = torch.nn.Linear(*constants["output.weights"].shape)

    def forward(self, channels):
        features = torch.relu(self.stem(channels))
        for stage in self.stages:
            features = stage(features)
        return self.output(features.mean(3).squeeze(2))


def convolution(constants, name, stride):
    weights = torch.from_numpy(constants[name + ".weights"].copy())
    outputs, inputs, height, width = weights.shape
    layer = torch.nn.Conv2d(inputs, outputs, (height, width), (1, stride), (0, width // 2))
    layer.weight.data, layer.bias.data = weights, torch.from_numpy(constants[name + ".bias"].copy())
    return layer


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main():
    options = argparse.ArgumentParser()
    options.add_argument("model")
    options.add_argument("--points", type=int, default=256)
    options.add_argument("--batch", type=int, default=64)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--rounds", type=int, default=15)
    options = options.parse_args()

    model = onnx.load(options.model)
    constants = {constant.name: onnx.numpy_helper.to_array(constant) for constant in model.graph.initializer}
    torch.set_num_threads(options.threads)
    network = Network(constants).eval()
    random = np.random.default_rng(1)
    channels = torch.from_numpy(
        random.normal(size=(options.batch, constants["stem.weights"].shape[1], 1, options.points)).astype(np.float32)
    )
    target = torch.arange(options.batch) % CLASSES

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = options.threads
    session = onnxruntime.InferenceSession(options.model, settings, providers=["CPUExecutionProvider"])
    trajectories = {
        "positions": random.normal(size=(options.batch, options.points, 2)).cumsum(1).astype(np.float32),
        "lengths": np.full(options.batch, options.points, np.int64),
        "observed": np.ones((options.batch, options.points), np.float32),
        "imaging": np.full((options.batch, 2), -1, np.float32),
    }

    def captum_way():
        for stage in network.stages:
            captum.attr.LayerGradCam(network, stage).attribute(channels, target, relu_attributions=False)

    def one_pass():
        features, maps = torch.relu(network.stem(channels)), []
        for stage in network.stages:
            features = stage(features)
            maps.append(features)
        scores = network.output(features.mean(3).squeeze(2)).gather(1, target[:, None]).sum()
        for values, gradient in zip(maps, torch.autograd.grad(scores, maps)):
            (gradient.mean(3, keepdim=True) * values.detach()).sum(1)

    def forward():
        with torch.no_grad():
            network(channels)

    ways = {
        "engine, whole model": lambda: session.run(None, trajectories),
        "Captum, a stage a call": captum_way,
        "PyTorch, one backward pass": one_pass,
        "PyTorch, forward pass only": forward,
    }
    times = {name: [] for name in ways}
    for way in ways.values():
        way()
    for _ in range(options.rounds):
        for name, way in ways.items():
            times[name].append(seconds(way))
    engine = statistics.median(times["engine, whole model"])
    print(f"torch {torch.__version__}, captum {captum.__version__}, onnxruntime {onnxruntime.__version__}")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:28} {options.batch / median:7.0f} trajectories/s  {median / engine:5.2f} x the engine's time")


if __name__ == "__main__":
    main()
