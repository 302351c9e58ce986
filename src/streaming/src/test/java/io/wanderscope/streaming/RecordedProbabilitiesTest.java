package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.ModelProbabilities;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RecordedProbabilitiesTest {
    @Test
    void probabilitiesOfModelsAreListedByClassIndex() {
        // Given
        ModelProbabilities record = new ModelProbabilities();
        for (DiffusionModel model : DiffusionModel.values()) {
            record.put(model.name().toLowerCase(Locale.ROOT), 0.1 * model.classIndex());
        }

        // When
        List<Double> probabilities = RecordedProbabilities.of(record);

        // Then
        for (DiffusionModel model : DiffusionModel.values()) {
            assertThat(probabilities.get(model.classIndex())).isEqualTo(0.1 * model.classIndex());
        }
    }

    @Test
    void probabilitiesOfFamiliesAreListedByFamilyIndex() {
        // Given
        FamilyProbabilities record = new FamilyProbabilities();
        for (MotionFamily family : MotionFamily.values()) {
            record.put(family.name().toLowerCase(Locale.ROOT), 0.1 * family.familyIndex());
        }

        // When
        List<Double> probabilities = RecordedProbabilities.of(record);

        // Then
        for (MotionFamily family : MotionFamily.values()) {
            assertThat(probabilities.get(family.familyIndex())).isEqualTo(0.1 * family.familyIndex());
        }
    }
}
