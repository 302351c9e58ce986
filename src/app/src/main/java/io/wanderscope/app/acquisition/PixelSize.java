package io.wanderscope.app.acquisition;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The side of a pixel of the camera, as long as it is in the specimen.
 *
 * @param micrometres its length, above 0 and finite
 */
public record PixelSize(double micrometres) {
    private static final Pattern LENGTH = Pattern.compile("([-+]?[0-9.]+(?:[eE][-+]?[0-9]{1,3})?)\\s*(\\p{L}*)");

    /** Powers of ten from each unit to the micrometre; with the micro sign, and with the Greek letter. */
    private static final Map<String, Integer> UNITS =
            Map.of("", 0, "\u00b5m", 0, "\u03bcm", 0, "um", 0, "micron", 0, "nm", -3, "mm", 3);

    /** Checks the length. */
    public PixelSize {
        if (!(micrometres > 0 && micrometres < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a pixel must have a size above 0 µm, got " + micrometres);
        }
    }

    /**
     * Parses what a person writes: {@code 0.1}, {@code 0.1 µm} and {@code 100nm} are the same.
     *
     * @throws IllegalArgumentException when the text is no length above 0; the message says what would be right
     */
    public static PixelSize parse(String text) {
        Matcher length = LENGTH.matcher(text.strip());
        @Nullable Integer power = length.matches() ? UNITS.get(length.group(2)) : null;
        if (power == null) {
            throw wrong(text);
        }
        try {
            double micrometres =
                    new BigDecimal(length.group(1)).scaleByPowerOfTen(power).doubleValue();
            return new PixelSize(micrometres);
        } catch (IllegalArgumentException e) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "must be a length above 0 in µm, or with its unit, such as 0.1 or 100nm, got '" + text + "'");
    }
}
