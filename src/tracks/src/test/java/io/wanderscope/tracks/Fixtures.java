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

    /** Track 0 misses frame 1 and was kept; track 1 was filtered out; track 2 splits at spot 22 and was kept. */
    static final String TRACKMATE_MODEL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <TrackMate version="7.11.1">
              <Log>Found 3 tracks.</Log>
              <Model spatialunits="micron" timeunits="sec">
                <FeatureDeclarations><TrackFeatures><Feature feature="TRACK_ID" isint="true"/></TrackFeatures></FeatureDeclarations>
                <AllSpots nspots="8">
                  <SpotsInFrame frame="0">
                    <Spot ID="10" name="ID10" QUALITY="9.5" POSITION_X="3.5" POSITION_Y="4.25" POSITION_Z="0.0" POSITION_T="0.0" FRAME="0" ROI_N_POINTS="3">1.0 2.0 3.0 4.0 5.0 6.0</Spot>
                    <Spot ID="14" QUALITY="1.5" POSITION_X="7.0" POSITION_Y="7.0" POSITION_Z="0.0" POSITION_T="0.0" FRAME="0"/>
                    <Spot ID="20" QUALITY="1.5" POSITION_X="20.0" POSITION_Y="2.0" POSITION_Z="0.0" POSITION_T="0.0" FRAME="0"/>
                  </SpotsInFrame>
                  <SpotsInFrame frame="1">
                    <Spot ID="22" QUALITY="1.5" POSITION_X="21.0" POSITION_Y="2.0" POSITION_Z="0.0" POSITION_T="0.5" FRAME="1"/>
                  </SpotsInFrame>
                  <SpotsInFrame frame="2">
                    <Spot ID="11" QUALITY="8.5" POSITION_X="3.75" POSITION_Y="4.0" POSITION_Z="0.0" POSITION_T="1.0" FRAME="2"/>
                    <Spot ID="15" QUALITY="8.5" POSITION_X="7.5" POSITION_Y="7.5" POSITION_Z="0.0" POSITION_T="1.0" FRAME="2"/>
                    <Spot ID="24" QUALITY="1.5" POSITION_X="22.0" POSITION_Y="1.0" POSITION_Z="0.0" POSITION_T="1.0" FRAME="2"/>
                    <Spot ID="23" QUALITY="1.5" POSITION_X="22.0" POSITION_Y="3.0" POSITION_Z="0.0" POSITION_T="1.0" FRAME="2"/>
                    <Spot ID="99" QUALITY="0.5" POSITION_X="1.0" POSITION_Y="1.0" POSITION_Z="0.0" POSITION_T="1.0" FRAME="2" VISIBILITY="0"/>
                  </SpotsInFrame>
                </AllSpots>
                <AllTracks>
                  <Track name="Track_0" TRACK_ID="0" NUMBER_SPOTS="2"><Edge SPOT_SOURCE_ID="10" SPOT_TARGET_ID="11"/></Track>
                  <Track name="Track_1" TRACK_ID="1" NUMBER_SPOTS="2"><Edge SPOT_SOURCE_ID="14" SPOT_TARGET_ID="15"/></Track>
                  <Track name="Track_2" TRACK_ID="2" NUMBER_SPOTS="4">
                    <Edge SPOT_SOURCE_ID="22" SPOT_TARGET_ID="24"/>
                    <Edge SPOT_SOURCE_ID="22" SPOT_TARGET_ID="23"/>
                    <Edge SPOT_SOURCE_ID="20" SPOT_TARGET_ID="22"/>
                  </Track>
                </AllTracks>
                <FilteredTracks><TrackID TRACK_ID="0"/><TrackID TRACK_ID="2"/></FilteredTracks>
              </Model>
              <Settings>
                <ImageData filename="a.tif" pixelwidth="0.1" timeinterval="0.5"/>
              </Settings>
            </TrackMate>
            """;

    static final String ICY_XML = """
            <?xml version="1.0" encoding="UTF-8" standalone="no"?>
            <root>
            <trackfile version="1"/>
            <trackgroup description="spots">
            <track id="-187512149">
            <detection classname="plugins.nchenouard.spot.DetectionSpot" color="-20480" t="0" type="1" x="3.5" y="4.25" z="0"/>
            <detection classname="plugins.nchenouard.spot.DetectionSpot" t="1" type="2" x="9" y="9" z="0"/>
            <detection classname="plugins.nchenouard.spot.DetectionSpot" t="2" type="1" x="3.75" y="4.0" z="0"/>
            </track>
            <track id="7"><detection t="5" x="8.5" y="9.25" z="1.5"/></track>
            </trackgroup>
            <linklist><link from="-187512149" to="7"/></linklist>
            </root>
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
