package io.wanderscope.streaming.composition;

import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.ClassFractions;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.TimeSettings;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.stores.CachedStores;
import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Counts the final results of each acquisition by class and time window, and sends the new composition after each. A
 * window is kept for as long as an ended track is; a final result of an older window is only counted in {@code
 * wanderscope.composition.late}. A window of another length, from before the setting was changed, starts again from
 * zero.
 */
public final class CompositionProcessor implements Processor<String, TrajectoryLabel, String, AcquisitionComposition> {
    private final long window;
    private final long retention;
    private final StreamMetrics metrics;
    private ProcessorContext<String, AcquisitionComposition> context;
    private KeyValueStore<CompositionKey, AcquisitionComposition> compositions;

    /** The stores that compositions are kept in. */
    public static List<StoreBuilder<?>> stores() {
        return List.of(CachedStores.builder(
                TopologyNames.COMPOSITION_STORE,
                CompositionKey.serde(),
                WireFormat.singleObject().serde(AcquisitionComposition.class)));
    }

    /** Counts by windows of {@link TimeSettings#compositionWindow()}. */
    public CompositionProcessor(TimeSettings settings, StreamMetrics metrics) {
        this.metrics = metrics;
        this.window = settings.compositionWindow().toMillis();
        this.retention = settings.endedRetention().toMillis();
    }

    @Override
    public void init(ProcessorContext<String, AcquisitionComposition> processorContext) {
        context = processorContext;
        compositions = context.getStateStore(TopologyNames.COMPOSITION_STORE);
        context.schedule(Duration.ofMillis(window), PunctuationType.STREAM_TIME, this::deleteExpired);
    }

    @Override
    public void process(Record<String, TrajectoryLabel> record) {
        CompositionKey key = new CompositionKey(Math.floorDiv(record.timestamp(), window) * window, record.key());
        if (isExpired(key, context.currentStreamTimeMs())) {
            metrics.lateFinal();
            return;
        }
        AcquisitionComposition before = compositions.get(key);
        boolean started = before != null && before.getWindowEnd().equals(end(key));
        AcquisitionComposition counted = counted(started ? before : empty(key), record.value());
        compositions.put(key, counted);
        context.forward(new Record<>(key.text(), counted, record.timestamp()));
    }

    private boolean isExpired(CompositionKey key, long streamTime) {
        return streamTime - key.windowStart() >= retention + window;
    }

    private void deleteExpired(long streamTime) {
        List<CompositionKey> expired = new ArrayList<>();
        try (KeyValueIterator<CompositionKey, AcquisitionComposition> oldestFirst = compositions.all()) {
            while (oldestFirst.hasNext()) {
                KeyValue<CompositionKey, AcquisitionComposition> entry = oldestFirst.next();
                if (!isExpired(entry.key, streamTime)) {
                    break;
                }
                expired.add(entry.key);
            }
        }
        expired.forEach(compositions::delete);
    }

    private Instant end(CompositionKey key) {
        return Instant.ofEpochMilli(key.windowStart() + window);
    }

    private AcquisitionComposition empty(CompositionKey key) {
        return AcquisitionComposition.newBuilder()
                .setAcquisition(key.acquisition())
                .setWindowStart(Instant.ofEpochMilli(key.windowStart()))
                .setWindowEnd(end(key))
                .setTracks(0)
                .setAttm(0)
                .setCtrw(0)
                .setSubFbm(0)
                .setSubSbm(0)
                .setSuperFbm(0)
                .setLevyWalk(0)
                .setSuperSbm(0)
                .setBrownian(0)
                .setLowConfidence(0)
                .setTooShort(0)
                .setImmobile(0)
                .setInferenceFailed(0)
                .setOther(0)
                .setConfined(0)
                .setDirected(0)
                .setSwitching(0)
                .setArtefact(0)
                .setUnfamiliar(0)
                .build();
    }

    private static AcquisitionComposition counted(AcquisitionComposition before, TrajectoryLabel label) {
        // Avro would copy them only if their class were in the process-wide list of trusted classes. They are
        // recomputed anyway.
        before.put("fractions", null);
        AcquisitionComposition.Builder counts = AcquisitionComposition.newBuilder(before);
        counts.setTracks(before.getTracks() + 1);
        count(label, counts);
        counts.setFractions(fractions(counts));
        return counts.build();
    }

    private static void count(TrajectoryLabel label, AcquisitionComposition.Builder counts) {
        switch (label.getLabel()) {
            case ATTM -> counts.setAttm(counts.getAttm() + 1);
            case CTRW -> counts.setCtrw(counts.getCtrw() + 1);
            case SUB_FBM -> counts.setSubFbm(counts.getSubFbm() + 1);
            case SUB_SBM -> counts.setSubSbm(counts.getSubSbm() + 1);
            case SUPER_FBM -> counts.setSuperFbm(counts.getSuperFbm() + 1);
            case LEVY_WALK -> counts.setLevyWalk(counts.getLevyWalk() + 1);
            case SUPER_SBM -> counts.setSuperSbm(counts.getSuperSbm() + 1);
            case BROWNIAN -> counts.setBrownian(counts.getBrownian() + 1);
            case UNDETERMINED -> countUndetermined(reason(label), counts);
        }
    }

    /** The reason may be missing. */
    private static UndeterminedReason reason(TrajectoryLabel label) {
        return label.getReason() == null ? UndeterminedReason.OTHER : label.getReason();
    }

    private static void countUndetermined(UndeterminedReason reason, AcquisitionComposition.Builder counts) {
        switch (reason) {
            case LOW_CONFIDENCE -> counts.setLowConfidence(counts.getLowConfidence() + 1);
            case TOO_SHORT -> counts.setTooShort(counts.getTooShort() + 1);
            case IMMOBILE -> counts.setImmobile(counts.getImmobile() + 1);
            case INFERENCE_FAILED -> counts.setInferenceFailed(counts.getInferenceFailed() + 1);
            case CONFINED -> counts.setConfined(counts.getConfined() + 1);
            case DIRECTED -> counts.setDirected(counts.getDirected() + 1);
            case SWITCHING -> counts.setSwitching(counts.getSwitching() + 1);
            case ARTEFACT -> counts.setArtefact(counts.getArtefact() + 1);
            case UNFAMILIAR -> counts.setUnfamiliar(counts.getUnfamiliar() + 1);
            case OTHER -> counts.setOther(counts.getOther() + 1);
        }
    }

    /** Null while no track has a label, as the schema defines. */
    private static ClassFractions fractions(AcquisitionComposition.Builder counts) {
        double labelled = counts.getAttm()
                + counts.getCtrw()
                + counts.getSubFbm()
                + counts.getSubSbm()
                + counts.getSuperFbm()
                + counts.getLevyWalk()
                + counts.getSuperSbm()
                + counts.getBrownian();
        if (labelled == 0) {
            return null;
        }
        return ClassFractions.newBuilder()
                .setAttm(counts.getAttm() / labelled)
                .setCtrw(counts.getCtrw() / labelled)
                .setSubFbm(counts.getSubFbm() / labelled)
                .setSubSbm(counts.getSubSbm() / labelled)
                .setSuperFbm(counts.getSuperFbm() / labelled)
                .setLevyWalk(counts.getLevyWalk() / labelled)
                .setSuperSbm(counts.getSuperSbm() / labelled)
                .setBrownian(counts.getBrownian() / labelled)
                .build();
    }
}
