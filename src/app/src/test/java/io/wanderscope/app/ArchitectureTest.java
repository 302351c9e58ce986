package io.wanderscope.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.ObjectInputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Imports run one way, and each library is used only where it belongs. offline-trainer is not on this class path. */
class ArchitectureTest {
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                // Test classes that modules share come as jars once they are packaged.
                .withImportOption(location -> !location.contains("-tests.jar"))
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
                .layer("linking")
                .definedBy("io.wanderscope.linking..")
                .layer("inference")
                .definedBy("io.wanderscope.inference..")
                .layer("wire")
                .definedBy("io.wanderscope.wire..")
                .layer("streaming")
                .definedBy("io.wanderscope.streaming..")
                .layer("ingest")
                .definedBy("io.wanderscope.ingest..")
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
                .whereLayer("ingest")
                .mayOnlyBeAccessedByLayers("dashboard", "app")
                .whereLayer("streaming")
                .mayOnlyBeAccessedByLayers("ingest", "dashboard", "cluster", "verification", "app")
                .whereLayer("inference")
                .mayOnlyBeAccessedByLayers("streaming", "dashboard", "app")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("streaming", "ingest", "dashboard", "cluster", "verification", "app")
                .whereLayer("tracks")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("linking")
                .mayOnlyBeAccessedByLayers("streaming", "verification")
                .whereLayer("schema")
                .mayOnlyBeAccessedByLayers("wire", "streaming", "ingest", "dashboard", "cluster", "verification", "app")
                .check(classes);
    }

    /**
     * A module's root package has two parts: values, which the packages inside it may use, and facades, which are
     * built from those packages.
     */
    @Test
    void packagesAndRootsAreFreeOfCycles() {
        slices().assignedFrom(new PackagesValuesAndFacades())
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    private static final class PackagesValuesAndFacades implements SliceAssignment {
        private static final String ROOT = "io.wanderscope.";

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            if (!javaClass.getPackageName().startsWith(ROOT)) {
                return SliceIdentifier.ignore();
            }
            String[] path = javaClass.getPackageName().substring(ROOT.length()).split("\\.", -1);
            if (path.length > 1) {
                return SliceIdentifier.of(path[0], path[1]);
            }
            boolean facade = javaClass.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getPackageName())
                    .anyMatch(name -> name.startsWith(javaClass.getPackageName() + "."));
            return SliceIdentifier.of(path[0], facade ? "facades" : "values");
        }

        @Override
        public String getDescription() {
            return "inner packages, and values and facades of each module's root";
        }
    }

    /** A serialised object chooses the classes that are loaded for it, so a file from a stranger would be a program. */
    @Test
    void nothingIsReadByJavasSerialisation() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(classes);
    }

    @Test
    void positionsPassThroughThePackagesOfTheStreamInOrder() {
        innerPackages(
                        "streaming",
                        "stores",
                        "silence",
                        "intake",
                        "linking",
                        "tracks",
                        "classification",
                        "composition",
                        "population",
                        "triggers")
                .whereLayer("classification")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("composition")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("population")
                .mayOnlyBeAccessedByLayers("classification")
                .whereLayer("triggers")
                .mayOnlyBeAccessedByLayers("classification")
                .whereLayer("tracks")
                .mayOnlyBeAccessedByLayers("classification")
                .whereLayer("linking")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("intake")
                .mayOnlyBeAccessedByLayers("linking", "classification")
                .whereLayer("silence")
                .mayOnlyBeAccessedByLayers("linking", "tracks", "classification")
                .whereLayer("stores")
                .mayOnlyBeAccessedByLayers("silence", "linking", "tracks", "composition", "population", "triggers")
                .check(classes);
    }

    @Test
    void thePackagesOfTheDashboardLeadFromMemoryToTheNetwork() {
        innerPackages("dashboard", "live", "history", "explanation", "image", "protocol", "http", "picture")
                .whereLayer("http")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("picture")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("protocol")
                .mayOnlyBeAccessedByLayers("http")
                .whereLayer("explanation")
                .mayOnlyBeAccessedByLayers("protocol", "http")
                .whereLayer("history")
                .mayOnlyBeAccessedByLayers("protocol", "http")
                .whereLayer("image")
                .mayOnlyBeAccessedByLayers("http")
                .whereLayer("live")
                .mayOnlyBeAccessedByLayers("history", "explanation", "protocol", "http")
                .check(classes);
    }

    /** The inner packages of a module as layers; what its root needs of them does not count. */
    private static LayeredArchitecture innerPackages(String module, String... names) {
        String root = "io.wanderscope." + module + ".";
        String[] packages = Arrays.stream(names).map(name -> root + name + "..").toArray(String[]::new);
        LayeredArchitecture layers =
                layeredArchitecture().consideringOnlyDependenciesInAnyPackage(packages[0], packages);
        for (String name : names) {
            layers = layers.layer(name).definedBy(root + name + "..");
        }
        return layers;
    }

    /** But for {@code diffusion.population}, which other modules use as they do the package above it. */
    @Test
    void innerPackagesAreTheirModulesOwn() {
        for (String module : List.of("diffusion", "streaming", "dashboard", "verification")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.wanderscope." + module + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.wanderscope." + module + ".*..")
                            .and(resideOutsideOfPackage("io.wanderscope.diffusion.population..")))
                    .check(classes);
        }
    }

    @Test
    void kafkaIsUsedOnlyByTheModulesThatHandleRecords() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.wanderscope.wire..",
                        "io.wanderscope.streaming..",
                        "io.wanderscope.ingest..",
                        "io.wanderscope.dashboard..",
                        "io.wanderscope.cluster..",
                        "io.wanderscope.verification..",
                        "io.wanderscope.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "kafka..")
                .check(classes);
    }

    @Test
    void onnxRuntimeIsUsedOnlyByInference() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.wanderscope.inference..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(classes);
    }

    @Test
    void onlyTheWireFormatAsksServersOverHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.wanderscope.wire..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
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
    void linkingIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("io.wanderscope.linking..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.wanderscope.linking..", "java..", "org.jspecify.annotations..")
                .check(classes);
    }

    /** Microscopes' computers run Windows. */
    @Test
    void nothingIsUsedThatOnlyPosixHas() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.file\\.attribute\\.Posix.*|sun\\.misc\\.Signal.*")
                .check(classes);
    }

    @Test
    void onlyChaosStartsProcesses() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.wanderscope.verification.chaos..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .check(classes);
    }

    @Test
    void everyPackageIsDescribed() {
        // When
        JavaPackage root = classes.getPackage("io.wanderscope");

        // Then
        assertThat(root.getSubpackagesInTree())
                .filteredOn(each -> !each.getClasses().isEmpty())
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(each.tryGetPackageInfo()).as(each.getName()).isPresent());
    }
}
