package io.wanderscope.app.deployment;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of this machine that a test uses where it is installed. */
final class InstalledTool {
    private final List<String> command;

    private InstalledTool(List<String> command) {
        this.command = command;
    }

    /** A program of this name on the path, with the arguments that come first; empty where there is none. */
    static Optional<InstalledTool> find(String name, String... arguments) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> {
                    List<String> command = new ArrayList<>(List.of(program.toString()));
                    command.addAll(List.of(arguments));
                    return new InstalledTool(command);
                });
    }

    /** What it prints; fails with all that it says if it does not end with 0. */
    String run(Path... arguments) {
        List<String> all = new ArrayList<>(command);
        Stream.of(arguments).map(Path::toString).forEach(all::add);
        try {
            Path said = Files.createTempFile("tool", ".txt");
            Process process =
                    new ProcessBuilder(all).redirectError(said.toFile()).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            String errors = Files.readString(said);
            Files.delete(said);
            if (code != 0) {
                throw new AssertionError(String.join(" ", all) + " ended with " + code + ":\n" + printed + errors);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
