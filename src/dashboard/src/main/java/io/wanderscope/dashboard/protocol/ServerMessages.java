package io.wanderscope.dashboard.protocol;

import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.dashboard.history.Moment;
import io.wanderscope.dashboard.live.AcquisitionSummary;
import io.wanderscope.dashboard.live.RejectedRecords;
import io.wanderscope.dashboard.live.Update;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages that the server sends over the WebSocket, as JSON, and what it answers in their form. */
public final class ServerMessages {
    private ServerMessages() {}

    private record ClassMeaning(MotionClass label, String name, String meaning) {}

    private record ReasonMeaning(MotionClass reason, String name, String meaning) {}

    private record Hello(
            String type,
            String server,
            List<ClassMeaning> classes,
            List<ReasonMeaning> otherMotion,
            int tailPoints,
            long updateIntervalMs) {}

    private record Acquisitions(String type, List<AcquisitionSummary> acquisitions, List<RejectedRecords> rejected) {}

    private record Alive(String type) {}

    private record Problem(String type, String title, String detail) {}

    /**
     * The first message on a connection.
     *
     * @param server differs between two starts of a server
     * @param tailPoints maximum number of points per track in an update
     * @param updateInterval time between updates
     */
    public static String hello(String server, int tailPoints, Duration updateInterval) {
        List<ClassMeaning> classes = MotionClass.diffusionModels().stream()
                .map(each -> new ClassMeaning(each, each.description(), each.meaning()))
                .toList();
        List<ReasonMeaning> otherMotion = MotionClass.otherMotion().stream()
                .map(each -> new ReasonMeaning(each, each.description(), each.meaning()))
                .toList();
        return Json.text(new Hello("hello", server, classes, otherMotion, tailPoints, updateInterval.toMillis()));
    }

    /** All acquisitions, and what was rejected. */
    public static String acquisitions(List<AcquisitionSummary> acquisitions, List<RejectedRecords> rejected) {
        return Json.text(new Acquisitions("acquisitions", acquisitions, rejected));
    }

    /** What changed in an acquisition, with the saliency of a stage, null for none. */
    public static String update(Update update, @Nullable Integer stage) {
        return Json.text(UpdateMessage.of(update, stage));
    }

    /**
     * All tracks of an acquisition that memory knows, in the form of an update.
     *
     * @param leftOut what is missing, in a sentence; null if nothing is
     */
    public static Object overview(Update update, @Nullable String leftOut) {
        return OverviewMessage.of(update, leftOut);
    }

    /** All tracks of an acquisition, in the form of an update. */
    public static Object overview(Moment all) {
        return OverviewMessage.of(all);
    }

    /** A moment, in the form of an update with the moment's own fields. */
    public static Object moment(Moment moment) {
        return MomentMessage.of(moment);
    }

    /** A sign of life while there is nothing else to send. */
    public static String alive() {
        return Json.text(new Alive("alive"));
    }

    /** The reason why the server closes the connection. */
    public static String problem(String detail) {
        return Json.text(new Problem("problem", "message not understood", detail));
    }
}
