package io.wanderscope.trainer.study;

import io.wanderscope.inference.ModelDescription;
import io.wanderscope.trainer.report.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of a study: what was done, what the paper found, what this study finds, and why they differ. */
final class StudyPage {
    private final String title;
    private final StudyRun run;
    private final List<Page.Section> sections = new ArrayList<>();

    StudyPage(String title, StudyRun run) {
        this.title = title;
        this.run = run;
    }

    /** Adds a section of paragraphs. */
    StudyPage text(String heading, String... paragraphs) {
        return text(heading, List.of(paragraphs));
    }

    /** Adds a section of paragraphs. */
    StudyPage text(String heading, List<String> paragraphs) {
        StringBuilder content = new StringBuilder();
        for (String paragraph : paragraphs) {
            content.append(Page.paragraph(paragraph));
        }
        return html(heading, content.toString());
    }

    /** Adds a section whose content is HTML. */
    StudyPage html(String heading, String content) {
        sections.add(new Page.Section(heading, "", content));
        return this;
    }

    /** Whether a page as HTML is about the model that has this {@link ModelDescription#studiedSha256}. */
    static boolean names(String sha256, String page) {
        return page.contains("SHA-256 " + sha256);
    }

    /** The page as HTML. */
    String html() {
        ModelDescription model = run.classifier().model();
        String summary = Page.paragraph(String.format(
                        Locale.ROOT,
                        "Model %s, SHA-256 %s%s. Seed %d, %,d tracks. To repeat this study:",
                        model.name(),
                        model.studiedSha256(),
                        model.hasFaithfulness() ? " (without the studies' figures)" : "",
                        run.seed(),
                        run.tracks()))
                + Page.paragraph(run.command());
        return Page.of(title, summary, sections);
    }
}
