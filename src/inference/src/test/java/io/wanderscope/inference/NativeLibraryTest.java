package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that cannot load ONNX Runtime's native library. */
class NativeLibraryTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhyTheModelCannotBeLoaded() throws IOException, InterruptedException {
        // Given a folder without the library, where ONNX Runtime is configured to look for it
        Path libraries = Files.createDirectory(folder.resolve("libraries"));

        // When
        List<String> lines = opening(ExecutionProvider.AUTO, libraries);

        // Then
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("ONNX Runtime's native library cannot be loaded (")
                .contains(libraries.toString(), "java.io.tmpdir");
    }

    @Test
    void saysWhyCudaIsUnavailableInAProcessThatAsksForItFirst() throws IOException, InterruptedException {
        // Given ONNX Runtime's libraries without those for CUDA
        Path libraries = Files.createDirectory(folder.resolve("libraries"));
        copyLibraries(libraries);

        // When
        List<String> lines = opening(ExecutionProvider.CUDA, libraries);

        // Then the cause is not that ONNX Runtime has no environment to log it in
        assertThat(lines)
                .filteredOn(line -> line.startsWith("CUDA is unavailable: "))
                .singleElement()
                .asString()
                .contains("the libraries of CUDA 12 and cuDNN 9", "with CUDA 13", "or choose provider cpu")
                .doesNotContain("DefaultLogger");
    }

    /** Copies ONNX Runtime's libraries for this platform out of its jar. */
    private static void copyLibraries(Path target) throws IOException {
        String platform = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
        String system = System.getProperty("os.name").startsWith("Mac") ? "osx" : "linux";
        for (String name : List.of("onnxruntime", "onnxruntime4j_jni")) {
            String library = System.mapLibraryName(name);
            String resource = "/ai/onnxruntime/native/" + system + "-" + platform + "/" + library;
            try (InputStream content =
                    Objects.requireNonNull(OrtEnvironment.class.getResourceAsStream(resource), resource)) {
                Files.copy(content, target.resolve(library));
            }
        }
    }

    /** What a process prints that opens the shipped model with ONNX Runtime's libraries from a folder. */
    private List<String> opening(ExecutionProvider provider, Path libraries) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Donnxruntime.native.path=" + libraries,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opening.class.getName(),
                        provider.name())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertThat(code).isZero();
        return Files.readAllLines(output);
    }

    /** Prints why the shipped model cannot be loaded. */
    static final class Opening {
        private Opening() {}

        /** Prints one line; the argument is the execution provider. */
        public static void main(String... arguments) {
            try {
                OnnxTrajectoryClassifier.open(ShippedModelFile.path(), ExecutionProvider.valueOf(arguments[0]), 1)
                        .close();
            } catch (ModelLoadException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
