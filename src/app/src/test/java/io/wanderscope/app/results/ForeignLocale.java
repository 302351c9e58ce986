package io.wanderscope.app.results;

import java.util.Locale;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Each test runs in a locale with another decimal separator and other digits, on which no result may depend. */
final class ForeignLocale implements BeforeEachCallback, AfterEachCallback {
    private Locale original = Locale.getDefault();

    @Override
    public void beforeEach(ExtensionContext context) {
        original = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Locale.setDefault(original);
    }
}
