package io.wanderscope.trainer.configuration;

import static io.wanderscope.trainer.configuration.Requirements.require;
import static io.wanderscope.trainer.configuration.Requirements.requireRange;

/**
 * The training data, see {@code data.TrainingDistribution}. A null component takes its default.
 *
 * @param minimumPoints shortest trajectory, at least 5
 * @param maximumPoints longest trajectory, at most 2000
 * @param logarithmicShare share of the trajectories whose length is log-uniform, 0 to 1
 * @param blurredShare share of the trajectories with motion blur, 0 to 1
 * @param maximumExposure longest exposure as a share of the frame interval, 0 to 1
 * @param noisyShare share of the trajectories with localisation noise, 0 to 1
 * @param maximumNoise largest standard deviation of the noise, in units of the displacements' s.d., 0 to 10
 * @param strongNoiseShare share of the noisy trajectories whose noise is stronger, 0 to 1
 * @param strongNoise its standard deviation in units of the displacements' s.d., log-uniform in this range, 0.1 to 100
 * @param varyingNoiseShare share of the trajectories whose noise changes along the track to between none and twice as
 *     much, 0 to 1
 * @param roundedShare share of the trajectories whose coordinates are rounded, 0 to 1
 * @param maximumGrid largest spacing of the grid to which they are rounded, in units of the displacements' s.d., 0 to
 *     10
 * @param gappyShare share of the trajectories with missing frames, 0 to 1
 * @param maximumMissing largest share of a trajectory's frames that are missing, 0 to 0.5
 * @param longestGap most successive missing frames, 1 to 100
 * @param agedShare share of the trajectories that start later than their process, 0 to 1
 * @param maximumAge latest such start, in lengths of the trajectory, 0 to 10
 * @param knownImagingShare share of the trajectories whose imaging conditions are known at least in part, 0 to 1
 * @param imagingError standard deviation of the logarithm of the factor by which a known localisation noise is wrong,
 *     0 to 1
 * @param posteriorPoints longest trajectory of a Gaussian model whose class label is the exact probability of each of
 *     these models, 0 (none) to 1000
 * @param families motions outside the eight models
 */
