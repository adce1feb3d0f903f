package io.plimsoll.feed.deribit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.plimsoll.feed.live.JsonMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of one message matters, in whatever order its fields stand: an answer (id, result or error), or a notification (method, params).
 * Numbers stay the text that was sent. One thread.
 */
final class RpcMessage {
    private final Map<String, String> numbers = new HashMap<>();
    private String state;
    private String id;
    private String method;
    private String type;
    private String channel;
    private String error;
    private List<String> result;

    private RpcMessage() {}

    /** Reads a message. */
    static RpcMessage read(final byte[] frame, final int offset, final int length) {
        final RpcMessage message = new RpcMessage();
        JsonMessage.read(frame, offset, length, message::field);
        return message;
    }

    private void field(final String name, final JsonParser value) throws IOException {
        switch (name) {
            case "id" -> id = value.getText();
            case "method" -> method = JsonMessage.text(name, value);
            case "params" -> {
                if (value.currentToken() == JsonToken.START_OBJECT) { // of a method that is not known it may be a list
                    JsonMessage.object(name, value, this::param);
                }
            }
            case "error" -> error(name, value);
            case "result" -> {
                if (value.currentToken() == JsonToken.START_ARRAY) {
                    result = new ArrayList<>();
                    JsonMessage.list(name, value, (item, text) -> result.add(JsonMessage.text(name, text)));
                }
            }
            default -> {}
        }
    }

    private void param(final String name, final JsonParser value) throws IOException {
        switch (name) {
            case "type" -> type = JsonMessage.text(name, value);
            case "channel" -> channel = JsonMessage.text(name, value);
            case "data" -> {
                if (value.currentToken() == JsonToken.START_OBJECT) {
                    JsonMessage.object(name, value, this::datum);
                }
            }
            default -> {}
        }
    }

    private void datum(final String name, final JsonParser value) throws IOException {
        if (name.equals("state")) {
            state = value.getText();
        } else if (value.currentToken().isNumeric()) {
            numbers.put(name, value.getText());
        }
    }

    private void error(final String field, final JsonParser json) throws IOException {
        final Map<String, String> parts = new HashMap<>();
        JsonMessage.object(field, json, (name, value) -> parts.put(name, value.getText()));
        error = parts.getOrDefault("message", "an error") + " (" + parts.get("code") + ")";
    }

    /** Which request it answers, or null. */
    String id() {
        return id;
    }

    /** The answer where it is a list of strings, or null. */
    List<String> result() {
        return result;
    }

    /** The answer where it is an error: its message and code, or null. */
    String error() {
        return error;
    }

    /** What a notification is of, or null. */
    String method() {
        return method;
    }

    /** A heartbeat's type, or null. */
    String type() {
        return type;
    }

    /** A subscription's channel, or null. */
    String channel() {
        return channel;
    }

    /** State of an instrument in a subscription's data, or null. */
    String state() {
        return state;
    }

    /** A number in a subscription's data, or null where it is absent or anything else. */
    String number(final String name) {
        return numbers.get(name);
    }
}
