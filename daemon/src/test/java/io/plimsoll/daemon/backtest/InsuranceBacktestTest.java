package io.plimsoll.daemon.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.chain.DiscardingSink;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.daemon.postmortem.Collector;
import io.plimsoll.daemon.postmortem.Loss;
import io.plimsoll.daemon.postmortem.PostMortem;
import io.plimsoll.daemon.postmortem.PostMortemHtml;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.replay.JournalReplay;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitSheet.Balance;
import io.plimsoll.engine.UnitSheet.Position;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.file.RecordedFile;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.ArmDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a bankrupt account owes is paid by a fund on paper, or its position taken over by who has won most. */
@Timeout(120)
class InsuranceBacktestTest {
    private static final String BOOK = """
        {"type":"asset","id":"USD","decimals":6}
        {"type":"asset","id":"BTC","decimals":8,"priceId":"PERP"}
        {"type":"instrument","id":"PERP","kind":"perpetual","underlying":"BTC","settlement":"USD","tick":"0.01","step":"0.001","initial":"0.10","maintenance":"0.05"}
        {"type":"price","of":"PERP","value":"100"}
        {"type":"account","id":"alice","collateral":{"USD":"10"},"positions":[{"instrument":"PERP","quantity":"1","entry":"100"}]}
        {"type":"account","id":"bob","collateral":{"USD":"100"},"positions":[{"instrument":"PERP","quantity":"-2","entry":"100"}]}
        {"type":"account","id":"carol","collateral":{"USD":"1000"},"positions":[{"instrument":"PERP","quantity":"-2","entry":"100"}]}
        """;
    private static final String PROFILE = """
        insurance: {draws: true}
        deleverage: {by: profit-by-equity, after: 0}
        """;

    @TempDir
    private Path folder;

    private Book book;
    private Path journal;

    @Test
    void shouldPayWhatIsOwedFromTheFund() throws IOException {
        run("{\"type\":\"fund\",\"id\":0,\"balances\":{\"USD\":\"1000\"}}\n");
        // 20 lost and 10 there; sold at 80 less 10 bps
        assertEquals(Map.of(), holdings("alice"));
        assertEquals(Map.of("USD", "100", "PERP", "-2"), holdings("bob"));
        assertEquals(Map.of("PERP", "1"), holdings(Backtest.LIQUIDATOR));
        assertEquals(989_920_000, fund());
        final PostMortem facts = postMortem();
        assertEquals(Map.of("drawn", 1L), facts.lossCounts());
        final Loss loss = facts.losses().get(0);
        assertEquals(List.of("alice", "USD", "the shared fund"), List.of(loss.account(), loss.symbol(), loss.from()));
        assertEquals(0, new BigDecimal("10.08").compareTo(loss.amount()), loss::toString);
        assertNothingIsMadeOrLost();
    }

