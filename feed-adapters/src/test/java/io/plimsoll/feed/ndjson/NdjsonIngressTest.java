package io.plimsoll.feed.ndjson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.FakePort;
import io.plimsoll.feed.FakePort.Published;
import io.plimsoll.feed.TickSource;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.AccountLeverageDecoder;
import io.plimsoll.protocol.codec.AccountOpenedDecoder;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.AssetDepositsDecoder;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FundBalanceDecoder;
import io.plimsoll.protocol.codec.FundPaymentDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.InterestIndexDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MarginScaleDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OpenInterestDecoder;
import io.plimsoll.protocol.codec.OpenOrdersDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.SourceDownDecoder;
import io.plimsoll.protocol.codec.SourceHeartbeatDecoder;
import io.plimsoll.protocol.codec.StablePriceDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class NdjsonIngressTest {
    private static final String SNAPSHOT_OF_A1 = "{'type':'snapshot','source':'3','sequence':'20','account':'a1',";

    private final TestIngress in = new TestIngress();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    private Published readOne(final String line) {
        final List<Published> published = in.read(line);
        assertEquals(List.of(), in.errors);
        assertEquals(1, published.size());
        assertEquals(TestIngress.DUE_NANO_TIME, published.get(0).dueNanoTime());
        assertEquals(TestIngress.EVENT_NS, published.get(0).eventNs());
        return published.get(0);
    }

    @Test
    void shouldReadAPrice() {
        final PriceTickDecoder price = readOne("{'type':'price','source':'2','sequence':'17','of':'BTC-PERP',"
                        + "'value':'42000.5','confidence':'1.2','publishNs':'1738368000000000000','endOfGroup':false}")
                .price();
        assertEquals(2, price.source());
        assertEquals(17, price.sourceSequence());
        assertEquals(10, price.priceId());
        assertEquals(4_200_050, price.value());
        assertEquals(120, price.confidence());
        assertEquals(1_738_368_000_000_000_000L, price.publishNs());
        assertEquals(TestIngress.RECEIVE_NS, price.receiveNs());
        assertEquals(BooleanType.F, price.endOfGroup());
        assertEquals(0, price.conflated());
    }

    @Test
    void shouldReadAPriceWithoutWhatIsOptionalAndPassOnClaimsThatMakeNoSense() {
        final PriceTickDecoder price = readOne(
                        "{'publishNs':'0','value':'-0.01','of':'BTC','sequence':'0','source':'0','type':'price'}")
                .price();
        assertEquals(-1, price.value());
        assertEquals(TickSource.NO_CONFIDENCE, price.confidence());
        assertEquals(BooleanType.T, price.endOfGroup());
    }

    @Test
    void shouldReadAnAccountAndKnowItsNameAfterwards() {
        final List<Published> published = in.read("""
            {"type":"account","source":"3","sequence":"1","account":"\u00e9va","accountId":"99"}
            {"type":"account","source":"3","sequence":"2","account":"desk","accountId":"5","role":"liquidator"}
            {"type":"transfer","source":"3","sequence":"3","account":"\u00e9va","asset":"USDC","amount":"-0.000001"}
            """);
        assertEquals(List.of(), in.errors);
        final AccountOpenedDecoder trader =
                new AccountOpenedDecoder().wrapAndApplyHeader(published.get(0).buffer(), 0, header);
        assertEquals(99, trader.accountId());
        assertEquals(1, trader.sourceSequence());
        assertEquals(3, trader.source());
        assertEquals(AccountRole.TRADER, trader.role());
        assertEquals("\u00e9va", trader.name());
        assertEquals(
                AccountRole.LIQUIDATOR,
                new AccountOpenedDecoder()
                        .wrapAndApplyHeader(published.get(1).buffer(), 0, header)
                        .role());
        final TransferDecoder transfer =
                new TransferDecoder().wrapAndApplyHeader(published.get(2).buffer(), 0, header);
        assertEquals(99, transfer.accountId());
        assertEquals(1, transfer.assetId());
        assertEquals(-1, transfer.amount());
    }

    @Test
    void shouldTakeAccountsByIdWhetherOpenedOrNot() {
        final TransferDecoder transfer = new TransferDecoder()
                .wrapAndApplyHeader(
                        readOne(
                                        "{'type':'transfer','source':'3','sequence':'4','accountId':'12345','asset':'BTC','amount':'1'}")
                                .buffer(),
                        0,
                        header);
        assertEquals(12_345, transfer.accountId());
        assertEquals(100_000_000, transfer.amount());
    }

    @Test
    void shouldReadFills() {
        final Published withFee = readOne("{'type':'fill','source':'3','sequence':'5','account':'a1',"
                + "'instrument':'BTC-PERP','quantity':'-0.5','price':'42000.01','fee':'1.25'}");
        final FillDecoder fill = new FillDecoder().wrapAndApplyHeader(withFee.buffer(), 0, header);
        assertEquals(17, fill.accountId());
        assertEquals(100, fill.instrumentId());
        assertEquals(-5_000, fill.quantity());
        assertEquals(4_200_001, fill.price());
        assertEquals(1_250_000, fill.fee());
        assertEquals(5, fill.sourceSequence());
    }

    @Test
    void shouldTakeAFeeThatIsNotGivenAsNone() {
        final Published record = readOne("{'type':'fill','source':'3','sequence':'5','account':'a1',"
                + "'instrument':'BTC-PERP','quantity':'1','price':'1'}");
        assertEquals(
                0,
                new FillDecoder().wrapAndApplyHeader(record.buffer(), 0, header).fee());
    }

    @Test
    void shouldReadLiquidationFills() {
        final List<Published> published = in.read("""
            {"type":"liquidationFill","source":"3","sequence":"6","account":"a1","counterparty":"a2","order":"1-4711-2","instrument":"BTC-PERP","quantity":"-1","price":"40000","fee":"0.5"}
            {"type":"liquidationFill","source":"3","sequence":"7","accountId":"17","counterpartyId":"21","order":"1-4711-2","instrument":"BTC-PERP","quantity":"-1","price":"40000"}
            {"type":"liquidationFill","source":"3","sequence":"8","account":"a1","order":"1-4711-2","instrument":"BTC-PERP","quantity":"-1","price":"40000"}
            """);
        assertEquals(List.of(), in.errors);
        final LiquidationFillDecoder fill =
                new LiquidationFillDecoder().wrapAndApplyHeader(published.get(0).buffer(), 0, header);
        assertEquals(17, fill.accountId());
        assertEquals(18, fill.counterpartyId());
        assertEquals(1, fill.orderEpoch());
        assertEquals(4711, fill.orderSequence());
        assertEquals(2, fill.orderOrdinal());
        assertEquals(-10_000, fill.quantity());
        assertEquals(4_000_000, fill.price());
        assertEquals(500_000, fill.fee());
        fill.wrapAndApplyHeader(published.get(1).buffer(), 0, header);
        assertEquals(21, fill.counterpartyId());
        assertEquals(0, fill.fee());
        fill.wrapAndApplyHeader(published.get(2).buffer(), 0, header);
        assertEquals(LiquidationFillDecoder.counterpartyIdNullValue(), fill.counterpartyId());
    }

    @Test
    void shouldReadSeizeFills() {
        final List<Published> published = in.read("""
            {"type":"seizeFill","source":"3","sequence":"6","account":"a1","counterparty":"a2","order":"1-4711-2","debt":"USDC","repaid":"8500.5","collateral":"BTC","seized":"0.25"}
            {"type":"seizeFill","source":"3","sequence":"7","accountId":"17","order":"1-4711-2","debt":"USDC","repaid":"0","collateral":"BTC","seized":"0"}
            """);
        assertEquals(List.of(), in.errors);
        final SeizeFillDecoder fill =
                new SeizeFillDecoder().wrapAndApplyHeader(published.get(0).buffer(), 0, header);
        assertEquals(17, fill.accountId());
        assertEquals(18, fill.counterpartyId());
        assertEquals(1, fill.orderEpoch());
        assertEquals(4711, fill.orderSequence());
        assertEquals(2, fill.orderOrdinal());
        assertEquals(1, fill.debtAssetId());
        assertEquals(8_500_500_000L, fill.repaid());
        assertEquals(25_000_000, fill.seized());
        fill.wrapAndApplyHeader(published.get(1).buffer(), 0, header);
        assertEquals(SeizeFillDecoder.counterpartyIdNullValue(), fill.counterpartyId());
    }

    @Test
    void shouldReadFunds() {
        final List<Published> published = in.read("""
            {"type":"fundBalance","source":"3","sequence":"6","fund":"7","asset":"USDC","balance":"1000.5"}
            {"type":"fundBalance","source":"3","sequence":"7","asset":"USDC","balance":"0"}
            {"type":"fundPayment","source":"3","sequence":"8","account":"a1","fund":"7","asset":"USDC","amount":"-0.5","draw":"1-4711-2"}
            {"type":"fundPayment","source":"3","sequence":"9","accountId":"17","asset":"USDC","amount":"2"}
            """);
        assertEquals(List.of(), in.errors);
        final FundBalanceDecoder balance =
                new FundBalanceDecoder().wrapAndApplyHeader(published.get(0).buffer(), 0, header);
        assertEquals(7, balance.fundId());
        assertEquals(1, balance.assetId());
        assertEquals(1_000_500_000L, balance.balance());
        assertEquals(
                0,
                balance.wrapAndApplyHeader(published.get(1).buffer(), 0, header).fundId());
        final FundPaymentDecoder payment =
                new FundPaymentDecoder().wrapAndApplyHeader(published.get(2).buffer(), 0, header);
        assertEquals(17, payment.accountId());
        assertEquals(7, payment.fundId());
        assertEquals(-500_000, payment.amount());
        assertEquals(4711, payment.drawSequence());
        payment.wrapAndApplyHeader(published.get(3).buffer(), 0, header);
        assertEquals(0, payment.fundId());
        assertEquals(FundPaymentDecoder.drawSequenceNullValue(), payment.drawSequence());
    }

    @Test
    void shouldReadAnInterestIndex() {
        final String line =
                "{'type':'interestIndex','source':'3','sequence':'6','asset':'USDC','supplyIndex':'1.000000000000000000000000001',"
                        + "'borrowIndex':'%s'}";
        final Published record = readOne(String.format(line, "2"));
        final InterestIndexDecoder index = new InterestIndexDecoder().wrapAndApplyHeader(record.buffer(), 0, header);
        assertEquals(6, index.sourceSequence());
        final BigInteger one = BigInteger.TEN.pow(27);
        assertEquals(
                one.add(BigInteger.ONE),
                Decimals.toBigInteger(
                        index.supplyIndex().high(), index.supplyIndex().low()));
        assertEquals(
                one.shiftLeft(1),
                Decimals.toBigInteger(
                        index.borrowIndex().high(), index.borrowIndex().low()));
        in.read(String.format(line, "-1").replace('\'', '"') + "\n");
        assertEquals(
                "in:1: borrowIndex \"-1\"; expected a plain decimal number such as \"1.05\" in a string, of at most 27 decimals, below 10^9",
                in.errors.get(0));
    }

    @Test
    void shouldReadOpenInterest() {
        final Published record = readOne(
                "{'type':'openInterest','source':'3','sequence':'6','instrument':'BTC-PERP','quantity':'12.5'}");
        final OpenInterestDecoder open = new OpenInterestDecoder().wrapAndApplyHeader(record.buffer(), 0, header);
        assertEquals(3, open.source());
        assertEquals(6, open.sourceSequence());
        assertEquals(100, open.instrumentId());
        assertEquals(125_000, open.quantity());
    }

    @Test
    void shouldReadAnIsolatedPartOfAnAccount() {
        final List<Published> published = in.read("""
            {"type":"account","source":"3","sequence":"6","account":"a1/BTC-PERP","accountId":"40","parent":"a1"}
            {"type":"account","source":"3","sequence":"7","account":"a9/BTC-PERP","accountId":"41","parentId":"9"}
            {"type":"account","source":"3","sequence":"8","account":"alone","accountId":"42"}
            """);
        assertEquals(List.of(), in.errors);
        final AccountOpenedDecoder opened =
                new AccountOpenedDecoder().wrapAndApplyHeader(published.get(0).buffer(), 0, header);
        assertEquals(17, opened.parentAccountId());
        opened.wrapAndApplyHeader(published.get(1).buffer(), 0, header);
        assertEquals(9, opened.parentAccountId());
        opened.wrapAndApplyHeader(published.get(2).buffer(), 0, header);
        assertEquals(AccountOpenedDecoder.parentAccountIdNullValue(), opened.parentAccountId());
        in.read(
                "{\"type\":\"account\",\"source\":\"3\",\"sequence\":\"9\",\"account\":\"self\",\"accountId\":\"43\",\"parentId\":\"43\"}");
        assertEquals(1, in.errors.size());
    }

    @Test
    void shouldReadWhatAVenueSaysOfItself() {
        final List<Published> published = in.read("""
            {"type":"stablePrice","source":"3","sequence":"6","of":"BTC-PERP","value":"41000.5"}
            {"type":"deposits","source":"3","sequence":"7","asset":"BTC","amount":"2.5"}
            """);
        assertEquals(List.of(), in.errors);
        final StablePriceDecoder price =
                new StablePriceDecoder().wrapAndApplyHeader(published.get(0).buffer(), 0, header);
        assertEquals(4_100_050, price.value());
        final AssetDepositsDecoder deposits =
                new AssetDepositsDecoder().wrapAndApplyHeader(published.get(1).buffer(), 0, header);
        assertEquals(250_000_000, deposits.amount());
    }

    @Test
    void shouldReadAMarginScale() {
        final Published record = readOne("{'type':'marginScale','source':'3','sequence':'6','scale':'1.25'}");
        final MarginScaleDecoder scale = new MarginScaleDecoder().wrapAndApplyHeader(record.buffer(), 0, header);
        assertEquals(1_250_000, scale.scalePpm());
        assertEquals(6, scale.sourceSequence());
        assertEquals(3, scale.source());
    }

    @Test
    void shouldReadALeverage() {
        final Published record = readOne(
                "{'type':'leverage','source':'3','sequence':'6','account':'a1','instrument':'BTC-PERP','leverage':'8.5'}");
        final AccountLeverageDecoder chosen =
                new AccountLeverageDecoder().wrapAndApplyHeader(record.buffer(), 0, header);
        assertEquals(17, chosen.accountId());
        assertEquals(100, chosen.instrumentId());
        assertEquals(8_500_000, chosen.leveragePpm());
    }

    @Test
    void shouldReadOpenOrders() {
        final List<Published> published = in.read("""
            {"type":"openOrders","source":"3","sequence":"6","account":"a1","instrument":"BTC-PERP","bids":"12.5","asks":"0","orders":"2"}
            {"type":"openOrders","source":"3","sequence":"7","accountId":"17","instrument":"BTC-PERP","bids":"0","asks":"0","orders":"0"}
            """);
        assertEquals(List.of(), in.errors);
        final OpenOrdersDecoder open =
                new OpenOrdersDecoder().wrapAndApplyHeader(published.get(0).buffer(), 0, header);
        assertEquals(17, open.accountId());
        assertEquals(100, open.instrumentId());
        assertEquals(125_000, open.bids());
        assertEquals(0, open.asks());
        assertEquals(2, open.orders());
        assertEquals(
                7, open.wrapAndApplyHeader(published.get(1).buffer(), 0, header).sourceSequence());
    }

    @Test
    void shouldReadAHeartbeat() {
        final Published record = readOne("{'type':'heartbeat','source':'3','sequence':'9'}");
        final SourceHeartbeatDecoder heartbeat =
                new SourceHeartbeatDecoder().wrapAndApplyHeader(record.buffer(), 0, header);
        assertEquals(3, heartbeat.source());
        assertEquals(9, heartbeat.sequence());
    }

    @Test
    void shouldReadThatASourceIsDown() {
        final Published record = readOne("{'type':'sourceDown','source':'2'}");
        assertEquals(
                2,
                new SourceDownDecoder()
                        .wrapAndApplyHeader(record.buffer(), 0, header)
                        .source());
    }

    @Test
    void shouldReadFunding() {
        final Published record = readOne(
                "{'type':'funding','source':'3','sequence':'9','instrument':'BTC-PERP','cumulativeIndex':'-12.5'}");
        final FundingDecoder funding = new FundingDecoder().wrapAndApplyHeader(record.buffer(), 0, header);
        assertEquals(100, funding.instrumentId());
        assertEquals(-1_250, funding.cumulativeIndex());
        assertEquals(9, funding.sourceSequence());
    }

    @Test
    void shouldReadASnapshotAsASeries() {
        final List<Published> published = in.read(SNAPSHOT_OF_A1
                + "'collateral':{'USDC':'1000.5','BTC':'-0.00000001'},"
                + "'positions':[{'instrument':'BTC-PERP','quantity':'-0.5','entryPrice':'42000.5'}]}");
        assertEquals(List.of(), in.errors);
        assertEquals(3, published.size());
        final BalanceSnapshotDecoder usdc = published.get(0).balance();
        assertEquals(17, usdc.accountId());
        assertEquals(3, usdc.source());
        assertEquals(20, usdc.sourceSequence());
        assertEquals(1, usdc.assetId());
        assertEquals(1_000_500_000, usdc.amount());
        assertEquals(BooleanType.T, usdc.first());
        assertEquals(-1, published.get(1).balance().amount());
        final PositionSnapshotDecoder position = position(published.get(2));
        assertEquals(22, position.sourceSequence());
        assertEquals(-5_000, position.quantity());
        assertEquals("-21000.25", cost(position, 6));
        assertEquals(BooleanType.T, position.last());
    }

    private PositionSnapshotDecoder position(final Published record) {
        return new PositionSnapshotDecoder().wrapAndApplyHeader(record.buffer(), 0, header);
    }

    private static String cost(final PositionSnapshotDecoder position, final int decimals) {
        return Decimals.format(position.cost().high(), position.cost().low(), decimals);
    }

    @Test
    void shouldTakeAnAverageEntryPriceOfMoreDecimalsWhenTheCostIsExact() {
        final List<Published> published = in.read(
                SNAPSHOT_OF_A1
                        + "'collateral':{},'positions':[{'instrument':'BTC-PERP','quantity':'0.5','entryPrice':'42000.123456'}]}");
        assertEquals(List.of(), in.errors);
        assertEquals("21000.061728", cost(position(published.get(0)), 6));
    }

    @Test
    void shouldTellInverseContractsByWhatTheyAreWorth() {
        final List<Published> published = in.read(SNAPSHOT_OF_A1
                + "'collateral':{},'positions':[{'instrument':'BTC-INVERSE','quantity':'3','entryPrice':'30000'}]}");
        assertEquals(List.of(), in.errors);
        assertEquals("-0.0099999999", cost(position(published.get(0)), 10));
    }

    @Test
    void shouldReadFundingOfInverseContractsByWhatTheyAreWorth() {
        final Published record = readOne(
                "{'type':'funding','source':'3','sequence':'9','instrument':'BTC-INVERSE','cumulativeIndex':'-0.0000012345'}");
        assertEquals(
                -12_345,
                new FundingDecoder()
                        .wrapAndApplyHeader(record.buffer(), 0, header)
                        .cumulativeIndex());
    }

    @Test
    void shouldTakeACostAsItIsUpTo128Bits() {
        final String largest = "170.141183460469231731687303715884105727"; // 2^127 - 1 at 36 decimals
        final List<Published> published = in.read(SNAPSHOT_OF_A1
                + "'collateral':{},'positions':[{'instrument':'WIDE','quantity':'1','cost':'-" + largest + "'}]}");
        assertEquals(List.of(), in.errors);
        assertEquals("-" + largest, cost(position(published.get(0)), 36));
    }

    @Test
    void shouldPassOverEmptyLinesAndCountTheOthers() {
        final String line =
                "{'type':'funding','source':'3','sequence':'9','instrument':'BTC-PERP','cumulativeIndex':'1'}";
        assertEquals(2, in.read("\n" + line + "\r\n\r\n" + line).size());
        assertEquals(4, in.ingress.lines());
        assertEquals(0, in.ingress.errors());
    }

    @Test
    void shouldConflatePricesWhileFullAndLetFactsWait() {
        final FakePort port = new FakePort(() -> true);
        final TestIngress full = new TestIngress(port);
        final StringBuilder lines = new StringBuilder();
        for (int sequence = 1; sequence <= 10; sequence++) {
            lines.append("{'type':'price','source':'2','of':'BTC','publishNs':'0','sequence':'")
                    .append(sequence);
            lines.append("','value':'").append(sequence).append("'}\n");
        }
        lines.append("{'type':'transfer','source':'3','sequence':'4','account':'a1','asset':'BTC','amount':'1'}\n");
        final List<Published> published = full.read(lines.toString());
        assertEquals(List.of(), full.errors);
        assertEquals(2, published.size());
        assertEquals(TransferDecoder.TEMPLATE_ID, published.get(0).templateId());
        assertEquals(1_000, published.get(1).price().value());
        assertEquals(9, published.get(1).price().conflated());
        assertEquals(9, full.ingress.conflated());
        assertEquals(2, port.waits()); // the transfer, and the price that was left at the end
    }
}
