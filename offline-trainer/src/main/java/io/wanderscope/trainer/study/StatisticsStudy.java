package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TestSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Which statistics of a track go with the saliency of the last stage, by class, as in the paper and within tracks. */
public final class StatisticsStudy implements Study {
    /** Points of a track. */
    static final int POINTS = 1000;
    /** Points of a window. */
    static final int WINDOW = 225;
    /** Points from one window to the next. */
    static final int STRIDE = 25;
    /** Windows of a track. */
    static final int WINDOWS = (POINTS - WINDOW) / STRIDE + 1;

    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public String question() {
        return "Which statistics of a track go with the saliency of the last stage?";
    }

    @Override
    public int defaultTracks() {
        return 1600;
    }

    @Override
    public StudyResult run(StudyRun run) {
        return new StatisticsReport(findings(run)).result(run);
    }

    static List<StatisticsFinding> findings(StudyRun run) {
        Map<DiffusionModel, List<Windowed>> tracks = windowed(run);
        List<StatisticsFinding> findings = new ArrayList<>();
        for (DiffusionModel model : DiffusionModel.values()) {
            List<Windowed> own = tracks.getOrDefault(model, List.of());
            for (WindowStatistic statistic : WindowStatistic.values()) {
                findings.add(finding(model, statistic, own, Seeds.derive(run.seed(), model.classIndex())));
            }
        }
        return findings;
    }

    private static StatisticsFinding finding(
            DiffusionModel model, WindowStatistic statistic, List<Windowed> tracks, long seed) {
        List<PairSums> moving = sums(tracks, track -> statistic.of(track.statistics()));
        List<PairSums> all =
                sums(tracks, track -> WindowStatistic.zeroWhereUndefined(statistic.of(track.statistics())));
        return new StatisticsFinding(
                model,
                statistic,
                tracks.size(),
                TrackCorrelation.pooled(all, seed),
                TrackCorrelation.within(all, seed),
                TrackCorrelation.pooled(moving, seed));
    }

    private static List<PairSums> sums(List<Windowed> tracks, Function<Windowed, double[]> statistic) {
        return tracks.stream()
                .map(track -> PairSums.of(statistic.apply(track), track.saliency()))
                .toList();
    }

    /** The first point of a window's middle, which is as long as the distance between windows. */
    static int middle(int window) {
        return window * STRIDE + (WINDOW - STRIDE) / 2;
    }

    /** A track in windows: their statistics, and the mean saliency in the middle of each. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Windowed(List<WindowStatistics> statistics, double[] saliency) {
        static Windowed of(Trajectory trajectory, double[] weights) {
            return new Windowed(
                    IntStream.range(0, WINDOWS)
                            .mapToObj(window ->
                                    WindowStatistics.of(trajectory, window * STRIDE, window * STRIDE + WINDOW))
                            .toList(),
                    IntStream.range(0, WINDOWS)
                            .mapToDouble(window -> Arrays.stream(weights, middle(window), middle(window) + STRIDE)
                                    .average()
                                    .orElseThrow())
                            .toArray());
        }
    }

    /** The tracks that are answered rightly, whose saliency speaks of the class they have. */
    private static Map<DiffusionModel, List<Windowed>> windowed(StudyRun run) {
        List<LabelledTrajectory> tracks = new ArrayList<>();
        TestSet.cell(run.seed(), run.tracks(), POINTS, 0).forEach(tracks::add);
        List<Optional<Windowed>> windowed =
                run.ofTracks("statistics", tracks.size(), track -> windowed(tracks.get(track), run));
        Map<DiffusionModel, List<Windowed>> byModel = new EnumMap<>(DiffusionModel.class);
        for (int track = 0; track < tracks.size(); track++) {
            List<Windowed> own = byModel.computeIfAbsent(tracks.get(track).requireModel(), model -> new ArrayList<>());
            windowed.get(track).ifPresent(own::add);
        }
        return byModel;
    }

    private static Optional<Windowed> windowed(LabelledTrajectory track, StudyRun run) {
        Classification answer =
                run.classifier().classify(List.of(track.observed())).get(0);
        int last = run.stages().size() - 1;
        return answer.explained() == track.requireModel()
                ? Optional.of(Windowed.of(track.trajectory(), GradCamMaps.weights(answer, last)))
                : Optional.empty();
    }
}
