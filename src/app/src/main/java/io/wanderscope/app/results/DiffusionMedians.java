package io.wanderscope.app.results;

import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.dashboard.PopulationWords;
import io.wanderscope.dashboard.TypicalDiffusion;
import io.wanderscope.schema.DiffusionEstimate;
import io.wanderscope.schema.TimeUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The median diffusion coefficient of the tracks of each kind of motion of an acquisition. Not thread-safe. */
final class DiffusionMedians {
    private final boolean isTimed;
    private final Map<MotionClass, List<Double>> coefficients = new EnumMap<>(MotionClass.class);
    private String unit = "";

    /**
     * No tracks yet.
     *
     * @param isTimed whether the times of the positions tell how long a frame is, rather than assume it; if not, times are in frames
     */
    DiffusionMedians(boolean isTimed) {
        this.isTimed = isTimed;
    }

    /** Adds a track; one whose unit is not that of the first has no place among the others. */
    void add(MotionClass motion, DiffusionEstimate estimate) {
        Double coefficient = estimate.getDiffusionCoefficient();
        boolean isInSeconds = isTimed && estimate.getTimeUnit() == TimeUnit.S;
        String its = PopulationWords.unit(estimate.getLengthUnit(), isInSeconds);
        unit = unit.isEmpty() ? its : unit;
        if (coefficient != null && unit.equals(its)) {
            Double frameInterval = estimate.getFrameInterval();
            double perTime = isInSeconds || frameInterval == null ? 1 : frameInterval;
            coefficients.computeIfAbsent(motion, absent -> new ArrayList<>()).add(perTime * coefficient);
        }
    }

    TypicalDiffusion medians() {
        Map<MotionClass, Double> medians = new EnumMap<>(MotionClass.class);
        coefficients.forEach((motion, all) -> medians.put(motion, median(all)));
        return new TypicalDiffusion(unit, medians);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
