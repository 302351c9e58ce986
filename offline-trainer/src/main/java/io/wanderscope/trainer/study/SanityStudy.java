package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.TrackWindow;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.study.SanityFinding.Change;
import io.wanderscope.trainer.study.SanityFinding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether saliency depends on what the network has learnt: with weights drawn again, its maps must fall apart (Adebayo et al., Sanity
 * checks for saliency maps, arXiv 1810.03292).
 */
public final class SanityStudy implements TrackStudy {
    private static final int MINIMUM_POINTS = 50;
    private static final int BATCH = 4;
    /** Draws of the weights, each of which is tried on its share of the tracks. */
    static final int DRAWS = 5;

    private final Source source;

    /** Makes the networks from the model when the study starts. */
    public interface Source {
        /**
         * Makes the networks.
         *
         * @throws IOException if the model cannot be read
         */
        RandomisedNetworks networks() throws IOException;
    }

    /** Creates the study. */
    public SanityStudy(Source source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "sanity";
    }

    @Override
    public String question() {
        return "Does the saliency fall apart when the network forgets what it has learnt?";
    }

    @Override
    public int defaultTracks() {
        return 400;
    }

    @Override
    public Requirement requirement(ModelDescription model) {
        return new Requirement(
                MINIMUM_POINTS,
                TrackWindow.DEFAULT_MAXIMUM_GAP,
                "since the map of the coarsest stage must have several weights to put in order");
    }

    @Override
    public StudyResult run(StudyRun run, StudyTracks tracks) throws IOException {
        return new SanityReport(run.maps(), tracks, findings(run, tracks)).result(run);
    }

    List<SanityFinding> findings(StudyRun run, StudyTracks tracks) throws IOException {
        RandomisedNetworks networks = source.networks();
        Map<DiffusionModel, List<Answered>> groups = groups(tracks.observed(), run.classifier());
        List<SanityFinding> findings = new ArrayList<>();
        Map<Change, Set<String>> changes = changes(networks.layers());
        int done = 0;
        for (Map.Entry<Change, Set<String>> change : changes.entrySet()) {
            List<List<Pair>> draws = new ArrayList<>();
            for (int draw = 0; draw < DRAWS; draw++) {
                draws.add(pairs(networks, change.getValue(), draw, groups));
            }
            findings.addAll(findings(change.getKey(), draws, run));
            run.progress().advance("sanity, networks", done, ++done, changes.size());
        }
        List<List<Pair>> others = groups.values().stream()
                .flatMap(group -> others(group).stream())
                .map(List::of)
                .toList();
        findings.addAll(findings(new Change(Kind.OTHER_TRACK, "another track"), others, run));
        return findings;
    }

    private static Map<Change, Set<String>> changes(List<String> layers) {
        Map<Change, Set<String>> changes = new LinkedHashMap<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            changes.put(new Change(Kind.CASCADE, layers.get(layer)), Set.copyOf(layers.subList(0, layer + 1)));
        }
        layers.forEach(layer -> changes.put(new Change(Kind.SINGLE, layer), Set.of(layer)));
        return changes;
    }

    /** A track with what the trained network says of it, and the number of the draw that is tried on it. */
    private record Answered(ObservedTrajectory track, Classification trained, int draw) {}

    private record Pair(Classification trained, Classification other) {
        RankCorrelation correlation(int map) {
            return map < trained.stages()
                    ? RankCorrelation.of(GradCamMaps.weights(trained, map), GradCamMaps.weights(other, map))
                    : RankCorrelation.ofUnsigned(AbsoluteGradCam.weights(trained), AbsoluteGradCam.weights(other));
        }
    }

    /** The tracks by answer. */
    private static Map<DiffusionModel, List<Answered>> groups(
            List<ObservedTrajectory> tracks, TrajectoryClassifier classifier) {
        List<Classification> trained = classified(tracks, classifier);
        Map<DiffusionModel, List<Answered>> groups = new EnumMap<>(DiffusionModel.class);
        for (int track = 0; track < tracks.size(); track++) {
            groups.computeIfAbsent(trained.get(track).explained(), model -> new ArrayList<>())
                    .add(new Answered(tracks.get(track), trained.get(track), track % DRAWS));
        }
        return groups;
    }

    /** One draw of the weights of some layers, on its share of the tracks. */
    private static List<Pair> pairs(
            RandomisedNetworks networks, Set<String> layers, int draw, Map<DiffusionModel, List<Answered>> groups)
            throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (Map.Entry<DiffusionModel, List<Answered>> group : groups.entrySet()) {
            List<Answered> share = group.getValue().stream()
                    .filter(each -> each.draw() == draw)
                    .toList();
            if (!share.isEmpty()) {
                try (TrajectoryClassifier other = networks.open(layers, group.getKey(), draw)) {
                    pairs.addAll(pairs(share, other));
                }
            }
        }
        return pairs;
    }

    private static List<Pair> pairs(List<Answered> tracks, TrajectoryClassifier other) {
        List<Classification> randomised =
                classified(tracks.stream().map(Answered::track).toList(), other);
        return IntStream.range(0, randomised.size())
                .mapToObj(track -> new Pair(tracks.get(track).trained(), randomised.get(track)))
                .toList();
    }

    /** Each track with the next one. */
    private static List<Pair> others(List<Answered> group) {
        return IntStream.range(0, group.size() > 1 ? group.size() : 0)
                .mapToObj(track -> new Pair(
                        group.get(track).trained(),
                        group.get((track + 1) % group.size()).trained()))
                .toList();
    }

    private static List<Classification> classified(List<ObservedTrajectory> tracks, TrajectoryClassifier classifier) {
        return IntStream.range(0, (tracks.size() + BATCH - 1) / BATCH)
                .parallel()
                .mapToObj(batch -> classifier.classify(
                        tracks.subList(batch * BATCH, Math.min(tracks.size(), (batch + 1) * BATCH))))
                .flatMap(List::stream)
                .toList();
    }

    private static List<SanityFinding> findings(Change change, List<List<Pair>> draws, StudyRun run) {
        List<String> maps = run.maps();
        return IntStream.range(0, maps.size())
                .mapToObj(map -> SanityFinding.of(
                        change,
                        maps.get(map),
                        draws.stream().map(pairs -> correlations(pairs, map)).toList()))
                .toList();
    }

    private static List<RankCorrelation> correlations(List<Pair> pairs, int map) {
        return pairs.parallelStream().map(pair -> pair.correlation(map)).toList();
    }
}
