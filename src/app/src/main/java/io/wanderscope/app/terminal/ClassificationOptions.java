package io.wanderscope.app.terminal;

import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.streaming.StreamSettings;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options for when a class becomes the label, and for what is known about the experiment. */
public final class ClassificationOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--minimum-confidence",
            paramLabel = "PROBABILITY",
            description =
                    "Lowest confidence at which the most probable class becomes the label: the probability that the track"
                            + " follows one of the eight, times that of the class. Below it the label is UNDETERMINED"
                            + " (default: ${DEFAULT-VALUE}). At 0, only other motion and unfamiliar tracks have no class.")
    private double minimumConfidence = StreamSettings.defaults().minimumConfidence();

    @Option(
            names = "--min-points",
            paramLabel = "POINTS",
            description =
                    "Minimum number of detected points at which a track is classified, from the model's minimum (the"
                            + " shipped one: 5) to 1000 (default: ${DEFAULT-VALUE}).")
    private int minimumPoints = StreamSettings.defaults().minimumPoints();

    @Option(
            names = "--priors",
            paramLabel = "equal|CLASS=PROBABILITY,...",
            description = "How frequent you expect the classes to be among the eight: equal, or probabilities such as"
                    + " BROWNIAN=0.5,SUB_FBM=0.2, where the others share the rest equally (default: equal). Giving it,"
                    + " equal included, also prints what priors do to short tracks.")
    private @Nullable String priors;

    @Option(
            names = "--localisation-noise",
            paramLabel = "LENGTH",
            description = "Standard deviation of the localisation noise along an axis, in the unit of the positions, if"
                    + " you have measured it. All files must have the same unit.")
    private @Nullable Double localisationNoise;

    @Option(
            names = "--exposure",
            paramLabel = "SHARE",
            description = "Share of the frame interval over which the camera collects light, 0 to 1, if you know it.")
    private @Nullable Double exposure;

    @Option(
            names = "--focal-depth",
            paramLabel = "LENGTH",
            description =
                    "Depth within which particles are seen, in the unit of the positions, if they move in three"
                            + " dimensions: corrects the population for those that leave it. All files must have the same unit.")
    private @Nullable Double focalDepth;

    /**
     * The defaults of the stream with these options.
     *
     * @throws ParameterException when a value is out of its range
     */
    public StreamSettings settings() {
        if (!(minimumConfidence >= 0 && minimumConfidence <= 1)) {
            throw wrong("--minimum-confidence must be from 0 to 1, got " + minimumConfidence);
        }
        if (localisationNoise != null && !(localisationNoise >= 0 && localisationNoise < Double.POSITIVE_INFINITY)) {
            throw wrong("--localisation-noise must be 0 or more, got " + localisationNoise);
        }
        if (exposure != null && !(exposure >= 0 && exposure <= 1)) {
            throw wrong("--exposure must be from 0 to 1, got " + exposure);
        }
        if (focalDepth != null && !(focalDepth > 0 && focalDepth < Double.POSITIVE_INFINITY)) {
            throw wrong("--focal-depth must be above 0, got " + focalDepth);
        }
        int mostPoints = StreamSettings.defaults().maximumPoints();
        if (minimumPoints < 2 || minimumPoints > mostPoints) {
            throw wrong("--min-points must be from 2 to " + mostPoints + ", got " + minimumPoints);
        }
        return StreamSettings.defaults()
                .with(StreamSettings.MINIMUM_POINTS, minimumPoints)
                .with(StreamSettings.MINIMUM_CONFIDENCE, minimumConfidence)
                .with(StreamSettings.CLASS_PRIORS, priors())
                .with(StreamSettings.LOCALISATION_NOISE, Optional.ofNullable(localisationNoise))
                .with(StreamSettings.EXPOSURE, Optional.ofNullable(exposure))
                .with(StreamSettings.FOCAL_DEPTH, Optional.ofNullable(focalDepth));
    }

    /**
     * Refuses a minimum of points below that of the model.
     *
     * @throws ParameterException when the model accepts only longer tracks
     */
    public void requireAcceptedBy(ModelDescription model) {
        if (minimumPoints < model.minimumPoints()) {
            throw wrong("--min-points must be " + model.minimumPoints() + " or more with the model " + model.name()
                    + ", got " + minimumPoints);
        }
    }

    /**
     * Refuses a localisation noise or a focal depth whose unit is not that of all positions.
     *
     * @param units those of the positions, one per file
     * @throws ParameterException when one of them is given and the units differ
     */
    public void requireOneUnit(Collection<String> units) {
        Set<String> distinct = new TreeSet<>(units);
        if ((localisationNoise != null || focalDepth != null) && distinct.size() > 1) {
            throw wrong((localisationNoise != null ? "--localisation-noise" : "--focal-depth")
                    + " needs files whose positions have the same unit, got " + String.join(" and ", distinct)
                    + "; classify the files of each unit by themselves");
        }
    }

    /** The localisation noise that the user gave, in the unit of the positions; empty if none. */
    public OptionalDouble localisationNoise() {
        return localisationNoise == null ? OptionalDouble.empty() : OptionalDouble.of(localisationNoise);
    }

    /** Whether the user gave prior probabilities, be they equal. */
    public boolean hasPriors() {
        return priors != null;
    }

    private ClassPriors priors() {
        try {
            return priors == null ? ClassPriors.EQUAL : ClassPriors.parse(priors);
        } catch (IllegalArgumentException e) {
            throw wrong("--priors " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
