package io.wanderscope.trainer.command;

import io.wanderscope.trainer.files.TextFile;
import io.wanderscope.trainer.report.Page;
import io.wanderscope.trainer.study.Study;
import io.wanderscope.trainer.study.StudyExcerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sections of a report on the studies of its model, from the pages that the studies left in a folder beside it. */
final class StudySections {
    /** Name of the folder within that of the report. */
    static final String FOLDER = "studies";

    private final Path folder;
    private final String sha256;
    private final long seed;

    /**
     * Creates the sections of a model.
     *
     * @param report folder of the report
     * @param sha256 hash by which studies name the model; a study of another one, or of the tracks of a file, counts as not run
     * @param seed seed of the command that runs missing studies
     */
    StudySections(Path report, String sha256, long seed) {
        this.folder = report.resolve(FOLDER);
        this.sha256 = sha256;
        this.seed = seed;
    }

    /**
     * A section for each study that has a page, and one that names the others.
     *
     * @throws IOException if a page cannot be read or is not that of a study
     */
    List<Page.Section> read(List<Study> studies) throws IOException {
        List<Page.Section> sections = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Study study : studies) {
            Optional<Page.Section> section = section(study.name());
            section.ifPresent(sections::add);
            if (section.isEmpty()) {
                missing.add(study.name());
            }
        }
        if (!missing.isEmpty()) {
            sections.add(missing(missing));
        }
        return sections;
    }

    private Optional<Page.Section> section(String name) throws IOException {
        Path file = folder.resolve(name + ".html");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String page = TextFile.read(file, writeAgain(name));
        if (!page.contains(sha256)) {
            return Optional.empty();
        }
        StudyExcerpt excerpt = StudyExcerpt.of(page)
                .orElseThrow(() -> new IOException(file + " is not the page of a study; " + writeAgain(name)));
        if (excerpt.isOfRecordedTracks()) {
            return Optional.empty();
        }
        return Optional.of(new Page.Section(
                excerpt.title(),
                "study " + name,
                String.join("", excerpt.findings()) + excerpt.figure() + "<p class=\"caption\"><a href=\"" + FOLDER
                        + "/"
                        + name
                        + ".html\">All of the study</a>, with what was done, and why it differs from the paper. To repeat it: "
                        + excerpt.command() + "</p>\n"));
    }

    private static String writeAgain(String name) {
        return "write it again with offline-trainer/study " + name + ", or delete it";
    }

    private Page.Section missing(List<String> names) {
        return new Page.Section(
                "Studies that were not run",
                "of this model",
                Page.paragraph(String.join(", ", names)
                                + ". To run them and show them here, where REPORT is the folder of this page:")
                        + Page.paragraph("offline-trainer/study " + String.join(",", names) + " MODEL.onnx --seed "
                                + seed + " --out REPORT/" + FOLDER)
                        + Page.paragraph("offline-trainer/report MODEL.onnx --seed " + seed + " --out REPORT "
                                + ReportCommand.KEEP));
    }
}
