package io.wanderscope.streaming.linking;

import io.wanderscope.linking.LinkedFrame;
import io.wanderscope.linking.Linker;
import io.wanderscope.linking.LinkingSettings;
import io.wanderscope.linking.Localisation;
import io.wanderscope.linking.OpenTrack;
import io.wanderscope.linking.OpenTracks;
import io.wanderscope.streaming.StreamMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Links the frames of fields that are closed, one after the other, and writes the end-of-track marks of tracks that cannot go
 * on. The work of a field is done in steps, each of which is bounded and leaves it such that the next one may come after a restart.
 */
final class FieldLinker {
    /** Of marks and deleted entries in one step; a frame is always linked as a whole. */
    private static final int MAX_PER_STEP = 1_000;

    private final Linker linker;
    private final int maximumGap;
    private final Fields fields;
    private final LinkedPositions positions;
    private final StreamMetrics metrics;

    FieldLinker(LinkingSettings settings, Fields fields, LinkedPositions positions, StreamMetrics metrics) {
        this.linker = new Linker(settings);
        this.maximumGap = settings.maximumGap();
        this.fields = fields;
        this.positions = positions;
        this.metrics = metrics;
    }

    /**
     * Does what there is to do for a field, and stores it.
     *
     * @param limit after so many records that are written or entries that are deleted, the rest is left for later
     */
    Work work(Field field, int limit) {
        Field.Content content = fields.content(field);
        if (!content.hasWork()) {
            return new Work(0, false, false);
        }
        int done = 0;
        int step = 1;
        while (done < limit && step > 0) {
            step = step(field, content);
            done += step;
        }
        boolean isOver = content.isOver();
        content.isBehind = !isOver && content.hasWork();
        fields.forgetFrames(content);
        fields.writeTracks(field, content);
        if (!isOver) {
            fields.writeState(field, content);
        }
        return new Work(done, content.isBehind, isOver);
    }

    /**
     * What was done for a field.
     *
     * @param records that were written, or entries that were deleted
     * @param isBehind whether something is left to do
     * @param isOver whether the field has ended and nothing at all is left of it
     */
    record Work(int records, boolean isBehind, boolean isOver) {}

    /** How many records it has written or entries it has deleted; 0 if nothing is left to do. */
    private int step(Field field, Field.Content content) {
        Map.Entry<Long, FieldFrames.Frame> next = content.closedFrames().firstEntry();
        if (content.ended.size() < MAX_PER_STEP && next != null) {
            return linkFrame(field, content, next.getKey(), next.getValue().localisations())
                    + sendMarks(field, content);
        }
        if (content.ended.isEmpty() && content.isSilentTrackOpen()) {
            return 1 + linkFrame(field, content, content.closedThrough, List.of()) + sendMarks(field, content);
        }
        if (content.ended.isEmpty() && content.isEnded) {
            endTracks(content);
        }
        return content.ended.isEmpty() && content.isEnded
                ? fields.deleteLocalisations(field, content, MAX_PER_STEP)
                : sendMarks(field, content);
    }

    private int linkFrame(Field field, Field.Content content, long number, List<StoredLocalisation> localisations) {
        List<Localisation> toLink = new ArrayList<>(localisations.size());
        long time = Long.MIN_VALUE;
        for (StoredLocalisation localisation : localisations) {
            toLink.add(localisation.toLink());
            time = Math.max(time, localisation.time());
        }
        LinkedFrame linked = linker.link(content.tracks, number, toLink);
        for (int index = 0; index < localisations.size(); index++) {
            positions.send(field.key, linked.track(index), localisations.get(index), content.lengthUnit());
        }
        if (!localisations.isEmpty()) {
            content.times.put(number, time);
            metrics.linkedFrame(linked.open().nextNumber() - content.tracks.nextNumber());
        }
        linked.ended().forEach(track -> content.ended.add(ended(content, track)));
        content.tracks = linked.open();
        content.times.headMap(number - maximumGap, false).clear();
        content.frames.linked(number);
        return linked.size();
    }

    /** A track ends in the frame in which it was last seen. */
    private static EndedTrack ended(Field.Content content, OpenTrack track) {
        return new EndedTrack(track.number(), track.frame(), content.times.getOrDefault(track.frame(), 0L));
    }

    /** The field has ended, and with it all its tracks. */
    private static void endTracks(Field.Content content) {
        content.tracks.tracks().forEach(track -> content.ended.add(ended(content, track)));
        content.tracks = new OpenTracks(
                content.tracks.dimensions(),
                content.tracks.frame(),
                content.tracks.nextNumber(),
                content.tracks.diffusion(),
                List.of());
    }

    private int sendMarks(Field field, Field.Content content) {
        int sent = 0;
        while (sent < MAX_PER_STEP && !content.ended.isEmpty()) {
            positions.sendMark(field.key, content.takeEnded(), content.lengthUnit());
            sent++;
        }
        return sent;
    }
}
