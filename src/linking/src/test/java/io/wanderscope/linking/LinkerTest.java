package io.wanderscope.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinkerTest {
    private static final LinkingSettings SETTINGS =
            new LinkingSettings(LinkingCosts.SquaredDisplacement.within(2), 2, 100, 100);

    private final Linker linker = new Linker(SETTINGS);

    static List<LinkingCosts> costs() {
        return List.of(LinkingCosts.SquaredDisplacement.within(1.5), LinkingCosts.DiffusionLikelihood.within(1.5));
    }

    @Test
    void tracksStartInTheOrderOfTheirPositions() {
        // Given
        List<Localisation> frame = List.of(at(5, 0), at(1, 9), at(1, 2));

        // When
        LinkedFrame linked = linker.link(OpenTracks.none(2), 7, frame);

        // Then
        assertThat(Recording.names(linked)).containsExactly(3, 2, 1);
        assertThat(IntStream.range(0, 3).allMatch(linked::isStart)).isTrue();
        assertThat(linked.ended()).isEmpty();
        assertThat(linked.open().tracks()).extracting(OpenTrack::last).containsExactly(at(1, 2), at(1, 9), at(5, 0));
        assertThat(linked.open().frame()).isEqualTo(7);
        assertThat(linked.open().nextNumber()).isEqualTo(4);
    }

    /** The nearest for each alone would leave a track without a localisation, and a localisation without a track. */
    @Test
    void theWholeFrameCostsLeast() {
        // Given
        OpenTracks open = afterOneFrame(at(0, 0), at(1, 0));

        // When
        LinkedFrame linked = linker.link(open, 1, List.of(at(0.9, 0), at(2.2, 0)));

        // Then
        assertThat(Recording.names(linked)).containsExactly(1, 2);
        assertThat(linked.isStart(0)).isFalse();
    }

    @Test
    void aLocalisationOutOfReachStartsATrack() {
        // Given
        OpenTracks open = afterOneFrame(at(0, 0));

        // When
        LinkedFrame linked = linker.link(open, 1, List.of(at(2.001, 0)));

        // Then
        assertThat(Recording.names(linked)).containsExactly(2);
        assertThat(linked.isStart(0)).isTrue();
        assertThat(linked.open().tracks()).extracting(OpenTrack::number).containsExactly(1L, 2L);
    }

    @Test
    void aLinkBridgesTheMaximumGap() {
        // Given
        OpenTracks open = afterOneFrame(at(0, 0));

        // When
        LinkedFrame linked = linker.link(open, 3, List.of(at(0.5, 0)));

        // Then
        assertThat(Recording.names(linked)).containsExactly(1);
    }

    @Test
    void aLinkBridgesNoLongerGap() {
        // Given
        OpenTracks open = afterOneFrame(at(0, 0));

        // When
        LinkedFrame linked = linker.link(open, 4, List.of(at(0.5, 0)));

        // Then
        assertThat(Recording.names(linked)).containsExactly(2);
        assertThat(linked.ended()).extracting(OpenTrack::number).containsExactly(1L);
    }

    @Test
    void aTrackEndsWithTheLastFrameThatALinkCouldBridge() {
        // Given
        OpenTracks open = linker.link(afterOneFrame(at(0, 0)), 2, List.of()).open();

        // When
        LinkedFrame linked = linker.link(open, 3, List.of());

        // Then
        assertThat(open.tracks()).hasSize(1);
        assertThat(linked.ended()).isEqualTo(open.tracks());
        assertThat(linked.open().tracks()).isEmpty();
    }

    @Test
    void ofTwoTracksTheOneThatWasSeenLastGoesOn() {
        // Given
        OpenTracks open = linker.link(afterOneFrame(at(0, 0), at(2, 0)), 1, List.of(at(2, 0)))
                .open();

        // When
        LinkedFrame linked = linker.link(open, 2, List.of(at(0.95, 0)));

        // Then
        assertThat(Recording.names(linked)).containsExactly(2);
    }

    @Test
    void depthIsPartOfADisplacement() {
        // Given
        OpenTracks open = linker.link(OpenTracks.none(3), 0, List.of(at(0, 0, 0), at(0, 0, 5)))
                .open();

        // When
        LinkedFrame linked = linker.link(open, 1, List.of(at(0, 0, 4.5), at(0, 0, -2.5)));

        // Then
        assertThat(Recording.names(linked)).containsExactly(2, 3);
    }

    @Test
    void theSameParticleTwiceIsTwoTracks() {
        // Given
        OpenTracks open = afterOneFrame(at(1, 1), at(1, 1));

        // When
        LinkedFrame linked = linker.link(open, 1, List.of(at(1, 1), at(1, 1), at(1, 1)));

        // Then
        assertThat(Recording.names(linked)).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void coordinatesMayBeAsFarAsTheirRangeGoes() {
        // Given
        double far = Localisation.FARTHEST;
        LinkedFrame before =
                linker.link(OpenTracks.none(3), 0, List.of(at(far, -far, far), at(-far, far, -far), at(0, 0, 0)));

        // When
        LinkedFrame linked =
                linker.link(before.open(), 1, List.of(at(0.1, 0, 0), at(-far, far, -far), at(far, -far, far)));

        // Then
        assertThat(Recording.names(linked)).containsExactly(before.track(2), before.track(1), before.track(0));
    }

    @Test
    void tracksThatAreSilentLongestEndWhereTooManyAreOpen() {
        // Given
        Linker small = new Linker(new LinkingSettings(SETTINGS.costs(), 5, 2, 3));
        OpenTracks open =
                small.link(OpenTracks.none(2), 0, List.of(at(0, 0), at(10, 0))).open();
        open = small.link(open, 1, List.of(at(10, 0), at(20, 0))).open();

        // When
        LinkedFrame linked = small.link(open, 2, List.of(at(30, 0), at(40, 0)));

        // Then
        assertThat(linked.ended()).extracting(OpenTrack::number).containsExactly(1L, 2L);
        assertThat(linked.open().tracks()).extracting(OpenTrack::number).containsExactly(3L, 4L, 5L);
    }

    @Test
    void aTrackLearnsItsDiffusionCoefficient() {
        // Given
        OpenTracks open = linker.link(
                        OpenTracks.none(2), 0, List.of(new Localisation(0, 0, 0, 0.1), new Localisation(9, 9, 0, 0)))
                .open();

        // When
        LinkedFrame linked = linker.link(open, 2, List.of(new Localisation(0.6, 0.8, 0, 0.3)));

        // Then
        DiffusionMean expected = new DiffusionMean(1, (1.0 / 2 - 0.1 * 0.1 - 0.3 * 0.3) / 4);
        assertThat(linked.open().tracks().get(0).diffusion()).isEqualTo(expected);
        assertThat(linked.open().tracks().get(1).diffusion()).isEqualTo(DiffusionMean.NONE);
        assertThat(linked.open().diffusion()).isEqualTo(expected);
    }

    @Test
    void aFrameMayNotBeLinkedTwice() {
        // Given
        OpenTracks open = afterOneFrame(at(0, 0));

        // When, then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> linker.link(open, 0, List.of()))
                .withMessage("frame 0 follows frame 0; frames must be linked in their order");
    }

    @Test
    void aFrameMayNotHaveTooManyLocalisations() {
        // Given
        List<Localisation> many = Collections.nCopies(101, at(0, 0));

        // When, then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> linker.link(OpenTracks.none(2), 3, many))
                .withMessage("frame 3 has 101 localisations; at most 100 are linked");
    }

    @Test
    void aPlaneHasNoDepth() {
        // Given
        List<Localisation> frame = List.of(at(0, 0, 1));

        // When, then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> linker.link(OpenTracks.none(2), 0, frame))
                .withMessageContaining("z is 1.0");
    }

    /** Coordinates on a lattice, so that distances, and whole localisations, are often equal. */
    @Property(tries = 100)
    void theOrderOfArrivalDoesNotMatter(@ForAll long seed, @ForAll @IntRange(max = 1) int costs) {
        // Given
        Random random = new Random(seed);
        LinkingSettings settings = new LinkingSettings(costs().get(costs), 2, 100, 100);
        Recording recording = lattice(random);
        Recording shuffled = new Recording(new ArrayList<>(), new ArrayList<>());
        for (List<Localisation> frame : recording.frames()) {
            List<Localisation> order = new ArrayList<>(frame);
            Collections.shuffle(order, random);
            shuffled.frames().add(order);
        }

        // When
        List<LinkedFrame> linked = recording.link(settings);
        List<LinkedFrame> alsoLinked = shuffled.link(settings);

        // Then
        for (int frame = 0; frame < linked.size(); frame++) {
            assertThat(alsoLinked.get(frame).open()).isEqualTo(linked.get(frame).open());
            assertThat(alsoLinked.get(frame).ended())
                    .isEqualTo(linked.get(frame).ended());
            assertThat(alsoLinked.get(frame).work()).isEqualTo(linked.get(frame).work());
            assertThat(located(alsoLinked.get(frame), shuffled.frames().get(frame)))
                    .isEqualTo(located(linked.get(frame), recording.frames().get(frame)));
        }
    }

    private static Recording lattice(Random random) {
        Recording recording = new Recording(new ArrayList<>(), new ArrayList<>());
        for (int frame = 0; frame < 6; frame++) {
            recording.begin();
            for (int count = random.nextInt(30); count > 0; count--) {
                recording.add(at(random.nextInt(8), random.nextInt(8)), Recording.NO_PARTICLE);
            }
        }
        return recording;
    }

    private static Map<Long, Localisation> located(LinkedFrame linked, List<Localisation> frame) {
        Map<Long, Localisation> located = new HashMap<>();
        for (int place = 0; place < frame.size(); place++) {
            located.put(linked.track(place), frame.get(place));
        }
        return located;
    }

    /** After a crash, a new linker goes on from the state that was stored. */
    @ParameterizedTest
    @MethodSource("costs")
    void onlyTheStateConnectsFrames(LinkingCosts costs) {
        // Given
        LinkingSettings settings = new LinkingSettings(costs, 2, 1000, 1000);
        Recording recording = Recording.simulate(1, 60, 20, 4, 0.01, 0.1);
        Linker busy = new Linker(settings);
        busy.link(
                OpenTracks.none(2),
                5,
                Recording.simulate(2, 300, 1, 1, 0.1, 0.2).frames().get(0));
        OpenTracks open = OpenTracks.none(2);

        // When
        for (int frame = 0; frame < 20; frame++) {
            Linker either = frame % 3 == 0 ? busy : new Linker(settings);
            open = either.link(open, frame, recording.frames().get(frame)).open();
        }

        // Then
        assertThat(open).isEqualTo(recording.link(settings).get(19).open());
    }

    @ParameterizedTest
    @MethodSource("costs")
    void everyLocalisationHasOneTrackAndEveryTrackOneLocalisation(LinkingCosts costs) {
        // Given
        Recording recording = Recording.simulate(3, 100, 30, 2, 0.01, 0.2);

        // When
        List<LinkedFrame> linked = recording.link(new LinkingSettings(costs, 2, 1000, 1000));

        // Then
        for (LinkedFrame frame : linked) {
            assertThat(Recording.names(frame)).doesNotHaveDuplicates().doesNotContain(0);
        }
        assertThat(Recording.found(linked))
                .isNotEmpty()
                .allSatisfy(edge -> assertThat(recording
                                .frames()
                                .get(edge.fromFrame())
                                .get(edge.from())
                                .squaredDistance(
                                        recording.frames().get(edge.toFrame()).get(edge.to())))
                        .isLessThanOrEqualTo(1.5 * 1.5))
                .allSatisfy(
                        edge -> assertThat(edge.toFrame() - edge.fromFrame()).isBetween(1, 3));
    }

    private OpenTracks afterOneFrame(Localisation... localisations) {
        return linker.link(OpenTracks.none(2), 0, List.of(localisations)).open();
    }

    private static Localisation at(double x, double y) {
        return Localisation.of(x, y);
    }

    private static Localisation at(double x, double y, double z) {
        return new Localisation(x, y, z, 0);
    }
}
