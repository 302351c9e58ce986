package io.wanderscope.verification.guarantees;

import io.wanderscope.linking.LinkedFrame;
import io.wanderscope.linking.Linker;
import io.wanderscope.linking.LinkingSettings;
import io.wanderscope.linking.Localisation;
import io.wanderscope.linking.OpenTrack;
import io.wanderscope.linking.OpenTracks;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.streaming.FieldKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Random acquisitions and tiles of localisations, some of which are open at a time. Particles come, go and are missed in frames,
 * localisations are false, sent twice, out of order or lost, frames are empty, and poison records are mixed in. Each
 * field ends by its mark. What must come out is what the linker gives for whole frames in their order.
 */
public final class RandomisedLocalisations implements RandomisedRecords {
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final int OPEN_FIELDS = 6;
    private static final int MIN_FRAMES = 30;
    private static final int MAX_FRAMES = 120;
    private static final int PARTICLES = 8;
    private static final double FIELD = 12;
    private static final double STEP = 0.2;
    private static final double MISSED = 0.05;
    private static final double FALSE = 0.3;
    private static final double EMPTY = 0.03;
    private static final double TWICE = 0.03;
    /** Of frames, whose number of localisations is told and not reached. */
    private static final double LOSSY = 0.02;

    /** Frames whose localisations are mixed: fewer than those that wait. */
    private static final int MIXED_FRAMES = 3;

    private final AcquisitionPlan plan;
    private final LinkingSettings linking;
    private final Serializer<ParticleLocalisation> serializer;
    private final UniformRandomProvider random;
    private final ZigguratSampler.NormalizedGaussian gaussian;
    private final List<OpenField> open = new ArrayList<>();
    private final Map<String, TrackTruth> tracks = new HashMap<>();
    private final Set<LinkedPosition> linked = new HashSet<>();
    private final Map<String, String> poison = new HashMap<>();
    private Instant time;
    private int fields;
    private long records;
    private boolean finishing;

    private record OpenField(FieldKey key, Deque<ParticleLocalisation> left) {}

