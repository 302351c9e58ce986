package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.tracks.TrackingFileException;
import io.wanderscope.trainer.study.ErasingCase.Part;
import io.wanderscope.trainer.study.TrackStudy.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTracksTest {
    private static final Requirement TEN_POINTS = new Requirement(10, 2, "since this is a test");
    private static final int MAXIMUM_POINTS = 100;
    private static final int ALL = 1000;

    @TempDir
    private Path folder;

    private final List<String> rows = new ArrayList<>(List.of("track,frame,x,y"));
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("cell.csv");
    }

    private void row(String track, int frame, double x) {
        rows.add(track + "," + frame + "," + x + "," + 2 * x);
    }

    /** Positions whose x is the square of the frame. */
    private void track(String name, IntStream frames) {
        frames.forEach(frame -> row(name, frame, frame * (double) frame));
    }

    private StudyTracks read(int limit) throws IOException, TrackingFileException {
        Files.write(file, rows);
        return new RecordedTracks(file, TEN_POINTS, MAXIMUM_POINTS).read(limit, 1, never());
    }

    /** A classifier that is sure of another model than Brownian motion. */
    private static ScriptedClassifier never() {
        return new ScriptedClassifier(DiffusionModel.BROWNIAN, track -> -20);
    }

    private static ObservedTrajectory only(StudyTracks tracks) {
        assertThat(tracks.observed()).hasSize(1);
        return tracks.observed().get(0);
    }

    @Test
    void fillsShortGapsAndSaysSo() throws Exception {
        // Given
        track("a", IntStream.of(3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15));

        // When
        ObservedTrajectory track = only(read(ALL));

        // Then
        assertThat(track.size()).isEqualTo(13);
        assertThat(track.observedPoints()).isEqualTo(11);
        assertThat(track.isObserved(3)).isFalse();
        assertThat(track.trajectory().x(3)).isEqualTo(38);
    }

    @Test
    void takesTheLongestPartWithoutALongGap() throws Exception {
        // Given
        track("a", IntStream.concat(IntStream.range(0, 12), IntStream.range(15, 26)));

        // When
        ObservedTrajectory track = only(read(ALL));

        // Then
        assertThat(track.size()).isEqualTo(12);
        assertThat(track.trajectory().x(11)).isEqualTo(121);
    }

    @Test
    void takesTheLatestPointsThatTheModelAccepts() throws Exception {
        // Given
        track("a", IntStream.range(0, 130));

        // When
        ObservedTrajectory track = only(read(ALL));

        // Then
        assertThat(track.size()).isEqualTo(MAXIMUM_POINTS);
        assertThat(track.trajectory().x(0)).isEqualTo(900);
    }

    @Test
    void takesTheLongestPartOfTheLatestPositionsAndSaysSo() throws Exception {
        // Given a part that is the longest of the track, but has only ten of its latest hundred positions
        track(
                "a",
                IntStream.concat(
                        IntStream.range(0, 120),
                        IntStream.concat(IntStream.range(130, 170), IntStream.range(200, 250))));

        // When
        StudyTracks tracks = read(ALL);

        // Then
        assertThat(only(tracks).size()).isEqualTo(50);
        assertThat(tracks.description().get(0))
                .endsWith(
                        " As in the stream, the latest 100 positions of a track count. They are cut where more than 2 frames are"
                                + " missing; the longest part is studied, or the latest 100 frames of it. Missing frames are interpolated, and"
                                + " the model is told so.");
    }

    @Test
    void leavesOutWhatTheStreamRefuses() throws Exception {
        // Given a second position in a frame, one that is no number, one that is too far away
        track("a", IntStream.range(0, 12));
        row("a", 5, 77);
        rows.add("a,12,NaN,0");
        row("a", 13, 1e16);

        // When
        ObservedTrajectory track = only(read(ALL));

        // Then
        assertThat(track.size()).isEqualTo(12);
        assertThat(track.trajectory().x(5)).isEqualTo(25);
    }

    @Test
    void countsWhatItLeavesOut() throws Exception {
        // Given two tracks that are too short, one that rests, and two that will do
        track("short", IntStream.range(0, 9));
        track("gaps", IntStream.range(0, 20).map(point -> 4 * point));
        IntStream.range(0, 20).forEach(frame -> row("rests", frame, 3));
        track("long", IntStream.range(0, 20));
        track("longer", IntStream.range(0, 30));

        // When
        StudyTracks tracks = read(ALL);

        // Then
        assertThat(tracks.size()).isEqualTo(2);
        assertThat(tracks.haveTruth()).isFalse();
        assertThat(tracks.description().get(0))
                .startsWith(
                        "2 of the 5 tracks of cell.csv. Left out: 2 with fewer than 10 points, since this is a test, and 1"
                                + " that never move.");
        assertThat(tracks.description().get(1))
                .endsWith("the stream would give it to 0 of the 2 tracks as their label.");
    }

    @Test
    void drawsAsManyAsAreWanted() throws Exception {
        // Given
        IntStream.range(0, 30).forEach(each -> track("t" + each, IntStream.range(0, 20 + each)));

        // When
        StudyTracks tracks = read(8);

        // Then
        assertThat(tracks.size()).isEqualTo(8);
        assertThat(tracks.observed()).doesNotHaveDuplicates();
        assertThat(tracks.description().get(0)).contains("; of the other 30 these were drawn with the seed.");
        assertThat(read(8)).isEqualTo(tracks);
    }

    @Test
    void saysHowLongTheLongestTrackIsIfNoneWillDo() {
        // Given
        track("a", IntStream.range(0, 9));

        // When, Then
        assertThatThrownBy(() -> read(ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(
                        "cell.csv: no track has a run of at least 10 points and moves; the longest has 9; name a"
                                + " file with longer tracks, since this is a test");
    }

    @Test
    void answersAreHeldAgainstThatToTheWholeTrack() throws Exception {
        // Given a track whose second half has large displacements, and a model that goes by them
        SplittableRandom random = new SplittableRandom(1);
        double x = 0;
        for (int frame = 0; frame < MAXIMUM_POINTS; frame++) {
            x += (frame < MAXIMUM_POINTS / 2 ? 0.1 : 10) * (1 + random.nextDouble());
            row("a", frame, x);
        }
        StudyTracks tracks = read(ALL);
        ScriptedClassifier classifier = new ScriptedClassifier(
                        DiffusionModel.BROWNIAN,
                        track -> end(track) - end(tracks.observed().get(0).trajectory()) / 2)
                .stage("exact", RecordedTracksTest::displacements);

        // When
        ErasingOutcomes outcomes = ErasingStudy.measure(
                tracks, new StudyRun(classifier, 1, 1, "study erasing", (test, before, done, total) -> {}));

        // Then
        assertThat(outcomes.whole().accuracy().value()).isEqualTo(1);
        assertThat(outcomes.half("exact", Part.MOST, Erasure.CUT).accuracy().value())
                .isZero();
        assertThat(outcomes.half("exact", Part.LEAST, Erasure.CUT).accuracy().value())
                .isEqualTo(1);
    }

    private static double end(Trajectory track) {
        return track.x(track.size() - 1) - track.x(0);
    }

    private static float[] displacements(Trajectory track) {
        float[] map = new float[track.size()];
        for (int point = 1; point < map.length; point++) {
            map[point] = (float) (track.x(point) - track.x(point - 1));
        }
        return map;
    }
}
