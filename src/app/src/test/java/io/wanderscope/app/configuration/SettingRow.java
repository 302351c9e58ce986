package io.wanderscope.app.configuration;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A row of the table of settings in docs/configuration.md, with its cells as written. */
record SettingRow(String key, String type, String documentedDefault, String range) {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern FROM_TO = Pattern.compile("([0-9]+) to ([0-9]+)");
    private static final Pattern FROM = Pattern.compile("([0-9]+) or more");

    private static final Pattern ABOVE = Pattern.compile("above ([0-9]+)");
    private static final String SMALLEST_STEP = "0.000001";

    static SettingRow of(String row) {
        String[] cells = row.split(" *\\| *", -1);
        return new SettingRow(code(cells[1]).orElseThrow(), cells[2], cells[3], cells[4]);
    }

    /** Empty where the table describes the default in words. */
    Optional<String> literalDefault() {
        return code(documentedDefault);
    }

    /** Both ends of the range, or all choices. */
    List<String> ends() {
        Matcher fromTo = FROM_TO.matcher(range);
        if (fromTo.matches()) {
            return List.of(fromTo.group(1), fromTo.group(2));
        }
        Matcher from = FROM.matcher(range);
        if (from.matches()) {
            return List.of(from.group(1), Integer.toString(Integer.MAX_VALUE));
        }
        Matcher above = ABOVE.matcher(range);
        if (above.matches()) {
            BigDecimal smallest = new BigDecimal(above.group(1)).add(new BigDecimal(SMALLEST_STEP));
            return List.of(smallest.toPlainString(), Integer.toString(Integer.MAX_VALUE));
        }
        return type.equals("choice") ? codes(range).toList() : List.of();
    }

    /** Values just outside the range, and values of the wrong type. */
    List<String> beyond() {
        return switch (type) {
            case "whole number", "ms" -> outside(BigDecimal.ONE);
            case "number" -> outside(new BigDecimal(SMALLEST_STEP));
            case "choice" -> List.of("perhaps", "");
            case "topic" -> List.of("not a name", "");
            case "address" -> List.of("localhost:8080", "");
            case "priors" -> List.of("BROWNIAN", "BROWNIAN=1", "BROWNAIN=0.5", "");
            case "interface" -> List.of("");
            case "token" -> List.of("0123456789abcde", "0123456789abcde/");
            case "file", "names" -> List.of();
            default -> throw new AssertionError("no such type in the legend: " + type);
        };
    }

    private List<String> outside(BigDecimal step) {
        List<String> values = new ArrayList<>(List.of("many", "NaN", ""));
        values.add(new BigDecimal(ends().get(0)).subtract(step).toPlainString());
        if (FROM_TO.matcher(range).matches()) {
            values.add(new BigDecimal(ends().get(1)).add(step).toPlainString());
        }
        return values;
    }

    private static Optional<String> code(String cell) {
        return codes(cell).findFirst();
    }

    /** The parts of a text that are written as code. */
    static Stream<String> codes(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1));
    }
}
