package io.plimsoll.daemon;

import io.plimsoll.daemon.definitions.ProfileSpec;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things stand in this checkout, whichever folder the tests run in. */
public final class Project {
    private Project() {}

    /** The checkout's own folder. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("config/plimsoll.yaml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "not inside a checkout: " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }

    /** The shipped profile of the linear rules. */
    public static Path linearProfile() {
        return root().resolve("config/profiles/linear.yaml");
    }

    /** The same, read. */
    public static ProfileSpec linear() {
        return ProfileSpec.read(linearProfile());
    }

    /** Real BTC/USD trades, unpacked by the build. */
    public static Path trades() {
        return root().resolve("daemon/target/demo/bitstamp_trades_from_20131125_usd.csv");
    }
}
