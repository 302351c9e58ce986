package io.wanderscope.cluster;

import io.wanderscope.streaming.BoundedPolling;
import io.wanderscope.streaming.RecordBounds;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData;
import org.apache.kafka.streams.internals.ConsumerWrapper;

/**
 * The consumer of a stream thread under the group protocol {@code streams}, which no record is too large for. Kafka
 * Streams makes that consumer itself; this wrapper, an internal class that Kafka has for its own tests, is the only way
 * to it. It needs a public constructor.
 */
public final class BoundedStreamsConsumer extends ConsumerWrapper {
    private BoundedPolling polling;

    /** For Kafka Streams. */
    public BoundedStreamsConsumer() {}

    @Override
    public void wrapConsumer(
            AsyncKafkaConsumer<byte[], byte[]> consumer,
            Map<String, Object> configuration,
            Optional<StreamsRebalanceData> rebalanceData) {
        super.wrapConsumer(consumer, configuration, rebalanceData);
        polling = new BoundedPolling(this, super::poll, configuration, RecordBounds.ofStream());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return polling.poll(timeout);
    }
}
