package io.plimsoll.daemon.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.definitions.InstrumentSpec;
import io.plimsoll.daemon.definitions.MarginTier;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiers of an instrument in a book: whatever is wrong with them is told with the line, the tier and the rule. */
@Timeout(60)
class BookTiersTest {
    private static final String USD = "{'type':'asset','id':'USD','decimals':6}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'tiers':[] | 'tiers' is a list of 0, expected 1 to 64 tiers",
                "'tiers':{} | 'tiers' must be a list",
                "'tiers':['0'] | each element of 'tiers' must be an object",
                "'initial':'0.1','tiers':[{'floor':'0','initial':'0.1','maintenance':'0.05'}]"
                        + " | 'initial' is stated beside 'tiers', expected one or the other",
                "'tiers':[{'floor':'1','initial':'0.1','maintenance':'0.05'}] | 'floor' is 1 in tier 1, expected 0",
                "'tiers':[{'floor':'-1','initial':'0.1','maintenance':'0.05'}]"
                        + " | 'floor' is '-1', expected an amount of 0 or more with at most 6 decimals",
                "'tiers':[{'floor':'0','initial':'1.1','maintenance':'0.05'}]"
                        + " | 'initial' is '1.1', expected a decimal from 0 to 1 with at most 6 decimals",
                "'tiers':[{'floor':'0','initial':'0.1','maintenance':'0.2'}]"
                        + " | 'maintenance' is 0.2 in tier 1, above 'initial'",
                "'tiers':[{'floor':'0','initial':'0.1','maintenance':'0.05','stop':'0.04'}]"
                        + " | 'stop' is 0.04 in tier 1, expected one from 'maintenance' to 'initial'",
                "'tiers':[{'floor':'0','initial':'0.1','maintenance':'0.05','capp':'1'}]"
                        + " | unknown field 'capp'; the nearest valid one is 'cap'",
                "'tiers':[{'floor':'0','initial':'0.1','maintenance':'0.05'},{'floor':'0','initial':'0.2','maintenance':'0.1'}]"
                        + " | 'floor' is 0 in tier 2, expected above 0",
                "'tiers':[{'floor':'0','initial':'0.1','maintenance':'0.05'},{'floor':'50000','initial':'0.1','maintenance':'0.04'}]"
                        + " | 'maintenance' is 0.04 in tier 2, below 0.05 of the tier before",
                "'tiers':[{'floor':'0','initial':'0.1','maintenance':'0.05'},{'floor':'50000','initial':'0.09','maintenance':'0.05'}]"
                        + " | 'initial' is 0.09 in tier 2, below 0.1 of the tier before",
                "'tiers':[{'floor':'0','initial':'0.1','maintenance':'0.05','stop':'0.1'},{'floor':'50000','initial':'0.1','maintenance':'0.05'}]"
                        + " | 'stop' is 0.075 in tier 2, below 0.1 of the tier before",
                "'tiers':[{'floor':'0','initial':'0.1','maintenance':'0.05','cap':'40000'},{'floor':'50000','initial':'0.1','maintenance':'0.05'}]"
                        + " | 'floor' is 50000 in tier 2, expected 40000, where the tier before ends: a gap",
                "'tiers':[{'floor':'0','initial':'0.1','maintenance':'0.05','cap':'60000.5'},{'floor':'50000','initial':'0.1','maintenance':'0.05'}]"
                        + " | 'floor' is 50000 in tier 2, expected 60000.5, where the tier before ends: an overlap",
                "'tiers':[{'floor':'0','maxLeverage':10,'initial':'0.1'}]"
                        + " | 'maxLeverage' is stated beside 'initial' or 'maintenance', expected one or the other",
                "'tiers':[{'floor':'0','maxLeverage':0}] | 'maxLeverage' is '0', expected a whole number from 1 to 1000",
                "'tiers':[{'floor':'0','maxLeverage':10},{'floor':'5','maxLeverage':20}]"
                        + " | 'initial' is 0.05 in tier 2, below 0.1 of the tier before",
                "'tiers':[{'floor':'0','initial':'0.1','maintenance':'0.05','cap':'60000'}]"
                        + " | 'cap' is 60000 in the last tier, expected none: its rates hold above its floor"
            })
    void shouldTellWhatIsWrongWithTiers(final String fields, final String expected) {
        assertTold("book.ndjson:2: " + expected, Project.linear(), "," + fields);
    }

    @Test
    void shouldRefuseMoreTiersThanATableHas() {
        final StringBuilder tiers = new StringBuilder();
        for (int i = 0; i <= 64; i++) {
            tiers.append(i == 0 ? "" : ",").append(tier(i));
        }
        assertTold(
                "book.ndjson:2: 'tiers' is a list of 65, expected 1 to 64 tiers",
                Project.linear(),
                ",'tiers':[" + tiers + "]");
    }

    private static String tier(final int floor) {
        return "{'floor':'" + floor + "','initial':'0.1','maintenance':'0.05'}";
    }

    @Test
    void shouldPassOverAProfilesRatesWhereTheLineHasTiers() throws IOException {
        final ProfileSpec profile = ProfileSpec.read(Files.writeString(
                folder.resolve("profile.yaml"),
                Files.readString(Project.linearProfile())
                        + "defaults: {instrument: {initial: 0.3, maintenance: 0.2}}\n"));
        assertTold("book.ndjson:2: 'floor' is 1 in tier 1, expected 0", profile, ",'tiers':[" + tier(1) + "]");
    }

    @Test
    void shouldHaveTheFirstTiersRatesAndATableOfTheInstrumentsOwnId() throws IOException {
        final InstrumentSpec instrument = read(
                        Project.linear(),
                        ",'tiers':[{'floor':'0','initial':'0.01','maintenance':'0.004','cap':'50000.5'},"
                                + "{'floor':'50000.5','initial':'0.02','maintenance':'0.005','stop':'0.02'}]")
                .definitions()
                .instrument("P");
        assertEquals(
                List.of(
                        new MarginTier(0, 10_000, 7_000, 4_000),
                        new MarginTier(50_000_500_000L, 20_000, 20_000, 5_000)),
                instrument.tiers());
        assertEquals(
                List.of(instrument.id(), 10_000, 7_000, 4_000),
                List.of(
                        instrument.terms().marginTableId(),
                        instrument.initialPpm(),
                        instrument.stopPpm(),
                        instrument.maintenancePpm()));
    }

    @Test
    void shouldTakeAsManyTiersAsATableHas() throws IOException {
        final StringBuilder tiers = new StringBuilder(tier(0));
        for (int i = 1; i < 64; i++) {
            tiers.append(",").append(tier(i));
        }
        final Book book = read(Project.linear(), ",'tiers':[" + tiers + "]");
        assertEquals(64, book.definitions().instrument("P").tiers().size());
    }

    private void assertTold(final String expected, final ProfileSpec profile, final String fields) {
        final String message =
                assertThrows(UserError.class, () -> read(profile, fields)).getMessage();
        assertEquals(expected, message.substring(Math.max(0, message.indexOf("book.ndjson"))));
    }

    private Book read(final ProfileSpec profile, final String fields) throws IOException {
        final Path file = folder.resolve("book.ndjson");
        final String perpetual =
                "{'type':'instrument','id':'P','kind':'perpetual','underlying':'USD','settlement':'USD',"
                        + "'tick':'0.1','step':'0.001'" + fields + "}";
        Files.writeString(file, (USD + "\n" + perpetual).replace('\'', '"'));
        return BookReader.read(file, profile, "USD");
    }
}
