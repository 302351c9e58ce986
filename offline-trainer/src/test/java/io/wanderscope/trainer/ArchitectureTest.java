package io.wanderscope.trainer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Imports between the packages of the trainer run one way, and so do those of other modules. */
class ArchitectureTest {
    private static final String ROOT = "io.wanderscope.trainer";

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void importsBetweenPackagesRunOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("network")
                .definedBy(ROOT + ".network..")
                .layer("configuration")
                .definedBy(ROOT + ".configuration..")
                .layer("data")
                .definedBy(ROOT + ".data..")
                .layer("training")
                .definedBy(ROOT + ".training..")
                .layer("evaluation")
                .definedBy(ROOT + ".evaluation..")
                .layer("limit")
                .definedBy(ROOT + ".limit..")
                .layer("export")
                .definedBy(ROOT + ".export..")
                .layer("report")
                .definedBy(ROOT + ".report..")
                .layer("study")
                .definedBy(ROOT + ".study..")
                .layer("command")
                .definedBy(ROOT + ".command..")
                .layer("onnx")
                .definedBy(ROOT + ".onnx..")
                .layer("files")
                .definedBy(ROOT + ".files..")
                .layer("workers")
                .definedBy(ROOT + ".workers..")
                .whereLayer("command")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("study")
                .mayOnlyBeAccessedByLayers("command")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("study", "command")
                .whereLayer("export")
                .mayOnlyBeAccessedByLayers("command")
                .whereLayer("training")
                .mayOnlyBeAccessedByLayers("export", "command")
                .whereLayer("evaluation")
                .mayOnlyBeAccessedByLayers("export", "limit", "report", "study", "command")
                .whereLayer("limit")
                .mayOnlyBeAccessedByLayers("report", "command")
                .whereLayer("data")
                .mayOnlyBeAccessedByLayers("training", "evaluation", "limit", "export", "report", "study", "command")
                .whereLayer("configuration")
                .mayOnlyBeAccessedByLayers("data", "training", "export", "command")
                .whereLayer("network")
                .mayOnlyBeAccessedByLayers("configuration", "data", "training", "export", "command")
                .whereLayer("onnx")
                .mayOnlyBeAccessedByLayers("export")
                .whereLayer("workers")
                .mayOnlyBeAccessedByLayers("data", "training", "command")
                .whereLayer("files")
                .mayOnlyBeAccessedByLayers("training", "limit", "export", "study", "command")
                .check(classes);
    }

    @Test
    void noOtherModuleIsNeededThanDiffusionInferenceAndTracks() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.wanderscope..")
                        .and(resideOutsideOfPackages(
                                ROOT + "..",
                                "io.wanderscope.diffusion..",
                                "io.wanderscope.inference..",
                                "io.wanderscope.tracks..")))
                .check(classes);
    }

    @Test
    void onlyStudiesReadTrackingFiles() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".study..", ROOT + ".command..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.wanderscope.tracks..")
                .check(classes);
    }

    @Test
    void dl4jIsKnownWhereTheNetworkIsTrainedOrReadOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".network..", ROOT + ".data..", ROOT + ".training..", ROOT + ".export..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.deeplearning4j..", "org.nd4j.linalg..")
                .check(classes);
    }

    @Test
    void onnxRuntimeIsKnownWhereModelFilesAreMadeAndReadOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".export..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(classes);
    }

    /** A serialised object chooses the classes that are loaded for it, so a file from a stranger would be a program. */
    @Test
    void nothingIsReadByJavasSerialisation() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ObjectInputStream.class, ModelSerializer.class)
                .check(classes);
    }

    @Test
    void everyPackageSaysWhatLivesThere() {
        assertThat(classes.getPackage(ROOT).getSubpackagesInTree())
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(each.tryGetPackageInfo()).as(each.getName()).isPresent());
    }
}
