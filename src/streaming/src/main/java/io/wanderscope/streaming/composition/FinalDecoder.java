package io.wanderscope.streaming.composition;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.wire.WireFormat;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Selects the final results from the labels topic. Anyone may write to that topic, so a record that is not a label is
 * counted and skipped; a deletion is skipped too.
 */
public final class FinalDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(FinalDecoder.class);

    private final Deserializer<TrajectoryLabel> labels;
    private final StreamMetrics metrics;

    /** Decodes this format. */
    public FinalDecoder(WireFormat format, StreamMetrics metrics) {
        this.labels = format.serde(TrajectoryLabel.class).deserializer();
        this.metrics = metrics;
    }

    /** The label if it is a final result; otherwise nothing. */
    public List<TrajectoryLabel> decode(byte[] value) {
        if (value == null) {
            return List.of();
        }
        try {
            TrajectoryLabel label = labels.deserialize("", value);
            return label.getStatus() == ResultStatus.FINAL ? List.of(label) : List.of();
        } catch (SerializationException e) {
            metrics.skippedLabel();
            LOG.warn("event=label_not_counted reason=\"{}\"", e.getMessage());
            return List.of();
        }
    }
}
