package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.testing.ShippedModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped model finds the compositions of populations, in a bounded form of the study. */
class PopulationStudyTest {
    private static final int REPETITIONS = 3;
    private static final int TRACKS = 1000;

    private static StudyRun run(TrajectoryClassifier classifier, int tracks) {
        return new StudyRun(classifier, 5, tracks, "study population", (test, before, done, total) -> {});
    }

    private static List<Double> values(List<PopulationFigure> figures, PopulationMeasure measure) {
        return figures.stream()
                .filter(each -> each.measure().equals(measure))
                .map(each -> each.value().value())
                .toList();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    @Test
    void findsTheCompositionOfPopulationsWhereCountingAnswersFails() throws Exception {
        // Given
        try (OnnxTrajectoryClassifier classifier =
                OnnxTrajectoryClassifier.open(new ShippedModel().file(), ExecutionProvider.CPU, 1)) {
            // When
            List<PopulationFigure> figures = new ClassFractionsPart(REPETITIONS).figures(run(classifier, TRACKS));

            // Then
            assertThat(mean(values(figures, ClassFractionsPart.TOTAL_VARIATION)))
                    .isLessThan(0.06);
            assertThat(values(figures, ClassFractionsPart.TOTAL_VARIATION)).allMatch(each -> each < 0.15);
            assertThat(mean(values(figures, ClassFractionsPart.COUNTED))).isGreaterThan(0.2);
            assertThat(mean(values(figures, ClassFractionsPart.COVERAGE))).isGreaterThan(0.8);
        }
    }

    @Test
    void findsTheStatesOfPopulations() {
        // Given
        StudyRun run = run(new ScriptedClassifier(DiffusionModel.CTRW, track -> 0), TRACKS);

        // When
        List<PopulationFigure> figures = new OccupationPart(REPETITIONS).figures(run);

        // Then
        assertThat(values(figures, OccupationPart.STATES)).hasSize(8).allMatch(each -> each == 1);
        assertThat(values(figures, OccupationPart.ERROR)).hasSize(3).allMatch(each -> each < 0.03);
        assertThat(values(figures, OccupationPart.ERROR_OF_CLOSE)).hasSize(2).allMatch(each -> each < 0.05);
        assertThat(values(figures, OccupationPart.SLOW)).hasSize(5).allMatch(each -> each > 0.85 && each < 1.15);
        assertThat(values(figures, OccupationPart.FAST)).hasSize(5).allMatch(each -> each > 0.9 && each < 1.1);
    }

    @Test
    void findsTheExponentsOfPopulations() {
        // Given
        StudyRun run = run(new ScriptedClassifier(DiffusionModel.CTRW, track -> 0), TRACKS);

        // When
        List<PopulationFigure> figures = new ExponentPart(REPETITIONS).figures(run);

        // Then
        assertThat(values(figures, ExponentPart.BIAS_TOLD)).hasSize(18).allMatch(each -> Math.abs(each) < 0.15);
        assertThat(mean(values(figures, ExponentPart.DEVIATION_TOLD))).isLessThan(0.06);
        assertThat(values(figures, ExponentPart.BIAS)).hasSize(18).allMatch(each -> Math.abs(each) < 0.25);
        assertThat(mean(values(figures, ExponentPart.DEVIATION))).isLessThan(0.12);
    }

    @Test
    void writesATableAndAPageWithAFigureOfEachQuantity() throws Exception {
        // Given
        List<PopulationPart> parts = List.of(new ClassFractionsPart(2), new OccupationPart(2), new ExponentPart(2));
        try (OnnxTrajectoryClassifier classifier =
                OnnxTrajectoryClassifier.open(new ShippedModel().file(), ExecutionProvider.CPU, 1)) {
            // When
            StudyResult result = new PopulationStudy(parts).run(run(classifier, 20));

            // Then
            assertThat(result.csv()).startsWith("quantity,population,simulator,figure,value,standard_error\n");
            assertThat(result.csv().lines()).hasSize(1 + 6 * 2 * 3 + 5 * 6 + 3 + 36 * 4);
            assertThat(result.csv())
                    .contains("class,50 % SUB_FBM + 50 % BROWNIAN,independent,coverage,")
                    .contains("alpha,α 0.5 with exposure 1 and noise 0.3; every other track immobile,")
                    .doesNotContain("NaN");
            assertThat(result.figures())
                    .containsOnlyKeys("population-class", "population-occupation", "population-alpha");
            assertThat(result.page()).doesNotContain("NaN");
            assertThat(StudyExcerpt.of(result.page()))
                    .hasValueSatisfying(excerpt -> assertThat(excerpt.findings())
                            .hasSameSizeAs(result.summary())
                            .hasSize(3 + 7 + 8)
                            .anyMatch(each -> each.contains("(target: at most 6 %)")));
        }
    }

    @Test
    void saysWhatToDoAboutAModelThatDoesNotSayHowItConfuses() {
        // Given
        StudyRun run = run(new ScriptedClassifier(DiffusionModel.CTRW, track -> 0), 8);

        // When
        assertThatThrownBy(() -> new PopulationStudy().run(run))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("offline-trainer/record MODEL.onnx --confusion SEED");
    }
}
