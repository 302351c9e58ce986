package io.wanderscope.app.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a command may need of the machine. */
public enum Requirement {
    /** A folder in which native libraries can be written and loaded, and stores and broker can keep their data. */
    TEMPORARY_FOLDER,
    /** Connections within the machine, for a broker in this process. */
    LOOPBACK,
    /** Enough open files for broker and stores. */
    OPEN_FILES,
    /** A font for the text of pictures. */
    FONT;

    /** What is missing of some requirements and how to get it, a line each; empty if the command can run. */
    public static List<String> problems(Set<Requirement> requirements) {
        return requirements.stream()
                .map(Requirement::problem)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> problem() {
        return switch (this) {
            case TEMPORARY_FOLDER -> new TemporaryFolder(Path.of(System.getProperty("java.io.tmpdir"))).problem();
            case LOOPBACK -> Loopback.system().problem();
            case OPEN_FILES -> OpenFiles.ofProcess().problem();
            case FONT -> Fonts.system().problem();
        };
    }
}
