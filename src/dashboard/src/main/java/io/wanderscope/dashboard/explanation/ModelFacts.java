package io.wanderscope.dashboard.explanation;

import io.wanderscope.inference.Faithfulness;
import io.wanderscope.inference.ModelDescription;
import java.util.List;

/**
 * The dashboard's model, and how far its maps can be trusted.
 *
 * @param name its name
 * @param sha256 SHA-256 of its file
 * @param studiedSha256 SHA-256 of its file without the figures; what is said here holds only for results with either hash
 * @param maps what is known about each map, in words; empty if its file does not say
 * @param figures what was measured; empty if its file does not say
 */
public record ModelFacts(
        String name, String sha256, String studiedSha256, List<MapFacts> maps, List<Faithfulness.Figure> figures) {
    /**
     * A map of saliency, or that of occlusion.
     *
     * @param map its name
     * @param found how often it finds a planted feature, in a sentence; empty if not known
     * @param rightWithout what the points are worth that it holds salient, in a sentence; empty if not known
     */
    public record MapFacts(String map, String found, String rightWithout) {}

    static ModelFacts of(ModelDescription model) {
        Faithfulness known = model.faithfulness();
        return new ModelFacts(
                model.name(),
                model.sha256(),
                model.studiedSha256(),
                known.maps().stream()
                        .map(map -> new MapFacts(map, known.found(map), known.rightWithout(map)))
                        .toList(),
                known.figures());
    }
}
