package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.BrownianSimulator;
import io.wanderscope.diffusion.Camera;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.population.PopulationEstimate;
import io.wanderscope.diffusion.population.PopulationEstimate.Fraction;
import io.wanderscope.diffusion.population.PopulationEstimate.State;
import io.wanderscope.diffusion.population.PopulationEstimator;
import io.wanderscope.diffusion.population.SufficientStatistics;
import io.wanderscope.diffusion.population.TrackEvidence;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.IntervalChart;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** States of diffusion in populations of one or two of them. */
final class OccupationPart implements PopulationPart {
    static final String QUANTITY = "occupation";

    private static final double TARGET = 0.02;
    private static final double TARGET_OF_CLOSE = 0.05;

    static final PopulationMeasure STATES =
            PopulationMeasure.share("right_number_of_states", "Populations with the right number of states");
    static final PopulationMeasure ERROR = PopulationMeasure.share(
                    "error_of_slow_fraction", "Error of the fraction of the slow state 25-fold apart")
            .toBe(0, TARGET);
    static final PopulationMeasure ERROR_OF_CLOSE = PopulationMeasure.share(
                    "error_of_slow_fraction", "Error of the fraction of the slow state 5-fold apart")
            .toBe(0, TARGET_OF_CLOSE);
    static final PopulationMeasure WITHIN =
            PopulationMeasure.share("slow_fraction_within_target", "Populations whose error is within the target");
    static final PopulationMeasure COVERAGE = PopulationMeasure.share(
                    "coverage_of_slow_fraction", "Coverage of the 90 % interval of the slow state")
            .toBe(0.85, 0.95);
    static final PopulationMeasure SLOW = PopulationMeasure.share(
                    "slow_coefficient_by_truth", "Diffusion coefficient of the slow state by the true one")
            .toBe(0.9, 1.1);
    static final PopulationMeasure FAST = PopulationMeasure.share(
                    "fast_coefficient_by_truth", "Diffusion coefficient of the fast state by the true one")
            .toBe(0.9, 1.1);

    /** Populations of each kind. */
    static final int REPETITIONS = 60;

    private static final String SIMULATOR = "Brownian";
    private static final double FRAME_INTERVAL = 0.00748;

    /** Ratio of two coefficients below which states are close. */
    private static final double CLOSE = 10;

    private static final int SHORTEST = 5;
    private static final int LONGEST = 9;
    private static final double LABEL_WIDTH = 300;

    private final int repetitions;

    OccupationPart(int repetitions) {
        this.repetitions = repetitions;
    }

    /** Two states in µm²/s, or one twice, seen with a localisation error in µm. */
    private record Truth(double slow, double fast, double slowFraction, double noise) {
        String name() {
            String seen = String.format(Locale.ROOT, " seen with an error of %.0f nm", 1000 * noise);
            return isOneState()
                    ? String.format(Locale.ROOT, "one state of %s µm²/s", fast) + seen
                    : String.format(
                                    Locale.ROOT,
                                    "%.0f %% with %s and others with %s µm²/s",
                                    100 * slowFraction,
                                    slow,
                                    fast)
                            + seen;
        }

        /** The error that is to be reached depends on how far apart the states are. */
        PopulationMeasure error() {
            return fast < CLOSE * slow ? ERROR_OF_CLOSE : ERROR;
        }

        boolean isOneState() {
            return slow == fast;
        }

        Outcome outcome(int tracks, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            BrownianSimulator simulator = BrownianSimulator.withSeed(random.nextLong());
            Camera camera = new Camera(1, noise, noise, 0, 0, 1, 0);
            SufficientStatistics.Builder sums = new SufficientStatistics.Builder();
            double displacements = 0;
            double slowDisplacements = 0;
            for (int track = 0; track < tracks; track++) {
                boolean isSlow = random.nextDouble() < slowFraction;
                int points = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
                displacements += points - 1;
                slowDisplacements += isSlow ? points - 1 : 0;
                SufficientStatistics evidence = new TrackEvidence(
                                simulator.observe(FRAME_INTERVAL * (isSlow ? slow : fast), points, camera),
                                OptionalDouble.of(FRAME_INTERVAL),
                                Optional.empty())
                        .statistics();
                for (int place = 0; place < evidence.size(); place++) {
                    sums.add(evidence.index(place), evidence.value(place));
                }
            }
            return new Outcome(
                    new PopulationEstimator(ImagingConditions.UNKNOWN, OptionalDouble.empty(), Optional.empty())
                            .estimate(sums.build()),
                    slowDisplacements / displacements);
        }
    }

