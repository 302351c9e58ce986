package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.http.Parameters.constant;
import static io.wanderscope.dashboard.http.Parameters.requireKnown;
import static io.wanderscope.dashboard.http.Parameters.text;
import static io.wanderscope.dashboard.http.Parameters.wholeNumber;

import io.wanderscope.dashboard.history.Extents;
import io.wanderscope.dashboard.history.History;
import io.wanderscope.dashboard.history.NoMomentException;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.Population;
import io.wanderscope.dashboard.live.Update;
import io.wanderscope.dashboard.protocol.Json;
import io.wanderscope.dashboard.protocol.ServerMessages;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;

/** The part of the {@link Api} that shows what has happened: acquisitions that the topics hold, and moments of them. */
final class PastApi {
    private static final int MOST_LISTED = 1_000;
    private static final int LISTED = 200;
    private static final int MOST_CHARACTERS = 200;

    /** Of the years 1 to 9999, as those of positions. */
    private static final long FIRST_TIME = -62_135_596_800_000L;

    private static final long LAST_TIME = 253_402_300_799_999L;

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(365);
    /** Maximum number that are made from memory at once; {@link History#all} limits those that read the topics. */
    private static final int OVERVIEWS = 2;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** Where an overview comes from. */
    private enum Source {
        MEMORY,
        TOPICS
    }

    private final LiveAcquisitions acquisitions;
    private final History history;
    private final Semaphore overviews = new Semaphore(OVERVIEWS);

    PastApi(LiveAcquisitions acquisitions, History history) {
        this.acquisitions = acquisitions;
        this.history = history;
    }

    Answer history(String rest, Fields query) throws ProblemException {
        requireKnown(query, Set.of("search", "limit"));
        Extents found = history.extents(
                text(query, "search", MOST_CHARACTERS).orElse(""),
                wholeNumber(query, "limit", 1, MOST_LISTED)
                        .orElse((long) LISTED)
                        .intValue());
        return Answer.json(found);
    }

    Answer extent(String acquisition, Fields query) throws ProblemException {
        requireKnown(query, Set.of());
        return Answer.json(history.extent(acquisition)
                .orElseThrow(() -> ProblemException.notFound("the topics hold no positions of an acquisition "
                        + acquisition + ", as far as they have been read; /api/history lists those they hold")));
    }

    Answer overview(String acquisition, Fields query) throws ProblemException {
        requireKnown(query, Set.of("from", "viewer"));
        Optional<Source> source = constant(query, "from", Source.values(), Json::name);
        Optional<String> viewer = text(query, "viewer", MOST_CHARACTERS);
        return source.orElse(Source.MEMORY) == Source.MEMORY
                ? fromMemoryInPlace(acquisition)
                : fromTopics(acquisition, viewer);
    }

    private Answer fromTopics(String acquisition, Optional<String> viewer) throws ProblemException {
        try {
            return Answer.json(ServerMessages.overview(history.all(acquisition, viewer)));
        } catch (NoMomentException e) {
            throw problem(e);
        }
    }

    private Answer fromMemoryInPlace(String acquisition) throws ProblemException {
        if (!overviews.tryAcquire()) {
            throw ProblemException.passing(
                    HttpStatus.TOO_MANY_REQUESTS_429,
                    "as many overviews as may be are being made; ask again in a moment",
                    RETRY_AFTER);
        }
        try {
            return fromMemory(acquisition);
        } finally {
            overviews.release();
        }
    }

    private Answer fromMemory(String acquisition) throws ProblemException {
        Update all = acquisitions
                .overview(acquisition, History.OVERVIEW_POINTS)
                .orElseThrow(() -> Api.unknownAcquisition(acquisition));
        boolean isWhole = history.extent(acquisition)
                .filter(extent -> !acquisitions.hasAllOf(acquisition, extent.positions()))
                .isEmpty();
        return Answer.json(ServerMessages.overview(
                all, isWhole ? null : "left out: tracks that only the topics hold; they can be read with from=topics"));
    }

    Answer moment(String acquisition, Fields query) throws ProblemException {
        requireKnown(query, Set.of("time", "window", "viewer"));
        try {
            return Answer.json(ServerMessages.moment(history.moment(
                    acquisition,
                    wholeNumber(query, "time", FIRST_TIME, LAST_TIME),
                    wholeNumber(query, "window", 0, LONGEST_WINDOW.toMillis())
                            .map(Duration::ofMillis)
                            .orElse(WINDOW),
                    text(query, "viewer", MOST_CHARACTERS))));
        } catch (NoMomentException e) {
            throw problem(e);
        }
    }

    /** The latest population of an acquisition that memory no longer has. */
    Answer population(String acquisition) throws ProblemException {
        try {
            List<Population> found =
                    history.population(acquisition).map(List::of).orElse(List.of());
            if (found.isEmpty() && history.extent(acquisition).isEmpty()) {
                throw Api.unknownAcquisition(acquisition);
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("acquisition", acquisition);
            answer.put("populations", found);
            return Answer.json(answer);
        } catch (NoMomentException e) {
            throw problem(e);
        }
    }

    private static ProblemException problem(NoMomentException e) {
        String detail = String.valueOf(e.getMessage());
        return switch (e.why()) {
            case UNKNOWN -> ProblemException.notFound(detail);
            case BUSY -> ProblemException.passing(HttpStatus.TOO_MANY_REQUESTS_429, detail, RETRY_AFTER);
            case SUPERSEDED -> new ProblemException(HttpStatus.CONFLICT_409, detail);
            case UNREADABLE -> ProblemException.passing(HttpStatus.SERVICE_UNAVAILABLE_503, detail, RETRY_AFTER);
        };
    }
}
