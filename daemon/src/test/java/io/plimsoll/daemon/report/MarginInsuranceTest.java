package io.plimsoll.daemon.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.book.BookEngine;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.journal.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What funds would pay for an account, and who would take whose position over, where the profile asks somebody to. */
@Timeout(60)
class MarginInsuranceTest {
    private static final String BOOK = """
        {"type":"asset","id":"USD","decimals":6}
        {"type":"asset","id":"BTC","decimals":8,"priceId":"PERP"}
        {"type":"instrument","id":"PERP","kind":"perpetual","underlying":"BTC","settlement":"USD","tick":"0.01","step":"0.001","initial":"0.10","maintenance":"0.05"}
        {"type":"price","of":"PERP","value":"80"}
        {"type":"fund","balances":{"USD":"4"}}
        {"type":"account","id":"alice","collateral":{"USD":"10"},"positions":[{"instrument":"PERP","quantity":"1","entry":"100"}]}
        {"type":"account","id":"carol","collateral":{"USD":"1000"},"positions":[{"instrument":"PERP","quantity":"-2","entry":"100"}]}
        {"type":"account","id":"bob","collateral":{"USD":"100"},"positions":[{"instrument":"PERP","quantity":"-2","entry":"100"}]}
        {"type":"account","id":"dave","collateral":{"USD":"100"},"positions":[{"instrument":"PERP","quantity":"-2","entry":"70"}]}
        {"type":"account","id":"desk","role":"liquidator","positions":[{"instrument":"PERP","quantity":"-2","entry":"100"}]}
        """;

    @TempDir
    private Path folder;

    @Test
    void shouldTellWhatFundsPayAndWhatNoneHas() throws IOException {
        final List<Map<String, Object>> told = margin("insurance: {draws: true}\n");
        assertEquals("-4", told.get(0).get("insuranceDelta"));
        assertEquals("6", told.get(0).get("insuranceGap"));
        assertEquals("0", told.get(1).get("insuranceDelta"));
        assertEquals("0", told.get(1).get("insuranceGap"));
        assertFalse(position(told.get(1)).containsKey("adlRank"));
    }

    @Test
    void shouldRankWhoHasWonMostByItsEquityAndThenWhoHasLost() throws IOException {
        final List<Map<String, Object>> told = margin("insurance: {draws: true}\ndeleverage: {by: profit-by-equity}\n");
        final List<Object> ranks = new ArrayList<>();
        told.forEach(account -> ranks.add(position(account).get("adlRank")));
        final List<Object> expected = new ArrayList<>();
        expected.add(null); // below its own requirement
        expected.add(new BigDecimal(2));
        expected.add(new BigDecimal(1));
        expected.add(new BigDecimal(3));
        expected.add(null); // not checked
        assertEquals(expected, ranks);
    }

    @Test
    void shouldTellNothingOfItWhereNobodyIsAsked() throws IOException {
        final Map<String, Object> told = margin("").get(0);
        assertFalse(told.containsKey("insuranceDelta"));
        assertFalse(position(told).containsKey("adlRank"));
    }

    private static Map<String, Object> position(final Map<String, Object> account) {
        return Json.objects(account, "positions").get(0);
    }

    private List<Map<String, Object>> margin(final String settings) throws IOException {
        final ProfileSpec profile = ProfileSpec.read(Files.writeString(
                folder.resolve("profile.yaml"), Files.readString(Project.linearProfile()) + settings));
        final BookEngine book =
                BookEngine.of(BookReader.read(Files.writeString(folder.resolve("book.ndjson"), BOOK), profile, "USD"));
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MarginReport(book.engine().view()).writeJson(out);
        return out.toString(StandardCharsets.UTF_8).lines().map(Json::object).toList();
    }
}
