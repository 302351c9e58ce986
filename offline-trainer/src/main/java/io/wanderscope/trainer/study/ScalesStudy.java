package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.Explanation;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TestSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Which classes each stage of the network tells apart: linear probes of its features, as in the paper. */
public final class ScalesStudy implements Study {
    /** Points of a track. */
    static final int POINTS = 1000;
    /** Tracks on which probes are fitted, for each on which their penalty is chosen. */
    static final int TRAINING_SHARE = 4;

    private static final int CLASSES = DiffusionModel.values().length;

    private final Source source;

    /** Opens the network when the study starts. */
    public interface Source {
        /**
         * Opens the network; the study closes it.
         *
         * @throws IOException if the model cannot be read
         */
        FrozenStages open() throws IOException;
    }

    /** Creates the study. */
    public ScalesStudy(Source source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "scales";
    }

    @Override
    public String question() {
        return "Which classes does each stage tell apart?";
    }

    @Override
    public int defaultTracks() {
        return 8000;
    }

    @Override
    public StudyResult run(StudyRun run) throws IOException {
        return new ScalesReport(findings(run)).result(run);
    }

    List<ScalesFinding> findings(StudyRun run) throws IOException {
        List<LabelledTrajectory> training = fitted(run.seed(), 0, run.tracks());
        List<LabelledTrajectory> validation = fitted(run.seed(), 1, Math.max(CLASSES, run.tracks() / TRAINING_SHARE));
        List<LabelledTrajectory> test = simulated(TestSet.cell(run.seed(), run.tracks(), POINTS, 0));
        List<ScalesFinding> findings = new ArrayList<>(probed(training, validation, test, run));
        findings.add(new ScalesFinding(
                ScalesFinding.NETWORK,
                0,
                Double.NaN,
                ClassGroups.joined(answers("scales, answers of validation", validation, run)),
                answers("scales, answers of the test", test, run)));
        return findings;
    }

    /** Tracks of the simulator that training uses; those of the test come from the independent one. */
    private static List<LabelledTrajectory> fitted(long seed, int part, int tracks) {
        return simulated(TestSet.fixedLength(Seeds.derive(seed, part), tracks));
    }

    private static List<LabelledTrajectory> simulated(TestSet set) {
        List<LabelledTrajectory> tracks = new ArrayList<>();
        set.forEach(tracks::add);
        return tracks;
    }

    private List<ScalesFinding> probed(
            List<LabelledTrajectory> training,
            List<LabelledTrajectory> validation,
            List<LabelledTrajectory> test,
            StudyRun run)
            throws IOException {
        try (FrozenStages stages = source.open()) {
            List<LabelledFeatures> fitted = features("scales, features of training", training, stages, run);
            List<LabelledFeatures> tried = features("scales, features of validation", validation, stages, run);
            List<LabelledFeatures> tested = features("scales, features of the test", test, stages, run);
            return IntStream.range(0, fitted.size())
                    .parallel()
                    .mapToObj(layer ->
                            finding(stages.layers().get(layer), fitted.get(layer), tried.get(layer), tested.get(layer)))
                    .toList();
        }
    }

    private static ScalesFinding finding(
            String layer, LabelledFeatures training, LabelledFeatures validation, LabelledFeatures test) {
        LinearProbe probe = LinearProbe.of(training, validation, CLASSES);
        return new ScalesFinding(
                layer,
                training.width(),
                probe.penalty(),
                ClassGroups.joined(probe.answers(validation)),
                probe.answers(test));
    }

    /** What each layer sees of the tracks. */
    private static List<LabelledFeatures> features(
            String name, List<LabelledTrajectory> tracks, FrozenStages stages, StudyRun run) {
        List<List<double[]>> features = run.ofTracks(
                name, tracks.size(), track -> stages.features(tracks.get(track).observed()));
        return IntStream.range(0, stages.layers().size())
                .mapToObj(layer -> new LabelledFeatures(
                        features.stream().map(track -> track.get(layer)).toArray(double[][]::new), classes(tracks)))
                .toList();
    }

    /** What the network answers. */
    private static ClassAnswers answers(String name, List<LabelledTrajectory> tracks, StudyRun run) {
        List<DiffusionModel> answers = run.ofTracks(
                name,
                tracks.size(),
                track -> run.classifier()
                        .classify(List.of(tracks.get(track).observed()), Explanation.NONE)
                        .get(0)
                        .mostProbable());
        return new ClassAnswers(
                classes(tracks),
                answers.stream().mapToInt(DiffusionModel::classIndex).toArray());
    }

    private static int[] classes(List<LabelledTrajectory> tracks) {
        return tracks.stream()
                .mapToInt(track -> track.requireModel().classIndex())
                .toArray();
    }
}
