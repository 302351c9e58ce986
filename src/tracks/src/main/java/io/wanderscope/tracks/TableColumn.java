package io.wanderscope.tracks;

import java.util.List;
import java.util.Locale;

/**
 * The columns of a table, with the names that trackers give them, as {@link ColumnName} writes them. If several are
 * present, the first one counts.
 */
public enum TableColumn {
    /** Identity of the track. */
    TRACK(
            List.of(
                    "trackid",
                    "tracknumber",
                    "tracknr",
                    "trackno",
                    "trackn",
                    "tracknum",
                    "trackindex",
                    "trackidx",
                    "track",
                    "trackname",
                    "trackobjectslabel",
                    "trackletid",
                    "tracklet",
                    "trajectoryid",
                    "trajectorynumber",
                    "trajectoryindex",
                    "trajectory",
                    "trajid",
                    "trajidx",
                    "trajindex",
                    "trajnumber",
                    "traj",
                    "particleid",
                    "particlenumber",
                    "particleindex",
                    "particleidx",
                    "particle",
                    "moleculeid",
                    "molecule"),
            List.of(
                    "tracklabel",
                    "tid",
                    "cellid",
                    "cell",
                    "beadid",
                    "bead",
                    "objectid",
                    "object",
                    "objectnumber",
                    "id",
                    "label",
                    "n")),
    /** Index of the camera frame, or a regular time. */
    FRAME(
            List.of(
                    "frame",
                    "frames",
                    "frameid",
                    "frameidx",
                    "frameindex",
                    "framenumber",
                    "framenr",
                    "frameno",
                    "framen",
                    "framenum",
                    "timepoint",
                    "timeframe",
                    "timeindex",
                    "slice",
                    "slicen",
                    "sliceno",
                    "slicenumber",
                    "metadataframe",
                    "imagenumber",
                    "imageindex"),
            List.of("time", "t", "positiont", "timestamp", "post", "tposition", "timestep", "times", "thet")),
    /** Horizontal coordinate. */
    X(coordinate('x'), List.of()),
    /** Vertical coordinate. */
    Y(coordinate('y'), List.of()),
    /** Axial coordinate. */
    Z(coordinate('z'), List.of()),
    /** Quality of the localisation. */
    QUALITY(List.of("quality", "snr"), List.of());

    static final List<TableColumn> REQUIRED = List.of(TRACK, FRAME, X, Y);

    @SuppressWarnings("ImmutableEnumChecker") // the list is immutable
    private final List<String> names;

    @SuppressWarnings("ImmutableEnumChecker") // the list is immutable
    private final List<String> weakNames;

    TableColumn(List<String> names, List<String> weakNames) {
        this.names = names;
        this.weakNames = weakNames;
    }

    private static List<String> coordinate(char axis) {
        return List.of(
                axis + "",
                "position" + axis,
                axis + "position",
                "pos" + axis,
                axis + "pos",
                axis + "coord",
                "coord" + axis,
                axis + "coordinate",
                "coordinate" + axis,
                "location" + axis,
                axis + "location",
                "locationcenter" + axis,
                "center" + axis,
                "centre" + axis,
                axis + "center",
                axis + "centre",
                "centroid" + axis,
                axis + "centroid",
                "centerofmass" + axis,
                axis + "m",
                axis + "c",
                "spot" + axis);
    }

    /** Whether the text is a unit of the values in this column. */
    boolean takesUnit(String unit) {
        return switch (this) {
            case X, Y, Z -> LengthUnit.isUnit(unit);
            case FRAME -> TimeUnit.isUnit(unit);
            case TRACK, QUALITY -> false;
        };
    }

    /** The left side of an assignment in {@code --columns}. */
    String role() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Names that leave no doubt. */
    List<String> names() {
        return names;
    }

    /** Names that may also mean something else: of the track, also of a localisation; of the frame, also of a time. */
    List<String> weakNames() {
        return weakNames;
    }
}
