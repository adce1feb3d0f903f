package io.plimsoll.daemon.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a book is told with file, line and what was expected, and no book comes out of it. */
@Timeout(60)
class BookReaderTest {
    private static final String USD = "{'type':'asset','id':'USD','decimals':6}";
    private static final String BTC = "{'type':'asset','id':'BTC','decimals':8,'haircut':'0.10'}";
    private static final String PERP = "{'type':'instrument','id':'BTC-PERP','kind':'perpetual','underlying':'BTC',"
            + "'settlement':'USD','tick':'0.1','step':'0.001','initial':'0.10','maintenance':'0.05'}";
    private static final String PRICE = "{'type':'price','of':'BTC-PERP','value':'42000.5'}";
    private static final String COIN = "{'type':'price','of':'BTC','value':'42000.5'}";
    private static final String ACCOUNT = "{'type':'account','id':'a1','collateral':{'USD':'1000','BTC':'0.5'},"
            + "'positions':[{'instrument':'BTC-PERP','quantity':'-1.5','entry':'41000'}]}";
    private static final String LATE = "{'type':'price','of':'BTC-PERP','value':'1000000.1'}";
    private static final String NO_POSITIONS = "{'type':'account','id':'a1','collateral':{'USD':'1000'}";
    private static final List<String> GOOD = List.of(USD, BTC, PERP, PRICE, COIN, ACCOUNT);

    @TempDir
    private Path folder;

    /** A good book with some lines changed, the line at fault, and what its error must say. */
    private record Bad(String what, int line, String expected, List<String> lines) {
        /** The same, found at another line. */
        Bad at(final int other) {
            return new Bad(what, other, expected, lines);
        }

