package io.wanderscope.dashboard;

import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.ClassFraction;
import io.wanderscope.schema.DiffusiveState;
import io.wanderscope.schema.FamilyFraction;
import io.wanderscope.schema.Occupation;
import io.wanderscope.schema.TimeUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a population consists of, in words for people. The states are those of the record. With metric units a state below 0.1
 * µm²/s is called bound, one above 0.5 µm²/s free, and one between them slow; no particle that is free in a cell diffuses below
 * the first, and chromatin moves that fast at most. States that would all have one name, or have other units, are called slow and
 * fast if there are two, and have no name if there are more. A single peak has none either: it may be one state, or many that
 * the tracks cannot tell apart, so it is said how broad it is. The page says the same, in {@code model/populationWords.js}.
 */
public final class PopulationWords {
    /** Fewest tracks whose states are told apart. */
    public static final int MINIMUM_TRACKS = 30;

    private static final double BOUND_BELOW = 0.1;
    private static final double FREE_ABOVE = 0.5;
    private static final String BOUND = "bound";
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);

    /** Fewest classified tracks that are divided into classes. */
    private static final int MINIMUM_CLASSIFIED = 100;

    private static final int MOST_NAMED = 5;

    /** Share of the occupation to either side of its middle 80 %. */
    private static final double TAIL = 0.1;

    private PopulationWords() {}

    /** One sentence without a full stop, such as {@code 62 % bound (D below 0.05 µm²/s), 38 % free (D about 4 µm²/s), from 2,387 tracks}. */
    public static String states(AcquisitionPopulation population) {
        long tracks = population.getTracks();
        List<DiffusiveState> states = population.getStates();
        if (states.isEmpty()) {
            return "D is unknown, for none of the " + counted(tracks) + " was seen in two successive frames";
        }
        if (tracks < MINIMUM_TRACKS) {
            return counted(tracks) + (tracks == 1 ? " is" : " are") + " too few to be divided into states ("
                    + MINIMUM_TRACKS + " or more)";
        }
        String unit = unit(population);
        if (states.size() == 1) {
            return "one peak, " + spread(population, unit) + ", from " + counted(tracks);
        }
        List<String> names = names(population);
        return IntStream.range(0, states.size())
                .mapToObj(state -> percent(states.get(state).getFraction()) + " "
                        + named(names.get(state), states.get(state), unit))
                .collect(Collectors.joining(", ", "", ", from " + counted(tracks)));
    }

    /**
     * What to write at each state of a figure, such as {@code 62 % bound}; empty if the tracks are too few to tell states apart, or there
     * are none.
     */
    public static List<String> stateNames(AcquisitionPopulation population) {
        List<DiffusiveState> states = population.getStates();
        if (population.getTracks() < MINIMUM_TRACKS) {
            return List.of();
        }
        if (states.size() == 1) {
            return List.of("one peak");
        }
        List<String> names = names(population);
        return IntStream.range(0, states.size())
                .mapToObj(state -> (percent(states.get(state).getFraction()) + " " + names.get(state)).strip())
                .toList();
    }

    /** Whether the words tell states and how fast they are. */
    public static boolean areStatesTold(AcquisitionPopulation population) {
        return !population.getStates().isEmpty() && population.getTracks() >= MINIMUM_TRACKS;
    }

    private static String named(String name, DiffusiveState state, String unit) {
        return name.isEmpty() ? "moving with " + about(state, unit) : name + " (" + speed(name, state, unit) + ")";
    }

    /** The name of each state; empty for those that have none. */
    private static List<String> names(AcquisitionPopulation population) {
        List<DiffusiveState> states = population.getStates();
        List<String> names = states.stream()
                .map(state -> name(state.getDiffusionCoefficient()))
                .toList();
        if (isMetric(population) && names.stream().distinct().count() > 1) {
            return names;
        }
        return states.size() == 2
                ? List.of("slow", "fast")
                : states.stream().map(state -> "").toList();
    }

    private static String name(double diffusionCoefficient) {
        if (diffusionCoefficient < BOUND_BELOW) {
            return BOUND;
        }
        return diffusionCoefficient > FREE_ABOVE ? "free" : "slow";
    }

    /** The bound have an upper bound where all slower motion belongs to them. */
    private static String speed(String name, DiffusiveState state, String unit) {
        Double to = state.getTo();
        boolean isBelow = name.equals(BOUND) && state.getFrom() == null && to != null && to <= BOUND_BELOW;
        return isBelow ? "D below " + number(to) + " " + unit : about(state, unit);
    }

    /** Where the middle 80 % of the occupation are; only their upper end if the peak does not come down towards the slowest motion. */
    private static String spread(AcquisitionPopulation population, String unit) {
        List<Occupation> grid = population.getOccupation();
        String highest = number(quantile(1 - TAIL, grid));
        if (reachesSlowest(grid)) {
            return "D below " + highest + " " + unit;
        }
        return about(population.getStates().get(0), unit) + " (middle 80 % from " + number(quantile(TAIL, grid))
                + " to " + highest + ")";
    }

    private static boolean reachesSlowest(List<Occupation> grid) {
        double largest =
                grid.stream().mapToDouble(Occupation::getFraction).max().orElseThrow();
        return grid.get(0).getFraction() >= largest / 2;
    }

    /** The diffusion coefficient at which the occupation, added up from the slowest motion, reaches a share. */
    private static double quantile(double share, List<Occupation> grid) {
        int bin = 0;
        double sum = grid.get(0).getFraction();
        while (sum < share && bin + 1 < grid.size()) {
            bin++;
            sum += grid.get(bin).getFraction();
        }
        return grid.get(bin).getDiffusionCoefficient();
    }

    private static String about(DiffusiveState state, String unit) {
        return "D about " + number(state.getDiffusionCoefficient()) + " " + unit;
    }

    /**
     * What the classified tracks are, such as {@code of 243 tracks that the model classified: 55 % Brownian motion (45–66), 20 %
     * confined (12–29), the rest cannot be told apart from none}; that they are too few; empty if the record does not say. Named are
     * the largest of those whose 90 % interval excludes 0 as it is written.
     */
    public static Optional<String> classes(AcquisitionPopulation population) {
        List<Part> parts = parts(population);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        long classified = population.getClassifiedTracks();
        return Optional.of(
                hasTooFewClassified(population)
                        ? "too few tracks to divide into classes: " + classified + " classified (" + MINIMUM_CLASSIFIED
                                + " or more)"
                        : "of " + counted(classified) + " that the model classified: " + told(parts));
    }

    /** Whether the classified tracks are too few to be divided into classes. */
    public static boolean hasTooFewClassified(AcquisitionPopulation population) {
        return population.getClassifiedTracks() < MINIMUM_CLASSIFIED;
    }

    private static String told(List<Part> parts) {
        List<Part> present = parts.stream()
                .filter(Part::isPresent)
                .sorted((one, other) -> Double.compare(other.fraction(), one.fraction()))
                .toList();
        if (present.isEmpty()) {
            return "no kind of motion can be told apart from none";
        }
        List<String> told = new ArrayList<>();
        present.stream().limit(MOST_NAMED).forEach(part -> told.add(part.text()));
        if (present.size() > MOST_NAMED) {
            told.add("less of others");
        }
        if (present.size() < parts.size()) {
            told.add("the rest cannot be told apart from none");
        }
        return String.join(", ", told);
    }

    /** The share of a class or of a family outside the eight. */
    private record Part(String name, double fraction, double low, double high) {
        boolean isPresent() {
            return Math.round(100 * low) > 0;
        }

        String text() {
            return percent(fraction) + " " + name + " (" + Math.round(100 * low) + "–" + Math.round(100 * high) + ")";
        }
    }

    private static List<Part> parts(AcquisitionPopulation population) {
        return Stream.concat(
                        population.getClasses().stream().map(PopulationWords::part),
                        population.getFamilies().stream()
                                .filter(family ->
                                        isMotionClass(family.getFamily().name()))
                                .map(PopulationWords::part))
                .toList();
    }

    private static boolean isMotionClass(String family) {
        return MotionClass.otherMotion().stream()
                .anyMatch(motion -> motion.name().equals(family));
    }

    private static Part part(ClassFraction of) {
        String name = MotionClass.valueOf(of.getModel().name()).description();
        return new Part(name, of.getFraction(), of.getLow(), of.getHigh());
    }

    private static Part part(FamilyFraction of) {
        String name = MotionClass.valueOf(of.getFamily().name()).description();
        return new Part(name, of.getFraction(), of.getLow(), of.getHigh());
    }

    /** The unit of diffusion coefficients, such as {@code µm²/s}. */
    public static String unit(AcquisitionPopulation population) {
        return unit(population.getLengthUnit(), population.getTimeUnit() == TimeUnit.S);
    }

    /**
     * The unit of diffusion coefficients, such as {@code µm²/s} and {@code px²/frame}.
     *
     * @param lengthUnit as records have it: {@code um}, or another unit as it is
     * @param isInSeconds whether the frame interval is known
     */
    public static String unit(String lengthUnit, boolean isInSeconds) {
        return (lengthUnit.equals("um") ? "µm" : lengthUnit) + "²/" + (isInSeconds ? "s" : "frame");
    }

    private static boolean isMetric(AcquisitionPopulation population) {
        return unit(population).equals("µm²/s");
    }

    /** A number in two digits, without an exponent. */
    public static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(TWO_DIGITS).stripTrailingZeros();
        return rounded.toPlainString();
    }

    private static String percent(double fraction) {
        if (fraction > 0 && fraction < 0.005) {
            return "under 1 %";
        }
        return fraction < 1 && fraction >= 0.995 ? "over 99 %" : Math.round(100 * fraction) + " %";
    }

    private static String counted(long tracks) {
        return String.format(Locale.ROOT, tracks == 1 ? "%,d track" : "%,d tracks", tracks);
    }
}
