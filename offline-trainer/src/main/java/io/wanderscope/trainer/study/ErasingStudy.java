package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Explanation;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TestSet;
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
public final class ErasingStudy implements Study {
    /** Points of a track. */
    static final int POINTS = 1000;

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
    public StudyResult run(StudyRun run) {
        List<LabelledTrajectory> tracks = new ArrayList<>();
        TestSet.cell(run.seed(), run.tracks(), POINTS, 0).forEach(tracks::add);
        return new ErasingReport(run.maps(), measure(tracks, run)).result(run);
    }

    /** Classifies every track whole and with each part of it erased. */
    static ErasingOutcomes measure(List<LabelledTrajectory> tracks, StudyRun run) {
        List<ErasingCase> cases = cases(run.maps());
        List<TrackAnswers> answers = run.ofTracks(
                "erasing",
                tracks.size(),
                track -> answers(tracks.get(track), cases, Seeds.derive(run.seed(), track), run));
        Map<ErasingCase, Answers> erased = new LinkedHashMap<>();
        for (int each = 0; each < cases.size(); each++) {
            erased.put(cases.get(each), gathered(answers, each + 1));
        }
        return new ErasingOutcomes(gathered(answers, 0), erased);
    }

    private static List<ErasingCase> cases(List<String> maps) {
        List<ErasingCase> cases = new ArrayList<>();
        for (Erasure erasure : ERASURES) {
            for (String map : maps) {
                cases.addAll(ErasingOutcomes.deciles(map, erasure));
                cases.addAll(ErasingOutcomes.curve(map, Part.MOST, erasure));
                cases.addAll(ErasingOutcomes.curve(map, Part.LEAST, erasure));
            }
            cases.addAll(ErasingOutcomes.curve(ErasingCase.RANDOM, Part.MOST, erasure));
        }
        return cases;
    }

    /** The answers to one track: first to the whole, then to each case. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record TrackAnswers(double[] right, double[] logProbability) {}

    private static TrackAnswers answers(LabelledTrajectory track, List<ErasingCase> cases, long seed, StudyRun run) {
        Classification whole =
                run.classifier().classify(List.of(track.observed())).get(0);
        Map<String, List<BitSet>> rankings = new HashMap<>();
        for (int stage = 0; stage < whole.stages(); stage++) {
            rankings.put(run.maps().get(stage), SegmentRanking.bySaliency(GradCamMaps.weights(whole, stage)));
        }
        rankings.put(AbsoluteGradCam.METHOD, SegmentRanking.bySaliency(AbsoluteGradCam.weights(whole)));
        rankings.put(ErasingCase.RANDOM, SegmentRanking.random(track.observed().size(), seed));
        List<ObservedTrajectory> variants = cases.stream()
                .map(each -> each.erasure()
                        .apply(track.trajectory(), each.points(Objects.requireNonNull(rankings.get(each.ranking())))))
                .toList();
        List<Classification> answers = new ArrayList<>(List.of(whole));
        answers.addAll(run.classifier().classify(variants, Explanation.NONE));
        return new TrackAnswers(
                answers.stream()
                        .mapToDouble(answer -> answer.mostProbable() == track.requireModel() ? 1 : 0)
                        .toArray(),
                answers.stream()
                        .mapToDouble(answer ->
                                Math.log(Math.max(Float.MIN_NORMAL, answer.probability(track.requireModel()))))
                        .toArray());
    }

    private static Answers gathered(List<TrackAnswers> tracks, int answer) {
        return new Answers(
                tracks.stream().mapToDouble(track -> track.right()[answer]).toArray(),
                tracks.stream()
                        .mapToDouble(track -> track.logProbability()[answer])
                        .toArray());
    }
}
