package io.wanderscope.streaming.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.DiffusionLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Triggers are those that follow from the definition of an event, worked out from the whole history of a track or an
 * acquisition; and the same events come however many LIVE results a track has between two changes, however often results
 * come, and whenever the task starts again.
 */
class TriggerPropertyTest {
    private static final int TRACKS = 4;
    private static final int RESULTS = 120;
    private static final int HOLDING = 100;
    private static final int WINDOW = 1_000;

    private record Received(String track, int revision, boolean matches, boolean isFinal, long time) {
        TrackResult result() {
            TrackResult live =
                    TriggerTask.result(track, revision, matches ? DiffusionLabel.LEVY_WALK : DiffusionLabel.BROWNIAN);
            return isFinal ? TriggerTask.asFinal(live) : live;
        }
    }

    /** Tracks of one acquisition, some of which end and are followed by others. Time does not go back. */
    private static List<Received> history(Random random) {
        List<Received> history = new ArrayList<>();
        Map<Integer, Integer> revisions = new HashMap<>();
        Map<Integer, Integer> generations = new HashMap<>();
        long time = 0;
        for (int result = 0; result < RESULTS; result++) {
            time += random.nextInt(20) == 0 ? 2 * WINDOW : random.nextInt(60);
            int place = random.nextInt(TRACKS);
            int revision = revisions.merge(place, 1 + random.nextInt(2), Integer::sum);
            String track = place + "-" + generations.getOrDefault(place, 0);
            boolean isFinal = random.nextInt(8) == 0;
            history.add(new Received(track, revision, random.nextInt(3) > 0, isFinal, time));
            if (isFinal) {
                revisions.remove(place);
                generations.merge(place, 1, Integer::sum);
            }
        }
        return history;
    }

    @Property(seed = "20261130", tries = 100)
    void areTheEventsOfTheHistoryOfEachTrack(@ForAll long seed) {
        // Given
        List<Received> history = history(new Random(seed));
        TriggerTask task = new TriggerTask("a.class=LEVY_WALK", "a.for.ms=" + HOLDING);

        // When
        history.forEach(each -> task.receive(each.time(), each.result()));

        // Then
        assertThat(task.sent())
                .extracting(AcquisitionTrigger::getId)
                .containsExactlyInAnyOrderElementsOf(eventsOfTracks(history));
    }

    /** A run of matching results makes one event if it lasts long enough. */
    private static List<String> eventsOfTracks(List<Received> history) {
        Map<String, List<Received>> byTrack = new TreeMap<>();
        history.forEach(each -> byTrack.computeIfAbsent(each.track(), track -> new ArrayList<>())
                .add(each));
        List<String> events = new ArrayList<>();
        byTrack.forEach((track, results) -> {
            int number = 0;
            int result = 0;
            while (result < results.size()) {
                int end = result;
                while (end < results.size() && results.get(end).matches()) {
                    end++;
                }
                if (end > result
                        && results.get(end - 1).time() - results.get(result).time() >= HOLDING) {
                    number++;
                    events.add("cell/a/" + number + "/" + track);
                }
                result = end + 1;
            }
        });
        return events;
    }

    @Property(seed = "20261130", tries = 100)
    void areTheEventsOfTheHistoryOfTheAcquisition(@ForAll long seed) {
        // Given tracks of which at most one is deleted with a result, although more leave the window together
        List<Received> history = history(new Random(seed));
        TriggerTask task = new TriggerTask(
                TRACKS * RESULTS,
                1,
                "a.class=LEVY_WALK",
                "a.share.min=0.7",
                "a.share.tracks.min=4",
                "a.share.window.ms=" + WINDOW);

        // When
        history.forEach(each -> task.receive(each.time(), each.result()));

        // Then
        assertThat(task.sent())
                .extracting(
                        trigger -> trigger.getMatchingTracks() + "/" + trigger.getTracks() + " at " + trigger.getTime())
                .containsExactlyElementsOf(eventsOfShare(history));
    }

    private static List<String> eventsOfShare(List<Received> history) {
        List<String> events = new ArrayList<>();
        boolean heldBefore = false;
        for (int now = 0; now < history.size(); now++) {
            long time = history.get(now).time();
            Map<String, Boolean> counted = new HashMap<>();
            history.subList(0, now + 1).stream()
                    .filter(each -> time - each.time() < WINDOW)
                    .forEach(each -> counted.put(each.track(), each.matches()));
            long matching = counted.values().stream().filter(each -> each).count();
            boolean holds = counted.size() >= 4 && matching >= 0.7 * counted.size();
            if (holds && !heldBefore) {
                events.add(matching + "/" + counted.size() + " at " + TriggerTask.START.plusMillis(time));
            }
            heldBefore = holds;
        }
        return events;
    }

    @Property(seed = "20261130", tries = 100)
    void areTheSameWithMoreLiveResultsRepetitionsAndRestarts(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        List<Received> history = history(random);
        String[] rules = {"a.class=LEVY_WALK", "b.class=LEVY_WALK", "b.every.ms=500"};
        TriggerTask once = new TriggerTask(rules);
        history.forEach(each -> once.receive(each.time(), each.result()));

        // When
        TriggerTask disturbed = new TriggerTask(rules);
        List<Received> openOnes = new ArrayList<>();
        for (Received each : history) {
            if (random.nextInt(10) == 0) {
                disturbed.start();
            }
            // Numbers are left for LIVE results that say the same as the next one.
            Received next = renumbered(each, 2 * each.revision() + 1);
            disturbed.receive(each.time(), next.result());
            openOnes.add(next);
            if (!each.isFinal() && random.nextBoolean()) {
                disturbed.receive(
                        each.time(), renumbered(each, 2 * each.revision() + 2).result());
            }
            openOnes.removeIf(open -> each.isFinal() && open.track().equals(each.track()));
            if (!openOnes.isEmpty()) {
                disturbed.receive(
                        each.time(),
                        openOnes.get(random.nextInt(openOnes.size())).result());
            }
        }

        // Then
        assertThat(disturbed.sent())
                .extracting(AcquisitionTrigger::getId)
                .containsExactlyElementsOf(
                        once.sent().stream().map(AcquisitionTrigger::getId).toList());
        assertThat(new HashSet<>(disturbed.sent())).hasSameSizeAs(disturbed.sent());
    }

    private static Received renumbered(Received received, int revision) {
        return new Received(received.track(), revision, received.matches(), received.isFinal(), received.time());
    }
}
