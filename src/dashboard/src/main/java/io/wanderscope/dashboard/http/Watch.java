package io.wanderscope.dashboard.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a browser asked to be told of.
 *
 * @param acquisition its name
 * @param stage index of the residual stage whose saliency it draws; null for none
 */
record Watch(String acquisition, Integer stage) {
    private static final int MOST_STAGES = 100;

    /** Reads a browser's message. */
    static Watch parse(String message) throws ProblemException {
        JsonNode node = read(message);
        if (!node.path("type").asText().equals("watch")) {
            throw ProblemException.badRequest("a message is {\"type\": \"watch\", \"acquisition\": name, \"stage\":"
                    + " index or null}, got type " + node.path("type"));
        }
        JsonNode acquisition = node.path("acquisition");
        if (!acquisition.isTextual() || acquisition.asText().isEmpty()) {
            throw ProblemException.badRequest("acquisition is a name, got " + acquisition);
        }
        return new Watch(acquisition.asText(), stage(node.path("stage")));
    }

    private static JsonNode read(String message) throws ProblemException {
        try {
            JsonNode node = Json.MAPPER.readTree(message);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest("a message is JSON: " + e.getOriginalMessage());
        }
        throw ProblemException.badRequest("a message is a JSON object");
    }

    private static Integer stage(JsonNode stage) throws ProblemException {
        if (stage.isMissingNode() || stage.isNull()) {
            return null;
        }
        if (!stage.canConvertToInt() || !stage.isIntegralNumber() || stage.asInt() < 0 || stage.asInt() > MOST_STAGES) {
            throw ProblemException.badRequest("stage is an index from 0 or null, got " + stage);
        }
        return stage.asInt();
    }
}
