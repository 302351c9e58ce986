package io.wanderscope.trainer.report;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.Evaluation.ReliabilityBin;
import io.wanderscope.trainer.evaluation.Evaluation.Threshold;
import io.wanderscope.trainer.evaluation.Invariance;
import io.wanderscope.trainer.evaluation.Prediction;
import io.wanderscope.trainer.report.LineChart.Point;
import io.wanderscope.trainer.simulation.Seeds;
import io.wanderscope.trainer.simulation.TestSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a model is worth, as one HTML page that needs nothing else. The same model, seed, numbers and threshold give the
 * same page.
 *
 * @param model the model
 * @param training what it was trained on, a sentence; may be empty
 * @param seed what every simulation follows from
 * @param tests the five tests, see {@link TestSet#all}
 * @param sweep tests of lengths 10 to 1000 at noise 0, 0.1, … 1
 * @param invariance what should not matter, and how little it does
 * @param gallery the drawn gallery
 * @param threshold smallest confidence of a label that is marked on the curves
 */
public record ModelReport(
        ModelDescription model,
        String training,
        long seed,
        List<Evaluation> tests,
        List<Evaluation> sweep,
        Invariance invariance,
        String gallery,
        double threshold) {

    private static final int SWEEP_STEPS = 10;
    private static final int SWEEP_PART = 8;
    /** A point of a curve stands for more than one in so many trajectories; fewer would be chance. */
    private static final int FEWEST_PART = 500;

    private static final double[] LENGTHS = {
        10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 400, 500, 600, 700, 800, 900, 1001
    };
    private static final double[] THRESHOLDS = {0, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95};
    /** Nominal noise and accuracy of the paper's network with targeted augmentation, lengths 10 to 1000. */
    private static final List<Point> PAPER_SWEEP = List.of(
            new Point(0, 0.858),
            new Point(0.1, 0.788),
            new Point(0.2, 0.765),
            new Point(0.3, 0.734),
            new Point(0.4, 0.649),
            new Point(0.5, 0.494),
            new Point(0.6, 0.334),
            new Point(0.7, 0.234),
            new Point(1, 0.150));

    private static final List<String> PAPER = List.of("90.4 %", "94.9 %", "79 % *", "about 67 % *", "about 31 % *");

    /**
     * Tests a model and draws its gallery.
     *
     * @param training what the model was trained on, a sentence; may be empty
     * @param seed what every simulation follows from
     * @param trajectories trajectories of each test; the tests of the noise sweep have an eighth of it
     * @param threshold smallest confidence of a label, 0 to 1
     * @param progress told of every test's advance
     */
    public static ModelReport of(
            TrajectoryClassifier classifier,
            String training,
            long seed,
            int trajectories,
            double threshold,
            Progress progress) {
        List<Evaluation> tests = new ArrayList<>();
        for (TestSet test : TestSet.all(seed, trajectories)) {
            tests.add(evaluated(classifier, test, progress));
        }
        List<Evaluation> sweep = new ArrayList<>();
        for (int step = 0; step <= SWEEP_STEPS; step++) {
            int part = Math.max(DiffusionModel.values().length, trajectories / SWEEP_PART);
            TestSet test = TestSet.varyingLengths(Seeds.derive(seed, 5), part, (double) step / SWEEP_STEPS);
            sweep.add(evaluated(classifier, test, progress));
        }
        return new ModelReport(
                classifier.model(),
                training,
                seed,
                tests,
                sweep,
                Invariance.of(classifier, seed),
                Gallery.draw(classifier, seed, "A trajectory of each class, coloured by saliency at four stages"),
                threshold);
    }

    private static Evaluation evaluated(TrajectoryClassifier classifier, TestSet test, Progress progress) {
        return Evaluation.of(classifier, test, (before, done) -> progress.advance(test, before, done));
    }

    /** Hears how far the tests are. */
    public interface Progress {
        /** Told the number of trajectories of a test done before and after a batch. */
        void advance(TestSet test, int before, int done);
    }

    /** The page. */
    public String toHtml() {
        return Page.of(
                "Wanderscope's classifier, measured",
                summary(),
                new Page.Section("Accuracy", "five tests the model never trained on", testTable()),
                new Page.Section("Confusion", "lengths 10–1000, no noise", confusion()),
                new Page.Section("Length", "accuracy against the number of points", accuracyByLength()),
                new Page.Section("Localisation noise", "accuracy against noise", accuracyByNoise()),
                new Page.Section("Anomalous exponent", "accuracy against the true α", accuracyByExponent()),
                new Page.Section("Is its confidence true?", "reliability", reliability()),
                new Page.Section("α: how far off", "mean absolute error of the anomalous exponent", exponentErrors()),
                new Page.Section("α: is its ± true?", "error against its own standard deviation", deviations()),
                new Page.Section("When to say nothing", "precision against coverage", precisionAndCoverage()),
                new Page.Section("What it looks at", "Grad-CAM at the four residual stages", galleryWithCaption()));
    }

    private int trajectories() {
        return tests.get(0).predictions().size();
    }

    private Evaluation noiseless() {
        return tests.get(0);
    }

    /** All trajectories of the five tests. */
    public Evaluation pooled() {
        return Evaluation.pooled("all five tests", tests);
    }

    /** The tests of lengths 10 to 1000, by noise. */
    private List<Evaluation> byNoise() {
        return List.of(tests.get(0), tests.get(2), tests.get(3), tests.get(4));
    }

    private static String noiseName(Evaluation evaluation) {
        double noise = evaluation.predictions().get(0).noise();
        return noise == 0 ? "no noise" : "noise " + noise;
    }

    private String summary() {
        return Page.paragraph(String.format(
                        Locale.ROOT,
                        "Of %,d simulated trajectories of 10 to 1000 points without noise the model names the right"
                                + " one of eight diffusion models in %.2f %%, of 1000 points in %.2f %%. Over all"
                                + " five tests its confidence is off by %.2f %% in the mean, and its anomalous"
                                + " exponent by %.3f.",
                        trajectories(),
                        100 * noiseless().accuracy(),
                        100 * tests.get(1).accuracy(),
                        100 * pooled().calibrationError(),
                        pooled().exponentError()))
                + Page.paragraph("Model " + model.name() + ", SHA-256 " + model.sha256() + ". " + training
                        + " Every figure: seed " + seed + ", "
                        + String.format(Locale.ROOT, "%,d", trajectories())
                        + " trajectories a test, simulated by the paper's protocol, none of them trained on; the"
                        + " standard error of an accuracy over a whole test is at most "
                        + percent(0.5 / Math.sqrt(trajectories())) + ". Noise s is the standard deviation of the"
                        + " localisation noise in units of the displacements' standard deviation, 1/SNR = s.");
    }

    private String testTable() {
        List<List<String>> rows = new ArrayList<>();
        for (int test = 0; test < tests.size(); test++) {
            rows.add(row(tests.get(test), PAPER.get(test)));
        }
        rows.add(row(pooled(), ""));
        Evaluation noisy = pooled().where("lengths 10-1000, noise 0.1, 0.5, 1.0", each -> each.noise() > 0);
        rows.add(row(noisy, ""));
        List<String> head =
                List.of("test", "accuracy", "the paper's", "macro-F1", "calibration error", "α, mean absolute error");
        return Page.table(head, rows)
                + Page.caption(
                        "* Of the paper's network with targeted augmentation (85.8 % without noise), read at the noise"
                                + " really added: its published code adds noise to noise through its sweep, so if its"
                                + " tables came from that code, a nominal 0.5 is 0.74; between its levels we"
                                + " interpolate. Calibration error: expected calibration error over 15 bins of"
                                + " confidence. α of Brownian motion is 1; the other classes draw it uniformly from"
                                + " 0.1–0.9 or 1.1–1.9.")
                + Page.table(
                        List.of("what should not matter", "largest change of a probability"),
                        List.of(
                                List.of("the trajectory lies elsewhere", scientific(invariance.shifted())),
                                List.of("another unit of length", scientific(invariance.scaled())),
                                List.of("batched and padded otherwise", scientific(invariance.batched())),
                                List.of(
                                        "turned by a random angle, mean change",
                                        String.format(Locale.ROOT, "%.4f", invariance.rotatedMean()))));
    }

    private static String scientific(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }

    private static List<String> row(Evaluation evaluation, String paper) {
        return List.of(
                evaluation.name(),
                percent(evaluation.accuracy()),
                paper,
                String.format(Locale.ROOT, "%.3f", evaluation.macroF1()),
                percent(evaluation.calibrationError()),
                String.format(Locale.ROOT, "%.3f", evaluation.exponentError()));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private String confusion() {
        StringBuilder largest = new StringBuilder("Largest confusions: ");
        for (Evaluation.Confusion each : noiseless().largestConfusions(5)) {
            largest.append(String.format(
                    Locale.ROOT, "%s as %s %.1f %%, ", each.actual(), each.predicted(), 100 * each.share()));
        }
        largest.setLength(largest.length() - 2);
        return ConfusionMatrix.draw(noiseless(), "Confusion matrix")
                + Page.caption(
                        largest + ". Of the ATTM trajectories 12 % are one single segment of constant diffusivity,"
                                + " which is Brownian motion point for point: no classifier tells them.");
    }

    private String accuracyByLength() {
        LineChart chart = new LineChart(lengths(), Axis.percent("accuracy in %", 0.2, 1, 0.2));
        return byLength(chart, Evaluation::accuracy).draw("Accuracy against length")
                + Page.caption(
                        "Lengths 10–1000 in " + (LENGTHS.length - 1) + " bins, each point at its bin's mean length."
                                + " A point's standard error is at most " + percent(largestStandardError())
                                + ". Short tracks carry little information about a diffusion model; what remains"
                                + " uncertain there the probabilities say.");
    }

    /** That of a share near one half in the bin of lengths with the fewest trajectories. */
    private double largestStandardError() {
        long fewest = IntStream.range(0, LENGTHS.length - 1)
                .mapToLong(bin -> noiseless().predictions().stream()
                        .filter(each -> each.points() >= LENGTHS[bin] && each.points() < LENGTHS[bin + 1])
                        .count())
                .min()
                .orElseThrow();
        return 0.5 / Math.sqrt((double) Math.max(1, fewest));
    }

    private static Axis lengths() {
        return Axis.logarithmic("points of the trajectory", 10, 1000, List.of(10., 20., 50., 100., 200., 500., 1000.));
    }

    private LineChart byLength(LineChart chart, ToDoubleFunction<Evaluation> value) {
        List<Evaluation> levels = byNoise();
        for (int level = 0; level < levels.size(); level++) {
            chart.line(noiseName(levels.get(level)), Palette.level(level), byLength(levels.get(level), value));
        }
        return chart;
    }

    private static List<Point> byLength(Evaluation evaluation, ToDoubleFunction<Evaluation> value) {
        return binned(evaluation, LENGTHS, Prediction::points, value);
    }

    /** A value over the bins of a quantity, each at the mean of what is in it. */
    private static List<Point> binned(
            Evaluation evaluation,
            double[] edges,
            ToDoubleFunction<Prediction> quantity,
            ToDoubleFunction<Evaluation> value) {
        return IntStream.range(0, edges.length - 1)
                .mapToObj(bin -> evaluation.where(
                        "",
                        each -> quantity.applyAsDouble(each) >= edges[bin]
                                && quantity.applyAsDouble(each) < edges[bin + 1]))
                .filter(part ->
                        part.predictions().size() > evaluation.predictions().size() / FEWEST_PART)
                .map(part -> new Point(
                        part.predictions().stream()
                                .mapToDouble(quantity)
                                .average()
                                .orElseThrow(),
                        value.applyAsDouble(part)))
                .toList();
    }

    private String accuracyByNoise() {
        List<Point> accuracy = sweep.stream()
                .map(each -> new Point(each.predictions().get(0).noise(), each.accuracy()))
                .toList();
        return new LineChart(Axis.linear("noise s = 1/SNR", 0, 1, 0.2), Axis.percent("accuracy in %", 0.2, 1, 0.2))
                        .line("this model", Palette.level(0), accuracy)
                        .reference("the paper's", paperByNoise())
                        .draw("Accuracy against noise")
                + Page.caption(String.format(
                        Locale.ROOT,
                        "Lengths 10–1000, %,d trajectories at each of %d levels. The paper's: its network with targeted"
                                + " augmentation, drawn at the noise really added (see the table's note).",
                        sweep.get(0).predictions().size(),
                        sweep.size()));
    }

    /** The paper's accuracies with targeted augmentation, at noise that adds up in squares over its sweep, up to 1. */
    private static List<Point> paperByNoise() {
        List<Point> points = new ArrayList<>();
        double squares = 0;
        for (Point nominal : PAPER_SWEEP) {
            Point before = points.isEmpty() ? nominal : points.get(points.size() - 1);
            squares += nominal.x() * nominal.x();
            double added = Math.sqrt(squares);
            if (added > 1) {
                double part = (1 - before.x()) / (added - before.x());
                points.add(new Point(1, before.y() + part * (nominal.y() - before.y())));
                return points;
            }
            points.add(new Point(added, nominal.y()));
        }
        return points;
    }

    private String accuracyByExponent() {
        LineChart chart = new LineChart(
                Axis.linear("true anomalous exponent α", 0, 2, 0.25), Axis.percent("accuracy in %", 0.2, 1, 0.2));
        double[] edges = DoubleStream.iterate(0.1, edge -> edge < 1.95, edge -> edge + 0.1)
                .toArray();
        for (DiffusionModel each : DiffusionModel.values()) {
            Evaluation own = noiseless().where("", prediction -> prediction.model() == each);
            if (each == DiffusionModel.BROWNIAN) {
                chart.mark("BROWNIAN", Palette.of(each), new Point(1, own.accuracy()));
            } else {
                chart.line(
                        each.name(), Palette.of(each), binned(own, edges, Prediction::exponent, Evaluation::accuracy));
            }
        }
        return chart.draw("Accuracy against the anomalous exponent")
                + Page.caption("Lengths 10–1000, no noise, in bins of 0.1. Towards α = 1 fractional and scaled"
                        + " Brownian motion become Brownian motion, and accuracy falls as it must.");
    }

    private String reliability() {
        LineChart chart = new LineChart(
                        Axis.percent("confidence in %", 0, 1, 0.2), Axis.percent("part that is right, in %", 0, 1, 0.2))
                .bars(1.0 / 15, histogram())
                .reference("", List.of(new Point(0, 0), new Point(1, 1)));
        List<Evaluation> levels = byNoise();
        for (int level = 0; level < levels.size(); level++) {
            chart.line(noiseName(levels.get(level)), Palette.level(level), reliabilityPoints(levels.get(level)));
        }
        return chart.draw("Reliability diagram")
                + Page.caption(String.format(
                        Locale.ROOT,
                        "On the dashed line a label with confidence p is right in p of all cases. Bars: share of all"
                                + " trajectories by confidence. Expected calibration error %.2f %% over all five"
                                + " tests; %s. One temperature, fitted to held-out simulations over all lengths and"
                                + " levels of noise, serves them all.",
                        100 * pooled().calibrationError(),
                        String.join(
                                ", ",
                                levels.stream()
                                        .map(each -> noiseName(each) + " " + percent(each.calibrationError()))
                                        .toList())));
    }

    private static List<Point> reliabilityPoints(Evaluation evaluation) {
        int fewest = evaluation.predictions().size() / FEWEST_PART;
        return evaluation.reliability().stream()
                .filter(bin -> bin.count() > fewest)
                .map(bin -> new Point(bin.confidence(), bin.accuracy()))
                .toList();
    }

    private List<Point> histogram() {
        List<ReliabilityBin> bins = pooled().reliability();
        double total = pooled().predictions().size();
        return IntStream.range(0, bins.size())
                .mapToObj(bin ->
                        new Point((bin + 0.5) / bins.size(), bins.get(bin).count() / total))
                .toList();
    }

    private String exponentErrors() {
        LineChart chart = new LineChart(lengths(), Axis.linear("mean absolute error of α", 0, 0.4, 0.1));
        List<List<String>> rows = new ArrayList<>();
        Evaluation noisy = pooled().where("", each -> each.noise() > 0);
        for (DiffusionModel each : DiffusionModel.values()) {
            rows.add(List.of(each.name(), exponentError(noiseless(), each), exponentError(noisy, each)));
        }
        rows.add(List.of(
                "all",
                String.format(Locale.ROOT, "%.3f", noiseless().exponentError()),
                String.format(Locale.ROOT, "%.3f", noisy.exponentError())));
        return byLength(chart, Evaluation::exponentError).draw("Error of the exponent against length")
                + Page.table(List.of("true class", "no noise", "noise 0.1, 0.5 and 1.0 together"), rows)
                + Page.caption(
                        "Lengths 10–1000. The estimate is the mean over the classes of what each would make of the"
                                + " trajectory, weighted with its probability.");
    }

    private static String exponentError(Evaluation evaluation, DiffusionModel model) {
        return String.format(
                Locale.ROOT,
                "%.3f",
                evaluation.where("", each -> each.model() == model).exponentError());
    }

    private String deviations() {
        double[] edges = DoubleStream.iterate(0, edge -> edge <= 0.62, edge -> edge + 0.04)
                .toArray();
        LineChart chart = new LineChart(
                        Axis.linear("standard deviation that the model gives (alpha_sd)", 0, 0.6, 0.1),
                        Axis.linear("root mean square error of α", 0, 0.6, 0.1))
                .reference("", List.of(new Point(0, 0), new Point(0.6, 0.6)));
        List<Evaluation> levels = byNoise();
        for (int level = 0; level < levels.size(); level++) {
            chart.line(
                    noiseName(levels.get(level)),
                    Palette.level(level),
                    binned(
                            levels.get(level),
                            edges,
                            Prediction::alphaDeviation,
                            Evaluation::exponentRootMeanSquareError));
        }
        return chart.draw("Error of the exponent against its standard deviation")
                + Page.caption(String.format(
                        Locale.ROOT,
                        "On the dashed line the error is what the model says it is. Over all five tests %.0f %% of"
                                + " the true exponents lie within one alpha_sd of the estimate and %.0f %% within"
                                + " two; of a Gaussian it would be 68 and 95 %%.",
                        100 * pooled().withinDeviations(1),
                        100 * pooled().withinDeviations(2)));
    }

    private String precisionAndCoverage() {
        LineChart chart = new LineChart(
                Axis.percent("coverage: part of the trajectories that get a label, in %", 0, 1, 0.2),
                Axis.percent("precision: part of the labels that is right, in %", 0.7, 1, 0.1));
        double[] fine = DoubleStream.iterate(0, each -> each < 0.999, each -> each + 0.02)
                .toArray();
        List<Evaluation> levels = byNoise();
        for (int level = 0; level < levels.size(); level++) {
            List<Point> curve = curve(levels.get(level), fine);
            chart.line(noiseName(levels.get(level)), Palette.level(level), curve);
            chart.mark(
                    "",
                    Palette.level(level),
                    curve(levels.get(level), threshold).get(0));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Threshold each : pooled().precisionAndCoverage(THRESHOLDS)) {
            double refused = refusedAccuracy(each.threshold());
            rows.add(List.of(
                    String.format(Locale.ROOT, "%.2f", each.threshold()),
                    percent(each.coverage()),
                    percent(each.precision()),
                    percent(refused)));
        }
        return chart.draw("Precision against coverage")
                + Page.table(
                        List.of("smallest confidence", "coverage", "precision", "right among those left out"), rows)
                + Page.caption(String.format(
                        Locale.ROOT,
                        "Table: all five tests together. Dots: confidence.minimum = %.2f, the stream's default,"
                                + " below which a track is UNDETERMINED with the reason LOW_CONFIDENCE: a label that"
                                + " it leaves out would have been wrong more often than right. Set it higher where a"
                                + " wrong label costs more than none.",
                        threshold));
    }

    private double refusedAccuracy(double smallest) {
        return pooled().where("", each -> each.confidence() < smallest).accuracy();
    }

    private static List<Point> curve(Evaluation evaluation, double... thresholds) {
        List<Point> curve = new ArrayList<>();
        for (Threshold each : evaluation.precisionAndCoverage(thresholds)) {
            curve.add(0, new Point(each.coverage(), each.precision()));
        }
        return curve;
    }

    private String galleryWithCaption() {
        return gallery
                + Page.caption(
                        "A simulated trajectory of each class, " + Gallery.POINTS + " points, noise " + Gallery.NOISE
                                + ", the first drawn that is classified rightly. Red points spoke for the predicted"
                                + " class, blue ones against it; each panel is scaled to its largest weight. Coarse"
                                + " stages see much of the trajectory at once, fine ones a few points.");
    }
}
