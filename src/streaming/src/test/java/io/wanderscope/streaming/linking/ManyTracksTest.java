package io.wanderscope.streaming.linking;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.linking.LinkingSettings;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.LinkerSettings;
import io.wanderscope.streaming.LinkingCostRule;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyNames;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Fields with so many tracks that not everything is done at once, and what linking is worth. */
class ManyTracksTest {
    private static final int MANY = 5_300;
    private static final StreamSettings SETTINGS = StreamSettings.defaults()
            .with(LinkerSettings.MAXIMUM_DISPLACEMENT, Optional.of(1.0))
            .with(LinkerSettings.COSTS, LinkingCostRule.DISPLACEMENT)
            .with(LinkerSettings.FRAMES_WAITING, 2)
            .with(StreamSettings.MAXIMUM_GAP, 1);
    private static final LinkingSettings LINKING = SETTINGS.linking(
                    StreamTopics.defaults().withLocalisations("localisations"))
            .orElseThrow();

    private final LinkingTask task = new LinkingTask(SETTINGS, LINKING, 1_000_000);

    /** Localisations far from each other. */
    private void sendFrame(long frame, int localisations) {
        for (int index = 0; index < localisations; index++) {
            task.send(SpotDetector.at(frame, localisations, 10.0 * (index % 100), 10.0 * Math.floorDiv(index, 100)));
        }
    }

    private List<Long> endedTracks() {
        return task.positions().stream()
                .filter(ParticlePosition::getEndOfTrack)
                .map(position -> Long.valueOf(position.getTrack()))
                .sorted()
                .toList();
    }

    private static List<Long> allTracks() {
        return LongStream.rangeClosed(1, MANY).boxed().toList();
    }

    @Test
    void endInTurnsWhenTheirAcquisitionEnds() {
        // Given
        sendFrame(0, MANY);

        // When
        task.send(SpotDetector.end(0));

        // Then
        assertThat(endedTracks()).hasSize(1_000);
        assertThat(task.takeTurns()).isGreaterThan(4);
        assertThat(endedTracks()).isEqualTo(allTracks());
        assertThat(task.entries()).isEqualTo(1);
    }

    @Test
    void endInTurnsThatGoOnAfterARestart() {
        // Given
        sendFrame(0, MANY);
        task.send(SpotDetector.end(0));

        // When
        task.restart();
        task.takeTurn();
        task.restart();
        task.takeTurns();

        // Then
        assertThat(endedTracks()).isEqualTo(allTracks());
        assertThat(task.entries()).isEqualTo(1);
    }

    @Test
    void endInTurnsWhileTheirAcquisitionGoesOn() {
        // Given
        sendFrame(0, MANY);

        // When all tracks are silent too long at once, and others start
        task.send(SpotDetector.complete(1, 0));
        task.send(SpotDetector.complete(2, 0));
        assertThat(endedTracks()).hasSize(1_000);
        sendFrame(3, 2);
        task.restart();
        sendFrame(4, 2);
        task.takeTurns();

        // Then
        assertThat(endedTracks()).isEqualTo(allTracks());
        assertThat(task.positions())
                .filteredOn(position -> !position.getEndOfTrack() && position.getFrame() >= 3)
                .extracting(ParticlePosition::getTrack)
                .containsExactlyInAnyOrder("5301", "5302", "5301", "5302");
        assertThat(task.entries(TopologyNames.OPEN_TRACKS_STORE)).isEqualTo(1);
    }

    @Test
    void areCountedWhileTheyAreOpen() {
        // Given
        sendFrame(0, 300);
        task.restart();

        // When
        sendFrame(1, 200);

        // Then
        assertThat(task.meters().get("wanderscope.linking.tracks.open").gauge().value())
                .isEqualTo(300);
        assertThat(task.meters().counter("wanderscope.linking.tracks").count()).isEqualTo(300);
        assertThat(task.meters().counter("wanderscope.linking.frames").count()).isEqualTo(2);
    }

    /** Of the links between successive frames, nearly all are those of the particles. */
    @Test
    void followTheParticles() {
        // Given
        Random random = new Random(7);
        int particles = 50;
        int frames = 60;
        double[][] places = new double[particles][];
        for (int particle = 0; particle < particles; particle++) {
            places[particle] = new double[] {30 * random.nextDouble(), 30 * random.nextDouble()};
        }
        StreamSettings settings = SETTINGS.with(LinkerSettings.COSTS, LinkingCostRule.DIFFUSION);
        LinkingTask following = new LinkingTask(
                settings,
                settings.linking(StreamTopics.defaults().withLocalisations("localisations"))
                        .orElseThrow(),
                1_000_000);

        // When
        Links links = new Links(particles);
        for (int frame = 0; frame < frames; frame++) {
            for (double[] place : places) {
                place[0] += 0.2 * random.nextGaussian();
                place[1] += 0.2 * random.nextGaussian();
                following.send(SpotDetector.at(frame, particles, place[0], place[1]));
            }
        }

        // Then
        following.positions().forEach(links::add);
        assertThat(links.f1()).isGreaterThan(0.97);
    }

    /** Compares tracks with particles; the localisations of a frame are written in the order of their particles. */
    private static final class Links {
        private final String[] trackOfParticle;
        private int position;
        private int right;
        private int possible;

        Links(int particles) {
            trackOfParticle = new String[particles];
        }

        void add(ParticlePosition written) {
            if (written.getEndOfTrack()) {
                return;
            }
            int particle = position++ % trackOfParticle.length;
            if (trackOfParticle[particle] != null) {
                possible++;
                right += trackOfParticle[particle].equals(written.getTrack()) ? 1 : 0;
            }
            trackOfParticle[particle] = written.getTrack();
        }

        /** Every particle is seen in every frame, so a wrong link is also one that lacks. */
        double f1() {
            return (double) right / possible;
        }
    }
}
