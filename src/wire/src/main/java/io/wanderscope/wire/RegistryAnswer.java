package io.wanderscope.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpResponse;

/**
 * What an address of the registry answered, whether it was a registry that answered or not.
 *
 * @param status status of HTTP
 * @param json the body; a missing node if it is not JSON
 * @param message the error's text, fit to be shown, or empty
 * @param location where a redirection points, fit to be shown, or empty
 */
record RegistryAnswer(int status, JsonNode json, String message, String location) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static RegistryAnswer of(HttpResponse<byte[]> response, Untrusted untrusted) {
        JsonNode json = parsed(response.body());
        return new RegistryAnswer(
                response.statusCode(),
                json,
                untrusted.shown(json.path("message").asText()),
                untrusted.shown(response.headers().firstValue("Location").orElse("")));
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    boolean hasId() {
        return isSuccess() && json.path("id").isInt();
    }

    boolean hasSchema() {
        return isSuccess() && json.path("schema").isTextual();
    }

    /** Whether this is an error that a registry gives. A status without its code comes from some other server. */
    boolean isError(int errorStatus) {
        return status == errorStatus && json.path("error_code").isInt();
    }

    /** Whether the registry does not have what was asked for, and not only lacks the path. */
    boolean isUnknown() {
        return isError(404) && errorCode() / 100 == 404;
    }

    /** The registry's number of an error, 0 if there is none. */
    int errorCode() {
        return json.path("error_code").asInt();
    }

    /** The error in one line, with what to do about it where that is known. */
    String description() {
        if (isSuccess()) {
            return "the answer is not a schema registry's";
        }
        return "HTTP status " + status + (isError(status) ? ", error " + errorCode() + ": " + message : "") + advice();
    }

    private String advice() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> "; give the address that this one points to: " + location;
            case 401 -> "; check " + SchemaRegistry.USER + " or " + SchemaRegistry.TOKEN;
            case 403 -> "; the registry does not allow it to this user";
            case 404 ->
                isUnknown()
                        ? ""
                        : "; there is no schema registry at this path, which on an Apicurio Registry is "
                                + SchemaRegistry.APICURIO_PATH;
            default -> "";
        };
    }
}
