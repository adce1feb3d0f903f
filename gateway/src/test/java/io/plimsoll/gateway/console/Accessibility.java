package io.plimsoll.gateway.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What axe finds wrong with a page. Stateless. */
final class Accessibility {
    private static final String RUN = """
            axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}).then((found) =>
              found.violations.map((one) => one.id + ": " + one.help + " at " +
                one.nodes.map((node) => node.target.join(" ") + " (" + node.failureSummary + ")").join("; ")).join("\\n"))
            """;

    private Accessibility() {}

    /** Each violation a line; empty without any. */
    static String violations(final Browser browser) {
        browser.evaluate(source());
        return browser.evaluate(RUN).toString();
    }

    private static String source() {
        try (InputStream in = Accessibility.class.getResourceAsStream(WebJar.file("axe-core", "axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8) + ";0";
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
