package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassificationTest {
    private static final Estimate ALPHA = new Estimate(0.8f, 0.2f);
    private static final Estimate NOISE = new Estimate(0.3f, 0.1f);
    private static final Set<DiffusionModel> CLASS_SET = Set.of(DiffusionModel.BROWNIAN, DiffusionModel.ATTM);
    private static final ModelMembership MEMBER = membership(0.7f, 0.1f, 0.1f, 0.05f, 0.03f, 0.02f);

    /** ATTM is the most probable, before Brownian motion. */
    private static float[] probabilities() {
        return new float[] {0.5f, 0, 0.1f, 0, 0, 0, 0, 0.4f};
    }

    private static ModelMembership membership(Float... families) {
        return new ModelMembership(List.of(families), 0.5f);
    }

    private static Classification classification() {
        return classification(probabilities(), MEMBER);
    }

    private static Classification classification(float[] probabilities, ModelMembership membership) {
        return new Classification(
                probabilities, CLASS_SET, membership, ALPHA, NOISE, new float[][] {{1, 2}}, new float[] {0.5f, 1.5f});
    }

    @Test
    void isAsConfidentAsTheEightModelsAndTheMostProbableOfThemAllow() {
        // When
        Classification classification = classification();

        // Then
        assertThat(classification.mostProbable()).isEqualTo(DiffusionModel.ATTM);
        assertThat(classification.confidence()).isEqualTo(0.7f * 0.5f);
    }

    @Test
    void namesTheMostProbableFamily() {
        // When
        Classification classification =
                classification(probabilities(), membership(0.3f, 0.1f, 0.1f, 0.4f, 0.05f, 0.05f));

        // Then
        assertThat(classification.mostProbableFamily()).isEqualTo(MotionFamily.DIRECTED);
    }

    @Test
    void onATieItIsOneOfTheEightModels() {
        // When
        Classification classification = classification(probabilities(), membership(0.5f, 0.5f, 0f, 0f, 0f, 0f));

        // Then
        assertThat(classification.mostProbableFamily()).isEqualTo(MotionFamily.DIFFUSION_MODEL);
    }

    @Test
    void isUnfamiliarAboveANoveltyOfOneOnly() {
        // When
        Stream<Boolean> unfamiliar = Stream.of(0.5f, 1f, 1.001f)
                .map(novelty -> classification(probabilities(), new ModelMembership(MEMBER.families(), novelty)))
                .map(Classification::isUnfamiliar);

        // Then
        assertThat(unfamiliar).containsExactly(false, false, true);
    }

    @Test
    void listsTheClassSetInTheOrderOfTheModels() {
        // When
        Set<DiffusionModel> classSet = classification().classSet();

        // Then
        assertThat(classSet).containsExactly(DiffusionModel.ATTM, DiffusionModel.BROWNIAN);
    }

    @Test
    void multipliesProbabilitiesByPriorsAndNormalisesThem() {
        // Given priors of 0.5 for Brownian motion and 0.5/7 for each other class
        ClassPriors priors = ClassPriors.parse("BROWNIAN=0.5");

        // When
        Classification reweighted = classification().withPriors(priors);

        // Then
        double sum = 0.6 * 0.5 / 7 + 0.4 * 0.5;
        assertThat(reweighted.probability(DiffusionModel.BROWNIAN)).isCloseTo((float) (0.4 * 0.5 / sum), within(1e-6f));
        assertThat(reweighted.probability(DiffusionModel.ATTM)).isCloseTo((float) (0.5 * 0.5 / 7 / sum), within(1e-6f));
        assertThat(reweighted.probability(DiffusionModel.CTRW)).isZero();
        assertThat(reweighted.mostProbable()).isEqualTo(DiffusionModel.BROWNIAN);
        assertThat(reweighted.confidence()).isEqualTo(0.7f * reweighted.probability(DiffusionModel.BROWNIAN));
    }

    @Test
    void priorsLeaveWhatTheyDoNotConcern() {
        // When
        Classification reweighted = classification().withPriors(ClassPriors.parse("BROWNIAN=0.9"));

        // Then the saliency still explains what was the most probable model
        assertThat(reweighted.explained()).isEqualTo(DiffusionModel.ATTM);
        assertThat(reweighted.saliency(0)).containsExactly(1, 2);
        assertThat(reweighted.absoluteSaliency()).containsExactly(0.5f, 1.5f);
        assertThat(reweighted.classSet()).isEqualTo(CLASS_SET);
        assertThat(reweighted.alpha()).isEqualTo(0.8f);
        assertThat(reweighted.alphaSd()).isEqualTo(0.2f);
        assertThat(reweighted.noise()).isEqualTo(0.3f);
        assertThat(reweighted.novelty()).isEqualTo(0.5f);
        assertThat(reweighted.familyProbability(MotionFamily.DIFFUSION_MODEL)).isEqualTo(0.7f);
    }

    @Test
    void equalPriorsChangeNothing() {
        // Given
        Classification classification = classification();

        // When
        Classification reweighted = classification.withPriors(ClassPriors.EQUAL);

        // Then
        assertThat(reweighted).isSameAs(classification);
    }

    static Stream<Classification> notFinite() {
        float nan = Float.NaN;
        float[] probabilities = probabilities();
        probabilities[3] = nan;
        float[][] saliency = {{1, 2}};
        float[] absolute = {0.5f, 1.5f};
        return Stream.of(
                classification(probabilities, MEMBER),
                classification(probabilities(), membership(0.7f, nan, 0.1f, 0.05f, 0.03f, 0.02f)),
                classification(probabilities(), new ModelMembership(MEMBER.families(), Float.POSITIVE_INFINITY)),
                new Classification(probabilities(), CLASS_SET, MEMBER, new Estimate(nan, 1), NOISE, saliency, absolute),
                new Classification(probabilities(), CLASS_SET, MEMBER, ALPHA, new Estimate(1, nan), saliency, absolute),
                new Classification(probabilities(), Set.of(), MEMBER, ALPHA, NOISE, saliency, absolute),
                new Classification(
                        probabilities(), CLASS_SET, MEMBER, ALPHA, NOISE, new float[][] {{1, 2}, {3, nan}}, absolute),
                new Classification(probabilities(), CLASS_SET, MEMBER, ALPHA, NOISE, saliency, new float[] {1, nan}));
    }

    @ParameterizedTest
    @MethodSource("notFinite")
    void isNotFiniteIfAnyOutputIsNot(Classification classification) {
        // When
        boolean finite = classification.isFinite();

        // Then
        assertThat(finite).isFalse();
        assertThat(classification().isFinite()).isTrue();
    }

    @Test
    void needsAProbabilityForEveryModelAndFamily() {
        // Given, When, Then
        assertThatThrownBy(() -> classification(new float[7], MEMBER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a classification needs 8 probabilities, got 7");
        assertThatThrownBy(() -> new ModelMembership(Collections.nCopies(5, 0.2f), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a classification needs 6 probabilities of families, got 5");
    }
}
