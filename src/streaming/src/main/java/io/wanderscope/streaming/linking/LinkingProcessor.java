package io.wanderscope.streaming.linking;

import io.wanderscope.linking.LinkingSettings;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.FieldKey;
import io.wanderscope.streaming.LinkerSettings;
import io.wanderscope.streaming.OutputCommits;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.Turns;
import io.wanderscope.streaming.intake.DeadLetterSender;
import io.wanderscope.streaming.intake.ReceivedLocalisation;
import io.wanderscope.streaming.silence.EndedNames;
import io.wanderscope.streaming.silence.PartitionClock;
import io.wanderscope.streaming.silence.PartitionInactivity;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Hands each localisation to its field, rejects what the field does not accept, and links a frame as soon as it is closed. {@link
 * FieldLifecycle} decides when that is and when a field ends, {@link FieldLinker} links.
 */
public final class LinkingProcessor implements Processor<FieldKey, ReceivedLocalisation, Object, Object> {
    /** Records written for one that arrives, or in a turn, after which the rest is left for the next turn. */
    private static final int MAX_RECORDS = 1_000;

    /** Few, because any number of records may arrive in one transaction. */
    private static final int MAX_ENDS_PER_RECORD = 16;

    private static final int MAX_ENDS_PER_TURN = 1_000;

    private static final Duration TURN = Duration.ofMillis(25);

    /** Localisations and tracks in the memory of a task: some 30 MB. */
    private static final long MAX_IN_MEMORY = 200_000;

    private final StreamSettings settings;
    private final LinkingSettings linking;
    private final StreamMetrics metrics;
    private final long maximumInMemory;
    private final Set<Field> behind = new LinkedHashSet<>();

    private ProcessorContext<Object, Object> context;
    private DeadLetterSender deadLetters;
    private PartitionClock clock;
    private Fields fields;
    private FieldLifecycle lifecycle;
    private FieldLinker linker;
    private PartitionInactivity inactivity;
    private StreamMetrics.Waiting openTracks;
    private OutputCommits commits;
    private Turns turns;
    private List<Cancellable> punctuations;

    /** Links the fields of a partition. */
    public LinkingProcessor(StreamSettings settings, LinkingSettings linking, StreamMetrics metrics) {
        this(settings, linking, metrics, MAX_IN_MEMORY);
    }

    LinkingProcessor(StreamSettings settings, LinkingSettings linking, StreamMetrics metrics, long maximumInMemory) {
        this.settings = settings;
        this.linking = linking;
        this.metrics = metrics;
        this.maximumInMemory = maximumInMemory;
    }

    /** The stores that fields are kept in. */
    public static List<StoreBuilder<?>> stores() {
        return FieldStores.builders();
    }

