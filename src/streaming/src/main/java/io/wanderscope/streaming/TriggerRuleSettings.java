package io.wanderscope.streaming;

import static io.wanderscope.streaming.SettingType.choice;
import static io.wanderscope.streaming.SettingType.milliseconds;
import static io.wanderscope.streaming.SettingType.number;
import static io.wanderscope.streaming.SettingType.text;
import static io.wanderscope.streaming.SettingType.wholeNumber;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.TriggerRule.Diffusion;
import io.wanderscope.streaming.TriggerRule.Motion;
import io.wanderscope.streaming.TriggerRule.Region;
import io.wanderscope.streaming.TriggerRule.Share;
import io.wanderscope.streaming.TriggerRule.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of one rule, and the rule that their values make. */
final class TriggerRuleSettings {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final List<String> MOTIONS = Stream.concat(
                    Arrays.stream(DiffusionLabel.values()).map(Enum::name),
                    Arrays.stream(UndeterminedReason.values())
                            .filter(reason -> reason != UndeterminedReason.OTHER)
                            .map(Enum::name))
            .toList();

    private static final SettingType<Motion> MOTION = new SettingType<>(
            "labels",
            "labels and reasons of `TrajectoryLabel`, such as `LEVY_WALK,DIRECTED`; `UNDETERMINED` for all reasons",
            TriggerRuleSettings::parseMotion,
            (key, value) -> {},
            Motion::toString);

    private static final SettingType<Region> REGION = new SettingType<>(
            "numbers",
            "two opposite corners, `x1,y1,x2,y2`",
            TriggerRuleSettings::parseRegion,
            (key, value) -> {},
            Region::toString);

    private static final SettingType<Double> SHARE = new SettingType<>(
            "number",
            "above 0, at most 1",
            (key, text) -> number(0, 1).parser().parse(key, text),
            (key, value) -> {
                if (!(value > 0 && value <= 1)) {
                    throw new IllegalArgumentException(key + " must be above 0 and at most 1, got " + value);
                }
            },
            Object::toString);

    private final SettingGroup group = new SettingGroup();
    private final String prefix;
    private final String name;
    private final Setting<Optional<Motion>> motion;
    private final Setting<Optional<Double>> confidence;
    private final Setting<Optional<Integer>> points;
    private final Setting<Optional<Double>> diffusionMinimum;
    private final Setting<Optional<Double>> diffusionMaximum;
    private final Setting<Optional<Region>> region;
    private final Setting<Optional<Status>> status;
    private final Setting<String> acquisition;
    private final Setting<Duration> holding;
    private final Setting<Optional<Double>> share;
    private final Setting<Integer> shareTracks;
    private final Setting<Duration> shareWindow;
    private final Setting<Duration> every;

    TriggerRuleSettings(String name) {
        this.name = name;
        this.prefix = "trigger." + name + ".";
        motion = group.defineOptional(
                prefix + "class",
                MOTION,
                "any",
                "The label is one of these, or UNDETERMINED for one of these reasons.");
        confidence = group.defineOptional(
                prefix + "confidence.min",
                number(0, 1),
                "any",
                "Least confidence of the label; for a family of motion, such as DIRECTED, its probability. A result that was not"
                        + " classified has none.");
        points = group.defineOptional(
                prefix + "points.min",
                wholeNumber(1, 1_000_000),
                "any",
                "Least number of points of the result that were detected; interpolated ones do not count.");
        diffusionMinimum = group.defineOptional(
                prefix + "diffusion.min",
                number(0),
                "any",
                "Least diffusion coefficient in µm²/s. A track whose unit is not metric, or whose times do not tell the frame"
                        + " interval, never meets the rule, and the log says so.");
        diffusionMaximum = group.defineOptional(
                prefix + "diffusion.max", number(0), "any", "Greatest diffusion coefficient in µm²/s, as above.");
        region = group.defineOptional(
                prefix + "region",
                REGION,
                "anywhere",
                "The track's latest position lies in this rectangle, in the unit of the positions.");
        status = group.defineOptional(
                prefix + "status",
                choice(Status.class),
                "`any`",
                "Which results count: `live` ones of growing tracks, `final` ones of ended tracks, or `any`.");
        acquisition = group.define(
                prefix + "acquisition",
                text("pattern", "a name, in which `*` stands for any characters"),
                "*",
                "Acquisitions that the rule concerns.");
        holding = group.define(
                prefix + "for.ms",
                milliseconds(Duration.ZERO, TriggerRules.LONGEST),
                Duration.ZERO,
                "How long, by the times of the track's positions (of a share: by stream time), the conditions must hold before there"
                        + " is an event: in every result from the first to one that is this much later.");
        share = group.defineOptional(
                prefix + "share.min",
                SHARE,
                "one track is enough",
                "The rule waits for the acquisition instead of a track: for this share of its tracks to meet the conditions.");
        shareTracks = group.define(
                prefix + "share.tracks.min",
                wholeNumber(1, TriggerRules.MAXIMUM_TRACKS),
                10,
                "Number of tracks from which the share says something. Tracks with `points.min` and a result of `status` count.");
        shareWindow = group.define(
                prefix + "share.window.ms",
                milliseconds(Duration.ofSeconds(1), TriggerRules.LONGEST),
                Duration.ofMinutes(1),
                "How long, in stream time, a track counts after its latest result. Of more than "
                        + TriggerRules.MAXIMUM_TRACKS + " tracks, those with the latest results count.");
        every = group.define(
                prefix + "every.ms",
                milliseconds(Duration.ZERO, TriggerRules.LONGEST),
                Duration.ZERO,
                "An acquisition gets at most one trigger of the rule in this time, told as for `for.ms`. The next one says"
                        + " how many events had none. With 0, every event has one.");
    }

