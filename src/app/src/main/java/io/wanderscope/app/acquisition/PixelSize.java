package io.wanderscope.app.acquisition;

import io.wanderscope.diffusion.MetricLength;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The side of a pixel of the camera, as long as it is in the specimen.
 *
 * @param micrometres its length, above 0 and finite
 */
public record PixelSize(double micrometres) {
    private static final Pattern LENGTH = Pattern.compile("([-+]?[0-9.]+(?:[eE][-+]?[0-9]{1,3})?)\\s*(\\p{L}*)");

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
        OptionalDouble unit = length.matches() ? inMicrometres(length.group(2)) : OptionalDouble.empty();
        if (unit.isEmpty()) {
            throw wrong(text);
        }
        try {
            double micrometres = new BigDecimal(length.group(1))
                    .multiply(BigDecimal.valueOf(unit.getAsDouble()))
                    .doubleValue();
            return new PixelSize(micrometres);
        } catch (IllegalArgumentException e) {
            throw wrong(text);
        }
    }

    private static OptionalDouble inMicrometres(String unit) {
        return unit.isEmpty() ? OptionalDouble.of(1) : MetricLength.inMicrometres(unit);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "must be a length above 0 in µm, or with its unit, such as 0.1 or 100nm, got '" + text + "'");
    }
}
