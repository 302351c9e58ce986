package io.wanderscope.wire;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serde;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Records encoded and decoded per millisecond on one core, in the single-object encoding; the command is in the pom. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SerdeBenchmark {
    private static final WireFormat FORMAT = WireFormat.singleObject();

    private final Serde<ParticlePosition> positions = FORMAT.serde(ParticlePosition.class);
    private final Serde<TrajectoryLabel> labels = FORMAT.serde(TrajectoryLabel.class);
    private final ParticlePosition position = SampleRecords.moving("1", 3);
    private final TrajectoryLabel label = SampleRecords.label();
    private final byte[] encodedPosition = positions.serializer().serialize("", position);
    private final byte[] encodedLabel = labels.serializer().serialize("", label);

    /** One position to bytes. */
    @Benchmark
    public byte[] encodePosition() {
        return positions.serializer().serialize("", position);
    }

    /** One position from bytes. */
    @Benchmark
    public ParticlePosition decodePosition() {
        return positions.deserializer().deserialize("", encodedPosition);
    }

    /** One label to bytes. */
    @Benchmark
    public byte[] encodeLabel() {
        return labels.serializer().serialize("", label);
    }

    /** One label from bytes. */
    @Benchmark
    public TrajectoryLabel decodeLabel() {
        return labels.deserializer().deserialize("", encodedLabel);
    }
}
