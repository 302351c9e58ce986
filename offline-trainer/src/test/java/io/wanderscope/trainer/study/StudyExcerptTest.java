package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.report.Page;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StudyExcerptTest {
    private static final String FIGURES = "<svg a=\"1\"><path/></svg><svg a=\"2\"></svg>";

    private static String page(String findings) {
        StudyRun run = new StudyRun(
                new ScriptedClassifier(DiffusionModel.ATTM, track -> 1), 3, 8, "study x > y", (a, b, c, d) -> {});
        return new StudyPage("Less < more?", run)
                .text("What was done", "Something.")
                .html("What we find", findings)
                .text("Why they differ", "For a reason.")
                .html();
    }

    @Test
    void hasTheFindingsTheFirstFigureAndItsCaption() {
        // Given
        String page = page(Page.paragraph("first < last")
                + Page.paragraph("second")
                + FIGURES
                + Page.caption("bars")
                + Page.table(List.of("a"), List.of())
                + Page.caption("of the table"));

        // When
        Optional<StudyExcerpt> excerpt = StudyExcerpt.of(page);

        // Then
        assertThat(excerpt).hasValueSatisfying(found -> {
            assertThat(found.title()).isEqualTo("Less &lt; more?");
            assertThat(found.command()).isEqualTo("study x &gt; y");
            assertThat(found.findings()).containsExactly("<p>first &lt; last</p>\n", "<p>second</p>\n");
            assertThat(found.figure()).isEqualTo("<svg a=\"1\"><path/></svg><p class=\"caption\">bars</p>\n");
        });
    }

    @Test
    void findingsMayFollowTheFigures() {
        // Given
        String page = page(FIGURES + Page.caption("bars") + Page.paragraph("after"));

        // When
        Optional<StudyExcerpt> excerpt = StudyExcerpt.of(page);

        // Then
        assertThat(excerpt)
                .hasValueSatisfying(found -> assertThat(found.findings()).containsExactly("<p>after</p>\n"));
    }

    @Test
    void anythingElseHasNone() {
        // When
        Optional<StudyExcerpt> excerpt = StudyExcerpt.of("<html><body><h1>A page</h1>\n<p>text</p>\n</body></html>");

        // Then
        assertThat(excerpt).isEmpty();
    }
}
