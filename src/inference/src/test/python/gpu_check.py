"""The Python part of the script gpu-check: the speed of ONNX Runtime without Java, on the batches that the Java part left.

    python gpu_check.py MODEL.onnx cpu|cuda FOLDER SECONDS

It prints trajectories per second, with the inputs copied to the card and the outputs back in every run, as the Java part does, and with
both left on the card, and the ratio of the Java part's speed to the first.
"""

import csv
import pathlib
import sys
import time

import numpy as np
import onnxruntime as ort

model, device, folder, seconds = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), float(sys.argv[4])
OUTPUTS = ["probabilities", "alpha", "family", "novelty", "noise", "class_set", "saliency"]


def session():
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    providers = ["CPUExecutionProvider"]
    if device == "cuda":
        providers.insert(0, ("CUDAExecutionProvider", {"use_tf32": "0"}))
    opened = ort.InferenceSession(model, options, providers=providers)
    if device == "cuda" and opened.get_providers()[0] != "CUDAExecutionProvider":
        sys.exit("Python's onnxruntime cannot use CUDA; see its message above, and install onnxruntime-gpu")
    return opened


def inputs(points, batch):
    positions = np.fromfile(folder / f"positions-{points}-{batch}.f32", np.float32).reshape(batch, points, 2)
    return {
        "positions": positions,
        "lengths": np.full(batch, points, np.int64),
        "observed": np.ones((batch, points), np.float32),
        "imaging": np.full((batch, 2), -1, np.float32),
    }


def per_second(run, batch):
    run()
    run()
    runs = 0
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        run()
        runs += 1
    return runs * batch / (time.perf_counter() - start)


def left_on_card(opened, values):
    """A run whose inputs and outputs stay on the card."""
    binding = opened.io_binding()
    for name, value in values.items():
        binding.bind_ortvalue_input(name, ort.OrtValue.ortvalue_from_numpy(value, "cuda", 0))
    for name in OUTPUTS:
        binding.bind_output(name, "cuda", 0)

    def run():
        opened.run_with_iobinding(binding)
        binding.synchronize_outputs()

    return run


opened = session()
print(f"Python {sys.version.split()[0]}, onnxruntime {ort.__version__} on {opened.get_providers()[0]}")
print("points  batch      Java/s    Python/s  left on card/s  Java : Python")
with open(folder / "java.csv", newline="") as file:
    for row in csv.DictReader(file):
        points, batch, java = int(row["points"]), int(row["batch"]), float(row["per_second"])
        values = inputs(points, batch)
        copied = per_second(lambda: opened.run(OUTPUTS, values), batch)
        left = f"{per_second(left_on_card(opened, values), batch):14,.0f}" if device == "cuda" else "             –"
        print(f"{points:6,} {batch:6,} {java:11,.0f} {copied:11,.0f}  {left}  {java / copied:13.2f}")
