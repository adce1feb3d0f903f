package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.AccountLeverageDecoder;
import io.plimsoll.protocol.codec.AccountOpenedDecoder;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.AssetDepositsDecoder;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
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
import org.agrona.DirectBuffer;

/**
 * Looks at a record that another process wrote, before anything trusts it: a matching engine may send prices, that a price source is down, and account records, of
 * this schema, whole, and with ids and enums that exist. A flyweight of one thread; what it says is of the last record checked.
 */
public final class VenueRecord {
    /** Longest name of an account, bytes of UTF-8. */
    public static final int MAX_NAME_LENGTH = 64;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder price = new PriceTickDecoder();
    private final AccountOpenedDecoder opened = new AccountOpenedDecoder();
    private final TransferDecoder transfer = new TransferDecoder();
    private final BalanceSnapshotDecoder balance = new BalanceSnapshotDecoder();
    private final PositionSnapshotDecoder position = new PositionSnapshotDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final LiquidationFillDecoder liquidationFill = new LiquidationFillDecoder();
    private final SeizeFillDecoder seizeFill = new SeizeFillDecoder();
    private final FundBalanceDecoder fundBalance = new FundBalanceDecoder();
    private final FundPaymentDecoder fundPayment = new FundPaymentDecoder();
    private final FundingDecoder funding = new FundingDecoder();
    private final OpenInterestDecoder openInterest = new OpenInterestDecoder();
    private final OpenOrdersDecoder openOrders = new OpenOrdersDecoder();
    private final AccountLeverageDecoder leverage = new AccountLeverageDecoder();
    private final StablePriceDecoder stablePrice = new StablePriceDecoder();
    private final AssetDepositsDecoder deposits = new AssetDepositsDecoder();
    private final InterestIndexDecoder interestIndex = new InterestIndexDecoder();
    private final MarginScaleDecoder marginScale = new MarginScaleDecoder();
    private final SourceHeartbeatDecoder heartbeat = new SourceHeartbeatDecoder();
    private final SourceDownDecoder sourceDown = new SourceDownDecoder();
    private int templateId;
    private int source;
    private long sourceSequence;
    private boolean isFirst;
    private boolean isLast;

