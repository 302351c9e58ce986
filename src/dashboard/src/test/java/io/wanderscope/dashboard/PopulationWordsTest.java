package io.wanderscope.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.ClassFraction;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.DiffusiveState;
import io.wanderscope.schema.Family;
import io.wanderscope.schema.FamilyFraction;
import io.wanderscope.schema.Occupation;
import io.wanderscope.schema.TimeUnit;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PopulationWordsTest {
    /** Shared with the page's test of the same rules. */
    private static Stream<Arguments> cases(String of) throws IOException {
        JsonNode cases =
                new JsonMapper().readTree(PopulationWordsTest.class.getResourceAsStream("population-words.json"));
        return stream(cases)
                .filter(each -> each.has(of))
                .map(each -> Arguments.of(
                        each.path("case").asText(),
                        population(each.path("population")),
                        each.path(of).asText()));
    }

    static Stream<Arguments> sentences() throws IOException {
        return cases("sentence");
    }

    static Stream<Arguments> classSentences() throws IOException {
        return cases("classes");
    }

    private static AcquisitionPopulation population(JsonNode json) {
        return Populations.of(json.path("tracks").asLong())
                .setLengthUnit(json.path("length_unit").asText())
                .setTimeUnit(TimeUnit.valueOf(json.path("time_unit").asText()))
                .setOccupation(stream(json.path("occupation"))
                        .map(PopulationWordsTest::bin)
                        .toList())
                .setStates(stream(json.path("states"))
                        .map(PopulationWordsTest::state)
                        .toList())
                .setClassifiedTracks(json.path("classified_tracks").asLong())
                .setClasses(stream(json.path("classes"))
                        .map(PopulationWordsTest::classFraction)
                        .toList())
                .setFamilies(stream(json.path("families"))
                        .map(PopulationWordsTest::familyFraction)
                        .toList())
                .build();
    }

    private static Occupation bin(JsonNode json) {
        double fraction = json.path("fraction").asDouble();
        return new Occupation(json.path("diffusion_coefficient").asDouble(), fraction, fraction, fraction);
    }

    private static DiffusiveState state(JsonNode json) {
        double fraction = json.path("fraction").asDouble();
        return new DiffusiveState(
                json.path("diffusion_coefficient").asDouble(),
                boundary(json.path("from")),
                boundary(json.path("to")),
                fraction,
                fraction,
                fraction);
    }

    private static ClassFraction classFraction(JsonNode json) {
        return new ClassFraction(
                DiffusionLabel.valueOf(json.path("model").asText()),
                json.path("fraction").asDouble(),
                json.path("low").asDouble(),
                json.path("high").asDouble());
    }

    private static FamilyFraction familyFraction(JsonNode json) {
        return new FamilyFraction(
                Family.valueOf(json.path("family").asText()),
                json.path("fraction").asDouble(),
                json.path("low").asDouble(),
                json.path("high").asDouble());
    }

    private static @Nullable Double boundary(JsonNode json) {
        return json.isNull() ? null : json.asDouble();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sentences")
    void statesAreToldInASentence(String name, AcquisitionPopulation population, String sentence) {
        // When
        String told = PopulationWords.states(population);

        // Then
        assertThat(told).isEqualTo(sentence);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("classSentences")
    void classesAreToldInASentence(String name, AcquisitionPopulation population, String sentence) {
        // When
        String told = PopulationWords.classes(population).orElseThrow();

        // Then
        assertThat(told).isEqualTo(sentence);
    }

    @Test
    void theSentenceIsTheSameInEveryLocale() {
        // Given
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            // When
            String told = PopulationWords.states(Populations.boundAndFree());

            // Then
            assertThat(told)
                    .isEqualTo("62 % bound (D below 0.05 µm²/s), 38 % free (D about 4 µm²/s), from 2,387 tracks");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void classesAndOtherMotionAreToldTheMostFrequentFirst() {
        // When
        String told = PopulationWords.classes(Populations.boundAndFree()).orElseThrow();

        // Then
        assertThat(told)
                .isEqualTo(
                        "of 243 tracks that the model classified: 55 % Brownian motion (45–66), 30 % immobile (24–37),"
                                + " the rest cannot be told apart from none");
    }

    @Test
    void withoutClassifiedTracksThereIsNothingToSayOfClasses() {
        // Given
        AcquisitionPopulation population = Populations.of(100).build();

        // Then
        assertThat(PopulationWords.classes(population)).isEmpty();
    }
}
