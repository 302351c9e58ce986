package io.wanderscope.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyLinesTest {
    private static final int TEXTS = 5_000;
    private static final int LONGEST = 40;
    /** All that means something, and little else. */
    private static final String CHARACTERS = "abn=: \t\f#!\\\\\r\n\n";

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void readsTheSameEntriesAsJavaDoes(long seed) throws Exception {
        Random random = new Random(seed);
        for (int number = 0; number < TEXTS; number++) {
            // Given
            String text = text(random);
            Properties expected = new Properties();
            expected.load(new StringReader(text));

            // When
            List<PropertyLines.Entry> read = PropertyLines.read(new StringReader(text));

            // Then
            Map<String, String> last = new HashMap<>();
            read.forEach(entry -> last.put(entry.key(), entry.value()));
            // To Java, a backslash at the very end now and then makes an entry of nothing.
            expected.remove("");
            last.remove("");
            assertThat(last).as(text).isEqualTo(expected);
            assertThat(read).as(text).isSortedAccordingTo(Comparator.comparing(PropertyLines.Entry::line));
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(LONGEST), 0, CHARACTERS.length())
                .mapToObj(index -> String.valueOf(CHARACTERS.charAt(index)))
                .collect(Collectors.joining());
    }
}
