package io.wanderscope.app.command;

import io.wanderscope.app.acquisition.PixelSize;
import io.wanderscope.tracks.ReadingOptions;
import io.wanderscope.tracks.TableColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options for what tracking files do not say themselves. */
final class RecordingOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--columns",
            paramLabel = "ROLE=NAME,...",
            description = "Columns of a table, as the file spells them, such as track=id,frame=t,x=xnm,y=ynm; without"
                    + " it, or for roles that are not named, they are found by their usual names. track=movie+id where"
                    + " several columns together tell the tracks apart.")
    private @Nullable String columns;

    @Option(
            names = "--pixel-size",
            paramLabel = "LENGTH",
            description =
                    "Side of a pixel in the specimen, in µm or with its unit, such as 0.1 or 100nm: coordinates in px"
                            + " become µm. Files in another unit stay as they are.")
    private @Nullable String pixelSize;

    /**
     * How to read the files.
     *
     * @param force whether a file is read although most of its tracks have several positions in a frame
     * @throws ParameterException when the columns cannot be understood
     */
    ReadingOptions reading(boolean force) {
        return new ReadingOptions(columns(), force);
    }

    private Map<TableColumn, List<String>> columns() {
        try {
            return columns == null ? Map.of() : ReadingOptions.parseColumns(columns);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--columns " + e.getMessage(), e);
        }
    }

    /**
     * The size of a pixel, if it is known.
     *
     * @throws ParameterException when it is no length
     */
    Optional<PixelSize> pixelSize() {
        try {
            return Optional.ofNullable(pixelSize).map(PixelSize::parse);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--pixel-size " + e.getMessage(), e);
        }
    }

    /** The columns as they were typed, if they were. */
    Optional<String> typedColumns() {
        return Optional.ofNullable(columns);
    }

    /** Whether any of them was given. */
    boolean isGiven() {
        return columns != null || pixelSize != null;
    }
}
