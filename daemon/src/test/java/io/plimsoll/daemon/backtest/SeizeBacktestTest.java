package io.plimsoll.daemon.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.book.VenueLiquidation;
import io.plimsoll.daemon.chain.DiscardingSink;
import io.plimsoll.daemon.compare.Comparer;
import io.plimsoll.daemon.compare.Comparison;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.daemon.postmortem.Collector;
import io.plimsoll.daemon.postmortem.PostMortem;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.replay.JournalReplay;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitSheet.Balance;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.file.RecordedFile;
import io.plimsoll.journal.FrameLogs;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Debts are repaid by the liquidator on paper, who takes the collateral for it, and the journal tells so. */
@Timeout(120)
class SeizeBacktestTest {
    private static final String BOOK = """
        {"type":"asset","id":"USD","decimals":6}
        {"type":"asset","id":"ETH","decimals":9,"ltv":"0.8","liquidationThreshold":"0.825","bonus":"0.05","protocolFee":"0.1","liquidationFactor":"0.93"}
        {"type":"price","of":"ETH","value":"2100"}
        {"type":"account","id":"borrower","collateral":{"ETH":"10","USD":"-17000"}}
        """;

    @TempDir
    private Path folder;

    private Book book;
    private Path journal;

    @Test
    void shouldRepayHalfAndTakeWhatThatBuys() throws IOException {
        final BacktestResult result =
                run("plan: {sizing: close-factor, closeFactor: 0.5, fullBelowHealth: 0.95, fullBelow: 2000, leftover:"
                        + " 1000}\n");
        assertEquals(Map.of("USD", "-8500", "ETH", "5.5375"), balances("borrower"));
        assertEquals(Map.of("USD", "-8500", "ETH", "4.4625"), balances(Backtest.LIQUIDATOR));
        final PostMortem facts = postMortem();
        assertNull(facts.integrity().defect());
        assertEquals(1, facts.totals().orders());
        assertEquals(1, facts.totals().filled());
        assertEquals(0, facts.totals().inFlight());
        final PostMortem.Liquidation liquidation = facts.liquidations().get(0);
        assertEquals("borrower", liquidation.account());
        assertEquals("ETH for USD", liquidation.instruments());
        assertEquals(0, new BigDecimal("8925").compareTo(liquidation.closedValue()));
        assertEquals(0, new BigDecimal("8925").compareTo(liquidation.filledValue()));
        assertEquals(1, result.accountsLiquidated());
        final Comparison compared = compare("-4.4625");
        assertTrue(compared.isAgreed(), compared::toString);
        assertEquals(0, compared.both().get(0).sizeDifference().signum(), compared::toString);
        assertEquals(
                0,
                new BigDecimal("-0.4625")
                        .compareTo(compare("-4").both().get(0).sizeDifference().negate()));
    }

    /** With a venue that took so much of the borrower's coins at the second price. */
    private Comparison compare(final String taken) throws IOException {
        final VenueLiquidation venue = new VenueLiquidation(
                "venue:1",
                1_738_368_001_000_000_000L,
                0,
                "borrower",
                "ETH",
                true,
                new BigDecimal(taken),
                null,
                null,
                null);
        return Comparer.compare(
                List.of(venue),
                FrameLogs.in(journal),
                SnapshotFolder.reading(journal),
                Stretch.all(),
                1_000_000_000L,
                sequence -> {});
    }

    @Test
    void shouldTakeAllAndLeaveACredit() throws IOException {
        run("plan: {sizing: full}\n");
        assertEquals(Map.of("USD", "1600"), balances("borrower")); // 10 * 2,000 * 0.93 - 17,000
        assertEquals(Map.of("USD", "-18600", "ETH", "10"), balances(Backtest.LIQUIDATOR));
    }

    @Test
    void shouldTakeAnAuctionOnceItsPriceIsGood() throws IOException {
        run("plan: {sizing: full}\nbonus: {shape: by-time}\nauction: {curve: exponential, start: 1.2, cut: 0.9}\n");
        // 2,400 falls below 1,998 after two seconds, to 1,944; 17,000 * 1.05 / 1,944
        assertEquals(Map.of("ETH", "0.817901235"), balances("borrower"));
        assertEquals(Map.of("USD", "-17000", "ETH", "9.182098765"), balances(Backtest.LIQUIDATOR));
        assertEquals(1, postMortem().totals().filled());
    }

    private BacktestResult run(final String plan) throws IOException {
        final ProfileSpec profile = ProfileSpec.read(Files.writeString(
                folder.resolve("profile.yaml"),
                Files.readString(Project.linearProfile()) + "debt: {in: requirement}\n" + plan));
        book = BookReader.read(Files.writeString(folder.resolve("book.ndjson"), BOOK), profile, "USD");
        final Path ticks = Files.writeString(
                folder.resolve("ticks.csv"),
                "ts,instrument,price\n1738368000000,ETH,2100\n1738368001000,ETH,2000\n1738368005000,ETH,2010\n");
        journal = folder.resolve("journal");
        return new Backtest(
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

    private Map<String, String> balances(final String account) throws IOException {
        try (JournalReplay replay =
                JournalReplay.fromSnapshot(FrameLogs.in(journal), Stretch.all(), SnapshotFolder.reading(journal))) {
            while (replay.next(JournalReplay.UNSEEN, new DiscardingSink())) {
                // to the end
            }
            final MarginView view = replay.engine().view();
            final Map<String, String> balances = new TreeMap<>();
            for (int unit = 0; unit < view.unitCount(); unit++) {
                if (view.accountName(unit).equals(account)) {
                    for (final Balance balance : view.sheet(unit).balances()) {
                        balances.put(
                                balance.symbol(),
                                balance.amount().stripTrailingZeros().toPlainString());
                    }
                }
            }
            return balances;
        }
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
}