    @Test
    void shouldHaveWhoHasWonMostTakeThePositionOverWhereNoFundPays() throws IOException {
        run("");
        // at 90, where alice has nothing left
        assertEquals(Map.of(), holdings("alice"));
        assertEquals(Map.of("USD", "110", "PERP", "-1"), holdings("bob"));
        assertEquals(Map.of("USD", "1000", "PERP", "-2"), holdings("carol"));
        assertEquals(Map.of(), holdings(Backtest.LIQUIDATOR));
        assertEquals(0, fund());
        assertNothingIsMadeOrLost();
        final PostMortem facts = postMortem();
        final Loss loss = facts.losses().stream()
                .filter(one -> one.what().equals("deleveraged"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("alice", "PERP", "bob"), List.of(loss.account(), loss.symbol(), loss.from()));
        assertEquals(0, BigDecimal.ONE.compareTo(loss.amount()), loss::toString);
        assertEquals(0, new BigDecimal("90").compareTo(loss.price()), loss::toString);
        final String page = PostMortemHtml.of(facts, List.of(), 10);
        assertTrue(page.contains("Losses beyond liquidation") && page.contains("1 deleveraged"), page);
    }

    @Test
    void shouldMoveAPenaltyToTheLiquidatorTheFundAndTheProtocol() throws IOException {
        run(
                BOOK.replace("\"tick\"", "\"penalty\":\"0.01\",\"tick\"")
                        + "{\"type\":\"fund\",\"id\":0,\"balances\":{\"USD\":\"1000\"}}\n",
                "penalty: {liquidator: \"0.5\", fund: \"0.3\", protocol: \"0.2\"}\n",
                "94");
        final PostMortem facts = postMortem();
        assertEquals(Map.of("penalty", 1L), facts.lossCounts());
        final Loss penalty = facts.losses().get(0);
        assertEquals(List.of("alice", "USD"), List.of(penalty.account(), penalty.symbol()));
        final long due = penalty.amount().movePointRight(6).longValueExact();
        final long liquidator = due / 2;
        final long protocol = due / 5;
        assertTrue(due > 1_000, penalty::toString);
        assertEquals(plain(liquidator, 6), holdings(Backtest.LIQUIDATOR).get("USD"));
        assertEquals(Map.of("USD", plain(protocol, 6)), holdings(Backtest.PROTOCOL));
        assertEquals(1_000_000_000 + due - liquidator - protocol, fund());
        assertNothingIsMadeOrLost();
        final String page = PostMortemHtml.of(facts, List.of(), 10);
        assertTrue(page.contains("Losses beyond liquidation, and penalties"), page);
    }

    @Test
    void shouldTakeNoPenaltyBeyondBankruptcy() throws IOException {
        run(
                BOOK.replace("\"tick\"", "\"penalty\":\"0.01\",\"tick\"")
                        + "{\"type\":\"fund\",\"id\":0,\"balances\":{\"USD\":\"1000\"}}\n",
                PROFILE + "penalty: {protocol: \"1\"}\n",
                "80");
        assertEquals(Map.of("drawn", 1L), postMortem().lossCounts());
        assertEquals(Map.of(), holdings(Backtest.PROTOCOL));
        assertNothingIsMadeOrLost();
    }

    private PostMortem postMortem() throws IOException {
        return Collector.collect(
                "journal",
                FrameLogs.in(journal),
                SnapshotFolder.reading(journal),
                Stretch.all(),
                List.of(),
                sequence -> {});
    }

    private void run(final String funds) throws IOException {
        run(BOOK + funds, PROFILE, "80");
    }

    private void run(final String lines, final String rules, final String lastPrice) throws IOException {
        final ProfileSpec profile = ProfileSpec.read(
                Files.writeString(folder.resolve("profile.yaml"), Files.readString(Project.linearProfile()) + rules));
        book = BookReader.read(Files.writeString(folder.resolve("book.ndjson"), lines), profile, "USD");
        final Path ticks = Files.writeString(
                folder.resolve("ticks.csv"),
                "ts,instrument,price\n1738368000000,PERP,100\n1738368001000,PERP,X\n1738368005000,PERP,X\n"
                        .replace("X", lastPrice));
        journal = folder.resolve("journal");
        new Backtest(
                        book,
                        RecordedFile.read(
                                        ticks,
                                        symbol -> {
                                            final DefinitionSet.PriceRef price =
                                                    book.definitions().price(symbol);
                                            return new PriceId(price.id(), price.decimals());
                                        },
                                        List.of())
                                .ticks(),
                        journal)
                .fills(PaperTerms.parse("paper"))
                .run();
    }

    private long fund() throws IOException {
        try (JournalReplay replay = replay()) {
            return replay.engine()
                    .view()
                    .fundBalance(0, book.definitions().assets().get(0).id());
        }
    }

    // Over all accounts, positions at their cost, and the fund: the same after every record once the book is loaded,
    // but for what a
    // transfer takes out or brings in; and what was taken out is in again in the end.
    private void assertNothingIsMadeOrLost() throws IOException {
        try (JournalReplay replay =
                JournalReplay.fromSnapshot(FrameLogs.in(journal), Stretch.all(), SnapshotFolder.reading(journal))) {
            final boolean[] isLoaded = {false};
            final long[] transferred = {0};
            BigDecimal before = null;
            int compared = 0;
            while (replay.next(
                    (buffer, offset, length) -> {
                        isLoaded[0] |= Frame.templateId(buffer, offset) == ArmDecoder.TEMPLATE_ID;
                        transferred[0] += isLoaded[0] ? transferred(buffer, offset) : 0;
                    },
                    new DiscardingSink())) {
                if (isLoaded[0]) {
                    final BigDecimal now =
                            total(replay.engine().view()).subtract(Decimals.toBigDecimal(transferred[0], 6));
                    assertEquals(0, before == null ? 0 : before.compareTo(now), before + " became " + now);
                    before = now;
                    compared++;
                }
            }
            assertTrue(compared > 4, compared + " records");
            assertEquals(0, transferred[0]);
        }
    }

    private static long transferred(final DirectBuffer buffer, final int offset) {
        return Frame.templateId(buffer, offset) == TransferDecoder.TEMPLATE_ID
                ? new TransferDecoder()
                        .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder())
                        .amount()
                : 0;
    }

    private BigDecimal total(final MarginView view) {
        BigDecimal total = Decimals.toBigDecimal(
                view.fundBalance(0, book.definitions().assets().get(0).id()), 6);
        for (int unit = 0; unit < view.unitCount(); unit++) {
            for (final Balance balance : view.sheet(unit).balances()) {
                total = total.add(balance.amount());
            }
            for (final Position position : view.sheet(unit).positions()) {
                total = total.subtract(Decimals.toBigDecimal(
                        position.cost().high(),
                        position.cost().low(),
                        position.price().decimals() + position.quantityDecimals()));
            }
        }
        return total;
    }

    private Map<String, String> holdings(final String account) throws IOException {
        try (JournalReplay replay = replay()) {
            final MarginView view = replay.engine().view();
            final Map<String, String> holdings = new TreeMap<>();
            for (int unit = 0; unit < view.unitCount(); unit++) {
                if (view.accountName(unit).equals(account)) {
                    for (final Balance balance : view.sheet(unit).balances()) {
                        holdings.put(balance.symbol(), plain(balance.held(), balance.decimals()));
                    }
                    for (final Position position : view.sheet(unit).positions()) {
                        holdings.put(position.symbol(), plain(position.quantity(), position.quantityDecimals()));
                    }
                }
            }
            return holdings;
        }
    }

    private static String plain(final long mantissa, final int decimals) {
        return Decimals.toBigDecimal(mantissa, decimals).stripTrailingZeros().toPlainString();
    }

    private JournalReplay replay() throws IOException {
        final JournalReplay replay =
                JournalReplay.fromSnapshot(FrameLogs.in(journal), Stretch.all(), SnapshotFolder.reading(journal));
        while (replay.next(JournalReplay.UNSEEN, new DiscardingSink())) {
            // to the end
        }
        return replay;
    }
}