    /**
     * Checks one message.
     *
     * @param offset where its SBE header starts
     * @param length its length in bytes, header included
     * @return what is wrong with it, or null
     */
    public String check(final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return length + " bytes, less than a message header";
        }
        header.wrap(buffer, offset);
        templateId = header.templateId();
        isFirst = false;
        isLast = false;
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
                || header.version() != MessageHeaderDecoder.SCHEMA_VERSION) {
            return "schema " + header.schemaId() + " version " + header.version() + ", expected "
                    + MessageHeaderDecoder.SCHEMA_ID + " version " + MessageHeaderDecoder.SCHEMA_VERSION;
        }
        final int block = blockLength();
        if (block < 0) {
            return "template id " + templateId + ", which is not a price or an account record";
        }
        final int fixed = MessageHeaderDecoder.ENCODED_LENGTH + block;
        if (header.blockLength() != block || length < fixed) {
            return "template id " + templateId + ": block of " + header.blockLength() + " in " + length
                    + " bytes, expected a block of " + block;
        }
        if (templateId == AccountOpenedDecoder.TEMPLATE_ID) {
            return checkOpened(buffer, offset, length);
        }
        return length == fixed
                ? checkFixed(buffer, offset)
                : "template id " + templateId + ": " + length + " bytes, expected " + fixed;
    }

    private int blockLength() {
        return switch (templateId) {
            case PriceTickDecoder.TEMPLATE_ID -> PriceTickDecoder.BLOCK_LENGTH;
            case AccountOpenedDecoder.TEMPLATE_ID -> AccountOpenedDecoder.BLOCK_LENGTH;
            case TransferDecoder.TEMPLATE_ID -> TransferDecoder.BLOCK_LENGTH;
            case BalanceSnapshotDecoder.TEMPLATE_ID -> BalanceSnapshotDecoder.BLOCK_LENGTH;
            case PositionSnapshotDecoder.TEMPLATE_ID -> PositionSnapshotDecoder.BLOCK_LENGTH;
            case FillDecoder.TEMPLATE_ID -> FillDecoder.BLOCK_LENGTH;
            case LiquidationFillDecoder.TEMPLATE_ID -> LiquidationFillDecoder.BLOCK_LENGTH;
            case SeizeFillDecoder.TEMPLATE_ID -> SeizeFillDecoder.BLOCK_LENGTH;
            case FundBalanceDecoder.TEMPLATE_ID -> FundBalanceDecoder.BLOCK_LENGTH;
            case FundPaymentDecoder.TEMPLATE_ID -> FundPaymentDecoder.BLOCK_LENGTH;
            case FundingDecoder.TEMPLATE_ID -> FundingDecoder.BLOCK_LENGTH;
            case OpenInterestDecoder.TEMPLATE_ID -> OpenInterestDecoder.BLOCK_LENGTH;
            case OpenOrdersDecoder.TEMPLATE_ID -> OpenOrdersDecoder.BLOCK_LENGTH;
            case AccountLeverageDecoder.TEMPLATE_ID -> AccountLeverageDecoder.BLOCK_LENGTH;
            case StablePriceDecoder.TEMPLATE_ID -> StablePriceDecoder.BLOCK_LENGTH;
            case AssetDepositsDecoder.TEMPLATE_ID -> AssetDepositsDecoder.BLOCK_LENGTH;
            case InterestIndexDecoder.TEMPLATE_ID -> InterestIndexDecoder.BLOCK_LENGTH;
            case MarginScaleDecoder.TEMPLATE_ID -> MarginScaleDecoder.BLOCK_LENGTH;
            case SourceHeartbeatDecoder.TEMPLATE_ID -> SourceHeartbeatDecoder.BLOCK_LENGTH;
            case SourceDownDecoder.TEMPLATE_ID -> SourceDownDecoder.BLOCK_LENGTH;
            default -> -1;
        };
    }

    private String checkOpened(final DirectBuffer buffer, final int offset, final int length) {
        opened.wrapAndApplyHeader(buffer, offset, header);
        final int beforeName = MessageHeaderDecoder.ENCODED_LENGTH
                + AccountOpenedDecoder.BLOCK_LENGTH
                + AccountOpenedDecoder.nameHeaderLength();
        if (length < beforeName
                || length != beforeName + opened.nameLength()
                || opened.nameLength() > MAX_NAME_LENGTH) {
            return "account opened: " + length + " bytes, expected a name of at most " + MAX_NAME_LENGTH
                    + " bytes and no more";
        }
        final short role = opened.roleRaw();
        if (role != AccountRole.TRADER.value()
                && role != AccountRole.LIQUIDATOR.value()
                && role != AccountRole.REBALANCED.value()) {
            return "account opened: role " + role;
        }
        final long parent = opened.parentAccountId();
        if (parent != AccountOpenedDecoder.parentAccountIdNullValue()
                && (parent <= 0 || parent == opened.accountId())) {
            return "account opened: parent account id " + parent + ", expected more than 0 and another account's";
        }
        return fact(opened.source(), opened.sourceSequence(), opened.accountId());
    }

    private String checkFixed(final DirectBuffer buffer, final int offset) {
        return switch (templateId) {
            case PriceTickDecoder.TEMPLATE_ID -> {
                price.wrapAndApplyHeader(buffer, offset, header);
                final String ofPrice = sequenced(price.source(), price.sourceSequence());
                yield ofPrice == null && price.endOfGroupRaw() > 1
                        ? "price: endOfGroup " + price.endOfGroupRaw()
                        : ofPrice;
            }
            case TransferDecoder.TEMPLATE_ID -> {
                transfer.wrapAndApplyHeader(buffer, offset, header);
                yield fact(transfer.source(), transfer.sourceSequence(), transfer.accountId());
            }
            case BalanceSnapshotDecoder.TEMPLATE_ID -> {
                balance.wrapAndApplyHeader(buffer, offset, header);
                yield snapshot(
                        balance.firstRaw(),
                        balance.lastRaw(),
                        fact(balance.source(), balance.sourceSequence(), balance.accountId()));
            }
            case PositionSnapshotDecoder.TEMPLATE_ID -> {
                position.wrapAndApplyHeader(buffer, offset, header);
                yield snapshot(
                        position.firstRaw(),
                        position.lastRaw(),
                        fact(position.source(), position.sourceSequence(), position.accountId()));
            }
            case FillDecoder.TEMPLATE_ID -> {
                fill.wrapAndApplyHeader(buffer, offset, header);
                yield fact(fill.source(), fill.sourceSequence(), fill.accountId());
            }
            case LiquidationFillDecoder.TEMPLATE_ID -> {
                liquidationFill.wrapAndApplyHeader(buffer, offset, header);
                yield counterparty(
                        liquidationFill.counterpartyId(),
                        fact(liquidationFill.source(), liquidationFill.sourceSequence(), liquidationFill.accountId()));
            }
            case SeizeFillDecoder.TEMPLATE_ID -> {
                seizeFill.wrapAndApplyHeader(buffer, offset, header);
                yield counterparty(
                        seizeFill.counterpartyId(),
                        fact(seizeFill.source(), seizeFill.sourceSequence(), seizeFill.accountId()));
            }
            case FundBalanceDecoder.TEMPLATE_ID -> {
                fundBalance.wrapAndApplyHeader(buffer, offset, header);
                yield sequenced(fundBalance.source(), fundBalance.sourceSequence());
            }
            case FundPaymentDecoder.TEMPLATE_ID -> {
                fundPayment.wrapAndApplyHeader(buffer, offset, header);
                yield fact(fundPayment.source(), fundPayment.sourceSequence(), fundPayment.accountId());
            }
            case OpenInterestDecoder.TEMPLATE_ID -> {
                openInterest.wrapAndApplyHeader(buffer, offset, header);
                yield sequenced(openInterest.source(), openInterest.sourceSequence());
            }
            case OpenOrdersDecoder.TEMPLATE_ID -> {
                openOrders.wrapAndApplyHeader(buffer, offset, header);
                yield fact(openOrders.source(), openOrders.sourceSequence(), openOrders.accountId());
            }
            case AccountLeverageDecoder.TEMPLATE_ID -> {
                leverage.wrapAndApplyHeader(buffer, offset, header);
                yield fact(leverage.source(), leverage.sourceSequence(), leverage.accountId());
            }
            case StablePriceDecoder.TEMPLATE_ID -> {
                stablePrice.wrapAndApplyHeader(buffer, offset, header);
                yield sequenced(stablePrice.source(), stablePrice.sourceSequence());
            }
            case AssetDepositsDecoder.TEMPLATE_ID -> {
                deposits.wrapAndApplyHeader(buffer, offset, header);
                yield sequenced(deposits.source(), deposits.sourceSequence());
            }
            case InterestIndexDecoder.TEMPLATE_ID -> {
                interestIndex.wrapAndApplyHeader(buffer, offset, header);
                yield sequenced(interestIndex.source(), interestIndex.sourceSequence());
            }
            case MarginScaleDecoder.TEMPLATE_ID -> {
                marginScale.wrapAndApplyHeader(buffer, offset, header);
                yield sequenced(marginScale.source(), marginScale.sourceSequence());
            }
            case SourceHeartbeatDecoder.TEMPLATE_ID -> {
                heartbeat.wrapAndApplyHeader(buffer, offset, header);
                yield sequenced(heartbeat.source(), heartbeat.sequence());
            }
            case SourceDownDecoder.TEMPLATE_ID ->
                sequenced(sourceDown.wrapAndApplyHeader(buffer, offset, header).source(), 0);
            default -> {
                funding.wrapAndApplyHeader(buffer, offset, header);
                yield sequenced(funding.source(), funding.sourceSequence());
            }
        };
    }

    private String fact(final int ofSource, final long sequence, final long accountId) {
        return accountId <= 0 ? "account id " + accountId + ", expected more than 0" : sequenced(ofSource, sequence);
    }

    private static String counterparty(final long accountId, final String defect) {
        return accountId != LiquidationFillDecoder.counterpartyIdNullValue() && accountId <= 0
                ? "counterparty id " + accountId + ", expected more than 0"
                : defect;
    }

    private String sequenced(final int ofSource, final long sequence) {
        source = ofSource;
        sourceSequence = sequence;
        return sequence < 0 ? "source sequence " + sequence + ", expected 0 or more" : null;
    }

    private String snapshot(final short first, final short last, final String defect) {
        isFirst = first == 1;
        isLast = last == 1;
        return defect == null && (first > 1 || last > 1) ? "snapshot: first " + first + ", last " + last : defect;
    }

    /** Whether the record is a price. */
    public boolean isPrice() {
        return templateId == PriceTickDecoder.TEMPLATE_ID;
    }

    /** Whether it says that a price source is down; what is neither that nor a price is an account record. */
    public boolean isSourceDown() {
        return templateId == SourceDownDecoder.TEMPLATE_ID;
    }

    /** The price id of a price. */
    public int priceId() {
        return (int) price.priceId();
    }

    /** The source's own time of a price, nanoseconds since the Unix epoch. */
    public long publishNs() {
        return price.publishNs();
    }

    /** Whether it only says that its source is there: its sequence is then that of the account record before it. */
    public boolean isHeartbeat() {
        return templateId == SourceHeartbeatDecoder.TEMPLATE_ID;
    }

    /** Whether it belongs to the snapshot of an account. */
    public boolean isOfSnapshot() {
        return templateId == BalanceSnapshotDecoder.TEMPLATE_ID || templateId == PositionSnapshotDecoder.TEMPLATE_ID;
    }

    /** Whether it is the first record of an account's snapshot. */
    public boolean isFirst() {
        return isFirst;
    }

    /** Whether it is the last record of an account's snapshot. */
    public boolean isLast() {
        return isLast;
    }

    /** The record's source. */
    public int source() {
        return source;
    }

    /** Its sequence within the source; 0 for a source that is down. */
    public long sourceSequence() {
        return sourceSequence;
    }

    /** The account that the record opens, or null when it is of another kind; allocates. */
    public String openedName() {
        return templateId == AccountOpenedDecoder.TEMPLATE_ID ? opened.name() : null;
    }

    /** The id of the account that the record opens. */
    public long openedAccountId() {
        return opened.accountId();
    }
}