    /**
     * The localisations of a plan.
     *
     * @param linking how the stream links them
     */
    public RandomisedLocalisations(AcquisitionPlan plan, LinkingSettings linking) {
        this.plan = plan;
        this.linking = linking;
        this.serializer = plan.format().serde(ParticleLocalisation.class).serializer();
        this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(plan.seed());
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        this.time = plan.start();
        while (open.size() < OPEN_FIELDS) {
            open.add(newField());
        }
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public Truth truth() {
        return new Truth(tracks, linked, poison);
    }

    @Override
    public boolean hasNext() {
        return !open.isEmpty();
    }

    @Override
    public ProducerRecord<byte[], byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all acquisitions have ended");
        }
        records++;
        time = time.plus(plan.tick());
        if (records % plan.poisonEvery() == 0) {
            return nextPoison();
        }
        int chosen = random.nextInt(open.size());
        OpenField field = open.get(chosen);
        ParticleLocalisation next = field.left().remove();
        if (field.left().isEmpty()) {
            replace(chosen);
        }
        return record(field.key().text(), encoded(next));
    }

    private void replace(int ended) {
        if (finishing) {
            open.remove(ended);
        } else {
            open.set(ended, newField());
        }
    }

    /** Every other one is a tile of the acquisition before it. */
    private OpenField newField() {
        FieldKey key = new FieldKey("linked-" + fields / 2, fields % 2 == 0 ? null : "tile");
        fields++;
        List<List<Localisation>> frames = frames();
        expect(key, frames);
        Deque<ParticleLocalisation> left = new ArrayDeque<>();
        for (int first = 0; first < frames.size(); first += MIXED_FRAMES) {
            List<ParticleLocalisation> mixed = new ArrayList<>();
            for (int frame = first; frame < Math.min(frames.size(), first + MIXED_FRAMES); frame++) {
                mixed.addAll(records(key, frame, frames.get(frame)));
            }
            ListSampler.shuffle(random, mixed);
            left.addAll(mixed);
        }
        left.add(bare(key, frames.size() - 1).setEndOfAcquisition(true).build());
        return new OpenField(key, left);
    }

    private List<List<Localisation>> frames() {
        int frames = random.nextInt(MIN_FRAMES, MAX_FRAMES);
        List<List<Localisation>> localisations = new ArrayList<>();
        double[] places = random.doubles(2 * PARTICLES, 0, FIELD).toArray();
        for (int frame = 0; frame < frames; frame++) {
            List<Localisation> found = new ArrayList<>();
            for (int particle = 0; particle < PARTICLES; particle++) {
                places[2 * particle] += STEP * gaussian.sample();
                places[2 * particle + 1] += STEP * gaussian.sample();
                if (random.nextDouble() >= MISSED) {
                    found.add(Localisation.of(places[2 * particle], places[2 * particle + 1]));
                }
            }
            if (random.nextDouble() < FALSE) {
                found.add(Localisation.of(random.nextDouble(0, FIELD), random.nextDouble(0, FIELD)));
            }
            localisations.add(random.nextDouble() < EMPTY ? List.of() : found);
        }
        return localisations;
    }

    private List<ParticleLocalisation> records(FieldKey key, int frame, List<Localisation> localisations) {
        int told = localisations.size() + (random.nextDouble() < LOSSY ? 1 : 0);
        boolean mark = localisations.isEmpty() || random.nextBoolean();
        List<ParticleLocalisation> sent = new ArrayList<>();
        if (mark) {
            sent.add(bare(key, frame).setFrameLocalisations(told).build());
        }
        for (Localisation each : localisations) {
            ParticleLocalisation localisation = bare(key, frame)
                    .setX(each.x())
                    .setY(each.y())
                    .setFrameLocalisations(mark ? null : told)
                    .build();
            sent.add(localisation);
            if (random.nextDouble() < TWICE) {
                sent.add(localisation);
            }
        }
        return sent;
    }

    private void expect(FieldKey key, List<List<Localisation>> frames) {
        Linker linker = new Linker(linking);
        OpenTracks openTracks = OpenTracks.none(2);
        for (int frame = 0; frame < frames.size(); frame++) {
            List<Localisation> localisations = frames.get(frame);
            LinkedFrame result = linker.link(openTracks, frame, localisations);
            for (int index = 0; index < result.size(); index++) {
                String track = key.track(result.track(index)).text();
                Localisation at = localisations.get(index);
                linked.add(new LinkedPosition(track, frame, at.x(), at.y()));
                tracks.merge(
                        track, new TrackTruth(1, 0, 0), (before, one) -> new TrackTruth(before.accepted() + 1, 0, 0));
            }
            openTracks = result.open();
            expectEnds(key, result.ended());
        }
        expectEnds(key, openTracks.tracks());
    }

    private void expectEnds(FieldKey key, List<OpenTrack> ended) {
        for (OpenTrack track : ended) {
            linked.add(new LinkedPosition(key.track(track.number()).text(), track.frame(), null, null));
        }
    }

    private ParticleLocalisation.Builder bare(FieldKey key, long frame) {
        return ParticleLocalisation.newBuilder()
                .setAcquisition(key.acquisition())
                .setTile(key.tile())
                .setFrame(frame)
                .setTime(plan.start().plus(FRAME.multipliedBy(frame)))
                .setLengthUnit("um");
    }

    private ProducerRecord<byte[], byte[]> nextPoison() {
        FieldKey key = new FieldKey("poison-" + poison.size(), null);
        ParticleLocalisation valid = bare(key, 0).setX(1.0).setY(2.0).build();
        List<Poison> kinds = Stream.of(
                        new Poison("UNREADABLE", Arrays.copyOf(encoded(valid), 7)),
                        new Poison(
                                "INVALID_COORDINATES",
                                encoded(ParticleLocalisation.newBuilder(valid)
                                        .setX(Double.NaN)
                                        .build())),
                        new Poison(
                                "NEGATIVE_FRAME",
                                encoded(ParticleLocalisation.newBuilder(valid)
                                        .setFrame(-1)
                                        .build())),
                        new Poison(
                                "WRONG_KEY",
                                encoded(bare(new FieldKey("other", null), 0)
                                        .setX(1.0)
                                        .setY(2.0)
                                        .build())))
                .toList();
        Poison chosen = kinds.get(poison.size() % kinds.size());
        poison.put(key.text(), chosen.cause());
        return record(key.text(), chosen.value());
    }

    @SuppressWarnings("ArrayRecordComponent") // made and used at once
    private record Poison(String cause, byte[] value) {}

    private byte[] encoded(ParticleLocalisation localisation) {
        return serializer.serialize(plan.topic(), localisation);
    }

    private ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(
                plan.topic(), null, time.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), value);
    }
}
