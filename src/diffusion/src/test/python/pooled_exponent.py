"""The likelihood of exponents with dense matrices, and what follows from it, to hold the pooled exponent to.

pip install numpy==2.4.6 scipy==1.17.1
python pooled_exponent.py ../resources
"""
import csv
import functools
import os
import sys

import numpy as np
from scipy.optimize import minimize_scalar

SEED = 20261129
TRACKS = 60
LONGEST = 8
EXPONENTS = np.linspace(0.02, 1.98, 50)
ERRORS = 25
# Localisation error and exposure; without an error it is one of ERRORS values, all equally likely.
CONDITIONS = [(0.0, 0.0), (0.3, 0.0), (0.3, 1.0), (0.5, 0.4), (None, 0.0), (None, 1.0)]


def spread(lag, exponent, exposure):
    """Mean squared displacement over a lag, by averaging over both exposures numerically."""
    if exposure == 0:
        return lag**exponent
    nodes, weights = np.polynomial.legendre.leggauss(400)
    # |u - v| = d has the density 2 (1 - d) over the unit square; d = t^4 makes the integrand smooth at 0.
    t = (nodes + 1) / 2
    d, density = t**4, weights / 2 * 4 * t**3 * (1 - t**4)
    apart = np.sum(density * ((lag + exposure * d) ** exponent + np.abs(lag - exposure * d) ** exponent))
    return apart - 2 * np.sum(density * (exposure * d) ** exponent)


@functools.cache
def covariance(length, exponent, exposure):
    msd = [0] + [spread(lag, exponent, exposure) for lag in range(1, length + 1)]
    msd = np.array(msd) / msd[1]
    row = [(msd[k + 1] + msd[abs(k - 1)] - 2 * msd[k]) / 2 for k in range(length)]
    return np.array([[row[abs(i - j)] for j in range(length)] for i in range(length)])


def noise_covariance(length):
    return np.eye(length) - (np.eye(length, k=1) + np.eye(length, k=-1)) / 2


def segments(frames, x, y):
    """Runs of successive frames, each in as few parts of about equal length as hold at most LONGEST displacements."""
    found = []
    breaks = np.flatnonzero(np.diff(frames) > 1) + 1
    for run in np.split(np.arange(len(frames)), breaks):
        count = len(run) - 1
        parts = -(-count // LONGEST)
        for part in range(parts):
            ends = run[part * count // parts : (part + 1) * count // parts + 1]
            if len(ends) > 2:
                found.append(np.diff(np.array([x, y])[:, ends], axis=1))
    return found


def largest(displacements, motion, noise):
    """Largest log likelihood over the scale of the motion, of segments of one length, shape (segments, 2, length)."""
    flat = displacements.reshape(-1, displacements.shape[-1])

    def loss(scale):
        matrix = scale * motion + noise
        return (len(flat) * np.linalg.slogdet(matrix)[1] + np.sum(flat * np.linalg.solve(matrix, flat.T).T)) / 2

    size = np.mean(flat**2)
    inside = minimize_scalar(lambda t: loss(size * np.exp(t)), bounds=(-20, 5), method="bounded", options={"xatol": 1e-4})
    return -min(inside.fun, loss(0) if noise.any() else np.inf)


def log_likelihood(by_length, exponent, error, exposure):
    return sum(
        largest(group, covariance(length, exponent, exposure), 2 * error**2 * noise_covariance(length))
        for length, group in by_length.items()
    )


def moments(weights):
    weights = np.exp(weights - weights.max())
    weights[[0, -1]] /= 2
    mean = np.sum(weights * EXPONENTS) / weights.sum()
    return mean, np.sqrt(np.sum(weights * (EXPONENTS - mean) ** 2) / weights.sum())


def tracks(random):
    """Fractional Brownian motion of exponent 0.8, by the Cholesky factor of the positions' covariance, with gaps."""
    for _ in range(TRACKS):
        points = random.integers(4, 20)
        times = np.arange(1, points + 1.0)
        powers = times**0.8
        between = (powers[:, None] + powers - np.abs(times[:, None] - times) ** 0.8) / 2
        path = random.choice([0.5, 1.0, 2.0]) * np.linalg.cholesky(between) @ random.normal(size=(points, 2))
        path += 0.3 * random.normal(size=path.shape)
        seen = random.random(points) > 0.1
        seen[[0, -1]] = True
        frames = np.flatnonzero(seen)
        yield frames, np.round(path[frames, 0], 4), np.round(path[frames, 1], 4)


def main(folder):
    all_tracks = list(tracks(np.random.default_rng(SEED)))
    with open(os.path.join(folder, "pooled-exponent-tracks.csv"), "w") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["frames", "x", "y"])
        for track in all_tracks:
            out.writerow([" ".join(f"{value:g}" for value in column) for column in track])
    by_length = {}
    for track in all_tracks:
        for segment in segments(*track):
            by_length.setdefault(segment.shape[1], []).append(segment)
    by_length = {length: np.array(group) for length, group in sorted(by_length.items())}
    squares = np.concatenate([group.ravel() for group in by_length.values()]) ** 2
    with open(os.path.join(folder, "pooled-exponent.csv"), "w") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["error", "exposure", "below", "above", "mean", "sd"])
        for error, exposure in CONDITIONS:
            errors = [error] if error is not None else np.linspace(0, np.sqrt(squares.mean() / 2), ERRORS)
            surface = np.array([[log_likelihood(by_length, a, e, exposure) for e in errors] for a in EXPONENTS])
            shares = np.exp(surface - surface.max())
            if len(errors) > 1:
                shares[:, [0, -1]] /= 2
            mean, sd = moments(np.log(shares.sum(axis=1) + 1e-300))
            # How much less likely 0.5 and 1.5 are than 1, with the smallest error.
            at = [log_likelihood(by_length, a, errors[0], exposure) for a in (0.5, 1.0, 1.5)]
            known = "" if error is None else f"{error:g}"
            out.writerow([known, f"{exposure:g}", f"{at[0] - at[1]:.6f}", f"{at[2] - at[1]:.6f}", f"{mean:.6f}", f"{sd:.6f}"])


if __name__ == "__main__":
    main(sys.argv[1])