    /**
     * What came of a population.
     *
     * @param drawn share of its displacements that are slow
     */
    private record Outcome(PopulationEstimate estimate, double drawn) {
        boolean hasTwoStates() {
            return estimate.states().size() == 2;
        }

        State slow() {
            return estimate.states().get(0);
        }

        State fast() {
            return estimate.states().get(1);
        }

        double error() {
            return Math.abs(slow().fraction().value() - drawn);
        }
    }

    private static List<Truth> truths() {
        return List.of(
                new Truth(0.04, 1, 0.4, 0),
                new Truth(0.04, 1, 0.4, 0.03),
                new Truth(0.04, 1, 0.1, 0.03),
                new Truth(0.2, 1, 0.4, 0),
                new Truth(0.2, 1, 0.4, 0.03),
                new Truth(0.5, 0.5, 0.5, 0),
                new Truth(0.5, 0.5, 0.5, 0.03),
                new Truth(0, 0, 0.5, 0.03));
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "Occupation: populations of tracks of %d to %d points of Brownian particles, with a frame interval of %.2f ms and"
                        + " the shutter open all the time, %d of each kind. The localisation error is not told. Which track is in which"
                        + " state is drawn: errors are from the share that was drawn, coverage is of its probability, both where two"
                        + " states were found.",
                SHORTEST,
                LONGEST,
                1000 * FRAME_INTERVAL,
                repetitions);
    }

    @Override
    public List<PopulationFigure> figures(StudyRun run) {
        return truths().stream().flatMap(truth -> figures(truth, run).stream()).toList();
    }

    private List<PopulationFigure> figures(Truth truth, StudyRun run) {
        List<Outcome> outcomes = run.ofTracks(
                truth.name(),
                repetitions,
                repetition -> truth.outcome(
                        run.tracks(),
                        Seeds.derive(Seeds.derive(run.seed(), truth.name().hashCode()), repetition)));
        int states = truth.isOneState() ? 1 : 2;
        PopulationFigure found = figure(
                truth, STATES, outcomes, outcome -> outcome.estimate().states().size() == states ? 1 : 0);
        if (truth.isOneState()) {
            return List.of(found);
        }
        return List.of(
                found,
                figure(truth, truth.error(), outcomes, ofBoth(Outcome::error)),
                figure(
                        truth,
                        WITHIN,
                        outcomes,
                        ofBoth(outcome -> outcome.error() <= truth.error().most() ? 1 : 0)),
                figure(
                        truth,
                        COVERAGE,
                        outcomes,
                        ofBoth(outcome -> holds(outcome.slow().fraction(), truth.slowFraction()) ? 1 : 0)),
                figure(truth, SLOW, outcomes, ofBoth(outcome -> outcome.slow().diffusionCoefficient() / truth.slow())),
                figure(truth, FAST, outcomes, ofBoth(outcome -> outcome.fast().diffusionCoefficient() / truth.fast())));
    }

    private static ToDoubleFunction<Outcome> ofBoth(ToDoubleFunction<Outcome> value) {
        return outcome -> outcome.hasTwoStates() ? value.applyAsDouble(outcome) : Double.NaN;
    }

    private static boolean isError(PopulationMeasure measure) {
        return measure.equals(ERROR) || measure.equals(ERROR_OF_CLOSE);
    }

    private static boolean holds(Fraction fraction, double truth) {
        return fraction.low() <= truth && truth <= fraction.high();
    }

    private static PopulationFigure figure(
            Truth truth, PopulationMeasure measure, List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        return new PopulationFigure(
                QUANTITY,
                truth.name(),
                SIMULATOR,
                measure,
                Mean.of(outcomes.stream().mapToDouble(value)));
    }

    @Override
    public String chart(List<PopulationFigure> figures) {
        IntervalChart chart = new IntervalChart(
                Axis.percent("error of the slow fraction in %, with 95 % confidence interval", 0, 0.1, 0.02),
                LABEL_WIDTH,
                TARGET,
                List.of("slow fraction"));
        figures.stream()
                .filter(each -> isError(each.measure()))
                .forEach(each ->
                        chart.row(each.population(), List.of(each.value().interval())));
        return chart.draw("Error of the fraction of the slow state by population");
    }

    @Override
    public String caption() {
        return "By population. Dashed: what is to be reached where the states are 25-fold apart; where they are 5-fold apart, it"
                + " is 5 %.";
    }
}
