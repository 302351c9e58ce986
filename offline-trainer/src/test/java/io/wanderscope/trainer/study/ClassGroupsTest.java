package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassGroupsTest {
    private final List<Integer> actual = new ArrayList<>();
    private final List<Integer> predicted = new ArrayList<>();

    private ClassGroupsTest answer(int times, DiffusionModel of, DiffusionModel as) {
        for (int time = 0; time < times; time++) {
            actual.add(of.classIndex());
            predicted.add(as.classIndex());
        }
        return this;
    }

    private ClassAnswers answers() {
        return new ClassAnswers(
                actual.stream().mapToInt(each -> each).toArray(),
                predicted.stream().mapToInt(each -> each).toArray());
    }

    private static ClassGroups division(List<ClassGroups> divisions, int groups) {
        return divisions.stream()
                .filter(each -> each.count() == groups)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void joinsWhatIsMistakenForEachOtherMostOften() {
        // Given the paper's groups, and rarer mistakes between them
        answer(10, DiffusionModel.ATTM, DiffusionModel.CTRW)
                .answer(9, DiffusionModel.LEVY_WALK, DiffusionModel.SUPER_FBM)
                .answer(8, DiffusionModel.SUB_SBM, DiffusionModel.BROWNIAN)
                .answer(4, DiffusionModel.BROWNIAN, DiffusionModel.SUPER_SBM)
                .answer(3, DiffusionModel.SUPER_SBM, DiffusionModel.SUB_SBM)
                .answer(2, DiffusionModel.ATTM, DiffusionModel.SUB_FBM);

        // When
        List<ClassGroups> divisions = ClassGroups.joined(answers());

        // Then one pair after the other, whichever way it is mistaken
        assertThat(divisions).extracting(ClassGroups::count).containsExactly(8, 7, 6, 5, 4, 3, 2);
        assertThat(division(divisions, 8)).hasToString("each class for itself");
        assertThat(division(divisions, 6)).hasToString("ATTM + CTRW; SUPER_FBM + LEVY_WALK");
        assertThat(division(divisions, 5)).hasToString("ATTM + CTRW; SUB_SBM + BROWNIAN; SUPER_FBM + LEVY_WALK");
        assertThat(division(divisions, 4).groups()).containsExactlyInAnyOrderElementsOf(ClassGroups.PAPER.groups());
    }

    @Test
    void aLargeGroupIsNotPreferredForItsSize() {
        // Given a group of three classes, each now and then taken for a fourth, and a pair that is mistaken for each
        // other more often
        answer(20, DiffusionModel.SUB_SBM, DiffusionModel.BROWNIAN)
                .answer(20, DiffusionModel.SUPER_SBM, DiffusionModel.BROWNIAN)
                .answer(2, DiffusionModel.SUB_SBM, DiffusionModel.ATTM)
                .answer(2, DiffusionModel.SUPER_SBM, DiffusionModel.ATTM)
                .answer(2, DiffusionModel.BROWNIAN, DiffusionModel.ATTM)
                .answer(3, DiffusionModel.LEVY_WALK, DiffusionModel.SUPER_FBM);

        // When
        List<ClassGroups> divisions = ClassGroups.joined(answers());

        // Then
        assertThat(division(divisions, 5)).hasToString("SUB_SBM + SUPER_SBM + BROWNIAN; SUPER_FBM + LEVY_WALK");
    }

    @Test
    void withinAGroupMistakesDoNotCount() {
        // Given one track in four right, one right by the paper's groups, and two wrong
        answer(1, DiffusionModel.CTRW, DiffusionModel.CTRW)
                .answer(1, DiffusionModel.ATTM, DiffusionModel.CTRW)
                .answer(1, DiffusionModel.SUB_FBM, DiffusionModel.CTRW)
                .answer(1, DiffusionModel.LEVY_WALK, DiffusionModel.BROWNIAN);

        // When
        double share = answers().accuracy(ClassGroups.PAPER).value();

        // Then
        assertThat(share).isEqualTo(0.5);
        assertThat(answers().accuracy(ClassGroups.EIGHT).value()).isEqualTo(0.25);
    }
}
