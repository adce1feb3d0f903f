package io.plimsoll.feed.chainlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.live.Endpoint;
import io.plimsoll.feed.live.TestFrames;
import io.plimsoll.feed.live.Venue;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the venue is asked, and how; its pages are named in the package. */
@Timeout(30)
class ChainlinkVenueTest {
    private static final long NOW_MS = 1_700_000_000_500L;
    private static final Credentials CREDENTIALS = Credentials.parse("key-id\nsecret");

    private static Venue venue(final String... addresses) {
        return new ChainlinkVenue(
                Arrays.stream(addresses).map(URI::create).toList(),
                TestFrames.symbols(8, TestReports.CRYPTO, TestReports.SHARE),
                CREDENTIALS);
    }

    @Test
    void shouldAskForAllFeedsInTheAddressAndSignIt() {
        final Endpoint endpoint = venue("wss://ws.dataengine.chain.link").endpoint(0, NOW_MS);
        assertEquals(
                "wss://ws.dataengine.chain.link/api/v1/ws?feedIDs=" + TestReports.CRYPTO + "," + TestReports.SHARE,
                endpoint.uri().toString());
        assertEquals("1700000000500", endpoint.headers().get("X-Authorization-Timestamp"));
        assertEquals("key-id", endpoint.headers().get("Authorization"));
        assertEquals(new RequestSigner(CREDENTIALS).get(endpoint.uri(), NOW_MS), endpoint.headers());
        assertFalse(endpoint.toString().contains("secret"));
    }

    @Test
    void shouldSignEachConnectionAnew() {
        final Venue venue = venue("wss://ws.dataengine.chain.link");
        final String name = "X-Authorization-Signature-SHA256";
        assertFalse(venue.endpoint(0, NOW_MS)
                .headers()
                .get(name)
                .equals(venue.endpoint(0, NOW_MS + 1).headers().get(name)));
    }

    @Test
    void shouldHoldAConnectionForEachAddressAndNameItsOrigin() {
        final Venue venue = venue("wss://ws.dataengine.chain.link#001", "ws://127.0.0.1:9/else#002");
        assertEquals(2, venue.limits().connections());
        assertEquals("001", venue.endpoint(0, NOW_MS).headers().get("X-Cll-Origin"));
        assertEquals("002", venue.endpoint(1, NOW_MS).headers().get("X-Cll-Origin"));
        assertTrue(venue.endpoint(1, NOW_MS).uri().toString().startsWith("ws://127.0.0.1:9/else?feedIDs=0x0003"));
    }

    @Test
    void shouldHoldTwoConnectionsToOneAddress() {
        final Venue venue = venue("wss://ws.dataengine.chain.link#001");
        assertEquals(2, venue.limits().connections());
        assertEquals(venue.endpoint(0, NOW_MS), venue.endpoint(1, NOW_MS));
        final Venue four = venue.withLimits(venue.limits().withConnections(4));
        assertEquals(4, four.limits().connections());
        assertEquals(venue.endpoint(0, NOW_MS), four.endpoint(3, NOW_MS));
    }

    @Test
    void shouldSendNothingAndExpectNoConfirmation() {
        final Venue venue = venue("wss://ws.dataengine.chain.link/");
        assertEquals(List.of(), venue.subscription());
        assertEquals(0, venue.expectedAcknowledgements());
        assertEquals(Venue.Kind.WEB_SOCKET, venue.kind());
    }

    @Test
    void shouldAskForWhatWasMissedSinceTheNextSecond() {
        final Endpoint page = venue("wss://ws.dataengine.chain.link")
                .backfill(1, 1_699_999_990_000_000_000L, NOW_MS)
                .orElseThrow();
        assertEquals(
                "https://api.dataengine.chain.link/api/v1/reports/page?feedID=" + TestReports.SHARE
                        + "&startTimestamp=1699999991&limit=100",
                page.uri().toString());
        assertEquals(new RequestSigner(CREDENTIALS).get(page.uri(), NOW_MS), page.headers());
    }

    @Test
    void shouldAskForTheNewestPageOfALongGap() {
        final Endpoint page = venue("ws://127.0.0.1:9#7").backfill(0, 1, NOW_MS).orElseThrow();
        assertEquals(
                "http://127.0.0.1:9/api/v1/reports/page?feedID=" + TestReports.CRYPTO
                        + "&startTimestamp=1699999901&limit=100",
                page.uri().toString());
        assertEquals("7", page.headers().get("X-Cll-Origin"));
    }

    @Test
    void shouldAskForNoPageOfAFeedWhoseTimesAreMilliseconds() {
        final Venue venue = new ChainlinkVenue(
                List.of(ChainlinkVenue.DEFAULT_ADDRESS),
                TestFrames.symbols(8, "0x1003" + "ab".repeat(30)),
                CREDENTIALS);
        assertTrue(venue.backfill(0, 1, NOW_MS).isEmpty());
    }

    @Test
    void shouldRefuseToHaveNoAddress() {
        assertThrows(IllegalArgumentException.class, () -> venue());
    }
}
