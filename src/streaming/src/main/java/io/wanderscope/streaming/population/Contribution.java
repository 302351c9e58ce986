package io.wanderscope.streaming.population;

import io.wanderscope.diffusion.population.SufficientStatistics;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * What an ended track adds to the populations of its acquisition.
 *
 * @param unit in which it is given
 * @param model that answered, see {@link #model(ModelDescription)}
 * @param statistics of the one track
 */
public record Contribution(TrackUnit unit, int model, SufficientStatistics statistics) {
    private static final int LAYOUT = 1;

    /** A number that tells a model from others. */
    public static int model(ModelDescription model) {
        return model.sha256().hashCode();
    }

    /** The same track for the counts of a model: without an answer if another model gave it. */
    Contribution answeredBy(int wanted) {
        return wanted == model ? this : new Contribution(unit, wanted, statistics.withoutAnswers());
    }

    /** For records between the tasks of the stream. */
    public static Serde<Contribution> serde() {
        return BinarySerdes.versioned(
                LAYOUT,
                contribution -> contribution.put(ByteBuffer.allocate(contribution.maximumBytes())),
                Map.of(LAYOUT, Contribution::read));
    }

    /** Bytes that {@link #put} writes at most. */
    int maximumBytes() {
        return unit.bytes() + Integer.BYTES + StatisticsLayout.maximumBytes(statistics);
    }

    ByteBuffer put(ByteBuffer buffer) {
        return StatisticsLayout.put(unit.put(buffer).putInt(model), statistics);
    }

    static Contribution read(ByteBuffer buffer) {
        return new Contribution(TrackUnit.read(buffer), buffer.getInt(), StatisticsLayout.read(buffer));
    }
}
