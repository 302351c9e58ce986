package io.wanderscope.dashboard.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.Fields;

/** Reads what a request says in its path and its query, and tells what is wrong with it. */
final class Parameters {
    private Parameters() {}

    /** A part of a path, percent-decoded. */
    static String decoded(String text) throws ProblemException {
        try {
            // In a path, a plus sign stands for itself.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("\"" + text + "\" is not percent-encoded UTF-8");
        }
    }

    /** The name of an acquisition in a path, percent-decoded. */
    static String acquisition(String text) throws ProblemException {
        if (text.isEmpty()) {
            throw ProblemException.badRequest(
                    "the path names no acquisition; its name belongs between the slashes after /api/acquisitions");
        }
        return decoded(text);
    }

    /** Rejects parameters that a request does not take, or that are given twice. */
    static void requireKnown(Fields query, Set<String> known) throws ProblemException {
        for (String name : query.getNames()) {
            if (!known.contains(name)) {
                throw ProblemException.badRequest("unknown parameter " + name
                        + (known.isEmpty()
                                ? "; this request takes none"
                                : "; this request takes " + new TreeSet<>(known)));
            }
            if (query.getValues(name).size() > 1) {
                throw ProblemException.badRequest(name + " is given more than once");
            }
        }
    }

    /** One of some values; empty where the parameter is not given. */
    static <E> Optional<E> constant(Fields query, String parameter, E[] values, Function<E, String> name)
            throws ProblemException {
        String value = query.getValue(parameter);
        if (value == null) {
            return Optional.empty();
        }
        Optional<E> found = Arrays.stream(values)
                .filter(each -> name.apply(each).equals(value))
                .findFirst();
        if (found.isEmpty()) {
            throw ProblemException.badRequest(parameter + " must be one of "
                    + Arrays.stream(values).map(name).collect(Collectors.joining(", ")) + ", got \"" + value + "\"");
        }
        return found;
    }

    /** A whole number of a range; empty where the parameter is not given. */
    static Optional<Long> wholeNumber(Fields query, String parameter, long least, long most) throws ProblemException {
        String value = query.getValue(parameter);
        if (value == null) {
            return Optional.empty();
        }
        // 15 digits fit into a long, and are enough for a time.
        boolean isNumber = value.matches("-?\\d{1,15}");
        long number = isNumber ? Long.parseLong(value) : 0;
        if (!isNumber || number < least || number > most) {
            throw ProblemException.badRequest(
                    parameter + " must be from " + least + " to " + most + ", got \"" + value + "\"");
        }
        return Optional.of(number);
    }

    /** A text; empty where the parameter is not given. */
    static Optional<String> text(Fields query, String parameter, int mostCharacters) throws ProblemException {
        String value = query.getValue(parameter);
        if (value != null && value.length() > mostCharacters) {
            throw ProblemException.badRequest(
                    parameter + " has " + value.length() + " characters; at most " + mostCharacters + " are accepted");
        }
        return Optional.ofNullable(value);
    }
}
