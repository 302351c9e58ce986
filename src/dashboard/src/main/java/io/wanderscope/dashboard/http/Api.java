package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.http.Parameters.constant;
import static io.wanderscope.dashboard.http.Parameters.decoded;
import static io.wanderscope.dashboard.http.Parameters.requireKnown;
import static io.wanderscope.dashboard.http.Parameters.wholeNumber;

import io.wanderscope.dashboard.explanation.NotExplainedException;
import io.wanderscope.dashboard.explanation.Occlusions;
import io.wanderscope.dashboard.image.FieldImages;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.Population;
import io.wanderscope.dashboard.live.TrackDetail;
import io.wanderscope.dashboard.live.TrackFilter;
import io.wanderscope.dashboard.live.TrackStatus;
import io.wanderscope.dashboard.protocol.Json;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;

/** The HTTP interface for other dashboards; docs/dashboard.md and {@code /api/openapi.json} describe it. */
final class Api {
    private static final int MAX_TRACKS = 10_000;
    private static final int DEFAULT_TRACKS = 1_000;

    /** Of a track's path, for the answer of {@link Occlusions}. A slash of a track's name is percent-encoded before it. */
    private static final String OCCLUSION = "/occlusion";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final LiveAcquisitions acquisitions;
    private final PastApi past;
    private final Occlusions occlusions;
    private final FieldImages images;

