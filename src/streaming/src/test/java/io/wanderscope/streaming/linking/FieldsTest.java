package io.wanderscope.streaming.linking;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.linking.DiffusionMean;
import io.wanderscope.linking.Localisation;
import io.wanderscope.linking.OpenTrack;
import io.wanderscope.linking.OpenTracks;
import io.wanderscope.streaming.FieldKey;
import io.wanderscope.streaming.linking.StoredLocalisation.Activity;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is in memory of fields, and what is written of them. */
class FieldsTest {
    private static final int IN_MEMORY = 10;

    private final FieldStores stores = LinkingTask.storesInMemory();
    private final Fields fields = new Fields(stores, 3, IN_MEMORY);

    private Field openWithOneLocalisation(int number) {
        Activity activity = new Activity(number, number);
        Field field = fields.open(FieldKey.of("field-" + number), activity);
        fields.touch(field, activity);
        fields.add(field, fields.content(field), new StoredLocalisation(0, 0, 1, 1, null, null, 0, activity));
        fields.freeMemory(List.of(field));
        return field;
    }

    private void removeAtItsEnd(Field field) {
        fields.deleteLocalisations(field, fields.content(field), 1);
        fields.remove(field);
        fields.freeMemory(List.of(field));
    }

    @Test
    void keepToTheirMemoryHoweverManyHaveEnded() {
        // Given
        IntStream.range(0, 100).forEach(number -> removeAtItsEnd(openWithOneLocalisation(number)));

        // When
        List<Field> open = IntStream.range(100, 150)
                .mapToObj(this::openWithOneLocalisation)
                .toList();

        // Then
        assertThat(open)
                .extracting(field -> field.content)
                .filteredOn(Objects::nonNull)
                .hasSize(IN_MEMORY);
    }

    @Test
    void writeOpenTracksOnlyWhenTheyHaveChanged() {
        // Given
        Field field = openWithOneLocalisation(1);
        Field.Content content = fields.content(field);
        Localisation last = Localisation.of(1, 1);
        content.tracks =
                new OpenTracks(2, 0, 2, DiffusionMean.NONE, List.of(new OpenTrack(1, 0, last, DiffusionMean.NONE)));
        fields.writeTracks(field, content);
        FieldSlot block = new FieldSlot(field.key, 0);
        assertThat(stores.tracks().delete(block)).isNotNull();

        // When
        fields.writeTracks(field, content);

        // Then
        assertThat(stores.tracks().get(block)).isNull();
    }

    @Test
    void knowAfterARestartWhoseFramesWait() {
        // Given
        Field linked = openWithOneLocalisation(1);
        fields.content(linked).closedThrough = 0;
        Field waiting = openWithOneLocalisation(2);
        List.of(linked, waiting).forEach(field -> {
            fields.content(field).newest = 0;
            fields.writeState(field, fields.content(field));
        });

        // When
        Fields resumed = new Fields(stores, 3, IN_MEMORY);

        // Then
        assertThat(Objects.requireNonNull(resumed.longestWaiting()).key).isEqualTo(waiting.key);
    }
}
