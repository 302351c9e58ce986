package io.wanderscope.trainer.study;

import io.wanderscope.inference.Faithfulness;
import io.wanderscope.trainer.data.Seeds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Whether saliency finds a feature that was planted at a known place, beside occlusion and the plain gradient. */
public final class PlantedStudy implements Study {
    /** Points of a track. */
    static final int POINTS = Faithfulness.TRACK_POINTS;
    /** Points of a feature and of an occluding window. */
    static final int FEATURE = 20;
    /** One track of so many is used for the plain gradient, which takes many runs of the model. */
    static final int GRADIENT_FRACTION = 16;

    private final List<Feature> features;

    /** The study of every feature. */
    public PlantedStudy() {
        this(List.of(Feature.values()));
    }

    PlantedStudy(List<Feature> features) {
        this.features = features;
    }

    @Override
    public String name() {
        return "planted";
    }

    @Override
    public String question() {
        return "Does saliency find a feature that was planted at a known place?";
    }

    @Override
    public int defaultTracks() {
        return 400;
    }

    @Override
    public StudyResult run(StudyRun run) {
        List<PlantedFinding> findings = new ArrayList<>();
        Map<Feature, FeatureEffect> effects = new EnumMap<>(Feature.class);
        for (Feature feature : features) {
            List<PlantedTrack> tracks = tracks(feature, run);
            FeatureEffect effect = FeatureEffect.of(tracks, run.classifier());
            effects.put(feature, effect);
            for (Attribution attribution : thorough(run)) {
                findings.addAll(findings(feature, attribution, tracks, effect, run));
            }
            InputGradient gradient = new InputGradient(run.classifier(), FEATURE, run.seed());
            List<PlantedTrack> some = tracks.subList(0, (tracks.size() + GRADIENT_FRACTION - 1) / GRADIENT_FRACTION);
            findings.addAll(findings(feature, gradient, some, effect, run));
        }
        return new PlantedReport(findings, effects).result(run);
    }

    private static List<PlantedTrack> tracks(Feature feature, StudyRun run) {
        SplittableRandom random =
                new SplittableRandom(Seeds.derive(run.seed(), feature.name().hashCode()));
        return IntStream.range(0, run.tracks())
                .mapToObj(track -> feature.draw(POINTS, FEATURE, random))
                .toList();
    }

    private static List<Attribution> thorough(StudyRun run) {
        return List.of(
                new GradCamMaps(run.classifier()),
                new Occlusion(run.classifier(), Erasure.CUT, FEATURE),
                new Occlusion(run.classifier(), Erasure.UNOBSERVED, FEATURE),
                new AbsoluteGradCam(run.classifier()));
    }

    private static List<PlantedFinding> findings(
            Feature feature, Attribution attribution, List<PlantedTrack> tracks, FeatureEffect effect, StudyRun run) {
        String test = feature.description() + ", " + attribution.methods().get(0);
        List<List<PlantedFinding.Judged>> judged = run.ofTracks(
                test,
                tracks.size(),
                track ->
                        judged(attribution, tracks.get(track), effect.ofTracks().get(track)));
        List<String> methods = attribution.methods();
        return IntStream.range(0, methods.size())
                .mapToObj(method -> PlantedFinding.of(
                        feature,
                        methods.get(method),
                        judged.stream().map(track -> track.get(method)).toList()))
                .toList();
    }

    private static List<PlantedFinding.Judged> judged(Attribution attribution, PlantedTrack track, double effect) {
        return attribution.of(track.trajectory()).stream()
                .map(map -> attribution.isSigned()
                        ? PlantedFinding.Judged.ofSigned(map, track, Math.signum(effect))
                        : PlantedFinding.Judged.ofUnsigned(map, track))
                .toList();
    }
}
