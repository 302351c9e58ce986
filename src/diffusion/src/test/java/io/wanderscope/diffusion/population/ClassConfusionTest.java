package io.wanderscope.diffusion.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.population.ClassConfusion.Lengths;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassConfusionTest {
    private static final ClassConfusion CONFUSION = new AnswersOfAKind(1).confusion(20);

    @Test
    void readsWhatItWrote() {
        // When
        Optional<ClassConfusion> read = ClassConfusion.parse(CONFUSION.text());

        // Then
        assertThat(read).contains(CONFUSION);
        assertThat(CONFUSION.text()).matches("1 [A-Za-z0-9+/=]+").hasSizeLessThan(100_000);
    }

    @Test
    void anotherVersionIsNoConfusion() {
        // When
        Optional<ClassConfusion> read = ClassConfusion.parse("2 AAAA");

        // Then
        assertThat(read).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 !", "1 AAAA", "1 eJxjZGBgAAAAKAAV"})
    void saysThatATextIsDamaged(String text) {
        // When
        assertThatThrownBy(() -> ClassConfusion.parse(text))
                // Then
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOrderOfTheSimulationsDoesNotMatter() {
        // Given
        AnswersOfAKind answers = new AnswersOfAKind(2);
        ClassConfusion.Builder first = new ClassConfusion.Builder();
        ClassConfusion.Builder second = new ClassConfusion.Builder();
        for (int track = 0; track < 10; track++) {
            add(first, answers, DiffusionModel.CTRW);
            add(second, answers, DiffusionModel.ATTM);
        }
        ClassConfusion.Builder forwards = new ClassConfusion.Builder();
        forwards.add(first);
        forwards.add(second);
        ClassConfusion.Builder backwards = new ClassConfusion.Builder();
        backwards.add(second);
        backwards.add(first);

        // When
        ClassConfusion confusion = backwards.build();

        // Then
        assertThat(confusion).isEqualTo(forwards.build());
    }

    private static void add(ClassConfusion.Builder builder, AnswersOfAKind answers, DiffusionModel model) {
        builder.add(model, 0, AnswersOfAKind.track(), answers.of(model, 0));
    }

    @Test
    void theLengthsAreThoseThatAModelAccepts() {
        // When
        var lengths = ClassConfusion.lengths(5, 200);

        // Then they leave no gap
        assertThat(lengths).startsWith(new Lengths(5, 6)).endsWith(new Lengths(101, 200));
        for (int next = 1; next < lengths.size(); next++) {
            assertThat(lengths.get(next).shortest())
                    .isEqualTo(lengths.get(next - 1).longest() + 1);
        }
    }
}
