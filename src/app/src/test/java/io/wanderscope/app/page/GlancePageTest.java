package io.wanderscope.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** What the page tells at a glance, the image below the paths, and whether everybody can use it. */
@Tag("broker")
@Tag("browser")
class GlancePageTest extends PageInBrowser {
    private static final Path AXE = Path.of("..", "dashboard", "node_modules", "axe-core", "axe.min.js");
    /** The rules that axe-core calls serious or critical, with the elements that break them. */
    private static final String SERIOUS = """
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)));
            """;

    private static final String WIDER_THAN_THE_WINDOW = """
            return [...document.querySelectorAll('body *')]
              .filter(each => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
              .filter(each => !each.closest('.scroll') && !each.closest('#field'))
              .map(each => each.outerHTML.slice(0, 80));
            """;

    @AfterEach
    void restoreSize() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    private static void resize(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    @Test
    void thePointerTellsWhatATrackIs() {
        // Given
        pauseWithSome(LABELLED);
        Map.Entry<String, Object> particle = places().entrySet().iterator().next();
        @SuppressWarnings("unchecked")
        Map<String, Object> place = (Map<String, Object>) particle.getValue();

        // When
        new Actions(browser)
                .moveToLocation(pixel(place, "x"), pixel(place, "y"))
                .perform();

        // Then
        await("the box", () -> browser.findElement(By.id("glance")).isDisplayed());
        assertThat(browser.findElement(By.id("glance")).getText())
                .containsPattern("track .+")
                .containsPattern("\\d+ % confidence|UNFAMILIAR")
                .containsPattern("\\d+ points?")
                .containsPattern("D ([−0-9.]+ µm²/s|not known yet)");
        saveScreenshot("glance");
        browser.findElement(By.id("pause")).click();
    }

    @Test
    void theKeyboardHasTheSameReadAloud() {
        // Given
        await("particles", () -> drawn() > 5);

        browser.executeScript("""
                window.said = [];
                const announcer = document.getElementById('announcer');
                new MutationObserver(() => said.push(announcer.textContent)).observe(announcer, { childList: true });
                """);

        // When
        browser.findElement(By.id("field")).sendKeys("n");

        // Then
        await(
                "the words",
                () -> truth("return said.some(each => /^Track .+ selected: .+, \\d+ points?.*, D .+/.test(each))"));
    }

    @Test
    void anImageOfTheFieldLiesBelowThePathsAndIsExported() throws Exception {
        // Given
        await("particles", () -> drawn() > 5);

        // When
        assertThat(put(grey(120)).statusCode()).isEqualTo(200);

        // Then
        await("the image", () -> browser.findElement(By.id("field-image")).isDisplayed());
        assertThat(browser.findElement(By.id("image")).isDisplayed()).isTrue();
        saveScreenshot("image");
        browser.findElement(By.id("export-png")).click();
        Path exported = downloads.resolve(LiveStack.ACQUISITION + ".png");
        await("the picture", () -> exported.toFile().length() > 0);
        assertThat(shareOf(ImageIO.read(exported.toFile()), 0x808080)).isGreaterThan(0.2);
        assertThat(errors()).isEmpty();
    }

    @Test
    void theSliderChangesTheBrightnessOfTheImage() throws Exception {
        // Given
        await("particles", () -> drawn() > 5);
        put(grey(120));
        await("the image", () -> browser.findElement(By.id("field-image")).isDisplayed());

        // When
        browser.findElement(By.cssSelector("[data-part=brightness]")).sendKeys(Keys.HOME);

        // Then it is black, which is white in the light theme
        assertThat(browser.findElement(By.cssSelector("[data-part=brightness-value]"))
                        .getText())
                .isEqualTo("0 %");
        await("a white image", () -> truth(HAS_IMAGE_PIXEL, 255));
    }

    private static final String HAS_IMAGE_PIXEL = """
            const canvas = document.getElementById('field-image');
            const [value] = canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data;
            return Math.abs(value - arguments[0]) < 3;
            """;

    /** An image of 30 µm × 30 µm of one grey value, which the server puts in the middle of its range. */
    private static byte[] grey(int value) throws IOException {
        BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_GRAY);
        for (int pixel = 0; pixel < 300 * 300; pixel++) {
            image.getRaster().setSample(pixel % 300, pixel / 300, 0, value);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, "tiff", file);
        return file.toByteArray();
    }

