package io.wanderscope.streaming;

import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.ClassFractions;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.schema.UndeterminedReason;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The wire format without a schema registry: Avro's single-object encoding, which is the two bytes {@code C3 01}, the
 * schema's 8-byte fingerprint and the Avro binary. A null value stays null.
 *
 * <p>Deserializers throw {@link org.apache.kafka.common.errors.SerializationException} that says what is wrong with the
 * bytes. A serde may be shared by threads.
 */
public final class AvroSerdes {
    static {
        // Avro makes only classes that the process trusts; ours join whatever is trusted already.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                ClassSecurityValidator.builder()
                        .add(ParticlePosition.class)
                        .add(TrajectoryLabel.class)
                        .add(TrajectorySaliency.class)
                        .add(AcquisitionComposition.class)
                        .add(ClassFractions.class)
                        .add(ModelProbabilities.class)
                        .add(StageSaliency.class)
                        .add(DiffusionLabel.class)
                        .add(ResultStatus.class)
                        .add(UndeterminedReason.class)
                        .build()));
    }

    private AvroSerdes() {}

    /** Positions in. */
    public static Serde<ParticlePosition> position() {
        return serde(ParticlePosition.class);
    }

    /** Labels out. */
    public static Serde<TrajectoryLabel> label() {
        return serde(TrajectoryLabel.class);
    }

    /** Saliency out. */
    public static Serde<TrajectorySaliency> saliency() {
        return serde(TrajectorySaliency.class);
    }

    /** Composition of acquisitions out. */
    public static Serde<AcquisitionComposition> composition() {
        return serde(AcquisitionComposition.class);
    }

    private static <T extends SpecificRecordBase> Serde<T> serde(Class<T> type) {
        SingleObjectEncoding<T> encoding = new SingleObjectEncoding<>(type);
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : encoding.encode(value),
                (topic, bytes) -> bytes == null ? null : encoding.decode(bytes));
    }
}
