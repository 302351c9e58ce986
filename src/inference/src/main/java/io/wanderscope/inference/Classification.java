package io.wanderscope.inference;

import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.population.TrackEvidence.ModelAnswer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The classification of one trajectory: the probability of each diffusion model and of each family of motion, the
 * classes that hold the right one in 90 % of the cases if it is one of the eight, the anomalous exponent, the localisation noise, how unfamiliar
 * the trajectory is, and how much each point counted towards one model at each residual stage. Immutable.
 */
public final class Classification {
    /** The novelty above which a trajectory is unfamiliar: 0.5 % of the training trajectories lie above it. */
    private static final float FAMILIAR = 1;

    private final float[] probabilities;
    private final Set<DiffusionModel> classSet;
    private final ModelMembership membership;
    private final Estimate alpha;
    private final Estimate noise;
    private final float[][] saliency;
    private final float[] absoluteSaliency;
    private final DiffusionModel explained;

    /**
     * Takes ownership of the given arrays; the caller must keep no reference to them.
     *
     * @param probabilities probability of each {@link DiffusionModel}, by class index, given that it is one of the eight
     * @param classSet smallest set of models that holds the right one in 90 % of the cases, see {@link #classSet()}
     * @param membership whether the trajectory follows one of the eight models at all
     * @param alpha the anomalous exponent
     * @param noise the localisation noise, see {@link #noise()}
     * @param saliency signed Grad-CAM weights [stage][point], from the finest stage to the coarsest, explaining the most
     *     probable model; no stages if nobody asked for them
     * @param absoluteSaliency absolute Grad-CAM weight of each point, see {@link #absoluteSaliency()}; empty if nobody asked
     *     for it
     */
    public Classification(
            float[] probabilities,
            Collection<DiffusionModel> classSet,
            ModelMembership membership,
            Estimate alpha,
            Estimate noise,
            float[][] saliency,
            float[] absoluteSaliency) {
        if (probabilities.length != DiffusionModel.values().length) {
            throw new IllegalArgumentException("a classification needs " + DiffusionModel.values().length
                    + " probabilities, got " + probabilities.length);
        }
        this.probabilities = probabilities;
        this.classSet = inOrder(classSet);
        this.membership = membership;
        this.alpha = alpha;
        this.noise = noise;
        this.saliency = saliency;
        this.absoluteSaliency = absoluteSaliency;
        this.explained = mostProbable(probabilities);
    }

    private Classification(Classification original, float[] probabilities) {
        this.probabilities = probabilities;
        this.classSet = original.classSet;
        this.membership = original.membership;
        this.alpha = original.alpha;
        this.noise = original.noise;
        this.saliency = original.saliency;
        this.absoluteSaliency = original.absoluteSaliency;
        this.explained = original.explained;
    }

    private static Set<DiffusionModel> inOrder(Collection<DiffusionModel> models) {
        Set<DiffusionModel> ordered = EnumSet.noneOf(DiffusionModel.class);
        ordered.addAll(models);
        return Collections.unmodifiableSet(ordered);
    }

    private static DiffusionModel mostProbable(float[] probabilities) {
        return DiffusionModel.ofClassIndex(indexOfLargest(probabilities));
    }

    private static int indexOfLargest(float[] values) {
        int largest = 0;
        for (int index = 1; index < values.length; index++) {
            if (values[index] > values[largest]) {
                largest = index;
            }
        }
        return largest;
    }

    /**
     * This classification with other prior probabilities than those of training, which are equal: each model's probability
     * is multiplied by its prior, and all are divided by their sum (Bayes' rule).
     *
     * <p>What comes from elsewhere in the network remains as it is, for equal priors: {@link #alpha()}, the saliency, which
     * still explains {@link #explained()}, and {@link #classSet()}. The set is calibrated on equally frequent classes; with
     * these priors it holds the right class in 90 % of the tracks of a class on average over the classes, but not in 90 %
     * of all tracks.
     */
    public Classification withPriors(ClassPriors priors) {
        if (priors.equals(ClassPriors.EQUAL)) {
            return this;
        }
        double[] joint = new double[probabilities.length];
        double sum = 0;
        for (DiffusionModel model : DiffusionModel.values()) {
            joint[model.classIndex()] = probability(model) * priors.probability(model);
            sum += joint[model.classIndex()];
        }
        float[] posterior = new float[joint.length];
        for (int index = 0; index < joint.length; index++) {
            posterior[index] = (float) (joint[index] / sum);
        }
        return new Classification(this, posterior);
    }

    /**
     * Probability of the given model, 0 to 1, given that it is one of the eight; they sum to 1 if the result
     * {@link #isFinite()}.
     */
    public float probability(DiffusionModel model) {
        return probabilities[model.classIndex()];
    }