    Api(LiveAcquisitions acquisitions, PastApi past, Occlusions occlusions, FieldImages images) {
        this.acquisitions = acquisitions;
        this.past = past;
        this.occlusions = occlusions;
        this.images = images;
    }

    Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new HashMap<>();
        endpoints.put("/api/acquisitions", this::acquisitions);
        endpoints.put("/api/acquisitions/", this::ofAcquisition);
        endpoints.put("/api/history", past::history);
        endpoints.put("/api/tracks/", this::track);
        endpoints.put("/api/model", this::model);
        endpoints.put("/api/openapi.json", (rest, query) -> OpenApi.answer());
        return endpoints;
    }

    private Answer acquisitions(String rest, Fields query) throws ProblemException {
        requireKnown(query, Set.of());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("acquisitions", acquisitions.acquisitions());
        answer.put("rejected", acquisitions.rejected());
        return Answer.json(answer);
    }

    private Answer ofAcquisition(String rest, Fields query) throws ProblemException {
        int slash = rest.indexOf('/');
        String acquisition = Parameters.acquisition(slash < 0 ? rest : rest.substring(0, slash));
        return switch (slash < 0 ? "" : rest.substring(slash + 1)) {
            case "tracks" -> tracks(acquisition, query);
            case "composition" -> composition(acquisition, query);
            case "population" -> population(acquisition, query);
            case "triggers" -> triggers(acquisition, query);
            case "overview" -> past.overview(acquisition, query);
            case "extent" -> past.extent(acquisition, query);
            case "moment" -> past.moment(acquisition, query);
            case "image" -> image(acquisition, query);
            case "image.png" -> png(acquisition, query);
            default ->
                throw ProblemException.notFound(
                        "an acquisition has /tracks, /composition, /population, /triggers, /overview, /extent,"
                                + " /moment, /image and /image.png, not /" + rest);
        };
    }

    private Answer tracks(String acquisition, Fields query) throws ProblemException {
        requireKnown(query, Set.of("status", "label", "reason", "limit"));
        TrackFilter filter = new TrackFilter(
                constant(query, "status", TrackStatus.values(), Json::name),
                constant(query, "label", DiffusionLabel.values(), DiffusionLabel::name),
                constant(query, "reason", UndeterminedReason.values(), UndeterminedReason::name),
                wholeNumber(query, "limit", 1, MAX_TRACKS)
                        .orElse((long) DEFAULT_TRACKS)
                        .intValue());
        return of(acquisition, "tracks", acquisitions.tracks(acquisition, filter));
    }

    private Answer composition(String acquisition, Fields query) throws ProblemException {
        requireKnown(query, Set.of());
        return of(acquisition, "windows", acquisitions.composition(acquisition));
    }

    private Answer population(String acquisition, Fields query) throws ProblemException {
        requireKnown(query, Set.of());
        Optional<List<Population>> kept =
                acquisitions.populations(acquisition).filter(populations -> !populations.isEmpty());
        return kept.isEmpty() ? past.population(acquisition) : of(acquisition, "populations", kept);
    }

    private Answer triggers(String acquisition, Fields query) throws ProblemException {
        requireKnown(query, Set.of());
        return of(acquisition, "triggers", acquisitions.triggers(acquisition));
    }

    /** That there is none is an answer too: a page asks again and again. */
    private Answer image(String acquisition, Fields query) throws ProblemException {
        requireKnown(query, Set.of());
        return ImageHandler.described(acquisition, images.of(acquisition));
    }

    private Answer png(String acquisition, Fields query) throws ProblemException {
        requireKnown(query, Set.of("version")); // each has an address of its own
        return images.of(acquisition)
                .map(image -> Answer.bytes("image/png", image.png()))
                .orElseThrow(() -> ProblemException.notFound("there is no image of " + acquisition
                        + "; PUT /api/acquisitions/{acquisition}/image sends one"));
    }

    private static Answer of(String acquisition, String name, Optional<?> found) throws ProblemException {
        if (found.isEmpty()) {
            throw unknownAcquisition(acquisition);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("acquisition", acquisition);
        answer.put(name, found.get());
        return Answer.json(answer);
    }

    private Answer track(String rest, Fields query) throws ProblemException {
        requireKnown(query, Set.of());
        String path = rest.endsWith(OCCLUSION) ? rest.substring(0, rest.length() - OCCLUSION.length()) : rest;
        // A track may itself be called occlusion.
        boolean isOcclusion = !path.equals(rest) && decoded(path).indexOf('/') > 0;
        return isOcclusion ? occlusion(found(decoded(path))) : Answer.json(found(decoded(rest)));
    }

    private TrackDetail found(String id) throws ProblemException {
        int slash = id.indexOf('/');
        if (slash <= 0 || slash == id.length() - 1) {
            throw ProblemException.badRequest(
                    "a track's id must be acquisition/track, as in /api/tracks/cell-1/17, got \"" + id + "\"");
        }
        return acquisitions
                .track(id.substring(0, slash), id.substring(slash + 1))
                .orElseThrow(() -> ProblemException.notFound(
                        "no track " + id + " is known; the dashboard only remembers the recent past"));
    }

    private Answer occlusion(TrackDetail track) throws ProblemException {
        try {
            return Answer.json(occlusions.of(track));
        } catch (NotExplainedException e) {
            throw problem(e);
        }
    }

    private Answer model(String rest, Fields query) throws ProblemException {
        requireKnown(query, Set.of());
        try {
            return Answer.json(occlusions.model());
        } catch (NotExplainedException e) {
            throw problem(e);
        }
    }

    private static ProblemException problem(NotExplainedException e) {
        String detail = String.valueOf(e.getMessage());
        return switch (e.obstacle()) {
            case CONFLICT -> new ProblemException(HttpStatus.CONFLICT_409, detail);
            case TOO_SHORT -> new ProblemException(HttpStatus.UNPROCESSABLE_ENTITY_422, detail);
            case BUSY -> ProblemException.passing(HttpStatus.TOO_MANY_REQUESTS_429, detail, RETRY_AFTER);
            case LATE -> ProblemException.passing(HttpStatus.SERVICE_UNAVAILABLE_503, detail, RETRY_AFTER);
            case NO_MODEL -> new ProblemException(HttpStatus.SERVICE_UNAVAILABLE_503, detail);
        };
    }

    static ProblemException unknownAcquisition(String acquisition) {
        return ProblemException.notFound("no acquisition " + acquisition
                + " is known; the dashboard only remembers the recent past, and /api/acquisitions lists it");
    }
}
