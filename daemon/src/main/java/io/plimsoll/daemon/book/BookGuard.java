package io.plimsoll.daemon.book;

import io.plimsoll.daemon.definitions.GuardReader;
import io.plimsoll.daemon.definitions.GuardSpec;
import io.plimsoll.journal.config.UserError;

/** A guard line of a book. One thread. */
final class BookGuard implements GuardReader.Fields {
    private final JsonLine line;

    private BookGuard(final JsonLine line) {
        this.line = line;
    }

    static GuardSpec read(final JsonLine line) {
        final GuardSpec guard = GuardReader.read(new BookGuard(line));
        line.end();
        return guard;
    }

    @Override
    public String origin() {
        return line.origin();
    }

    @Override
    public boolean has(final String name) {
        return line.has(name);
    }

    @Override
    public String text(final String name) {
        return line.text(name);
    }

    @Override
    public String count(final String name) {
        return line.countText(name);
    }

    @Override
    public UserError bad(final String name, final String what) {
        return line.error("'" + name + "' is " + what);
    }

    @Override
    public UserError missing(final String name, final String expected) {
        return line.error("missing '" + name + "', expected " + expected);
    }
}
