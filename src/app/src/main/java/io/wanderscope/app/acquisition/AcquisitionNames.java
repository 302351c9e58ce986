package io.wanderscope.app.acquisition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names acquisitions after their files. */
public final class AcquisitionNames {
    private static final List<String> PACKED = List.of(".gz");
    private static final List<String> FILE_TYPES =
            List.of(".csv", ".tsv", ".txt", ".xml", ".mdf", ".mat", ".xls", ".trc");
    private static final List<String> TRACKERS = List.of(".quot", ".trackmate-tracks", ".trackmate", ".tracks");

    private AcquisitionNames() {}

    /**
     * One name for each file, in the same order: the file name without the endings that only denote its format. Equal
     * names are numbered from the second on: {@code cell}, {@code cell-2}. What {@code -} stands for is called {@code
     * standard-input}.
     */
    public static List<String> of(List<Path> files) {
        Set<String> taken = new LinkedHashSet<>();
        List<String> names = new ArrayList<>();
        for (Path file : files) {
            String name = unique(withoutEndings(file), taken);
            taken.add(name);
            names.add(name);
        }
        return names;
    }

    private static String withoutEndings(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.equals("-")) {
            return "standard-input";
        }
        return withoutOneOf(TRACKERS, withoutOneOf(FILE_TYPES, withoutOneOf(PACKED, name)));
    }

    private static String withoutOneOf(List<String> endings, String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return endings.stream()
                .filter(ending -> lowerCase.endsWith(ending) && name.length() > ending.length())
                .findFirst()
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .orElse(name);
    }

    private static String unique(String name, Set<String> taken) {
        String candidate = name;
        for (int number = 2; taken.contains(candidate); number++) {
            candidate = name + "-" + number;
        }
        return candidate;
    }
}
