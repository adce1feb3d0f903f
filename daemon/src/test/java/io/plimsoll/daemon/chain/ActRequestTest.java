package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.ndjson.Directory;
import io.plimsoll.protocol.codec.OperatorActDecoder;
import io.plimsoll.protocol.codec.OperatorActKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator writes becomes a record that says what it is about and nothing else, or is refused with a word on what is wrong. */
@Timeout(30)
class ActRequestTest {
    private static final long NO_ACCOUNT = OperatorActDecoder.accountIdNullValue();
    private static final long NO_INSTRUMENT = OperatorActDecoder.instrumentIdNullValue();
    private static final long NO_PRICE_ID = OperatorActDecoder.priceIdNullValue();
    private static final long NO_VALUE = OperatorActDecoder.valueNullValue();

    @Test
    void shouldNameAnAccountAlone() {
        assertEquals(
                new ActRequest(OperatorActKind.HOLD_ACCOUNT, 17, NO_INSTRUMENT, NO_PRICE_ID, NO_VALUE),
                of("hold-account", "alice", ""));
        assertEquals(
                OperatorActKind.FORCE_LIQUIDATION,
                of("force-liquidation", "alice", "").kind());
    }

    @Test
    void shouldNameAnInstrumentAlone() {
        assertEquals(
                new ActRequest(OperatorActKind.HALT_INSTRUMENT, NO_ACCOUNT, 100, NO_PRICE_ID, NO_VALUE),
                of("halt-instrument", "BTC-PERP", ""));
    }

    @Test
    void shouldSetAPriceAtItsDecimalsAndReleaseItWithoutOne() {
        assertEquals(
                new ActRequest(OperatorActKind.SET_PRICE, NO_ACCOUNT, NO_INSTRUMENT, 3, 6_100_050),
                of("set-price", "BTC-PERP", "61000.5"));
        assertEquals(
                new ActRequest(OperatorActKind.RELEASE_PRICE, NO_ACCOUNT, NO_INSTRUMENT, 3, NO_VALUE),
                of("release-price", "BTC-PERP", ""));
    }

    @Test
    void shouldTellWhatIsWrong() {
        assertTold("no account 'bob'", "hold-account", "bob", "");
        assertTold("no instrument 'alice'", "halt-instrument", "alice", "");
        assertTold("no price 'alice'", "set-price", "alice", "1");
        assertTold("set-price needs a price", "set-price", "BTC-PERP", "");
        assertTold("hold-account takes no price, but '5' is given", "hold-account", "alice", "5");
        assertTold("price 0, expected one above 0", "set-price", "BTC-PERP", "0");
        final String told = assertThrows(IllegalArgumentException.class, () -> of("pause", "alice", ""))
                .getMessage();
        assertTrue(told.startsWith("no act 'pause', expected one of halt-instrument "), told);
    }

    private static void assertTold(final String expected, final String act, final String subject, final String price) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, () -> of(act, subject, price))
                        .getMessage());
    }

    private static ActRequest of(final String act, final String subject, final String price) {
        return ActRequest.of(act, subject, price, new Known());
    }

    /** One account and one instrument. */
    private static final class Known implements Directory {
        @Override
        public PriceId priceId(final String symbol) {
            return symbol.equals("BTC-PERP") ? new PriceId(3, 2) : null;
        }

        @Override
        public Asset asset(final String symbol) {
            return null;
        }

        @Override
        public Instrument instrument(final String symbol) {
            return symbol.equals("BTC-PERP") ? new Instrument(100, 2, 4, 6) : null;
        }

        @Override
        public long accountId(final String name) {
            return name.equals("alice") ? 17 : UNKNOWN_ACCOUNT;
        }

        @Override
        public void accountOpened(final String name, final long accountId) {
            // nobody opens any
        }
    }
}