    List<Setting<?>> all() {
        return group.all();
    }

    TriggerRule rule(Map<String, String> entries) {
        List<String> problems = new ArrayList<>();
        SettingValues values = SettingValues.defaults();
        for (Setting<?> setting : all()) {
            try {
                var unused = SettingValues.parse(entries, List.of(setting));
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        if (problems.isEmpty()) {
            values = SettingValues.parse(entries, all());
            problems.addAll(contradictions(entries, values));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return rule(values, conditions(entries));
    }

    private TriggerRule rule(SettingValues values, String conditions) {
        return new TriggerRule(
                name,
                conditions,
                glob(values.get(acquisition)),
                values.get(status).orElse(Status.ANY),
                values.get(motion).orElseGet(() -> new Motion(Set.of(), Set.of())),
                optional(values.get(confidence)),
                values.get(points).orElse(0),
                new Diffusion(optional(values.get(diffusionMinimum)), optional(values.get(diffusionMaximum))),
                values.get(region),
                values.get(holding),
                values.get(share).map(least -> new Share(least, values.get(shareTracks), values.get(shareWindow))),
                values.get(every));
    }

    private List<String> contradictions(Map<String, String> entries, SettingValues values) {
        List<String> problems = new ArrayList<>();
        boolean hasCondition = Stream.of(motion, confidence, points, diffusionMinimum, diffusionMaximum, region, status)
                .anyMatch(condition -> values.get(condition).isPresent());
        if (!hasCondition && !hasUnknownKey(entries)) {
            problems.add(
                    prefix + "… says nothing about the tracks it waits for; give it a condition, such as " + motion);
        }
        if (optional(values.get(diffusionMinimum)).orElse(0)
                > optional(values.get(diffusionMaximum)).orElse(Double.POSITIVE_INFINITY)) {
            problems.add(diffusionMaximum + " must be at least " + diffusionMinimum + " ("
                    + values.get(diffusionMinimum).orElseThrow() + "), got "
                    + values.get(diffusionMaximum).orElseThrow());
        }
        if (values.get(confidence).isPresent()
                && values.get(motion).filter(Motion::isNeverClassified).isPresent()) {
            problems.add(confidence + " can never be met with " + motion + "=" + entries.get(motion.key())
                    + ", because such results have no confidence; leave out one of them");
        }
        if (values.get(share).isEmpty()) {
            if (values.get(status).filter(Status.FINAL::equals).isPresent()
                    && !values.get(holding).isZero()) {
                problems.add(holding + " can never be met with " + status
                        + "=final, because a track has one FINAL; leave out one of them");
            }
            Stream.of(shareTracks, shareWindow)
                    .filter(setting -> entries.containsKey(setting.key()))
                    .forEach(setting -> problems.add(setting + " has no effect without " + share));
        }
        return problems;
    }

    /** It may have been meant as a condition, and is a problem of its own. */
    private boolean hasUnknownKey(Map<String, String> entries) {
        return entries.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .anyMatch(
                        key -> all().stream().noneMatch(setting -> setting.key().equals(key)));
    }

    private String conditions(Map<String, String> entries) {
        return all().stream()
                .filter(setting -> entries.containsKey(setting.key()))
                .map(setting -> setting.key().substring(prefix.length()) + "=" + entries.get(setting.key()))
                .collect(Collectors.joining(" "));
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.stream().mapToDouble(Double::doubleValue).findFirst();
    }

    private static Pattern glob(String pattern) {
        return Pattern.compile(
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    private static Motion parseMotion(String key, String text) {
        Set<DiffusionLabel> labels = EnumSet.noneOf(DiffusionLabel.class);
        Set<UndeterminedReason> reasons = EnumSet.noneOf(UndeterminedReason.class);
        for (String name : COMMA.split(text.toUpperCase(Locale.ROOT), -1)) {
            if (!MOTIONS.contains(name)) {
                throw new IllegalArgumentException(
                        key + " must be some of " + String.join(", ", MOTIONS) + ", got '" + text + "'");
            }
            if (Arrays.stream(DiffusionLabel.values())
                    .anyMatch(label -> label.name().equals(name))) {
                labels.add(DiffusionLabel.valueOf(name));
            } else {
                reasons.add(UndeterminedReason.valueOf(name));
            }
        }
        return new Motion(labels, reasons);
    }

    private static Region parseRegion(String key, String text) {
        String[] numbers = COMMA.split(text, -1);
        if (numbers.length == 4
                && Arrays.stream(numbers)
                        .allMatch(number -> NUMBER.matcher(number).matches())) {
            double[] corners =
                    Arrays.stream(numbers).mapToDouble(Double::parseDouble).toArray();
            boolean hasArea = corners[0] != corners[2] && corners[1] != corners[3];
            if (hasArea && Arrays.stream(corners).allMatch(Double::isFinite)) {
                return new Region(
                        Math.min(corners[0], corners[2]),
                        Math.min(corners[1], corners[3]),
                        Math.max(corners[0], corners[2]),
                        Math.max(corners[1], corners[3]));
            }
        }
        throw new IllegalArgumentException(
                key + " must be two opposite corners of a rectangle, as in 0,0,512,512, got '" + text + "'");
    }
}
