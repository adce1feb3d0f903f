package io.plimsoll.feed.ndjson;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines that are refused: with line number, what was found, what was expected, and nothing published. */
@Timeout(20)
class NdjsonErrorsTest {
    private static final String PRICE = "{'type':'price','source':'2','sequence':'1','of':'BTC','publishNs':'5',";
    private static final String TRANSFER =
            "{'type':'transfer','source':'3','sequence':'4','account':'a1','asset':'USDC',";
    private static final String FILL =
            "{'type':'fill','source':'3','sequence':'4','account':'a1','instrument':'BTC-PERP',";
    private static final String LIQUIDATION = "{'type':'liquidationFill','source':'3','sequence':'4','account':'a1',"
            + "'instrument':'BTC-PERP','quantity':'1','price':'1',";
    private static final String SNAPSHOT = "{'type':'snapshot','source':'3','sequence':'4','account':'a1',";
    private static final String ACCOUNT = "{'type':'account','source':'3','sequence':'4',";

    static Stream<Arguments> badLines() {
        return Stream.of(
                // not one JSON object
                bad("x", "Unrecognized token 'x'"),
                bad("[]", "no JSON object"),
                bad("'text'", "no JSON object"),
                bad("   ", "no JSON object"),
                bad(PRICE + "'value':'1'", "Unexpected end-of-input"),
                bad(PRICE + "'value':'1'}}", "Unexpected close marker"),
                bad(PRICE + "'value':'1'} {}", "more text behind the object"),
                bad(PRICE + "'value':'1','value':'2'}", "Duplicate field 'value'"),
                bad(PRICE + "'value':'1',}", "Unexpected character"),
                bad("{'a':{'b':{'c':{'d':'e'}}}}", "nesting depth"),
                bad("{'a':'" + "x".repeat(70_000) + "'}", "a line of more than 65536 bytes"),
                bad("{'a':'" + "x".repeat(1_000) + "'}", "String value length"),
                bad("{'a':'\u0001'}", "Illegal unquoted character"),
                bad("{'a':'\\ud800x'}", "half of a surrogate pair"),
                bad("{'a':['\\udfff']}", "half of a surrogate pair"),
                // type
                bad("{}", "no type; expected a type: price, sourceDown, account"),
                bad("{'type':'order'}", "type \"order\"; expected a type"),
                bad("{'type':1}", "type 1 without quotes; expected a string"),
                // fields
                bad(PRICE + "'value':'1','colour':'red'}", "unknown field 'colour' in price; expected of confidence,"),
                bad(PRICE + "'confidence':'1'}", "price without 'value'; expected a plain decimal number"),
                bad(PRICE + "'value':1}", "value 1 without quotes; expected a plain decimal number"),
                bad(PRICE + "'value':null}", "value null without quotes"),
                bad(PRICE + "'value':['1']}", "value a list"),
                bad(PRICE + "'value':{}}", "value an object"),
                bad(PRICE + "'value':''}", "value \"\""),
                bad(PRICE + "'value':'1e-7'}", "value '1e-7' is not a plain decimal number"),
                bad(PRICE + "'value':'NaN'}", "value 'NaN' is not a plain decimal number"),
                bad(PRICE + "'value':NaN}", "Non-standard token 'NaN'"),
                bad(
                        PRICE + "'value':'1.001'}",
                        "'1.001' has more than 2 decimals; expected a plain decimal number such as"),
                bad(PRICE + "'value':'1.001'}", "at most 2 decimals (those of BTC), within 64 bits"),
                bad(PRICE + "'value':'92233720368547758.08'}", "is too large"),
                bad(PRICE + "'value':'-92233720368547758.08'}", "value \"-92233720368547758.08\""),
                bad(PRICE + "'value':'1','confidence':'-1'}", "confidence \"-1\"; expected 0 or more"),
                bad(PRICE + "'value':'1','endOfGroup':'true'}", "endOfGroup \"true\"; expected true or false"),
                bad(PRICE.replace("BTC", "DOGE") + "'value':'1'}", "of \"DOGE\"; expected a symbol"),
                bad(PRICE.replace("'5'", "'-5'") + "'value':'1'}", "publishNs \"-5\"; expected a whole number of 0"),
                bad(PRICE.replace("'5'", "'5.0'") + "'value':'1'}", "publishNs \"5.0\""),
                bad(
                        PRICE.replace("'5'", "'9223372036854775808'") + "'value':'1'}",
                        "publishNs \"9223372036854775808\""),
                bad(
                        PRICE.replace("'2'", "'65535'") + "'value':'1'}",
                        "source \"65535\"; expected a whole number of 0 to 65534"),
                bad(PRICE.replace("'2'", "'\u0662'") + "'value':'1'}", "source \"\u0662\""),
                bad(
                        PRICE.replace("'2'", "'33'") + "'value':'1'}",
                        "source \"33\"; expected a number that is no feed's"),
                bad("{'type':'sourceDown','source':'33'}", "source \"33\"; expected a number that is no feed's"),
                // accounts
                bad(ACCOUNT + "'account':'n'}", "account without 'accountId'"),
                bad(ACCOUNT + "'account':'n','accountId':'0'}", "accountId \"0\"; expected a whole number of 1"),
                bad(
                        ACCOUNT + "'account':'n','accountId':'5','role':'maker'}",
                        "role \"maker\"; expected trader, rebalanced or liquidator"),
                bad(ACCOUNT + "'account':'a1','accountId':'5'}", "account 'a1' with id 5; expected id 17"),
                bad(
                        ACCOUNT + "'account':'" + "n".repeat(65) + "','accountId':'5'}",
                        "expected at most 64 bytes of UTF-8"),
                // transfers and fills
                bad(TRANSFER + "'amount':'0.0000001'}", "has more than 6 decimals"),
                bad(TRANSFER + "'amount':'1','accountId':'17'}", "both of 'account' and 'accountId'"),
                bad(TRANSFER.replace("'account':'a1',", "") + "'amount':'1'}", "neither of 'account' and 'accountId'"),
                bad(TRANSFER.replace("a1", "a9") + "'amount':'1'}", "account \"a9\"; expected the name of an account"),
                bad(
                        TRANSFER.replace("USDC", "EUR") + "'amount':'1'}",
                        "asset \"EUR\"; expected the symbol of an asset"),
                bad(TRANSFER.replace("'sequence':'4',", "") + "'amount':'1'}", "transfer without 'sequence'"),
                bad(TRANSFER.replace("'source':'3',", "") + "'amount':'1'}", "transfer without 'source'"),
                bad(FILL + "'price':'1'}", "fill without 'quantity'"),
                bad(FILL + "'quantity':'1'}", "fill without 'price'"),
                bad(FILL + "'quantity':'0.00001','price':'1'}", "has more than 4 decimals"),
                bad(FILL + "'quantity':'1','price':'1','fee':'x'}", "fee 'x' is not a plain decimal number"),
                bad(
                        FILL.replace("BTC-PERP", "BTC") + "'quantity':'1','price':'1'}",
                        "instrument \"BTC\"; expected the symbol"),
                bad(LIQUIDATION + "'counterparty':'a2'}", "liquidationFill without 'order'"),
                bad(LIQUIDATION + "'order':'1-2'}", "order \"1-2\"; expected a liquidation order's id"),
                bad(LIQUIDATION + "'order':'4294967295-2-3'}", "order \"4294967295-2-3\""),
                bad(
                        LIQUIDATION + "'order':'1-2-3','counterparty':'a2','counterpartyId':'18'}",
                        "both of 'counterparty'"),
                bad(LIQUIDATION + "'order':'1-2-3','counterparty':'nobody'}", "counterparty \"nobody\""),
                // snapshots
                bad(SNAPSHOT + "'collateral':{}}", "snapshot without 'positions'; expected a list of objects"),
                bad(SNAPSHOT + "'positions':[]}", "snapshot without 'collateral'; expected an object"),
                bad(SNAPSHOT + "'collateral':{},'positions':[]}", "a snapshot of nothing"),
                bad(SNAPSHOT + "'collateral':[],'positions':[]}", "collateral a list; expected an object"),
                bad(SNAPSHOT + "'collateral':{},'positions':{}}", "positions an object; expected a list"),
                bad(SNAPSHOT + "'collateral':{},'positions':['x']}", "positions \"x\"; expected a list of objects"),
                bad(SNAPSHOT + "'collateral':{'EUR':'1'},'positions':[]}", "asset \"EUR\""),
                bad(SNAPSHOT + "'collateral':{'USDC':1},'positions':[]}", "USDC 1 without quotes"),
                bad(SNAPSHOT + position("'quantity':'1'"), "neither of 'entryPrice' and 'cost'"),
                bad(
                        SNAPSHOT + position("'quantity':'1','entryPrice':'1','cost':'1'"),
                        "both of 'entryPrice' and 'cost'"),
                bad(SNAPSHOT + position("'quantity':'1','entryPrice':'-1'"), "entryPrice \"-1\"; expected 0 or more"),
                bad(
                        SNAPSHOT + position("'quantity':'1','entryPrice':'1e3'"),
                        "entryPrice \"1e3\"; expected a plain decimal"),
                bad(
                        SNAPSHOT + position("'quantity':'0.0003','entryPrice':'33.333'"),
                        "a cost of 0.0099999; expected at most 6"),
                bad(
                        SNAPSHOT + position("'quantity':'1','cost':'0.0000001'"),
                        "a cost of 0.0000001; expected at most 6 decimals"),
                bad(
                        SNAPSHOT + position("'quantity':'1','cost':'" + "9".repeat(79) + "'"),
                        "expected one within 128 bits"),
                bad(SNAPSHOT + position("'quantity':'1','cost':'" + "9".repeat(81) + "'"), "of at most 80 characters"),
                bad(SNAPSHOT + position("'quantity':'1','cost':'1','side':'long'"), "unknown field 'side' in position"),
                bad(
                        SNAPSHOT + "'collateral':{},'positions':[{'instrument':'BTC-PERP','quantity':'1','cost':'1'},"
                                + "{'instrument':'BTC-PERP','quantity':'1','cost':'1'}]}",
                        "two positions in the same instrument"),
                bad(
                        SNAPSHOT.replace("'4'", "'9223372036854775807'") + "'collateral':{'BTC':'1'},'positions':[]}",
                        "sequence \"9223372036854775807\""));
    }

