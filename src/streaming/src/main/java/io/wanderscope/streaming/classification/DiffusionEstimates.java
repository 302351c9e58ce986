package io.wanderscope.streaming.classification;

import io.wanderscope.diffusion.Estimate;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.TrackStatistics;
import io.wanderscope.schema.DiffusionEstimate;
import io.wanderscope.schema.MeanSquaredDisplacement;
import io.wanderscope.streaming.population.TrackUnit;
import io.wanderscope.streaming.tracks.DueTrajectory;
import io.wanderscope.streaming.tracks.TrajectoryWindow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes the part of a label that holds for a track of any kind and length: what its displacements say. It depends on the
 * window alone, so a replay makes the same. It is in the units of {@link TrackUnit}.
 */
final class DiffusionEstimates {
    private final ImagingConditions imaging;

    DiffusionEstimates(ImagingConditions imaging) {
        this.imaging = imaging;
    }

    /** That of a trajectory; empty if too few of its points were observed. */
    Optional<DiffusionEstimate> of(DueTrajectory trajectory) {
        String lengthUnit = trajectory.state().opening().lengthUnit();
        return trajectory.window().flatMap(window -> of(window, lengthUnit));
    }

    private Optional<DiffusionEstimate> of(TrajectoryWindow window, String lengthUnit) {
        OptionalDouble interval = window.frameInterval();
        TrackUnit unit = TrackUnit.of(lengthUnit, interval);
        return TrackStatistics.of(window.observed().withImaging(imaging))
                .map(statistics -> statistics.inUnits(unit.scale(), interval.orElse(1)))
                .map(statistics -> filled(statistics)
                        .setLengthUnit(unit.length())
                        .setTimeUnit(unit.time())
                        .setFrameInterval(interval.isPresent() ? interval.getAsDouble() : null)
                        .build());
    }

    private static DiffusionEstimate.Builder filled(TrackStatistics statistics) {
        Optional<Estimate> coefficient = statistics.diffusionCoefficient();
        Optional<Estimate> variance = statistics.localisationVariance();
        return DiffusionEstimate.newBuilder()
                .setDiffusionCoefficient(coefficient.map(Estimate::value).orElse(null))
                .setDiffusionCoefficientSd(coefficient.map(Estimate::deviation).orElse(null))
                .setLocalisationVariance(variance.map(Estimate::value).orElse(null))
                .setLocalisationVarianceSd(variance.map(Estimate::deviation).orElse(null))
                .setMsd(displacements(statistics))
                .setRadiusOfGyration(statistics.radiusOfGyration())
                .setDuration(statistics.duration());
    }

    private static List<MeanSquaredDisplacement> displacements(TrackStatistics statistics) {
        return statistics.meanSquaredDisplacements().stream()
                .map(each -> new MeanSquaredDisplacement(
                        each.lag(), each.value().value(), each.value().deviation()))
                .toList();
    }
}
