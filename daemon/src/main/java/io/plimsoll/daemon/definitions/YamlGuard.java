package io.plimsoll.daemon.definitions;

import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.config.YamlSection;

/** A guard as a config file states it. One thread. */
final class YamlGuard implements GuardReader.Fields {
    private final YamlSection yaml;

    private YamlGuard(final YamlSection yaml) {
        this.yaml = yaml;
    }

    static GuardSpec read(final YamlSection yaml) {
        final GuardSpec guard = GuardReader.read(new YamlGuard(yaml));
        yaml.end();
        return guard;
    }

    @Override
    public String origin() {
        return yaml.file() + ":" + yaml.line("price");
    }

    @Override
    public boolean has(final String name) {
        return yaml.has(name);
    }

    @Override
    public String text(final String name) {
        return yaml.text(name);
    }

    @Override
    public String count(final String name) {
        return yaml.text(name);
    }

    @Override
    public UserError bad(final String name, final String what) {
        return yaml.bad(name, what);
    }

    @Override
    public UserError missing(final String name, final String expected) {
        return yaml.missing(name, expected);
    }
}
