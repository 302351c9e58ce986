package io.wanderscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.trainer.data.Departure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelEvaluationTest {
    private static Prediction prediction(Answer answer) {
        return new Prediction(DiffusionModel.CTRW, 0.5, 100, 0, answer);
    }

    /** A hundred trajectories, some of which are recognised with a confidence of 0.9, the others called confined. */
    private static Evaluation evaluation(String name, int recognised) {
        return new Evaluation(
                name,
                Stream.concat(
                                Collections.nCopies(recognised, SampleAnswers.of(DiffusionModel.CTRW, 0.9)).stream(),
                                Collections.nCopies(100 - recognised, SampleAnswers.ofFamily(MotionFamily.CONFINED))
                                        .stream())
                        .map(ModelEvaluationTest::prediction)
                        .toList());
    }

    private static ByImaging<Evaluation> test(String name, int unknown, int known) {
        return new ByImaging<>(evaluation(name, unknown), evaluation(name + ", imaging known", known));
    }

    private static DepartureResult departure(Departure departure, int points, Answer answer) {
        return new DepartureResult(departure, departure.description(), points, Collections.nCopies(10, answer));
    }

    private static ModelEvaluation evaluation() {
        return new ModelEvaluation(
                List.of(
                        test("no noise", 94, 98),
                        test("1000 points", 97, 98),
                        test("noise 0.1", 90, 91),
                        test("noise 0.5", 88, 90),
                        test("noise 1.0", 84, 85)),
                List.of(
                        new Cell(10, 0, test("cell", 92, 92)),
                        new Cell(20, 0.5, test("cell", 80, 88)),
                        new Cell(30, 1, test("cell", 90, 90))),
                List.of(
                        departure(Departure.IMMOBILE, 30, SampleAnswers.of(DiffusionModel.SUB_FBM, 0.8)),
                        departure(Departure.IMMOBILE, 100, SampleAnswers.of(DiffusionModel.SUB_FBM, 0.95)),
                        departure(Departure.IMMOBILE, 300, SampleAnswers.ofFamily(MotionFamily.IMMOBILE)),
                        departure(Departure.BLUR, 100, SampleAnswers.of(DiffusionModel.SUPER_FBM, 0.4))),
                List.of(new ShortTracks("20", evaluation("short", 50), evaluation("short", 60))),
                List.of(new GapCost(evaluation("complete", 95), evaluation("gaps", 90), evaluation("shorter", 92))),
                List.of(new WrongNoise(0.8, evaluation("told", 87))),
                OptionalLong.of(9_300_000));
    }

    private static Figure figure(String name) {
        return evaluation().figures().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyAccuracyHasItsTargetWithoutAndWithKnowledge() {
        // When
        List<Figure> accuracies = evaluation().figures().subList(0, 8);

        // Then
        assertThat(accuracies)
                .extracting(Figure::name, each -> each.target().toString(), Figure::isReached)
                .containsExactly(
                        tuple("accuracy, no noise", "≥ 93.5 %", true),
                        tuple("accuracy, no noise, imaging known", "≥ 93.5 %", true),
                        tuple("accuracy, 1000 points", "≥ 97.8 %", false),
                        tuple("accuracy, 1000 points, imaging known", "≥ 97.8 %", true),
                        tuple("accuracy, noise 0.5", "≥ 89 %", false),
                        tuple("accuracy, noise 0.5, imaging known", "≥ 89 %", true),
                        tuple("accuracy, noise 1.0", "≥ 84 %", true),
                        tuple("accuracy, noise 1.0, imaging known", "≥ 84 %", true));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @Test
    void theWorstCellCounts() {
        // When
        Figure unknown = figure("largest calibration error, imaging unknown");

        // Then
        assertThat(unknown.isReached()).isFalse();
        assertThat(unknown.detail()).startsWith("at 20 points, noise 0.5;");
    }

    @Test
    void theWorstLengthOfADepartureCounts() {
        // When
        Figure immobile = figure("wrong label above 0.9, immobile, with localisation noise");

        // Then
        assertThat(immobile.value().value()).isEqualTo(1);
        assertThat(immobile.detail()).isEqualTo("at 100 points, the worst of 30, 100, 300");
        assertThat(figure("wrong label above 0.9, Brownian motion under full exposure")
                        .isReached())
                .isTrue();
    }

    @Test
    void blurIsWrongAtAnyConfidenceOrAtLeastOneHalf() {
        // When
        Figure any = figure("wrong label at any confidence, Brownian motion under full exposure");

        // Then
        assertThat(any.value().value()).isEqualTo(1);
        assertThat(figure("wrong label at confidence 0.5 or more, Brownian motion under full exposure")
                        .value()
                        .value())
                .isZero();
    }

    @Test
    void modelsCalledNoneOfTheseGapsAndCostHaveTargets() {
        // When
        Figure none = figure("the eight called none of these, no noise");

        // Then
        assertThat(none.value().value()).isEqualTo(0.06);
        assertThat(none.isReached()).isFalse();
        assertThat(figure("the eight called none of these, no noise, imaging known")
                        .isReached())
                .isTrue();
        assertThat(figure("accuracy lost to gaps, complete").written()).isEqualTo("5.00 ± 2.18 points");
        assertThat(figure("accuracy lost to gaps, complete").detail())
                .isEqualTo("a track that is a fifth shorter loses 3.0 ± 1.7");
        assertThat(figure("multiply-adds at 256 points").isReached()).isTrue();
    }

    @Test
    void printsEveryTableAndEveryFigure() {
        // Given
        StringWriter text = new StringWriter();

        // When
        new EvaluationPrinter(new PrintWriter(text), false).print(evaluation());

        // Then
        assertThat(text.toString().lines())
                .anyMatch(line -> line.startsWith("20 points, noise 0.5"))
                .anyMatch(
                        line -> line.startsWith("immobile, with localisation noise") && line.endsWith("SUB_FBM 100.0"))
                .anyMatch(line -> line.startsWith("the eight models (71 %) and other motion together"))
                .anyMatch(line -> line.startsWith("all ") && line.contains("6.0 ± 2.4"))
                .anyMatch(line -> line.matches("0\\.8 +87\\.0 +.* 0\\.0 ± 0\\.0"))
                .anyMatch(line -> line.matches("CTRW +50\\.0 \\(0\\.0\\)"))
                .anyMatch(line -> line.matches("accuracy, no noise +≥ 93\\.5 % +94\\.00 ± 2\\.37 % +yes"));
        assertThat(text.toString()).doesNotContain("null");
    }
}
