package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class ClusterAdminTest {
    private static final TopicPartition PARTITION = new TopicPartition("positions", 0);
    private static final TopicDescription TOPIC = new TopicDescription(
            PARTITION.topic(), false, List.of(new TopicPartitionInfo(0, new Node(1, "a", 1), List.of(), List.of())));

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void asksAgainWhereABrokerDoesNotYetKnowATopicThatWasJustCreated() {
        // Given
        ClusterAdmin admin = admin(2);

        // When
        admin.awaitLeaders(List.of(TOPIC));

        // Then
        assertThat(asked).hasValue(3);
    }

    @Test
    void saysWhichTopicABrokerNeverGetsToKnow() {
        // Given
        ClusterAdmin admin = admin(Integer.MAX_VALUE);

        // Then
        assertThatThrownBy(() -> admin.awaitLeaders(List.of(TOPIC)))
                .isInstanceOf(ClusterException.class)
                .hasMessage("a broker still does not know within 15 s one of these topics, which exist: positions");
    }

    /** Of a cluster whose broker does not know the topic at first. */
    private ClusterAdmin admin(int unknown) {
        Admin client = (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(),
                new Class<?>[] {Admin.class},
                (proxy, method, arguments) -> offsets(asked.getAndIncrement() < unknown));
        return new ClusterAdmin(
                client, "a:1", new Polling(new ManualTime(), Duration.ofSeconds(15), Duration.ofSeconds(1)));
    }

    private static ListOffsetsResult offsets(boolean isUnknown) {
        KafkaFutureImpl<ListOffsetsResultInfo> future = new KafkaFutureImpl<>();
        if (isUnknown) {
            future.completeExceptionally(new UnknownTopicOrPartitionException());
        } else {
            future.complete(new ListOffsetsResultInfo(0, -1, Optional.empty()));
        }
        Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> futures = Map.of(PARTITION, future);
        return new ListOffsetsResult(futures);
    }
}
