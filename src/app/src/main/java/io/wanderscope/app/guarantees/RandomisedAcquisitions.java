package io.wanderscope.app.guarantees;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Acquisitions at random, their tracks interleaved: frames missing, early, late and twice, tracks that end and
 * positions after their end, and poison among them. New tracks open as others end, until {@link #finish}; the records
 * of the open ones follow then, to their end marks. The same seed gives the same records. Not thread-safe.
 */
public final class RandomisedAcquisitions implements Iterator<PlannedRecord> {
    private static final Serializer<ParticlePosition> SERIALIZER =
            WireFormat.singleObject().serde(ParticlePosition.class).serializer();
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final int ACQUISITIONS = 3;
    private static final int OPEN_TRACKS = 60;
    private static final int FEWEST_FRAMES = 5;
    private static final int MOST_FRAMES = 200;
    private static final double MISSING = 0.03;
    private static final double TWICE = 0.03;
    private static final double OUT_OF_ORDER = 0.1;
    private static final double LATE = 0.2;

    private final UniformRandomProvider random;
    private final ZigguratSampler.NormalizedGaussian gaussian;
    private final int poisonEvery;
    private final List<Deque<PlannedRecord>> open = new ArrayList<>();
    private final Map<String, TrackTruth> tracks = new HashMap<>();
    private final Map<String, String> poison = new HashMap<>();
    private boolean finishing;
    private long records;

    /**
     * Starts a plan.
     *
     * @param poisonEvery every so many records one is poison, 2 or more
     */
    public RandomisedAcquisitions(long seed, int poisonEvery) {
        if (poisonEvery < 2) {
            throw new IllegalArgumentException("one record in 2 or more is poison, got " + poisonEvery);
        }
        this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        this.poisonEvery = poisonEvery;
        while (open.size() < OPEN_TRACKS) {
            open.add(newTrack());
        }
    }

    /** From now on no track opens. */
    public void finish() {
        finishing = true;
    }

    /** What was planned so far; whole when there is no next record. */
    public Truth truth() {
        return new Truth(tracks, poison);
    }

    @Override
    public boolean hasNext() {
        return !open.isEmpty();
    }

    @Override
    public PlannedRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all tracks have ended");
        }
        records++;
        return records % poisonEvery == 0 ? nextPoison() : nextOfATrack();
    }

    private PlannedRecord nextOfATrack() {
        int chosen = random.nextInt(open.size());
        PlannedRecord record = open.get(chosen).remove();
        if (open.get(chosen).isEmpty()) {
            replace(chosen);
        }
        return record;
    }

    private void replace(int ended) {
        if (finishing) {
            open.remove(ended);
        } else {
            open.set(ended, newTrack());
        }
    }

    private Deque<PlannedRecord> newTrack() {
        String acquisition = "chaos-" + tracks.size() % ACQUISITIONS;
        String track = Integer.toString(tracks.size());
        List<ParticlePosition> path = path(acquisition, track);
        List<ParticlePosition> sent = disordered(path);
        int duplicates = sent.size() - path.size();
        sent.add(bare(acquisition, track, MOST_FRAMES).setEndOfTrack(true).build());
        int late = random.nextDouble() < LATE ? 1 : 0;
        if (late == 1) {
            sent.add(path.get(0));
        }
        tracks.put(TrackKey.of(acquisition, track), new TrackTruth(path.size(), duplicates, late));
        Deque<PlannedRecord> planned = new ArrayDeque<>();
        sent.forEach(position -> planned.add(record(position)));
        return planned;
    }

    /** A Brownian path of which some frames are missing; the first is there. */
    private List<ParticlePosition> path(String acquisition, String track) {
        List<ParticlePosition> path = new ArrayList<>();
        int frames = random.nextInt(FEWEST_FRAMES, MOST_FRAMES);
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
                .setTime(START.plus(FRAME.multipliedBy(frame)))
                .setLengthUnit("um");
    }

    private PlannedRecord nextPoison() {
        String track = "poison-" + poison.size();
        ParticlePosition valid = bare("chaos", track, 0).setX(1.0).setY(2.0).build();
        String key = TrackKey.of("chaos", track);
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

    private PlannedRecord poisoned(String key, String cause, byte[] value) {
        poison.put(key, cause);
        return new PlannedRecord(key.getBytes(StandardCharsets.UTF_8), value);
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[random.nextInt(1, 64)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] cutOff(byte[] bytes) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private static PlannedRecord record(ParticlePosition position) {
        String key = TrackKey.of(position.getAcquisition(), position.getTrack());
        return new PlannedRecord(key.getBytes(StandardCharsets.UTF_8), encoded(position));
    }

    private static byte[] encoded(ParticlePosition position) {
        return SERIALIZER.serialize("", position);
    }
}
