package io.plimsoll.feed.live.server;

/** A message that a venue's page shows, of which parts are replaced one by one. Immutable. */
public final class Quotation {
    private final String text;

    /** The message as it is quoted. */
    public Quotation(final String text) {
        this.text = text;
    }

    /**
     * The same with something else in the place of what stands there.
     *
     * @throws IllegalArgumentException where it does not stand there
     */
    public Quotation with(final String quoted, final String replacement) {
        if (!text.contains(quoted)) {
            throw new IllegalArgumentException("'" + quoted + "' is not in " + text);
        }
        return new Quotation(text.replace(quoted, replacement));
    }

    /** The message as it is to be sent. */
    public String text() {
        return text;
    }
}
