package io.plimsoll.gateway.config;

import io.plimsoll.journal.config.YamlSection;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the console is shown of the daemon, and who may see and do it. Nobody may more than whoever can read the daemon's data directory: the
 * gateway reads the admin port's number and token there, each time anew, since each start of the daemon has others.
 *
 * @param dataDir the daemon's data directory, with {@code admin.port} and {@code admin.token}
 * @param readers clients who may see state, prices and accounts
 * @param operators clients who may kill and arm as well
 */
public record ConsoleConfig(Path dataDir, Set<String> readers, Set<String> operators) {
    /** Nobody may see or do anything of the daemon's. */
    public static final ConsoleConfig NONE = new ConsoleConfig(Path.of(""), Set.of(), Set.of());

    static ConsoleConfig read(final YamlSection root, final boolean hasTokens) {
        if (!root.has("console")) {
            return NONE;
        }
        final YamlSection yaml = root.section("console");
        final ConsoleConfig console =
                new ConsoleConfig(yaml.path("dataDir"), names(yaml, "readers"), names(yaml, "operators"));
        if (console.readers.isEmpty() && console.operators.isEmpty()) {
            throw yaml.bad(
                    yaml.has("readers") ? "readers" : "dataDir",
                    "for nobody: expected names under 'readers' or 'operators'");
        }
        yaml.end();
        if (!hasTokens) {
            throw root.bad("console", "needs 'tokens': whoever may see accounts, kill and arm is known by one");
        }
        return console;
    }

    private static Set<String> names(final YamlSection yaml, final String key) {
        final Set<String> names = new TreeSet<>();
        for (final String name : yaml.text(key, "").split("[\\s,]+", -1)) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return Set.copyOf(names);
    }

    /** Whether a client may see what the daemon tells. */
    public boolean mayRead(final String client) {
        return readers.contains(client) || operators.contains(client);
    }

    /** Whether a client may kill and arm. */
    public boolean mayOperate(final String client) {
        return operators.contains(client);
    }
}
