package io.plimsoll.gateway.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** A text inside JSON's quotes. Stateless. */
public final class JsonText {
    private JsonText() {}

    /** With what JSON does not allow in a text written otherwise. */
    public static String escape(final String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
