package io.wanderscope.cluster;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.LinkerSettings;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.assignment.ApplicationState;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsAssignment;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import org.apache.kafka.streams.processor.assignment.TaskAssignor;

/**
 * Prints how fast a backlog of localisations is linked on an embedded broker, exactly once: by the linker alone, whose positions
 * another instance would take in, or while the same threads take them in. The model is a fake, the broker works on the same cores. A
 * field of more particles is larger, not denser.
 */
public final class LinkingBenchmark {
    private static final StreamTopics TOPICS = StreamTopics.defaults().withLocalisations("particle-localisations");
    private static final StreamSettings SETTINGS =
            StreamSettings.defaults().with(LinkerSettings.MAXIMUM_DISPLACEMENT, Optional.of(0.8));
    private static final int PARTITIONS = 2;
    private static final int ACQUISITIONS = 4;
    private static final double SIDE_OF_50 = 30;
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Serializer<ParticleLocalisation> LOCALISATIONS =
            WireFormat.singleObject().serde(ParticleLocalisation.class).serializer();

    private final boolean alone;
    private final int localisations;
    private final int particles;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private record Progress(long nanos, double linked, double positions) {}

    /** Assigns the tasks that read localisations, and no others. */
    public static final class LinkerAlone implements TaskAssignor {
        /** Kafka Streams makes it by its name. */
        public LinkerAlone() {}

        @Override
        public TaskAssignment assign(ApplicationState application) {
            Set<AssignedTask> linking = application.allTasks().values().stream()
                    .filter(task -> task.topicPartitions().stream()
                            .anyMatch(read ->
                                    isLocalisations(read.topicPartition().topic())))
                    .map(task -> new AssignedTask(task.id(), AssignedTask.Type.ACTIVE))
                    .collect(Collectors.toSet());
            return new TaskAssignment(application.kafkaStreamsStates(false).keySet().stream()
                    .map(process -> KafkaStreamsAssignment.of(process, linking))
                    .toList());
        }

        private static boolean isLocalisations(String topic) {
            return topic.equals(TOPICS.localisations().orElseThrow());
        }
    }

    private LinkingBenchmark(boolean alone, int localisations, int particles) {
        this.alone = alone;
        this.localisations = localisations;
        this.particles = particles;
    }

    /**
     * Measures.
     *
     * @param arguments {@code alone} for the linker alone or {@code all}, the number of localisations, and for each measurement how
     *     many are in a frame
     */
    public static void main(String[] arguments) throws Exception {
        System.out.println("a frame  localisations/s  positions/s meanwhile");
        if (!Set.of("alone", "all").contains(arguments[0])) {
            throw new IllegalArgumentException("the first argument is alone or all, got " + arguments[0]);
        }
        boolean alone = arguments[0].equals("alone");
        int localisations = Integer.parseInt(arguments[1]);
        for (String particles : Arrays.asList(arguments).subList(2, arguments.length)) {
            new LinkingBenchmark(alone, localisations, Integer.parseInt(particles)).measure();
        }
    }

    private void measure() throws Exception {
        try (TemporaryDirectory state = TemporaryDirectory.create();
                EmbeddedBroker broker = EmbeddedBroker.start()) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(PARTITIONS));
            publish(client);
            Map<String, Object> configuration = new HashMap<>(ClassificationStreamsConfig.entries());
            configuration.putAll(client);
            configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, "linking");
            configuration.put(StreamsConfig.STATE_DIR_CONFIG, state.path().toString());
            configuration.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, PARTITIONS);
            if (alone) {
                configuration.put(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, LinkerAlone.class.getName());
            }
            try (FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();
                    ClassificationStreams streams = ClassificationStreams.start(
                            ClassificationTopology.build(
                                    TOPICS, SETTINGS, WireFormat.singleObject(), classifier, meters),
                            configuration)) {
                Progress warm = await(streams, localisations / 2.0);
                print(warm, await(streams, localisations));
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a record that was not sent would be missing at the end
    private void publish(Map<String, Object> client) {
        Random random = new Random(2);
        double side = SIDE_OF_50 * Math.sqrt(particles / 50.0);
        double[] places = random.doubles(2L * ACQUISITIONS * particles, 0, side).toArray();
        Instant start = Instant.now().minus(Duration.ofHours(1));
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int frame = 0; frame < localisations / particles / ACQUISITIONS; frame++) {
                for (int place = 0; place < places.length; place += 2) {
                    places[place] += 0.1 * random.nextGaussian();
                    places[place + 1] += 0.1 * random.nextGaussian();
                    int acquisition = place / 2 / particles;
                    ParticleLocalisation sent = ParticleLocalisation.newBuilder()
                            .setAcquisition("field-" + acquisition)
                            .setFrame(frame)
                            .setTime(start.plusMillis(20L * frame))
                            .setX(places[place])
                            .setY(places[place + 1])
                            .setLengthUnit("um")
                            .setFrameLocalisations(particles)
                            .build();
                    producer.send(new ProducerRecord<>(
                            TOPICS.localisations().orElseThrow(),
                            acquisition % PARTITIONS,
                            sent.getAcquisition().getBytes(StandardCharsets.UTF_8),
                            LOCALISATIONS.serialize("", sent)));
                }
            }
        }
    }

    private Progress await(ClassificationStreams streams, double linked) {
        Progress found = new Polling(Time.SYSTEM, TIMEOUT, Duration.ofMillis(10))
                .until(now -> now.linked() >= linked, () -> progress(streams));
        if (found.linked() < linked) {
            throw new IllegalStateException(found.linked() + " of " + linked + " localisations after " + TIMEOUT);
        }
        return found;
    }

    private Progress progress(ClassificationStreams streams) {
        streams.failure().ifPresent(failure -> {
            throw new IllegalStateException(failure);
        });
        return new Progress(System.nanoTime(), counted("wanderscope.localisations"), counted("wanderscope.positions"));
    }

    private double counted(String name) {
        return meters.get(name).counter().count();
    }

    private void print(Progress from, Progress to) {
        double seconds = (to.nanos() - from.nanos()) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%7d  %15.0f  %21.0f%n",
                particles,
                (to.linked() - from.linked()) / seconds,
                (to.positions() - from.positions()) / seconds);
    }
}
