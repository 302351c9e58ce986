package io.wanderscope.diffusion;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Prior probabilities of the eight diffusion models: how frequent each is expected to be before a track is seen. They
 * are above 0 and sum to 1.
 *
 * <p>The classifier is trained on equal priors. At 50 points and fewer, a Brownian track then rarely gets a label, because
 * seven other classes compete, and many short ATTM tracks are a single Brownian segment. Where Brownian motion is known to
 * be common, or ATTM to be rare, other priors say so.
 */
public final class ClassPriors {
    private static final String ALL_EQUAL = "equal";
    private static final Set<DiffusionModel> ALL = Set.of(DiffusionModel.values());

    /** How far from 1 the probabilities of all eight models may add up to, as decimals are rounded. */
    private static final double ROUNDING = 0.01;

    /** The least that the given probabilities must leave, so that 0.7 + 0.2 + 0.1 leaves nothing in binary fractions too. */
    private static final double LEAST_REST = 1e-6;

    /** Every model is equally frequent, as in training. */
    public static final ClassPriors EQUAL = of(Map.of());

    private final List<Double> byClass;

    private ClassPriors(List<Double> byClass) {
        this.byClass = byClass;
    }

    /**
     * Prior probabilities from those of some models. The other models share the rest equally. If all are given, they are
     * divided by their sum.
     *
     * @param given probability of a model, above 0 and below 1
     * @throws IllegalArgumentException if a probability is out of its range, or their sum leaves nothing for the others or,
     *     of all eight, differs from 1 by more than 0.01; the message begins with "must", for the name of what was given
     */
    public static ClassPriors of(Map<DiffusionModel, Double> given) {
        given.forEach(ClassPriors::requireProbability);
        double sum = given.values().stream().mapToDouble(Double::doubleValue).sum();
        Set<DiffusionModel> others = EnumSet.allOf(DiffusionModel.class);
        others.removeAll(given.keySet());
        if (others.isEmpty()) {
            requireWhole(sum);
            return each(model -> given.getOrDefault(model, 0.0) / sum);
        }
        requireRest(sum, others);
        double share = (1 - sum) / others.size();
        return each(model -> given.getOrDefault(model, share));
    }

    private static ClassPriors each(ToDoubleFunction<DiffusionModel> probability) {
        return new ClassPriors(Arrays.stream(DiffusionModel.values())
                .mapToDouble(probability)
                .boxed()
                .toList());
    }

    /**
     * Prior probabilities written as {@code BROWNIAN=0.5,SUB_FBM=0.2}, see {@link #of}, or {@code equal}. Upper and lower
     * case are equivalent.
     *
     * @throws IllegalArgumentException if the text is not of this form, or as {@link #of} does; the message begins with
     *     "must", for the name of what was given
     */
    public static ClassPriors parse(String text) {
        if (text.strip().equalsIgnoreCase(ALL_EQUAL)) {
            return EQUAL;
        }
        Map<DiffusionModel, Double> given = new EnumMap<>(DiffusionModel.class);
        for (String entry : text.split(",", -1)) {
            int equals = entry.indexOf('=');
            if (equals < 0) {
                throw unreadable(text);
            }
            DiffusionModel model = model(entry.substring(0, equals).strip());
            if (given.put(model, number(entry.substring(equals + 1), text)) != null) {
                throw new IllegalArgumentException("must name each class once, got " + model + " twice");
            }
        }
        return of(given);
    }

    private static DiffusionModel model(String name) {
        return Arrays.stream(DiffusionModel.values())
                .filter(model -> model.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("must name classes among " + names(ALL) + ", got '" + name + "'"));
    }

    private static double number(String number, String text) {
        try {
            return Double.parseDouble(number.strip());
        } catch (NumberFormatException e) {
            throw unreadable(text);
        }
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("must be " + ALL_EQUAL
                + ", or classes with their prior probabilities, such as BROWNIAN=0.5,SUB_FBM=0.2, got '" + text + "'");
    }

    private static void requireProbability(DiffusionModel model, double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "must give each class a probability above 0 and below 1, got " + model + "=" + probability);
        }
    }

    private static void requireWhole(double sum) {
        if (!(Math.abs(sum - 1) <= ROUNDING)) {
            throw new IllegalArgumentException(
                    "must add up to 1, because every class has a probability, got a sum of " + rounded(sum));
        }
    }

    private static void requireRest(double sum, Collection<DiffusionModel> others) {
        if (!(1 - sum >= LEAST_REST)) {
            throw new IllegalArgumentException("must add up to less than 1, because the classes without a probability ("
                    + names(others) + ") share the rest, got a sum of " + rounded(sum));
        }
    }

    private static String names(Collection<DiffusionModel> models) {
        return models.stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
    }

    /** The decimal that a person would have written, without the error of binary fractions. */
    private static String rounded(double sum) {
        return Double.toString(Math.round(sum * 1e6) / 1e6);
    }

    /** Prior probability of a model, above 0 and below 1. */
    public double probability(DiffusionModel model) {
        return byClass.get(model.classIndex());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassPriors that && byClass.equals(that.byClass);
    }

    @Override
    public int hashCode() {
        return byClass.hashCode();
    }

    /** All eight as {@link #parse} reads them: {@code ATTM=0.125,CTRW=0.125,…}. */
    @Override
    public String toString() {
        return Arrays.stream(DiffusionModel.values())
                .map(model -> model + "=" + probability(model))
                .collect(Collectors.joining(","));
    }
}
