package io.wanderscope.streaming.classification;

import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.population.TrackEvidence;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.population.Contribution;
import io.wanderscope.streaming.population.TrackUnit;
import io.wanderscope.streaming.tracks.DueTrajectory;
import io.wanderscope.streaming.tracks.TrajectoryWindow;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes what a track adds to the population of its acquisition. The model's answer is that at equal prior probabilities, and it
 * counts whether the track has a label or not. It depends on the window and the answer alone, so a replay makes the same.
 */
final class TrackContributions {
    private final int model;
    private final ImagingConditions imaging;
    private final TaskClock clock;
    private final StreamMetrics metrics;

    TrackContributions(ModelDescription model, ImagingConditions imaging, TaskClock clock, StreamMetrics metrics) {
        this.model = Contribution.model(model);
        this.imaging = imaging;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** That of a trajectory; empty if too few of its points were observed. */
    Optional<Contribution> of(DueTrajectory trajectory, InferenceOutcome outcome) {
        if (trajectory.observedPoints() < TrackEvidence.MINIMUM_POINTS) {
            return Optional.empty();
        }
        TaskClock.Stopwatch stopwatch = clock.start();
        Optional<Contribution> contribution = trajectory
                .window()
                .map(window -> of(window, trajectory.state().opening().lengthUnit(), outcome));
        metrics.evidence(stopwatch.elapsed());
        return contribution;
    }

    private Contribution of(TrajectoryWindow window, String lengthUnit, InferenceOutcome outcome) {
        OptionalDouble interval = window.frameInterval();
        TrackUnit unit = TrackUnit.of(lengthUnit, interval);
        TrackEvidence evidence = new TrackEvidence(
                window.observed().withImaging(imaging).scaled(unit.scale()),
                interval,
                outcome.classification().map(Classification::modelAnswer));
        return new Contribution(unit, model, evidence.statistics());
    }
}
