package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Estimate;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.Faithfulness;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.ModelDescription.ResidualStage;
import io.wanderscope.inference.ModelMembership;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A classifier for tests whose answers and maps follow from the trajectory by given functions. */
final class ScriptedClassifier implements TrajectoryClassifier {
    private final DiffusionModel model;
    private final ToDoubleFunction<Trajectory> logOdds;
    private final Map<String, Function<Trajectory, float[]>> maps = new LinkedHashMap<>();
    private Function<Trajectory, float[]> absolute = track -> new float[track.size()];
    private Runnable onClose = () -> {};

    /**
     * Creates a classifier without maps.
     *
     * @param model the only model that it distinguishes; all others are equally probable
     * @param logOdds log odds of the model
     */
    ScriptedClassifier(DiffusionModel model, ToDoubleFunction<Trajectory> logOdds) {
        this.model = model;
        this.logOdds = logOdds;
    }

    /** Tells when it is closed. */
    ScriptedClassifier onClose(Runnable action) {
        onClose = action;
        return this;
    }

    /** Adds a stage with its map. */
    ScriptedClassifier stage(String name, Function<Trajectory, float[]> map) {
        maps.put(name, map);
        return this;
    }

    /** Sets the absolute map, which is 0 otherwise. */
    ScriptedClassifier absolute(Function<Trajectory, float[]> map) {
        absolute = map;
        return this;
    }

    @Override
    public ModelDescription model() {
        List<ResidualStage> stages =
                maps.keySet().stream().map(name -> new ResidualStage(name, 9)).toList();
        return new ModelDescription(
                "scripted", "0".repeat(64), stages, 5, 1000, Optional.empty(), Faithfulness.UNKNOWN, Optional.empty());
    }

    @Override
    public List<Classification> classify(List<ObservedTrajectory> trajectories, Explanation explanation) {
        return trajectories.stream()
                .map(each -> classification(each.trajectory(), explanation))
                .toList();
    }

    private Classification classification(Trajectory trajectory, Explanation explanation) {
        float[] probabilities = new float[DiffusionModel.values().length];
        double own = 1 / (1 + Math.exp(-logOdds.applyAsDouble(trajectory)));
        for (DiffusionModel each : DiffusionModel.values()) {
            probabilities[each.classIndex()] = (float) (each == model ? own : (1 - own) / (probabilities.length - 1));
        }
        List<Float> families = new ArrayList<>(Collections.nCopies(MotionFamily.values().length, 0f));
        families.set(MotionFamily.DIFFUSION_MODEL.familyIndex(), 1f);
        float[][] saliency = explanation == Explanation.NONE
                ? new float[0][]
                : maps.values().stream().map(map -> map.apply(trajectory)).toArray(float[][]::new);
        return new Classification(
                probabilities,
                Set.of(model),
                new ModelMembership(families, 0.5f),
                new Estimate(1, 0.1f),
                new Estimate(0, 0.1f),
                saliency,
                explanation == Explanation.NONE ? new float[0] : absolute.apply(trajectory));
    }

    @Override
    public void close() {
        onClose.run();
    }
}
