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
