package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is said to be reloadable is what a reload takes over. */
class ReloadableKeysTest {
    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z]+):(.*)$");

    @Test
    void shouldMarkInTheShippedConfigurationWhatAReloadTakesOver() throws IOException {
        final Set<String> marked = new TreeSet<>();
        String parent = "";
        for (final String line : Files.readAllLines(Project.root().resolve("config/plimsoll.yaml"))) {
            final Matcher key = KEY.matcher(line);
            if (key.matches()) {
                final boolean isNested = !key.group(1).isEmpty();
                parent = isNested ? parent : key.group(2);
                if (key.group(3).endsWith(" # reloadable")) {
                    marked.add(isNested ? parent + "." + key.group(2) : parent);
                }
            }
        }
        assertEquals(new TreeSet<>(Reload.RELOADABLE), marked);
    }

    @Test
    void shouldNameThemOnTheOperatorsPage() throws IOException {
        final String page = Files.readString(Project.root().resolve("docs/operating/configure.md"));
        for (final String key : Reload.RELOADABLE) {
            final String last = key.substring(key.lastIndexOf('.') + 1);
            assertTrue(page.contains("`" + last + "`") || page.contains("." + last + "`"), key);
        }
    }
}
