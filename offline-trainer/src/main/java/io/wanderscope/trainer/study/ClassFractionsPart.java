package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.population.ClassConfusion;
import io.wanderscope.diffusion.population.PopulationEstimate;
import io.wanderscope.diffusion.population.PopulationEstimate.Fraction;
import io.wanderscope.diffusion.population.PopulationEstimator;
import io.wanderscope.diffusion.population.SufficientStatistics;
import io.wanderscope.diffusion.population.TrackEvidence;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Explanation;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TestPopulation;
import io.wanderscope.trainer.data.TestSet.Simulator;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.IntervalChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Fractions of the classes in populations whose composition is known. */
final class ClassFractionsPart implements PopulationPart {
    static final String QUANTITY = "class";

    private static final double TARGET = 0.06;

    static final PopulationMeasure TOTAL_VARIATION = PopulationMeasure.share(
                    "total_variation", "Total variation of the fractions of the classes")
            .toBe(0, TARGET);
    static final PopulationMeasure COUNTED =
            PopulationMeasure.share("total_variation_of_labels", "For comparison, that of counted answers");
    static final PopulationMeasure COVERAGE = PopulationMeasure.share(
                    "coverage", "Coverage of the 90 % intervals of the classes")
            .toBe(0.85, 0.95);

    /** Populations of each composition and simulator. */
    static final int REPETITIONS = 25;

    private static final int BATCH = 64;
    private static final double LABEL_WIDTH = 300;

    private static final Map<Simulator, String> SIMULATORS =
            Map.of(Simulator.TRAINING, "that of training", Simulator.INDEPENDENT, "independent");

    private final int repetitions;

    ClassFractionsPart(int repetitions) {
        this.repetitions = repetitions;
    }

