package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A classifier that counts rests, with one map that shows them, one with the wrong sign and one of noise. */
class PlantedStudyTest {
    private static final int TRACKS = 60;

    private static boolean rests(Trajectory trajectory, int point) {
        return point > 0
                && Math.hypot(
                                trajectory.x(point) - trajectory.x(point - 1),
                                trajectory.y(point) - trajectory.y(point - 1))
                        < 1e-9;
    }

    private static double count(Trajectory trajectory) {
        return IntStream.range(0, trajectory.size())
                .filter(point -> rests(trajectory, point))
                .count();
    }

    private static float[] map(Trajectory trajectory, float ofRests) {
        float[] map = new float[trajectory.size()];
        for (int point = 0; point < map.length; point++) {
            map[point] = rests(trajectory, point) ? ofRests : 0;
        }
        return map;
    }

    private static float[] noise(Trajectory trajectory) {
        SplittableRandom random = new SplittableRandom(trajectory.hashCode());
        float[] map = new float[trajectory.size()];
        for (int point = 0; point < map.length; point++) {
            map[point] = (float) random.nextDouble(-1, 1);
        }
        return map;
    }

    /** Farthest from 0 at the last point that counts as the start. */
    private static float[] ends(Trajectory trajectory) {
        float[] map = new float[trajectory.size()];
        map[Localisation.END - 1] = -2;
        map[Localisation.END] = 1;
        return map;
    }

    /** A classifier that answers CTRW and is the surer, the more (or, if the factor is negative, the less) the particle rests. */
    private static StudyResult study(double factor) {
        ScriptedClassifier classifier = new ScriptedClassifier(DiffusionModel.CTRW, track -> 8 + factor * count(track))
                .stage("right", track -> map(track, (float) Math.signum(factor)))
                .stage("inverted", track -> map(track, (float) -Math.signum(factor)))
                .stage("noise", PlantedStudyTest::noise)
                .stage("ends", PlantedStudyTest::ends)
                .absolute(track -> map(track, 1));
        return new PlantedStudy(List.of(Feature.REST))
                .run(new StudyRun(classifier, 1, TRACKS, "study planted", (test, before, done, total) -> {}));
    }

    @Test
    void findsARestWhereItIsEvidence() {
        // When
        CsvRows rows = new CsvRows(study(0.1));

        // Then
        assertThat(rows.value("supporting", "REST", "right")).isEqualTo(1);
        assertThat(rows.value("area", "REST", "right")).isEqualTo(1);
        assertThat(rows.value("hits", "REST", "right")).isEqualTo(1);
        assertThat(rows.value("area", "REST", "inverted")).isZero();
        assertThat(rows.value("unsigned_area", "REST", "inverted")).isEqualTo(1);
        assertThat(rows.value("hits", "REST", "occlusion cut out and joined")).isEqualTo(1);
        assertThat(rows.value("hits", "REST", "occlusion marked as not seen")).isEqualTo(1);
    }

    @Test
    void turnsTheMapOverWhereTheFeatureCountsAgainstTheAnswer() {
        // When
        CsvRows rows = new CsvRows(study(-0.1));

        // Then
        assertThat(rows.value("supporting", "REST", "right")).isZero();
        assertThat(rows.value("area", "REST", "right")).isEqualTo(1);
        assertThat(rows.value("area", "REST", "inverted")).isZero();
        assertThat(rows.value("hits", "REST", "occlusion cut out and joined")).isEqualTo(1);
    }

    @Test
    void aMapWithoutSignsHasNoSignedArea() {
        // When
        StudyResult result = study(-0.1);

        // Then
        CsvRows rows = new CsvRows(result);
        for (String method : new String[] {"absolute", "plain gradient"}) {
            assertThat(rows.text("area", "REST", method)).isEmpty();
            assertThat(rows.text("hits", "REST", method)).isEmpty();
        }
        assertThat(rows.value("unsigned_area", "REST", "absolute")).isEqualTo(1);
        assertThat(result.summary().get(0)).startsWith("rest: largest area of a map with signs 1.00 ± 0.00 (right)");
        assertThat(result.figures().get("planted-area")).doesNotContain("absolute", "plain gradient");
        assertThat(result.figures().get("planted-area-unsigned")).contains("absolute", "plain gradient");
    }

    @Test
    void countsTheMapsThatAreLargestAtAnEnd() {
        // When
        CsvRows rows = new CsvRows(study(0.1));

        // Then by four standard errors of chance
        assertThat(rows.value("unsigned_ends", "REST", "right")).isZero();
        assertThat(rows.value("unsigned_ends", "REST", "ends")).isEqualTo(1);
        assertThat(rows.value("unsigned_ends", "REST", "noise"))
                .isCloseTo(0.1, within(4 * Math.sqrt(0.1 * 0.9 / TRACKS)));
    }

    @Test
    void theSameSeedGivesTheSameResult() {
        // When
        StudyResult first = study(0.1);
        StudyResult second = study(0.1);

        // Then
        assertThat(first).isEqualTo(second);
    }

    @Test
    void aMapOfNoiseIsChance() {
        // When
        CsvRows rows = new CsvRows(study(0.1));

        // Then by four standard errors
        for (String area : new String[] {"area", "unsigned_area"}) {
            assertThat(rows.value(area, "REST", "noise"))
                    .isCloseTo(0.5, within(4 * rows.value(area + "_error", "REST", "noise")));
        }
        assertThat(rows.value("unsigned_hits", "REST", "noise"))
                .isCloseTo(0.2, within(4 * Math.sqrt(0.2 * 0.8 / TRACKS)));
    }
}
