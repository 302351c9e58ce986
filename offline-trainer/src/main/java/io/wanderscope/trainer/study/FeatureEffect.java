package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a feature really does to the answer: the log odds of the answer, compared with those in the same track without the feature.
 *
 * @param label the most frequent answer
 * @param labelShare its share of the tracks, 0 to 1
 * @param supporting share of tracks where the feature counts for the answer, 0 to 1
 * @param ofTracks by how much the feature raises the log odds of the answer, in each track
 */
record FeatureEffect(DiffusionModel label, double labelShare, double supporting, List<Double> ofTracks) {
    static FeatureEffect of(List<PlantedTrack> tracks, TrajectoryClassifier classifier) {
        List<Classification> with = answers(tracks, PlantedTrack::trajectory, classifier);
        List<Classification> without = answers(tracks, PlantedTrack::without, classifier);
        List<Double> effects = IntStream.range(0, tracks.size())
                .mapToObj(track -> with.get(track).logOdds(with.get(track).mostProbable())
                        - without.get(track).logOdds(with.get(track).mostProbable()))
                .toList();
        Map<DiffusionModel, Integer> counts = new EnumMap<>(DiffusionModel.class);
        with.forEach(answer -> counts.merge(answer.mostProbable(), 1, Integer::sum));
        Map.Entry<DiffusionModel, Integer> first =
                counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        double size = tracks.size();
        return new FeatureEffect(
                first.getKey(),
                first.getValue() / size,
                effects.stream().filter(effect -> effect > 0).count() / size,
                effects);
    }

    private static List<Classification> answers(
            List<PlantedTrack> tracks, Function<PlantedTrack, Trajectory> version, TrajectoryClassifier classifier) {
        return classifier.classify(
                tracks.stream().map(version).map(ObservedTrajectory::complete).toList(), Explanation.NONE);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.0f %%", label, 100 * labelShare);
    }
}
