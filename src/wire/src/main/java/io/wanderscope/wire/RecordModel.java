package io.wanderscope.wire;

import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.ClassFraction;
import io.wanderscope.schema.ClassFractions;
import io.wanderscope.schema.DiffusionEstimate;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.DiffusiveState;
import io.wanderscope.schema.Family;
import io.wanderscope.schema.FamilyFraction;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.MeanSquaredDisplacement;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.Occupation;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TimeUnit;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.schema.TriggerKind;
import io.wanderscope.schema.UndeterminedReason;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Avro's model of our records. Avro instantiates only classes that the process trusts, and its list of trusted classes
 * is global. This model knows the classes of our schemas itself, so that list stays the embedding program's own.
 */
final class RecordModel extends SpecificData {
    private static final Map<String, Class<?>> CLASSES = Stream.of(
                    ParticleLocalisation.class,
                    ParticlePosition.class,
                    ParticleLocalisation.class,
                    TrajectoryLabel.class,
                    TrajectorySaliency.class,
                    AcquisitionComposition.class,
                    AcquisitionPopulation.class,
                    AcquisitionTrigger.class,
                    ClassFraction.class,
                    ClassFractions.class,
                    DiffusionEstimate.class,
                    DiffusiveState.class,
                    Family.class,
                    FamilyFraction.class,
                    FamilyProbabilities.class,
                    MeanSquaredDisplacement.class,
                    ModelProbabilities.class,
                    Occupation.class,
                    StageSaliency.class,
                    DiffusionLabel.class,
                    ResultStatus.class,
                    TimeUnit.class,
                    TriggerKind.class,
                    UndeterminedReason.class)
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    /** The model of one record type, with that type's conversions of logical types. */
    RecordModel(Class<? extends SpecificRecordBase> type) {
        super(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(this::addLogicalTypeConversion);
    }

    @Override
    public Class<?> getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM -> ofName(schema);
            default -> super.getClass(schema);
        };
    }

    private Class<?> ofName(Schema schema) {
        Class<?> ours = CLASSES.get(schema.getFullName());
        return ours == null ? super.getClass(schema) : ours;
    }

    /** By default Avro uses its fast reader, twice as fast as the other, for its own models only. */
    @Override
    public boolean isFastReaderEnabled() {
        return true;
    }
}
