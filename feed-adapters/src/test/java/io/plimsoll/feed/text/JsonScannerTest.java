package io.plimsoll.feed.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.live.MalformedFrameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class JsonScannerTest {
    private final JsonScanner json = new JsonScanner();
    private final JsonValue value = new JsonValue();
    private final JsonObject object = new JsonObject("a", "b");

    private JsonScanner on(final byte[] text) {
        final byte[] framed = new byte[text.length + 2]; // quotes beside it, which may not be read
        framed[0] = '"';
        framed[text.length + 1] = '"';
        System.arraycopy(text, 0, framed, 1, text.length);
        return json.wrap(framed, 1, text.length);
    }

    private JsonScanner on(final String text) {
        return on(text.getBytes(UTF_8));
    }

    private void check(final byte[] text) {
        on(text).skip();
        json.finish();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [ ] ",
                "[[],{},[{}]]",
                "{\"a\":1,\"b\":[true,false,null,-0.5e+7,\"\"]}",
                "\t{ \"a\" : \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\uDE00\" ,\r\n\"a\":0}",
                "\"plain text that is longer than a word of eight bytes\"",
                "\"\u00e4\u20ac\uD83D\uDE00\"",
                "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]",
                "0"
            })
    void shouldTakeJson(final String text) {
        check(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "\"",
                "\"abcdefgh",
                "\"\\",
                "\"\\u00e\"",
                "\"\\x\"",
                "\"\\u00g0\"",
                "\"a\nb\"",
                "\"eight ch\u0000\"",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\" 1}",
                "{1:1}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1}",
                "{\"a\":1]",
                "tru",
                "True",
                "nul",
                "truefalse",
                "01",
                "-",
                "1.",
                ".5",
                "+1",
                "1e",
                "NaN",
                "'a'",
                "{} {}",
                "{}x",
                "[]]",
                "1 2",
                "\uFEFF{}",
                "// {}",
                "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]"
            })
    void shouldRefuseWhatIsNoJson(final String text) {
        assertThrows(MalformedFrameException.class, () -> check(text.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\u00e4\"", "\"\u00c0\u0080\"", "\"\u00ed\u00a0\u0080\"", "\"abcdefg\u00c3\"", "\u00a0{}"})
    void shouldRefuseWhatIsNoUtf8(final String latin) {
        assertThrows(MalformedFrameException.class, () -> check(latin.getBytes(ISO_8859_1)));
    }

    @Test
    void shouldFindWhatIsSpecialInAStringWhereverItStands() { // eight bytes at a time, and four times as many in
        // long ones
        final String after = "~".repeat(40);
        for (int place = 0; place < 150; place++) {
            final String before = "x".repeat(place);
            on("\"" + before + "\\n\u00e4 " + after + "\"").take(value);
            json.finish();
            assertEquals(before + "\n\u00e4 " + after, value.toString());
            for (final String bad : new String[] {"\"", "\u0000", "\u001f", "\\x", "\u00ff"}) {
                final byte[] damaged = ("\"" + before + bad + after + "\"").getBytes(ISO_8859_1);
                assertThrows(MalformedFrameException.class, () -> check(damaged));
            }
        }
    }

    @Test
    void shouldGoToWantedFieldsOnly() {
        final JsonNames names = new JsonNames("id", "price", "p");
        on("{\"x\":{\"id\":[1,{\"price\":2}]},\"p\":\"7\",\"\\u0069d\":\"ab\",\"pric\":0,\"price\":-1.5} ")
                .enterObject();
        assertEquals(2, json.nextField(names, 0));
        json.take(value);
        assertEquals("7", value.string().toString());
        assertEquals(0, json.nextField(names, 1 << 2));
        json.take(value);
        assertTrue(value.is(new byte[] {'a', 'b'}));
        assertFalse(value.is(new byte[] {'a'}));
        assertEquals(1, json.nextField(names, 1));
        json.take(value);
        assertEquals(-150, value.number().nearest(2));
        assertEquals(JsonScanner.END, json.nextField(names, 0));
        json.finish();
    }

    @Test
    void shouldHoldTheFieldsOfAnObject() {
        object.read(on("{\"b\":[1,\"]\"],\"c\":{}}"));
        assertFalse(object.has(0));
        assertTrue(object.has(1));
        assertEquals("[1,\"]\"]", object.value(1).toString());
        assertEquals(JsonValue.Kind.ARRAY, object.value(1).kind());
        assertThrows(MalformedFrameException.class, () -> object.value(0));
        object.read(on("{\"a\":null}"));
        assertTrue(object.value(0).isNull());
        assertFalse(object.has(1));
    }

    @Test
    void shouldRefuseAWantedFieldTwice() {
        final MalformedFrameException e =
                assertThrows(MalformedFrameException.class, () -> object.read(on("{\"a\":1,\"b\":2,\"\\u0061\":1}")));
        assertEquals("a twice; expected it once", e.getMessage());
        object.read(on("{\"a\":1,\"x\":2,\"x\":1}")); // of what is not wanted nobody keeps count
    }

    @Test
    void shouldUnescapeWhatIsTaken() {
        on("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E4\\ud83d\\ude00\u20ac\"]").enterArray();
        assertTrue(json.nextElement());
        json.take(value);
        assertEquals("\"\\/\b\f\n\r\t\u00e4\uD83D\uDE00\u20ac", value.toString());
        assertFalse(json.nextElement());
    }

    @Test
    void shouldRefuseHalvesOfSurrogatesInWhatIsTaken() {
        on("\"\\ud83d\"");
        assertThrows(MalformedFrameException.class, () -> json.take(value));
    }

    @Test
    void shouldTellKindsApart() {
        for (final String text : new String[] {"1", "null", "true", "{}", "[]"}) {
            on(text).take(value);
            assertThrows(MalformedFrameException.class, value::string, text);
        }
        on("\"1\"").take(value);
        assertThrows(MalformedFrameException.class, value::number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "9223372036854775808", "-9223372036854775809"})
    void shouldTakeWholeNumbersOnly(final String text) {
        on(text).take(value);
        assertThrows(MalformedFrameException.class, value::integer);
    }

    @Test
    void shouldTakeAWholeNumber() {
        on("-9223372036854775808").take(value);
        assertEquals(Long.MIN_VALUE, value.integer());
    }

    @Test
    void shouldSayWhereItFailed() {
        final MalformedFrameException e =
                assertThrows(MalformedFrameException.class, () -> check("{\"a\":x}".getBytes(UTF_8)));
        assertEquals("x} at byte 5; expected a value", e.getMessage());
    }
}
