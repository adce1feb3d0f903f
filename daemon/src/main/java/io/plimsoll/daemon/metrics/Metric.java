package io.plimsoll.daemon.metrics;

import static io.plimsoll.daemon.metrics.MetricType.COUNTER;
import static io.plimsoll.daemon.metrics.MetricType.GAUGE;
import static io.plimsoll.daemon.metrics.MetricType.HISTOGRAM;
import static io.plimsoll.daemon.metrics.MetricType.INFO;
import static io.plimsoll.daemon.metrics.MetricUnit.BYTES;
import static io.plimsoll.daemon.metrics.MetricUnit.NONE;
import static io.plimsoll.daemon.metrics.MetricUnit.RATIO;
import static io.plimsoll.daemon.metrics.MetricUnit.SECONDS;

import java.util.List;

/**
 * Every metric that the daemon shows, in the order of its list. No label is an account: their number has no bound, and who is near a
 * liquidation is nobody's business. Names and labels never change their meaning.
 */
public enum Metric {
    // What it is and may do.
    BUILD_INFO(
            "plimsoll_build_info",
            INFO,
            NONE,
            "Version of the daemon, of the rules of its engine, and of its JDK.",
            "version",
            "rules",
            "jdk"),
    UPTIME("plimsoll_uptime_seconds", GAUGE, SECONDS, "Time since the start."),
    MODE(
            "plimsoll_mode",
            GAUGE,
            NONE,
            "1 for the mode that the daemon runs in, 0 for the other: live, shadow.",
            "mode"),
    ENGINE_STATE(
            "plimsoll_engine_state",
            GAUGE,
            NONE,
            "1 for the state that the engine is in, 0 for others: armed, disarmed, killed, halted.",
            "state"),
    KILL_CAUSE(
            "plimsoll_kill_cause",
            GAUGE,
            NONE,
            "1 for what threw the kill switch that is thrown now, 0 for others: http, file, signal, lag, clock, order-rate, disk-guard, unknown.",
            "cause"),
    KILLS("plimsoll_kills_total", COUNTER, NONE, "Times that the kill switch was thrown in this run.", "cause"),
    OBJECTIONS(
            "plimsoll_arming_objections",
            GAUGE,
            NONE,
            "How many things stand against arming; the status page names them."),
    HANDLER_ERRORS(
            "plimsoll_handler_errors_total",
            COUNTER,
            NONE,
            "Errors thrown by handlers that the daemon goes on without: price_feed (a live one, which tries again), price_replay (a recorded one, which has ended), admin_port, metrics, overview, liquidation_log. Any other ends it.",
            "handler"),
    ADMIN_REFUSED(
            "plimsoll_admin_refused_total",
            COUNTER,
            NONE,
            "Requests that an admin port (local, remote) turned away, by reason: no_token, wrong_token, read_only (a token that is for looking), too_many (of one address at a time).",
            "port",
            "reason"),
    ADMIN_CERTIFICATE(
            "plimsoll_admin_certificate_seconds",
            GAUGE,
            SECONDS,
            "Time until the certificate of the admin port for other machines ends; absent without that port."),
    CLOCK_OFFSET(
            "plimsoll_clock_offset_seconds",
            GAUGE,
            SECONDS,
            "How far the wall clock has moved away from the monotonic one since the start; forward is positive."),
    // Engine.
    ENGINE_SEQUENCE("plimsoll_engine_sequence", GAUGE, NONE, "Sequence of the last input that was decided."),
    RING_FILL("plimsoll_ring_fill_ratio", GAUGE, RATIO, "Part of the ring's slots that is taken."),
    ENGINE_LAG(
            "plimsoll_engine_lag_seconds",
            GAUGE,
            SECONDS,
            "How long the oldest input that is watched has waited to be decided; 0 when none waits."),
    ENGINE_LAG_RECORDS("plimsoll_engine_lag_records", GAUGE, NONE, "Inputs in the ring that are not decided yet."),
    FACT_WAITS("plimsoll_fact_waits_total", COUNTER, NONE, "Account records that had to wait for room in the ring."),
    ENGINE_ALLOCATED(
            "plimsoll_engine_allocated_bytes_total", COUNTER, BYTES, "What the engine's thread has allocated."),
    UNITS_RECOMPUTED("plimsoll_cost_accounts_recomputed_total", COUNTER, NONE, "Accounts valued exactly."),
    ENTRIES_SCANNED("plimsoll_cost_entries_scanned_total", COUNTER, NONE, "Entries of the trigger index read."),
    SWEEPS(
            "plimsoll_cost_sweeps_total",
            COUNTER,
            NONE,
            "Times that every holder of an instrument or asset was passed."),
    LEGS_SWEPT("plimsoll_cost_legs_swept_total", COUNTER, NONE, "Balances and positions passed by sweeps."),
    DELEVERAGE_CANDIDATES(
            "plimsoll_cost_deleverage_candidates_total",
            COUNTER,
            NONE,
            "Holders looked at to take a bankrupt account's order over."),
    DELEVERAGE_COMPARED("plimsoll_cost_deleverage_compared_total", COUNTER, NONE, "Comparisons of two of them."),
    UNITS_WITHOUT_INDEX(
            "plimsoll_accounts_without_index", GAUGE, NONE, "Accounts that every move of their prices passes over."),
    CAPACITY(
            "plimsoll_capacity_used_ratio",
            GAUGE,
            RATIO,
            "Part of a configured limit that is used: accounts, legs, orders_in_flight. At 1 the engine halts, or withholds orders.",
            "limit"),
    // Accounts and orders.
    ACCOUNTS(
            "plimsoll_accounts",
            GAUGE,
            NONE,
            "Checked accounts by their verdict: healthy, warning (near their maintenance margin), liquidate, bankrupt.",
            "verdict"),
    NEAR_MARGIN(
            "plimsoll_accounts_near_margin",
            GAUGE,
            NONE,
            "Checked accounts whose verdict is warning: near their maintenance margin, not below it."),
    SUSPECTS("plimsoll_accounts_suspect", GAUGE, NONE, "Accounts that get no orders until their next snapshots."),
    WITHHELD_NOW(
            "plimsoll_accounts_withheld",
            GAUGE,
            NONE,
            "Accounts below their requirement that get no order now, by reason.",
            "reason"),
    OPERATOR_HOLDS(
            "plimsoll_operator_holds",
            GAUGE,
            NONE,
            "What operators keep from the daemon: instruments halted, accounts held, excluded or forced, prices in their hands, by kind.",
            "kind"),
    WITHHELD(
            "plimsoll_withheld_total",
            COUNTER,
            NONE,
            "Orders withheld, by reason; each account once a reason.",
            "reason"),
    QUEUED(
            "plimsoll_accounts_queued",
            GAUGE,
            NONE,
            "Accounts that wait to be liquidated, because of a bound or a throttle."),
    THROTTLED(
            "plimsoll_accounts_throttled_total",
            COUNTER,
            NONE,
            "Times that a throttle let no order more through for an account."),
    VERDICT_CHANGES("plimsoll_verdict_changes_total", COUNTER, NONE, "Verdicts that changed."),
    ORDERS_ISSUED("plimsoll_liquidation_orders_total", COUNTER, NONE, "Liquidation orders made."),
    ORDERS_IN_FLIGHT("plimsoll_orders_in_flight", GAUGE, NONE, "Liquidation orders that have not ended."),
    ORDERS_NOTIONAL(
            "plimsoll_orders_in_flight_notional",
            GAUGE,
            NONE,
            "What they have yet to close or take, in the valuation currency."),
    OLDEST_ORDER(
            "plimsoll_oldest_order_age_seconds",
            GAUGE,
            SECONDS,
            "Age of the oldest of them in event time, at the last timer."),
    ORDERS_EXPIRED("plimsoll_orders_expired_total", COUNTER, NONE, "Orders whose time passed before they were filled."),
    ORDERS_REPLACED(
            "plimsoll_orders_replaced_total",
            COUNTER,
            NONE,
            "Orders made in place of one that expired with the same input."),
    ORDERS_ESCALATED(
            "plimsoll_orders_escalated_total",
            COUNTER,
            NONE,
            "Orders that close everything, because others had expired too often."),
    ORDERS_RECOVERED(
            "plimsoll_orders_recovered_total",
            COUNTER,
            NONE,
            "Orders cancelled because their account held its stop margin again."),
    ORDERS_STOPPED("plimsoll_orders_stopped_total", COUNTER, NONE, "Orders cancelled by acts of an operator."),
    INSURANCE(
            "plimsoll_insurance_balance",
            GAUGE,
            NONE,
            "What an insurance fund holds of an asset, in the asset; fund 0 is the shared one. First those that instruments draw on, empty or not; at most 32 balances.",
            "fund",
            "asset"),
    WITHDRAWALS_BLOCKED(
            "plimsoll_withdrawals_blocked",
            GAUGE,
            NONE,
            "1 while bankrupt accounts owe more than all insurance funds hold."),
    // Prices.
    PRICE_AGE(
            "plimsoll_price_age_seconds",
            GAUGE,
            SECONDS,
            "Time since the last accepted price; absent before the first.",
            "price"),
    PRICE_STATE(
            "plimsoll_price_state",
            GAUGE,
            NONE,
            "0 never priced, 1 valid, 2 degraded, 3 halted, 4 its sources are down.",
            "price"),
    PRICES("plimsoll_prices", GAUGE, NONE, "Prices by state: missing, valid, degraded, halted, down.", "state"),
    PRICES_DWELLING("plimsoll_prices_dwelling", GAUGE, NONE, "Guarded prices of which a jump is waited out."),
    NEXT_TRIGGER(
            "plimsoll_next_trigger_distance_ratio",
            GAUGE,
            RATIO,
            "How far an instrument's price has to fall or rise until the next account is valued, as a part of the price; absent where there is none.",
            "instrument",
            "side"),
    PRICES_ACCEPTED("plimsoll_prices_accepted_total", COUNTER, NONE, "Prices taken by the engine."),
    PRICES_REFUSED("plimsoll_prices_refused_total", COUNTER, NONE, "Prices refused by the engine."),
    PRICES_CONFLATED(
            "plimsoll_prices_conflated_total", COUNTER, NONE, "Prices that a later one replaced before sequencing."),
    PRICES_TURNED_AWAY("plimsoll_prices_turned_away_total", COUNTER, NONE, "Prices that found the ring full."),
    // Sources.
    FEED_UP(
            "plimsoll_feed_up",
            GAUGE,
            NONE,
            "1 while a price feed is up; a recorded file is up once a price of it was published.",
            "feed"),
    FEED_AGE(
            "plimsoll_feed_age_seconds",
            GAUGE,
            SECONDS,
            "Time since a price feed last put a price into the ring, or since the start.",
            "feed"),
    FEED_CLOCK_OFFSET(
            "plimsoll_feed_clock_offset_seconds",
            GAUGE,
            SECONDS,
            "How far this clock is ahead of a venue's, at most: the least time between its timestamps and their arrival within the last minute, of prices that are dropped too. Negative: it is behind. Absent without new prices.",
            "feed"),
    FEED_PUBLISHED("plimsoll_feed_published_total", COUNTER, NONE, "Prices put into the ring.", "feed"),
    FEED_CONFLATED(
            "plimsoll_feed_conflated_total",
            COUNTER,
            NONE,
            "Prices that a later one replaced before the ring.",
            "feed"),
    FEED_MESSAGES(
            "plimsoll_feed_messages_total", COUNTER, NONE, "Messages of a venue that came, readable or not.", "feed"),
    FEED_MALFORMED(
            "plimsoll_feed_malformed_total", COUNTER, NONE, "Messages of a venue that could not be read.", "feed"),
    FEED_DROPPED(
            "plimsoll_feed_dropped_total",
            COUNTER,
            NONE,
            "Prices of a venue that were read and not handed on: older ones, copies, those of other symbols or closed markets.",
            "feed"),
    FEED_RECONNECTS("plimsoll_feed_reconnects_total", COUNTER, NONE, "Attempts to connect to a venue again.", "feed"),
    FEED_DOWNS("plimsoll_feed_downs_total", COUNTER, NONE, "Times that a venue went down.", "feed"),
    SOURCE_AT_HEAD(
            "plimsoll_account_source_at_head",
            GAUGE,
            NONE,
            "1 while everything that an account source has sent is in the ring.",
            "source"),
    SOURCE_AGE(
            "plimsoll_account_source_age_seconds",
            GAUGE,
            SECONDS,
            "Time since an account source last sent a record, or since the start.",
            "source"),
    SOURCE_FORWARDED(
            "plimsoll_account_source_forwarded_total",
            COUNTER,
            NONE,
            "Records of an account source put into the ring.",
            "source"),
    SOURCE_REFUSED(
            "plimsoll_account_source_refused_total",
            COUNTER,
            NONE,
            "Records or lines of an account source refused.",
            "source"),
    FACTS("plimsoll_facts_total", COUNTER, NONE, "Account records taken by the engine."),
    FACTS_DUPLICATE("plimsoll_facts_duplicate_total", COUNTER, NONE, "Account records dropped as duplicates."),
    FACTS_FLAGGED("plimsoll_facts_flagged_total", COUNTER, NONE, "Account records refused, or applied as suspect."),
    // Journal, disk and who reads.
    DURABLE_LAG(
            "plimsoll_durable_lag_records",
            GAUGE,
            NONE,
            "Inputs that are not known to be on disk yet; absent where nothing is synced (page-cache)."),
    DISK_USABLE("plimsoll_disk_usable_bytes", GAUGE, BYTES, "Room on the journal's disk."),
    DISK_STATE(
            "plimsoll_disk_state",
            GAUGE,
            NONE,
            "1 for the state that the disk guard is in, 0 for others: enough, low, halted.",
            "state"),
    TAILERS("plimsoll_tailers", GAUGE, NONE, "Tailers of orders whose cursors are registered with the journal."),
    TAILER_LAG(
            "plimsoll_tailer_lag_records",
            GAUGE,
            NONE,
            "Records of orders that the slowest of them has not read; 0 without one."),
    TAILERS_UNREADABLE(
            "plimsoll_tailer_cursors_unreadable",
            GAUGE,
            NONE,
            "Registered cursors that are missing or cannot be read."),
    FOLLOWER_RUNNING(
            "plimsoll_follower_running", GAUGE, NONE, "1 while a follower has said within 30 s how far it is."),
    FOLLOWER_LAG(
            "plimsoll_follower_lag_records",
            GAUGE,
            NONE,
            "Inputs that the follower has not applied; absent before one has run."),
    SNAPSHOT_AGE(
            "plimsoll_snapshot_age_seconds",
            GAUGE,
            SECONDS,
            "Time since the newest snapshot was written; absent before one was."),
    // Latency.
    LATENCY(
            "plimsoll_latency_seconds",
            HISTOGRAM,
            SECONDS,
            "Time of each step on the way from a tick to an order, up to the last interval of the latency logs.",
            "hop"),
    LATENCY_MAX("plimsoll_latency_max_seconds", GAUGE, SECONDS, "The longest of the last interval.", "hop"),
    HICCUP(
            "plimsoll_hiccup_seconds",
            HISTOGRAM,
            SECONDS,
            "How much later than asked for a thread without work was woken: what the machine, not the daemon, costs."),
    HICCUP_MAX("plimsoll_hiccup_max_seconds", GAUGE, SECONDS, "The longest of the last interval."),
    LATENCY_CLAMPED(
            "plimsoll_latency_clamped_total",
            COUNTER,
            NONE,
            "Durations outside the histograms' range of 0 to 10 minutes.");

    private final String label;
    private final MetricType type;
    private final MetricUnit unit;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    Metric(
            final String label,
            final MetricType type,
            final MetricUnit unit,
            final String meaning,
            final String... labels) {
        this.label = label;
        this.type = type;
        this.unit = unit;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    /** The name as it is scraped; a histogram's series have endings of their own behind it. */
    public String label() {
        return label;
    }

    /** How its value moves. */
    public MetricType type() {
        return type;
    }

    /** What one of its values is. */
    public MetricUnit unit() {
        return unit;
    }

    /** What it says, for people. */
    public String meaning() {
        return meaning;
    }

    /** Names of its labels, in the order of their values. */
    public List<String> labels() {
        return labels;
    }
}
