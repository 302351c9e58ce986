package io.wanderscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.trainer.configuration.DataConfiguration;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.likelihood.BestClassifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingDistributionTest {
    /** Models only, of about 200 points, and an ideal camera of unknown conditions. */
    private static final String PLAIN = "minimumPoints: 200, maximumPoints: 201, logarithmicShare: 0, blurredShare: 0, "
            + "noisyShare: 0, strongNoiseShare: 0, roundedShare: 0, gappyShare: 0, agedShare: 0, knownImagingShare: 0";

    private static List<LabelledTrajectory> drawn(DataConfiguration data, int count) {
        TrainingDistribution distribution = new TrainingDistribution(data, 4);
        List<LabelledTrajectory> drawn = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            drawn.add(distribution.next());
        }
        return drawn;
    }

    private static List<LabelledTrajectory> byDefault(int count) {
        return drawn(TrainingConfiguration.defaults().data(), count);
    }

    /** Draws from the plain distribution with some effects of the camera, and of the families only those named. */
    private static List<LabelledTrajectory> plain(int count, String effects, String families) {
        String yaml = "data: {" + PLAIN + ", " + effects + (effects.isEmpty() ? "" : ", ")
                + "families: {immobileShare: 0, confinedShare: 0, directedShare: 0, switchingShare: 0, artefactShare: 0, "
                + families + "}}";
        try {
            return drawn(TrainingConfiguration.parse(yaml).data(), count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double share(List<LabelledTrajectory> drawn, Predicate<LabelledTrajectory> which) {
        return (double) drawn.stream().filter(which).count() / drawn.size();
    }

    @Test
    void drawsEveryClassAndLengthWithAnExponentInItsRange() {
        // When
        List<LabelledTrajectory> drawn = byDefault(2000);

        // Then
        assertThat(drawn).extracting(LabelledTrajectory::model).contains(DiffusionModel.values());
        assertThat(drawn)
                .allSatisfy(each -> assertThat(each.trajectory().size()).isBetween(5, 1000));
        assertThat(drawn)
                .filteredOn(each -> each.model() != null)
                .allSatisfy(each -> assertThat(each.exponent())
                        .isBetween(
                                each.requireModel().minimumExponent(),
                                each.requireModel().maximumExponent()));
        long shorterThanFifty =
                drawn.stream().filter(each -> each.trajectory().size() < 50).count();
        assertThat(shorterThanFifty).isBetween(400L, 600L);
    }

    @ParameterizedTest
    @CsvSource({
        "IMMOBILE, 0.05",
        "CONFINED, 0.06",
        "DIRECTED, 0.06",
        "SWITCHING, 0.06",
        "ARTEFACT, 0.06",
        "DIFFUSION_MODEL, 0.71"
    })
    void everyFamilyHasItsShare(MotionFamily family, double share) {
        // When
        List<LabelledTrajectory> drawn = byDefault(4000);

        // Then
        assertThat(share(drawn, each -> each.family() == family)).isCloseTo(share, within(0.02));
    }

    @Test
    void theModelsShareTheRestEqually() {
        // When
        List<LabelledTrajectory> models = plain(4000, "minimumPoints: 10, maximumPoints: 12", "");

        // Then
        assertThat(DiffusionModel.values())
                .allSatisfy(model ->
                        assertThat(share(models, each -> each.model() == model)).isCloseTo(1.0 / 8, within(0.02)));
    }

    @Test
    void onlyTheModelsHaveAModelAndAnExponent() {
        // When
        List<LabelledTrajectory> drawn = byDefault(1000);

        // Then
        assertThat(drawn).allSatisfy(each -> {
            boolean ofModel = each.family() == MotionFamily.DIFFUSION_MODEL;
            assertThat(each.model() != null).isEqualTo(ofModel);
            assertThat(Double.isNaN(each.exponent())).isNotEqualTo(ofModel);
            assertThat(Double.isNaN(each.noise())).isEqualTo(each.family() == MotionFamily.IMMOBILE);
        });
    }

    @Test
    void theLabelHoldsTheMeanNoise() {
        // When
        List<LabelledTrajectory> drawn = byDefault(4000);

        // Then by default 65 % are noisy, uniformly up to 1.5, but for 15 % of them log-uniformly from 1.5 to 10, and
        // the noise
        // that changes along the track is as large on average
        List<LabelledTrajectory> mobile =
                drawn.stream().filter(each -> !Double.isNaN(each.noise())).toList();
        assertThat(share(mobile, each -> each.noise() > 0)).isCloseTo(0.65, within(0.03));
        assertThat(mobile.stream()
                        .mapToDouble(LabelledTrajectory::noise)
                        .filter(noise -> noise > 0)
                        .average()
                        .orElseThrow())
                .isCloseTo(0.85 * 0.75 + 0.15 * 8.5 / Math.log(10 / 1.5), within(0.1));
        assertThat(mobile).allSatisfy(each -> assertThat(each.noise()).isBetween(0.0, 15.0));
    }

    @Test
    void bothImagingConditionsAreKnownOrOneOfThem() {
        // When
        List<ImagingConditions> conditions =
                byDefault(4000).stream().map(each -> each.observed().imaging()).toList();

        // Then of all trajectories, of which the conditions of 60 % are known, at least in part
        assertThat(conditionShare(conditions, false, false)).isCloseTo(0.4, within(0.03));
        assertThat(conditionShare(conditions, true, true)).isCloseTo(0.3, within(0.02));
        assertThat(conditionShare(conditions, true, false)).isCloseTo(0.15, within(0.02));
        assertThat(conditionShare(conditions, false, true)).isCloseTo(0.15, within(0.02));
    }

    private static double conditionShare(List<ImagingConditions> conditions, boolean noise, boolean exposure) {
        return (double) conditions.stream()
                        .filter(each -> each.localisationNoise().isPresent() == noise
                                && each.exposure().isPresent() == exposure)
                        .count()
                / conditions.size();
    }

    @Test
    void aKnownNoiseIsTheTrueOneUpToItsError() {
        // Given noisy models of known conditions
        List<LabelledTrajectory> drawn =
                plain(3000, "noisyShare: 1, maximumNoise: 1, knownImagingShare: 1, imagingError: 0.1", "");

        // When
        double[] logarithms = drawn.stream()
                .filter(each -> each.observed().imaging().localisationNoise().isPresent())
                .mapToDouble(each ->
                        Math.log(each.observed().imaging().localisationNoise().getAsDouble() / each.noise()))
                .toArray();

        // Then
        assertThat(rootMeanSquare(logarithms)).isCloseTo(0.1, within(0.006));
    }

    private static double rootMeanSquare(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum / values.length);
    }

    @Test
    void theDisplacementsOfImmobileParticlesTurnBack() {
        // When
        List<LabelledTrajectory> drawn = plain(300, "", "immobileShare: 1");

        // Then
        assertThat(drawn).allSatisfy(each -> {
            double[] steps = steps(each.trajectory());
            double product = IntStream.range(1, steps.length)
                    .mapToDouble(step -> steps[step] * steps[step - 1])
                    .sum();
            double square = IntStream.range(0, steps.length)
                    .mapToDouble(step -> steps[step] * steps[step])
                    .sum();
            assertThat(product / square).isBetween(-0.75, -0.25);
        });
    }

    @Test
    void confinedTracksStayWithinTheirRegion() {
        // Given discs, and traps, the widest with an equilibrium s.d. of √15
        List<LabelledTrajectory> drawn = plain(300, "", "confinedShare: 1");

        // When
        double[] extents =
                drawn.stream().mapToDouble(each -> extent(each.trajectory())).toArray();

        // Then none goes as far as free diffusion would, whose s.d. after 200 frames is 14 per axis
        assertThat(DoubleStream.of(extents))
                .allSatisfy(extent -> assertThat(extent).isLessThan(32));
    }

    @Test
    void straightDriftsHaveTheirSpeed() {
        // Given
        List<LabelledTrajectory> drawn = plain(300, "", "directedShare: 1, turningShare: 0");

        // When
        double[] speeds = drawn.stream()
                .mapToDouble(each -> {
                    Trajectory path = each.trajectory();
                    int last = path.size() - 1;
                    return Math.hypot(path.x(last) - path.x(0), path.y(last) - path.y(0)) / last;
                })
                .toArray();

        // Then log-uniform from 0.3 to 3, whose median is their geometric mean, give or take what diffusion adds
        assertThat(DoubleStream.of(speeds))
                .allSatisfy(speed -> assertThat(speed).isBetween(0.02, 3.3));
        assertThat(IntStream.range(0, speeds.length)
                        .filter(index -> speeds[index] < 0.95)
                        .count())
                .isBetween(120L, 180L);
    }

    @Test
    void aShareOfTheSwitchingTracksIsImmobileAtTimes() {
        // When
        List<LabelledTrajectory> drawn = plain(1000, "", "switchingShare: 1, bindingShare: 0.33");

        // Then
        assertThat(share(drawn, each -> hasRest(each.trajectory()))).isCloseTo(0.33, within(0.05));
    }

    @Test
    void halfOfTheArtefactsAreWrongLinksAndHalfAreCoarseGrids() {
        // Given one link of a distance, or a grid of a spacing, that a range of one value fixes
        List<LabelledTrajectory> drawn =
                plain(400, "", "artefactShare: 1, artefactGrids: [2, 2], wrongLinks: [100, 100]");

        // When
        double linked = share(drawn, each -> longestStep(each.trajectory()) > 90);
        double rounded = share(drawn, each -> onGridOfTwo(each.trajectory()));

        // Then
        assertThat(linked).isCloseTo(0.5, within(0.08));
        assertThat(linked + rounded).isCloseTo(1, within(0.01));
    }

    private static boolean onGridOfTwo(Trajectory path) {
        return IntStream.range(1, path.size()).allMatch(point -> {
            double steps = (path.x(point) - path.x(0)) / 2;
            return Math.abs(steps - Math.rint(steps)) < 1e-9;
        });
    }

    private static boolean hasRest(Trajectory path) {
        return IntStream.range(1, path.size())
                .anyMatch(point -> path.x(point) == path.x(point - 1) && path.y(point) == path.y(point - 1));
    }

    private static double longestStep(Trajectory path) {
        return IntStream.range(1, path.size())
                .mapToDouble(point -> Math.hypot(path.x(point) - path.x(point - 1), path.y(point) - path.y(point - 1)))
                .max()
                .orElseThrow();
    }

    private static double extent(Trajectory path) {
        return IntStream.range(1, path.size())
                .mapToDouble(point -> Math.hypot(path.x(point) - path.x(0), path.y(point) - path.y(0)))
                .max()
                .orElseThrow();
    }

    private static double[] steps(Trajectory path) {
        return IntStream.range(1, path.size())
                .mapToDouble(point -> path.x(point) - path.x(point - 1))
                .toArray();
    }

    @Test
    void theSameSeedGivesTheSameSequence() {
        // When
        List<LabelledTrajectory> drawn = byDefault(300);

        // Then
        assertThat(byDefault(300)).isEqualTo(drawn);
    }

    @Test
    void missingFramesLieOnStraightLines() {
        // Given noiseless trajectories half of whose frames are missing, or none
        List<LabelledTrajectory> gaps = plain(100, "gappyShare: 1.0, maximumMissing: 0.5", "");
        List<LabelledTrajectory> none = plain(100, "", "");

        // When
        double withGaps = straightPoints(gaps);
        double without = straightPoints(none);

        // Then on average a quarter of the frames is missing; Lévy walks and CTRW are straight anyway
        assertThat(withGaps - without).isBetween(0.12, 0.28);
    }

    @Test
    void missingFramesAreNotObserved() {
        // When
        List<LabelledTrajectory> gaps = plain(100, "gappyShare: 1.0, maximumMissing: 0.5", "");

        // Then
        assertThat(gaps.stream()
                        .mapToDouble(each -> 1
                                - (double) each.observed().observedPoints()
                                        / each.observed().size())
                        .average()
                        .orElseThrow())
                .isBetween(0.2, 0.3);
    }

    @Test
    void everyEffectOfTheCameraChangesTheTrajectories() {
        // Given
        List<Trajectory> plain = paths(plain(20, "", ""));

        // When, Then
        assertThat(List.of(
                        "blurredShare: 1.0",
                        "noisyShare: 1.0, maximumNoise: 1.0",
                        "roundedShare: 1.0",
                        "gappyShare: 1.0",
                        "agedShare: 1.0"))
                .allSatisfy(effect ->
                        assertThat(paths(plain(20, effect, ""))).as(effect).doesNotContainAnyElementsOf(plain));
        assertThat(paths(plain(20, "", "artefactShare: 1.0"))).doesNotContainAnyElementsOf(plain);
    }

    private static List<Trajectory> paths(List<LabelledTrajectory> drawn) {
        return drawn.stream().map(LabelledTrajectory::trajectory).toList();
    }

    private static double straightPoints(List<LabelledTrajectory> trajectories) {
        int straight = 0;
        int points = 0;
        for (LabelledTrajectory each : trajectories) {
            Trajectory path = each.trajectory();
            for (int point = 1; point + 1 < path.size(); point++) {
                double bendX = path.x(point + 1) - 2 * path.x(point) + path.x(point - 1);
                double bendY = path.y(point + 1) - 2 * path.y(point) + path.y(point - 1);
                straight += Math.hypot(bendX, bendY) < 1e-9 ? 1 : 0;
                points++;
            }
        }
        return (double) straight / points;
    }

    @Test
    void aShareOfTheNoisyTracksHasStrongNoise() {
        // When
        List<LabelledTrajectory> drawn =
                plain(2000, "noisyShare: 1, strongNoiseShare: 0.25, strongNoise: [2, 8], varyingNoiseShare: 0", "");

        // Then
        assertThat(share(drawn, each -> each.noise() >= 2)).isCloseTo(0.25, within(0.04));
        assertThat(drawn).allSatisfy(each -> assertThat(each.noise()).isBetween(0.0, 8.0));
        // Log-uniform: half of it is below the geometric mean
        assertThat(share(drawn, each -> each.noise() >= 4)).isCloseTo(0.125, within(0.03));
    }

    @Test
    void theProbabilitiesOfTheModelsHoldWhateverTheCameraDoes() {
        // Given
        List<LabelledTrajectory> uncertain = byDefault(20_000).stream()
                .filter(each -> each.probabilities().size() > 1)
                .toList();

        // Then each model occurs as often as its probabilities say
        assertThat(uncertain).hasSizeGreaterThan(1500);
        for (DiffusionModel model : BestClassifier.MODELS) {
            double expected = 0;
            double variance = 0;
            for (LabelledTrajectory each : uncertain) {
                double probability = each.probabilities().get(model);
                expected += probability;
                variance += probability * (1 - probability);
            }
            long occurred =
                    uncertain.stream().filter(each -> each.model() == model).count();
            assertThat((double) occurred).as(model.name()).isCloseTo(expected, within(4 * Math.sqrt(variance)));
        }
        // And the mean probability of the true model is that of a model drawn from the probabilities
        double excess = uncertain.stream()
                .mapToDouble(each -> each.probabilities().get(each.requireModel())
                        - each.probabilities().values().stream()
                                .mapToDouble(probability -> probability * probability)
                                .sum())
                .average()
                .orElseThrow();
        assertThat(excess).isCloseTo(0, within(4 * 0.25 / Math.sqrt(uncertain.size())));
    }

    @Test
    void onlyShortIntactTracksOfGaussianModelsHaveProbabilities() {
        // When
        List<LabelledTrajectory> drawn = byDefault(3000);

        // Then
        assertThat(drawn).allSatisfy(each -> {
            boolean isGaussian = each.model() != null && BestClassifier.MODELS.contains(each.model());
            boolean isIntact =
                    each.observed().observedPoints() == each.trajectory().size();
            if (each.model() == null) {
                assertThat(each.probabilities()).isEmpty();
            } else if (!isGaussian || !isIntact || each.trajectory().size() > 128) {
                assertThat(each.probabilities()).containsExactly(Map.entry(each.model(), 1.0));
            }
            assertThat(each.probabilities().values().stream()
                            .mapToDouble(value -> value)
                            .sum())
                    .isCloseTo(each.model() == null ? 0 : 1, within(1e-9));
        });
    }
}
