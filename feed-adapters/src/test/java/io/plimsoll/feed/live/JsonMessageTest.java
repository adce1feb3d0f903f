package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages are one JSON object, and what nobody reads of it is passed over. */
@Timeout(30)
class JsonMessageTest {
    private final List<String> read = new ArrayList<>();
    private final FrameParser parser =
            (frame, offset, length, into) -> JsonMessage.read(frame, offset, length, (name, value) -> {
                if (name.equals("n")) {
                    read.add(value.getText());
                } else if (name.equals("t")) {
                    read.add(JsonMessage.text(name, value));
                } else if (name.equals("l")) {
                    JsonMessage.list(name, value, (item, text) -> read.add(JsonMessage.text(name, text)));
                }
            });

    private List<String> read(final String message) {
        TestFrames.parse(parser, message);
        return read;
    }

    private void assertComplains(final String message, final String part) {
        final String complaint = TestFrames.complaint(parser, message);
        assertTrue(complaint.contains(part), complaint);
    }

    @Test
    void shouldReadFieldsAndPassOverWhatNobodyReads() {
        assertEquals(
                List.of("-1.50e+3", "x", "a", "b"),
                read(
                        " {\"x\":{\"n\":1,\"y\":[1,{\"t\":\"z\"}]},\"n\":-1.50e+3,\"v\":[[],{}],\"t\":\"x\",\"l\":[\"a\",\"b\"]} "));
    }

    @Test
    void shouldRefuseOtherTypes() {
        assertComplains("{\"t\":1}", "t 1; expected a string");
        assertComplains("{\"l\":{}}", "l {; expected a list");
        assertComplains("{\"l\":[1]}", "expected a string");
    }

    @Test
    void shouldRefuseWhatIsNoObject() {
        assertComplains("", "expected an object");
        assertComplains("[]", "expected an object");
        assertComplains("{", "expected a JSON object");
        assertComplains("{\"n\":1", "expected a JSON object");
        assertComplains("{\"n\":NaN}", "expected a JSON object");
        assertComplains("{} {}", "more text behind the object");
        assertComplains("{\"t\":\"a\",\"t\":\"a\"}", "Duplicate field");
        assertComplains("{\"x\":" + "[".repeat(20) + "]".repeat(20) + "}", "nesting depth");
    }

    @Test
    void shouldReadNamesNumbersAndTextsAsLongAsTheMessage() {
        final String digits = "1".repeat(100_000);
        assertEquals(
                List.of(digits, digits),
                read("{\"" + digits + "\":1,\"n\":" + digits + ",\"t\":\"" + digits + "\",\"x\":" + digits + "}"));
    }
}
