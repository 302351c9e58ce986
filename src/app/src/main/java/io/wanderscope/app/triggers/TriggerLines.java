package io.wanderscope.app.triggers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanderscope.app.terminal.PrintableText;
import io.wanderscope.dashboard.TriggerWords;
import io.wanderscope.schema.AcquisitionTrigger;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A trigger in one line. */
public final class TriggerLines {
    private static final JsonMapper JSON = new JsonMapper();

    private TriggerLines() {}

    /** For people: when, where, by which rule, and what led to it. */
    public static String forPeople(AcquisitionTrigger trigger) {
        return PrintableText.of(trigger.getTime() + "  " + trigger.getAcquisition() + "  " + trigger.getRule() + "  "
                + TriggerWords.evidence(trigger));
    }

    /**
     * For programs: a JSON object with the fields of the record. Times are in ISO 8601, and a number that is not finite is null.
     */
    public static String json(AcquisitionTrigger trigger) {
        ObjectNode object = JSON.createObjectNode();
        for (Schema.Field field : trigger.getSchema().getFields()) {
            put(object, field.name(), trigger.get(field.pos()));
        }
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(ObjectNode object, String name, @Nullable Object value) {
        if (value instanceof Integer number) {
            object.put(name, number);
        } else if (value instanceof Long number) {
            object.put(name, number);
        } else if (value instanceof Double number) {
            object.put(name, Double.isFinite(number) ? number : null);
        } else {
            object.put(name, value == null ? null : value.toString());
        }
    }
}
