package io.wanderscope.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The linked views: what is selected in one of them is selected in all, with the mouse and with the keyboard. */
@Tag("browser")
class LinkedViewsPageTest extends PageInBrowser {
    private static final String FAINT = "[...page.field.source.byId.values()].filter(each => each.isFaint).length";
    private static final String SELECTED = "page.views.summary.all.tracks";

    private static WebElement field() {
        return browser.findElement(By.id("field"));
    }

    private static WebElement plane() {
        return browser.findElement(By.cssSelector("#views .plane"));
    }

    private static WebElement part(String css) {
        return browser.findElement(By.cssSelector("#views " + css));
    }

    private static String headline() {
        return browser.findElement(By.id("views-title")).getText();
    }

    private static long number(String expression) {
        return ((Number) ask(expression)).longValue();
    }

    private static void openViews() {
        await(
                "particles with a diffusion coefficient",
                () -> holds("[...page.field.source.byId.values()].filter(each => each.diffusion).length > 5"));
        field().sendKeys("v");
        await("the views", () -> part("").isDisplayed() && number("page.views.table.length") > 5);
    }

    /** Pauses, so that nothing joins or leaves the selection meanwhile. */
    private static void openPausedViews() {
        openViews();
        pauseWithSome(LABELLED);
        await("the paused tracks", () -> holds("page.views.source === page.field.source"));
    }

    private static void drag(WebElement element, int fromX, int fromY, int toX, int toY) {
        new Actions(browser)
                .moveToElement(element, fromX, fromY)
                .clickAndHold()
                .moveToElement(element, (fromX + toX) / 2, (fromY + toY) / 2)
                .moveToElement(element, toX, toY)
                .release()
                .perform();
    }

    @Test
    void aPartOfThePlaneIsSelectedInAllViews() {
        // Given
        openPausedViews();

        // When the right half is dragged over
        int right = plane().getSize().getWidth() / 2 - 3;
        drag(plane(), 0, -90, right, 95);

        // Then
        await("the selection", () -> headline().contains("selected"));
        assertThat(holds("page.views.criterion.plane.d[1] === Infinity && page.views.criterion.plane.d[0] > 0"))
                .isTrue();
        assertThat(number(FAINT)).isEqualTo(number("page.views.table.length") - number(SELECTED));
        assertThat(part(".brush").isDisplayed()).isTrue();
        assertThat(part("[data-drop=plane]").getText()).startsWith("D above");
        await(
                "words",
                () -> browser.findElement(By.id("announcer"))
                        .getDomProperty("textContent")
                        .contains(" selected ("));
        screenshots("views");
        part("[data-drop=plane]").click();
        await("everything", () -> number(FAINT) == 0 && !headline().contains("selected"));
        drag(plane(), 0, -90, right, 95);
        field().sendKeys("v");
        assertThat(part("").isDisplayed()).isFalse();
        await("a field without a selection", () -> number(FAINT) == 0 && holds("page.views.isFaded"));
        assertThat(errors()).isEmpty();
    }

    @Test
    void thePlaneIsSelectedWithTheKeyboard() {
        // Given
        openPausedViews();

        // When
        plane().sendKeys(Keys.ARROW_LEFT);
        Object first = ask("page.views.criterion.plane.d[0]");
        plane().sendKeys(Keys.ARROW_RIGHT);
        plane().sendKeys(Keys.chord(Keys.SHIFT, Keys.ARROW_DOWN));

        // Then
        assertThat(first).isNotEqualTo(ask("page.views.criterion.plane.d[0]"));
        await("the selection", () -> headline().contains("selected"));
        plane().sendKeys(Keys.ESCAPE);
        await("everything", () -> !headline().contains("selected"));
        assertThat(errors()).isEmpty();
    }

    @Test
    void exactLimitsSelectInPlaneAndPopulation() {
        // Given
        openPausedViews();
        await("the population", () -> holds("page.trajectories.population?.occupation.length > 0"));
        browser.executeScript("document.querySelector('#views .limits').parentElement.open = true");

        // When
        part("[data-limit=slow]").sendKeys("0.05", Keys.ENTER);

        // Then
        await("the selection", () -> holds("page.views.criterion.plane?.d[0] === 0.05"));
        await(
                "its range in the population",
                () -> !browser.findElements(By.cssSelector("#population .range"))
                        .isEmpty());
        assertThat(browser.findElements(By.cssSelector("#population .selected")))
                .hasSize(1);
        assertThat(
                        holds(
                                "page.views.table.tracks.every((each, row) => each.isFaint !== (page.views.table.diffusion[row] >= 0.05))"))
                .isTrue();
        assertThat(errors()).isEmpty();
    }

