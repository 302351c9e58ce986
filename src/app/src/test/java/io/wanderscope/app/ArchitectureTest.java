package io.wanderscope.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
                .layer("streaming")
                .definedBy("io.wanderscope.streaming..")
                .layer("dashboard")
                .definedBy("io.wanderscope.dashboard..")
                .layer("app")
                .definedBy("io.wanderscope.app..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("dashboard")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("streaming")
                .mayOnlyBeAccessedByLayers("dashboard", "app")
                .whereLayer("inference")
                .mayOnlyBeAccessedByLayers("streaming", "dashboard", "app")
                .whereLayer("tracks")
                .mayOnlyBeAccessedByLayers("streaming", "dashboard", "app")
                .whereLayer("schema")
                .mayOnlyBeAccessedByLayers("streaming", "dashboard", "app")
                .check(classes);
    }

    @Test
    void kafkaIsKnownToStreamingDashboardAndAppOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.wanderscope.streaming..", "io.wanderscope.dashboard..", "io.wanderscope.app..")
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
    void theSchemaRegistryIsKnownToStreamingOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.wanderscope.streaming..")
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
                        "org.jtransforms..",
                        "org.jspecify.annotations..")
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
