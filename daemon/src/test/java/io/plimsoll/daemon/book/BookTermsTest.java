package io.plimsoll.daemon.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.definitions.AssetSpec;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.terms.ScaleTerms;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A book states weights and what goes beyond the plain rules line by line, or leaves it to the profile; what the rules lack is refused by name. */
@Timeout(60)
class BookTermsTest {
    private static final String USD = "{'type':'asset','id':'USD','decimals':6}";
    private static final String PERP = "{'type':'instrument','id':'P','kind':'perpetual','underlying':'USD',"
            + "'settlement':'USD','tick':'0.1','step':'0.001','initial':'0.10','maintenance':'0.05'%s}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1000000 | 1000000",
                "'haircut':'0.2' | 800000 | 800000",
                "'ltv':'0.8','liquidationThreshold':'0.825' | 800000 | 825000",
                "'initialWeight':'0','maintenanceWeight':'1' | 0 | 1000000",
                "'ltv':'0.7' | 700000 | 700000",
                "'maintenanceWeight':'0.9' | 900000 | 900000"
            })
    void shouldWeighAnAssetByItsFields(final String fields, final int initial, final int maintenance)
            throws IOException {
        final AssetSpec coin = coin(fields.isEmpty() ? "" : "," + fields, Project.linear());
        assertEquals(List.of(initial, maintenance), List.of(coin.initialWeightPpm(), coin.maintenanceWeightPpm()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'haircut':'0.2','ltv':'0.8' | 'haircut' is stated beside a weight, expected one or the other",
                "'initialWeight':'0.8','ltv':'0.8' | 'initialWeight' is stated beside 'ltv', which is another name for it",
                "'ltv':'1.1' | 'ltv' is '1.1', expected a decimal from 0 to 1 with at most 6 decimals",
                "'ltv':0.8 | 'ltv' must be a text, as \"12.5\", not a JSON number",
                "'liabilityWeight':'0.9' | 'liabilityWeight' is '0.9', expected a decimal from 1 to 10 with at most 6 decimals",
                "'liabilityWeight':{'stopp':'1'} | unknown field 'stopp'; the nearest valid one is 'stop'",
                "'notCollateral':'true' | 'notCollateral' must be a whole number, true or false, without quotes",
                "'stopWeight':'0.9' | asset C: the stop weight must be between the initial and the maintenance weight",
                "'liabilityWeight':{'stop':'1.1'} | asset C: liability weights must be 1 <= maintenance <= stop <= initial <= 10",
                "'imf':'1001' | 'imf' is '1001', expected a decimal from 0 to 2.147483647 with at most 9 decimals",
                "'imf':'0.1','tiers':[{'floor':'0'}] | asset C: a sizeFactor of an asset and a weight table do not go together",
                "'imf':'0.1','indexed':true,'maxIndex':'2' | asset C: a sizeFactor of an asset and an interest index do not go together",
                "'domain':7 | asset C: domainId and domainCapMicros are stated together or not at all",
                "'domainCap':'5' | asset C: domainId and domainCapMicros are stated together or not at all",
                "'cap':'-1' | 'cap' is '-1', expected an amount of 0 or more with at most 6 decimals",
                "'haircut':'0.1','tiers':[{'floor':'0'}] | 'haircut' is stated beside 'tiers', expected one or the other",
                "'tiers':[] | 'tiers' is a list of 0, expected 1 to 64 tiers",
                "'tiers':[{'floor':'1'}] | 'floor' is 1 in tier 1, expected 0",
                "'tiers':[{'floor':'0'},{'floor':'0'}] | 'floor' is 0 in tier 2, expected above 0",
                "'tiers':[{'floor':'0','haircut':'0.1'},{'floor':'5','haircut':'0.05'}] | 'floor' is 5 in tier 2, whose initial weight of 0.95 is above 0.9 of the tier before",
                "'tiers':[{'floor':'0','ltv':'0.5','liquidationThreshold':'0.8','stopWeight':'0.9'}] | 'stopWeight' is 0 in tier 1, expected weights with initial <= stop <= maintenance",
                "'tiers':[{'floor':'0','hairkut':'0.1'}] | unknown field 'hairkut'; the nearest valid one is 'haircut'",
                "'tiers':[{'floor':'0'}],'depositCap':'5' | asset C: a weight table and a depositCapMicros do not go together",
                "'bonus':'0.05' | asset C: the maintenance weight with the bonus on top must be at most 1",
                "'protocolFee':'1.1' | 'protocolFee' is '1.1', expected a decimal from 0 to 1 with at most 6 decimals",
                "'liquidationFactor':'2' | 'liquidationFactor' is '2', expected a decimal from 0 to 1 with at most 6 decimals",
                "'notCollateral':true | asset C: its notCollateral is not known to these rules"
            })
    void shouldTellWhatIsWrongWithAnAsset(final String fields, final String expected) {
        assertTold("book.ndjson:2: " + expected, () -> coin("," + fields, Project.linear()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'openInterest':{'lower':'2','upper':'2'} | open interest must rise from a lower bound of 0 or more to a higher one",
                "'openInterest':{'lower':'2'} | open interest must rise from a lower bound of 0 or more to a higher one",
                "'openInterest':{'upper':'2'},'imf':'0.1' | bounds of open interest go with no marginTableId, sizeFactor or maxLeverage"
            })
    void shouldTellWhatIsWrongWithAnInstrument(final String fields, final String expected) {
        assertTold(
                "book.ndjson:2: instrument P: " + expected,
                () -> read(Project.linear(), USD, String.format(PERP, "," + fields)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'instrument':'Q','quantity':'1' | book.ndjson:3: open interest in 'Q', which is no instrument of this book",
                "'instrument':'P','quantity':'-1' | book.ndjson:3: 'quantity' must not be negative, and below 4611686018427387.904",
                "'instrument':'P','quantity':'4611686018427387.904' | book.ndjson:3: 'quantity' must not be negative, and below 4611686018427387.904",
                "'instrument':'P','quantity':'1','price':'1' | book.ndjson:3: unknown field 'price'; the nearest valid one is 'type'"
            })
    void shouldTellWhatIsWrongWithOpenInterest(final String fields, final String expected) {
        assertTold(
                expected,
                () -> read(Project.linear(), USD, String.format(PERP, ""), "{'type':'openInterest'," + fields + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'instrument':'Q','orders':1} | open orders in 'Q', which is no instrument of this book",
                "{'instrument':'P','bids':'1','orders':1},{'instrument':'P','orders':1} | open orders in 'P' are given twice",
                "{'instrument':'P','bids':'-1','orders':1} | 'bids' must not be negative",
                "{'instrument':'P','asks':'-1','orders':1} | 'asks' must not be negative",
                "{'instrument':'P','asks':'1'} | missing 'orders', expected a whole number from 0 to 65534",
                "{'instrument':'P','asks':'1','orders':65535} | 'orders' must be a whole number from 0 to 65534",
                "{'instrument':'P','asks':'1000','orders':1} | 'asks' is beyond the limit of 100; state a larger maxQuantity with the definition"
            })
    void shouldTellWhatIsWrongWithOpenOrders(final String orders, final String expected) {
        assertTold(
                "book.ndjson:3: " + expected,
                () -> read(
                        Project.linear(),
                        USD,
                        String.format(PERP, ",'maxQuantity':'100'"),
                        "{'type':'account','id':'a','openOrders':[" + orders + "]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'stablePrice','of':'Q','value':'1' | stable price of 'Q', which prices no asset or instrument of this book",
                "'stablePrice','of':'P','value':'0' | 'value' must be above 0, and at most the price limit of ",
                "'deposits','asset':'Q','amount':'1' | deposits of 'Q', which is no asset of this book",
                "'deposits','asset':'USD','amount':'-1' | 'amount' must not be negative, and below "
            })
    void shouldTellWhatIsWrongWithWhatAVenueSays(final String fields, final String expected) {
        final UserError error = assertThrows(
                UserError.class, () -> read(Project.linear(), USD, String.format(PERP, ""), "{'type':" + fields + "}"));
        assertTrue(error.getMessage().contains("book.ndjson:3: " + expected), error.getMessage());
    }

    @Test
    void shouldTakeWhatAVenueSays() throws IOException {
        final Book book = read(
                Project.linear(),
                USD,
                String.format(PERP, ""),
                "{'type':'stablePrice','of':'P','value':'12.5'}",
                "{'type':'deposits','asset':'USD','amount':'7.5'}",
                "{'type':'account','id':'a','leverage':{'P':'8.5'}}");
        assertEquals(1, book.stablePrices().size());
        assertEquals(7_500_000, book.deposits().get(0).amount());
        assertEquals(8_500_000, book.leverages().get(0).leveragePpm());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Q':'5'} | leverage in 'Q', which is no instrument of this book",
                "{'P':'0.9'} | 'leverage.P' must be 1 to 1000000",
                "{'P':'1000001'} | 'leverage.P' must be 1 to 1000000"
            })
    void shouldTellWhatIsWrongWithALeverage(final String leverage, final String expected) {
        assertTold(
                "book.ndjson:3: " + expected,
                () -> read(
                        Project.linear(),
                        USD,
                        String.format(PERP, ""),
                        "{'type':'account','id':'a','leverage':" + leverage + "}"));
    }

    @Test
    void shouldTakeOpenOrdersOfAnAccount() throws IOException {
        final Book book = read(
                Project.linear(),
                USD,
                String.format(PERP, ""),
                "{'type':'account','id':'a'}",
                "{'type':'account','id':'b','openOrders':[{'instrument':'P','bids':'1.5','orders':2}]}");
        final BookOpenOrders open = book.openOrders().get(0);
        assertEquals(List.of(1, 1_500L, 0L, 2), List.of(open.account(), open.bids(), open.asks(), open.orders()));
        assertEquals(1, book.openOrders().size());
    }

    @Test
    void shouldMakeAnAccountOfAnIsolatedPosition() throws IOException {
        final Book book = read(
                Project.linear(),
                USD,
                String.format(PERP, ""),
                "{'type':'account','id':'a','collateral':{'USD':'5'},'positions':[{'instrument':'P','quantity':'1',"
                        + "'entry':'100','isolated':{'USD':'20'}}]}",
                "{'type':'account','id':'b'}");
        final BookAccounts accounts = book.accounts();
        assertEquals(List.of("a", "a/P", "b"), List.of(accounts.name(0), accounts.name(1), accounts.name(2)));
        assertEquals(
                List.of(BookAccounts.NO_PARENT, 0, BookAccounts.NO_PARENT),
                List.of(accounts.parent(0), accounts.parent(1), accounts.parent(2)));
        assertEquals(1, accounts.endLeg(0));
        assertEquals(3, accounts.endLeg(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'instrument':'P','quantity':'1','entry':'1','isolated':{'USD':'1'}},{'instrument':'P','quantity':'1','entry':'1'} | two positions in 'P'",
                "{'instrument':'Q','quantity':'1','entry':'1','isolated':{'USD':'1'}} | position in 'Q', which is no instrument of this book",
                "{'instrument':'P','quantity':'1','entry':'1','isolated':{'EUR':'1'}} | collateral 'EUR' is no asset of this book"
            })
    void shouldTellWhatIsWrongWithAnIsolatedPosition(final String positions, final String expected) {
        assertTold(
                "book.ndjson:3: " + expected,
                () -> read(
                        Project.linear(),
                        USD,
                        String.format(PERP, ""),
                        "{'type':'account','id':'a','positions':[" + positions + "]}"));
    }

    @Test
    void shouldTakeInterestOnceAnIndexedAsset() throws IOException {
        final String coin = "{'type':'asset','id':'C','decimals':6,'haircut':'0.1','indexed':true,'maxIndex':'2'}";
        final String price = "{'type':'price','of':'C','value':'1'}";
        final String interest = "{'type':'interest','asset':'%s','supplyIndex':'1.5','borrowIndex':'%s'}";
        final Book book = read(Project.linear(), USD, coin, price, String.format(interest, "C", "2"));
        assertEquals(
                List.of(new BigInteger("1500000000000000000000000000")),
                book.interests().stream().map(BookInterest::supply).toList());
        assertEquals(
                new BigInteger("2000000000000000000000000000"),
                book.interests().get(0).borrow());
        assertTold(
                "book.ndjson:4: 'borrowIndex' must be above 0, at most the asset's maxIndex of 2.000000, and have at most 27 decimals",
                () -> read(Project.linear(), USD, coin, price, String.format(interest, "C", "2.1")));
        assertTold(
                "book.ndjson:4: interest of 'USD', which is not 'indexed'",
                () -> read(Project.linear(), USD, coin, price, String.format(interest, "USD", "1")));
        assertTold(
                "book.ndjson:4: interest of 'E', which is no asset of this book",
                () -> read(Project.linear(), USD, coin, price, String.format(interest, "E", "1")));
        final String once = String.format(interest, "C", "1");
        assertTold(
                "book.ndjson:5: interest of 'C' is given twice",
                () -> read(Project.linear(), USD, coin, price, once, once));
    }

    @Test
    void shouldTakeOpenInterestOnceAnInstrument() throws IOException {
        final String open = "{'type':'openInterest','instrument':'P','quantity':'12.5'}";
        final Book book = read(Project.linear(), USD, String.format(PERP, ""), open);
        assertEquals(
                List.of(12_500L),
                book.openInterests().stream().map(BookOpenInterest::quantity).toList());
        assertTold(
                "book.ndjson:4: open interest in 'P' is given twice",
                () -> read(Project.linear(), USD, String.format(PERP, ""), open, open));
        assertTold(
                "book.ndjson:4: 'instrument' must come before the first account or fund",
                () -> read(Project.linear(), USD, String.format(PERP, ""), open, String.format(PERP, "")));
    }

    @Test
    void shouldGiveASilentLineWhatTheProfileSays() throws IOException {
        final ProfileSpec profile = profile("defaults: {asset: {ltv: 0.7, liquidationThreshold: 0.75, decimals: 4}}\n");
        final AssetSpec silent = coin("", profile);
        assertEquals(List.of(700_000, 750_000), List.of(silent.initialWeightPpm(), silent.maintenanceWeightPpm()));
        final AssetSpec stated = coin(",'ltv':'0.5'", profile);
        assertEquals(List.of(500_000, 750_000), List.of(stated.initialWeightPpm(), stated.maintenanceWeightPpm()));
        assertTold(
                "book.ndjson:1: unknown field 'ltvv'; the nearest valid one is 'ltv'",
                () -> coin("", profile("defaults: {asset: {ltvv: 0.7}}\n")));
        assertTold(
                "book.ndjson:2: instrument P: open interest must rise from a lower bound of 0 or more to a higher one",
                () -> read(
                        profile("defaults: {instrument: {openInterest: {lower: 2}}}\n"), USD, String.format(PERP, "")));
    }

    @Test
    void shouldScaleRatesAsTheProfileAllows() throws IOException {
        final ProfileSpec profile = profile("scale: {floor: 0.5, cap: 2, step: 0.25, cooldown: 60}\n");
        assertEquals(
                new ScaleTerms(500_000, 2_000_000, 250_000, 60), profile.terms().scale());
        assertEquals(0, read(profile, USD).scalePpm());
        final String scale = "{'type':'marginScale','scale':'%s'}";
        assertEquals(2_000_000, read(profile, USD, String.format(scale, "2")).scalePpm());
        assertTold(
                "book.ndjson:2: 'scale' must be between the profile's scale.floor and scale.cap, 0.5 and 2",
                () -> read(profile, USD, String.format(scale, "2.000001")));
        assertTold(
                "book.ndjson:2: 'scale' must be between the profile's scale.floor and scale.cap, 1 and 1",
                () -> read(Project.linear(), USD, String.format(scale, "1.1")));
        assertTold(
                "book.ndjson:3: the margin scale is given twice",
                () -> read(profile, USD, String.format(scale, "1"), String.format(scale, "1")));
        assertTold(
                "profile: a margin scale's step must be above 0 and at most 5",
                () -> read(profile("scale: {cap: 2}\n"), USD));
        final String told = assertThrows(UserError.class, () -> profile("scale: {cap: 5.1}\n"))
                .getMessage();
        assertTrue(told.contains("'scale.cap' is '5.1', expected a decimal from 1 to 5"), told);
    }

    @Test
    void shouldSetParametersOfTheProfileAnew() throws IOException {
        final Book book = read(
                Project.linear(), USD, "{'type':'profile','set':{'warningRatio':'1.5','maxLiquidationsPerRecord':7}}");
        assertEquals(1_500_000, book.definitions().profile().warningRatioPpm());
        assertEquals(7, book.definitions().profile().maxLiquidationsPerRecord());
        assertTold(
                "profile: openOrdersInMaintenance and a sizing that seizes do not go together",
                () -> read(
                        Project.linear(),
                        USD,
                        "{'type':'profile','set':{'requirement.openOrdersInMaintenance':true,'requirement.cancelSeconds':30,'plan.sizing':'full'}}"));
        assertTold(
                "book.ndjson:2: unknown profile parameter 'plan.size'; the nearest valid one is 'plan.sizing'",
                () -> read(Project.linear(), USD, "{'type':'profile','set':{'plan.size':'full'}}"));
        assertTold(
                "book.ndjson:3: 'profile' must come before the first account or fund",
                () -> read(
                        Project.linear(), USD, "{'type':'account','id':'a'}", "{'type':'profile','set':{'dust':'1'}}"));
    }

    /** Whatever a debt counts, and wherever: limits that nobody states pass the overflow proof. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'debt.in':'netted'",
                "'debt.in':'requirement'",
                "'requirement.openOrdersInMaintenance':true,'requirement.cancelSeconds':30,'requirement.openOrderFee':'1'",
                "'requirement.profitIn':'settlement-asset','warningRatio':'1'"
            })
    void shouldChooseLimitsThatPassTheOverflowProof(final String parameters) throws IOException {
        for (final String weight : List.of("1", "1.5", "2", "2.5", "10")) {
            final String heavy = ",'liabilityWeight':'" + weight + "'}";
            final Book book = read(
                    Project.linear(),
                    "{'type':'profile','set':{" + parameters + "}}",
                    USD.replace("}", heavy),
                    "{'type':'asset','id':'C','decimals':8" + heavy,
                    String.format(PERP, ""),
                    "{'type':'price','of':'C','value':'3000'}",
                    "{'type':'price','of':'P','value':'3000'}");
            assertTrue(book.definitions().asset("C").maxBalance() > 1_000_000, weight);
        }
    }

    @Test
    void shouldRefuseOpenOrdersInMaintenanceWhereProfitsAreInBuckets() {
        assertTold(
                "profile: openOrdersInMaintenance and profits in the settlement asset do not go together",
                () -> read(
                        Project.linear(),
                        USD,
                        "{'type':'profile','set':{'warningRatio':'1','requirement.profitIn':'settlement-asset','requirement.openOrdersInMaintenance':true,'requirement.cancelSeconds':30}}"));
    }

    @Test
    void shouldRefuseInitialMarginOfTheWholeWhereItDoesNotGo() {
        assertTold(
                "profile: initialOfWhole and profits in the settlement asset do not go together",
                () -> read(
                        Project.linear(),
                        USD,
                        "{'type':'profile','set':{'warningRatio':'1','requirement.profitIn':'settlement-asset','requirement.initialOfWhole':true}}"));
        assertTold(
                "profile: initialOfWhole and a rebalancing to initial margin do not go together",
                () -> read(
                        Project.linear(),
                        USD,
                        "{'type':'profile','set':{'requirement.initialOfWhole':true,'rebalance.to':'initial'}}"));
    }

    @Test
    void shouldAskForTheTimeToCancelOpenOrdersIfAndOnlyIfTheyCountForMaintenance() {
        assertTold(
                "profile: openOrdersInMaintenance asks for cancelSeconds of 1 to 86,400",
                () -> read(
                        Project.linear(),
                        USD,
                        "{'type':'profile','set':{'requirement.openOrdersInMaintenance':true}}"));
        assertTold(
                "profile: cancelSeconds goes with openOrdersInMaintenance only",
                () -> read(Project.linear(), USD, "{'type':'profile','set':{'requirement.cancelSeconds':30}}"));
    }

    private AssetSpec coin(final String fields, final ProfileSpec profile) throws IOException {
        return read(profile, USD, "{'type':'asset','id':'C','decimals':8" + fields + "}")
                .definitions()
                .asset("C");
    }

    private ProfileSpec profile(final String more) throws IOException {
        return ProfileSpec.read(
                Files.writeString(folder.resolve("profile.yaml"), Files.readString(Project.linearProfile()) + more));
    }

    private Book read(final ProfileSpec profile, final String... lines) throws IOException {
        final Path file = folder.resolve("book.ndjson");
        Files.writeString(file, String.join("\n", lines).replace('\'', '"'));
        return BookReader.read(file, profile, "USD");
    }

    private static void assertTold(final String expected, final Executable action) {
        final String message = assertThrows(UserError.class, action).getMessage();
        assertEquals(expected, message.substring(Math.max(0, message.indexOf("book.ndjson"))));
    }
}
