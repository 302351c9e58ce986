package io.wanderscope.dashboard.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A browser's request to be sent the updates of an acquisition.
 *
 * @param acquisition its name
 * @param stage index of the residual stage whose saliency the browser draws; null for none
 */
public record WatchMessage(String acquisition, @Nullable Integer stage) {
    private static final int MAX_STAGE = 100;

    /**
     * Parses a browser's message.
     *
     * @throws InvalidMessageException when it is not a watch message
     */
    public static WatchMessage parse(String message) throws InvalidMessageException {
        JsonNode node = read(message);
        if (!node.path("type").asText().equals("watch")) {
            throw new InvalidMessageException(
                    "a message must be {\"type\": \"watch\", \"acquisition\": name, \"stage\":"
                            + " index or null}, got type " + node.path("type"));
        }
        JsonNode acquisition = node.path("acquisition");
        if (!acquisition.isTextual() || acquisition.asText().isEmpty()) {
            throw new InvalidMessageException("acquisition must be a name, got " + acquisition);
        }
        return new WatchMessage(acquisition.asText(), stage(node.path("stage")));
    }

    private static JsonNode read(String message) throws InvalidMessageException {
        try {
            JsonNode node = Json.read(message);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new InvalidMessageException("a message must be JSON: " + e.getOriginalMessage());
        }
        throw new InvalidMessageException("a message must be a JSON object");
    }

    private static @Nullable Integer stage(JsonNode stage) throws InvalidMessageException {
        if (stage.isMissingNode() || stage.isNull()) {
            return null;
        }
        if (!stage.canConvertToInt() || !stage.isIntegralNumber() || stage.asInt() < 0 || stage.asInt() > MAX_STAGE) {
            throw new InvalidMessageException(
                    "stage must be an index from 0 to " + MAX_STAGE + " or null, got " + stage);
        }
        return stage.asInt();
    }
}
