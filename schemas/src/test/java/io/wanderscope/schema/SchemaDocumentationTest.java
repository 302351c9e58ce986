package io.wanderscope.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas are the public contract: they document the meaning and unit of every field. */
class SchemaDocumentationTest {
    static Stream<Schema> schemas() {
        return Stream.of(
                ParticlePosition.getClassSchema(),
                TrajectoryLabel.getClassSchema(),
                TrajectorySaliency.getClassSchema(),
                AcquisitionComposition.getClassSchema(),
                AcquisitionPopulation.getClassSchema(),
                AcquisitionTrigger.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyFieldHasADocumentationWithItsUnit(Schema schema) {
        // Given
        List<String> undocumented = new ArrayList<>();

        // When
        collectUndocumented(schema, undocumented);

        // Then
        assertThat(undocumented).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyRecordHasADocumentation(Schema schema) {
        // Given, When
        String documentation = schema.getDoc();

        // Then
        assertThat(documentation).isNotBlank();
    }

    private static void collectUndocumented(Schema schema, List<String> undocumented) {
        switch (schema.getType()) {
            case RECORD -> {
                for (Schema.Field field : schema.getFields()) {
                    if (!namesAUnit(field.doc())) {
                        undocumented.add(schema.getName() + "." + field.name());
                    }
                    collectUndocumented(field.schema(), undocumented);
                }
            }
            case ENUM -> {
                if (schema.getDoc() == null) {
                    undocumented.add(schema.getName());
                }
            }
            case ARRAY -> collectUndocumented(schema.getElementType(), undocumented);
            case UNION -> schema.getTypes().forEach(branch -> collectUndocumented(branch, undocumented));
            default -> {}
        }
    }

    private static boolean namesAUnit(String documentation) {
        return documentation != null && (documentation.contains("Unit: ") || documentation.contains("No unit."));
    }
}
