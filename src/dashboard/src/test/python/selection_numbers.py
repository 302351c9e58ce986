"""Writes what holds the page's mean squared displacements and quartiles to NumPy. In src/dashboard:

    python3 src/test/python/selection_numbers.py > src/test/resources/io/wanderscope/dashboard/selection-numbers.json

Here all pairs of points are compared, whatever their frames, and then sorted by lag; the page walks along the track instead.
"""

import json

import numpy as np

LAGS = [1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64, 90, 128]
random = np.random.default_rng(19)


def track(points, missing):
    frames = np.sort(random.choice(points + missing, points, replace=False)) + int(random.integers(1000))
    steps = random.normal(0, 0.3, (points, 2))
    position = np.cumsum(steps, axis=0) + random.uniform(0, 80, 2)
    position = np.round(position, 4)
    lags = frames[None, :] - frames[:, None]
    squares = ((position[None, :, :] - position[:, None, :]) ** 2).sum(axis=2)
    longest = max(4, (frames[-1] - frames[0]) // 4)
    msd = [
        {"lag": lag, "pairs": int((lags == lag).sum()), "mean": float(squares[lags == lag].mean())}
        for lag in LAGS
        if lag <= longest and (lags == lag).any()
    ]
    return {"frames": frames.tolist(), "x": position[:, 0].tolist(), "y": position[:, 1].tolist(), "msd": msd}


def sample(size):
    values = np.round(random.lognormal(-2, 1, size), 5)
    return {"values": values.tolist(), "quartiles": np.percentile(values, [25, 50, 75]).tolist()}


print(
    json.dumps(
        {
            "tracks": [track(5, 0), track(9, 4), track(40, 0), track(60, 25), track(200, 30), track(560, 10), track(3, 20)],
            "samples": [sample(1), sample(2), sample(7), sample(40)],
        }
    )
)
