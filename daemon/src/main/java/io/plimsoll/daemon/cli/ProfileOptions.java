package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.definitions.ProfileSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which margin profile a command uses, and what of it is set anew. */
final class ProfileOptions {
    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Option(
            names = "--set",
            paramLabel = "name=value",
            description = "Sets a profile parameter anew, as warningRatio=1.2 or plan.sizing=full. May be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    ProfileSpec read() {
        return profile.read().with(overrides);
    }
}
