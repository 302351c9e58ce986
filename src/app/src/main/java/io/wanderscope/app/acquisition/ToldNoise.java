package io.wanderscope.app.acquisition;

import io.wanderscope.tracks.Track;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether a localisation noise that was told can be right. The noise alone gives displacements from frame to frame a
 * standard deviation of √2 times its own, so it cannot be well above theirs; and no microscope sees motion so large
 * that its noise vanishes beside it.
 */
public final class ToldNoise {
    /** Told noise that is so many times what all displacements would be as noise is too much, even for few displacements. */
    private static final double MUCH_MORE = 1.5;

    private static final double FAR_LESS = 100;
    private static final MathContext TWO_DIGITS = new MathContext(2);

    private ToldNoise() {}

    /**
     * What is wrong with it in most tracks of a recording, in a sentence that asks for its unit; empty if nothing is.
     *
     * @param noise standard deviation along an axis, 0 or more; 0 has no unit and is never wrong
     */
    public static Optional<String> doubt(double noise, Acquisition acquisition) {
        double[] deviations = acquisition.tracks().stream()
                .map(Track::positions)
                .map(Displacements::deviation)
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .toArray();
        if (deviations.length == 0 || noise == 0) {
            return Optional.empty();
        }
        double median = deviations[deviations.length / 2];
        double alone = Math.sqrt(2) * noise;
        String unit = acquisition.lengthUnit();
        String told = "--localisation-noise " + text(noise) + " " + unit;
        String question = "; is it in " + unit + ", the unit of the file?";
        if (alone > MUCH_MORE * median) {
            return Optional.of(
                    told + " alone gives displacements from frame to frame a standard deviation of " + text(alone)
                            + " " + unit + " along an axis, but here it is " + text(median) + " " + unit
                            + " or less in most tracks" + question);
        }
        double lowerMedian = deviations[(deviations.length - 1) / 2];
        if (noise * FAR_LESS < lowerMedian) {
            return Optional.of(told
                    + " is more than 100 times smaller than the displacements from frame to frame, whose"
                    + " standard deviation along an axis is " + text(lowerMedian) + " " + unit
                    + " or more in most tracks"
                    + question);
        }
        return Optional.empty();
    }

    private static String text(double length) {
        boolean isPlain = length == 0 || (length >= 1e-4 && length < 1e6);
        BigDecimal rounded = new BigDecimal(length).round(TWO_DIGITS).stripTrailingZeros();
        return isPlain ? rounded.toPlainString() : String.valueOf(rounded.doubleValue());
    }
}
