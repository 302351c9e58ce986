package io.wanderscope.app.results;

import io.wanderscope.schema.DiffusionEstimate;
import io.wanderscope.schema.MeanSquaredDisplacement;
import io.wanderscope.schema.TimeUnit;
import io.wanderscope.schema.TrajectoryLabel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of labels.csv that hold for a track of any kind and length. The unit of the diffusion coefficient is a column
 * too, and names those of lengths and times.
 */
final class DiffusionColumns {
    private static final List<Integer> LAGS = List.of(1, 2, 3, 4);
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private DiffusionColumns() {}

    static List<String> names() {
        List<String> names = new ArrayList<>(
                List.of("diffusion_coefficient", "diffusion_coefficient_sd", "diffusion_unit", "localisation_error"));
        LAGS.forEach(lag -> names.add("msd_" + lag));
        names.addAll(List.of("radius_of_gyration", "duration"));
        return names;
    }

    /**
     * The values for a label; null where there is none.
     *
     * @param isTimed whether the times of the positions tell how long a frame is, rather than assume it; if not, times are
     *     in frames
     */
    static List<@Nullable Object> of(TrajectoryLabel label, boolean isTimed) {
        DiffusionEstimate estimate = label.getDiffusion();
        if (estimate == null) {
            return Collections.nCopies(names().size(), null);
        }
        boolean isInSeconds = isTimed && estimate.getTimeUnit() == TimeUnit.S;
        double perTime = isInSeconds || estimate.getFrameInterval() == null ? 1 : estimate.getFrameInterval();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(scaled(estimate.getDiffusionCoefficient(), perTime));
        values.add(scaled(estimate.getDiffusionCoefficientSd(), perTime));
        values.add(estimate.getLengthUnit() + "^2/" + (isInSeconds ? "s" : "frame"));
        values.add(localisationError(estimate));
        LAGS.forEach(lag -> values.add(meanSquaredDisplacement(estimate, lag)));
        values.add(rounded(estimate.getRadiusOfGyration()));
        values.add(duration(label, estimate, isInSeconds));
        return values;
    }

    private static Number duration(TrajectoryLabel label, DiffusionEstimate estimate, boolean isInSeconds) {
        if (isInSeconds) {
            return rounded(estimate.getDuration());
        }
        return label.getLastFrame() - label.getFirstFrame();
    }

    private static @Nullable Double scaled(@Nullable Double value, double factor) {
        return value == null ? null : rounded(factor * value);
    }

    /** None where the estimate of its square is negative. */
    private static @Nullable Double localisationError(DiffusionEstimate estimate) {
        Double variance = estimate.getLocalisationVariance();
        return variance == null || variance < 0 ? null : rounded(Math.sqrt(variance));
    }

    private static @Nullable Double meanSquaredDisplacement(DiffusionEstimate estimate, int lag) {
        return estimate.getMsd().stream()
                .filter(each -> each.getLag() == lag)
                .map(MeanSquaredDisplacement::getValue)
                .map(DiffusionColumns::rounded)
                .findFirst()
                .orElse(null);
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(SIX_DIGITS).doubleValue();
    }
}
