"""Fields of Brownian particles, and the tracks that laptrack finds in them, to hold the linker to.

pip install laptrack==0.17.1 numpy==2.4.6 pandas==3.1.1
python laptrack_edges.py ../resources

Particles diffuse between reflecting walls, each with a coefficient of its own. Of their localisations 5 % are missing, and 5 % of
all localisations belong to no particle (-1). The columns x and y of the table are all that laptrack sees.
"""
import csv
import os
import sys

import numpy as np
import pandas as pd
from laptrack import LapTrack

SEED = 20261129
# Particles a frame, and frames.
FIELDS = [(10, 50), (50, 20), (100, 15), (200, 10)]
# Unit of length squared.
AREA_OF_A_PARTICLE = 6
# Unit of length squared per frame, drawn log-uniformly.
SLOWEST, FASTEST = 0.01, 0.1
LOCALISATION_ERROR = 0.03
MISSING = 0.05
FALSE = 0.05
MAXIMUM_DISPLACEMENT = 1.5
MAXIMUM_GAP = 2


def simulate(random, particles, frames):
    side = np.sqrt(particles * AREA_OF_A_PARTICLE)
    step = np.sqrt(2 * np.exp(random.uniform(np.log(SLOWEST), np.log(FASTEST), (particles, 1))))
    position = random.uniform(0, side, (particles, 2))
    rows = []
    for frame in range(frames):
        seen = np.flatnonzero(random.random(particles) >= MISSING)
        observed = position[seen] + random.normal(0, LOCALISATION_ERROR, (len(seen), 2))
        rows += [(frame, x, y, particle) for particle, (x, y) in zip(seen, observed)]
        unreal = random.binomial(particles, FALSE)
        rows += [(frame, x, y, -1) for x, y in random.uniform(0, side, (unreal, 2))]
        position = position + random.normal(0, 1, position.shape) * step
        position = side - np.abs(side - np.abs(position))
    field = pd.DataFrame(rows, columns=["frame", "x", "y", "particle"])
    return field.sample(frac=1, random_state=random.integers(2**31)).sort_values("frame", kind="stable").round(3)


def link(field):
    tracker = LapTrack(
        metric="sqeuclidean",
        cutoff=MAXIMUM_DISPLACEMENT**2,
        gap_closing_metric="sqeuclidean",
        gap_closing_cutoff=MAXIMUM_DISPLACEMENT**2,
        # Counts the frames from one localisation to the next.
        gap_closing_max_frame_count=MAXIMUM_GAP + 1,
    )
    field = field.reset_index(drop=True)
    field["index"] = field.index
    linked, _, _ = tracker.predict_dataframe(
        field, ["x", "y"], frame_col="frame", only_coordinate_cols=False
    )
    return linked.sort_values("index")["track_id"].to_numpy()


def main(folder):
    random = np.random.default_rng(SEED)
    with open(os.path.join(folder, "laptrack-edges.csv"), "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["field", "frame", "x", "y", "particle", "laptrack"])
        for particles, frames in FIELDS:
            field = simulate(random, particles, frames)
            tracks = link(field)
            for (frame, x, y, particle), track in zip(field.itertuples(index=False), tracks):
                out.writerow([particles, frame, f"{x:.3f}", f"{y:.3f}", particle, track])


if __name__ == "__main__":
    main(sys.argv[1])
