package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.Estimate;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.Interval;
import io.wanderscope.trainer.report.figure.IntervalChart;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The exponent of populations of fractional Brownian motion, with the localisation noise told and not told. */
final class ExponentPart implements PopulationPart {
    static final String QUANTITY = "alpha";

    private static final double LARGEST_BIAS = 0.05;
    private static final double LARGEST_DEVIATION = 0.1;

    static final PopulationMeasure BIAS_TOLD = PopulationMeasure.number(
                    "bias_noise_told", "Bias of the exponent if the noise is told")
            .toBe(-LARGEST_BIAS, LARGEST_BIAS);
    static final PopulationMeasure DEVIATION_TOLD = PopulationMeasure.number(
                    "standard_deviation_noise_told", "Standard deviation of the exponent if the noise is told")
            .toBe(0, LARGEST_DEVIATION);
    static final PopulationMeasure BIAS = PopulationMeasure.number(
                    "bias", "Bias of the exponent if the noise is not told")
            .toBe(-LARGEST_BIAS, LARGEST_BIAS);
    static final PopulationMeasure DEVIATION = PopulationMeasure.number(
                    "standard_deviation", "Standard deviation of the exponent if the noise is not told")
            .toBe(0, LARGEST_DEVIATION);

    private static final Measures TOLD = new Measures(
            BIAS_TOLD,
            DEVIATION_TOLD,
            PopulationMeasure.number(
                    "claimed_deviation_noise_told", "Standard deviation that is claimed if the noise is told"),
            PopulationMeasure.share(
                    "within_two_deviations_noise_told",
                    "Estimates within two of their standard deviations if the noise is told"));
    private static final Measures NOT_TOLD = new Measures(
            BIAS,
            DEVIATION,
            PopulationMeasure.number(
                    "claimed_deviation", "Standard deviation that is claimed if the noise is not told"),
            PopulationMeasure.share(
                    "within_two_deviations",
                    "Estimates within two of their standard deviations if the noise is not told"));

    /** Populations of each kind. */
    static final int REPETITIONS = 40;

    /** An exponent needs fewer tracks than an occupation: so many times. */
    private static final int FEWER = 5;

    private static final String SIMULATOR = "fractional Brownian";
    private static final double LABEL_WIDTH = 300;

    private final int repetitions;

    ExponentPart(int repetitions) {
        this.repetitions = repetitions;
    }

    private record Measures(
            PopulationMeasure bias, PopulationMeasure deviation, PopulationMeasure claimed, PopulationMeasure within) {}

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "Exponent: populations with a fifth as many tracks, of %d to %d points of fractional Brownian motion, %d of each kind."
                        + " Noise is in displacements of the faster particles without noise and blur. The exposure is told.",
                ExponentCase.FEWEST_POINTS,
                ExponentCase.MOST_POINTS,
                repetitions);
    }

    @Override
    public List<PopulationFigure> figures(StudyRun run) {
        return ExponentCase.all().flatMap(each -> figures(each, run).stream()).toList();
    }

    private List<PopulationFigure> figures(ExponentCase each, StudyRun run) {
        String test = each.name() + (each.told() ? ", noise told" : "");
        int tracks = Math.max(1, run.tracks() / FEWER);
        List<Estimate> estimates = run.ofTracks(
                test,
                repetitions,
                repetition ->
                        each.estimate(tracks, Seeds.derive(Seeds.derive(run.seed(), test.hashCode()), repetition)));
        Measures measures = each.told() ? TOLD : NOT_TOLD;
        Mean bias = mean(estimates, estimate -> estimate.value() - each.exponent());
        return List.of(
                figure(each, measures.bias(), bias),
                figure(each, measures.deviation(), deviation(bias)),
                figure(each, measures.claimed(), mean(estimates, Estimate::deviation)),
                figure(each, measures.within(), mean(estimates, estimate -> isWithin(estimate, each) ? 1 : 0)));
    }

    private static PopulationFigure figure(ExponentCase each, PopulationMeasure measure, Mean value) {
        return new PopulationFigure(QUANTITY, each.name(), SIMULATOR, measure, value);
    }

    private static Mean mean(List<Estimate> estimates, ToDoubleFunction<Estimate> value) {
        return Mean.of(estimates.stream().mapToDouble(value));
    }

    private static boolean isWithin(Estimate estimate, ExponentCase each) {
        return Math.abs(estimate.value() - each.exponent()) <= 2 * estimate.deviation();
    }

    /** Standard deviation of single estimates, with its own standard error. */
    private Mean deviation(Mean bias) {
        double deviation = bias.standardError() * Math.sqrt(repetitions);
        double error = deviation / Math.sqrt(2.0 * (repetitions - 1));
        return new Mean(deviation, error, Interval.ofMean(deviation, error, repetitions));
    }

    @Override
    public String chart(List<PopulationFigure> figures) {
        IntervalChart chart = new IntervalChart(
                Axis.linear("standard deviation of the exponent, with 95 % confidence interval", 0, 0.3, 0.05),
                LABEL_WIDTH,
                LARGEST_DEVIATION,
                List.of("noise told", "noise not told"));
        ExponentCase.all()
                .map(ExponentCase::name)
                .distinct()
                .forEach(name -> chart.row(
                        name, List.of(deviation(figures, name, DEVIATION_TOLD), deviation(figures, name, DEVIATION))));
        return chart.draw("Standard deviation of the exponent by population");
    }

    private static Interval deviation(List<PopulationFigure> figures, String name, PopulationMeasure measure) {
        return figures.stream()
                .filter(each -> each.population().equals(name))
                .filter(each -> each.measure().equals(measure))
                .findFirst()
                .orElseThrow()
                .value()
                .interval();
    }

    @Override
    public String caption() {
        return "By population. Dashed: what is to be reached.";
    }
}
