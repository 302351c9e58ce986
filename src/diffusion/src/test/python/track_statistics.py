"""Statistics of tracks by matrices over all pairs of displacements, to hold TrackStatistics to.

An estimate is a quadratic form d'Ad of the displacements d along an axis. If they are Gaussian with the covariance S, its
variance is 2 tr(ASAS). The covariance-based estimator is that of Vestergaard, Blainey and Flyvbjerg, Physical Review E 89,
022726 (2014).

pip install numpy==2.4.6
python track_statistics.py > ../resources/track-statistics.csv
"""
import csv
import sys

import numpy as np

# Points, frames missing, localisation noise, exposure, and whether the last two are told.
CASES = [
    (3, [], 0.3, 1.0, False, True),
    (3, [], 0.3, 1.0, True, True),
    (4, [], 0.0, 0.0, False, True),
    (5, [1], 0.2, 0.5, False, True),
    (6, [], 2.0, 1.0, False, True),
    (6, [], 2.0, 1.0, True, False),
    (8, [2, 3], 0.5, 1.0, False, False),
    (9, [1, 4, 7], 0.5, 1.0, True, True),
    (12, [4, 9], 1.0, 0.0, False, True),
    (20, [], 0.3, 0.75, True, True),
    (30, [3, 4, 11, 20], 0.7, 1.0, False, True),
    (60, [], 1.0, 1.0, False, False),
    (60, [7, 30, 31, 32, 50], 0.1, 0.25, True, True),
]
SUBSTEPS = 20


def camera(rng, points, noise, exposure):
    """Positions of Brownian motion with D = 0.5 per frame, averaged over the exposure."""
    path = np.cumsum(rng.normal(0, SUBSTEPS**-0.5, (points * SUBSTEPS, 2)), axis=0)
    open_steps = max(1, round(exposure * SUBSTEPS))
    frames = path.reshape(points, SUBSTEPS, 2)[:, :open_steps].mean(axis=1)
    return frames + noise * rng.normal(size=(points, 2)) + [100, -40]


def differences(frames, lag):
    """Rows that take the difference of observed positions a lag apart, of all frames."""
    rows = []
    for start in frames:
        if start + lag in frames:
            row = np.zeros(max(frames) + 1)
            row[start], row[start + lag] = -1, 1
            rows.append(row)
    return np.array(rows).reshape(-1, max(frames) + 1)


def neighbours(rows):
    """The matrix that holds a half for each pair of displacements that share a position."""
    return np.array([[0.5 * (np.dot(p, q) == -1) for q in rows] for p in rows])


def statistics(frames, positions, told_noise, told_exposure):
    """positions has a row per frame, of which only those of the observed frames are used."""
    rows = differences(frames, 1)
    d = rows @ positions
    n = len(rows)
    squares = np.eye(n) / n
    pairs = neighbours(rows)
    products = pairs / max(1, pairs.sum())
    both = told_noise is not None and told_exposure is not None
    blur = (1 if told_exposure is None else told_exposure) / 6
    variance = np.trace(d.T @ squares @ d) / 2
    if both:
        # A mean of the estimate from the variance less that of the noise, and of the one below. The weight makes the
        # variance least where the noise variance is D, with the covariance of the displacements there.
        by_variance = squares / (2 * (1 - 2 * blur))
        change = squares / 2 + products - by_variance
        there = (4 - 4 * blur) * np.eye(n) + (2 * blur - 1) * 2 * pairs
        weight = 0.0
        if pairs.any():
            weight = -np.trace(by_variance @ there @ change @ there) / np.trace(change @ there @ change @ there)
        form = by_variance + weight * change
        less = (1 - weight) * told_noise**2 / (1 - 2 * blur)
        diffusion = np.trace(d.T @ form @ d) / 2 - less
        covariance = 2 * diffusion * blur - told_noise**2
    else:
        form = squares / 2 + products
        diffusion = np.trace(d.T @ form @ d) / 2
        covariance = np.trace(d.T @ products @ d) / 2
    s = variance * np.eye(n) + covariance * 2 * pairs

    def deviation(a):
        return np.sqrt(2 * np.trace(a @ s @ a @ s) / 2)

    if told_noise is None:
        noise_form = blur * squares + (2 * blur - 1) * products
        noise = np.trace(d.T @ noise_form @ d) / 2, deviation(noise_form)
    else:
        noise = told_noise**2, 0.0
    result = [diffusion, deviation(form), *noise]
    # Displacements of all frames, observed or not, of which those over a lag are sums.
    steps = len(positions) - 1
    every = variance * np.eye(steps) + covariance * (np.eye(steps, k=1) + np.eye(steps, k=-1))
    for lag in range(1, 5):
        lagged = differences(frames, lag)
        if len(lagged) == 0:
            result += ["", ""]
            continue
        mean = (np.square(lagged @ positions).sum(axis=1)).mean()
        sums = -np.cumsum(lagged, axis=1)[:, :-1]
        c = sums @ every @ sums.T
        np.fill_diagonal(c, mean / 2)
        result += [mean, 2 * np.sqrt((c**2).sum()) / len(lagged)]
    seen = positions[frames]
    gyration = np.sqrt(np.square(seen - seen.mean(axis=0)).sum(axis=1).mean())
    return result + [gyration, frames[-1] - frames[0]]


def main():
    rng = np.random.default_rng(20261129)
    out = csv.writer(sys.stdout, lineterminator="\n")
    msd = [f"msd_{lag}{end}" for lag in range(1, 5) for end in ("", "_sd")]
    out.writerow(
        ["frames", "x", "y", "noise", "exposure", "d", "d_sd", "noise_variance", "noise_variance_sd"]
        + msd
        + ["gyration", "duration"]
    )
    for points, missing, noise, exposure, tell_noise, tell_exposure in CASES:
        positions = np.round(camera(rng, points, noise, exposure), 6)
        frames = [frame for frame in range(points) if frame not in missing]
        told = noise if tell_noise else None, exposure if tell_exposure else None
        row = [" ".join(f"{value:g}" for value in frames)]
        row += [" ".join(f"{value:.6f}" for value in positions[frames, axis]) for axis in (0, 1)]
        row += ["" if value is None else value for value in told]
        row += [value if value == "" else f"{value:.12g}" for value in statistics(frames, positions, *told)]
        out.writerow(row)


if __name__ == "__main__":
    main()
