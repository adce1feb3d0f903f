package io.plimsoll.daemon.cli;

import java.nio.file.Path;

/** Where the program is installed: the launch scripts say it, and config/ stands in it. */
final class Home {
    private static final String PROPERTY = "plimsoll.home";

    private Home() {}

    static Path path() {
        return Path.of(System.getProperty(PROPERTY, "."));
    }

    static Path profiles() {
        return path().resolve("config").resolve("profiles");
    }

    static Path scenarios() {
        return path().resolve("config").resolve("scenarios");
    }
}
