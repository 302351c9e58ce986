package io.wanderscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.trainer.data.Departure;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MixedTracksTest {
    /** Tracks of CTRW that are called CTRW with a confidence of 0.8, the last of them wrongly. */
    private static Evaluation models(int right, int wrong) {
        Stream<Prediction> called = Stream.concat(
                        Collections.nCopies(right, DiffusionModel.CTRW).stream(),
                        Collections.nCopies(wrong, DiffusionModel.ATTM).stream())
                .map(model -> new Prediction(model, 0.5, 30, 0, SampleAnswers.of(DiffusionModel.CTRW, 0.8)));
        return new Evaluation("models", called.toList());
    }

    private static DepartureResult others(Departure departure, int points, Answer answer) {
        return new DepartureResult(departure, departure.description(), points, Collections.nCopies(10, answer));
    }

    @Test
    void labelsOfOtherMotionCountAsWrong() {
        // Given labels of 0.8 of which 0.8 are right among the models, and as many immobile tracks that get one, too
        MixedTracks mixed = MixedTracks.of(
                30,
                models(8, 2),
                List.of(
                        others(Departure.IMMOBILE, 30, SampleAnswers.of(DiffusionModel.SUB_FBM, 0.8)),
                        others(Departure.DRIFT, 30, SampleAnswers.ofFamily(MotionFamily.DIRECTED, 0.9))));

        // When
        MixedTracks.Reliability labels = mixed.labels(0.5);

        // Then
        double immobile = (1 - MixedTracks.MODELS_SHARE) / 2;
        double labelled = MixedTracks.MODELS_SHARE + immobile;
        assertThat(labels.share()).isCloseTo(labelled, within(1e-12));
        assertThat(labels.meanProbability()).isCloseTo(0.8, within(1e-12));
        assertThat(labels.right()).isCloseTo(0.8 * MixedTracks.MODELS_SHARE / labelled, within(1e-12));
        assertThat(labels.calibrationError()).isCloseTo(0.8 * immobile / labelled, within(1e-12));
    }

    @Test
    void theFamilyNamedIsHeldToTheTruth() {
        // Given drifts that are called directed with a probability of 0.9, and models of which nothing else is said
        MixedTracks mixed = MixedTracks.of(
                30,
                models(1, 0),
                List.of(others(Departure.DRIFT, 30, SampleAnswers.ofFamily(MotionFamily.DIRECTED, 0.9))));

        // When
        MixedTracks.Reliability families = mixed.families();

        // Then
        assertThat(families.share()).isCloseTo(1, within(1e-12));
        assertThat(families.right()).isCloseTo(1, within(1e-12));
        assertThat(families.calibrationError()).isCloseTo(0.1 * (1 - MixedTracks.MODELS_SHARE), within(1e-12));
    }

    @Test
    void leavesOutOtherLengthsAndWhatFollowsOneOfTheEight() {
        // When
        MixedTracks mixed = MixedTracks.of(
                30,
                models(1, 0),
                List.of(
                        others(Departure.DRIFT, 30, SampleAnswers.ofFamily(MotionFamily.DIRECTED)),
                        others(Departure.DRIFT, 100, SampleAnswers.ofFamily(MotionFamily.CONFINED)),
                        others(Departure.BLUR, 30, SampleAnswers.of(DiffusionModel.SUPER_FBM, 0.99))));

        // Then
        assertThat(mixed.tracks()).hasSize(11);
        assertThat(mixed.families().right()).isCloseTo(1, within(1e-12));
    }
}
