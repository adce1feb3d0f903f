package io.plimsoll.feed.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.plimsoll.feed.text.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON as another parser reads it, slow and obvious: what parsers of venues are compared with. Whatever is refused is an
 * {@link IllegalArgumentException}.
 */
public final class JsonTree {
    private static final int MAX_DEPTH = 16;
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(1 << 20)
                    .build())
            .build();

    private final JsonToken token;
    private final String text;
    private final List<String> names = new ArrayList<>();
    private final List<JsonTree> children = new ArrayList<>();

    private JsonTree(final JsonParser parser) throws IOException {
        token = parser.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("nothing");
        }
        text = parser.getText();
        if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                children.add(new JsonTree(parser));
            }
        } else if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                names.add(parser.currentName());
                parser.nextToken();
                children.add(new JsonTree(parser));
            }
        }
    }

    /** The one value of a whole text. */
    public static JsonTree of(final byte[] frame) {
        try {
            final String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(frame))
                    .toString();
            try (JsonParser parser = FACTORY.createParser(text)) {
                parser.nextToken();
                final JsonTree tree = new JsonTree(parser);
                require(parser.nextToken() == null, "more than one value");
                return tree;
            }
        } catch (final IOException e) {
            throw new IllegalArgumentException(e);
        } catch (final UncheckedIOException e) {
            throw new IllegalArgumentException(e.getCause());
        }
    }

    /** Refuses what is not so. */
    public static void require(final boolean isSo, final String what) {
        if (!isSo) {
            throw new IllegalArgumentException(what);
        }
    }

    /** The field with a name, or null; a second one is refused, and so are names that UTF-8 cannot say. */
    public JsonTree get(final String name) {
        require(token == JsonToken.START_OBJECT, "an object");
        JsonTree found = null;
        for (int i = 0; i < names.size(); i++) {
            require(Utf8.canEncode(names.get(i)), "a name of UTF-8");
            if (names.get(i).equals(name)) {
                require(found == null, name + " once");
                found = children.get(i);
                require(found.token != JsonToken.VALUE_STRING || Utf8.canEncode(found.text), "UTF-8");
            }
        }
        return found;
    }

    /** The field with a name, which has to be there. */
    public JsonTree need(final String name) {
        final JsonTree field = get(name);
        require(field != null, name);
        return field;
    }

    /** The elements of an array. */
    public List<JsonTree> elements() {
        require(isArray(), "an array");
        for (final JsonTree child : children) {
            require(child.token != JsonToken.VALUE_STRING || Utf8.canEncode(child.text), "UTF-8");
        }
        return children;
    }

    /** Whether it is an array. */
    public boolean isArray() {
        return token == JsonToken.START_ARRAY;
    }

    /** Whether it is null. */
    public boolean isNull() {
        return token == JsonToken.VALUE_NULL;
    }

    /** The text of a string. */
    public String string() {
        require(token == JsonToken.VALUE_STRING, "a string");
        return text;
    }

    /** The text of a number. */
    public String number() {
        require(token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT, "a number");
        return text;
    }

    /** A whole number of 64 bits. */
    public static long integer(final String text) {
        require(text.matches("-?(0|[1-9][0-9]*)"), "a whole number");
        return fitting(new BigInteger(text));
    }

    /** A mantissa of 64 bits. */
    public static long mantissa(final String text, final int decimals, final RoundingMode rounding) {
        require(text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?"), "a decimal number");
        final int e = text.replace('E', 'e').indexOf('e');
        final BigDecimal digits = new BigDecimal(e < 0 ? text : text.substring(0, e));
        return mantissa(digits, e < 0 ? BigInteger.ZERO : new BigInteger(text.substring(e + 1)), decimals, rounding);
    }

    /** A mantissa of 64 bits of {@code digits * 10^exponent}. */
    public static long mantissa(
            final BigDecimal digits, final BigInteger exponent, final int decimals, final RoundingMode rounding) {
        if (digits.signum() == 0) {
            return 0;
        }
        final int span =
                100_000 + digits.precision() + Math.abs(digits.scale()); // beyond it no digit is near a mantissa
        require(exponent.compareTo(BigInteger.valueOf(span)) <= 0, "no huge number");
        final int shift = exponent.max(BigInteger.valueOf(-span)).intValueExact();
        return fitting(
                digits.scaleByPowerOfTen(shift).setScale(decimals, rounding).unscaledValue());
    }

    private static long fitting(final BigInteger number) {
        require(number.compareTo(LEAST) >= 0 && number.compareTo(MOST) <= 0, "64 bits");
        return number.longValueExact();
    }

    @Override
    public String toString() {
        return text;
    }
}
