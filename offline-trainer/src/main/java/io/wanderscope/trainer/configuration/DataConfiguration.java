package io.wanderscope.trainer.configuration;

import static io.wanderscope.trainer.configuration.Requirements.require;
import static io.wanderscope.trainer.configuration.Requirements.requireRange;

/**
 * Training data, see {@code data.TrainingDistribution}. A component that is null gets its default.
 *
 * @param minimumPoints shortest trajectory, at least 5
 * @param maximumPoints longest trajectory, at most 2000
 * @param logarithmicShare share of the trajectories whose length is log-uniform, 0 to 1
 * @param noisyShare share of the trajectories with localisation noise, 0 to 1
 * @param maximumNoise largest standard deviation of the noise, in units of the displacements' s.d., 0 to 10
 * @param gappyShare share of the trajectories with missing frames, 0 to 1
 * @param maximumMissing largest share of a trajectory's frames that are missing, 0 to 0.5
 */
public record DataConfiguration(
        Integer minimumPoints,
        Integer maximumPoints,
        Double logarithmicShare,
        Double noisyShare,
        Double maximumNoise,
        Double gappyShare,
        Double maximumMissing) {
    private static final int FEWEST_POINTS = 5;
    private static final int MOST_POINTS = 2000;

    static final DataConfiguration DEFAULT = new DataConfiguration(null, null, null, null, null, null, null);

    /** Sets defaults and checks ranges. */
    public DataConfiguration {
        minimumPoints = minimumPoints == null ? 10 : minimumPoints;
        maximumPoints = maximumPoints == null ? 1000 : maximumPoints;
        logarithmicShare = logarithmicShare == null ? 0.25 : logarithmicShare;
        noisyShare = noisyShare == null ? 0.3 : noisyShare;
        maximumNoise = maximumNoise == null ? 1 : maximumNoise;
        gappyShare = gappyShare == null ? 0.1 : gappyShare;
        maximumMissing = maximumMissing == null ? 0.2 : maximumMissing;
        require(
                minimumPoints >= FEWEST_POINTS && maximumPoints <= MOST_POINTS,
                "data.minimumPoints must be at least 5 and data.maximumPoints at most 2000, got " + minimumPoints
                        + " and " + maximumPoints);
        require(
                minimumPoints < maximumPoints,
                "data.minimumPoints must be below data.maximumPoints, got " + minimumPoints + " and " + maximumPoints);
        requireRange("data.logarithmicShare", logarithmicShare, 1);
        requireRange("data.noisyShare", noisyShare, 1);
        requireRange("data.maximumNoise", maximumNoise, 10);
        requireRange("data.gappyShare", gappyShare, 1);
        requireRange("data.maximumMissing", maximumMissing, 0.5);
        require(
                noisyShare == 0 || maximumNoise > 0,
                "data.noisyShare is " + noisyShare
                        + " but data.maximumNoise is 0; raise maximumNoise, or set noisyShare to 0");
        require(
                gappyShare == 0 || maximumMissing > 0,
                "data.gappyShare is " + gappyShare
                        + " but data.maximumMissing is 0; raise maximumMissing, or set gappyShare to 0");
    }
}
