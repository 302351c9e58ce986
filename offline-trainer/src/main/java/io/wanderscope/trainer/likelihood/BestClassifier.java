package io.wanderscope.trainer.likelihood;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The best possible classifier of the Gaussian models for trajectories of one length: it chooses the model with the
 * largest likelihood, averaged over everything that the trajectory does not reveal. Equal priors of the models;
 * exponents uniform in the model's range. Immutable and thread-safe.
 */
public final class BestClassifier {
    /** The models that it chooses among, whose trajectories are Gaussian processes. */
    public static final List<DiffusionModel> MODELS = GaussianDisplacements.MODELS;

    private final int points;
    private final CausalConvolution convolution;
    private final Map<DiffusionModel, List<Hypothesis>> hypotheses = new EnumMap<>(DiffusionModel.class);

    private BestClassifier(int points, NoisePrior noise, Unit unit, Recording recording) {
        this.points = points;
        this.convolution = new CausalConvolution(points - 1);
        for (DiffusionModel model : GaussianDisplacements.MODELS) {
            hypotheses.put(model, hypotheses(model, noise, unit, recording));
        }
    }

    /**
     * A classifier that knows the unit of length and the localisation noise.
     *
     * @param points length of the trajectories
     * @param noise standard deviation of the noise, in units of the displacements' s.d.
     */
    public static BestClassifier knowingTheNoise(int points, double noise) {
        return knowingTheRecording(points, noise, Recording.IDEAL);
    }

    /**
     * A classifier that knows the unit of length, the localisation noise, the exposure and the age of the process.
     *
     * @param points length of the trajectories
     * @param noise standard deviation of the noise, in units of the displacements' s.d. without noise and blur
     * @param recording how the path became a track
     */
    public static BestClassifier knowingTheRecording(int points, double noise, Recording recording) {
        // Without noise the unit tells nothing, because the simulator rescales each axis, and the scale-free likelihood
        // is exact.
        return new BestClassifier(points, NoisePrior.known(noise), noise == 0 ? Unit.UNKNOWN : Unit.KNOWN, recording);
    }

    /**
     * A classifier that knows the localisation noise in the unit of the track, but not the s.d. of the displacements
     * without it, as a network that is told the noise.
     *
     * @param points length of the trajectories
     * @param noise standard deviation of the noise, in the unit of the track
     */
    public static BestClassifier knowingTheNoiseOnly(int points, double noise) {
        if (noise == 0) {
            return knowingTheNoise(points, noise);
        }
        int nodes = Resolution.of(points).noises();
        return new BestClassifier(
                points, NoisePrior.knownInTheUnitOfTheTrack(noise, nodes), Unit.KNOWN, Recording.IDEAL);
    }

    /**
     * A classifier that knows the unit of length, but not the localisation noise, which is uniform in the range of
     * {@link NoisePrior#unknown}.
     *
     * @param points length of the trajectories
     */
    public static BestClassifier knowingTheUnit(int points) {
        int nodes = Resolution.of(points).noises();
        return new BestClassifier(points, NoisePrior.unknown(0, nodes), Unit.KNOWN, Recording.IDEAL);
    }

    /**
     * A classifier that knows the track only, in an unknown unit of length and with unknown localisation noise.
     *
     * @param points length of the trajectories
     * @param noiseless prior probability that there is no noise at all
     */
    public static BestClassifier knowingTheTrackOnly(int points, double noiseless) {
        int nodes = Resolution.of(points).noises();
        return new BestClassifier(points, NoisePrior.unknown(noiseless, nodes), Unit.UNKNOWN, Recording.IDEAL);
    }

    private List<Hypothesis> hypotheses(DiffusionModel model, NoisePrior prior, Unit unit, Recording recording) {
        double[] exponents = exponents(model, Resolution.of(points)).toArray();
        return Arrays.stream(exponents).boxed().toList().parallelStream()
                .map(exponent -> GaussianDisplacements.of(model, exponent, points - 1, recording))
                .flatMap(displacements -> prior.levels().stream()
                        .map(level -> Hypothesis.of(displacements, level, unit, exponents.length, convolution)))
                .toList();
    }

    private static DoubleStream exponents(DiffusionModel model, Resolution resolution) {
        if (model.minimumExponent() == model.maximumExponent()) {
            return DoubleStream.of(model.minimumExponent());
        }
        return IntStream.range(0, resolution.exponents())
                .mapToDouble(node -> Resolution.midpoint(
                        model.minimumExponent(), model.maximumExponent(), node, resolution.exponents()));
    }

    /**
     * The most probable model of a trajectory.
     *
     * @throws IllegalArgumentException if the trajectory is of another length
     */
    public DiffusionModel mostProbable(Trajectory trajectory) {
        Map<DiffusionModel, Double> logLikelihoods = logLikelihoods(trajectory);
        DiffusionModel best = DiffusionModel.BROWNIAN;
        for (Map.Entry<DiffusionModel, Double> each : logLikelihoods.entrySet()) {
            if (each.getValue() > logLikelihoods.getOrDefault(best, Double.NEGATIVE_INFINITY)) {
                best = each.getKey();
            }
        }
        return best;
    }

    /**
     * The probability of each model, given the trajectory.
     *
     * @throws IllegalArgumentException if the trajectory is of another length
     */
    public Map<DiffusionModel, Double> probabilities(Trajectory trajectory) {
        Map<DiffusionModel, Double> logLikelihoods = logLikelihoods(trajectory);
        double evidence = Logarithms.sumOfExponentials(logLikelihoods.values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
        logLikelihoods.replaceAll((model, logLikelihood) -> Math.exp(logLikelihood - evidence));
        return logLikelihoods;
    }

    /** Log-likelihood of each model, up to a constant that all share. */
    public Map<DiffusionModel, Double> logLikelihoods(Trajectory trajectory) {
        if (trajectory.size() != points) {
            throw new IllegalArgumentException(
                    "this classifier is for trajectories of " + points + " points, got " + trajectory.size());
        }
        Displacements displacements = Displacements.of(trajectory, convolution);
        Map<DiffusionModel, Double> logLikelihoods = new EnumMap<>(DiffusionModel.class);
        hypotheses.forEach((model, ofModel) -> logLikelihoods.put(model, logLikelihood(ofModel, displacements)));
        return logLikelihoods;
    }

    private static double logLikelihood(List<Hypothesis> hypotheses, Displacements displacements) {
        return Logarithms.sumOfExponentials(hypotheses.stream()
                .mapToDouble(each -> each.logEvidence(displacements))
                .toArray());
    }
}
