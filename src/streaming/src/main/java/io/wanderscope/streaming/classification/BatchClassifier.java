package io.wanderscope.streaming.classification;

import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.tracks.DueTrajectory;
import io.wanderscope.streaming.tracks.TrajectoryWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the model on a batch. Trajectories that are too short, or whose points are all equal, are skipped: they are
 * UNDETERMINED.
 */
final class BatchClassifier {
    private final int minimumPoints;
    private final ImagingConditions imaging;
    private final ModelRunner model;
    private final StreamMetrics metrics;
    private final TaskClock clock;

    BatchClassifier(StreamSettings settings, ModelRunner model, StreamMetrics metrics, TaskClock clock) {
        this.minimumPoints = settings.minimumPoints();
        this.imaging = settings.imaging();
        this.model = model;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Classifies a batch.
     *
     * @return the outcome of each trajectory, in the same order
     * @throws ModelFailureException when the model fails on every trajectory
     */
    List<InferenceOutcome> classify(List<DueTrajectory> batch) {
        InferenceOutcome[] outcomes = new InferenceOutcome[batch.size()];
        List<Integer> classifiable = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
            Optional<UndeterminedReason> reason = reasonNotToClassify(batch.get(index));
            if (reason.isPresent()) {
                outcomes[index] = InferenceOutcome.skipped(reason.get());
            } else {
                classifiable.add(index);
            }
        }
        List<InferenceOutcome> classified = run(classifiable.stream()
                .map(batch::get)
                .map(due -> observed(due).withImaging(imaging))
                .toList());
        for (int position = 0; position < classified.size(); position++) {
            outcomes[classifiable.get(position)] = classified.get(position);
        }
        return List.of(outcomes);
    }

    private Optional<UndeterminedReason> reasonNotToClassify(DueTrajectory due) {
        if (due.points() < minimumPoints) {
            return Optional.of(UndeterminedReason.TOO_SHORT);
        }
        return observed(due).trajectory().isImmobile() ? Optional.of(UndeterminedReason.IMMOBILE) : Optional.empty();
    }

    private static ObservedTrajectory observed(DueTrajectory due) {
        return due.window().map(TrajectoryWindow::observed).orElseThrow();
    }

    private List<InferenceOutcome> run(List<ObservedTrajectory> trajectories) {
        if (trajectories.isEmpty()) {
            return List.of();
        }
        TaskClock.Stopwatch stopwatch = clock.start();
        List<InferenceOutcome> outcomes = model.classify(trajectories);
        metrics.batch(trajectories.size(), stopwatch.elapsed());
        return outcomes;
    }
}
