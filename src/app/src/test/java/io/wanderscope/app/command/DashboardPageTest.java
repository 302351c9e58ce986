package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wanderscope.dashboard.Dashboard;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The real page in a real browser, on the real stack. Skipped where there is no Chromium with its driver; {@code
 * .ci/run} installs them. Screenshots are kept in {@code target/screenshots}.
 */
class DashboardPageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    private static Path state;

    @TempDir
    private static Path downloads;

    private static LiveStack stack;
    private static ChromeDriver browser;
    private Dashboard dashboard;

    @BeforeAll
    static void openBrowser() throws IOException {
        Optional<Path> chromium = program("chromium", "google-chrome");
        Optional<Path> driver = program("chromedriver");
        assumeTrue(chromium.isPresent() && driver.isPresent(), "no Chromium with its driver is installed");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--window-size=1440,980");
        options.setExperimentalOption(
                "prefs",
                Map.of(
                        "download.default_directory",
                        downloads.toString(),
                        "profile.default_content_setting_values.automatic_downloads",
                        1));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.orElseThrow().toFile())
                        .build(),
                options);
        stack = new LiveStack(state);
        Files.createDirectories(SCREENSHOTS);
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @BeforeEach
    void openPage() throws IOException {
        errors(); // those of the page before are read, and so forgotten
        dashboard = stack.dashboard(0);
        browser.get(dashboard.address());
    }

    /** Leaves the page before its server goes: what it says when it loses the server is no error of the next test. */
    @AfterEach
    void closePage() {
        browser.get("about:blank");
        dashboard.close();
    }

    @Test
    void particlesMoveAndGetTheirLabels() {
        // Given
        await("particles", () -> drawn() > 5);
        String particle = anyLabelled();
        Map<String, Object> before = place(particle);

        // When
        await("a move", () -> !before.equals(place(particle)));

        // Then
        assertThat(browser.findElement(By.id("field")).getDomAttribute("data-live-tracks"))
                .isNotEqualTo("0");
        assertThat(errors()).isEmpty();
        keep("live");
    }

    @Test
    void aClickShowsWhyAtFourStages() {
        // Given
        await("particles", () -> drawn() > 5);
        String particle = anyLabelled();

        // When
        click(particle);

        // Then
        await(
                "the detail",
                () -> browser.findElements(By.cssSelector("#detail [data-stage]"))
                                .size()
                        == 4);
        WebElement detail = browser.findElement(By.id("detail"));
        assertThat(detail.findElement(By.id("detail-label")).getText()).isNotBlank();
        assertThat(detail.findElements(By.cssSelector(".probabilities i"))).hasSize(8);
        assertThat(detail.getText())
                .contains("anomalous exponent", "confidence", "displacements", "Revisions over time");
        assertThat(errors()).isEmpty();
        keep("detail");
    }

    @Test
    void pathsStayWithTheirMarkersWhenTheFieldBecomesNarrower() {
        // Given
        await("paths", () -> truth("return document.getElementById('paths').style.width !== ''"));
        String particle = anyLabelled();

        // When
        browser.executeScript("window.wanderscope.select(arguments[0])", particle);

        // Then a bitmap of the size before is not squeezed into the new one
        assertThat(truth("const paths = document.getElementById('paths');"
                        + "return Math.abs(paths.clientWidth * devicePixelRatio - paths.width) < 2"))
                .isTrue();
        await(
                "the layer to be drawn anew",
                () -> truth("return document.getElementById('paths').clientWidth"
                        + " === document.getElementById('field').clientWidth"));
    }

    @Test
    void aFilterHidesAClass() {
        // Given
        await("labels", () -> !labels().isEmpty());
        String hidden = labels().iterator().next();

        // When
        browser.findElement(By.cssSelector("#legend [data-label=" + hidden + "]"))
                .click();

        // Then
        await("no particle of the class", () -> !shownLabels().contains(hidden));
        assertThat(labels()).contains(hidden);
        assertThat(browser.findElement(By.cssSelector("#legend [data-label=" + hidden + "]"))
                        .getDomAttribute("aria-pressed"))
                .isEqualTo("false");
    }

    @Test
    void pathsAreColouredBySaliencyAndTheKeyboardDoesIt() {
        // Given
        await(
                "stages",
                () -> browser.findElements(By.cssSelector("#colouring option")).size() == 5);

        // When
        browser.findElement(By.id("field")).sendKeys("cn");

        // Then
        assertThat(browser.findElement(By.id("colouring")).getDomProperty("value"))
                .isEqualTo("stage-0");
        await("the legend of saliency", () -> browser.findElement(By.id("saliency-scale"))
                .isDisplayed());
        assertThat(browser.findElement(By.id("detail")).isDisplayed()).isTrue();
        await("saliency", () -> truth("return window.wanderscope.state().drawn > 0"));
        keep("saliency");
    }

    @Test
    void theTrajectoryAndTheViewAreExported() throws IOException {
        // Given
        await("particles", () -> drawn() > 5);
        String particle = anyLabelled();
        browser.executeScript("window.wanderscope.select(arguments[0])", particle);
        await("saliency", () -> !browser.findElements(By.cssSelector("#detail [data-stage]"))
                .isEmpty());
        Path csv = downloads.resolve(LiveStack.ACQUISITION + "-" + particle + ".csv");
        Path png = downloads.resolve(LiveStack.ACQUISITION + ".png");

        // When
        browser.executeScript(
                "document.getElementById('export-csv').click();" + "document.getElementById('export-png').click()");

        // Then
        await("both files", () -> Files.exists(csv) && Files.exists(png));
        String text = Files.readString(csv);
        assertThat(text.lines().findFirst()).hasValue("frame,x_µm,y_µm,interpolated,stage1,stage2,stage3,stage4");
        assertThat(text.lines().count()).isGreaterThan(10);
        assertThat(text).contains("\r\n");
        assertThat(ImageIO.read(png.toFile()).getHeight()).isGreaterThan(500);
    }

    @Test
    void aPausedViewStandsStill() {
        // Given
        await("particles", () -> drawn() > 5);

        // When
        browser.findElement(By.id("field")).sendKeys(Keys.SPACE);
        String particle = anyLabelled();
        Map<String, Object> before = place(particle);
        pauseFor(Duration.ofMillis(700));

        // Then
        assertThat(place(particle)).isEqualTo(before);
        browser.findElement(By.id("pause")).click();
        await("it to go on", () -> !truth("return window.wanderscope.state().paused"));
    }

    @Test
    void thePageRecoversWhenTheServerComesBack() throws IOException {
        // Given
        await("particles", () -> drawn() > 5);
        int port = URI.create(dashboard.address()).getPort();
        dashboard.close();
        await("the banner", () -> browser.findElement(By.id("connection")).isDisplayed());

        // When
        dashboard = stack.dashboard(port);

        // Then
        await("the connection", () -> !browser.findElement(By.id("connection")).isDisplayed());
        await("particles", () -> drawn() > 5);
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(String what, Condition condition) {
        new WebDriverWait(browser, PATIENCE)
                .withMessage(() -> "waited for " + what + "; "
                        + browser.executeScript("return JSON.stringify(window.wanderscope.state())"))
                .until(any -> condition.holds());
    }

    private static void pauseFor(Duration duration) {
        new Actions(browser).pause(duration).perform();
    }

    private static boolean truth(String script) {
        return Boolean.TRUE.equals(browser.executeScript(script));
    }

    private static long drawn() {
        return (Long) browser.executeScript("return window.wanderscope.state().drawn");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> place(String particle) {
        return (Map<String, Object>) browser.executeScript("return window.wanderscope.locate(arguments[0])", particle);
    }

    /** A live particle that has a result with saliency, and is alone enough to be clicked. */
    private static String anyLabelled() {
        return new WebDriverWait(browser, PATIENCE).until(any -> (String) browser.executeScript(
                "return window.wanderscope.trajectories().filter(each => each.label !== 'UNDETERMINED' && !each.ended"
                        + " && each.drawn).map(each => each.id)[0] || null"));
    }

    @SuppressWarnings("unchecked")
    private static Set<String> labels() {
        return ((List<String>) browser.executeScript("return window.wanderscope.trajectories().map(each => each.label)"
                        + ".filter(label => label !== 'UNDETERMINED')"))
                .stream().collect(Collectors.toSet());
    }

    @SuppressWarnings("unchecked")
    private static Set<String> shownLabels() {
        return ((List<String>) browser.executeScript(
                        "return window.wanderscope.trajectories().filter(each => each.drawn).map(each => each.label)"))
                .stream().collect(Collectors.toSet());
    }

    /** Moves to where the particle is now, and presses. */
    private static void click(String particle) {
        browser.findElement(By.id("field")).sendKeys(Keys.SPACE);
        Map<String, Object> place = place(particle);
        new Actions(browser)
                .moveToLocation(pixel(place, "x"), pixel(place, "y"))
                .click()
                .perform();
        browser.findElement(By.id("pause")).click();
    }

    private static int pixel(Map<String, Object> place, String name) {
        return (int) Math.round(((Number) place.get(name)).doubleValue());
    }

    private static List<String> errors() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    private static void keep(String name) {
        try {
            Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
