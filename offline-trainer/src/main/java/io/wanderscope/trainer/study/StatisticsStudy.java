package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.report.figure.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which statistics of a track go with the saliency of the last stage, by class, as in the paper and within tracks. */
public final class StatisticsStudy implements TrackStudy {
    /** Fewer tracks of a class give no correlation: the bootstrap would draw the same few again and again. */
    static final int MINIMUM_TRACKS = 5;

    private static final Interval NOTHING = new Interval(Double.NaN, Double.NaN, Double.NaN);

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
    public Requirement requirement(ModelDescription model) {
        return new Requirement(
                StatisticsWindows.MINIMUM_POINTS,
                0,
                "since each quarter of a window must have five displacements, and all of them measured");
    }

    @Override
    public StudyResult run(StudyRun run, StudyTracks tracks) {
        return new StatisticsReport(tracks, findings(run, tracks)).result(run);
    }

    static List<StatisticsFinding> findings(StudyRun run, StudyTracks tracks) {
        Map<DiffusionModel, List<Windowed>> windowed = windowed(run, tracks);
        List<StatisticsFinding> findings = new ArrayList<>();
        for (DiffusionModel model : DiffusionModel.values()) {
            List<Windowed> own = windowed.getOrDefault(model, List.of());
            for (WindowStatistic statistic : WindowStatistic.values()) {
                findings.add(finding(model, statistic, own, Seeds.derive(run.seed(), model.classIndex())));
            }
        }
        return findings;
    }

    private static StatisticsFinding finding(
            DiffusionModel model, WindowStatistic statistic, List<Windowed> tracks, long seed) {
        if (tracks.size() < MINIMUM_TRACKS) {
            return new StatisticsFinding(
                    model, statistic, tracks.size(), Double.NaN, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING);
        }
        Function<Windowed, double[]> defined = track -> statistic.of(track.statistics());
        Function<Windowed, double[]> always = defined.andThen(WindowStatistic::zeroWhereUndefined);
        List<PairSums> all = sums(tracks, always, Windowed::middles);
        return new StatisticsFinding(
                model,
                statistic,
                tracks.size(),
                undefined(tracks, defined),
                TrackCorrelation.pooled(all, seed),
                TrackCorrelation.within(all, seed),
                TrackCorrelation.pooled(sums(tracks, defined, Windowed::middles), seed),
                TrackCorrelation.pooled(sums(tracks, always, Windowed::parts), seed),
                TrackCorrelation.pooled(sums(tracks, track -> statistic.of(track.withRests()), Windowed::parts), seed));
    }

    private static List<PairSums> sums(
            List<Windowed> tracks, Function<Windowed, double[]> statistic, Function<Windowed, double[]> saliency) {
        return tracks.stream()
                .map(track -> PairSums.of(statistic.apply(track), saliency.apply(track)))
                .toList();
    }

    private static double undefined(List<Windowed> tracks, Function<Windowed, double[]> statistic) {
        return tracks.stream()
                .flatMapToDouble(track -> Arrays.stream(statistic.apply(track)))
                .map(value -> Double.isFinite(value) ? 0 : 1)
                .average()
                .orElseThrow();
    }

    /** A track in windows: their statistics, the mean saliency in the middle of each, and in as many parts of the track. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Windowed(List<WindowStatistics> statistics, double[] middles, double[] parts) {
        static Windowed of(Trajectory trajectory, double[] weights) {
            StatisticsWindows windows = new StatisticsWindows(trajectory.size());
            return new Windowed(windows.statistics(trajectory), windows.inMiddles(weights), windows.inParts(weights));
        }

        List<WindowStatistics> withRests() {
            return statistics.stream().map(WindowStatistics::withRests).toList();
        }
    }

    /**
     * By the model that is expected, the tracks that get it as their answer: only then does their saliency speak of the class they
     * have.
     */
    private static Map<DiffusionModel, List<Windowed>> windowed(StudyRun run, StudyTracks tracks) {
        List<Optional<Answered>> answered =
                run.ofTracks("statistics", tracks.size(), track -> answered(track, tracks, run));
        Map<DiffusionModel, List<Windowed>> byModel = new EnumMap<>(DiffusionModel.class);
        answered.stream()
                .flatMap(Optional::stream)
                .forEach(each -> byModel.computeIfAbsent(each.model(), model -> new ArrayList<>())
                        .add(each.windowed()));
        return byModel;
    }

    private record Answered(DiffusionModel model, Windowed windowed) {}

    private static Optional<Answered> answered(int track, StudyTracks tracks, StudyRun run) {
        ObservedTrajectory observed = tracks.observed().get(track);
        Classification answer = run.classifier().classify(List.of(observed)).get(0);
        int last = run.stages().size() - 1;
        return answer.explained() == tracks.expected(track, answer)
                ? Optional.of(new Answered(
                        answer.explained(), Windowed.of(observed.trajectory(), GradCamMaps.weights(answer, last))))
                : Optional.empty();
    }
}
