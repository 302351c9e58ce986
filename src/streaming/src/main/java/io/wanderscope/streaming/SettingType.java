package io.wanderscope.streaming;

import io.wanderscope.diffusion.ClassPriors;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the values of a setting look like: how they are read and written, and which are valid.
 *
 * @param name what the documentation calls the type
 * @param range the valid values as the documentation shows them, in Markdown
 * @param parser reads a value
 * @param validator accepts or rejects a value
 * @param printer writes a value as a configuration would have it
 * @param <T> the type of the value
 */
public record SettingType<T>(
        String name, String range, Parser<T> parser, Validator<T> validator, Function<T, String> printer) {

    /**
     * Reads a value.
     *
     * @param <T> the type of the value
     */
    @FunctionalInterface
    public interface Parser<T> {
        /**
         * The value that a text represents.
         *
         * @throws IllegalArgumentException when it represents none; the message names the key
         */
        T parse(String key, String text);
    }

    /**
     * Accepts or rejects a value.
     *
     * @param <T> the type of the value
     */
    @FunctionalInterface
    public interface Validator<T> {
        /**
         * Does nothing when the value is valid.
         *
         * @throws IllegalArgumentException when the value is not valid; the message names the key
         */
        void require(String key, T value);
    }

    /** A whole number, both ends included. */
    public static SettingType<Integer> wholeNumber(int minimum, int maximum) {
        return new SettingType<>(
                "whole number",
                minimum + " to " + maximum,
                parser("a whole number", Integer::valueOf),
                validator(
                        "from " + minimum + " to " + maximum,
                        value -> minimum <= value && value <= maximum,
                        Object::toString),
                Object::toString);
    }

    /** A whole number without an upper limit. */
    public static SettingType<Integer> wholeNumber(int minimum) {
        return new SettingType<>(
                "whole number",
                minimum + " or more",
                parser("a whole number", Integer::valueOf),
                validator(minimum + " or more", value -> minimum <= value, Object::toString),
                Object::toString);
    }

    /** A number without an upper limit. */
    public static SettingType<Double> number(int minimum) {
        return new SettingType<>(
                "number",
                minimum + " or more",
                parser("a number", Double::valueOf),
                validator(
                        minimum + " or more",
                        value -> minimum <= value && value < Double.POSITIVE_INFINITY,
                        Object::toString),
                Object::toString);
    }

    /** A number that is greater than another, without an upper limit. */
    public static SettingType<Double> numberAbove(int limit) {
        return new SettingType<>(
                "number",
                "above " + limit,
                parser("a number", Double::valueOf),
                validator(
                        "above " + limit, value -> limit < value && value < Double.POSITIVE_INFINITY, Object::toString),
                Object::toString);
    }

    /** A number, both ends included. */
    public static SettingType<Double> number(int minimum, int maximum) {
        return new SettingType<>(
                "number",
                minimum + " to " + maximum,
                parser("a number", Double::valueOf),
                validator(
                        "from " + minimum + " to " + maximum,
                        value -> minimum <= value && value <= maximum,
                        Object::toString),
                Object::toString);
    }

    /** A duration in milliseconds, both ends included. */
    public static SettingType<Duration> milliseconds(Duration minimum, Duration maximum) {
        String range = minimum.toMillis() + " to " + maximum.toMillis();
        return milliseconds(
                range,
                "from " + range + " milliseconds",
                value -> minimum.compareTo(value) <= 0 && value.compareTo(maximum) <= 0);
    }

    /** A duration in milliseconds without an upper limit. */
    public static SettingType<Duration> milliseconds(Duration minimum) {
        String range = minimum.toMillis() + " or more";
        return milliseconds(range, range + " milliseconds", value -> minimum.compareTo(value) <= 0);
    }

    private static SettingType<Duration> milliseconds(String range, String valid, Predicate<Duration> isValid) {
        Function<Duration, String> printer = value -> Long.toString(value.toMillis());
        return new SettingType<>(
                "ms",
                range,
                parser("a whole number", text -> Duration.ofMillis(Long.parseLong(text))),
                validator(valid, isValid, printer),
                printer);
    }

    /** {@code true} or {@code false}. */
    public static SettingType<Boolean> flag() {
        return choice(List.of(true, false), Function.identity());
    }

    /** One of the constants of an enum; upper and lower case are equivalent. */
    public static <E extends Enum<E>> SettingType<E> choice(Class<E> type) {
        return choice(Arrays.asList(type.getEnumConstants()), SettingType::lowerCase);
    }

    private static <T> SettingType<T> choice(List<T> choices, Function<String, String> spelling) {
        List<String> names = choices.stream().map(SettingType::lowerCase).toList();
        int last = names.size() - 1;
        return new SettingType<>(
                "choice",
                "`" + String.join("`, `", names) + "`",
                parser(
                        String.join(", ", names.subList(0, last)) + " or " + names.get(last),
                        text -> choices.get(indexOf(spelling.apply(text), names))),
                (key, value) -> {},
                SettingType::lowerCase);
    }

    /** Prior probabilities of the diffusion models, as {@link ClassPriors#parse} reads them. */
    public static SettingType<ClassPriors> priors() {
        return new SettingType<>(
                "priors",
                "`equal`, or classes with their probabilities, such as `BROWNIAN=0.5,SUB_FBM=0.2`",
                SettingType::parsePriors,
                (key, value) -> {},
                ClassPriors::toString);
    }

    private static ClassPriors parsePriors(String key, String text) {
        try {
            return ClassPriors.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " " + e.getMessage(), e);
        }
    }

    /** Any text. */
    public static SettingType<String> text(String name, String range) {
        return text(name, range, (key, value) -> {});
    }

    /** A text that a validator accepts. */
    public static SettingType<String> text(String name, String range, Validator<String> validator) {
        return new SettingType<>(name, range, (key, text) -> text, validator, Function.identity());
    }

    /** The same type for a setting that need not have a value. */
    public SettingType<Optional<T>> optional() {
        return new SettingType<>(
                name,
                range,
                (key, text) -> Optional.of(parser.parse(key, text)),
                (key, value) -> value.ifPresent(present -> validator.require(key, present)),
                value -> value.map(printer).orElse(""));
    }

    private static <T> Parser<T> parser(String expected, Function<String, T> parser) {
        return (key, text) -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(key + " must be " + expected + ", got '" + text + "'", e);
            }
        };
    }

    private static <T> Validator<T> validator(String valid, Predicate<T> isValid, Function<T, String> printer) {
        return (key, value) -> {
            if (!isValid.test(value)) {
                throw new IllegalArgumentException(key + " must be " + valid + ", got " + printer.apply(value));
            }
        };
    }

    private static String lowerCase(Object choice) {
        return choice.toString().toLowerCase(Locale.ROOT);
    }

    private static int indexOf(String text, List<String> names) {
        int index = names.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException(text);
        }
        return index;
    }
}