    private static String position(final String fields) {
        return "'collateral':{'USDC':'1'},'positions':[{'instrument':'BTC-PERP'," + fields + "}]}";
    }

    private static Arguments bad(final String line, final String says) {
        return Arguments.of(line, says);
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void shouldRefuseTheLineAndGoOn(final String line, final String says) {
        final TestIngress in = new TestIngress();
        final String good = PRICE + "'value':'7'}\n";
        assertEquals(2, in.read(good + line + "\n" + good).size(), "the good lines around it");
        assertEquals(1, in.errors.size(), () -> in.errors.toString());
        final String message = in.errors.get(0);
        assertTrue(message.startsWith("in:2: "), message);
        assertTrue(message.contains(says), message);
        assertTrue(message.contains("; expected "), message);
        assertTrue(message.length() < 500, message);
        assertEquals(1, in.ingress.errors());
    }

    @Test
    void shouldNotLearnAccountsFromRefusedLines() {
        final TestIngress in = new TestIngress();
        in.read(ACCOUNT + "'account':'n','accountId':'5','colour':'red'}\n");
        assertEquals(List.of(), in.port.published());
        assertEquals(Directory.UNKNOWN_ACCOUNT, in.directory.accountId("n"));
    }

    @Test
    void shouldRefuseBadUtf8() {
        final TestIngress in = new TestIngress();
        in.read(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '"', 'x', '"', '}', '\n'});
        assertEquals(1, in.errors.size());
        assertTrue(in.errors.get(0).contains("UTF-8"), in.errors.get(0));
    }

    @Test
    void shouldRefuseOtherEncodings() {
        final TestIngress in = new TestIngress();
        in.read((PRICE + "'value':'7'}").replace('\'', '"').getBytes(UTF_16BE));
        assertEquals(List.of(), in.port.published());
        assertEquals(1, in.errors.size());
    }

    /** A symbol in more bytes than it needs is another symbol, whatever a lenient reader makes of it. */
    @Test
    void shouldRefuseOverlongUtf8() {
        final TestIngress in = new TestIngress();
        final String line = PRICE.replace("BTC", "\u00c1\u0082TC") + "'value':'7'}"; // C1 82 is a B in two bytes
        in.read(line.replace('\'', '"').getBytes(ISO_8859_1));
        assertEquals(List.of(), in.port.published());
        assertEquals(1, in.errors.size());
        assertTrue(in.errors.get(0).contains("bytes that are no UTF-8"), in.errors.get(0));
    }
}
