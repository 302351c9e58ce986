package io.wanderscope.app.results;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of the files that each acquisition gets. They begin with its name, unless that is too long for a file, or
 * would be the same on a file system that does not tell capital letters from small ones.
 */
public final class ResultNames {
    private static final String PICTURE = ".png";
    private static final String POPULATION = "-population" + PICTURE;
    private static final String SUMMARY = ".summary.json";

    /** Most bytes of a file's name on common file systems, less the longest ending of an unfinished file. */
    private static final int MAXIMUM_BYTES = 255 - (POPULATION + ".part").length();

    private final Map<String, String> beginnings = new LinkedHashMap<>();

    /** Those of acquisitions, whose names differ. */
    public ResultNames(List<String> acquisitions) {
        Set<String> taken = new HashSet<>();
        for (String acquisition : acquisitions) {
            String beginning = shortened(acquisition, MAXIMUM_BYTES);
            for (int number = 2; !takePictures(beginning.toLowerCase(Locale.ROOT), taken); number++) {
                String suffix = "-" + number;
                beginning = shortened(acquisition, MAXIMUM_BYTES - suffix.length()) + suffix;
            }
            beginnings.put(acquisition, beginning);
        }
    }

    /** Takes the names of both pictures, since the picture of one acquisition may be called like the population of another. */
    private static boolean takePictures(String beginning, Set<String> taken) {
        List<String> pictures = List.of(beginning + PICTURE, beginning + POPULATION);
        boolean areFree = pictures.stream().noneMatch(taken::contains);
        return areFree && taken.addAll(pictures);
    }

    private static String shortened(String name, int bytes) {
        String shortened = name;
        while (shortened.getBytes(StandardCharsets.UTF_8).length > bytes) {
            shortened = shortened.substring(0, shortened.offsetByCodePoints(shortened.length(), -1));
        }
        return shortened;
    }

    /** That of an acquisition's picture. */
    public String picture(String acquisition) {
        return beginning(acquisition) + PICTURE;
    }

    /** That of the figure of an acquisition's population. */
    public String population(String acquisition) {
        return beginning(acquisition) + POPULATION;
    }

    /** That of an acquisition's summary. */
    public String summary(String acquisition) {
        return beginning(acquisition) + SUMMARY;
    }

    private String beginning(String acquisition) {
        return Objects.requireNonNull(beginnings.get(acquisition));
    }

    /** Those of all files of a run except its log. */
    List<String> all() {
        return Stream.concat(
                        Stream.of(ResultFiles.LABELS, ResultFiles.SALIENCY, PopulationFile.NAME),
                        beginnings.keySet().stream()
                                .flatMap(each -> Stream.of(picture(each), population(each), summary(each))))
                .toList();
    }
}
