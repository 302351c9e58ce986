package io.wanderscope.streaming.population;

import io.wanderscope.inference.ModelDescription;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.streaming.PopulationThread;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.Turns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Adds each ended track to the population of its acquisition and to that of its time window, and publishes what they consist of.
 * Adding takes little and is done at once; estimating takes long, so it is done beside the stream thread, one population of the
 * task at a time, and only when a population is ready for its next record. The last record of a population has all its tracks.
 *
 * <p>A window is kept for as long as an ended track is; a track of an older window counts for its acquisition only, and in
 * {@code wanderscope.population.late}. An acquisition is kept until no track has arrived for that long, and starts again from
 * nothing after that. After the model is replaced, the answers of the earlier one no longer count.
 */
public final class PopulationProcessor implements Processor<String, Contribution, String, AcquisitionPopulation> {
    private static final Duration TURN = Duration.ofMillis(200);

    /**
     * So many, that all windows of a partition are deleted soon, although some are overdue; so few, that other work goes on in
     * between.
     */
    private static final int MAX_DELETIONS = 1_000;

    private final PopulationRecords records;
    private final PopulationThread thread;
    private final StreamMetrics metrics;
    private final LongSupplier nanoTime;
    private final StreamMetrics.Waiting gauge;
    private final int model;
    private final long window;
    private final long retention;

    private ProcessorContext<String, AcquisitionPopulation> context;
    private Populations populations;
    private DuePopulations due;
    private Turns turns;
    private Cancellable deletion;
    private @Nullable Estimation inFlight;

    /**
     * Estimates the populations of a partition's acquisitions.
     *
     * @param model that the tracks were classified with
     * @param thread on which populations are estimated
     * @param nanoTime measures how long adding takes; nanoseconds from any origin
     */
    public PopulationProcessor(
            ModelDescription model,
            StreamSettings settings,
            PopulationThread thread,
            StreamMetrics metrics,
            LongSupplier nanoTime) {
        this.records = new PopulationRecords(model, settings);
        this.model = Contribution.model(model);
        this.thread = thread;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.gauge = metrics.duePopulations();
        this.window = settings.time().compositionWindow().toMillis();
        this.retention = settings.time().endedRetention().toMillis();
    }

    /** The stores that populations are kept in. */
    public static List<StoreBuilder<?>> stores() {
        return Stream.concat(Populations.stores().stream(), DuePopulations.stores().stream())
                .toList();
    }

    /** Starts afresh from the stores, even when Kafka Streams reuses the processor of a task that it resumes. */
    @Override
    public void init(ProcessorContext<String, AcquisitionPopulation> processorContext) {
        context = processorContext;
        populations = new Populations(processorContext, window, model);
        due = new DuePopulations(processorContext);
        inFlight = null;
        turns = new Turns(processorContext, TURN, this::takeTurn);
        deletion =
                processorContext.schedule(Duration.ofMillis(window), PunctuationType.STREAM_TIME, this::deleteExpired);
        endTurn();
    }

    @Override
    public void process(Record<String, Contribution> record) {
        long began = nanoTime.getAsLong();
        add(record.key(), record.timestamp(), record.value());
        thread.trackAdded();
        endTurn();
        metrics.populationTrack(Duration.ofNanos(nanoTime.getAsLong() - began));
    }

    private void add(String acquisition, long ended, Contribution contribution) {
        long streamTime = context.currentStreamTimeMs();
        long now = context.currentSystemTimeMs();
        boolean isLate = streamTime - windowStart(ended) >= retention + window;
        due.add(PopulationKey.whole(acquisition), populations::tracks, now);
        if (isLate) {
            metrics.latePopulationTrack();
            populations.add(acquisition, windowStart(streamTime), true, streamTime, contribution);
        } else {
            due.add(new PopulationKey(windowStart(ended), acquisition), populations::tracks, now);
            populations.add(acquisition, windowStart(ended), false, streamTime, contribution);
        }
    }

    private long windowStart(long time) {
        return Math.floorDiv(time, window) * window;
    }

    private void takeTurn(long now) {
        publishFinished();
        estimateNext(now);
        publishFinished();
        endTurn();
    }

    private void estimateNext(long now) {
        if (inFlight == null) {
            due.next(now).ifPresent(this::estimate);
        }
    }

    /** A window that was due when windows had another length has no track. */
    private void estimate(PopulationKey population) {
        PopulationSums sums = populations.sums(population);
        if (sums.tracks() == 0) {
            due.sent(population, 0);
        } else {
            inFlight = new Estimation(
                    population, sums.tracks(), sums.lastTrack(), thread.submit(() -> estimated(population, sums)));
        }
    }

    private AcquisitionPopulation estimated(PopulationKey population, PopulationSums sums) {
        long began = nanoTime.getAsLong();
        AcquisitionPopulation record = records.of(population, sums);
        metrics.populationEstimated(Duration.ofNanos(nanoTime.getAsLong() - began));
        return record;
    }

    private void publishFinished() {
        Estimation finished = inFlight;
        if (finished == null || !finished.isDone()) {
            return;
        }
        inFlight = null;
        publish(finished);
        due.sent(finished.population(), finished.tracks());
    }

    /**
     * A population that cannot be estimated must not stop the labels. It is tried again when it has grown. Only what makes the
     * whole process unsafe, such as a lack of memory, ends the stream thread.
     */
    private void publish(Estimation finished) {
        try {
            context.forward(new Record<>(finished.population().text(), finished.outcome(), finished.lastTrack()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VirtualMachineError error) {
                throw error;
            }
            metrics.failedPopulation(finished.population().text(), finished.tracks(), e);
        }
    }

    private void endTurn() {
        gauge.set(due.size());
        turns.schedule(due.size() > 0);
    }

    private void deleteExpired(long streamTime) {
        long kept = streamTime - retention - window + 1;
        metrics.unpublishedWindows(due.giveUpBefore(kept));
        populations.deleteBefore(kept, MAX_DELETIONS, due::contains);
        endTurn();
    }

    /** What was not published is due again for the task's next owner. */
    @Override
    public void close() {
        Estimation abandoned = inFlight;
        if (abandoned != null) {
            abandoned.abandon();
        }
        deletion.cancel();
        turns.schedule(false);
        gauge.set(0);
    }
}
