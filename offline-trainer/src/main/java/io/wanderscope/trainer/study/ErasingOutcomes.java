package io.wanderscope.trainer.study;

import io.wanderscope.trainer.study.ErasingCase.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The answers to tracks of which a part is erased.
 *
 * @param whole the answers to the whole tracks
 * @param erased the answers by what was erased
 * @param lengths the lengths of segments of which a half was cut out
 */
record ErasingOutcomes(Answers whole, Map<ErasingCase, Answers> erased, List<Segmentation> lengths) {
    /** The largest part that is erased, in tenths. */
    static final int MOST_TENTHS = 9;

    /**
     * The answers to all tracks.
     *
     * @param right 1 where the answer is the expected one, see {@link StudyTracks#expected}, otherwise 0
     * @param logProbability natural logarithm of the probability of the expected class
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answers(double[] right, double[] logProbability) {
        Mean accuracy() {
            return Mean.share(Arrays.stream(right));
        }

        Mean meanLogProbability() {
            return Mean.of(Arrays.stream(logProbability));
        }
    }

    Answers of(ErasingCase each) {
        return Objects.requireNonNull(erased.get(each), each::toString);
    }

    /** The answers when half of every track is erased. */
    Answers half(String ranking, Part part, Erasure erasure) {
        return of(ErasingCase.ofTenths(ranking, part, 5, erasure));
    }

    /** By how much more accuracy is lost with the most salient half cut out than with a random half, paired by track. */
    Mean lostBeyondRandom(String ranking, Segmentation segmentation) {
        return Mean.ofDifferences(
                of(ErasingCase.half(ErasingCase.RANDOM, Part.MOST, segmentation))
                        .right(),
                of(ErasingCase.half(ranking, Part.MOST, segmentation)).right());
    }

    /** How much accuracy is lost with the least salient half cut out or, of the order by chance, with a random half. */
    Mean lostWithLeast(String ranking, Segmentation segmentation) {
        Part part = ranking.equals(ErasingCase.RANDOM) ? Part.MOST : Part.LEAST;
        return Mean.ofDifferences(
                whole.right(), of(ErasingCase.half(ranking, part, segmentation)).right());
    }

    /**
     * Area under the curve of a value against the erased share from 0 to 0.9, divided by 0.9. With {@link Part#MOST} it is that of
     * deletion; with {@link Part#LEAST} that of insertion, since what remains are the most salient points.
     */
    Mean area(String ranking, Part part, Erasure erasure, Function<Answers, double[]> value) {
        int tracks = whole.right().length;
        double[] areas = new double[tracks];
        for (int tenths = 0; tenths <= MOST_TENTHS; tenths++) {
            double[] values =
                    value.apply(tenths == 0 ? whole : of(ErasingCase.ofTenths(ranking, part, tenths, erasure)));
            double weight = (tenths == 0 || tenths == MOST_TENTHS ? 0.5 : 1) / MOST_TENTHS;
            for (int track = 0; track < tracks; track++) {
                areas[track] += weight * values[track];
            }
        }
        return Mean.of(Arrays.stream(areas));
    }

    /** The cases of a curve, from one tenth to nine. */
    static List<ErasingCase> curve(String ranking, Part part, Erasure erasure) {
        return IntStream.rangeClosed(1, MOST_TENTHS)
                .mapToObj(tenths -> ErasingCase.ofTenths(ranking, part, tenths, erasure))
                .toList();
    }

    /** Both halves of every map, and a random one. */
    static List<ErasingCase> halves(List<String> maps, Segmentation segmentation) {
        Stream<ErasingCase> ofMaps = maps.stream()
                .flatMap(
                        map -> Stream.of(Part.MOST, Part.LEAST).map(part -> ErasingCase.half(map, part, segmentation)));
        return Stream.concat(ofMaps, Stream.of(ErasingCase.half(ErasingCase.RANDOM, Part.MOST, segmentation)))
                .toList();
    }

    /** The ten deciles, from the least salient. */
    static List<ErasingCase> deciles(String ranking, Erasure erasure) {
        return IntStream.rangeClosed(1, 10)
                .mapToObj(decile -> ErasingCase.ofTenths(ranking, Part.DECILE, decile, erasure))
                .toList();
    }
}
