package io.wanderscope.app.page;

import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.wire.WireFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A broker whose topics hold acquisitions that are over, to measure how their past is shown: {@code RecordedAcquisitions FILE
 * NAME:TRACKS:POINTS:MINUTES…}, each with a number of tracks of so many points, which ended some minutes ago. Writes a configuration to
 * the file for {@code ./wanderscope dashboard --config FILE}, and runs until it is stopped. Labels are made up, as often as the stream
 * gives them.
 */
final class RecordedAcquisitions {
    private static final Duration FRAME_INTERVAL = Duration.ofMillis(50);
    private static final int PARTICLES = 1_000;
    private static final int PARTITIONS = 2;
    private static final int LIVE_EVERY = 20;
    private static final double SIDE = 100;
    private static final double STEP = 0.1;
    private static final DiffusionLabel[] LABELS = DiffusionLabel.values();
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final Serializer<ParticlePosition> POSITIONS =
            WireFormat.singleObject().serde(ParticlePosition.class).serializer();
    private static final Serializer<TrajectoryLabel> RESULTS =
            WireFormat.singleObject().serde(TrajectoryLabel.class).serializer();

    private RecordedAcquisitions() {}

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            Map<String, Object> client =
                    Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
            RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(PARTITIONS));
            for (String each : List.of(arguments).subList(1, arguments.length)) {
                publish(Recording.of(each), client);
            }
            Files.writeString(Path.of(arguments[0]), "bootstrap.servers=" + broker.bootstrapServers() + "\n");
            System.out.println("ready");
            Thread.currentThread().join();
        }
    }

    private record Recording(String name, int tracks, int points, Instant end) {
        static Recording of(String text) {
            String[] parts = text.split(":", -1);
            return new Recording(
                    parts[0],
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Instant.now().minus(Duration.ofMinutes(Long.parseLong(parts[3]))));
        }

        /** At most {@value #PARTICLES} at a time, and of all ages at any. */
        int particles() {
            return Math.min(PARTICLES, tracks);
        }

        int frames() {
            return (tracks / particles() + 1) * points;
        }

        Instant time(int frame) {
            return end.minus(FRAME_INTERVAL.multipliedBy(frames() - frame));
        }
    }

    private static void publish(Recording recording, Map<String, Object> client) {
        Map<String, Object> entries = new HashMap<>(client);
        entries.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        entries.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(entries, new StringSerializer(), new ByteArraySerializer())) {
            Field field = new Field(recording, producer);
            for (int frame = 0; frame < recording.frames(); frame++) {
                field.expose(frame);
            }
        }
    }

    /** The particles that are in view. */
    private static final class Field {
        private final Recording recording;
        private final KafkaProducer<String, byte[]> producer;
        private final Random random = new Random(1);
        private final double[] x;
        private final double[] y;

        Field(Recording recording, KafkaProducer<String, byte[]> producer) {
            this.recording = recording;
            this.producer = producer;
            x = new double[recording.particles()];
            y = new double[recording.particles()];
        }

        void expose(int frame) {
            for (int particle = 0; particle < x.length; particle++) {
                int age = frame - recording.points() * particle / x.length;
                int generation = Math.floorDiv(age, recording.points());
                if (age >= 0 && generation < recording.tracks() / x.length) {
                    move(particle, age == generation * recording.points());
                    String track = generation + "-" + particle;
                    send(TOPICS.positions(), track, frame, POSITIONS, position(track, frame, particle));
                    label(track, frame, Math.floorMod(age, recording.points()) + 1);
                }
            }
        }

        private void move(int particle, boolean isNew) {
            x[particle] = isNew ? SIDE * random.nextDouble() : x[particle] + STEP * random.nextGaussian();
            y[particle] = isNew ? SIDE * random.nextDouble() : y[particle] + STEP * random.nextGaussian();
        }

        private ParticlePosition position(String track, int frame, int particle) {
            return ParticlePosition.newBuilder()
                    .setAcquisition(recording.name())
                    .setTrack(track)
                    .setFrame(frame)
                    .setTime(recording.time(frame))
                    .setX(x[particle])
                    .setY(y[particle])
                    .setLengthUnit("um")
                    .build();
        }

        private void label(String track, int frame, int points) {
            boolean isFinal = points == recording.points();
            if (isFinal || points % LIVE_EVERY == 0) {
                send(TOPICS.labels(), track, frame, RESULTS, label(track, frame, points, isFinal));
            }
        }

        private TrajectoryLabel label(String track, int frame, int points, boolean isFinal) {
            DiffusionLabel motion = LABELS[Math.floorMod(track.hashCode(), LABELS.length)];
            return TrajectoryLabel.newBuilder()
                    .setAcquisition(recording.name())
                    .setTrack(track)
                    .setStatus(isFinal ? ResultStatus.FINAL : ResultStatus.LIVE)
                    .setRevision((points + LIVE_EVERY - 1) / LIVE_EVERY)
                    .setFirstFrame(frame - points + 1)
                    .setLastFrame(frame)
                    .setPoints(points)
                    .setLabel(motion)
                    .setReason(motion == DiffusionLabel.UNDETERMINED ? UndeterminedReason.LOW_CONFIDENCE : null)
                    .setConfidence(0.5 + random.nextDouble() / 2)
                    .setProbabilities(new ModelProbabilities(0.9, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0))
                    .setFamilies(new FamilyProbabilities(0.9, 0.05, 0.05, 0.0, 0.0, 0.0))
                    .setAlpha(random.nextDouble())
                    .setAlphaSd(0.1)
                    .setModelName("made-up")
                    .setModelHash("0")
                    .setLastPositionTime(recording.time(frame))
                    .setClassifiedTime(recording.time(frame))
                    .build();
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the broker is in this process
        private <T> void send(String topic, String track, int frame, Serializer<T> serializer, T record) {
            String key = new TrackKey(recording.name(), track).text();
            byte[] value = serializer.serialize(topic, record);
            producer.send(
                    new ProducerRecord<>(topic, null, recording.time(frame).toEpochMilli(), key, value));
        }
    }
}
