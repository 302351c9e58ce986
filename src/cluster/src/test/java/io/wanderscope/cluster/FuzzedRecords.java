package io.wanderscope.cluster;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Records that are wrong in any of their parts, or right: key, value, headers, timestamp and compression are drawn at
 * random. No end mark is among them until all are sent; then each track gets one, in addition.
 */
final class FuzzedRecords {
    private static final Serializer<ParticlePosition> POSITIONS =
            WireFormat.singleObject().serde(ParticlePosition.class).serializer();
    private static final List<String> COMPRESSIONS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final int TRACKS = 4;
    private static final int LARGE = 200_000;
    /** Records after which large ones become rare, because most of the time goes into them. */
    private static final int OFTEN_LARGE = 3_000;

    private final String topic;
    private final Random random;
    private int drawn;
    private boolean mayBeLarge;

    FuzzedRecords(String topic, long seed) {
        this.topic = topic;
        this.random = new Random(seed);
    }

    static ProducerRecord<byte[], byte[]> valid(String topic, String track, int frame, boolean end) {
        return framed(topic, track, frame, end, POSITIONS);
    }

    /** The same in another frame. */
    static ProducerRecord<byte[], byte[]> framed(
            String topic, String track, int frame, boolean end, Serializer<ParticlePosition> positions) {
        ParticlePosition.Builder position = ParticlePosition.newBuilder()
                .setAcquisition("fuzz")
                .setTrack(track)
                .setFrame(frame)
                .setTime(Instant.EPOCH.plusMillis(20L * frame))
                .setLengthUnit("um")
                .setEndOfTrack(end);
        if (!end) {
            position.setX(0.1 * frame).setY(Math.sin(frame));
        }
        byte[] key = new TrackKey("fuzz", track).text().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, 0, key, positions.serialize(topic, position.build()));
    }

    /** Sends a number of records, and then an end mark for each track. */
    @SuppressWarnings("FutureReturnValueIgnored") // a record that was not sent is missing in the balance
    void send(Map<String, Object> client, int records) {
        while (drawn < records) {
            int until = Math.min(records, drawn + (drawn < OFTEN_LARGE ? 500 : 20_000));
            try (Producer<byte[], byte[]> producer = producer(client)) {
                while (drawn < until) {
                    producer.send(next());
                }
            }
        }
        try (Producer<byte[], byte[]> producer = producer(client)) {
            for (int track = 0; track < TRACKS; track++) {
                producer.send(valid(topic, Integer.toString(track), 0, true));
            }
        }
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> client) {
        Map<String, Object> entries = new HashMap<>(client);
        entries.put("compression.type", COMPRESSIONS.get(random.nextInt(COMPRESSIONS.size())));
        entries.put("linger.ms", 5);
        return new KafkaProducer<>(entries, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private ProducerRecord<byte[], byte[]> next() {
        mayBeLarge = ++drawn <= OFTEN_LARGE || random.nextInt(30) == 0;
        ProducerRecord<byte[], byte[]> valid =
                valid(topic, Integer.toString(random.nextInt(TRACKS)), random.nextInt(1000), false);
        boolean right = random.nextBoolean();
        byte[] key = right || random.nextBoolean() ? valid.key() : changed(valid.key());
        byte[] value = right || random.nextInt(4) == 0 ? valid.value() : changed(valid.value());
        ProducerRecord<byte[], byte[]> next = new ProducerRecord<>(topic, 0, timestamp(), key, value);
        addHeaders(next);
        return next;
    }

    /** Null, empty, cut off, longer, large, or with other bits, but never those that would make it an end mark. */
    private byte[] changed(byte[] bytes) {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> new byte[random.nextInt(mayBeLarge ? LARGE : 200)];
            case 3, 4 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 8));
            default -> withOtherBit(bytes);
        };
    }

    private byte[] withOtherBit(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[random.nextInt(bytes.length - 1)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    /** None, one of the past, the smallest and the largest, and those of today. */
    private Long timestamp() {
        return switch (random.nextInt(20)) {
            case 0 -> 0L;
            case 1 -> Long.MAX_VALUE;
            case 2 -> Math.abs(random.nextLong() >>> 1);
            default -> null;
        };
    }

    private void addHeaders(ProducerRecord<byte[], byte[]> record) {
        int headers = mayBeLarge && random.nextInt(50) == 0 ? 3000 : Math.max(0, random.nextInt(8) - 5);
        for (int header = 0; header < headers; header++) {
            byte[] value =
                    random.nextInt(5) == 0 ? null : new byte[random.nextInt(random.nextInt(20) == 0 ? 3000 : 30)];
            record.headers().add(name(), value);
        }
    }

    private String name() {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> "wanderscope.deadletter.cause";
            case 2 -> "wanderscope.deadletter.value";
            case 3 -> "wanderscope.left.out";
            case 4 -> "é\uD83D\uDD2C".repeat(random.nextInt(20));
            default -> "h" + random.nextInt(100);
        };
    }
}
