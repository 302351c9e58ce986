package io.wanderscope.streaming.linking;

import io.wanderscope.diffusion.LengthNames;
import io.wanderscope.linking.OpenTracks;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.streaming.FieldKey;
import io.wanderscope.streaming.LocalisationRules;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.linking.StoredLocalisation.Activity;
import io.wanderscope.streaming.silence.EndedNames;
import io.wanderscope.streaming.silence.PartitionClock;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field from its first record to its end: which localisations it accepts, and when a frame takes no more. That does not
 * depend on when the frame is linked, which {@link FieldLinker} does, nor on the wall clock, except for silence of the whole
 * partition: first frames wait no longer, then fields end. So, but for such silence, the same input gives the same tracks.
 *
 * <p>A frame is closed when it is complete and all frames before it are closed, when a record has come of a frame so much
 * later that it has waited long enough, or when nothing of its field has come for {@link StreamSettings#frameSilence}. A field ends by
 * its mark or by inactivity, as a track does.
 */
final class FieldLifecycle {
    /** The outcome for a record. */
    enum Outcome {
        /** The localisation waits for its frame. */
        ACCEPTED,
        /** A mark. */
        MARK,
        /** The frame already has a localisation at this place; this one is ignored. */
        DUPLICATE,
        /** Rejected: in another unit of length than the field's first localisation. */
        UNIT_CHANGED,
        /** Rejected: with a z, and the field's first localisation has none, or the other way round. */
        DIMENSIONS_CHANGED,
        /** Rejected: the frame has as many localisations as are linked. */
        TOO_MANY,
        /** Rejected: the frame is closed. */
        AFTER_LINKING,
        /** Rejected: the field had ended. */
        AFTER_END
    }

    private final int maximumLocalisations;
    private final int framesWaiting;
    private final long inactivity;
    private final long frameSilence;
    private final Fields fields;
    private final EndedNames<FieldKey> ended;
    private final PartitionClock clock;
    private final StreamMetrics metrics;

    /** Offset of the latest record when the whole partition was last inactive: fields without a later one have ended. */
    private long inactiveThrough = -1;

    /** The same for the silence after which frames wait no longer. */
    private long silentThrough = -1;

    FieldLifecycle(
            StreamSettings settings,
            Fields fields,
            EndedNames<FieldKey> ended,
            PartitionClock clock,
            StreamMetrics metrics) {
        this.maximumLocalisations = settings.linker().maximumLocalisations();
        this.framesWaiting = settings.linker().framesWaiting();
        this.inactivity = settings.streamTimeInactivity().toMillis();
        this.frameSilence = settings.frameSilence().toMillis();
        this.fields = fields;
        this.ended = ended;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Receives a valid localisation or mark.
     *
     * @param streamTime largest record timestamp of the partition, this record's included; milliseconds since 1970
     * @param offset the record's offset in its partition
     */
    Outcome receive(FieldKey key, ParticleLocalisation record, long streamTime, long offset) {
        if (offset <= inactiveThrough) {
            // The offsets have begun again, in a topic that was truncated or made anew.
            inactiveThrough = -1;
        }
        if (offset <= silentThrough) {
            silentThrough = -1;
        }
        Activity activity = new Activity(clock.advanceTo(streamTime), offset);
        clock.writeIfChanged();
        Field field = fields.find(key);
        if (field != null) {
            closeIfSilent(field);
        }
        if (field == null ? ended.contains(key, streamTime) : fields.content(field).isEnded) {
            return record.getEndOfAcquisition() ? Outcome.MARK : Outcome.AFTER_END;
        }
        Field open = field == null ? fields.open(key, activity) : field;
        fields.touch(open, activity);
        return receive(open, fields.content(open), record);
    }

    /** So that the outcome of a record does not depend on whether {@link #closeNextSilent} has come to its field. */
    private void closeIfSilent(Field field) {
        if (hasEndedByInactivity(field)) {
            end(field);
        } else if (hasWaitedInVain(field) && fields.content(field).isWaiting()) {
            closeFrames(field);
        }
    }

    private Outcome receive(Field field, Field.Content content, ParticleLocalisation record) {
        if (record.getEndOfAcquisition()) {
            content.newest = Math.max(content.newest, record.getFrame());
            end(field);
            return Outcome.MARK;
        }
        FieldState.@Nullable Opening opening = content.opening;
        Outcome outcome = LocalisationRules.isMark(record) ? Outcome.MARK : add(field, content, record);
        boolean isNews = tell(content, record, outcome);
        boolean isClosed = close(content);
        if (isNews || isClosed || outcome != Outcome.ACCEPTED || !Objects.equals(opening, content.opening)) {
            fields.writeState(field, content);
        }
        fields.noteWaiting(field, content.isWaiting());
        return outcome;
    }

    private Outcome add(Field field, Field.Content content, ParticleLocalisation record) {
        FieldState.Opening opening = new FieldState.Opening(record.getLengthUnit(), record.getZ() == null ? 2 : 3);
        if (content.opening != null && !LengthNames.areSame(opening.lengthUnit(), content.opening.lengthUnit())) {
            return Outcome.UNIT_CHANGED;
        }
        if (content.opening != null && opening.dimensions() != content.opening.dimensions()) {
            return Outcome.DIMENSIONS_CHANGED;
        }
        StoredLocalisation localisation = StoredLocalisation.of(record, field.activity);
        FieldFrames.@Nullable Frame frame = content.frames.find(record.getFrame());
        if (frame != null && frame.contains(localisation.place())) {
            return Outcome.DUPLICATE;
        }
        if (frame != null && frame.size() >= maximumLocalisations) {
            return Outcome.TOO_MANY;
        }
        if (record.getFrame() <= content.closedThrough) {
            return Outcome.AFTER_LINKING;
        }
        if (content.opening == null) {
            content.opening = opening;
            content.tracks = OpenTracks.none(opening.dimensions());
        }
        fields.add(field, content, localisation);
        return Outcome.ACCEPTED;
    }

    /** Notes what a record says about its frame. Returns whether it is news. */
    private static boolean tell(Field.Content content, ParticleLocalisation record, Outcome outcome) {
        boolean isOfAnOpenFrame = record.getFrame() > content.closedThrough
                && outcome != Outcome.UNIT_CHANGED
                && outcome != Outcome.DIMENSIONS_CHANGED;
        if (!isOfAnOpenFrame) {
            return false;
        }
        boolean isNews = record.getFrame() > content.newest;
        content.newest = Math.max(content.newest, record.getFrame());
        Integer count = record.getFrameLocalisations();
        if (count != null && count > content.counts.getOrDefault(record.getFrame(), -1)) {
            content.counts.put(record.getFrame(), count);
            isNews = true;
        }
        return isNews;
    }

    /** Closes the frames that are complete or have waited long enough. Returns whether there are any. */
    private boolean close(Field.Content content) {
        long before = content.closedThrough;
        closeThrough(content, content.newest - framesWaiting);
        while (content.isComplete(content.closedThrough + 1, maximumLocalisations)) {
            closeThrough(content, content.closedThrough + 1);
        }
        boolean isClosed = content.closedThrough > before;
        if (isClosed) {
            fields.forgetFrames(content);
        }
        return isClosed;
    }

    private void closeThrough(Field.Content content, long through) {
        if (through <= content.closedThrough) {
            return;
        }
        NavigableMap<Long, FieldFrames.Frame> closed = content.frames.between(content.closedThrough, through);
        for (long frame : closed.keySet()) {
            if (!content.isComplete(frame, maximumLocalisations)) {
                metrics.incompleteFrame();
            }
        }
        content.closedThrough = through;
        content.counts.headMap(through, true).clear();
    }

    private boolean hasEndedByInactivity(Field field) {
        return field.activity.offset() <= inactiveThrough || silence(field) >= inactivity;
    }

    /**
     * Whether the frames of a field wait no longer. The positions of its tracks stopped when its localisations did: were its frames
     * linked only when the field ends, its tracks would have ended just before.
     */
    private boolean hasWaitedInVain(Field field) {
        return field.activity.offset() <= silentThrough || silence(field) >= frameSilence;
    }

    private long silence(Field field) {
        return clock.elapsed() - field.activity.elapsed();
    }

    /** Closes all frames of a field; {@link FieldLinker} does the rest. */
    private void end(Field field) {
        Field.Content content = fields.content(field);
        if (!content.isEnded) {
            closeThrough(content, content.newest);
            content.isEnded = true;
            content.isBehind = true;
            fields.writeState(field, content);
            fields.ended(field);
        }
    }

    /**
     * The field that has been silent for longest, if that is too long: it has ended now, or its frames wait no longer. Null if there is
     * none.
     */
    @Nullable
    Field closeNextSilent() {
        Field inactive = fields.longestSilent();
        if (inactive != null && hasEndedByInactivity(inactive)) {
            end(inactive);
            return inactive;
        }
        Field waiting = fields.longestWaiting();
        if (waiting != null && hasWaitedInVain(waiting)) {
            closeFrames(waiting);
            return waiting;
        }
        return null;
    }

    private void closeFrames(Field field) {
        Field.Content content = fields.content(field);
        closeThrough(content, content.newest);
        fields.forgetFrames(content);
        content.isBehind = content.hasWork();
        fields.writeState(field, content);
        fields.noteWaiting(field, false);
    }

    /** Lets all fields end, because the whole partition is inactive; {@link #closeNextSilent} does it. */
    void endAll() {
        inactiveThrough = Math.max(inactiveThrough, latestOffset());
    }

    /** Lets the frames of all fields wait no longer, because the whole partition is silent; {@link #closeNextSilent} does it. */
    void stopWaiting() {
        silentThrough = Math.max(silentThrough, latestOffset());
    }

    private long latestOffset() {
        Field latest = fields.latest();
        return latest == null ? -1 : latest.activity.offset();
    }

    /** Deletes expired entries of ended fields. */
    void forgetEnded(long streamTime) {
        ended.deleteExpired(streamTime);
    }

    /** A field that has ended and has nothing left to do is only remembered by its name. */
    void remove(Field field, long streamTime) {
        fields.remove(field);
        ended.add(field.key, streamTime);
    }
}
