package io.wanderscope.streaming.linking;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.linking.LinkedFrame;
import io.wanderscope.linking.Linker;
import io.wanderscope.linking.LinkingSettings;
import io.wanderscope.linking.Localisation;
import io.wanderscope.linking.OpenTracks;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.LinkerSettings;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The stream links as the linker does when it is given whole frames, whatever happens on the way. */
class LinkedTracksPropertyTest {
    private static final int WAITING = 4;
    private static final StreamSettings SETTINGS = StreamSettings.defaults()
            .with(LinkerSettings.MAXIMUM_DISPLACEMENT, Optional.of(1.0))
            .with(LinkerSettings.FRAMES_WAITING, WAITING)
            .with(StreamSettings.MAXIMUM_GAP, 2);
    private static final LinkingSettings LINKING = SETTINGS.linking(
                    StreamTopics.defaults().withLocalisations("localisations"))
            .orElseThrow();

    /**
     * The same tracks in any order of localisations and frames, with any sent twice, with restarts at any record, and with so
     * little memory that each tile gives way to the other.
     */
    @Property(tries = 200, seed = "20261130")
    void areThoseOfTheLinkerInAnyOrderAndAcrossRestarts(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 25) int frames,
            @ForAll @IntRange(max = 12) int particles) {
        // Given
        Random random = new Random(seed);
        List<List<Localisation>> left = movie(random, frames, particles);
        List<List<Localisation>> right = movie(random, frames, particles);
        List<ParticleLocalisation> sent = new ArrayList<>();
        List<ParticleLocalisation> ofLeft = sent(random, "left", left);
        List<ParticleLocalisation> ofRight = sent(random, "right", right);
        while (!ofLeft.isEmpty() || !ofRight.isEmpty()) {
            boolean isLeft = ofRight.isEmpty() || (!ofLeft.isEmpty() && random.nextBoolean());
            sent.add((isLeft ? ofLeft : ofRight).remove(0));
        }
        LinkingTask task = new LinkingTask(SETTINGS, LINKING, 5);

        // When
        for (ParticleLocalisation localisation : sent) {
            if (random.nextInt(20) == 0) {
                task.restart();
            }
            task.send(localisation);
        }
        task.send(ofTile("left", SpotDetector.end(frames - 1)));
        task.send(ofTile("right", SpotDetector.end(frames - 1)));

        // Then
        SortedSet<String> expected = expected("left", left);
        expected.addAll(expected("right", right));
        assertThat(written(task.positions())).isEqualTo(expected);
        assertThat(task.deadLetters()).isEmpty();
        assertThat(task.entries()).isEqualTo(2);
    }

    /** A localisation that is sent again much later is a duplicate, or is not, whatever has been in memory since. */
    @Property(tries = 200, seed = "20261130")
    void judgeWhatIsSentAgainAlikeAcrossRestarts(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        LinkingTask restarted = new LinkingTask(SETTINGS, LINKING, 1_000_000);
        LinkingTask undisturbed = new LinkingTask(SETTINGS, LINKING, 1_000_000);

        // When
        for (ParticleLocalisation localisation : withRepetitions(random)) {
            restarted.restart();
            restarted.send(localisation);
            undisturbed.send(localisation);
        }

        // Then
        assertThat(duplicates(restarted)).isEqualTo(duplicates(undisturbed));
        assertThat(restarted.deadLetters()).hasSameSizeAs(undisturbed.deadLetters());
        assertThat(written(restarted.positions())).isEqualTo(written(undisturbed.positions()));
    }

    /** A movie in which a particle is seen now and then, and some of its localisations are sent again. */
    private static List<ParticleLocalisation> withRepetitions(Random random) {
        List<ParticleLocalisation> sent = new ArrayList<>();
        List<ParticleLocalisation> seen = new ArrayList<>();
        for (int frame = 0; frame < 40; frame++) {
            boolean isSeen = random.nextInt(4) == 0;
            if (isSeen) {
                seen.add(SpotDetector.at(frame, 1, 0.01 * frame, 0));
            }
            sent.add(isSeen ? seen.get(seen.size() - 1) : SpotDetector.complete(frame, 0));
            if (!seen.isEmpty() && random.nextBoolean()) {
                sent.add(seen.get(random.nextInt(seen.size())));
            }
        }
        return sent;
    }

    private static double duplicates(LinkingTask task) {
        return task.meters().counter("wanderscope.localisations.duplicate").count();
    }

    private static ParticleLocalisation ofTile(String tile, ParticleLocalisation localisation) {
        return ParticleLocalisation.newBuilder(localisation).setTile(tile).build();
    }

    private static List<List<Localisation>> movie(Random random, int frames, int particles) {
        double[][] places = new double[particles][];
        Arrays.setAll(places, particle -> random.doubles(2, 0, 5).toArray());
        List<List<Localisation>> movie = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            List<Localisation> localisations = new ArrayList<>();
            for (double[] place : places) {
                place[0] += 0.2 * random.nextGaussian();
                place[1] += 0.2 * random.nextGaussian();
                if (random.nextInt(6) > 0) {
                    localisations.add(Localisation.of(place[0], place[1]));
                }
            }
            movie.add(localisations);
        }
        return movie;
    }

    /** Each frame's localisations with their number, some of them twice; some frames change places with the next ones. */
    private static List<ParticleLocalisation> sent(Random random, String tile, List<List<Localisation>> movie) {
        List<ParticleLocalisation> sent = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int frame = 0; frame < movie.size(); frame++) {
            order.add(frame);
        }
        for (int start = 0; start < order.size(); start += WAITING) {
            Collections.shuffle(order.subList(start, Math.min(order.size(), start + WAITING)), random);
        }
        for (int start = 0; start < order.size(); start += WAITING) {
            List<ParticleLocalisation> together = new ArrayList<>();
            for (int frame : order.subList(start, Math.min(order.size(), start + WAITING))) {
                together.addAll(records(random, frame, movie.get(frame)));
            }
            Collections.shuffle(together, random);
            together.forEach(each -> sent.add(ofTile(tile, each)));
        }
        return sent;
    }

    private static List<ParticleLocalisation> records(Random random, int frame, List<Localisation> localisations) {
        List<ParticleLocalisation> records = new ArrayList<>();
        boolean mark = localisations.isEmpty() || random.nextBoolean();
        if (mark) {
            records.add(SpotDetector.complete(frame, localisations.size()));
        }
        for (Localisation each : localisations) {
            ParticleLocalisation record = mark
                    ? SpotDetector.at(frame, each.x(), each.y())
                    : SpotDetector.at(frame, localisations.size(), each.x(), each.y());
            records.add(record);
            if (random.nextInt(10) == 0) {
                records.add(record);
            }
        }
        return records;
    }

    private static SortedSet<String> expected(String tile, List<List<Localisation>> movie) {
        Linker linker = new Linker(LINKING);
        OpenTracks tracks = OpenTracks.none(2);
        SortedSet<String> expected = new TreeSet<>();
        for (int frame = 0; frame < movie.size(); frame++) {
            LinkedFrame linked = linker.link(tracks, frame, movie.get(frame));
            for (int index = 0; index < linked.size(); index++) {
                Localisation at = movie.get(frame).get(index);
                expected.add(tile + "/" + linked.track(index) + "@" + frame + " " + at.x() + " " + at.y());
            }
            linked.ended().forEach(track -> expected.add(tile + "/" + track.number() + "@" + track.frame() + " ends"));
            tracks = linked.open();
        }
        tracks.tracks().forEach(track -> expected.add(tile + "/" + track.number() + "@" + track.frame() + " ends"));
        return expected;
    }

    private static SortedSet<String> written(List<ParticlePosition> positions) {
        SortedSet<String> written = new TreeSet<>();
        for (ParticlePosition position : positions) {
            String at = position.getTrack() + "@" + position.getFrame();
            boolean isNew = written.add(
                    position.getEndOfTrack() ? at + " ends" : at + " " + position.getX() + " " + position.getY());
            assertThat(isNew).as(at).isTrue();
        }
        return written;
    }
}
