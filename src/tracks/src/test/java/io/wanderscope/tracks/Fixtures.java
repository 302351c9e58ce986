package io.wanderscope.tracks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small tracking files written by hand, modelled on the output of trackers. */
final class Fixtures {
    static final String TRACKMATE_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Tracks nTracks="521" spaceUnits="µm" frameInterval="60.0" timeUnits="ms" \
            generationDateTime="jeu., 6 mai 2021 16:48:17" from="TrackMate v4.0.1">
              <particle nSpots="2">
                <detection t="10" x="27.5" y="-23.25" z="0.5" />
                <detection t="12" x="27.75" y="23.5" z="0.0" />
              </particle>
              <particle nSpots="9">
                <detection t="3" x="1.0" y="2.0" z="0.0" />
              </particle>
            </Tracks>
            """;

    static final String QUOT_CSV = """
            y,x,I0,snr,frame,trajectory,subproblem_n_locs
            18.5,28.25,133.8,20.5,0,1,1
            23.5,35.75,149.1,29.0,0,2,1
            19.0,28.5,90.6,58.5,1,1,1
            """;

    /** Rows of longer names, shorter names and units follow the names of the columns; one spot belongs to no track. */
    static final String TRACKMATE_SPOTS_CSV = """
            LABEL,ID,TRACK_ID,QUALITY,POSITION_X,POSITION_Y,POSITION_Z,POSITION_T,FRAME
            Label,Spot ID,Track ID,Quality,X,Y,Z,T,Frame
            Label,Spot ID,Track ID,Quality,X,Y,Z,T,Frame
            ,,,(quality),(micron),(micron),(micron),(sec),
            ID31,31,7,9.5,1.25,2.5,0.0,0.2,2
            ID12,12,,4.5,8.0,9.0,0.0,0.1,1
            ID11,11,7,8.5,1.0,2.25,0.0,0.1,1
            ID14,14,0,7.5,5.0,6.0,0.0,0.4,4
            """;

    /** A track with a missing frame, and tracks of the same number in two clusters. */
    static final String MTRACKJ = """
            MTrackJ 1.5.1 Data File
            Displaying true true true 1 2 0 0 100 10 0 0 0 2 1 12 0 true false false false
            Reference 0.0 0.0 1.0
            Assembly 1 FF0000
            Cluster 1 FF0000
            Track 1 FF0000 true
            Point 1 10.5 20.25 1.0 1.0 1.0
            Point 2 11.5 20.75 1.0 3.0 1.0
            Track 2 00FF00 false
            Point 1 30.0 40.0 1.0 2 1
            Cluster 2 FFFF00
            Track 1 0000FF true
            Point 1 50.0 60.0 1.0 7.0 1.0
            End of MTrackJ Data File
            """;

    private Fixtures() {}

    static Path write(Path folder, String name, String content) {
        return write(folder, name, content.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path folder, String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
