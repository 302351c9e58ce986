package io.wanderscope.trainer.evaluation;

import io.wanderscope.trainer.data.Departure;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is measured of a model on the independent simulator, and the figures that it has to reach.
 *
 * @param accuracy the five tests of {@link io.wanderscope.trainer.data.TestSet#all}
 * @param cells calibration by length and noise
 * @param departures tracks that depart from the eight models
 * @param shortTracks short tracks, by length
 * @param gaps what missing frames cost, by length
 * @param wrongNoise what a wrong localisation noise costs, by factor
 * @param multiplyAdds multiply-adds of a forward pass over 256 points; empty if the file does not say
 */
public record ModelEvaluation(
        List<ByImaging<Evaluation>> accuracy,
        List<Cell> cells,
        List<DepartureResult> departures,
        List<ShortTracks> shortTracks,
        List<GapCost> gaps,
        List<WrongNoise> wrongNoise,
        OptionalLong multiplyAdds) {
    /** The confidence above which a wrong label counts as a confident one. */
    public static final double CONFIDENT = 0.9;

    private static final int NOISELESS = 0;
    private static final int FIXED_LENGTH = 1;
    private static final int MODERATE_NOISE = 3;
    private static final int STRONG_NOISE = 4;
    private static final int BLUR_POINTS = 100;

    private static final Target CALIBRATION = Target.atMost(0.03);
    private static final Target CONFIDENTLY_WRONG = Target.atMost(0.05);
    private static final Target NONE_OF_THE_MODELS = Target.atMost(0.03);
    private static final Target BLUR = Target.atMost(0.1);
    private static final Target GAPS = new Target(Target.Bound.AT_MOST, 0.03, Target.Unit.PERCENTAGE_POINTS);
    private static final Target COST = new Target(Target.Bound.AT_MOST, 25e6, Target.Unit.MILLIONS);

    /** Copies the lists. */
    public ModelEvaluation {
        accuracy = List.copyOf(accuracy);
        cells = List.copyOf(cells);
        departures = List.copyOf(departures);
        shortTracks = List.copyOf(shortTracks);
        gaps = List.copyOf(gaps);
        wrongNoise = List.copyOf(wrongNoise);
    }

    /** The test of lengths 10 to 1000 without noise. */
    public ByImaging<Evaluation> noiseless() {
        return accuracy.get(NOISELESS);
    }

    /** The test of lengths 10 to 1000 with noise 0.5. */
    public ByImaging<Evaluation> moderatelyNoisy() {
        return accuracy.get(MODERATE_NOISE);
    }

    /** The models without noise, imaging unknown, and other motion together, at each length of the departures. */
    public List<MixedTracks> mixedTracks() {
        List<Integer> lengths =
                departures.stream().map(DepartureResult::points).distinct().toList();
        return cells.stream()
                .filter(each -> each.noise() == 0 && lengths.contains(each.points()))
                .map(each -> MixedTracks.of(each.points(), each.results().unknown(), departures))
                .toList();
    }

    /** Every figure with its target, in the order in which they are measured. */
    public List<Figure> figures() {
        return Stream.of(
                        accuracyFigures(),
                        calibrationFigures(),
                        departureFigures(),
                        membershipFigures(),
                        blurFigures(),
                        gaps.stream().map(ModelEvaluation::gapFigure),
                        multiplyAdds.stream().mapToObj(ModelEvaluation::costFigure))
                .flatMap(each -> each)
                .toList();
    }

    private Stream<Figure> accuracyFigures() {
        return Stream.of(
                        accuracyFigures(NOISELESS, 0.935),
                        accuracyFigures(FIXED_LENGTH, 0.978),
                        accuracyFigures(MODERATE_NOISE, 0.89),
                        accuracyFigures(STRONG_NOISE, 0.84))
                .flatMap(each -> each);
    }

    private Stream<Figure> accuracyFigures(int test, double target) {
        return both(accuracy.get(test)
                .map(each -> new Figure(
                        "accuracy, " + each.name(), each.share(Prediction::isCorrect), "", Target.accuracy(target))));
    }

    private static <T> Stream<T> both(ByImaging<T> results) {
        return Stream.of(results.unknown(), results.known());
    }

    private Stream<Figure> calibrationFigures() {
        return Stream.of(
                largestCalibrationError("imaging unknown", false), largestCalibrationError("imaging known", true));
    }

    private Figure largestCalibrationError(String condition, boolean known) {
        Comparator<Cell> byError = Comparator.comparingDouble(each -> calibrationError(each, known));
        Cell worst = cells.stream().max(byError).orElseThrow();
        long within = cells.stream()
                .filter(each -> CALIBRATION.isMetBy(calibrationError(each, known)))
                .count();
        return new Figure(
                "largest calibration error, " + condition,
                new Share(calibrationError(worst, known), 0),
                String.format(
                        Locale.ROOT, "at %s; %d of %d cells reach the target", worst.name(), within, cells.size()),
                CALIBRATION);
    }

    private static double calibrationError(Cell cell, boolean known) {
        Evaluation results = known ? cell.results().known() : cell.results().unknown();
        return results.calibrationError();
    }

    /** For each kind the length at which most labels are wrong. */
    private Stream<Figure> departureFigures() {
        return departures.stream()
                .collect(Collectors.groupingBy(DepartureResult::name, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ModelEvaluation::departureFigure);
    }

    private static Figure departureFigure(List<DepartureResult> byLength) {
        DepartureResult worst = byLength.stream()
                .max(Comparator.comparingDouble(
                        each -> each.wrongAbove(CONFIDENT).value()))
                .orElseThrow();
        return new Figure(
                "wrong label above " + CONFIDENT + ", " + worst.name(),
                worst.wrongAbove(CONFIDENT),
                "at " + worst.points() + " points, the worst of "
                        + byLength.stream().map(each -> "" + each.points()).collect(Collectors.joining(", ")),
                CONFIDENTLY_WRONG);
    }

    private Stream<Figure> membershipFigures() {
        return Stream.of(noiseless(), moderatelyNoisy())
                .flatMap(ModelEvaluation::both)
                .map(test -> new Figure(
                        "the eight called none of these, " + test.name(),
                        test.noneOfTheModels(),
                        "",
                        NONE_OF_THE_MODELS));
    }

    private Stream<Figure> blurFigures() {
        return departures.stream()
                .filter(each -> each.departure() == Departure.BLUR && each.points() == BLUR_POINTS)
                .flatMap(each -> Stream.of(
                        blurFigure(each, Answer.DEFAULT_MINIMUM, "at confidence 0.5 or more"),
                        blurFigure(each, 0, "at any confidence")));
    }

    private static Figure blurFigure(DepartureResult result, double minimumConfidence, String condition) {
        return new Figure(
                "wrong label " + condition + ", " + result.name(),
                result.wrong(minimumConfidence),
                "at " + result.points() + " points",
                BLUR);
    }

    private static Figure gapFigure(GapCost gaps) {
        return new Figure(
                "accuracy lost to gaps, " + gaps.complete().name(),
                gaps.accuracyLost(),
                "a track that is a fifth shorter loses " + gaps.accuracyLostToLength(),
                GAPS);
    }

    private static Figure costFigure(long multiplyAdds) {
        return new Figure("multiply-adds at 256 points", new Share(multiplyAdds, 0), "", COST);
    }
}
