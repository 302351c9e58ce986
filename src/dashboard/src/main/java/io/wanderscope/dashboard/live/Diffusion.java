package io.wanderscope.dashboard.live;

import io.wanderscope.schema.DiffusionEstimate;
import io.wanderscope.schema.MeanSquaredDisplacement;
import io.wanderscope.schema.TimeUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the displacements of a track say, from a label record.
 *
 * @param lengthUnit unit of all lengths: {@code um}, or that of the positions if it is not a metric one
 * @param timeUnit unit of all times but the frame interval
 * @param frameInterval in seconds; null if times are in frames
 * @param diffusionCoefficient in length_unit^2/time_unit; may be negative; null where it cannot be estimated
 * @param diffusionCoefficientSd its standard deviation
 * @param localisationVariance square of the localisation error along an axis; may be negative
 * @param localisationVarianceSd its standard deviation; 0 if the error is configured
 * @param msd mean squared displacements in the plane, by ascending lag
 * @param radiusOfGyration root mean square distance of the points from their centre
 * @param duration time from the first to the last point
 */
public record Diffusion(
        String lengthUnit,
        TimeUnit timeUnit,
        @Nullable Double frameInterval,
        @Nullable Double diffusionCoefficient,
        @Nullable Double diffusionCoefficientSd,
        @Nullable Double localisationVariance,
        @Nullable Double localisationVarianceSd,
        List<Lag> msd,
        double radiusOfGyration,
        double duration) {

    /**
     * A mean squared displacement.
     *
     * @param lag in frames
     * @param value the mean
     * @param sd its standard deviation
     */
    public record Lag(int lag, double value, double sd) {
        private static Lag of(MeanSquaredDisplacement each) {
            return new Lag(each.getLag(), each.getValue(), each.getSd());
        }
    }

    /** Only the diffusion coefficient and its units; what else must be there is not a number. */
    Diffusion inShort() {
        return new Diffusion(
                lengthUnit, timeUnit, null, diffusionCoefficient, null, null, null, List.of(), Double.NaN, Double.NaN);
    }

    /** Whether it has no more than {@link #inShort} gives. */
    public boolean hasCoefficientOnly() {
        return Double.isNaN(duration);
    }

    static Diffusion of(DiffusionEstimate estimate) {
        return new Diffusion(
                estimate.getLengthUnit().intern(), // there are few units and many results
                estimate.getTimeUnit(),
                estimate.getFrameInterval(),
                estimate.getDiffusionCoefficient(),
                estimate.getDiffusionCoefficientSd(),
                estimate.getLocalisationVariance(),
                estimate.getLocalisationVarianceSd(),
                estimate.getMsd().stream().map(Lag::of).toList(),
                estimate.getRadiusOfGyration(),
                estimate.getDuration());
    }
}
