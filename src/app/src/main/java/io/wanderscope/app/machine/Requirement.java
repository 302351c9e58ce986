package io.wanderscope.app.machine;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
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
    /** Enough memory for a broker, the stream and a short recording. */
    MEMORY,
    /** A font for the text of pictures. */
    FONT;

    /** What is missing of some requirements and how to get it, a line for each that is not met, in their order. */
    public static Map<Requirement, String> problems(Set<Requirement> requirements) {
        Map<Requirement, String> problems = new EnumMap<>(Requirement.class);
        requirements.forEach(each -> each.problem().ifPresent(problem -> problems.put(each, problem)));
        return problems;
    }

    private Optional<String> problem() {
        return switch (this) {
            case TEMPORARY_FOLDER -> new TemporaryFolder(Path.of(System.getProperty("java.io.tmpdir"))).problem();
            case LOOPBACK -> Loopback.system().problem();
            case OPEN_FILES -> OpenFiles.ofProcess().problem();
            case MEMORY -> Memory.ofProcess().problem();
            case FONT -> Fonts.system().problem();
        };
    }
}