    /** Starts afresh from the stores, even when Kafka Streams reuses the processor of a task that it resumes. */
    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        deadLetters = new DeadLetterSender(processorContext, TopologyNames.LOCALISATION_DEAD_LETTERS_SINK, metrics);
        FieldStores stores = FieldStores.of(processorContext);
        Duration longestStep = PartitionClock.longestStep(settings.streamTimeInactivity());
        clock = new PartitionClock(stores.clock(), longestStep.toMillis());
        fields = new Fields(stores, settings.linker().framesWaiting(), maximumInMemory);
        EndedNames<FieldKey> ended =
                new EndedNames<>(stores.ended(), settings.time().endedRetention());
        lifecycle = new FieldLifecycle(settings, fields, ended, clock, metrics);
        linker = new FieldLinker(linking, fields, new LinkedPositions(processorContext), metrics);
        inactivity = new PartitionInactivity(settings.wallClockInactivity());
        openTracks = metrics.openTracks();
        behind.clear();
        behind.addAll(fields.behind());
        commits = new OutputCommits(processorContext);
        turns = new Turns(processorContext, TURN, now -> takeTurn());
        punctuations = List.of(
                context.schedule(longestStep, PunctuationType.STREAM_TIME, lifecycle::forgetEnded),
                context.schedule(
                        inactivity.interval(), PunctuationType.WALL_CLOCK_TIME, now -> detectInactivePartition()));
        turns.schedule(!behind.isEmpty());
    }

    @Override
    public void process(Record<FieldKey, ReceivedLocalisation> record) {
        inactivity.recordArrived();
        metrics.localisation();
        ParticleLocalisation localisation = record.value().localisation();
        switch (receive(record.key(), localisation)) {
            case DUPLICATE -> metrics.duplicateLocalisation();
            case UNIT_CHANGED ->
                reject(
                        record,
                        DeadLetterCause.UNIT_CHANGED,
                        "the length unit " + localisation.getLengthUnit() + " differs from "
                                + content(record.key()).lengthUnit() + ", that of the first localisation of "
                                + record.key().text() + "; send all its localisations in one unit");
            case DIMENSIONS_CHANGED ->
                reject(
                        record,
                        DeadLetterCause.DIMENSIONS_CHANGED,
                        (localisation.getZ() == null ? "it has no z" : "it has a z")
                                + ", unlike the first localisation of "
                                + record.key().text() + "; send all its localisations with z, or none");
            case TOO_MANY ->
                reject(
                        record,
                        DeadLetterCause.TOO_MANY_LOCALISATIONS,
                        "its frame has " + linking.maximumLocalisations() + " localisations already; raise "
                                + LinkerSettings.MAXIMUM_LOCALISATIONS.key() + ", or find fewer spots");
            case AFTER_LINKING ->
                reject(record, DeadLetterCause.AFTER_LINKING, afterLinking(content(record.key()).newest));
            case AFTER_END ->
                reject(
                        record,
                        DeadLetterCause.AFTER_END,
                        record.key().text()
                                + " had ended by its mark or by inactivity. "
                                + DeadLetterSender.COPY_OR_OTHER_RECORDING + " Otherwise send the mark last, or raise "
                                + StreamSettings.STREAM_TIME_INACTIVITY.key() + " or "
                                + StreamSettings.WALL_CLOCK_INACTIVITY.key());
            case ACCEPTED, MARK -> {}
        }
        Field field = fields.find(record.key());
        if (field != null) {
            work(field);
        }
        closeSilent(MAX_ENDS_PER_RECORD);
    }

    private Field.Content content(FieldKey field) {
        return fields.content(Objects.requireNonNull(fields.find(field)));
    }

    private String afterLinking(long newestFrame) {
        return "its frame had been linked when it was complete, had waited for "
                + settings.linker().framesWaiting()
                + " frames, or nothing had come for " + settings.frameSilence().toMillis()
                + " ms, and the newest frame is "
                + newestFrame + ". " + DeadLetterSender.COPY_OR_OTHER_RECORDING
                + " Otherwise send the right frame_localisations, correct frame numbers that leap ahead, or raise "
                + LinkerSettings.FRAMES_WAITING.key() + " or, for localisations that come after a pause, "
                + StreamSettings.STREAM_TIME_INACTIVITY.key() + " and " + StreamSettings.WALL_CLOCK_INACTIVITY.key();
    }

    private FieldLifecycle.Outcome receive(FieldKey field, ParticleLocalisation localisation) {
        long offset = context.recordMetadata().orElseThrow().offset();
        return lifecycle.receive(field, localisation, context.currentStreamTimeMs(), offset);
    }

    private void reject(Record<FieldKey, ReceivedLocalisation> record, DeadLetterCause cause, String reason) {
        ReceivedLocalisation received = record.value();
        String detail = "frame " + received.localisation().getFrame() + ": " + reason;
        deadLetters.send(record, received.key(), received.value(), cause, detail);
    }

    /** Does what there is to do for a field, or a part of it. Returns how many records that took. */
    private int work(Field field) {
        FieldLinker.Work work = linker.work(field, MAX_RECORDS);
        if (work.isOver()) {
            lifecycle.remove(field, context.currentStreamTimeMs());
        }
        if (work.isBehind()) {
            behind.add(field);
        } else {
            behind.remove(field);
        }
        fields.freeMemory(List.of(field));
        if (work.records() > 0) {
            commits.sent();
        }
        return work.records();
    }

    private void closeSilent(int limit) {
        Field silent = lifecycle.closeNextSilent();
        for (int count = 1; silent != null; count++) {
            behind.add(silent);
            fields.freeMemory(List.of(silent));
            silent = count < limit ? lifecycle.closeNextSilent() : null;
        }
        openTracks.set(fields.openTracks());
        commits.endTurn(!behind.isEmpty(), context.currentSystemTimeMs());
        turns.schedule(!behind.isEmpty() || commits.isPending());
    }

    private void takeTurn() {
        int records = 0;
        while (records < MAX_RECORDS && !behind.isEmpty()) {
            records += 1 + work(behind.iterator().next());
        }
        closeSilent(MAX_ENDS_PER_TURN);
    }

    /**
     * While the brokers are unreachable, a partition does not count as inactive: each punctuation creates something to
     * commit, and the next one runs only after that commit.
     */
    private void detectInactivePartition() {
        clock.write();
        context.commit();
        if (inactivity.punctuate()) {
            lifecycle.endAll();
            closeSilent(MAX_ENDS_PER_TURN);
        } else if (inactivity.completes(settings.frameSilence())) {
            lifecycle.stopWaiting();
            closeSilent(MAX_ENDS_PER_TURN);
        }
    }

    /** Ends its punctuations too: Kafka Streams keeps them for a task that it resumes, beside those of the next start. */
    @Override
    public void close() {
        punctuations.forEach(Cancellable::cancel);
        turns.schedule(false);
        openTracks.set(0);
    }
}
