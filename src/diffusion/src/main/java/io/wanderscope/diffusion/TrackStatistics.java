package io.wanderscope.diffusion;

import java.util.List;
import java.util.Optional;

/**
 * What the displacements of a track say about its particle, whatever kind of diffusion it follows. Points that were filled
 * in count for nothing. Times are in frames and lengths in the unit of the positions, until {@link #inUnits} changes them.
 *
 * <p>The diffusion coefficient and the localisation noise are those of the Brownian motion that fits best. Both estimates are
 * unbiased: their means over many tracks are right, however short the tracks are. The price is that a single one can be
 * negative where the motion is small beside its standard deviation; set to zero, it would spoil the mean. Displacements are
 * taken to have no drift. With three points the standard deviation of the coefficient is 1.6 times the coefficient even without
 * noise; with 100 points it is a sixth of it.
 *
 * <p>A standard deviation is computed from the estimates themselves, so a track that happens to look slow also has one that
 * is too small. It is worth little below ten points.
 *
 * @param diffusionCoefficient in squares of the unit of length per unit of time; empty if no three successive frames were
 *     observed; with known noise and exposure, if no two were
 * @param localisationVariance square of the localisation noise along an axis, in squares of the unit of length; as given, with
 *     standard deviation 0, if the noise is known. Where only the exposure is unknown it is taken to be the whole frame
 *     interval. Empty where the coefficient is
 * @param meanSquaredDisplacements in the plane at the lags of 1 to 4 frames, ascending, without those at which no two frames
 *     were observed; empty where the coefficient is
 * @param radiusOfGyration root mean square distance of the points from their centre, in the unit of length
 * @param duration time from the first to the last point
 */
public record TrackStatistics(
        Optional<Estimate> diffusionCoefficient,
        Optional<Estimate> localisationVariance,
        List<MeanSquaredDisplacement> meanSquaredDisplacements,
        double radiusOfGyration,
        double duration) {
    /** Fewest observed points of a track that has statistics. */
    public static final int MINIMUM_POINTS = 3;

    private static final int LONGEST_LAG = 4;

    /** Copies the list. */
    public TrackStatistics {
        meanSquaredDisplacements = List.copyOf(meanSquaredDisplacements);
    }

    /** Those of a track; empty if it has fewer than {@link #MINIMUM_POINTS} observed points. */
    public static Optional<TrackStatistics> of(ObservedTrajectory track) {
        return track.observedPoints() < MINIMUM_POINTS ? Optional.empty() : Optional.of(ofLongEnough(track));
    }

    private static TrackStatistics ofLongEnough(ObservedTrajectory track) {
        Optional<BrownianFit> fit = BrownianFit.of(track);
        return new TrackStatistics(
                fit.map(BrownianFit::diffusionCoefficient),
                fit.map(BrownianFit::localisationVariance),
                fit.map(found -> MeanSquaredDisplacement.of(track, found.moments(), LONGEST_LAG))
                        .orElse(List.of()),
                radiusOfGyration(track),
                track.size() - 1);
    }

    /** With distances from the first point, so that large coordinates lose no digits. */
    private static double radiusOfGyration(ObservedTrajectory track) {
        Trajectory path = track.trajectory();
        double sumX = 0;
        double sumY = 0;
        double squares = 0;
        for (int point = 0; point < track.size(); point++) {
            if (track.isObserved(point)) {
                double x = path.x(point) - path.x(0);
                double y = path.y(point) - path.y(0);
                sumX += x;
                sumY += y;
                squares += x * x + y * y;
            }
        }
        double points = track.observedPoints();
        double meanSquare = (squares - (sumX * sumX + sumY * sumY) / points) / points;
        return Math.sqrt(Math.max(0, meanSquare));
    }

    /**
     * The same statistics in other units.
     *
     * @param length the unit of the positions, in the new unit of length; above 0
     * @param frameInterval the frame interval, in the new unit of time; above 0
     */
    public TrackStatistics inUnits(double length, double frameInterval) {
        double area = length * length;
        return new TrackStatistics(
                diffusionCoefficient.map(estimate -> estimate.scaled(area / frameInterval)),
                localisationVariance.map(estimate -> estimate.scaled(area)),
                meanSquaredDisplacements.stream().map(each -> each.scaled(area)).toList(),
                length * radiusOfGyration,
                frameInterval * duration);
    }
}
