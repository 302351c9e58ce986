package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPriorsTest {
    private static final double ROUNDING = 1e-12;

    private static double sum(ClassPriors priors) {
        return Arrays.stream(DiffusionModel.values())
                .mapToDouble(priors::probability)
                .sum();
    }

    @Test
    void equalPriorsAreAnEighthEach() {
        // When
        ClassPriors priors = ClassPriors.EQUAL;

        // Then
        assertThat(DiffusionModel.values())
                .allSatisfy(model -> assertThat(priors.probability(model)).isEqualTo(0.125));
    }

    @Test
    void theClassesThatAreNotNamedShareTheRestEqually() {
        // When
        ClassPriors priors = ClassPriors.of(Map.of(DiffusionModel.BROWNIAN, 0.5, DiffusionModel.SUB_FBM, 0.2));

        // Then
        assertThat(priors.probability(DiffusionModel.BROWNIAN)).isEqualTo(0.5);
        assertThat(priors.probability(DiffusionModel.SUB_FBM)).isEqualTo(0.2);
        assertThat(priors.probability(DiffusionModel.ATTM)).isCloseTo(0.3 / 6, within(ROUNDING));
        assertThat(sum(priors)).isCloseTo(1, within(ROUNDING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"BROWNIAN=0.5,SUB_FBM=0.2", " brownian = 0.5 , Sub_FBM = .2 ", "SUB_FBM=2e-1,BROWNIAN=0.50"})
    void readsClassesWithTheirProbabilities(String text) {
        // When
        ClassPriors priors = ClassPriors.parse(text);

        // Then
        assertThat(priors).isEqualTo(ClassPriors.of(Map.of(DiffusionModel.BROWNIAN, 0.5, DiffusionModel.SUB_FBM, 0.2)));
    }

    @Test
    void dividesTheProbabilitiesOfAllEightByTheirSum() {
        // Given ninths, rounded to three decimals
        String text = "ATTM=0.111,CTRW=0.111,SUB_FBM=0.111,SUB_SBM=0.111,SUPER_FBM=0.111,LEVY_WALK=0.111,"
                + "SUPER_SBM=0.111,BROWNIAN=0.222";

        // When
        ClassPriors priors = ClassPriors.parse(text);

        // Then
        assertThat(sum(priors)).isCloseTo(1, within(ROUNDING));
        assertThat(priors.probability(DiffusionModel.BROWNIAN)).isCloseTo(2.0 / 9, within(ROUNDING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BROWNIAN=0.5,SUB_FBM=0.25", "ATTM=0.125"})
    void isReadAsItIsWritten(String text) {
        // Given
        ClassPriors priors = ClassPriors.parse(text);

        // When
        ClassPriors read = ClassPriors.parse(priors.toString());

        // Then
        assertThat(read).isEqualTo(priors);
    }

    @Test
    void givingEachClassAnEighthIsTheSameAsGivingNone() {
        // When
        ClassPriors priors = ClassPriors.parse("CTRW=0.125,BROWNIAN=0.125");

        // Then
        assertThat(priors).isEqualTo(ClassPriors.EQUAL).hasSameHashCodeAs(ClassPriors.EQUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"equal", " EQUAL "})
    void readsEqualPriorsByTheirName(String text) {
        // When
        ClassPriors priors = ClassPriors.parse(text);

        // Then
        assertThat(priors).isEqualTo(ClassPriors.EQUAL);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        "",
                        "must be equal, or classes with their prior probabilities, such as BROWNIAN=0.5,SUB_FBM=0.2, got ''"),
                arguments(
                        "BROWNIAN",
                        "must be equal, or classes with their prior probabilities, such as BROWNIAN=0.5,SUB_FBM=0.2, got 'BROWNIAN'"),
                arguments(
                        "BROWNIAN=half",
                        "must be equal, or classes with their prior probabilities, such as BROWNIAN=0.5,SUB_FBM=0.2, got"
                                + " 'BROWNIAN=half'"),
                arguments(
                        "BROWNAIN=0.5",
                        "must name classes among ATTM, CTRW, SUB_FBM, SUB_SBM, SUPER_FBM, LEVY_WALK, SUPER_SBM, BROWNIAN, got"
                                + " 'BROWNAIN'"),
                arguments("BROWNIAN=0.5,brownian=0.2", "must name each class once, got BROWNIAN twice"),
                arguments("CTRW=0", "must give each class a probability above 0 and below 1, got CTRW=0.0"),
                arguments("CTRW=1", "must give each class a probability above 0 and below 1, got CTRW=1.0"),
                arguments("CTRW=NaN", "must give each class a probability above 0 and below 1, got CTRW=NaN"),
                arguments(
                        "BROWNIAN=0.7,SUB_FBM=0.2,CTRW=0.1",
                        "must add up to less than 1, because the classes without a probability (ATTM, SUB_SBM, SUPER_FBM,"
                                + " LEVY_WALK, SUPER_SBM) share the rest, got a sum of 1.0"),
                arguments(
                        "ATTM=0.1,CTRW=0.1,SUB_FBM=0.1,SUB_SBM=0.1,SUPER_FBM=0.1,LEVY_WALK=0.1,SUPER_SBM=0.1,BROWNIAN=0.1",
                        "must add up to 1, because every class has a probability, got a sum of 0.8"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void saysWhatIsWrongWithPriorsThatCannotBe(String text, String message) {
        // When
        assertThatThrownBy(() -> ClassPriors.parse(text))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
