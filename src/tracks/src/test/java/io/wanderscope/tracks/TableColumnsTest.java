package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which columns of a table are taken for which. In the inputs, @ ends a line. */
class TableColumnsTest {
    @TempDir
    Path folder;

    /** The second column is the frame in each, and the rows are those of one program's table. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "traj_idx,frame,x,y", // AnDi
                "label,t,x,y", // btrack
                "id,t,x,y", // trait2d
                "n,t,x,y", // TRamWAy
                "TrackID,Time,Position X,Position Y", // Imaris
                "TrackObjects_Label_50,ImageNumber,Location_Center_X,Location_Center_Y", // CellProfiler
                "track.id,frame,x,y", // swift
                "tracklet id,frame,x,y",
                "Track #,Frame #,X,Y",
                "TRACK NO.,FRAME NO.,X POS.,Y POS.",
                "cell_id,timepoint,centroid_x,centroid_y",
                "trackName,frame_idx,xCoord,yCoord",
                "TID,t (frame),x [px],y [px]"
            })
    void areFoundByTheNamesThatProgramsGiveThem(String header) throws TrackingFileException {
        // Given
        Path file = file(header + ",other@a,3,1.5,2.5,9@a,4,3.5,4.5,9@");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.tracks()).containsExactly(new Track("a", List.of(at(3, 1.5, 2.5), at(4, 3.5, 4.5))));
        assertThat(read.notices()).isEmpty();
    }

    @Test
    void ofImageJsManualTrackingCountSlicesFromOne() throws TrackingFileException {
        // Given
        Path file = file("\tTrack n°\tSlice n°\tX\tY@1\ta\t3\t1.5\t2.5@2\ta\t4\t3.5\t4.5@");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.tracks()).containsExactly(new Track("a", List.of(at(2, 1.5, 2.5), at(3, 3.5, 4.5))));
    }

    @ParameterizedTest
    @CsvSource({
        "xnm, ynm, nm",
        "x_um, y_um, µm",
        "X (µm), Y (µm), µm",
        "x [nm], y [nm], nm",
        "POSITION_X_MICRON, POSITION_Y_MICRON, µm",
        "x in mm, y in mm, mm",
        "x/um, y/um, µm",
        "X (Âµm), Y (Âµm), µm",
        "xpix, ypix, px",
        "x.px., y.px., px",
        "x, y [um], µm",
        "XM, YM, px",
        "x, y, px"
    })
    void haveTheUnitThatTheirNameEndsWith(String x, String y, String unit) throws TrackingFileException {
        // Given
        Path file = file("track;frame;" + x + ";" + y + "@a;3;1.5;2.5@");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.lengthUnit()).isEqualTo(unit);
        assertThat(read.tracks()).containsExactly(new Track("a", List.of(at(3, 1.5, 2.5))));
    }

    @Test
    void mayHaveTheirUnitInEveryRow() throws TrackingFileException {
        // Given
        Path file = file("Position X,Position Y,Unit,Time,TrackID@1.5,2.5,um,1,a@");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.lengthUnit()).isEqualTo("µm");
    }

    @Test
    void rowsInDifferentUnitsAreAnError() {
        // Given
        Path file = file("Position X,Position Y,Unit,Time,TrackID@1.5,2.5,um,1,a@1.5,2.5,nm,2,a@");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ":3: Unit is in 'µm' but Unit in 'nm'; all coordinates need the same unit");
    }

    @Test
    void anAxialCoordinateInAnotherUnitIsLeftOutAloud() throws TrackingFileException {
        // Given
        Path file = file("track,frame,x [um],y [um],z [nm]@a,3,1.5,2.5,700@");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.tracks()).containsExactly(new Track("a", List.of(at(3, 1.5, 2.5))));
        assertThat(read.notices())
                .containsExactly("the column 'z [nm]' was left out, because it is in 'nm' and the others in 'µm'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "particle,track_id,frame,x,y | the column of track could be 'track_id', which was taken, or 'particle',"
                        + " which --columns track=particle takes | 1",
                "track_id,Traj. no,frame,x,y | the column of track could be 'track_id', which was taken, or 'Traj. no',"
                        + " which --columns 'track=Traj. no' takes | bead",
                "id,label,frame,x,y          | the column of track could be 'id', which was taken, or 'label',"
                        + " which --columns track=label takes | bead"
            })
    void thatCouldBothBeTheTrackAreNamed(String header, String notice, String id) throws TrackingFileException {
        // Given
        Path file = file(header.replace("no,", "number,") + "@bead,1,0,1.5,2.5@bead,1,1,1.5,2.5@");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.notices()).containsExactly(notice.replace("no'", "number'"));
        assertThat(read.tracks()).extracting(Track::id).containsExactly(id);
    }

    @Test
    void ofTheSameNameAreToldApartByNumber() throws TrackingFileException {
        // Given
        Path file = file("track,frame,x,y,x@a,3,1.5,2.5,9@");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.tracks()).containsExactly(new Track("a", List.of(at(3, 1.5, 2.5))));
        assertThat(read.notices())
                .containsExactly("the column of x could be 'x', which was taken, or 'x', which --columns x=5 takes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "track=spot,frame=t,x=a,y=b   | spot,t,a,b,track,frame@p,3,1.5,2.5,q,9@",
                "track=Spot Nr,x=a (raw),y=b  | spot_nr;frame;a (raw);B@p;3;1.5;2.5@",
                "x=xnm,y=ynm                  | track,frame,x [nm],y [nm],x [px],y [px]@p,3,1.5,2.5,7,8@",
                "track=1,frame=2,x=4,y=3      | p,3,2.5,1.5@",
                "track=1,frame=2,x=4,y=3      | p 3 2.5 1.5@",
                "track=4,frame=3,x=2,y=1      | one,two,three,four@2.5,1.5,3,p@",
                "track=1,frame=6,x=4,y=5      | p,good,on,1.5,2.5,3,fine@",
                "track=name,frame=k,x=a,y=b   | name,kind,state,a,b,k,note@p,good,on,1.5,2.5,3,fine@"
            })
    void areTakenAsAPersonNamesThem(String columns, String content) throws TrackingFileException {
        // Given
        ReadingOptions options = new ReadingOptions(ReadingOptions.parseColumns(columns), false);
        Path file = file(content.replace("p,3,2.5,1.5", "1,3,2.5,1.5").replace("p 3 2.5 1.5", "1 3 2.5 1.5"));

        // When
        List<Track> tracks = TrackingFileReader.read(file, options).tracks();

        // Then
        assertThat(tracks)
                .singleElement()
                .satisfies(track -> assertThat(track.positions()).containsExactly(at(3, 1.5, 2.5)));
        assertThat(tracks.get(0).id()).isIn("p", "1");
    }

    @Test
    void severalMayIdentifyATrack() throws TrackingFileException {
        // Given
        ReadingOptions options = new ReadingOptions(ReadingOptions.parseColumns("track=movie+TRACK_ID"), false);
        Path file = file("movie,TRACK_ID,frame,x,y@A,0.0,3,1.5,2.5@B,0.0,3,3.5,4.5@B,NA,3,3.5,4.5@");

        // When
        TrackingFile read = TrackingFileReader.read(file, options);

        // Then
        assertThat(read.tracks())
                .containsExactly(
                        new Track("A.0", List.of(at(3, 1.5, 2.5))), new Track("B.0", List.of(at(3, 3.5, 4.5))));
        assertThat(read.unlinked()).isEqualTo(1);
    }

    @Test
    void severalThatLookTheSameWhenJoinedAreTracksOfTheirOwn() throws TrackingFileException {
        // Given
        ReadingOptions options = new ReadingOptions(ReadingOptions.parseColumns("track=movie+id"), false);
        Path file = file("movie,id,frame,x,y@1,2.3,0,1,1@1.2,3,1,2,2@1,2.3,1,3,3@A.b,1,0,1,1@A,b.1,1,2,2@");

        // When
        TrackingFile read = TrackingFileReader.read(file, options);

        // Then
        assertThat(read.tracks()).extracting(Track::id).containsExactly("1.2.3", "1.2+3", "A.b.1", "A+b.1");
        assertThat(read.tracks()).extracting(track -> track.positions().size()).containsExactly(2, 1, 1, 1);
        assertThat(read.notices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''            | alpha,beta,gamma,delta@1,0,3.5,4.25@ | :1: the header names no column of track, none of frame,"
                        + " none of x, none of y that is known; name the columns with --columns"
                        + " track=COLUMN,frame=COLUMN,x=COLUMN,y=COLUMN, where the columns are 'alpha, beta, gamma, delta'",
                "track=spot    | track,frame,x,y,x [raw]@1,0,3,4,5@   | :1: has no column 'spot' for track; name the columns"
                        + " with --columns track=COLUMN,frame=frame,x=x,y=y, where the columns are"
                        + " 'track, frame, x, y, x [raw]'",
                "track=9       | 1 0 3.5 4.25@                        | :1: has no column '9' for track; name the columns"
                        + " with --columns track=COLUMN,frame=COLUMN,x=COLUMN,y=COLUMN, where the columns are '1, 2, 3, 4'",
                "''            | 1;0;3,5;4,25;9@2;0;3,5;4,25;9@       | :1: the header line is missing, for this line has"
                        + " numbers only; insert a line that names the 5 columns, such as track,frame,x,y, or name them by"
                        + " their numbers, such as --columns track=1,frame=2,x=3,y=4",
                "''            | LABEL,TRACK_ID,NUMBER_SPOTS,TRACK_DURATION@T,ID,N,D@Track_0,0,3,4@ | :1: is TrackMate's table"
                        + " of tracks, which has no positions; export the table of spots instead (in its window of tables,"
                        + " the tab Spots)",
                "''            | particle,track,frame,x,y@1,,0,3.5,4.25@ | : has positions but no tracks in it: the column"
                        + " track names none in any row; the column of track could be 'track', which was taken, or"
                        + " 'particle', which --columns track=particle takes",
                "''            | LABEL,TRACK_ID,SPOT_SOURCE_ID,EDGE_X_LOCATION@A,0,3,4@ | :1: is TrackMate's table"
                        + " of edges, which has no positions of spots; export the table of spots instead (in its window of"
                        + " tables, the tab Spots)",
                "''            | id,frame,x [nm],y [nm]@1,1,2,3@2,1,2,3@3,2,3,4@ | : the column id differs in every row, so"
                        + " it numbers positions rather than tracks; link the positions to tracks first, or, if another"
                        + " column has the tracks, name the columns with --columns"
                        + " 'track=COLUMN,frame=frame,x=x [nm],y=y [nm]', where the columns are"
                        + " 'id, frame, x [nm], y [nm]'"
            },
            quoteCharacter = '"')
    void thatAreNotThereAreNamedTogetherWithTheOptionThatNamesOthers(String columns, String content, String problem) {
        // Given
        ReadingOptions options = columns.equals("''")
                ? ReadingOptions.NONE
                : new ReadingOptions(ReadingOptions.parseColumns(columns), false);
        Path file = file(content);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file, options))
                .withMessage(file + problem);
    }

    private Path file(String content) {
        return Fixtures.write(folder, "tracks.txt", content.replace('@', '\n'));
    }

    private static TrackedPosition at(long frame, double x, double y) {
        return new TrackedPosition(frame, x, y, OptionalDouble.empty(), OptionalDouble.empty());
    }
}
