package io.wanderscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShortTrackSummaryTest {
    /** Ten tracks of each model, all of the same answer, but a few of Brownian motion that are recognised at a confidence of 0.9. */
    private static Evaluation evaluation(int recognised, Answer otherwise) {
        List<Answer> brownian = Stream.concat(
                        Collections.nCopies(recognised, SampleAnswers.of(DiffusionModel.BROWNIAN, 0.9)).stream(),
                        Collections.nCopies(10 - recognised, otherwise).stream())
                .toList();
        return new Evaluation(
                "",
                Arrays.stream(DiffusionModel.values())
                        .flatMap(model -> (model == DiffusionModel.BROWNIAN
                                        ? brownian
                                        : Collections.nCopies(10, otherwise))
                                .stream().map(answer -> new Prediction(model, 1, 20, 0, answer)))
                        .toList());
    }

    @Test
    void saysWhatEqualPriorsDoToEachClassAndWhatAPriorChangesForBrownianMotion() {
        // Given what is not recognised as Brownian motion is called ATTM, at equal priors mostly without a label
        List<ShortTracks> lengths = List.of(
                new ShortTracks(
                        "5–10",
                        evaluation(0, SampleAnswers.of(DiffusionModel.ATTM, 0.4)),
                        evaluation(2, SampleAnswers.of(DiffusionModel.ATTM, 0.4))),
                new ShortTracks(
                        "20",
                        evaluation(3, SampleAnswers.of(DiffusionModel.ATTM, 0.6)),
                        evaluation(9, SampleAnswers.of(DiffusionModel.BROWNIAN, 0.6))));

        // When
        String text = ShortTrackSummary.text(lengths);

        // Then
        assertThat(text).isEqualTo("""
                        10 short tracks of each class and length, no noise, equal priors: recognised (taken for BROWNIAN), in %
                        class       5–10 points   20 points
                        ATTM        100.0 (0.0)   100.0 (0.0)
                        CTRW          0.0 (0.0)     0.0 (0.0)
                        SUB_FBM       0.0 (0.0)     0.0 (0.0)
                        SUB_SBM       0.0 (0.0)     0.0 (0.0)
                        SUPER_FBM     0.0 (0.0)     0.0 (0.0)
                        LEVY_WALK     0.0 (0.0)     0.0 (0.0)
                        SUPER_SBM     0.0 (0.0)     0.0 (0.0)
                        BROWNIAN      0.0          30.0

                        Brownian motion at a confidence of 0.5 or more: labelled BROWNIAN (given a wrong label), in %
                        priors         5–10 points   20 points
                        equal            0.0 (0.0)    30.0 (70.0)
                        BROWNIAN=0.5    20.0 (0.0)   100.0 (0.0)""");
    }
}