    @Test
    void theLegendSelectsAKindOfMotionWithShift() {
        // Given
        openPausedViews();
        String label = shownLabels().stream()
                .filter(each -> !each.equals("UNDETERMINED"))
                .findFirst()
                .orElseThrow();
        WebElement entry = browser.findElement(By.cssSelector("#legend [data-label=" + label + "]"));

        // When
        new Actions(browser).keyDown(Keys.SHIFT).click(entry).keyUp(Keys.SHIFT).perform();

        // Then
        await("the selection", () -> headline().contains("selected"));
        assertThat(holds("page.options.hidden.size === 0")).isTrue();
        assertThat(holds("page.views.table.tracks.every(each => each.isFaint !== (each.label === '" + label + "'))"))
                .isTrue();
        assertThat(part("[data-select=" + label + "]").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
        part("[data-select=" + label + "]").sendKeys(Keys.ENTER);
        await("everything", () -> number(FAINT) == 0);
        assertThat(errors()).isEmpty();
    }

    @Test
    void aRegionOfTheFieldIsDrawnWithTheMouse() {
        // Given
        openPausedViews();

        // When
        part("[data-shape=rectangle]").click();
        int width = field().getSize().getWidth();
        int height = field().getSize().getHeight();
        drag(field(), -width / 2 + 5, -height / 2 + 5, 0, height / 2 - 5);

        // Then tracks in the left half are selected, and no other, but for those on the edges of the rectangle
        await("the selection", () -> holds("""
                page.views.table.tracks.some((each) => !each.isFaint) && page.views.table.tracks.every((each, row) => {
                  const { viewport } = page.field;
                  const [x, y] = viewport.toPage(page.views.table.x[row], page.views.table.y[row]);
                  if (Number.isNaN(x)) return each.isFaint; // it begins after the frame that is shown
                  const onEdge = Math.abs(x - viewport.width / 2) < 2 || Math.min(x, y, viewport.height - y) < 7;
                  return onEdge || each.isFaint === x > viewport.width / 2;
                })"""));
        assertThat(headline()).contains("selected");
        assertThat(holds("page.field.viewport.follows")).isTrue();
        assertThat(browser.findElement(By.cssSelector("#region path")).getDomAttribute("d"))
                .startsWith("M");
        screenshots("views-region");
        part("[data-part=clear]").click();
        await("everything", () -> number(FAINT) == 0);
        assertThat(errors()).isEmpty();
    }

    @Test
    void aLassoSelectsWhatItGoesAround() {
        // Given
        openPausedViews();
        part("[data-shape=lasso]").click();

        // When
        new Actions(browser)
                .moveToElement(field(), -200, -200)
                .clickAndHold()
                .moveToElement(field(), 200, -200)
                .moveToElement(field(), 200, 200)
                .moveToElement(field(), -200, 200)
                .release()
                .perform();

        // Then
        await("the selection", () -> holds("page.views.criterion.region?.length >= 4"));
        assertThat(headline()).contains("selected");
        assertThat(part("[data-shape=lasso]").getDomAttribute("aria-pressed")).isEqualTo("false");
        assertThat(errors()).isEmpty();
    }

    @Test
    void aRegionOfTheFieldIsMovedWithTheKeyboard() {
        // Given
        openPausedViews();

        // When
        field().sendKeys("r");
        Number left = (Number) ask("page.views.criterion.region[0][0]");
        field().sendKeys(Keys.ARROW_RIGHT);
        field().sendKeys(Keys.chord(Keys.SHIFT, Keys.ARROW_DOWN));
        field().sendKeys(Keys.ENTER);

        // Then
        assertThat(((Number) ask("page.views.criterion.region[0][0]")).doubleValue())
                .isGreaterThan(left.doubleValue());
        assertThat(holds("page.field.viewport.follows")).isTrue();
        assertThat(holds("page.views.region.adjusted === null")).isTrue();
        field().sendKeys("r");
        field().sendKeys(Keys.ESCAPE);
        assertThat(holds("page.views.criterion.region === null")).isTrue();
        assertThat(errors()).isEmpty();
    }

    @Test
    void whatIsSelectedIsSavedAsTablesAndPictures() throws IOException {
        // Given
        openPausedViews();
        long tracks = number("page.views.table.length");
        Path list = emptied(LiveStack.ACQUISITION + "-tracks.csv");
        Path summary = emptied(LiveStack.ACQUISITION + "-summary.csv");
        Path png = emptied(LiveStack.ACQUISITION + "-views.png");
        Path svg = emptied(LiveStack.ACQUISITION + "-views.svg");

        // When
        for (String what : List.of("tracks", "summary", "png", "svg")) {
            part("[data-save=" + what + "]").click();
        }

        // Then
        await("the files", () -> List.of(list, summary, png, svg).stream().allMatch(Files::exists));
        assertThat(Files.readAllLines(list))
                .hasSize((int) tracks + 1)
                .first()
                .asString()
                .contains("diffusion_coefficient_um2_per_s", "x_um");
        assertThat(Files.readAllLines(summary).get(1)).startsWith(LiveStack.ACQUISITION + ",all tracks,all," + tracks);
        assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(1000);
        assertThat(Files.readString(svg)).startsWith("<svg xmlns=").contains("anomalous exponent α", "<path");
        assertThat(errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab"})
    void whatIsSavedIsTheSameInALocaleWithOtherNumbers(String locale) throws IOException {
        // Given
        browser.executeCdpCommand("Emulation.setLocaleOverride", Map.of("locale", locale));
        browser.navigate().refresh();
        assertThat(truth("return (1234.5).toLocaleString() !== '1,234.5'")).isTrue();
        openPausedViews();
        String track = (String) ask("page.views.table.tracks[0].id");
        select(track);
        await("the track", () -> !browser.findElements(By.id("export-csv")).isEmpty());
        Path list = emptied(LiveStack.ACQUISITION + "-tracks.csv");
        Path summary = emptied(LiveStack.ACQUISITION + "-summary.csv");
        Path svg = emptied(LiveStack.ACQUISITION + "-views.svg");
        Path points = emptied(LiveStack.ACQUISITION + "-" + track + ".csv");

        // When
        for (String what : List.of("tracks", "summary", "svg")) {
            part("[data-save=" + what + "]").click();
        }
        browser.executeScript("document.getElementById('export-csv').click()");

        // Then
        await(
                "the files",
                () -> Stream.of(list, summary, svg, points)
                        .allMatch(file -> file.toFile().length() > 0));
        assertThat(numbers(list, "diffusion_coefficient_um2_per_s")).isNotEmpty();
        assertThat(numbers(summary, "tracks")).isNotEmpty();
        assertThat(numbers(points, "x_um")).isNotEmpty();
        assertThat(Pattern.compile(" (?:d|x|y|width|height|stroke-width)=\"([^\"]*)\"")
                        .matcher(Files.readString(svg))
                        .results()
                        .map(attribute -> attribute.group(1)))
                .isNotEmpty()
                .allMatch(value -> value.matches("[-0-9. MLAZ]*"));
    }

    @AfterEach
    void leaveTheLocale() {
        browser.executeCdpCommand("Emulation.setLocaleOverride", Map.of());
    }

    /** A file that the browser will write again. */
    private static Path emptied(String name) throws IOException {
        Path file = downloads.resolve(name);
        Files.deleteIfExists(file);
        return file;
    }

    /** The numbers of a column of a CSV file whose fields are not quoted, of those rows that have one. */
    private static List<Double> numbers(Path csv, String column) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        int place = List.of(lines.get(0).split(",")).indexOf(column);
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(fields -> !fields[place].isEmpty())
                .map(fields -> Double.valueOf(fields[place]))
                .toList();
    }

    @Test
    void theTracksOfAnAcquisitionThatIsOverAreSelected() {
        // Given
        acquireWhole("views-over");
        ask("page.choice.choose('views-over', true)");
        await("its end", () -> holds("page.timeline.state === 'ended'"));
        field().sendKeys("v");
        await("its tracks", () -> holds("page.views.table.length >= 5"));
        await(
                "their diffusion coefficients",
                () -> holds("page.views.table.diffusion.filter(each => !Number.isNaN(each)).length >= 5"));

        // When
        drag(
                plane(),
                -plane().getSize().getWidth() / 2 + 44,
                -90,
                plane().getSize().getWidth() / 2 - 3,
                95);

        // Then
        await("the selection", () -> headline().contains("selected"));
        await("mean squared displacements", () -> holds("page.views.curves.means.length > 0"));
        screenshots("views-ended");
        assertThat(errors()).isEmpty();
    }

    @Test
    void theViewsLeaveRoomForAnOpenTrack() {
        // Given
        openPausedViews();

        // When
        select(anyLabelled());

        // Then
        await("the track", () -> browser.findElement(By.id("detail")).isDisplayed());
        screenshots("views-detail");
        assertThat(field().getSize().getWidth()).isGreaterThan(400);
        assertThat(plane().isDisplayed()).isTrue();
        assertThat(errors()).isEmpty();
    }
}
