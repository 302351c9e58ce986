package io.wanderscope.app.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.dashboard.LinkingQuality;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownLinksTest {
    private static final int MAXIMUM_GAP = 2;

    private final KnownLinks links = new KnownLinks(MAXIMUM_GAP);

    /** Each spot is at (its place, 0). */
    private void expose(long frame, @Nullable String... particles) {
        List<Spot> spots = Arrays.stream(particles)
                .map(particle ->
                        new Spot(localisation(frame, Arrays.asList(particles).indexOf(particle)), particle))
                .toList();
        links.add(new Exposure("cell", frame, Instant.EPOCH, spots));
    }

    private static ParticleLocalisation localisation(long frame, double x) {
        return ParticleLocalisation.newBuilder()
                .setAcquisition("cell")
                .setFrame(frame)
                .setTime(Instant.EPOCH)
                .setX(x)
                .setY(0.0)
                .build();
    }

    private void link(String track, long frame, double x) {
        links.compare(position(track, frame).setX(x).setY(0.0).build());
    }

    private static ParticlePosition.Builder position(String track, long frame) {
        return ParticlePosition.newBuilder()
                .setAcquisition("cell")
                .setTrack(track)
                .setFrame(frame)
                .setTime(Instant.EPOCH);
    }

    @Test
    void countsALinkBetweenSuccessiveLocalisationsOfAParticle() {
        // Given
        expose(0, "a", "b");
        expose(1, "b", "a");
        link("1", 0, 0);
        link("2", 0, 1);

        // When
        link("1", 1, 1);
        link("2", 1, 0);

        // Then
        assertThat(links.quality()).isEqualTo(new LinkingQuality(2, 2, 2));
    }

    @Test
    void countsAnExchangeOfParticlesAsMadeAndMissing() {
        // Given
        expose(0, "a", "b");
        expose(1, "a", "b");
        link("1", 0, 0);
        link("2", 0, 1);

        // When
        link("1", 1, 1);
        link("2", 1, 0);

        // Then
        assertThat(links.quality()).isEqualTo(new LinkingQuality(2, 2, 0));
    }

    @Test
    void countsNoLinkToAFalseLocalisationAsCorrect() {
        // Given
        expose(0, "a");
        expose(1, (String) null);
        expose(2, "a");
        link("1", 0, 0);

        // When
        link("1", 1, 0);
        link("1", 2, 0);

        // Then the particle's link from frame 0 to 2 is missing
        assertThat(links.quality()).isEqualTo(new LinkingQuality(1, 2, 0));
    }

    @Test
    void countsALinkThatSkipsALocalisationAsWrong() {
        // Given
        expose(0, "a");
        expose(1, "a");
        expose(2, "a");
        link("1", 0, 0);

        // When
        link("2", 1, 0);
        link("1", 2, 0);

        // Then
        assertThat(links.quality()).isEqualTo(new LinkingQuality(2, 1, 0));
    }

    @Test
    void missesNoLinkOverALongerGapThanLinkingBridges() {
        // Given
        expose(0, "near", "far");
        expose(1);
        expose(2);
        expose(3, "near");
        expose(4, "far");
        link("1", 0, 0);
        link("2", 0, 1);

        // When
        link("1", 3, 0);
        link("3", 4, 0);

        // Then
        assertThat(links.quality()).isEqualTo(new LinkingQuality(1, 1, 1));
    }

    @Test
    void linksNothingAcrossTheEndOfATrack() {
        // Given
        expose(0, "a");
        expose(1, "a");
        link("1", 0, 0);

        // When
        links.compare(position("1", 0).setEndOfTrack(true).build());
        link("1", 1, 0);

        // Then
        assertThat(links.quality()).isEqualTo(new LinkingQuality(1, 0, 0));
    }

    @Test
    void saysHowManyLinksAreRight() {
        // When
        LinkingQuality quality = new LinkingQuality(10, 8, 6);

        // Then
        assertThat(quality.precision()).isEqualTo(0.75);
        assertThat(quality.recall()).isEqualTo(0.6);
        assertThat(quality.f1()).isEqualTo(12.0 / 18);
    }

    @Test
    void isPerfectWhereThereIsNothingToLink() {
        // When
        LinkingQuality quality = links.quality();

        // Then
        assertThat(List.of(quality.precision(), quality.recall(), quality.f1())).containsOnly(1.0);
    }
}