public record DataConfiguration(
        Integer minimumPoints,
        Integer maximumPoints,
        Double logarithmicShare,
        Double blurredShare,
        Double maximumExposure,
        Double noisyShare,
        Double maximumNoise,
        Double strongNoiseShare,
        Range strongNoise,
        Double varyingNoiseShare,
        Double roundedShare,
        Double maximumGrid,
        Double gappyShare,
        Double maximumMissing,
        Integer longestGap,
        Double agedShare,
        Double maximumAge,
        Double knownImagingShare,
        Double imagingError,
        Integer posteriorPoints,
        FamilyConfiguration families) {
    private static final int MIN_POINTS = 5;
    private static final int MAX_POINTS = 2000;
    private static final int MAX_GAP = 100;
    private static final int MAX_POSTERIOR_POINTS = 1000;

    static final DataConfiguration DEFAULT = new DataConfiguration(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null);

    /** Sets defaults and checks ranges. */
    public DataConfiguration {
        minimumPoints = minimumPoints == null ? 5 : minimumPoints;
        maximumPoints = maximumPoints == null ? 1000 : maximumPoints;
        logarithmicShare = logarithmicShare == null ? 0.5 : logarithmicShare;
        blurredShare = blurredShare == null ? 0.5 : blurredShare;
        maximumExposure = maximumExposure == null ? 1 : maximumExposure;
        noisyShare = noisyShare == null ? 0.65 : noisyShare;
        maximumNoise = maximumNoise == null ? 1.5 : maximumNoise;
        strongNoiseShare = strongNoiseShare == null ? 0.15 : strongNoiseShare;
        strongNoise = strongNoise == null ? new Range(1.5, 10) : strongNoise;
        varyingNoiseShare = varyingNoiseShare == null ? 0.15 : varyingNoiseShare;
        roundedShare = roundedShare == null ? 0.1 : roundedShare;
        maximumGrid = maximumGrid == null ? 0.25 : maximumGrid;
        gappyShare = gappyShare == null ? 0.2 : gappyShare;
        maximumMissing = maximumMissing == null ? 0.25 : maximumMissing;
        longestGap = longestGap == null ? 5 : longestGap;
        agedShare = agedShare == null ? 0.15 : agedShare;
        maximumAge = maximumAge == null ? 2 : maximumAge;
        knownImagingShare = knownImagingShare == null ? 0.6 : knownImagingShare;
        imagingError = imagingError == null ? 0.03 : imagingError;
        posteriorPoints = posteriorPoints == null ? 128 : posteriorPoints;
        families = families == null ? FamilyConfiguration.DEFAULT : families;
        require(
                minimumPoints >= MIN_POINTS && maximumPoints <= MAX_POINTS,
                "data.minimumPoints must be at least 5 and data.maximumPoints at most 2000, got " + minimumPoints
                        + " and " + maximumPoints);
        require(
                minimumPoints < maximumPoints,
                "data.minimumPoints must be below data.maximumPoints, got " + minimumPoints + " and " + maximumPoints);
        requireRange("data.logarithmicShare", logarithmicShare, 1);
        requireEffect("blurredShare", blurredShare, "maximumExposure", maximumExposure, 1);
        requireEffect("noisyShare", noisyShare, "maximumNoise", maximumNoise, 10);
        requireRange("data.strongNoiseShare", strongNoiseShare, 1);
        strongNoise.requireWithin("data.strongNoise", 0.1, 100);
        requireRange("data.varyingNoiseShare", varyingNoiseShare, 1);
        requireEffect("roundedShare", roundedShare, "maximumGrid", maximumGrid, 10);
        requireEffect("gappyShare", gappyShare, "maximumMissing", maximumMissing, 0.5);
        require(
                longestGap >= 1 && longestGap <= MAX_GAP,
                "data.longestGap must be 1 to " + MAX_GAP + ", got " + longestGap);
        requireEffect("agedShare", agedShare, "maximumAge", maximumAge, 10);
        requireRange("data.knownImagingShare", knownImagingShare, 1);
        requireRange("data.imagingError", imagingError, 1);
        require(
                posteriorPoints >= 0 && posteriorPoints <= MAX_POSTERIOR_POINTS,
                "data.posteriorPoints must be 0 to " + MAX_POSTERIOR_POINTS + ", got " + posteriorPoints);
        require(
                maximumGrid < families.artefactGrids().minimum(),
                "data.maximumGrid must be below the first of data.families.artefactGrids, from where on rounding is an artefact,"
                        + " got " + maximumGrid + " and "
                        + families.artefactGrids().minimum());
    }

    /** A share of the trajectories, and the largest value of what befalls them; a share of nothing is a mistake. */
    private static void requireEffect(String share, double shareValue, String maximum, double value, double largest) {
        requireRange("data." + share, shareValue, 1);
        requireRange("data." + maximum, value, largest);
        require(
                shareValue == 0 || value > 0,
                "data." + share + " is " + shareValue + " but data." + maximum + " is 0; raise " + maximum + ", or set "
                        + share + " to 0");
    }

    /** The same data with log-uniform lengths only. */
    public DataConfiguration withLogarithmicLengths() {
        return with(1, varyingNoiseShare, roundedShare, gappyShare, agedShare, posteriorPoints);
    }

    /** The same data without missing frames, rounding, changing noise and earlier starts; blur and constant noise remain. */
    public DataConfiguration withoutDefects() {
        return with(logarithmicShare, 0, 0, 0, 0, posteriorPoints);
    }

    /** The same data whose class labels are the models themselves. */
    public DataConfiguration withoutPosterior() {
        return with(logarithmicShare, varyingNoiseShare, roundedShare, gappyShare, agedShare, 0);
    }

    private DataConfiguration with(
            double logarithmic, double varyingNoise, double rounded, double gappy, double aged, int posterior) {
        return new DataConfiguration(
                minimumPoints,
                maximumPoints,
                logarithmic,
                blurredShare,
                maximumExposure,
                noisyShare,
                maximumNoise,
                strongNoiseShare,
                strongNoise,
                varyingNoise,
                rounded,
                maximumGrid,
                gappy,
                maximumMissing,
                longestGap,
                aged,
                maximumAge,
                knownImagingShare,
                imagingError,
                posterior,
                families);
    }
}
