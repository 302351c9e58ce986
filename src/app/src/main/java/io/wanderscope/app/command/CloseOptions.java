package io.wanderscope.app.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Finds the options that were probably meant by one that does not exist. Picocli suggests options that begin with the
 * same two letters; the same quantity often has a longer or a shorter name in another command, such as {@code --noise}
 * and {@code --localisation-noise}.
 */
final class CloseOptions {
    private static final String LONG = "--";

    private CloseOptions() {}

    /** Options that share all their words with the unknown one, or else those that picocli suggests. */
    static List<String> to(UnmatchedArgumentException unmatched) {
        String unknown = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
        List<String> sharingWords = longNames(unmatched.getCommandLine().getCommandSpec()).stream()
                .filter(known -> unknown.startsWith(LONG) && (contains(known, unknown) || contains(unknown, known)))
                .toList();
        return sharingWords.isEmpty() ? unmatched.getSuggestions() : sharingWords;
    }

    private static List<String> longNames(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .filter(name -> name.startsWith(LONG))
                .toList();
    }

    /** Whether the words of one name are in another, in the same order and next to each other. */
    private static boolean contains(String name, String words) {
        return (name.substring(1) + "-").contains(words.substring(1) + "-");
    }
}