    private HttpResponse<String> put(byte[] tiff) throws Exception {
        URI address = URI.create(dashboard.address() + "api/acquisitions/" + LiveStack.ACQUISITION
                + "/image?pixel_size=0.1&length_unit=um");
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "image/tiff")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(tiff))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static double shareOf(BufferedImage picture, int rgb) {
        int same = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                same += (picture.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
            }
        }
        return (double) same / picture.getWidth() / picture.getHeight();
    }

    @ParameterizedTest
    @CsvSource({"390, 844", "820, 1180", "1440, 900", "1920, 1080"})
    void nothingIsClipped(int width, int height) {
        // Given
        await("particles", () -> drawn() > 5);

        // When
        resize(width, height);
        select(anyLabelled());

        // Then
        await("the detail", () -> browser.findElement(By.id("detail")).isDisplayed());
        assertThat((List<?>) browser.executeScript(WIDER_THAN_THE_WINDOW)).isEmpty();
        assertThat(truth("return document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        saveScreenshot("width-" + width);
    }

    @Test
    void onAPhonePanelsFold() {
        // Given
        await("particles", () -> drawn() > 5);

        // When
        resize(390, 844);

        // Then
        await(
                "folded panels",
                () -> browser.findElements(By.cssSelector("#side details.panel[open]"))
                                .size()
                        == 1);
        browser.executeScript("document.querySelector('#population').closest('details').firstElementChild.click()");
        await("the population", () -> browser.findElement(By.id("population")).isDisplayed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNothingSerious(String theme) throws IOException {
        // Given
        assumeTrue(Files.exists(AXE), "axe-core is not installed; npm ci in src/dashboard installs it");
        await("particles", () -> drawn() > 5);
        select(anyLabelled());
        await("the detail", () -> browser.findElement(By.id("detail")).isDisplayed());
        browser.executeScript(
                "if (document.documentElement.dataset.theme !== arguments[0]) document.getElementById('theme').click()",
                theme);
        browser.executeScript(Files.readString(AXE));

        // When
        Object serious = browser.executeAsyncScript(SERIOUS);

        // Then
        assertThat((List<?>) serious).isEmpty();
    }

    @Test
    void notificationsAreOffUntilAPersonAsksForThem() {
        // When
        await("the button", () -> browser.findElement(By.id("alerts")).isDisplayed());

        // Then
        assertThat(browser.findElement(By.id("alerts")).getDomAttribute("aria-pressed"))
                .isEqualTo("false");
    }

    @Test
    void aNewTriggerIsANotificationOnceAPersonAskedForThem() {
        // Given a browser that allows them
        await("particles", () -> drawn() > 5);
        browser.executeScript("""
                window.told = [];
                window.Notification = class {
                  static permission = 'granted';
                  static requestPermission() { return Promise.resolve('granted'); }
                  constructor(title, { body }) { told.push(`${title}: ${body}`); }
                };
                """);
        browser.findElement(By.id("alerts")).click();
        await(
                "the switch",
                () -> "true".equals(browser.findElement(By.id("alerts")).getDomAttribute("aria-pressed")));

        // When
        ask(
                "(page.alerts.take(page.acquisition, [{ id: 'x/1', rule: 'motors', evidence: 'track 7', track: '7' }]), true)");

        // Then
        assertThat(browser.executeScript("return told")).isEqualTo(List.of("motors · simulated: track 7"));
        browser.findElement(By.id("alerts")).click();
    }
}
