package io.wanderscope.trainer.study;

import io.wanderscope.inference.Faithfulness;
import io.wanderscope.inference.Faithfulness.Figure;
import io.wanderscope.inference.Faithfulness.Measure;
import io.wanderscope.trainer.files.TextFile;
import io.wanderscope.trainer.study.ErasingCase.Part;
import io.wanderscope.trainer.study.StudyTable.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The main figures of the studies {@code planted} and {@code erasing}, from their tables: how far a model's maps can be trusted. */
public final class StudyFigures {
    private static final String HALF = "5";

    /** What people read; the names of the features say what was done. */
    private static final Map<Feature, String> FEATURES = Map.of(
            Feature.REST, "a rest",
            Feature.FLIGHT, "a flight",
            Feature.FASTER, "a faster stretch",
            Feature.SLOWER, "a slower stretch",
            Feature.TURN, "a turn",
            Feature.ANTICORRELATED, "FBM with α 0.2",
            Feature.PERSISTENT, "FBM with α 1.8");

    private final StudyTable planted;
    private final StudyTable erasing;

    private StudyFigures(StudyTable planted, StudyTable erasing) {
        this.planted = planted;
        this.erasing = erasing;
    }

    /**
     * Reads the tables of both studies, whose pages beside them name the model.
     *
     * @param folder the {@code --out} folder of the studies
     * @param sha256 hash by which studies name the model
     * @return the figures of each map of the model, and of occlusion
     * @throws IOException if a table or a page cannot be read
     * @throws IllegalArgumentException if it is not a table of its study, has no figures, or is not a study of the model
     */
    public static List<Figure> read(Path folder, String sha256) throws IOException {
        return new StudyFigures(table(folder, new PlantedStudy(), sha256), table(folder, new ErasingStudy(), sha256))
                .figures();
    }

    private static StudyTable table(Path folder, Study study, String sha256) throws IOException {
        StudyTable table = StudyTable.read(folder.resolve(study.name() + ".csv"));
        Path page = folder.resolve(study.name() + ".html");
        String text = TextFile.read(page, StudyTable.ADVICE);
        if (!StudyPage.names(sha256, text)) {
            throw new IllegalArgumentException(page + " is about another model than this one, SHA-256 " + sha256
                    + " without figures of studies; run offline-trainer/study " + study.name()
                    + " on this model, or give the folder in which it wrote");
        }
        if (StudyExcerpt.of(text).filter(StudyExcerpt::isOfRecordedTracks).isPresent()) {
            throw new IllegalArgumentException(page + " is about the tracks of a file; run offline-trainer/study "
                    + study.name() + " without --file, or give the folder in which it wrote");
        }
        return table;
    }

    private List<Figure> figures() {
        List<Row> answers = erasing.where(row -> row.has("quantity", ErasingReport.ANSWERS));
        List<String> maps = answers.stream()
                .map(row -> row.text("ranking"))
                .filter(ranking -> !ranking.isEmpty() && !ranking.equals(ErasingCase.RANDOM))
                .distinct()
                .toList();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(Measure.CHANCE, Faithfulness.ANY, "any feature", PlantedReport.CHANCE_HITS, 0));
        figures.addAll(some(planted, found(maps)));
        figures.addAll(some(erasing, right(answers, maps)));
        figures.addAll(right(answers, ErasingCase.RANDOM, Part.MOST, Faithfulness.ANY, "a random half"));
        answers.stream()
                .filter(row -> row.has("ranking", ""))
                .map(row -> accuracy(row, Measure.RIGHT, Faithfulness.ANY, "whole tracks"))
                .forEach(figures::add);
        return figures;
    }

    private static List<Figure> some(StudyTable table, List<Figure> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException(table.file() + ": no figures in the table; run the study again with"
                    + " offline-trainer/study, or " + StudyTable.ADVICE);
        }
        return figures;
    }

    private List<Figure> found(List<String> maps) {
        return Stream.concat(
                        maps.stream().flatMap(map -> found(map, map).stream()),
                        found(Occlusion.method(Erasure.CUT).replace(",", ""), Faithfulness.OCCLUSION).stream())
                .toList();
    }

    private List<Figure> found(String method, String map) {
        return planted.where(row -> row.has("method", method)).stream()
                .map(row -> new Figure(
                        Measure.FOUND,
                        map,
                        inWords(row.constant("feature", Feature.class, "a feature that can be planted")),
                        row.share("unsigned_hits"),
                        row.share("unsigned_hits_error")))
                .toList();
    }

    private static String inWords(Feature feature) {
        return FEATURES.getOrDefault(feature, feature.description().replace(",", ""));
    }

    private static List<Figure> right(List<Row> answers, List<String> maps) {
        return maps.stream().flatMap(map -> right(answers, map).stream()).toList();
    }

    private static List<Figure> right(List<Row> answers, String map) {
        return Stream.of(
                        right(answers, map, Part.MOST, map, "the most salient half"),
                        right(answers, map, Part.LEAST, map, "the least salient half"))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Figure> right(List<Row> answers, String ranking, Part part, String map, String subject) {
        return answers.stream()
                .filter(row -> row.has("ranking", ranking)
                        && row.has("part", part.name())
                        && row.has("tenths", HALF)
                        && row.has("erasure", Erasure.CUT.name())
                        && row.lacks(ErasingReport.SEGMENT_POINTS))
                .map(row -> accuracy(row, Measure.RIGHT_WITHOUT, map, subject))
                .toList();
    }

    private static Figure accuracy(Row row, Measure measure, String map, String subject) {
        return new Figure(measure, map, subject, row.share("accuracy"), row.share("accuracy_error"));
    }
}
