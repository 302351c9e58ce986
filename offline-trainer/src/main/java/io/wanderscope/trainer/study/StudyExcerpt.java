package io.wanderscope.trainer.study;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a report shows of the page of a study, all of it HTML.
 *
 * @param title title of the page
 * @param command the command line that repeats the study
 * @param findings the paragraphs that say what it found
 * @param figure its main figure as SVG, with the text below it
 */
public record StudyExcerpt(String title, String command, List<String> findings, String figure) {
    /** The heading of the section that holds all of it but the command. */
    static final String FINDINGS = "What we find";

    private static final Pattern PAGE = Pattern.compile(
            "<h1>(?<title>.*?)</h1>\n<p>.*?</p>\n<p>(?<command>.*?)</p>\n.*<h2>" + FINDINGS
                    + "</h2>\n(?<findings>.*?)</section>",
            Pattern.DOTALL);
    private static final Pattern PARAGRAPH = Pattern.compile("<p>.*?</p>\n", Pattern.DOTALL);
    private static final Pattern FIGURE =
            Pattern.compile("(<svg .*?</svg>).*?(<p class=\"caption\">.*?</p>\n)", Pattern.DOTALL);

    /** Copies the list. */
    public StudyExcerpt {
        findings = List.copyOf(findings);
    }

    /** Whether the study ran on the tracks of a file, so that it says little of the model in general. */
    public boolean isOfRecordedTracks() {
        return command.contains(" --file ");
    }

    /** The excerpt of a page as {@link StudyResult#page()}; empty if the text is no such page. */
    public static Optional<StudyExcerpt> of(String text) {
        Matcher page = PAGE.matcher(text);
        if (!page.find()) {
            return Optional.empty();
        }
        String content = page.group("findings");
        Matcher figure = FIGURE.matcher(content);
        return figure.find()
                ? Optional.of(new StudyExcerpt(
                        page.group("title"),
                        page.group("command"),
                        PARAGRAPH
                                .matcher(content)
                                .results()
                                .map(found -> found.group())
                                .toList(),
                        figure.group(1) + figure.group(2)))
                : Optional.empty();
    }
}
