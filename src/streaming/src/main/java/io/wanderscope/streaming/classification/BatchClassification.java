package io.wanderscope.streaming.classification;

import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Makes results of a batch of due trajectories. */
final class BatchClassification {
    private final StreamSettings settings;
    private final FaultIsolation classifier;
    private final ResultRecords records;
    private final StreamMetrics metrics;
    private final LongSupplier nanoTime;

    BatchClassification(
            StreamSettings settings, TrajectoryClassifier classifier, StreamMetrics metrics, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.metrics = metrics;
        this.settings = settings;
        this.classifier = new FaultIsolation(classifier);
        this.records = new ResultRecords(classifier.model(), settings.minimumConfidence());
    }

    /**
     * One result per due trajectory, in order.
     *
     * @param began wall-clock time at which the batch leaves for the model; its results are dated when they are back
     */
    List<TrajectoryResult> classify(List<DueTrajectory> batch, Instant began) {
        List<Trajectory> classifiable = batch.stream()
                .filter(due -> reasonNotToClassify(due).isEmpty())
                .map(due -> due.window().orElseThrow().trajectory())
                .toList();
        long start = nanoTime.getAsLong();
        Iterator<InferenceOutcome> outcomes = classifier.classify(classifiable).iterator();
        Duration inference = Duration.ofNanos(nanoTime.getAsLong() - start);
        if (!classifiable.isEmpty()) {
            metrics.batch(classifiable.size(), inference);
        }
        Instant now = began.plus(inference);
        List<TrajectoryResult> results = new ArrayList<>(batch.size());
        for (DueTrajectory due : batch) {
            Optional<UndeterminedReason> reason = reasonNotToClassify(due);
            results.add(
                    reason.isPresent()
                            ? records.undetermined(due, reason.get(), now)
                            : result(due, outcomes.next(), now));
        }
        return results;
    }

    private Optional<UndeterminedReason> reasonNotToClassify(DueTrajectory due) {
        if (due.points() < settings.minimumPoints()) {
            return Optional.of(UndeterminedReason.TOO_SHORT);
        }
        boolean immobile = due.window().orElseThrow().trajectory().isImmobile();
        return immobile ? Optional.of(UndeterminedReason.IMMOBILE) : Optional.empty();
    }

    private TrajectoryResult result(DueTrajectory due, InferenceOutcome outcome, Instant now) {
        return outcome.classification()
                .map(found -> records.classified(due, found, now))
                .orElseGet(() -> records.failed(due, outcome.failure(), now));
    }
}
