package io.wanderscope.streaming;

import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.ModelProbabilities;
import java.util.List;

/** The probabilities in a label record, which has a field for each, as lists. */
public final class RecordedProbabilities {
    private RecordedProbabilities() {}

    /** Those of the diffusion models, by class index. */
    public static List<Double> of(ModelProbabilities record) {
        return List.of(
                record.getAttm(),
                record.getCtrw(),
                record.getSubFbm(),
                record.getSubSbm(),
                record.getSuperFbm(),
                record.getLevyWalk(),
                record.getSuperSbm(),
                record.getBrownian());
    }

    /** Those of the families of motion, by family index. */
    public static List<Double> of(FamilyProbabilities record) {
        return List.of(
                record.getDiffusionModel(),
                record.getImmobile(),
                record.getConfined(),
                record.getDirected(),
                record.getSwitching(),
                record.getArtefact());
    }
}