        /** The same less one of its lines, which is in front of the line at fault. */
        Bad without(final String text) {
            final List<String> fewer = new ArrayList<>(lines);
            fewer.remove(text);
            return new Bad(what, line - 1, expected, fewer);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** One line of the good book replaced. */
    private static Bad replaced(final String what, final int line, final String expected, final String text) {
        final List<String> lines = new ArrayList<>(GOOD);
        lines.set(line - 1, text);
        return new Bad(what, line, expected, lines);
    }

    /** A part of one line of the good book replaced. */
    private static Bad edited(
            final String what, final int line, final String part, final String by, final String expected) {
        final String text = GOOD.get(line - 1);
        if (!text.contains(part)) {
            throw new IllegalArgumentException(what + ": no " + part + " in " + text);
        }
        return replaced(what, line, expected, text.replace(part, by));
    }

    /** A line put in between. */
    private static Bad inserted(final String what, final int line, final String expected, final String text) {
        final List<String> lines = new ArrayList<>(GOOD);
        lines.add(line - 1, text);
        return new Bad(what, line, expected, lines);
    }

    /** Lines added at the end of the good book; the last is at fault. */
    private static Bad added(final String what, final String expected, final String... more) {
        final List<String> lines = new ArrayList<>(GOOD);
        Collections.addAll(lines, more);
        return new Bad(what, lines.size(), expected, lines);
    }

    private static Stream<Bad> badLines() {
        return Stream.of(
                replaced("truncated line", 3, "not a JSON object", PERP.substring(0, 40)),
                replaced("truncated last line", 6, "not a JSON object", ACCOUNT.substring(0, ACCOUNT.length() - 1)),
                replaced("not JSON", 2, "not a JSON object", "id,decimals"),
                replaced("a list", 2, "expected a JSON object", "[1,2]"),
                replaced("a bare text", 2, "expected a JSON object", "'BTC'"),
                replaced("two objects on a line", 2, "one JSON object a line", BTC + " " + BTC),
                replaced("an object over two lines", 2, "one JSON object a line", BTC.replace(",'dec", ",\n'dec")),
                replaced("something behind the object", 2, "not a JSON object", BTC + " x"),
                edited("a field twice", 2, "'decimals':8", "'decimals':8,'decimals':8", "Duplicate field 'decimals'"),
                edited("missing type", 1, "'type':'asset',", "", "missing 'type'"),
                edited(
                        "unknown type",
                        1,
                        "asset",
                        "assets",
                        "expected one of asset, instrument, guard, profile, price"),
                edited("type null", 1, "'asset'", "null", "'type' must be a text"));
    }

    private static Stream<Bad> badAssets() {
        return Stream.of(
                edited("missing id", 2, "'id':'BTC',", "", "missing 'id'"),
                edited("empty id", 2, "'BTC'", "''", "'id' must be a text"),
                edited("numeric id", 2, "'BTC'", "7", "'id' must be a text"),
                edited("id true", 2, "'BTC'", "true", "'id' must be a text"),
                edited("id null", 2, "'BTC'", "null", "'id' must be a text"),
                edited("half of a pair", 6, "'a1'", "'\\ud83d'", "'id' holds half of a surrogate pair"),
                edited("id of 65 bytes", 2, "'BTC'", "'" + "B".repeat(65) + "'", "longer than 64 bytes"),
                edited("missing decimals", 2, ",'decimals':8", "", "missing 'decimals', expected a whole number"),
                edited("decimals 19", 2, "'decimals':8", "'decimals':19", "a whole number from 0 to 18"),
                edited("decimals -1", 2, "'decimals':8", "'decimals':-1", "a whole number from 0 to 18"),
                edited("decimals 8.5", 2, "'decimals':8", "'decimals':8.5", "a whole number from 0 to 18"),
                edited("decimals as text", 2, "'decimals':8", "'decimals':'8'", "a whole number from 0 to 18"),
                edited(
                        "haircut above 1",
                        2,
                        "0.10",
                        "1.000001",
                        "'haircut' is '1.000001', expected a decimal from 0 to 1"),
                edited("haircut negative", 2, "0.10", "-0.1", "'haircut' is '-0.1', expected a decimal from 0 to 1"),
                edited("haircut of 7 decimals", 2, "0.10", "0.1234567", "with at most 6 decimals"),
                edited("haircut as a number", 2, "'0.10'", "0.1", "not a JSON number"),
                edited(
                        "unknown field",
                        2,
                        "haircut",
                        "hair_cut",
                        "unknown field 'hair_cut'; the nearest valid one is" + " 'haircut'"),
                edited("a tick of an asset", 2, "'haircut'", "'tick':'0.1','haircut'", "unknown field 'tick'"),
                edited("max price 0", 2, "'haircut'", "'maxPrice':'0','haircut'", "'maxPrice' must be positive"),
                edited(
                        "max price negative",
                        2,
                        "'haircut'",
                        "'maxPrice':'-1','haircut'",
                        "'maxPrice' must be positive"),
                edited("max balance 0", 2, "'haircut'", "'maxBalance':'0','haircut'", "limits must be positive"),
                edited("max price beyond 59 bits", 2, "'haircut'", "'maxPrice':'9000000000','haircut'", "below 2^59"),
                edited("price decimals 13", 2, "'haircut'", "'priceDecimals':13,'haircut'", "from 0 to 12"),
                inserted("asset twice", 3, "asset 'BTC' is defined twice", BTC),
                edited(
                        "price id of the valuation currency",
                        1,
                        "'decimals'",
                        "'priceId':'EUR','decimals'",
                        "no" + " 'priceId'"),
                edited(
                        "priced by the valuation currency",
                        2,
                        "'haircut'",
                        "'priceId':'USD','haircut'",
                        "'USD' is the" + " valuation currency"),
                added("asset after the first account", "must come before the first account", USD));
    }

    private static Stream<Bad> badInstruments() {
        return Stream.of(
                edited("kind option", 3, "perpetual", "option", "'option', which these rules do not have yet"),
                edited("kind future", 3, "perpetual", "future", "'future', which these rules do not have yet"),
                edited("kind inverse", 3, "perpetual", "inverse", "'contractValue' is missing"),
                edited(
                        "contract value of another kind",
                        3,
                        "'kind':'perpetual',",
                        "'kind':'perpetual','contractValue':'100',",
                        "whose 'kind' is not inverse"),
                edited(
                        "contract value 0",
                        3,
                        "'kind':'perpetual',",
                        "'kind':'inverse','contractValue':'0',",
                        "'contractValue' is '0', expected a decimal from"),
                edited(
                        "contract value too large",
                        3,
                        "'kind':'perpetual',",
                        "'kind':'inverse','contractValue':'100','worthDecimals':18,",
                        "too large for 18 'worthDecimals'"),
                edited("kind unknown", 3, "perpetual", "swap", "'swap', expected perpetual, spot or inverse"),
                edited(
                        "kind in capitals",
                        3,
                        "perpetual",
                        "Perpetual",
                        "'Perpetual', expected perpetual, spot or inverse"),
                edited("missing kind", 3, "'kind':'perpetual',", "", "missing 'kind'"),
                edited("missing underlying", 3, "'underlying':'BTC',", "", "missing 'underlying'"),
                edited("missing settlement", 3, "'settlement':'USD',", "", "missing 'settlement'"),
                edited("missing tick", 3, "'tick':'0.1',", "", "missing 'tick'"),
                edited("missing step", 3, "'step':'0.001',", "", "missing 'step'"),
                edited("missing initial", 3, "'initial':'0.10',", "", "missing 'initial'"),
                edited("missing maintenance", 3, ",'maintenance':'0.05'", "", "missing 'maintenance'"),
                edited("unknown underlying", 3, "'underlying':'BTC'", "'underlying':'ETH'", "'ETH', which is no asset"),
                edited("unknown settlement", 3, "'settlement':'USD'", "'settlement':'EUR'", "'EUR' is no asset"),
                edited("tick 0", 3, "'tick':'0.1'", "'tick':'0'", "'tick' must be positive"),
                edited("tick negative", 3, "'tick':'0.1'", "'tick':'-0.1'", "'tick' must be positive"),
                edited("tick as a number", 3, "'tick':'0.1'", "'tick':0.1", "not a JSON number"),
                edited("tick of 13 decimals", 3, "'tick':'0.1'", "'tick':'0.0000000000001'", "more than 12 decimals"),
                edited("step 0", 3, "0.001", "0.000", "'step' must be positive"),
                edited("step exponent", 3, "0.001", "1e-3", "not a plain decimal number"),
                edited("step of 19 decimals", 3, "0.001", "0.0000000000000000001", "more than 18 decimals"),
                edited("price and step of 19 decimals", 3, "0.001", "0.00000000001", "more than 18 decimals"),
                edited("maintenance above initial", 3, "0.05", "0.11", "'maintenance' is above 'initial'"),
                edited("initial above 1", 3, "0.10", "1.1", "'initial' must be between 0 and 1"),
                edited("maintenance negative", 3, "0.05", "-0.05", "'maintenance' must be between 0 and 1"),
                edited("stop below maintenance", 3, "'initial'", "'stop':'0.04','initial'", "maintenance <= stop"),
                edited("stop above initial", 3, "'initial'", "'stop':'0.11','initial'", "stop <= initial"),
                edited("max quantity below a step", 3, "'initial'", "'maxQuantity':'0','initial'", "within the limits"),
                edited("tick above max price", 3, "'initial'", "'maxPrice':'0.05','initial'", "within the limits"),
                edited(
                        "limits that overflow",
                        3,
                        "'initial'",
                        "'maxQuantity':'100000000000000','maxPrice':'5000000000'," + "'initial'",
                        "could overflow"),
                edited("instrument named as an asset", 3, "BTC-PERP", "BTC", "'BTC' is defined twice"),
                edited(
                        "instrument named as the valuation currency",
                        3,
                        "BTC-PERP",
                        "USD",
                        "'USD' is the valuation" + " currency"),
                edited("id of 65 bytes", 3, "BTC-PERP", "B".repeat(65), "longer than 64 bytes"),
                edited("unknown field", 3, "maintenance", "maintenence", "missing 'maintenance'"),
                edited(
                        "unknown further field",
                        3,
                        "'initial'",
                        "'inital':'1','initial'",
                        "unknown field 'inital'; the" + " nearest valid one is 'initial'"),
                added("instrument after the first account", "must come before the first account", PERP));
    }

    private static Stream<Bad> badPrices() {
        return Stream.of(
                edited("price 0", 4, "42000.5", "0", "'value' must be positive"),
                edited("price negative", 4, "42000.5", "-1", "'value' must be positive"),
                edited("price as a number", 4, "'42000.5'", "42000.5", "not a JSON number"),
                edited("price NaN", 4, "42000.5", "NaN", "not a plain decimal number"),
                edited("price true", 4, "'42000.5'", "true", "'value' must be a decimal as text"),
                edited("price of 13 decimals", 4, "42000.5", "1.0000000000001", "more than 12 decimals"),
                edited("missing value", 4, ",'value':'42000.5'", "", "missing 'value'"),
                edited("missing of", 4, "'of':'BTC-PERP',", "", "missing 'of'"),
                edited(
                        "unknown field",
                        4,
                        "'of'",
                        "'off':'x','of'",
                        "unknown field 'off'; the nearest valid one is 'of'"),
                replaced("price twice", 5, "price of 'BTC-PERP' is given twice", PRICE),
                edited("price of nothing", 5, "'BTC'", "'XBT'", "'XBT' prices no asset or instrument"),
                edited(
                        "valuation currency worth 2",
                        5,
                        "'of':'BTC','value':'42000.5'",
                        "'of':'USD','value':'2'",
                        "worth" + " 1"),
                edited("price above the stated limit", 3, "'tick'", "'maxPrice':'42000','tick'", "price limit of 42000")
                        .at(4),
                added("late price above the usual limit", "above the price limit of 1000000", LATE)
                        .without(PRICE));
    }

    private static Stream<Bad> badAccounts() {
        final String two = "{'instrument':'BTC-PERP','quantity':'1','entry':'1'}";
        return Stream.of(
                edited("missing id", 6, "'id':'a1',", "", "missing 'id'"),
                edited("id of 65 bytes", 6, "'a1'", "'" + "a".repeat(65) + "'", "'id' is longer than 64 bytes"),
                edited(
                        "id of 33 letters of two bytes",
                        6,
                        "'a1'",
                        "'" + "\u00e4".repeat(33) + "'",
                        "longer than 64 bytes"),
                edited("id null", 6, "'a1'", "null", "'id' must be a text"),
                added("account twice", "account 'a1' is given twice", ACCOUNT),
                edited("mode", 6, "'id'", "'mode':'isolated','id'", "'mode' is 'isolated', expected cross"),
                edited("role", 6, "'id'", "'role':'maker','id'", "expected trader, rebalanced or liquidator"),
                edited(
                        "unknown field",
                        6,
                        "positions",
                        "position",
                        "unknown field 'position'; the nearest valid one is" + " 'positions'"),
                edited("collateral of an unknown asset", 6, "'BTC':", "'XBT':", "collateral 'XBT' is no asset"),
                edited("collateral twice", 6, "'BTC':'0.5'", "'USD':'0.5'", "Duplicate field 'USD'"),
                edited("collateral as a number", 6, "'1000'", "1000", "'collateral.USD' must be a decimal as text"),
                edited("collateral null", 6, "'1000'", "null", "'collateral.USD' must be a decimal as text"),
                edited("collateral of 7 decimals", 6, "'1000'", "'1000.0000001'", "more than 6 decimals"),
                edited(
                        "collateral is a list",
                        6,
                        "{'USD':'1000','BTC':'0.5'}",
                        "['USD']",
                        "'collateral' must be an object"),
                edited("collateral passes 64 bits", 6, "'1000'", "'99999999999999999999'", "too large"),
                edited("collateral passes its limit", 6, "'1000'", "'9000000000000'", "state a larger maxBalance"),
                replaced("positions is an object", 6, "'positions' must be a list", NO_POSITIONS + ",'positions':{}}"),
                edited(
                        "a position is a text",
                        6,
                        "{'instrument'",
                        "'BTC',{'instrument'",
                        "each element of 'positions'"),
                edited(
                        "unknown instrument",
                        6,
                        "BTC-PERP",
                        "ETH-PERP",
                        "position in 'ETH-PERP', which is no instrument"),
                edited("two positions in one", 6, "[{", "[" + two + ",{", "two positions in 'BTC-PERP'"),
                edited("missing quantity", 6, "'quantity':'-1.5',", "", "missing 'quantity'"),
                edited("missing entry", 6, ",'entry':'41000'", "", "missing 'entry'"),
                edited("quantity of 4 decimals", 6, "-1.5", "-1.5001", "more than 3 decimals"),
                edited("quantity as a number", 6, "'-1.5'", "-1.5", "not a JSON number"),
                edited("quantity passes its limit", 6, "-1.5", "-9000000000000", "state a larger maxQuantity"),
                edited("entry negative", 6, "41000", "-41000", "'entry' must not be negative"),
                edited(
                        "entry needs too many decimals",
                        6,
                        "41000",
                        "41000.123456789012",
                        "state a larger priceDecimals"),
                edited("entry passes the limits", 6, "41000", "9".repeat(30), "passes the limits of 'BTC-PERP'"),
                edited(
                        "position with an unknown field",
                        6,
                        "'entry'",
                        "'entri':'1','entry'",
                        "nearest valid one is" + " 'entry'"));
    }

    private static Stream<Bad> badFunds() {
        final String fund = "{'type':'fund','id':7,'balances':{'USD':'5'}}";
        return Stream.of(
                added("a fund twice", "fund 7 is given twice", fund, fund),
                added("a fund without balances", "'balances' must be an object", "{'type':'fund','id':7}"),
                added("a fund of an unknown asset", "fund balance 'X' is no asset", fund.replace("USD", "X")),
                added("a fund that owes", "'balances.USD' must not be negative", fund.replace("'5'", "'-5'")),
                added("a fund's balance as a number", "must be a decimal as text", fund.replace("'5'", "5")),
                added("a fund with an unknown field", "nearest valid one is 'id'", fund.replace("'id'", "'it'")),
                added("an instrument behind a fund", "must come before the first account or fund", fund, PERP));
    }

    private static Stream<Bad> badBooks() {
        return Stream.of(badLines(), badAssets(), badInstruments(), badPrices(), badFunds(), badAccounts())
                .flatMap(books -> books);
    }

    @ParameterizedTest
    @MethodSource("badBooks")
    void shouldTellFileLineAndWhatWasExpected(final Bad bad) throws IOException {
        final Path file = write("book.ndjson", bad.lines());
        final UserError error = assertThrows(UserError.class, () -> read(file));
        assertTrue(error.getMessage().startsWith(file + ":" + bad.line() + ": "), error.getMessage());
        assertTrue(error.getMessage().contains(bad.expected()), error.getMessage());
        assertEquals(ExitCode.BAD_INPUT, error.exitCode());
    }

    private Path write(final String name, final List<String> lines) throws IOException {
        return Files.writeString(folder.resolve(name), json(lines));
    }

    private static String json(final List<String> lines) {
        return String.join("\n", lines).replace('\'', '"') + "\n";
    }

    private static Book read(final Path file) {
        return BookReader.read(file, Project.linear(), "USD");
    }

    @Test
    void shouldReadTheGoodBook() throws IOException {
        final Book book = read(write("book.ndjson", GOOD));
        assertEquals(1, book.accounts().count());
        assertEquals(3, book.accounts().legCount());
        assertEquals(Map.of("BTC-PERP", 4_200_050_000_000L, "BTC", 4_200_050_000_000L), book.prices());
    }

    @Test
    void shouldReadWhatFundsHold() throws IOException {
        final List<String> lines = new ArrayList<>(GOOD);
        lines.add("{'type':'fund','balances':{'USD':'5','BTC':'0.5'}}");
        lines.add("{'type':'fund','id':7,'balances':{'USD':'0'}}");
        final Book book = read(write("book.ndjson", lines));
        assertEquals(
                List.of("0 USD 5000000", "0 BTC 50000000", "7 USD 0"),
                book.funds().stream()
                        .map(fund -> fund.fundId() + " " + fund.asset().symbol() + " " + fund.balance())
                        .toList());
    }

    @Test
    void shouldReadGzip() throws IOException {
        final Path file = folder.resolve("book.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(json(GOOD).getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(1, read(file).accounts().count());
        final byte[] whole = Files.readAllBytes(file);
        final Path cut = Files.write(folder.resolve("cut.ndjson.gz"), Arrays.copyOf(whole, whole.length - 20));
        assertRefused(cut, cut + ": cannot be read: ");
        final Path plain = Files.writeString(folder.resolve("plain.ndjson.gz"), json(GOOD));
        assertRefused(plain, plain + ": cannot be read: Not in GZIP format");
    }

    @Test
    void shouldRefuseWhatHoldsNoBook() throws IOException {
        final Path empty = Files.createFile(folder.resolve("empty.ndjson"));
        assertRefused(empty, empty + ":1: an empty file, expected a line");
        final Path blank = Files.writeString(folder.resolve("blank.ndjson"), "\n\n");
        assertRefused(blank, blank + ":1: an empty file, expected a line");
        final Path missing = folder.resolve("missing.ndjson");
        assertRefused(missing, missing + ": no such file");
        assertRefused(folder, folder + ": cannot be read: ");
    }

    @Test
    void shouldRefuseAnAccountOf65Legs() throws IOException {
        final List<String> lines = new ArrayList<>();
        final StringBuilder balances = new StringBuilder("'USD':'1'");
        lines.add(USD);
        for (int i = 1; i <= 64; i++) {
            lines.add("{'type':'asset','id':'A" + i + "','decimals':2}");
            balances.append(",'A").append(i).append("':'1'");
        }
        lines.add("{'type':'account','id':'a1','collateral':{" + balances.substring("'USD':'1',".length()) + "}}");
        assertEquals(64, read(write("most.ndjson", lines)).accounts().legCount());
        lines.add("{'type':'account','id':'a2','collateral':{" + balances + "}}");
        final Path file = write("more.ndjson", lines);
        assertRefused(file, file + ":67: more than 64 balances and positions");
    }

    /** Whoever shares a price shares its widest scale and the limits that are stated, whatever the order of the lines. */
    @Test
    void shouldScaleTheLimitsOfASharedPriceAlike() throws IOException {
        final List<String> lines = new ArrayList<>(List.of(
                USD,
                "{'type':'asset','id':'BTC','decimals':8,'priceId':'BTC-PERP','maxPrice':'1000000'}",
                PERP.replace("'tick':'0.1'", "'tick':'0.0000000001'").replace("0.001", "0.01"),
                "{'type':'price','of':'BTC-PERP','value':'1.5'}"));
        final DefinitionSet.PriceRef price =
                read(write("shared.ndjson", lines)).definitions().price("BTC-PERP");
        assertEquals(10, price.decimals());
        assertEquals(10_000_000_000_000_000L, price.maxPrice());
    }

    private static void assertRefused(final Path file, final String start) {
        final UserError error = assertThrows(UserError.class, () -> read(file));
        assertTrue(error.getMessage().startsWith(start), error.getMessage());
        assertEquals(ExitCode.BAD_INPUT, error.exitCode());
    }
}
