package io.plimsoll.daemon.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.chain.DiscardingSink;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.daemon.postmortem.Collector;
import io.plimsoll.daemon.postmortem.PostMortem;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.replay.JournalReplay;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitSheet;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.file.RecordedFile;
import io.plimsoll.journal.FrameLogs;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Inverse contracts are closed by the liquidator on paper, and pay in coins. */
@Timeout(120)
class InverseBacktestTest {
    private static final String BOOK = """
        {"type":"asset","id":"USD","decimals":6}
        {"type":"asset","id":"BTC","decimals":8}
        {"type":"instrument","id":"INV","kind":"inverse","underlying":"BTC","settlement":"BTC","contractValue":"100","tick":"0.1","step":"1","initial":"0.02","maintenance":"0.01"}
        {"type":"price","of":"INV","value":"30000"}
        {"type":"price","of":"BTC","value":"30000"}
        {"type":"account","id":"long","collateral":{"BTC":"0.02"},"positions":[{"instrument":"INV","quantity":"300","entry":"30000"}]}
        """;

    @TempDir
    private Path folder;

    // A contract is worth 0.0033333333 BTC at 30,000 and 0.0033670033 at 29,700: 300 have lost 0.010101, so that
    // 0.009899 stands
    // against 1 % of 1.01010099. To 1.5 % of what is left 0.00525251485 are missing, 104 times 0.0000505050495.
    @Test
    void shouldCloseAsManyContractsAsBringItToItsStopMarginAndPayInCoins() throws IOException {
        final Path journal = run();
        final UnitSheet sheet = sheet(journal, "long");
        assertEquals(196, sheet.positions().get(0).quantity());
        assertEquals(
                0,
                new BigDecimal("0.01649832").compareTo(sheet.balances().get(0).amount())); // 0.02 - 104 * 0.00003367
        final PostMortem facts = Collector.collect(
                "journal",
                FrameLogs.in(journal),
                SnapshotFolder.reading(journal),
                Stretch.all(),
                List.of(),
                sequence -> {});
        assertNull(facts.integrity().defect());
        final PostMortem.Liquidation liquidation = facts.liquidations().get(0);
        final BigDecimal worth = new BigDecimal("10505.050296"); // 104 * 0.0033670033 * 30,000
        assertEquals(0, worth.compareTo(liquidation.closedValue()), liquidation::toString);
        assertEquals(0, worth.compareTo(liquidation.filledValue()), liquidation::toString);
    }

    private Path run() throws IOException {
        final ProfileSpec profile = ProfileSpec.read(Project.linearProfile());
        final Book book = BookReader.read(Files.writeString(folder.resolve("book.ndjson"), BOOK), profile, "USD");
        final Path ticks = Files.writeString(
                folder.resolve("ticks.csv"),
                "ts,instrument,price\n1738368000000,INV,30000\n1738368001000,INV,29700\n1738368005000,INV,29700\n");
        final Path journal = folder.resolve("journal");
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
                .fills(PaperTerms.parse("paper:250,0"))
                .run();
        return journal;
    }

    private static UnitSheet sheet(final Path journal, final String account) throws IOException {
        try (JournalReplay replay =
                JournalReplay.fromSnapshot(FrameLogs.in(journal), Stretch.all(), SnapshotFolder.reading(journal))) {
            while (replay.next(JournalReplay.UNSEEN, new DiscardingSink())) {
                // to the end
            }
            final MarginView view = replay.engine().view();
            for (int unit = 0; unit < view.unitCount(); unit++) {
                if (view.accountName(unit).equals(account)) {
                    return view.sheet(unit);
                }
            }
        }
        throw new AssertionError("no account " + account);
    }
}
