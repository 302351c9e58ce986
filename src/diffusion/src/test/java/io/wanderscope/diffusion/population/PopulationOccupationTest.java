package io.wanderscope.diffusion.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.population.PopulationEstimate.Fraction;
import io.wanderscope.diffusion.population.PopulationEstimate.Occupation;
import io.wanderscope.diffusion.population.PopulationEstimate.State;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The occupation and its states, of populations whose truth is known. */
class PopulationOccupationTest {
    private static final PopulationEstimator NOTHING_KNOWN =
            new PopulationEstimator(ImagingConditions.UNKNOWN, OptionalDouble.empty(), Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "0.04, 0.4, 0, 0.02", "0.04, 0.4, 0.03, 0.02", "0.04, 0.1, 0.03, 0.02",
        "0.2,  0.4, 0, 0.05", "0.2,  0.4, 0.03, 0.05", "0.2,  0.6, 0.03, 0.05",
    })
    void twoStatesAreFoundWithTheirSharesAndDiffusionCoefficients(
            double slow, double slowShare, double noise, double tolerance) {
        // Given
        SimulatedPopulation population = SimulatedPopulation.of(slow, 1, slowShare, noise);
        List<List<ObservedTrajectory>> drawn =
                LongStream.range(0, 6).mapToObj(population::draw).toList();

        // When
        List<PopulationEstimate> estimates = drawn.stream()
                .map(tracks ->
                        NOTHING_KNOWN.estimate(SimulatedPopulation.sums(tracks, SimulatedPopulation.FRAME_INTERVAL)))
                .toList();

        // Then
        assertThat(estimates).allSatisfy(estimate -> {
            assertThat(estimate.states()).hasSize(2);
            assertThat(fraction(estimate, 0)).isCloseTo(slowShare, within(tolerance + drawnError(slowShare)));
        });
        assertThat(mean(estimates, estimate -> fraction(estimate, 0))).isCloseTo(slowShare, within(tolerance));
        assertThat(mean(estimates, estimate -> diffusion(estimate, 0))).isCloseTo(slow, within(0.1 * slow));
        assertThat(mean(estimates, estimate -> diffusion(estimate, 1))).isCloseTo(1, within(0.1));
        assertThat(mean(estimates, estimate -> estimate.localisationError().orElseThrow()))
                .isCloseTo(noise, within(0.004));
    }

    /** Two standard deviations of the share of a thousand tracks that are drawn. */
    private static double drawnError(double share) {
        return 2 * Math.sqrt(share * (1 - share) / 1000);
    }

    private static double fraction(PopulationEstimate estimate, int state) {
        return estimate.states().get(state).fraction().value();
    }

    private static double diffusion(PopulationEstimate estimate, int state) {
        return estimate.states().get(state).diffusionCoefficient();
    }

    private static double mean(List<PopulationEstimate> estimates, ToDoubleFunction<PopulationEstimate> quantity) {
        return estimates.stream().mapToDouble(quantity).average().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"200, 0, 0.5", "200, 0.03, 0.5", "1000, 0.03, 0.5", "2000, 0.03, 0.5", "2000, 0.1, 0.5", "1000, 0.03, 0"
    })
    void aPopulationOfOneDiffusionCoefficientIsOneState(int tracks, double noise, double diffusion) {
        // Given
        SimulatedPopulation population =
                SimulatedPopulation.of(diffusion, diffusion, 0.5, noise).withTracks(tracks);
        List<SufficientStatistics> drawn =
                LongStream.range(0, 10).mapToObj(population::sums).toList();

        // When
        List<PopulationEstimate> estimates =
                drawn.stream().map(NOTHING_KNOWN::estimate).toList();

        // Then
        assertThat(estimates).allSatisfy(estimate -> {
            assertThat(estimate.states()).hasSize(1);
            assertThat(estimate.states().get(0).from()).isEmpty();
            assertThat(estimate.states().get(0).to()).isEmpty();
            assertThat(fraction(estimate, 0)).isCloseTo(1, within(1e-9));
        });
    }

    /** Tens of thousands of segments would show every flaw of an approximation as a state of its own. */
    @ParameterizedTest
    @CsvSource({"0.02, 2, 0.03, 2", "0.02, 0.02, 0.05, 1", "0.02, 0.02, 0.03, 1", "0.005, 0.5, 0.03, 2"})
    void aLargePopulationHasNoMoreStatesThanASmallOne(double slow, double fast, double noise, int states) {
        // Given
        SimulatedPopulation population = new SimulatedPopulation(20_000, slow, fast, 0.5, noise, 3, 30);

        // When
        PopulationEstimate estimate = NOTHING_KNOWN.estimate(population.sums(1));

        // Then
        assertThat(estimate.states()).hasSize(states);
        assertThat(fraction(estimate, 0)).isCloseTo(1.0 / states, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 4, 6})
    void aStateHoldsMoreThanAFewDisplacements(long seed) {
        // Given
        SufficientStatistics sums = SimulatedPopulation.of(0.2, 1, 0.06, 0.03).sums(seed);

        // When
        PopulationEstimate estimate = NOTHING_KNOWN.estimate(sums);

        // Then
        assertThat(estimate.states())
                .allSatisfy(state -> assertThat(state.fraction().value()).isGreaterThan(0.019));
    }

    @Test
    void immobileParticlesHaveTheLocalisationErrorAndHardlyAnyMotion() {
        // When
        PopulationEstimate estimate =
                NOTHING_KNOWN.estimate(SimulatedPopulation.of(0, 0, 0, 0.03).sums(5));

        // Then
        assertThat(estimate.localisationError().orElseThrow()).isCloseTo(0.03, within(0.001));
        assertThat(estimate.states()).hasSize(1);
        assertThat(diffusion(estimate, 0)).isLessThan(0.1 * 0.03 * 0.03 / SimulatedPopulation.FRAME_INTERVAL);
    }

    @Test
    void particlesWhosePositionsAreAllEqualAreTheSlowestThereAre() {
        // Given
        List<ObservedTrajectory> still =
                Collections.nCopies(50, ObservedTrajectory.complete(Trajectory.of(new double[6], new double[6])));

        // When
        PopulationEstimate estimate = NOTHING_KNOWN.estimate(SimulatedPopulation.sums(still, 0.01));

        // Then
        assertThat(estimate.localisationError()).hasValue(0);
        assertThat(estimate.displacements()).isEqualTo(250);
        assertThat(estimate.states()).hasSize(1);
        assertThat(estimate.occupation())
                .allSatisfy(bin -> assertThat(bin.fraction().value()).isBetween(0.0, 1.0));
        assertThat(estimate.occupation().stream()
                        .limit(DiffusionGrid.SIZE / 2)
                        .mapToDouble(bin -> bin.fraction().value())
                        .sum())
                .isGreaterThan(0.9);
    }

    @Test
    void withoutTwoSuccessiveFramesThereIsNoOccupation() {
        // Given
        BitSet observed = new BitSet();
        IntStream.of(0, 2, 4).forEach(observed::set);
        ObservedTrajectory gappy =
                new ObservedTrajectory(Trajectory.of(new double[] {0, 1, 2, 3, 4}, new double[5]), observed);

        // When
        PopulationEstimate estimate = NOTHING_KNOWN.estimate(SimulatedPopulation.sums(List.of(gappy), 0.01));

        // Then
        assertThat(estimate.tracks()).isEqualTo(1);
        assertThat(estimate.displacements()).isZero();
        assertThat(estimate.occupation()).isEmpty();
        assertThat(estimate.states()).isEmpty();
        assertThat(estimate.localisationError()).isEmpty();
    }

    @Test
    void aThousandfoldUnitOfLengthGivesTheSameSharesAtAMillionfoldDiffusionCoefficient() {
        // Given
        List<ObservedTrajectory> micrometres =
                SimulatedPopulation.of(0.04, 1, 0.4, 0.03).draw(1);
        List<ObservedTrajectory> nanometres = SimulatedPopulation.scaled(micrometres, 1000);
        PopulationEstimate expected = NOTHING_KNOWN.estimate(SimulatedPopulation.sums(micrometres, 0.01));

        // When
        PopulationEstimate estimate = NOTHING_KNOWN.estimate(SimulatedPopulation.sums(nanometres, 0.01));

        // Then
        assertThat(estimate.occupation()).hasSameSizeAs(expected.occupation());
        for (int bin = 0; bin < expected.occupation().size(); bin++) {
            Occupation there = estimate.occupation().get(bin);
            Occupation here = expected.occupation().get(bin);
            assertThat(there.diffusionCoefficient() / here.diffusionCoefficient())
                    .isCloseTo(1e6, within(1e-3));
            assertThat(there.fraction().value()).isCloseTo(here.fraction().value(), within(0.001));
        }
    }

    @Test
    void pixelsPerFrameGiveTheSameStates() {
        // Given
        double pixelSize = 0.16;
        List<ObservedTrajectory> micrometres =
                SimulatedPopulation.of(0.04, 1, 0.4, 0.03).draw(1);
        List<ObservedTrajectory> pixels = SimulatedPopulation.scaled(micrometres, 1 / pixelSize);
        List<State> expected = NOTHING_KNOWN
                .estimate(SimulatedPopulation.sums(micrometres, SimulatedPopulation.FRAME_INTERVAL))
                .states();

        // When
        PopulationEstimate estimate = NOTHING_KNOWN.estimate(SimulatedPopulation.sums(pixels, 1));

        // Then
        assertThat(estimate.states()).hasSize(2);
        double unit = pixelSize * pixelSize / SimulatedPopulation.FRAME_INTERVAL;
        for (int state = 0; state < 2; state++) {
            assertThat(unit * diffusion(estimate, state) / expected.get(state).diffusionCoefficient())
                    .isCloseTo(1, within(0.1));
            assertThat(fraction(estimate, state))
                    .isCloseTo(expected.get(state).fraction().value(), within(0.01));
        }
    }

    @Property(tries = 5)
    void theResultDependsNeitherOnTheOrderOfTheTracksNorOnWhoAddedWhich(@ForAll long seed) {
        // Given
        List<ObservedTrajectory> tracks =
                SimulatedPopulation.of(0.04, 1, 0.4, 0.03).withTracks(60).draw(7);
        List<ObservedTrajectory> shuffled = new ArrayList<>(tracks);
        Collections.shuffle(shuffled, new Random(seed));
        int cut = new Random(seed).nextInt(tracks.size() + 1);
        SufficientStatistics first = SimulatedPopulation.sums(shuffled.subList(0, cut), 0.01);
        SufficientStatistics second = SimulatedPopulation.sums(shuffled.subList(cut, shuffled.size()), 0.01);

        // When
        PopulationEstimate estimate = NOTHING_KNOWN.estimate(second.plus(first));

        // Then
        assertThat(estimate).isEqualTo(NOTHING_KNOWN.estimate(SimulatedPopulation.sums(tracks, 0.01)));
    }

    @ParameterizedTest
    @CsvSource({"0.04, 500", "0.2, 1000"})
    void intervalsHoldTheShareOfTheSlowStateAsOftenAsTheySay(double slow, int tracks) {
        // Given
        double slowShare = 0.4;
        SimulatedPopulation population =
                SimulatedPopulation.of(slow, 1, slowShare, 0.03).withTracks(tracks);
        List<SufficientStatistics> drawn =
                LongStream.range(100, 140).mapToObj(population::sums).toList();

        // When
        List<Fraction> fractions = drawn.stream()
                .map(sums -> NOTHING_KNOWN.estimate(sums).states().get(0).fraction())
                .toList();

        // Then
        assertThat(fractions.stream()
                        .filter(fraction -> fraction.low() <= slowShare && slowShare <= fraction.high())
                        .count())
                .as("of 40, of which 36 are expected, and in 99 of 100 cases 31 or more")
                .isBetween(31L, 40L);
    }

    @Test
    void segmentsOfLongTracksDoNotCountAsIndependent() {
        // Given
        SimulatedPopulation shortTracks = new SimulatedPopulation(600, 0.04, 1, 0.4, 0.03, 11, 11);
        SimulatedPopulation longTracks = new SimulatedPopulation(60, 0.04, 1, 0.4, 0.03, 101, 101);
        double few = width(NOTHING_KNOWN.estimate(longTracks.sums(3)));

        // When
        double many = width(NOTHING_KNOWN.estimate(shortTracks.sums(3)));

        // Then
        assertThat(few / many).as("a tenth of the tracks").isCloseTo(Math.sqrt(10), within(0.9));
    }

    private static double width(PopulationEstimate estimate) {
        Fraction fraction = estimate.states().get(0).fraction();
        return fraction.high() - fraction.low();
    }

    @Test
    void aKnownLocalisationErrorIsUsed() {
        // When
        PopulationEstimate estimate = new PopulationEstimator(
                        ImagingConditions.of(0.05, 1), OptionalDouble.empty(), Optional.empty())
                .estimate(SimulatedPopulation.of(0.04, 1, 0.4, 0.03).sums(1));

        // Then
        assertThat(estimate.localisationError().orElseThrow()).isCloseTo(0.05, within(1e-9));
    }
}
