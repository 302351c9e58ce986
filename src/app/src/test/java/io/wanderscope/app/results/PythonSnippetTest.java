package io.wanderscope.app.results;

import static io.wanderscope.app.results.LabelRecords.determined;
import static io.wanderscope.app.results.LabelRecords.undetermined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.IntervalSource;
import io.wanderscope.app.acquisition.RecordedTrack;
import io.wanderscope.app.acquisition.Recording;
import io.wanderscope.inference.Faithfulness;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.ShippedModelFile;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackingFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines that load all results into Python. */
class PythonSnippetTest {
    private static final Pattern SNIPPET = Pattern.compile("```python\\R(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void loadsLabelsSaliencyAndSummariesWithNamesAsText() throws Exception {
        // Given names that look like numbers, like nothing, and like several fields
        assumeThat(hasPython()).as("skipped: there is no Python 3 here").isTrue();
        writeResults("é, \"1\"", "007", "NA");

        // When
        String printed = run(snippet() + "print(ascii([(r['acquisition'], r['track'], r['label']) for r in labels]))\n"
                + "print(ascii(sorted(saliency)), saliency['\\u00e9, \"1\"', '007']['x'])\n"
                + "print(ascii(list(files)), files['\\u00e9, \"1\"']['length_unit'] == '\\u00b5m')\n");

        // Then
        assertThat(printed.lines())
                .containsExactly(
                        "[('\\xe9, \"1\"', '007', 'CTRW'), ('\\xe9, \"1\"', 'NA', 'UNDETERMINED')]",
                        "[('\\xe9, \"1\"', '007')] [1.5]",
                        "['\\xe9, \"1\"'] True");
    }

    private static String snippet() throws IOException {
        Path readme = ShippedModelFile.path().getParent().resolveSibling("README.md");
        Matcher snippet = SNIPPET.matcher(Files.readString(readme));
        assertThat(snippet.find()).isTrue();
        return snippet.group(1);
    }

    private void writeResults(String name, String classified, String tooShort) throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        List<TrajectoryLabel> labels = List.of(determined(name, classified), undetermined(name, tooShort));
        List<Track> tracks = labels.stream()
                .map(label -> new Track(label.getTrack(), List.of()))
                .toList();
        Acquisition acquisition = new Acquisition(name, "µm", 0.05, tracks);
        RunResults results;
        try (ResultFiles files = ResultFiles.start(out, 2, false, Set.of(), System::nanoTime)) {
            results = new RunResults(List.of(acquisition), files, "stage1", Set.of());
            for (int index = 0; index < labels.size(); index++) {
                TrajectoryLabel label = labels.get(index);
                results.accept(new TrackResult(
                        new RecordedTrack(acquisition, tracks.get(index)),
                        List.of(label),
                        label.getProbabilities() == null
                                ? Optional.empty()
                                : Optional.of(LabelRecords.saliency(label))));
            }
        }
        writeSummary(out, acquisition, results);
    }

    private static void writeSummary(Path out, Acquisition acquisition, RunResults results) {
        Recording recording = new Recording(
                acquisition,
                Path.of("cell.csv"),
                TrackingFormat.PLAIN_CSV,
                IntervalSource.ASSUMED,
                1,
                Optional.empty(),
                0,
                0,
                List.of());
        ModelDescription model = new ModelDescription(
                "model", "0".repeat(64), List.of(), 5, 1000, Optional.empty(), Faithfulness.UNKNOWN, Optional.empty());
        AcquisitionCounts counts = results.counts(acquisition);
        Summaries summaries = new Summaries(new RunFacts("wanderscope", model, StreamSettings.defaults(), "stage1"));
        Summaries.write(
                out.resolve("cell.summary.json"),
                summaries.of(PositionCounts.of(recording, counts, List.of()), counts, out.resolve("cell.png")));
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String run(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("load.py"), script);
        Process python = new ProcessBuilder("python3", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(python.waitFor()).as(printed).isZero();
            return printed;
        } finally {
            python.destroyForcibly();
        }
    }
}
