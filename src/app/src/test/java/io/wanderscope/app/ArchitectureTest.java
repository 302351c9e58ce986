package io.wanderscope.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.wanderscope.streaming.ClassificationTopology;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Imports run one way, and each library is known where it belongs. offline-trainer is not on this class path. */
class ArchitectureTest {
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.wanderscope");
    }

    @Test
    void importsRunOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.wanderscope..")
                .layer("schema")
                .definedBy("io.wanderscope.schema..")
                .layer("diffusion")
                .definedBy("io.wanderscope.diffusion..")
                .layer("tracks")
                .definedBy("io.wanderscope.tracks..")
                .layer("inference")
                .definedBy("io.wanderscope.inference..")
                .layer("wire")
                .definedBy("io.wanderscope.wire..")
                .layer("streaming")
                .definedBy("io.wanderscope.streaming..")
                .layer("dashboard")
                .definedBy("io.wanderscope.dashboard..")
                .layer("cluster")
                .definedBy("io.wanderscope.cluster..")
                .layer("verification")
                .definedBy("io.wanderscope.verification..")
                .layer("app")
                .definedBy("io.wanderscope.app..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("verification")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("cluster")
                .mayOnlyBeAccessedByLayers("verification", "app")
                .whereLayer("dashboard")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("streaming")
                .mayOnlyBeAccessedByLayers("dashboard", "cluster", "verification", "app")
                .whereLayer("inference")
                .mayOnlyBeAccessedByLayers("streaming", "app")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("streaming", "dashboard", "cluster", "verification", "app")
                .whereLayer("tracks")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("schema")
                .mayOnlyBeAccessedByLayers("wire", "streaming", "dashboard", "cluster", "verification", "app")
                .check(classes);
    }

    @Test
    void noRoomNeedsAnotherThatNeedsIt() {
        slices().matching("io.wanderscope.(*).(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void noRoomOfTheStreamLooksUpToTheTopology() {
        noClasses()
                .that()
                .resideInAPackage("io.wanderscope.streaming.*..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ClassificationTopology.class)
                .check(classes);
    }

    @Test
    void roomsAreTheirModulesOwn() {
        for (String module : List.of("diffusion", "streaming", "dashboard", "verification")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.wanderscope." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.wanderscope." + module + ".*..")
                    .check(classes);
        }
    }

    @Test
    void kafkaIsKnownWhereRecordsAre() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.wanderscope.schema..",
                        "io.wanderscope.diffusion..",
                        "io.wanderscope.tracks..",
                        "io.wanderscope.inference..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "kafka..")
                .check(classes);
    }

    @Test
    void onnxRuntimeIsKnownToInferenceOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.wanderscope.inference..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(classes);
    }

    @Test
    void theSchemaRegistryIsKnownToTheWireFormatOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.wanderscope.wire..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.apicurio..", "com.microsoft.kiota..")
                .check(classes);
    }

    @Test
    void diffusionIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("io.wanderscope.diffusion..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.wanderscope.diffusion..",
                        "java..",
                        "org.apache.commons.rng..",
                        "org.jspecify.annotations..",
                        "org.jtransforms..")
                .check(classes);
    }

    @Test
    void everyPackageSaysWhatLivesThere() {
        // When
        JavaPackage root = classes.getPackage("io.wanderscope");

        // Then
        assertThat(root.getSubpackagesInTree())
                .filteredOn(each -> !each.getName().equals("io.wanderscope.schema"))
                .filteredOn(each -> !each.getClasses().isEmpty())
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(each.tryGetPackageInfo()).as(each.getName()).isPresent());
    }
}
