package io.wanderscope.verification.guarantees;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.TrackKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Random acquisitions with interleaved tracks. Frames are missing, early, late or duplicated; tracks end by their mark or
 * by silence, some get positions after their end, and poison records are mixed in. New tracks open as others end, until
 * {@link #finish}; then the open ones are sent to their ends. The same plan gives the same records. Not thread-safe.
 *
 * <p>The records' timestamps come from the plan and never go back, so silence does not depend on how fast they are sent:
 * {@link AcquisitionPlan#inactivity} must be configured as the inactivity in stream time, and no open track is silent for
 * that long. At regular intervals each partition gets a beat, a track that consists only of its mark, so that stream time
 * advances there as well; beats continue until the last silence is over.
 */
public final class RandomisedAcquisitions implements RandomisedRecords {
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final int ACQUISITIONS = 3;
    private static final int OPEN_TRACKS = 60;
    private static final int MIN_FRAMES = 5;
    private static final int MAX_FRAMES = 200;
    private static final double MISSING = 0.03;
    private static final double TWICE = 0.03;
    private static final double OUT_OF_ORDER = 0.1;
    private static final double LATE = 0.2;
    private static final double SILENT = 0.2;
    /** Beats per inactivity: more than the steps in which a partition's stream time crosses it. */
    private static final int BEATS = 16;

    private final AcquisitionPlan plan;
    private final Serializer<ParticlePosition> serializer;
    private final UniformRandomProvider random;
    private final ZigguratSampler.NormalizedGaussian gaussian;
    private final List<OpenTrack> open = new ArrayList<>();
    private final Deque<Return> returns = new ArrayDeque<>();
    private final Map<String, TrackTruth> tracks = new HashMap<>();
    private final Map<String, String> poison = new HashMap<>();
    private final Duration betweenBeats;
    private Instant time;
    /** When the latest round of beats began. */
    private Instant roundStart;
    /** How many partitions have had their beat in this round. */
    private int roundPartitions;

    private long beats;
    /** When the last silence is over. */
    private Instant silenceEnd;

    private boolean finishing;
    private long records;

    /** The positions of a track still to be sent, and one to send after it has ended by silence. */
    private record OpenTrack(Deque<ParticlePosition> positions, Optional<ParticlePosition> afterSilence) {}

    /** A position of a track that ended by silence, and the earliest time to send it. */
    private record Return(Instant earliest, ParticlePosition position) {}

    /** The acquisitions of a plan. */
    public RandomisedAcquisitions(AcquisitionPlan plan) {
        this.plan = plan;
        this.serializer = plan.format().serde(ParticlePosition.class).serializer();
        this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(plan.seed());
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        this.betweenBeats = plan.inactivity().dividedBy(BEATS);
        this.time = plan.start();
        this.roundStart = time;
        this.silenceEnd = time;
        while (open.size() < OPEN_TRACKS) {
            open.add(newTrack());
        }
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public Truth truth() {
        return new Truth(tracks, poison);
    }

    @Override
    public boolean hasNext() {
        return !open.isEmpty()
                || !returns.isEmpty()
                || roundPartitions < plan.partitions()
                || roundStart.isBefore(silenceEnd);
    }

    @Override
    public ProducerRecord<byte[], byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all tracks have ended");
        }
        records++;
        time = time.plus(plan.tick());
        if (records % plan.poisonEvery() == 0) {
            return nextPoison();
        }
        if (isBeatDue()) {
            return nextBeat();
        }
        if (isReturnDue()) {
            return record(returns.remove().position());
        }
        if (open.isEmpty()) {
            time = roundStart.plus(betweenBeats);
            return nextBeat();
        }
        return nextOfATrack();
    }

    private boolean isReturnDue() {
        return !returns.isEmpty() && !time.isBefore(returns.element().earliest());
    }

    private boolean isBeatDue() {
        return roundPartitions < plan.partitions() || !time.isBefore(roundStart.plus(betweenBeats));
    }

    /** A track that consists only of its mark, sent to the next partition regardless of its key. */
    private ProducerRecord<byte[], byte[]> nextBeat() {
        if (roundPartitions == plan.partitions()) {
            roundStart = time;
            roundPartitions = 0;
        }
        ParticlePosition mark = mark("beat", Long.toString(beats++));
        tracks.put(key(mark), new TrackTruth(0, 0, 0));
        return record(roundPartitions++, key(mark), encoded(mark));
    }

    private ProducerRecord<byte[], byte[]> nextOfATrack() {
        int chosen = random.nextInt(open.size());
        OpenTrack track = open.get(chosen);
        ParticlePosition position = track.positions().remove();
        if (track.positions().isEmpty()) {
            track.afterSilence().ifPresent(late -> returns.add(new Return(time.plus(plan.inactivity()), late)));
            replace(chosen);
        }
        return record(position);
    }

    private void replace(int ended) {
        if (finishing) {
            open.remove(ended);
        } else {
            open.set(ended, newTrack());
        }
    }

    private OpenTrack newTrack() {
        String acquisition = "chaos-" + tracks.size() % ACQUISITIONS;
        String track = Integer.toString(tracks.size());
        List<ParticlePosition> path = path(acquisition, track);
        List<ParticlePosition> sent = disordered(path);
        int duplicates = sent.size() - path.size();
        Optional<ParticlePosition> late = random.nextDouble() < LATE ? Optional.of(path.get(0)) : Optional.empty();
        boolean silent = random.nextDouble() < SILENT;
        if (!silent) {
            sent.add(mark(acquisition, track));
            late.ifPresent(sent::add);
        }
        tracks.put(
                new TrackKey(acquisition, track).text(),
                new TrackTruth(path.size(), duplicates, late.isPresent() ? 1 : 0));
        return new OpenTrack(new ArrayDeque<>(sent), silent ? late : Optional.empty());
    }

    private static ParticlePosition mark(String acquisition, String track) {
        return bare(acquisition, track, MAX_FRAMES).setEndOfTrack(true).build();
    }

    /** A Brownian path with some frames missing, but never the first. */
    private List<ParticlePosition> path(String acquisition, String track) {
        List<ParticlePosition> path = new ArrayList<>();
        int frames = random.nextInt(MIN_FRAMES, MAX_FRAMES);
        double x = 0;
        double y = 0;
        for (int frame = 0; frame < frames; frame++) {
            x += gaussian.sample();
            y += gaussian.sample();
            if (frame == 0 || random.nextDouble() >= MISSING) {
                path.add(bare(acquisition, track, frame).setX(x).setY(y).build());
            }
        }
        return path;
    }

    private List<ParticlePosition> disordered(List<ParticlePosition> path) {
        List<ParticlePosition> sent = new ArrayList<>();
        for (ParticlePosition position : path) {
            sent.add(position);
            if (random.nextDouble() < TWICE) {
                sent.add(position);
            }
        }
        for (int index = 1; index < sent.size(); index++) {
            if (random.nextDouble() < OUT_OF_ORDER) {
                Collections.swap(sent, index, random.nextInt(index));
            }
        }
        return sent;
    }

    private static ParticlePosition.Builder bare(String acquisition, String track, long frame) {
        return ParticlePosition.newBuilder()
                .setAcquisition(acquisition)
                .setTrack(track)
                .setFrame(frame)
                .setTime(Instant.EPOCH.plus(FRAME.multipliedBy(frame)))
                .setLengthUnit("um");
    }

    private ProducerRecord<byte[], byte[]> nextPoison() {
        String track = "poison-" + poison.size();
        ParticlePosition valid = bare("chaos", track, 0).setX(1.0).setY(2.0).build();
        String key = new TrackKey("chaos", track).text();
        return switch (poison.size() % 5) {
            case 0 -> poisoned(key, "UNREADABLE", randomBytes());
            case 1 -> poisoned(key, "UNREADABLE", cutOff(encoded(valid)));
            case 2 ->
                poisoned(
                        key,
                        "INVALID_COORDINATES",
                        encoded(ParticlePosition.newBuilder(valid)
                                .setX(Double.NaN)
                                .build()));
            case 3 ->
                poisoned(
                        key,
                        "NEGATIVE_FRAME",
                        encoded(ParticlePosition.newBuilder(valid).setFrame(-1).build()));
            default -> poisoned(track, "WRONG_KEY", encoded(valid));
        };
    }

    private ProducerRecord<byte[], byte[]> poisoned(String key, String cause, byte[] value) {
        poison.put(key, cause);
        return record(null, key, value);
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[random.nextInt(1, 64)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] cutOff(byte[] bytes) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private ProducerRecord<byte[], byte[]> record(ParticlePosition position) {
        silenceEnd = time.plus(plan.inactivity());
        return record(null, key(position), encoded(position));
    }

    /** Without a partition, the key chooses it. */
    private ProducerRecord<byte[], byte[]> record(@Nullable Integer partition, String key, byte[] value) {
        return new ProducerRecord<>(
                plan.topic(), partition, time.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static String key(ParticlePosition position) {
        return new TrackKey(position.getAcquisition(), position.getTrack()).text();
    }

    private byte[] encoded(ParticlePosition position) {
        return serializer.serialize(plan.topic(), position);
    }
}
