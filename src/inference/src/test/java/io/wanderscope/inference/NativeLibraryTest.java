package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that cannot load ONNX Runtime's native library. */
class NativeLibraryTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhyTheModelCannotBeLoaded() throws IOException, InterruptedException {
        // Given a folder without the library, where ONNX Runtime is configured to look for it
        Path output = folder.resolve("output.txt");
        Path libraries = Files.createDirectory(folder.resolve("libraries"));

        // When
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Donnxruntime.native.path=" + libraries,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opening.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();

        // Then
        assertThat(code).isZero();
        assertThat(Files.readAllLines(output))
                .singleElement()
                .asString()
                .startsWith("ONNX Runtime's native library cannot be loaded (")
                .contains(libraries.toString(), "java.io.tmpdir");
    }

    /** Prints why the shipped model cannot be loaded. */
    static final class Opening {
        private Opening() {}

        /** Prints one line. */
        public static void main(String... arguments) {
            try {
                OnnxTrajectoryClassifier.open(ShippedModelFile.path(), ExecutionProvider.AUTO, 1)
                        .close();
            } catch (ModelLoadException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