    /**
     * Natural logarithm of the odds of the given model: of its probability over that of the other seven. Unlike the
     * probability, it does not lose its digits near 1.
     */
    public double logOdds(DiffusionModel model) {
        double others = 0;
        for (DiffusionModel each : DiffusionModel.values()) {
            others += each == model ? 0 : probability(each);
        }
        return Math.log(Math.max(Float.MIN_NORMAL, probability(model))) - Math.log(Math.max(Float.MIN_NORMAL, others));
    }

    /** The most probable model; the first one on a tie. */
    public DiffusionModel mostProbable() {
        return mostProbable(probabilities);
    }

    /** Probability of the given family of motion, 0 to 1; the six sum to 1 if the result {@link #isFinite()}. */
    public float familyProbability(MotionFamily family) {
        return membership.probability(family);
    }

    /** The most probable family of motion; the first one on a tie. */
    public MotionFamily mostProbableFamily() {
        MotionFamily best = MotionFamily.DIFFUSION_MODEL;
        for (MotionFamily family : MotionFamily.values()) {
            if (familyProbability(family) > familyProbability(best)) {
                best = family;
            }
        }
        return best;
    }

    /**
     * Probability that the trajectory follows {@link #mostProbable()}, 0 to 1: the probability that it is one of the eight
     * models, times that of the most probable of them.
     */
    public float confidence() {
        return familyProbability(MotionFamily.DIFFUSION_MODEL) * probability(mostProbable());
    }

    /**
     * Distance of the trajectory from those of training, 0 or more: that of the pooled features, divided by the distance
     * that 99.5 % of the training trajectories of this length stay below.
     */
    public float novelty() {
        return membership.novelty();
    }

    /**
     * Whether the trajectory is unlike those of training: a novelty above 1. Then no class is given. The most probable family
     * still counts if it is another than the eight models, because an extreme form of it lies far from training, too; a fast
     * drift is best called directed.
     */
    public boolean isUnfamiliar() {
        return novelty() > FAMILIAR;
    }

    /**
     * The smallest set of models that holds the right one in 90 % of the cases at this length and noise, if it is one of the
     * eight and all are equally frequent (quantile regression on the answers to which the softmax was fitted). In the order of the models; never empty if the result
     * {@link #isFinite()}.
     */
    public Set<DiffusionModel> classSet() {
        return classSet;
    }

    /**
     * Estimate of the anomalous exponent α if the motion follows one of the eight models: the mean over them, weighted by
     * their probabilities; no unit. It means nothing for other motion.
     */
    public float alpha() {
        return alpha.value();
    }

    /** Standard deviation of {@link #alpha()}, not negative; it includes the disagreement between classes. */
    public float alphaSd() {
        return alpha.sd();
    }

    /**
     * Estimate of the localisation noise, 0 or more: its standard deviation along an axis, divided by that of the
     * displacements without noise. It means nothing for an immobile particle.
     */
    public float noise() {
        return noise.value();
    }

    /** Standard deviation of {@link #noise()}, not negative. */
    public float noiseSd() {
        return noise.sd();
    }

    /** What it tells about the population of its track; at equal prior probabilities only if it is itself. */
    public ModelAnswer modelAnswer() {
        List<Double> models = new ArrayList<>();
        for (float probability : probabilities) {
            models.add((double) probability);
        }
        return new ModelAnswer(
                models, membership.families().stream().map(Float::doubleValue).toList(), noise());
    }

    /** The model that the saliency explains: the most probable one at equal prior probabilities. */
    public DiffusionModel explained() {
        return explained;
    }

    /** Number of residual stages with saliency; 0 if it was classified with {@link Explanation#NONE}. */
    public int stages() {
        return saliency.length;
    }

    /** A copy of the signed Grad-CAM weights of the points at a stage, counted from 0 at the finest. */
    public float[] saliency(int stage) {
        return saliency[stage].clone();
    }

    /**
     * A copy of the absolute Grad-CAM weights of the points: how far each departs from the rest of its trajectory as the
     * network sees it, at all stages together, where a feature counts as much as the score of the explained model depends
     * on it. 0 or more, about 1 on average. It has no sign and hardly depends on which model is explained. Empty if it
     * was classified with {@link Explanation#NONE}.
     */
    public float[] absoluteSaliency() {
        return absoluteSaliency.clone();
    }

    /**
     * Whether every probability, estimate and weight is finite and the class set has a member; if not, the model failed on
     * this trajectory.
     */
    public boolean isFinite() {
        boolean finite = allFinite(probabilities)
                && membership.isFinite()
                && alpha.isFinite()
                && noise.isFinite()
                && allFinite(absoluteSaliency)
                && !classSet.isEmpty();
        for (float[] weights : saliency) {
            finite &= allFinite(weights);
        }
        return finite;
    }

    private static boolean allFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
