package io.wanderscope.streaming.classification;

import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.tracks.DueTrajectory;
import io.wanderscope.streaming.tracks.PartitionTracks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dispatches due results in batches: when a batch is full, or when the oldest result has waited for the linger time. A
 * dispatched batch is read, classified and sent, and its results are removed from the queue in the same transaction.
 */
final class BatchDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(BatchDispatcher.class);

    /**
     * After this time without a pause, due results wait for a commit: the work of one transaction, for all tasks of the
     * thread, must end before the transaction times out.
     */
    private static final Duration BUDGET = Duration.ofMillis(100);

    private static final Duration MAX_INTERVAL = Duration.ofMillis(50);

    private final int batchSize;
    private final Duration linger;
    private final PartitionTracks tracks;
    private final BatchClassifier classifier;
    private final ResultSender sender;
    private final TaskClock clock;
    private final StreamMetrics metrics;
    private final StreamMetrics.Waiting waiting;
    private final ProcessorContext<Object, Object> context;
    private Duration spent = Duration.ZERO;

    BatchDispatcher(
            StreamSettings settings,
            PartitionTracks tracks,
            BatchClassifier classifier,
            ResultSender sender,
            TaskClock clock,
            StreamMetrics metrics,
            ProcessorContext<Object, Object> context) {
        this.batchSize = settings.batchSize();
        this.linger = settings.batchLinger();
        this.tracks = tracks;
        this.classifier = classifier;
        this.sender = sender;
        this.clock = clock;
        this.metrics = metrics;
        this.waiting = metrics.waiting();
        this.context = context;
        reportWaiting();
    }

    /**
     * How often to call {@link #dispatchOverdue}: every half of the linger time, but often enough to continue soon after
     * the budget was spent.
     */
    Duration interval() {
        Duration half = Duration.ofMillis(Math.max(1, linger.toMillis() / 2));
        return half.compareTo(MAX_INTERVAL) < 0 ? half : MAX_INTERVAL;
    }

    /** Dispatches one batch if it is full, however many results are due; the others follow later. */
    void dispatchIfFull() {
        if (tracks.due().size() >= batchSize && isWithinBudget()) {
            dispatch();
        }
        reportWaiting();
    }

    /** Starts a new budget, and within it dispatches batches as long as the oldest result is overdue. */
    void dispatchOverdue(long now) {
        spent = Duration.ZERO;
        while (isWithinBudget() && isOldestOverdue(now)) {
            dispatch();
        }
        reportWaiting();
    }

    /** Results that are still due stay in the store for the task's next owner. */
    void close() {
        waiting.set(0);
    }

    private boolean isWithinBudget() {
        return spent.compareTo(BUDGET) < 0;
    }

    private boolean isOldestOverdue(long now) {
        return tracks.due().size() > 0
                && hasLingerExpired(tracks.due().waitingSince().orElseThrow(), now, linger.toMillis());
    }

    /** A clock that was set back does not show how much time has passed; the linger time then counts as expired. */
    static boolean hasLingerExpired(long since, long now, long linger) {
        return now < since || now - since >= linger;
    }

    private void dispatch() {
        TaskClock.Stopwatch stopwatch = clock.start();
        List<DueTrajectory> batch = tracks.due().oldest(batchSize).stream()
                .map(tracks.windows()::read)
                .toList();
        long dispatched = clock.millis();
        List<InferenceOutcome> outcomes = classifier.classify(batch);
        Instant classified = clock.now();
        for (int index = 0; index < batch.size(); index++) {
            DueTrajectory trajectory = batch.get(index);
            TrajectoryLabel label = sender.send(trajectory, outcomes.get(index), classified);
            tracks.lifecycle().complete(trajectory.due());
            long waited = dispatched - trajectory.due().dueSince();
            metrics.result(label, Duration.ofMillis(Math.max(0, waited)));
        }
        LOG.debug(
                "event=batch_sent task={} results={} waiting={}",
                context.taskId(),
                batch.size(),
                tracks.due().size());
        spend(stopwatch.elapsed());
    }

    private void spend(Duration time) {
        spent = spent.plus(time);
        if (!isWithinBudget()) {
            context.commit();
        }
    }

    private void reportWaiting() {
        waiting.set(tracks.due().size());
    }
}