    /** How far an estimate of a population is from the truth. */
    private record Outcome(double totalVariation, double counted, List<Boolean> held) {}

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "Fractions of the classes: populations of tracks of %d to %d points with localisation noise of %.1f standard deviations of"
                        + " the displacements, which nobody is told, %d of each composition, drawn by the simulator of training"
                        + " and by an independent one. The truth is what was drawn. Total variation is half of the sum of the"
                        + " errors of the eight classes and the five other families. Coverage is the share of the"
                        + " 90 %% intervals of the classes that hold the truth, of the classes that are present.",
                TestPopulation.SHORTEST,
                TestPopulation.LONGEST,
                TestPopulation.NOISE,
                repetitions);
    }

    @Override
    public List<PopulationFigure> figures(StudyRun run) {
        ClassConfusion confusion = run.classifier()
                .model()
                .confusion()
                .orElseThrow(
                        () -> new IllegalArgumentException("the file of the model does not say how it confuses kinds of"
                                + " motion; write it with offline-trainer/record MODEL.onnx --confusion SEED"));
        List<PopulationFigure> figures = new ArrayList<>();
        for (TestPopulation population : TestPopulation.all()) {
            for (Simulator simulator : Simulator.values()) {
                figures.addAll(figures(population, simulator, confusion, run));
            }
        }
        return figures;
    }

    private List<PopulationFigure> figures(
            TestPopulation population, Simulator simulator, ClassConfusion confusion, StudyRun run) {
        String name = population.name() + ", " + SIMULATORS.get(simulator);
        List<Outcome> outcomes = run.ofTracks(
                name,
                repetitions,
                repetition ->
                        outcome(population.draw(seed(run, name, repetition), run.tracks(), simulator), confusion, run));
        return List.of(
                figure(population, simulator, TOTAL_VARIATION, outcomes, Outcome::totalVariation),
                figure(population, simulator, COUNTED, outcomes, Outcome::counted),
                figure(
                        population,
                        simulator,
                        COVERAGE,
                        outcomes,
                        outcome -> outcome.held().stream()
                                .mapToDouble(held -> held ? 1 : 0)
                                .average()
                                .orElse(Double.NaN)));
    }

    private static long seed(StudyRun run, String name, int repetition) {
        return Seeds.derive(Seeds.derive(run.seed(), name.hashCode()), repetition);
    }

    private static PopulationFigure figure(
            TestPopulation population,
            Simulator simulator,
            PopulationMeasure measure,
            List<Outcome> outcomes,
            Function<Outcome, Double> value) {
        return new PopulationFigure(
                QUANTITY,
                population.name(),
                String.valueOf(SIMULATORS.get(simulator)),
                measure,
                Mean.of(outcomes.stream().mapToDouble(value::apply)));
    }

    private static Outcome outcome(List<LabelledTrajectory> tracks, ClassConfusion confusion, StudyRun run) {
        List<Classification> answers = answers(tracks, run);
        PopulationEstimate estimate = estimate(tracks, answers, confusion);
        double[] truth = truth(tracks);
        return new Outcome(totalVariation(estimate, truth), counted(answers, truth), held(estimate, truth));
    }

    private static List<Classification> answers(List<LabelledTrajectory> tracks, StudyRun run) {
        List<Integer> byLength = IntStream.range(0, tracks.size())
                .boxed()
                .sorted(Comparator.comparingInt(
                        track -> tracks.get(track).trajectory().size()))
                .toList();
        Classification[] answers = new Classification[tracks.size()];
        for (int from = 0; from < answers.length; from += BATCH) {
            List<Integer> batch = byLength.subList(from, Math.min(answers.length, from + BATCH));
            List<ObservedTrajectory> observed =
                    batch.stream().map(track -> tracks.get(track).observed()).toList();
            List<Classification> given = run.classifier().classify(observed, Explanation.NONE);
            IntStream.range(0, batch.size()).forEach(index -> answers[batch.get(index)] = given.get(index));
        }
        return List.of(answers);
    }

    private static PopulationEstimate estimate(
            List<LabelledTrajectory> tracks, List<Classification> answers, ClassConfusion confusion) {
        SufficientStatistics sums = IntStream.range(0, tracks.size())
                .mapToObj(track -> new TrackEvidence(
                                tracks.get(track).observed(),
                                OptionalDouble.empty(),
                                Optional.of(answers.get(track).modelAnswer()))
                        .statistics())
                .reduce(SufficientStatistics.NONE, SufficientStatistics::plus);
        return new PopulationEstimator(ImagingConditions.UNKNOWN, OptionalDouble.empty(), Optional.of(confusion))
                .estimate(sums);
    }

    private static double[] truth(List<LabelledTrajectory> tracks) {
        double[] truth = new double[DiffusionModel.values().length];
        tracks.forEach(track -> truth[track.requireModel().classIndex()]++);
        Arrays.setAll(truth, model -> truth[model] / tracks.size());
        return truth;
    }

    /** What is given to other families, which no track belongs to, is wrong too. */
    private static double totalVariation(PopulationEstimate estimate, double[] truth) {
        double ofModels = 0;
        double error = 0;
        for (int model = 0; model < truth.length; model++) {
            double fraction = estimate.classes().get(model).value();
            ofModels += fraction;
            error += Math.abs(fraction - truth[model]);
        }
        return (error + Math.max(0, 1 - ofModels)) / 2;
    }

    /** That of the shares of the most probable models, for comparison. */
    private static double counted(List<Classification> answers, double[] truth) {
        double[] counted = new double[truth.length];
        answers.forEach(answer -> counted[answer.mostProbable().classIndex()] += 1.0 / answers.size());
        return IntStream.range(0, truth.length)
                        .mapToDouble(model -> Math.abs(counted[model] - truth[model]))
                        .sum()
                / 2;
    }

    private static List<Boolean> held(PopulationEstimate estimate, double[] truth) {
        return IntStream.range(0, truth.length)
                .filter(model -> truth[model] > 0)
                .mapToObj(model -> holds(estimate.classes().get(model), truth[model]))
                .toList();
    }

    private static boolean holds(Fraction fraction, double truth) {
        return fraction.low() <= truth && truth <= fraction.high();
    }

    @Override
    public String chart(List<PopulationFigure> figures) {
        double largest = figures.stream()
                .filter(each -> each.measure().equals(TOTAL_VARIATION))
                .mapToDouble(each -> each.value().interval().high())
                .filter(Double::isFinite)
                .max()
                .orElse(TARGET);
        double end = Math.max(0.1, Math.ceil(10 * largest) / 10);
        IntervalChart chart = new IntervalChart(
                Axis.percent("total variation in %, with 95 % confidence interval", 0, Math.min(1, end), end / 5),
                LABEL_WIDTH,
                TARGET,
                List.of("fractions"));
        figures.stream()
                .filter(each -> each.measure().equals(TOTAL_VARIATION))
                .forEach(each -> chart.row(
                        each.population() + ", " + each.simulator(),
                        List.of(each.value().interval())));
        return chart.draw("Total variation of the fractions of the classes by composition");
    }

    @Override
    public String caption() {
        return "By composition of the population and by simulator. Dashed: what is to be reached.";
    }
}
