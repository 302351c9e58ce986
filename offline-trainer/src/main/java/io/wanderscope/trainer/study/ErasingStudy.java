package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.TrackWindow;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.study.ErasingCase.Part;
import io.wanderscope.trainer.study.ErasingOutcomes.Answers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What erasing the most and the least salient parts of a track does to the answer, as in the paper and without its artefact. */
public final class ErasingStudy implements TrackStudy {
    private static final List<Erasure> ERASURES = List.of(Erasure.CUT, Erasure.ZEROED);

    @Override
    public String name() {
        return "erasing";
    }

    @Override
    public String question() {
        return "Is the answer lost when the salient parts of a track are erased, and kept when the others are?";
    }

    @Override
    public int defaultTracks() {
        return 400;
    }

    @Override
    public Requirement requirement(ModelDescription model) {
        return new Requirement(
                10 * model.minimumPoints(),
                TrackWindow.DEFAULT_MAXIMUM_GAP,
                "since a tenth of a track must have the " + model.minimumPoints() + " that the model needs");
    }

    @Override
    public StudyResult run(StudyRun run, StudyTracks tracks) {
        return new ErasingReport(run.maps(), tracks, measure(tracks, run)).result(run);
    }

    /** Classifies every track whole and with each part of it erased. */
    static ErasingOutcomes measure(StudyTracks tracks, StudyRun run) {
        List<Segmentation> lengths = Segmentation.ofEveryLength(tracks);
        List<ErasingCase> cases = cases(run.maps(), lengths);
        List<TrackAnswers> answers =
                run.ofTracks("erasing", tracks.size(), track -> answers(tracks, track, cases, run));
        Map<ErasingCase, Answers> erased = new LinkedHashMap<>();
        for (int each = 0; each < cases.size(); each++) {
            erased.put(cases.get(each), gathered(answers, each + 1));
        }
        return new ErasingOutcomes(gathered(answers, 0), erased, lengths);
    }

    private static List<ErasingCase> cases(List<String> maps, List<Segmentation> lengths) {
        List<ErasingCase> cases = new ArrayList<>();
        for (Erasure erasure : ERASURES) {
            for (String map : maps) {
                cases.addAll(ErasingOutcomes.deciles(map, erasure));
                cases.addAll(ErasingOutcomes.curve(map, Part.MOST, erasure));
                cases.addAll(ErasingOutcomes.curve(map, Part.LEAST, erasure));
            }
            cases.addAll(ErasingOutcomes.curve(ErasingCase.RANDOM, Part.MOST, erasure));
        }
        lengths.forEach(length -> cases.addAll(ErasingOutcomes.halves(maps, length)));
        return cases;
    }

    /** The answers to one track: first to the whole, then to each case. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record TrackAnswers(double[] right, double[] logProbability) {}

    private static TrackAnswers answers(StudyTracks tracks, int index, List<ErasingCase> cases, StudyRun run) {
        ObservedTrajectory track = tracks.observed().get(index);
        Classification whole = run.classifier().classify(List.of(track)).get(0);
        Map<Segmentation, Map<String, List<BitSet>>> rankings = new HashMap<>();
        cases.stream()
                .map(ErasingCase::segmentation)
                .forEach(each -> rankings.computeIfAbsent(
                        each, key -> rankings(key.of(track), whole, Seeds.derive(run.seed(), index), run.maps())));
        List<ObservedTrajectory> variants = cases.stream()
                .map(each -> each.erasure().apply(track, each.points(ranking(rankings, each))))
                .toList();
        List<Classification> answers = new ArrayList<>(List.of(whole));
        answers.addAll(run.classifier().classify(variants, Explanation.NONE));
        DiffusionModel expected = tracks.expected(index, whole);
        return new TrackAnswers(
                answers.stream()
                        .mapToDouble(answer -> answer.mostProbable() == expected ? 1 : 0)
                        .toArray(),
                answers.stream()
                        .mapToDouble(answer -> Math.log(Math.max(Float.MIN_NORMAL, answer.probability(expected))))
                        .toArray());
    }

    private static List<BitSet> ranking(Map<Segmentation, Map<String, List<BitSet>>> rankings, ErasingCase each) {
        return Objects.requireNonNull(
                Objects.requireNonNull(rankings.get(each.segmentation())).get(each.ranking()));
    }

    /** The segments in the order of each map, and in a random one. */
    private static Map<String, List<BitSet>> rankings(
            List<BitSet> segments, Classification whole, long seed, List<String> maps) {
        Map<String, List<BitSet>> rankings = new HashMap<>();
        for (int stage = 0; stage < whole.stages(); stage++) {
            rankings.put(maps.get(stage), SegmentRanking.bySaliency(segments, GradCamMaps.weights(whole, stage)));
        }
        rankings.put(AbsoluteGradCam.METHOD, SegmentRanking.bySaliency(segments, AbsoluteGradCam.weights(whole)));
        rankings.put(ErasingCase.RANDOM, SegmentRanking.random(segments, seed));
        return rankings;
    }

    private static Answers gathered(List<TrackAnswers> tracks, int answer) {
        return new Answers(
                tracks.stream().mapToDouble(track -> track.right()[answer]).toArray(),
                tracks.stream()
                        .mapToDouble(track -> track.logProbability()[answer])
                        .toArray());
    }
}
