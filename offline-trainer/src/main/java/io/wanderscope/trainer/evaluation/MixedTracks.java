package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.trainer.data.Departure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Tracks of one length as a stream sees them, the eight models and other motion together, so that the published confidence and
 * the probability of the family named can be compared with how often they are right.
 *
 * @param points length of the tracks, in points
 * @param tracks the tracks with their weights, which sum to 1
 */
public record MixedTracks(int points, List<Track> tracks) {
    /** Share of the eight models, as in training. */
    public static final double MODELS_SHARE = 0.71;

    private static final int CALIBRATION_BINS = 15;

    /**
     * One track.
     *
     * @param answer what the classifier says of it
     * @param weight its share
     * @param labelRight whether the most probable model is a right label
     * @param familyRight whether the most probable family is the true one
     */
    public record Track(Answer answer, double weight, boolean labelRight, boolean familyRight) {}

    /** Copies the list. */
    public MixedTracks {
        tracks = List.copyOf(tracks);
    }

    /**
     * Mixes tracks of the eight models with those of every other motion, which share the rest equally.
     *
     * @param models results on tracks of the eight models
     * @param departures results on tracks that depart from them; those that still follow one of the eight are left out
     */
    static MixedTracks of(int points, Evaluation models, List<DepartureResult> departures) {
        List<DepartureResult> others = departures.stream()
                .filter(each -> each.points() == points && isOtherMotion(each.departure()))
                .toList();
        List<Track> tracks = new ArrayList<>();
        double ofModel = MODELS_SHARE / models.predictions().size();
        for (Prediction each : models.predictions()) {
            tracks.add(new Track(
                    each.answer(), ofModel, each.isCorrect(), each.answer().family() == MotionFamily.DIFFUSION_MODEL));
        }
        for (DepartureResult other : others) {
            double weight = (1 - MODELS_SHARE) / others.size() / other.answers().size();
            for (Answer each : other.answers()) {
                boolean labelRight = other.departure().isRight(each.predicted());
                tracks.add(new Track(
                        each,
                        weight,
                        labelRight,
                        each.family() == other.departure().family()));
            }
        }
        return new MixedTracks(points, tracks);
    }

    /**
     * How probabilities compare with the truth.
     *
     * @param share share of the tracks that have one, 0 to 1
     * @param meanProbability their mean; NaN if there are none
     * @param right share of these tracks for which it is right; NaN if there are none
     * @param calibrationError difference between probability and share of right ones in a track's bin of 15, averaged over the
     *     tracks
     */
    public record Reliability(double share, double meanProbability, double right, double calibrationError) {}

    /** The confidence of the labels. */
    public Reliability labels(double minimumConfidence) {
        return reliability(
                each -> each.answer().isLabelled(minimumConfidence),
                each -> each.answer().confidence(),
                Track::labelRight);
    }

    /** The probability of the family named. */
    public Reliability families() {
        return reliability(each -> true, each -> each.answer().familyProbability(), Track::familyRight);
    }

    private Reliability reliability(
            Predicate<Track> condition, ToDoubleFunction<Track> probability, Predicate<Track> isRight) {
        double[] weights = new double[CALIBRATION_BINS];
        double[] expected = new double[CALIBRATION_BINS];
        double[] right = new double[CALIBRATION_BINS];
        tracks.stream().filter(condition).forEach(each -> {
            double value = probability.applyAsDouble(each);
            int bin = (int) Math.min(CALIBRATION_BINS - 1, value * CALIBRATION_BINS);
            weights[bin] += each.weight();
            expected[bin] += each.weight() * value;
            right[bin] += isRight.test(each) ? each.weight() : 0;
        });
        double share = DoubleStream.of(weights).sum();
        double error = IntStream.range(0, CALIBRATION_BINS)
                .mapToDouble(bin -> Math.abs(expected[bin] - right[bin]))
                .sum();
        return new Reliability(
                share,
                DoubleStream.of(expected).sum() / share,
                DoubleStream.of(right).sum() / share,
                error / share);
    }

    private static boolean isOtherMotion(Departure departure) {
        return departure.family() != MotionFamily.DIFFUSION_MODEL;
    }
}
