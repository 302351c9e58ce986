package io.wanderscope.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Rows of which each is a JSON object. A number may be written as a text and a name as a number. */
final class JsonRows implements RowSyntax {
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNumberLength(1_000)
            .maxNameLength(1_000)
            .maxNestingDepth(1_000)
            .build();

    private static final JsonFactory JSON = JsonFactory.builder()
            // Python writes NaN; the check of coordinates has a better message than the parser.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(LIMITS)
            .build();

    private final FieldNames names;

    JsonRows(FieldNames names) {
        this.names = names;
    }

    @Override
    public Optional<Row> row(String line, long number) throws RowException {
        try (JsonParser json = JSON.createParser(line)) {
            Row row = object(json, number);
            if (json.nextToken() != null) {
                throw RowException.unreadable(number, "something follows the JSON object; each line has one");
            }
            return Optional.of(row);
        } catch (StreamConstraintsException e) {
            throw RowException.unreadable(
                    number,
                    "the line has a number or a name of more than 1000 characters, or values nested more than 1000 deep;"
                            + " shorten it or leave it out");
        } catch (JsonProcessingException e) {
            throw RowException.unreadable(number, "the line is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean awaitsHeader() {
        return false;
    }

    private Row object(JsonParser json, long number) throws IOException, RowException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw RowException.unreadable(number, "each line must be a JSON object, such as {\"frame\":0,\"x\":1.5}");
        }
        Row row = new Row(number);
        Set<Field> seen = EnumSet.noneOf(Field.class);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            Optional<Field> field = names.of(json.currentName(), number);
            JsonToken value = json.nextToken();
            if (field.isEmpty()) {
                json.skipChildren();
                continue;
            }
            if (!seen.add(field.get())) {
                throw RowException.unreadable(number, field.get() + " is given twice");
            }
            if (value != null && value.isStructStart()) {
                throw RowException.unreadable(number, field.get() + " must be a single value");
            }
            if (value != JsonToken.VALUE_NULL) {
                row.set(field.get(), json.getText());
            }
        }
        return row;
    }
}
