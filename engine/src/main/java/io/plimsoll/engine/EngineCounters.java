package io.plimsoll.engine;

/**
 * What the engine has done since it was made, in counts that do not depend on the machine. Written by the engine thread;
 * another thread may read a stale value but never a torn one (64-bit JVM).
 */
public final class EngineCounters {
    /** Input records processed. */
    public long events;
    /** Price ticks taken. */
    public long pricesAccepted;
    /** Price ticks refused, whether or not each refusal was journaled. */
    public long pricesRefused;
    /** Account records processed, duplicates not counted. */
    public long facts;
    /** Account records at or below their source's watermark. */
    public long factsDuplicate;
    /** Account records refused or applied as SUSPECT. */
    public long factsFlagged;
    /** Legs passed by sweeps. */
    public long legsSwept;
    /** Sweeps: times that every holder of an instrument or asset was passed, whatever found the units otherwise. */
    public long sweeps;
    /** Entries of the trigger index read: keys, and maxima over them. */
    public long entriesScanned;
    /** Units valued exactly. */
    public long unitsRecomputed;
    /** Liquidation orders made. */
    public long ordersIssued;
    /** Withheld outputs. */
    public long withheld;
    /** Withheld outputs by the number of their reason. */
    public final long[] withheldByReason = new long[1 << Byte.SIZE];
    /** Holders of an instrument that were looked at to take part of a bankrupt unit's order over. */
    public long deleverageCandidates;
    /** Comparisons of two of them. */
    public long deleverageCompared;
    /** Verdict changes. */
    public long verdictChanges;
    /** Units found by a trigger whose estimate proved them unchanged. */
    public long unitsEstimated;
    /** Orders that ended because their time had passed. */
    public long ordersExpired;
    /** Orders made in place of one that expired in the same record. */
    public long ordersReplaced;
    /** Orders made by a plan that closes everything because orders had expired too often. */
    public long ordersEscalated;
    /** Orders cancelled because their unit held its stop margin again. */
    public long ordersRecovered;
    /** Orders cancelled because an operator halted their instrument or holds their account. */
    public long ordersStopped;
    /** Acts of operators, refused ones included. */
    public long operatorActs;
    /** Of them those that were refused. */
    public long operatorActsRefused;
    /** Times that a unit got no order more, or none at all, because of a throttle. */
    public long unitsThrottled;
    /** How long the oldest order in flight had been so at the last timer, ns of event time; 0 without one. */
    public long oldestOrderNs;
    /** Units that wait to be liquidated, now: those that others, riskier ones, kept from it. */
    public long unitsQueued;
}
